//! The questions that are answered in words, all of which may stay empty.

use maud::{Markup, html};

use crate::domain::Mode;
use crate::i18n::Words;
use crate::views::Frame;
use crate::views::components::{HelpNote, TextBox, WhoReads};

use super::step::names_and_posts;
use super::{StepPage, tell};

/// What happened, beside who will read it.
pub(super) fn words(page: &StepPage<'_>, frame: &Frame<'_>) -> Markup {
    let words = frame.words;
    let content = html! {
        (question("words", words.text("words-question")))
        div.hint #hint {
            p { (words.text("words-hint")) }
            p { (words.text("words-no-proof")) " " (words.text("words-no-pictures")) }
        }
        // What is put in by a press, or told on further pages, would make a turn longer.
        @if !page.way.is_turn() {
            (tell::so_far(page, words))
            div.starters {
                @if words.mode() != Mode::Pictures { (starters(words)) }
                (tell::press(page, words))
            }
        }
        (text_box(page, frame, "words", &page.answers.words, 7))
    };
    page.question(frame, "words", content, Some(notes(page, frame)))
}

/// Beginnings, which a press puts into the box.
fn starters(words: &Words) -> Markup {
    let starters = [
        words.text("words-starter-started"),
        words.text("words-starter-feel"),
        words.text("words-starter-want"),
    ];
    html! {
        p.hint { (words.text("words-starters")) }
        @for starter in starters {
            @let beginning = starter.trim_end_matches('…').trim_end();
            button.chip name="go" value={ "begin-" (beginning) } { (starter) }
        }
    }
}

/// Who might need help; kept apart, so that it can be taken out alone.
pub(super) fn who(page: &StepPage<'_>, frame: &Frame<'_>) -> Markup {
    let words = frame.words;
    let content = html! {
        (question("who", words.text("who-question")))
        p.hint #hint { (words.text("who-hint")) }
        (text_box(page, frame, "who", &page.answers.who, 3))
    };
    page.question(frame, "who", content, Some(notes(page, frame)))
}

/// Whether somebody should come and find the pupil. Whoever leaves it empty stays unknown.
pub(super) fn name(page: &StepPage<'_>, frame: &Frame<'_>) -> Markup {
    let words = frame.words;
    let content = html! {
        (question("name", words.text("name-question")))
        div.hint #hint {
            p { (words.text("name-hint")) }
            p { strong { (words.text("name-not-anonymous")) } }
        }
        (text_box(page, frame, "name", &page.answers.name, 2))
    };
    page.question(frame, "name", content, Some(notes(page, frame)))
}

/// The question, which is the label of its box.
pub(super) fn question(name: &str, question: String) -> Markup {
    html! { h1 { label for=(name) { (question) } } }
}

pub(super) fn text_box(
    page: &StepPage<'_>,
    frame: &Frame<'_>,
    name: &str,
    typed: &str,
    rows: usize,
) -> Markup {
    let error = page.error(frame);
    html! {
        @if let Some(error) = &error { p.err #wrong { (error) } }
        (TextBox {
            name,
            described_by: if error.is_some() { "wrong hint" } else { "hint" },
            value: typed,
            rows,
            is_invalid: error.is_some(),
        })
    }
}

fn notes(page: &StepPage<'_>, frame: &Frame<'_>) -> Markup {
    let readers = names_and_posts(page.route, page.nation, frame.words);
    html! {
        (WhoReads { words: frame.words, readers: &readers })
        (HelpNote { words: frame.words, nobody_until: None })
    }
}
