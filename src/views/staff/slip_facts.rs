//! What a pupil chose, as a reader of the slip sees it.

use maud::{Markup, html};

use super::slip::{Told, quoted};
use crate::domain::{Answers, HeardHow, Language, Mode, PartOfDay, SlipContent};
use crate::i18n::Words;
use crate::views::components::AsTyped;
use crate::views::pupil::{answer_words, told as told_in_sentences};

pub(super) fn answered(told: &Told<'_>, words: &Words) -> Markup {
    let answers: &Answers = &told.content.answers;
    let facts = [
        ("staff-slip-danger", answers.danger.map(|it| answer_words::danger(it, words).label)),
        ("staff-slip-about", answers.about.map(|it| answer_words::about(it, words).label)),
        ("staff-slip-kind", kind(told, words)),
        ("staff-slip-mode", Some(mode(told.content, words))),
        ("staff-slip-place", answers.place.map(|it| answer_words::place(it, words).label)),
        ("staff-slip-still", answers.still.map(|it| answer_words::still(it, words).label)),
        ("staff-slip-part-of-day", Some(part_of_day(told.content.part_of_day, words))),
    ];
    // Who passes something on has seen the fullest words, and the pupil none.
    let is_passed_on = told.content.passed_on.is_some();
    let facts = facts.into_iter().filter(|(key, _)| !is_passed_on || *key != "staff-slip-mode");
    html! {
        dl.facts {
            @for (key, answer) in facts {
                div {
                    dt { (words.text(key)) }
                    dd { (answer.unwrap_or_else(|| words.text("staff-slip-not-answered"))) }
                }
            }
        }
    }
}

/// That an adult passed it on, and what they said of that.
pub(super) fn passed_on(content: &SlipContent, words: &Words) -> Markup {
    let Some(passed_on) = &content.passed_on else { return html! {} };
    let how = match passed_on.how {
        HeardHow::OnPaper => words.text("staff-slip-passed-on-paper"),
        HeardHow::Told => words.text("staff-slip-passed-on-told"),
        HeardHow::Noticed => words.text("staff-slip-passed-on-noticed"),
    };
    html! {
        h3 { (words.text("staff-slip-passed-on")) }
        p {
            (how) " "
            @if passed_on.by.is_empty() {
                (words.text("staff-slip-passed-on-nobody"))
            } @else {
                (words.text("staff-slip-passed-on-by")) " " (AsTyped(&passed_on.by)) "."
            }
        }
        @if passed_on.promised_secrecy {
            p.notice.now { (words.text("staff-slip-passed-on-secret")) }
        }
    }
}

/// The sentences that the pupil chose, which are not their own words. In another language, the same
/// in English under them.
pub(super) fn told_with_pictures(told: &Told<'_>, words: &Words) -> Markup {
    let content = told.content;
    let in_english = told_in_sentences(&content.answers, words);
    html! {
        @if !content.told.is_empty() {
            h3 { (words.text("staff-slip-told-with-pictures")) }
            (quoted(&content.told))
            @if content.language != Language::English {
                p { (words.fill("staff-slip-told-in-english", &[("text", (&in_english).into())])) }
            }
        }
    }
}

/// What kind of worry it is; nothing when the pupil skipped the question.
fn kind(told: &Told<'_>, words: &Words) -> Option<String> {
    let answers = &told.content.answers;
    if answers.group.is_none() && !answers.is_unsure {
        return None;
    }
    let named = match told.category {
        Some(category) => category.staff_words.clone(),
        None => told.content.category.as_str().to_owned(),
    };
    Some(match &told.tile {
        Some(tile) => {
            words.fill("staff-slip-tile", &[("tile", tile.into()), ("kind", (&named).into())])
        }
        None => named,
    })
}

/// In how many words, and in which language, the pupil was asked.
fn mode(content: &SlipContent, words: &Words) -> String {
    let mode = match content.mode {
        Mode::Pictures => words.text("mode-pictures"),
        Mode::Short => words.text("mode-short"),
        Mode::More => words.text("mode-more"),
        Mode::All => words.text("mode-all"),
    };
    match content.language {
        Language::English => mode,
        other => format!("{mode}, {}", other.in_english()),
    }
}

fn part_of_day(part: PartOfDay, words: &Words) -> String {
    match part {
        PartOfDay::BeforeSchool => words.text("staff-part-before-school"),
        PartOfDay::Morning => words.text("staff-part-morning"),
        PartOfDay::Afternoon => words.text("staff-part-afternoon"),
        PartOfDay::Evening => words.text("staff-part-evening"),
        PartOfDay::Night => words.text("staff-part-night"),
    }
}
