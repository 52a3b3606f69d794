//! Everything that was answered, each with Change, before Send.

use maud::{Markup, html};

use crate::domain::{Answers, ReaderSummary, Step};
use crate::i18n::Words;
use crate::views::Frame;
use crate::views::components::{Form, ListenButton, Mark, SummaryList, SummaryRow};

use super::step::names_and_titles;
use super::{StepPage, answer_words, when};

pub(super) fn content(page: &StepPage<'_>, frame: &Frame<'_>) -> Markup {
    let words = frame.words;
    let readers = names_and_titles(page.route);
    let content = html! {
        div.top {
            button.btn.second.small name="go" value="back" { (Mark("back")) (words.text("back")) }
            (ListenButton { frame })
        }
        (page.error_box(frame, "go"))
        h1 { (words.text("check-heading")) }
        (SummaryList { words, rows: rows(page, words) })
        @if readers.is_empty() {
            div.note.sand #go tabindex="-1" {
                h2 { (words.text("check-nobody-heading")) }
                p { (words.text("check-nobody-text")) }
            }
        } @else {
            @if !page.answers.name.is_empty() {
                p { strong { (words.text("check-named")) } }
            }
            p.long { strong { (words.text("who-reads-this")) ": " } (readers.join("; ")) }
            @if let Some(when) = when::next_reading(page.next_reading, words) { p { (when) } }
            div.go {
                button.btn #go name="go" value="send" { (words.text("check-send")) (Mark("next")) }
                p.hint { (words.text("check-truth")) }
            }
        }
    };
    html! {
        (Form {
            frame,
            step: Step::Check,
            default_press: "send",
            carried: &page.carried(),
            content,
            has_help: false,
        })
    }
}

fn rows(page: &StepPage<'_>, words: &Words) -> Vec<SummaryRow> {
    let answers = page.answers;
    let skipped = || words.text("check-not-answered");
    let row = |step: Step, question: String, answer: Option<String>| SummaryRow {
        step,
        question,
        answer: answer.unwrap_or_else(skipped),
        is_typed: false,
    };
    let typed = |step: Step, question: String, text: &str| SummaryRow {
        step,
        question,
        is_typed: !text.is_empty() && page.is_first_look,
        answer: match (text.is_empty(), page.is_first_look) {
            (true, _) => skipped(),
            (false, true) => text.to_owned(),
            (false, false) => words.text("check-hidden-words"),
        },
    };
    vec![
        row(
            Step::Danger,
            words.text("check-danger"),
            answers.danger.map(|it| answer_words::danger(it, words).label),
        ),
        row(
            Step::About,
            words.text("check-about"),
            answers.about.map(|it| answer_words::about(it, words).label),
        ),
        row(Step::Kind, words.text("check-kind"), kind(page, words)),
        row(
            Step::Place,
            words.text("check-place"),
            answers.place.map(|it| answer_words::place(it, words).label),
        ),
        row(
            Step::Still,
            words.text("check-still"),
            answers.still.map(|it| answer_words::still(it, words).label),
        ),
        row(
            Step::HiddenFrom,
            words.text("check-hidden"),
            Some(hidden(page.readers, answers, words)),
        ),
        typed(Step::Words, words.text("check-words"), &answers.words),
        typed(Step::Who, words.text("check-who"), &answers.who),
        typed(Step::Name, words.text("check-name"), &answers.name),
    ]
}

/// The kind as the pupil chose it: the kind, the group, or that they are not sure.
fn kind(page: &StepPage<'_>, words: &Words) -> Option<String> {
    let kind = page.answers.kind.as_ref().and_then(|code| page.taxonomy.category(code));
    let group = page.answers.group.as_ref().and_then(|code| page.taxonomy.group(code));
    match (kind, group, page.answers.is_unsure) {
        (Some(kind), _, _) => Some(kind.more_words.clone()),
        (None, Some(group), true) => {
            Some(words.fill("check-kind-unsure", &[("group", (&group.more_words).into())]))
        }
        (None, Some(group), false) => Some(group.more_words.clone()),
        (None, None, true) => Some(words.text("not-sure")),
        (None, None, false) => None,
    }
}

fn hidden(readers: &[ReaderSummary], answers: &Answers, words: &Words) -> String {
    let names: Vec<_> = readers
        .iter()
        .filter(|reader| answers.hidden_from.contains(&reader.id))
        .map(|reader| reader.name.as_str())
        .collect();
    if names.is_empty() { words.text("check-hidden-nobody") } else { names.join(", ") }
}
