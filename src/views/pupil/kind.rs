//! What kind of worry: first the group, then the kind within it. Both lists are the taxonomy's.

use maud::Markup;

use crate::i18n::Words;
use crate::views::Frame;
use crate::views::components::{Choice, Choices, Tint};

use super::StepPage;
use super::tiles::tile_question;

pub(super) fn group(page: &StepPage<'_>, frame: &Frame<'_>) -> Markup {
    let chosen = page.answers.group.as_ref();
    let groups = page.taxonomy.groups().enumerate().map(|(index, group)| Choice {
        value: group.code.as_str(),
        label: group.more_words.clone(),
        detail: None,
        symbol: &group.symbol,
        tint: Tint::at(index),
        is_chosen: chosen == Some(&group.code),
    });
    let is_unsure = page.answers.is_unsure && chosen.is_none();
    let choices = groups.chain([not_sure(frame.words, is_unsure)]).collect();
    let choices = Choices { name: "group", is_many: false, media: frame.media, choices };
    tile_question(page, frame, &frame.words.text("kind-question"), &choices)
}

pub(super) fn within(page: &StepPage<'_>, frame: &Frame<'_>) -> Markup {
    let chosen = page.answers.kind.as_ref();
    let in_group = page.answers.group.iter().flat_map(|group| page.taxonomy.in_group(group));
    let kinds = in_group.enumerate().map(|(index, category)| Choice {
        value: category.code.as_str(),
        label: category.more_words.clone(),
        detail: None,
        symbol: &category.symbol,
        tint: Tint::at(index),
        is_chosen: chosen == Some(&category.code),
    });
    let is_unsure = page.answers.is_unsure && chosen.is_none();
    let choices = kinds.chain([not_sure(frame.words, is_unsure)]).collect();
    let choices = Choices { name: "kind", is_many: false, media: frame.media, choices };
    tile_question(page, frame, &frame.words.text("kind-within-question"), &choices)
}

fn not_sure(words: &Words, is_chosen: bool) -> Choice<'static> {
    Choice {
        value: "not-sure",
        label: words.text("not-sure"),
        detail: None,
        symbol: "unsure",
        tint: Tint::Sage,
        is_chosen,
    }
}
