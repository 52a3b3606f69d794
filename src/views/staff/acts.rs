//! What the readers of a slip did, in words.

use maud::{Markup, html};

use super::case;
use super::hand_on::because_in_words;
use crate::domain::{ActKind, CloseReason};
use crate::i18n::Words;
use crate::views::components::AsTyped;

/// What its readers did, in order.
pub struct ActLine {
    pub who: String,
    /// In words, in London.
    pub at: String,
    pub kind: ActKind,
    /// What an id in the act stands for: a person, a task, a kind of worry. Empty where there is none.
    pub named: String,
    /// Which slip of its case it is about, from 1; absent where there is one alone, or it is about several.
    pub slip: Option<usize>,
}

pub(super) fn in_words(act: &ActLine, words: &Words) -> Markup {
    let at = act.at.as_str();
    let said =
        |key: &'static str| words.fill(key, &[("who", (&act.who).into()), ("at", at.into())]);
    html! {
        @if let Some(number) = act.slip {
            strong { (words.fill("staff-together-mark", &[("number", number.into())])) } " "
        }
        @match &act.kind {
            ActKind::Opened => (said("staff-act-opened")),
            ActKind::Acknowledged => (said("staff-act-acknowledged")),
            ActKind::Noted { note } => { (said("staff-act-noted")) ":" (told(note)) }
            ActKind::Owned { .. } => { (said("staff-act-owned")) ": " bdi { (act.named) } },
            ActKind::Disowned { .. } => (said("staff-act-disowned")),
            ActKind::Decided(decided) => {
                (said("staff-act-decided")) ": "
                (AsTyped(&case::decided_in_words(decided, words)))
                @if !decided.reason.is_empty() { (told(&decided.reason)) }
            }
            ActKind::TaskSet(task) => {
                (said("staff-act-task-set")) ", "
                (words.fill("staff-case-task-by", &[("day", (&task.due.in_words()).into())])) ":"
                (told(&task.what))
            }
            ActKind::TaskDone { .. } => { (said("staff-act-task-done")) ":" (told(&act.named)) }
            ActKind::Assessed(assessment) => {
                (said("staff-act-assessed")) ": "
                (case::assessment_in_words(assessment, &act.named, words))
            }
            ActKind::Closed { reason, note } => {
                (said("staff-act-closed")) ": " (reason_in_words(*reason, words))
                @if !note.is_empty() { (told(note)) }
            }
            ActKind::Held { reason } => {
                (said("staff-act-held")) ":" (told(reason))
            }
            ActKind::HoldLifted => (said("staff-act-hold-lifted")),
            ActKind::PurgeAsked { reason } => {
                (said("staff-act-purge-asked")) ":" (told(reason))
            }
            ActKind::PurgeRefused => (said("staff-act-purge-refused")),
            ActKind::SetAsideAsked => (said("staff-act-set-aside-asked")),
            ActKind::SetAsideRefused => (said("staff-act-set-aside-refused")),
            ActKind::SetAside => (said("staff-act-set-aside")),
            ActKind::TakenBack => (said("staff-act-taken-back")),
            ActKind::NameErased => (said("staff-act-name-erased")),
            ActKind::Answered { message } => {
                (said("staff-act-answered")) ":" (told(message))
            }
            ActKind::AnswerRead => (said("staff-act-answer-read")),
            ActKind::HandedOn { because, note } => {
                (said("staff-act-handed-on")) ": " (because_in_words(*because, words))
                @if !note.is_empty() { (told(note)) }
            }
            ActKind::PutTogether { .. } => (said("staff-act-put-together")),
            ActKind::TakenApart { .. } => (said("staff-act-taken-apart")),
            ActKind::Reopened => (said("staff-act-reopened")),
            ActKind::Split { .. } => (said("staff-act-split")),
            ActKind::SplitFrom { .. } => (said("staff-act-split-from")),
            ActKind::PutBack { .. } => (said("staff-act-put-back")),
            ActKind::LetRead { .. } => { (said("staff-act-let-read")) ": " bdi { (act.named) } }
        }
    }
}

/// As it was typed.
fn told(typed: &str) -> Markup {
    html! { blockquote.told { (AsTyped(typed)) } }
}

pub(super) fn reason_in_words(reason: CloseReason, words: &Words) -> String {
    match reason {
        CloseReason::Recorded => words.text("staff-close-recorded"),
        CloseReason::DealtWith => words.text("staff-close-dealt-with"),
        CloseReason::PassedOn => words.text("staff-close-passed-on"),
        CloseReason::SameAsAnother => words.text("staff-close-same-as-another"),
        CloseReason::NothingToAct => words.text("staff-close-nothing-to-act"),
    }
}
