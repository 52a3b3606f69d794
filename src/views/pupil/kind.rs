//! What kind of worry: first the group, then the kind within it. Both lists are the taxonomy's.

use maud::Markup;

use crate::domain::Mode;
use crate::i18n::{Phrase, Words};
use crate::views::Frame;
use crate::views::components::{Choice, Choices, Tint};

use super::StepPage;
use super::tiles::tile_question;

pub(super) fn group(page: &StepPage<'_>, frame: &Frame<'_>) -> Markup {
    let choices = match frame.words.mode() {
        Mode::Pictures => tiles(page, frame),
        Mode::Short => groups(page, frame),
        Mode::More | Mode::All => {
            let is_unsure = page.answers.is_unsure && page.answers.group.is_none();
            groups(page, frame).into_iter().chain([not_sure(frame.words, is_unsure)]).collect()
        }
    };
    let choices = Choices { name: "group", is_many: false, media: frame.media, choices };
    tile_question(page, frame, &frame.words.text("kind-question"), &choices)
}

/// Those who do not read yet choose by picture, and are asked nothing beyond.
fn tiles<'a>(page: &'a StepPage<'_>, frame: &Frame<'_>) -> Vec<Choice<'a>> {
    let chosen = page.answers.group.as_ref();
    let tiles = page.taxonomy.tiles().enumerate().map(|(index, tile)| Choice {
        value: tile.code.as_str(),
        label: frame.words.of_tile(tile),
        detail: None,
        symbol: &tile.symbol,
        tint: Tint::at(index),
        is_chosen: chosen == Some(&tile.code),
    });
    tiles.collect()
}

fn groups<'a>(page: &'a StepPage<'_>, frame: &Frame<'_>) -> Vec<Choice<'a>> {
    let chosen = page.answers.group.as_ref();
    let offered = page.taxonomy.offered_groups(frame.words.mode());
    let groups = offered.enumerate().map(|(index, group)| Choice {
        value: group.code.as_str(),
        label: frame.words.of_group(group),
        detail: None,
        symbol: &group.symbol,
        tint: Tint::at(index),
        is_chosen: chosen == Some(&group.code),
    });
    groups.collect()
}

pub(super) fn within(page: &StepPage<'_>, frame: &Frame<'_>) -> Markup {
    let (chosen, mode) = (page.answers.kind.as_ref(), frame.words.mode());
    let group = page.answers.group.iter();
    let in_group = group.flat_map(|group| page.taxonomy.offered(group, mode));
    let kinds = in_group.enumerate().map(|(index, category)| Choice {
        value: category.code.as_str(),
        label: frame.words.of_kind(category),
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

/// What the pupil chose: the kind, the tile, the group, or that they are not sure.
pub(super) fn chosen(page: &StepPage<'_>, words: &Words) -> Option<Phrase> {
    let (answers, taxonomy) = (page.answers, page.taxonomy);
    if let Some(kind) = answers.kind.as_ref().and_then(|code| taxonomy.category(code)) {
        return Some(words.of_kind(kind));
    }
    let Some(code) = &answers.group else {
        return answers.is_unsure.then(|| words.text("not-sure").into());
    };
    if let Some(tile) = taxonomy.tile(code) {
        return Some(words.of_tile(tile));
    }
    let group = words.of_group(taxonomy.group(code)?);
    Some(match answers.is_unsure {
        true => words.fill("check-kind-unsure", &[("group", (&group.text).into())]).into(),
        false => group,
    })
}

fn not_sure(words: &Words, is_chosen: bool) -> Choice<'static> {
    Choice {
        value: "not-sure",
        label: words.text("not-sure").into(),
        detail: None,
        symbol: "unsure",
        tint: Tint::Sage,
        is_chosen,
    }
}
