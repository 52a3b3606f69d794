//! Telling with pictures: who did it, what they did, where and when, each a tile that says one
//! sentence. Together the sentences are a text, which the pupil can change and add to.

use maud::{Markup, html};

use crate::domain::{About, Answers, Done, DoneBy, Happened, Place, Step};
use crate::i18n::Words;
use crate::views::Frame;
use crate::views::components::{Choice, Choices, Mark};

use super::tiles::{self, tile};
use super::{StepPage, answer_words};

pub(super) fn who(page: &StepPage<'_>, frame: &Frame<'_>) -> Markup {
    let choices = DoneBy::ALL.iter().map(|answer| {
        let is_chosen = page.answers.done_by == Some(*answer);
        tile(answer.as_str(), answer_words::done_by(*answer, frame.words), is_chosen)
    });
    question(page, frame, "done_by", &frame.words.text("tell-who-question"), choices.collect())
}

pub(super) fn what(page: &StepPage<'_>, frame: &Frame<'_>) -> Markup {
    let chosen = page.answers.done;
    let is_offered =
        |answer: &&Done| answer.is_offered(frame.words.mode()) || chosen == Some(**answer);
    let choices = Done::ALL.iter().filter(is_offered).map(|answer| {
        let shown = answer_words::done(*answer, is_to_pupil(page.answers), frame.words);
        tile(answer.as_str(), shown, chosen == Some(*answer))
    });
    question(page, frame, "done", &frame.words.text("tell-what-question"), choices.collect())
}

pub(super) fn place(page: &StepPage<'_>, frame: &Frame<'_>) -> Markup {
    let choices = tiles::places(page, frame.words);
    question(page, frame, "place", &frame.words.text("place-question"), choices)
}

pub(super) fn when(page: &StepPage<'_>, frame: &Frame<'_>) -> Markup {
    let choices = Happened::ALL.iter().map(|answer| {
        let is_chosen = page.answers.happened == Some(*answer);
        tile(answer.as_str(), answer_words::happened(*answer, frame.words), is_chosen)
    });
    question(page, frame, "happened", &frame.words.text("tell-when-question"), choices.collect())
}

/// The tiles, and under them what is told so far.
fn question(
    page: &StepPage<'_>,
    frame: &Frame<'_>,
    name: &str,
    question: &str,
    choices: Vec<Choice<'_>>,
) -> Markup {
    let choices = Choices { name, is_many: false, media: frame.media, choices };
    let content = html! {
        fieldset { legend { h1 { (question) } } (choices) }
        @if !page.way.is_turn() { (so_far(page, frame.words)) }
    };
    page.question(frame, Choices::FIRST, content, None)
}

/// On the writing page: the press that begins telling with pictures, or goes back to it.
pub(super) fn press(page: &StepPage<'_>, words: &Words) -> Markup {
    html! {
        button.btn.second.small name="go" value={ "change-" (Step::TellWho.as_str()) } {
            (Mark("pictures"))
            @if page.answers.has_told() { (words.text("tell-change")) }
            @else { (words.text("tell-with-pictures")) }
        }
    }
}

/// The sentences so far.
pub(super) fn so_far(page: &StepPage<'_>, words: &Words) -> Markup {
    let told = told(page.answers, words);
    html! {
        @if !told.is_empty() {
            p.note.sage { strong { (words.text("tell-so-far")) } " " (told) }
        }
    }
}

/// What was told with pictures, in sentences; empty when nothing was. The place alone, which has a
/// question of its own, is not told so.
pub fn told(answers: &Answers, words: &Words) -> String {
    if !answers.has_told() {
        return String::new();
    }
    let sentences = [
        answers.done_by.map(|answer| answer_words::done_by(answer, words).label),
        answers.done.map(|it| answer_words::done(it, is_to_pupil(answers), words).label),
        answers.place.map(|answer| it_was(answer, words)),
        answers.happened.map(|answer| answer_words::happened(answer, words).label),
    ];
    sentences.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Whether it was done to the one who tells, as far as they said whom it is about.
fn is_to_pupil(answers: &Answers) -> bool {
    match answers.about {
        Some(About::Me) => true,
        // “Somebody” is true of either.
        Some(About::SomeoneElse | About::Group | About::RatherNotSay) | None => false,
    }
}

fn it_was(place: Place, words: &Words) -> String {
    match place {
        Place::Online => words.text("it-was-online"),
        Place::Class => words.text("it-was-in-class"),
        Place::Outside => words.text("it-was-outside"),
        Place::Toilets => words.text("it-was-in-toilets"),
        Place::Corridor => words.text("it-was-in-corridor"),
        Place::Lunch => words.text("it-was-at-lunch"),
        Place::Travel => words.text("it-was-on-the-way"),
        Place::Home => words.text("it-was-at-home"),
        Place::Elsewhere => words.text("it-was-elsewhere"),
        Place::NotSure => words.text("it-was-unsure"),
    }
}
