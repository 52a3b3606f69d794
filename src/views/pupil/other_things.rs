//! Everyone's turn, for whoever has nothing to tell: the other things of a kiosk's home, with as many
//! pages and the same kinds of fields and buttons as those have who tell. From a metre away nobody sees
//! which is which. Nothing here is sent; the press that leads to telling is beside Next on each page.

use maud::{Markup, html};

use crate::domain::{About, Happened, Mode, Pastime, Place, QuizAnswer, Step};
use crate::i18n::{Phrase, Words};
use crate::views::Frame;
use crate::views::components::{
    Choice, Choices, Form, HelpNote, Mark, Note, SecondButton, SummaryList, SummaryRow, Tint, Top,
};

use super::answer_words::{self, Shown};
use super::tiles::{tile, tile_question};
use super::{StepPage, danger, done, hidden_from, turn, writing};

pub(super) fn content(page: &StepPage<'_>, frame: &Frame<'_>) -> Markup {
    match page.step {
        Step::Danger => quiz(page, frame),
        Step::DoNow => best(page, frame),
        Step::About => who(page, frame),
        Step::Kind => place(page, frame),
        Step::TellWhat => fun(page, frame),
        Step::Words => write(page, frame),
        Step::HiddenFrom => helpers(page, frame),
        Step::Done => done::content(page, frame),
        // The others are no pages of a turn.
        Step::Start
        | Step::KindWithin
        | Step::Place
        | Step::Still
        | Step::TellWho
        | Step::TellWhere
        | Step::TellWhen
        | Step::Who
        | Step::Name
        | Step::Check => check(page, frame),
    }
}

/// One tile of several, under the field that no slip has.
fn pick(
    page: &StepPage<'_>,
    frame: &Frame<'_>,
    question: &str,
    choices: Vec<Choice<'_>>,
) -> Markup {
    let choices = Choices { name: Pastime::PICKED, is_many: false, media: frame.media, choices };
    tile_question(page, frame, question, &choices)
}

fn quiz(page: &StepPage<'_>, frame: &Frame<'_>) -> Markup {
    let choices = QuizAnswer::ALL.iter().map(|answer| {
        tile(
            answer.as_str(),
            quiz_answer(*answer, page, frame.words),
            page.pastime.quiz == Some(*answer),
        )
    });
    pick(page, frame, &page.week().quiz(frame.words).question, choices.collect())
}

fn quiz_answer(answer: QuizAnswer, page: &StepPage<'_>, words: &Words) -> Shown {
    let [one, two] = page.week().quiz(words).answers;
    let (label, symbol, tint) = match answer {
        QuizAnswer::One => (one, "devices", Tint::Sand),
        QuizAnswer::Two => (two, "talk", Tint::Sky),
        QuizAnswer::NotSure => (words.text("not-sure"), "unsure", Tint::Sage),
    };
    Shown { label, symbol, tint }
}

fn best(page: &StepPage<'_>, frame: &Frame<'_>) -> Markup {
    let words = frame.words;
    let after = html! { p { (page.week().quiz(words).best) } };
    danger::note_page(page, frame, &words.text("turn-best"), turn::number_lines(frame), after)
}

fn who(page: &StepPage<'_>, frame: &Frame<'_>) -> Markup {
    let choices = About::ALL.iter().map(|answer| {
        let is_chosen = page.pastime.who == Some(*answer);
        tile(answer.as_str(), answer_words::about(*answer, frame.words), is_chosen)
    });
    pick(page, frame, &frame.words.text("turn-who"), choices.collect())
}

fn place(page: &StepPage<'_>, frame: &Frame<'_>) -> Markup {
    let chosen = page.pastime.place;
    let offered = Place::ALL
        .iter()
        .filter(|place| place.is_offered(frame.words.mode()) && **place != Place::Toilets);
    let choices = offered.map(|place| {
        tile(place.as_str(), answer_words::place(*place, frame.words), chosen == Some(*place))
    });
    pick(page, frame, &frame.words.text("turn-place"), choices.collect())
}

fn fun(page: &StepPage<'_>, frame: &Frame<'_>) -> Markup {
    let choices = Happened::ALL.iter().map(|answer| {
        let is_chosen = page.pastime.fun == Some(*answer);
        tile(answer.as_str(), answer_words::happened(*answer, frame.words), is_chosen)
    });
    pick(page, frame, &frame.words.text("turn-fun"), choices.collect())
}

fn write(page: &StepPage<'_>, frame: &Frame<'_>) -> Markup {
    let words = frame.words;
    let content = html! {
        (writing::question("words", words.text("turn-write")))
        div.hint #hint {
            p { (page.week().something_kind(words)) }
            p { (words.text("turn-write-hint")) }
        }
        (writing::text_box(page, frame, "words", &page.answers.words, 7))
    };
    let notes = html! {
        (Note {
            id: "who-reads",
            tint: "",
            mark: "person",
            heading: words.text("who-reads-this"),
            body: html! {
                ul.plain { li { (words.text("turn-nobody")) } }
                p { (words.text("turn-worry")) }
            },
        })
        (HelpNote { words, nobody_until: None })
    };
    page.question(frame, "words", content, Some(notes))
}

fn helpers(page: &StepPage<'_>, frame: &Frame<'_>) -> Markup {
    let words = frame.words;
    let (question, hint) = (words.text("turn-helper"), words.text("turn-helper-hint"));
    let is_chosen = |id: &_| page.pastime.helpers.contains(id);
    hidden_from::boxes(page, frame, Pastime::PICKED_MANY, [&question, &hint], is_chosen)
}

/// What was chosen, each with Change, and Send.
fn check(page: &StepPage<'_>, frame: &Frame<'_>) -> Markup {
    let words = frame.words;
    let content = html! {
        (Top { frame, progress: None })
        (page.error_box(frame, "go"))
        h1 { (words.text("turn-check")) }
        (SummaryList { words, rows: rows(page, words) })
        p.long { strong { (words.text("who-reads-this")) ": " } span { (words.text("turn-nobody")) } }
        p { (words.text("turn-worry")) }
        div.go {
            button.btn #go name="go" value="send" { (words.text("check-send")) (Mark("next")) }
            @if let Some(second) = page.second() { (SecondButton { second, words }) }
            p.hint { (words.text("turn-not-kept")) }
        }
    };
    html! {
        (Form {
            frame,
            step: Step::Check,
            way: page.way,
            default_press: "send",
            carried: &page.carried(),
            content,
            has_help: false,
        })
    }
}

fn rows(page: &StepPage<'_>, words: &Words) -> Vec<SummaryRow> {
    let (pastime, typed) = (page.pastime, &page.answers.words);
    let row = |step: Step, question: String, answer: Option<String>| SummaryRow {
        step,
        question,
        answer: Phrase::from(answer.unwrap_or_else(|| words.text("check-not-answered"))),
        is_typed: false,
    };
    let helpers = page.readers.iter().filter(|reader| pastime.helpers.contains(&reader.id));
    let helpers: Vec<_> = helpers.map(|reader| reader.name.as_str()).collect();
    let quiz = page.week().quiz(words).question;
    let mut rows = vec![
        row(Step::Danger, quiz, pastime.quiz.map(|it| quiz_answer(it, page, words).label)),
        row(
            Step::About,
            words.text("turn-who"),
            pastime.who.map(|it| answer_words::about(it, words).label),
        ),
        row(
            Step::Kind,
            words.text("turn-place"),
            pastime.place.map(|it| answer_words::place(it, words).label),
        ),
        row(
            Step::HiddenFrom,
            words.text("turn-helper"),
            Some(helpers.join(", ")).filter(|names| !names.is_empty()),
        ),
    ];
    rows.push(match words.mode() {
        Mode::Pictures => row(
            Step::TellWhat,
            words.text("turn-fun"),
            pastime.fun.map(|it| answer_words::happened(it, words).label),
        ),
        Mode::Short | Mode::More | Mode::All => SummaryRow {
            is_typed: !typed.is_empty(),
            ..row(
                Step::Words,
                words.text("turn-write"),
                Some(typed.clone()).filter(|typed| !typed.is_empty()),
            )
        },
    });
    rows
}
