//! A school's own file: what it switches off, says otherwise, or adds, over the edition that came with
//! the program. It may raise an urgency and never lower one.

mod tiles;

use std::collections::{BTreeMap, BTreeSet};

use super::edition::Edition;
use super::{Category, CategoryCode, GroupCode, ModeWords, TaxonomyError, Tile};
use crate::domain::{Language, SignpostCode, Urgency};

use tiles::TileChange;

/// The file as it is written.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct SchoolFile {
    /// What the school calls its own edition, such as `elmwood-2026`.
    edition: String,
    /// Codes of categories and tiles that are not offered.
    #[serde(default)]
    switch_off: Vec<String>,
    #[serde(default)]
    change: Vec<Change>,
    #[serde(default)]
    add: Vec<Category>,
    #[serde(default)]
    change_tile: Vec<TileChange>,
    #[serde(default)]
    add_tile: Vec<Tile>,
}

/// What a school says otherwise about a category; whatever it leaves out stays.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    code: CategoryCode,
    #[serde(default)]
    words: ModeWords,
    #[serde(default)]
    words_in: BTreeMap<Language, ModeWords>,
    staff_words: Option<String>,
    urgency: Option<Urgency>,
    next_steps: Option<Vec<String>>,
    signposts: Option<Vec<SignpostCode>>,
    symbol: Option<String>,
}

pub(super) fn lay_over(mut edition: Edition, text: &str) -> Result<Edition, TaxonomyError> {
    let school: SchoolFile = toml::from_str(text).map_err(|error| unreadable(text, error))?;
    if school.edition.trim().is_empty() {
        return Err(TaxonomyError::NoEdition);
    }
    edition.edition = format!("{}+{}", edition.edition, school.edition);
    let reached = edition.reached_by_tiles();
    for change in school.change {
        edition.change(change)?;
    }
    for code in school.switch_off {
        edition.switch_off(code)?;
    }
    edition.raise_tiles();
    for kind in school.add {
        edition.add(kind);
    }
    for change in school.change_tile {
        edition.change_tile(change)?;
    }
    edition.add_tiles(school.add_tile);
    edition.still_reaches(&reached)?;
    let categories = &edition.category;
    edition.group.retain(|group| categories.iter().any(|one| one.group == group.code));
    Ok(edition)
}

/// What is wrong, with the code of the entry that it is in.
fn unreadable(text: &str, cause: toml::de::Error) -> TaxonomyError {
    let start = cause.span().map_or(0, |span| span.start);
    let entry = text.get(..start).and_then(|before| {
        // An entry that lacks something is named by its first line.
        let begins = text.get(start..).is_some_and(|rest| rest.starts_with("[["));
        if begins { Some(start) } else { before.rfind("[[") }
    });
    let entry = entry.and_then(|start| text.get(start..)).unwrap_or_default();
    let lines = entry.lines().skip(1).take_while(|line| !line.starts_with('['));
    let code = lines.filter_map(|line| line.split_once('=')).find(|(key, _)| key.trim() == "code");
    match code {
        Some((_, code)) => {
            let code = code.trim().trim_matches('"').to_owned();
            TaxonomyError::UnreadableEntry { code, cause: Box::new(cause) }
        }
        None => cause.into(),
    }
}

/// The urgency that a school wants in the place of ours.
fn raised(
    code: &str,
    embedded: Urgency,
    wanted: Option<Urgency>,
) -> Result<Urgency, TaxonomyError> {
    match wanted {
        Some(wanted) if wanted < embedded => {
            Err(TaxonomyError::Lowered { code: code.to_owned(), embedded: embedded.as_str() })
        }
        Some(wanted) => Ok(wanted),
        None => Ok(embedded),
    }
}

impl Edition {
    fn change(&mut self, change: Change) -> Result<(), TaxonomyError> {
        let mut all = self.category.iter_mut();
        let Some(category) = all.find(|category| category.code == change.code) else {
            return Err(TaxonomyError::NoSuchCategory(change.code.0));
        };
        let before = category.urgency;
        change.apply(category)?;
        let (urgency, group) = (category.urgency, category.group.clone());
        if urgency > before {
            self.raise_unsure(&group, urgency);
        }
        Ok(())
    }

    fn add(&mut self, kind: Category) {
        self.raise_unsure(&kind.group, kind.urgency);
        self.category.push(kind);
    }

    fn switch_off(&mut self, code: String) -> Result<(), TaxonomyError> {
        if let Some(place) = self.tile.iter().position(|tile| tile.code.0 == code) {
            self.retired_tiles.push(self.tile.remove(place));
            return Ok(());
        }
        if self.always.iter().any(|one| one.0 == code) {
            return Err(TaxonomyError::NeverOff(code));
        }
        let Some(place) = self.category.iter().position(|one| one.code.0 == code) else {
            return Err(TaxonomyError::NoSuchCategory(code));
        };
        let category = self.category.remove(place);
        if let Some(sub_risk) = self.sub_risks.iter().find(|name| category.names(name)) {
            return Err(TaxonomyError::Uncovered(sub_risk.clone()));
        }
        for tile in &mut self.tile {
            tile.stands_for.retain(|one| *one != category.code);
        }
        self.retired.push(category);
        Ok(())
    }

    /// Whoever is not sure within a group may mean the kind that the school has raised, or added.
    fn raise_unsure(&mut self, group: &GroupCode, urgency: Urgency) {
        for group in self.group.iter_mut().filter(|one| one.code == *group) {
            group.unsure_urgency = group.unsure_urgency.max(urgency);
        }
    }

    /// The kinds that a child who does not read yet has a tile for.
    fn reached_by_tiles(&self) -> BTreeSet<CategoryCode> {
        self.tile.iter().flat_map(|tile| tile.stands_for.iter().cloned()).collect()
    }

    /// No school takes away the one tile for a kind that is still offered.
    fn still_reaches(&self, before: &BTreeSet<CategoryCode>) -> Result<(), TaxonomyError> {
        let now = self.reached_by_tiles();
        let is_lost = |code: &&CategoryCode| {
            !now.contains(code) && self.category.iter().any(|one| one.code == **code)
        };
        match before.iter().find(is_lost) {
            Some(code) => Err(TaxonomyError::NoTileFor(code.0.clone())),
            None => Ok(()),
        }
    }
}

impl Change {
    fn apply(self, category: &mut Category) -> Result<(), TaxonomyError> {
        category.urgency = raised(&self.code.0, category.urgency, self.urgency)?;
        category.words = category.words.changed_by(&self.words);
        for (language, words) in self.words_in {
            let own = category.words_in.entry(language).or_default();
            *own = own.changed_by(&words);
        }
        category.staff_words = self.staff_words.unwrap_or_else(|| category.staff_words.clone());
        category.next_steps = self.next_steps.unwrap_or_else(|| category.next_steps.clone());
        category.signposts = self.signposts.unwrap_or_else(|| category.signposts.clone());
        category.symbol = self.symbol.unwrap_or_else(|| category.symbol.clone());
        Ok(())
    }
}

#[cfg(test)]
mod tests;
