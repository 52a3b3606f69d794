//! The two questions that are answered in words, both of which may stay empty.

use maud::{Markup, html};

use crate::views::Frame;
use crate::views::components::{HelpNote, TextBox, WhoReads};

use super::StepPage;
use super::step::names_and_titles;

/// What happened, beside who will read it.
pub(super) fn words(page: &StepPage<'_>, frame: &Frame<'_>) -> Markup {
    let words = frame.words;
    let starters = [
        words.text("words-starter-happened"),
        words.text("words-starter-feel"),
        words.text("words-starter-want"),
    ];
    let content = html! {
        h1 { label for="words" { (words.text("words-question")) } }
        div.hint #hint {
            p { (words.text("words-hint")) }
            p { (words.text("words-no-proof")) " " (words.text("words-no-pictures")) }
        }
        ul.starters {
            li { (words.text("words-starters")) }
            @for starter in starters { li { (starter) } }
        }
        (text_box(page, frame, "words", &page.answers.words, 7))
    };
    page.question(frame, "words", content, Some(notes(page, frame)))
}

/// Who might need help; kept apart, so that it can be taken out alone.
pub(super) fn who(page: &StepPage<'_>, frame: &Frame<'_>) -> Markup {
    let words = frame.words;
    let content = html! {
        h1 { label for="who" { (words.text("who-question")) } }
        p.hint #hint { (words.text("who-hint")) }
        (text_box(page, frame, "who", &page.answers.who, 3))
    };
    page.question(frame, "who", content, Some(notes(page, frame)))
}

fn text_box(
    page: &StepPage<'_>,
    frame: &Frame<'_>,
    name: &str,
    value: &str,
    rows: usize,
) -> Markup {
    let error = page.error(frame);
    html! {
        @if let Some(error) = &error { p.err #wrong { (error) } }
        (TextBox {
            name,
            described_by: if error.is_some() { "wrong hint" } else { "hint" },
            value,
            rows,
            is_invalid: error.is_some(),
        })
    }
}

fn notes(page: &StepPage<'_>, frame: &Frame<'_>) -> Markup {
    let readers = names_and_titles(page.route);
    html! {
        (WhoReads { words: frame.words, readers: &readers })
        (HelpNote { words: frame.words, nobody_until: None })
    }
}
