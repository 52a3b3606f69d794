//! Questions that are answered with one tile: who it is about, where, and whether it goes on.

use maud::{Markup, html};

use crate::domain::{About, Place, StillHappening};
use crate::i18n::Words;
use crate::views::Frame;
use crate::views::components::{Choice, Choices};

use super::StepPage;
use super::answer_words::{self, Shown};

/// A question as the legend of its tiles.
pub(super) fn tile_question(
    page: &StepPage<'_>,
    frame: &Frame<'_>,
    question: &str,
    choices: &Choices<'_>,
) -> Markup {
    let error = page.error(frame);
    let content = html! {
        fieldset aria-describedby=[error.as_ref().map(|_| "wrong")] {
            legend { h1 { (question) } }
            @if let Some(error) = &error { p.err #wrong { (error) } }
            (choices)
        }
    };
    page.question(frame, Choices::FIRST, content, None)
}

/// The tile of an answer.
pub(super) fn tile(value: &'static str, shown: Shown, is_chosen: bool) -> Choice<'static> {
    let Shown { label, symbol, tint } = shown;
    Choice { value, label: label.into(), detail: None, symbol, tint, is_chosen }
}

pub(super) fn about(page: &StepPage<'_>, frame: &Frame<'_>) -> Markup {
    let words = frame.words;
    let choices = About::ALL.iter().map(|answer| {
        let is_chosen = page.answers.about == Some(*answer);
        tile(answer.as_str(), answer_words::about(*answer, words), is_chosen)
    });
    let choices =
        Choices { name: "about", is_many: false, media: frame.media, choices: choices.collect() };
    tile_question(page, frame, &words.text("about-question"), &choices)
}

pub(super) fn place(page: &StepPage<'_>, frame: &Frame<'_>) -> Markup {
    let words = frame.words;
    let choices = places(page, words);
    let choices = Choices { name: "place", is_many: false, media: frame.media, choices };
    tile_question(page, frame, &words.text("place-question"), &choices)
}

/// The places for which this mode has room, and the one that is chosen.
pub(super) fn places(page: &StepPage<'_>, words: &Words) -> Vec<Choice<'static>> {
    let chosen = page.answers.place;
    let offered =
        Place::ALL.iter().filter(|place| place.is_offered(words.mode()) || chosen == Some(**place));
    offered
        .map(|place| {
            tile(place.as_str(), answer_words::place(*place, words), chosen == Some(*place))
        })
        .collect()
}

pub(super) fn still(page: &StepPage<'_>, frame: &Frame<'_>) -> Markup {
    let words = frame.words;
    let choices = StillHappening::ALL.iter().map(|answer| {
        let is_chosen = page.answers.still == Some(*answer);
        tile(answer.as_str(), answer_words::still(*answer, words), is_chosen)
    });
    let choices =
        Choices { name: "still", is_many: false, media: frame.media, choices: choices.collect() };
    tile_question(page, frame, &words.text("still-question"), &choices)
}
