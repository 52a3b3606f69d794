//! What differs between two editions, in lines that a person reviews once a year.

use super::{Category, Taxonomy, Tile};
use crate::domain::{Language, Mode, SignpostCode};

pub(super) fn differences(earlier: &Taxonomy, later: &Taxonomy) -> Vec<String> {
    let mut lines = Vec::new();
    for category in &later.categories {
        match earlier.categories.iter().find(|one| one.code == category.code) {
            Some(before) => changes(before, category, &mut lines),
            None => lines.push(format!("added     {}", described(category))),
        }
    }
    let is_left = |one: &&Category| later.categories.iter().any(|other| other.code == one.code);
    let gone = earlier.categories.iter().filter(|one| !is_left(one));
    lines.extend(gone.map(|category| format!("removed   {}", described(category))));
    for group in &later.groups {
        if let Some(before) = earlier.group(&group.code) {
            let unsure = format!("{} (not sure which)", group.code.as_str());
            let (before, after) = (before.unsure_urgency, group.unsure_urgency);
            urgency(&unsure, before.as_str(), after.as_str(), &mut lines);
        }
    }
    for tile in &later.tiles {
        match earlier.tiles.iter().find(|one| one.code == tile.code) {
            Some(before) => changes_of_tile(before, tile, &mut lines),
            None => lines.push(format!("added     {}", described_tile(tile))),
        }
    }
    let is_left = |one: &&Tile| later.tiles.iter().any(|other| other.code == one.code);
    let gone = earlier.tiles.iter().filter(|tile| !is_left(tile));
    lines.extend(gone.map(|tile| format!("removed   {}", described_tile(tile))));
    lines
}

fn described_tile(tile: &Tile) -> String {
    let (code, urgency) = (tile.code.as_str(), tile.urgency.as_str());
    format!("{code}  {} (a tile of Pictures, {urgency})", tile.words)
}

fn changes_of_tile(before: &Tile, after: &Tile, lines: &mut Vec<String>) {
    let code = after.code.as_str();
    reworded(code, "pictures", Some(&before.words), Some(&after.words), lines);
    for language in Language::ALL {
        let said = |tile: &Tile| tile.words_in.get(&language).cloned();
        let what = format!("pictures in {}", language.in_english());
        translated(code, &what, said(before), said(after), lines);
    }
    urgency(code, before.urgency.as_str(), after.urgency.as_str(), lines);
    let kinds = |tile: &Tile| {
        tile.stands_for.iter().map(|code| code.as_str()).collect::<Vec<_>>().join(", ")
    };
    reworded(code, "stands for", Some(&kinds(before)), Some(&kinds(after)), lines);
    let (help, help_after) = (help(&before.signposts), help(&after.signposts));
    reworded(code, "signposts", Some(&help), Some(&help_after), lines);
}

fn help(signposts: &[SignpostCode]) -> String {
    signposts.iter().map(|one| one.as_str()).collect::<Vec<_>>().join(", ")
}

fn described(category: &Category) -> String {
    let (code, urgency) = (category.code.as_str(), category.urgency.as_str());
    format!("{code}  {} ({}, {urgency})", category.staff_words, category.four_c.in_words())
}

fn changes(before: &Category, after: &Category, lines: &mut Vec<String>) {
    let code = after.code.as_str();
    urgency(code, before.urgency.as_str(), after.urgency.as_str(), lines);
    for mode in Mode::ALL {
        reworded(code, mode.as_str(), before.words.of(mode), after.words.of(mode), lines);
    }
    for language in Language::ALL {
        let said = |category: &Category, mode| {
            Some(category.words_in.get(&language)?.of(mode)?.to_owned())
        };
        for mode in Mode::ALL {
            let what = format!("{} in {}", mode.as_str(), language.in_english());
            translated(code, &what, said(before, mode), said(after, mode), lines);
        }
    }
    reworded(code, "staff", Some(&before.staff_words), Some(&after.staff_words), lines);
    reworded(code, "sub-risk", Some(&before.sub_risk), Some(&after.sub_risk), lines);
    let steps = |category: &Category| category.next_steps.join(" ");
    reworded(code, "next steps", Some(&steps(before)), Some(&steps(after)), lines);
    let (help, help_after) = (help(&before.signposts), help(&after.signposts));
    reworded(code, "signposts", Some(&help), Some(&help_after), lines);
    if before.audience != after.audience || before.group != after.group {
        lines.push(format!("moved     {code}  to other readers or another group"));
    }
}

fn urgency(code: &str, before: &str, after: &str, lines: &mut Vec<String>) {
    if before != after {
        lines.push(format!("urgency   {code}  {before} -> {after}"));
    }
}

fn reworded(
    code: &str,
    what: &str,
    before: Option<&str>,
    after: Option<&str>,
    lines: &mut Vec<String>,
) {
    if before != after {
        let shown =
            |text: Option<&str>| text.map_or("not offered".to_owned(), |it| format!("“{it}”"));
        lines.push(format!("reworded  {code}  {what}: {} -> {}", shown(before), shown(after)));
    }
}

/// A school's own words in another language; without them, pupils read ours, or English.
fn translated(
    code: &str,
    what: &str,
    before: Option<String>,
    after: Option<String>,
    lines: &mut Vec<String>,
) {
    if before != after {
        let shown = |text: Option<String>| text.map_or("ours".to_owned(), |it| format!("“{it}”"));
        lines.push(format!("reworded  {code}  {what}: {} -> {}", shown(before), shown(after)));
    }
}
