//! What differs between two editions, in lines that a person reviews once a year.

use super::{Category, Taxonomy};
use crate::domain::Mode;

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
        let code = tile.code.as_str();
        match earlier.tile(&tile.code) {
            Some(before) => {
                reworded(code, "pictures", Some(&before.words), Some(&tile.words), &mut lines);
                urgency(code, before.urgency.as_str(), tile.urgency.as_str(), &mut lines);
            }
            None => lines.push(format!("added     {code}  {} (a tile of Pictures)", tile.words)),
        }
    }
    let gone = earlier.tiles.iter().filter(|tile| later.tile(&tile.code).is_none());
    lines.extend(gone.map(|tile| format!("removed   {}  {}", tile.code.as_str(), tile.words)));
    lines
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
    reworded(code, "staff", Some(&before.staff_words), Some(&after.staff_words), lines);
    reworded(code, "sub-risk", Some(&before.sub_risk), Some(&after.sub_risk), lines);
    let lists = |category: &Category| {
        let help: Vec<_> = category.signposts.iter().map(|one| one.as_str()).collect();
        (category.next_steps.join(" "), help.join(", "))
    };
    let ((steps, help), (steps_after, help_after)) = (lists(before), lists(after));
    reworded(code, "next steps", Some(&steps), Some(&steps_after), lines);
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
