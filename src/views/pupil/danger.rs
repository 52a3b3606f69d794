//! The first question, and what to do now when the answer is yes.

use maud::{Markup, html};

use crate::domain::Danger;
use crate::views::Frame;
use crate::views::components::{CHILDLINE, Choices, Form, Mark, SecondButton, Top};

use super::tiles::{tile, tile_question};
use super::{StepPage, answer_words, when};

pub(super) fn question(page: &StepPage<'_>, frame: &Frame<'_>) -> Markup {
    let words = frame.words;
    let choices = Danger::ALL.iter().map(|answer| {
        let is_chosen = page.answers.danger == Some(*answer);
        tile(answer.as_str(), answer_words::danger(*answer, words), is_chosen)
    });
    let choices =
        Choices { name: "danger", is_many: false, media: frame.media, choices: choices.collect() };
    tile_question(page, frame, &words.text("danger-question"), &choices)
}

/// Safety first; the slip may still be sent.
pub(super) fn what_to_do_now(page: &StepPage<'_>, frame: &Frame<'_>) -> Markup {
    let words = frame.words;
    let note = html! {
        p { strong { (words.text("do-now-call")) } }
        p { (words.text("do-now-cannot-talk")) }
        p { (words.text("childline-free")) " " span.num dir="ltr" { (CHILDLINE) } }
    };
    let after = html! {
        p {
            (words.text("do-now-slip-too"))
            @if let Some(until) = when::while_nobody_reads(page.next_reading, words) { " " (until) }
        }
    };
    note_page(page, frame, &words.text("do-now-heading"), note, after)
}

/// A page that asks nothing: what it says stands in a note.
pub(super) fn note_page(
    page: &StepPage<'_>,
    frame: &Frame<'_>,
    heading: &str,
    note: Markup,
    after: Markup,
) -> Markup {
    let words = frame.words;
    let content = html! {
        (Top { frame, progress: None })
        (page.error_box(frame, "go"))
        h1 { (heading) }
        div.note.sand { (note) }
        (after)
        div.go {
            button.btn #go name="go" value="next" {
                @if page.way.is_turn() { (words.text("next")) } @else { (words.text("do-now-go-on")) }
                (Mark("next"))
            }
            @if let Some(second) = page.second_in_turn() {
                (SecondButton { second, words })
            }
        }
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
