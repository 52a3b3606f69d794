//! Where a slip goes whose pupil chose a group, or a tile of *Pictures*, and nothing beyond it.

use super::edition::Edition;
use super::{Audience, Category, Group, GroupCode, Tile};
use crate::domain::{Mode, SignpostCode, Urgency};

/// What a pupil chose who told no kinds apart.
struct Choice<'a> {
    code: &'a GroupCode,
    name: &'a str,
    urgency: Urgency,
    signposts: &'a [SignpostCode],
}

/// A category for each group and each tile of the edition.
pub(super) fn of(edition: &Edition, unclassified: &Category) -> Vec<Category> {
    let groups = edition.group.iter().map(|group| of_group(group, edition, unclassified));
    let tiles = edition.tile.iter().chain(&edition.retired_tiles);
    let tiles = tiles.map(|tile| of_tile(tile, edition, unclassified));
    groups.chain(tiles).collect()
}

fn of_group(group: &Group, edition: &Edition, unclassified: &Category) -> Category {
    let kinds: Vec<_> = edition.category.iter().filter(|one| one.group == group.code).collect();
    let choice = Choice {
        code: &group.code,
        name: group.words.nearest(Mode::More),
        urgency: group.unsure_urgency,
        signposts: &group.signposts,
    };
    not_told_apart(&choice, &kinds, unclassified)
}

fn of_tile(tile: &Tile, edition: &Edition, unclassified: &Category) -> Category {
    let kinds: Vec<_> = edition.kinds_of(tile).collect();
    let choice = Choice {
        code: &tile.code,
        name: &tile.words,
        urgency: tile.urgency,
        signposts: &tile.signposts,
    };
    match kinds.as_slice() {
        [only] => Category {
            group: tile.code.clone(),
            urgency: tile.urgency,
            signposts: tile.signposts.clone(),
            ..(*only).clone()
        },
        _ => not_told_apart(&choice, &kinds, unclassified),
    }
}

/// Only those read it who would read it whichever kind it is; where there are none, the safeguarding
/// leads. It counts as unclassified until a person has read it. Of help it names only what the choice
/// itself asks for: a child who saw something bad is told of no line for those who want to die.
fn not_told_apart(choice: &Choice<'_>, kinds: &[&Category], unclassified: &Category) -> Category {
    let everywhere =
        |audience: &Audience| kinds.iter().all(|kind| kind.audience.contains(audience));
    let mut audience: Vec<_> = kinds.first().map_or(vec![], |kind| kind.audience.clone());
    audience.retain(everywhere);
    if audience.is_empty() {
        audience.push(Audience::Safeguarding);
    }
    Category {
        group: choice.code.clone(),
        urgency: unclassified.urgency.max(choice.urgency),
        raised_for_group: kinds.iter().any(|kind| kind.raised_for_group),
        audience,
        is_about_staff: !kinds.is_empty() && kinds.iter().all(|kind| kind.is_about_staff),
        is_sensitive: kinds.iter().any(|kind| kind.is_sensitive),
        is_sexual: !kinds.is_empty() && kinds.iter().all(|kind| kind.is_sexual),
        may_show_nudes: kinds.iter().any(|kind| kind.may_show_nudes),
        staff_words: format!("{} (not sure which)", choice.name),
        signposts: choice.signposts.to_vec(),
        ..unclassified.clone()
    }
}
