//! Everyone's turn: its first page, and the numbers that everybody is shown after the first question.
//! The pages of those who tell are those of any slip, fewer of them; the others' are `other_things`.

use maud::{Markup, html};

use crate::domain::{Language, Way};
use crate::paths::files;
use crate::views::Frame;
use crate::views::components::{
    CHILDLINE, Choice, Choices, EMERGENCY, Form, ListenButton, Mark, Tint,
};

use super::{StepPage, danger, start as first_page};

/// Whether there is something to tell.
pub(super) fn start(page: &StepPage<'_>, frame: &Frame<'_>) -> Markup {
    let words = frame.words;
    let error = page.error(frame);
    let choice = |way: Way, label: String, symbol, tint| Choice {
        value: way.as_field().unwrap_or_default(),
        label: label.into(),
        detail: None,
        symbol,
        tint,
        is_chosen: false,
    };
    let choices = vec![
        choice(Way::Turn, words.text("turn-tell"), "talk", Tint::Sky),
        choice(Way::TurnNothing, words.text("turn-nothing"), "ok", Tint::Sage),
    ];
    let content = html! {
        div.start {
            div.stack {
                (page.error_box(frame, Choices::FIRST))
                // A row of its own: beside it the choices would be so narrow that their words break.
                div.top { (ListenButton { frame }) }
                fieldset aria-describedby=[error.as_ref().map(|_| "wrong")] {
                    legend { h1 { (words.text("turn-question")) } }
                    p.hint { (words.text("turn-lead")) }
                    @if let Some(error) = &error { p.err #wrong { (error) } }
                    (Choices { name: Way::FIELD, is_many: false, media: frame.media, choices })
                }
            }
            div.notes { (first_page::notes(page, frame)) }
            div.go {
                button.btn name="go" value="next" { (words.text("next")) (Mark("next")) }
            }
        }
        (loaded_now(frame))
    };
    html! {
        (Form {
            frame,
            step: page.step,
            way: page.way,
            default_press: "next",
            carried: &page.carried(),
            content,
            has_help: false,
        })
    }
}

/// Everything that any later page of either kind needs beside what this one has: fetched when a page
/// first shows it, it would tell which kind that is.
fn loaded_now(frame: &Frame<'_>) -> Markup {
    let letters: &[&str] = match frame.words.language() {
        Language::English | Language::Ukrainian | Language::Arabic | Language::Urdu => &[],
        Language::Welsh | Language::Polish | Language::Romanian => {
            match frame.words.mode().is_early() {
                true => &[files::EARLY_LATIN_EXT_400_WOFF2, files::EARLY_LATIN_EXT_700_WOFF2],
                false => &[files::TALK_LATIN_EXT_WOFF2],
            }
        }
    };
    html! {
        @for file in letters {
            link rel="preload" href=(file) as="font" type="font/woff2" crossorigin;
        }
        div hidden {
            @for address in frame.media.own_symbols() { img src=(address) alt=""; }
        }
    }
}

/// In the place of what to do now, for those who said that nobody is in danger.
pub(super) fn numbers(page: &StepPage<'_>, frame: &Frame<'_>) -> Markup {
    let words = frame.words;
    let after = html! { p { (words.text("tell-an-adult-near-you")) } };
    danger::note_page(page, frame, &words.text("turn-numbers"), number_lines(frame), after)
}

/// What is in the note of that page.
pub(super) fn number_lines(frame: &Frame<'_>) -> Markup {
    let words = frame.words;
    html! {
        p { strong { (words.text("in-danger")) " " span.num dir="ltr" { (EMERGENCY) } } }
        p { (words.text("do-now-cannot-talk")) }
        p { (words.text("childline-free")) " " span.num dir="ltr" { (CHILDLINE) } }
    }
}
