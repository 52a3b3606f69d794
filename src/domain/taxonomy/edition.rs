//! An edition as its file has it, and what keeps one from being used.

use std::collections::BTreeSet;

use super::{Category, CategoryCode, Group, TaxonomyError, Tile};
use crate::domain::Mode;

/// An edition as its file has it.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Edition {
    pub edition: String,
    pub unclassified: CategoryCode,
    pub sub_risks: Vec<String>,
    pub always: Vec<CategoryCode>,
    pub group: Vec<Group>,
    pub tile: Vec<Tile>,
    pub category: Vec<Category>,
    #[serde(skip)]
    pub retired: Vec<Category>,
}

impl Edition {
    /// The kinds that a tile stands for.
    pub fn kinds_of<'a>(&'a self, tile: &'a Tile) -> impl Iterator<Item = &'a Category> {
        let kind = |code: &CategoryCode| self.category.iter().find(|one| one.code == *code);
        tile.stands_for.iter().filter_map(kind)
    }

    pub fn has_no_doubles(&self) -> Result<(), TaxonomyError> {
        let groups = self.group.iter().map(|group| &group.code.0);
        let tiles = self.tile.iter().map(|tile| &tile.code.0);
        let categories = self.category.iter().chain(&self.retired).map(|one| &one.code.0);
        let mut seen = BTreeSet::new();
        match groups.chain(tiles).chain(categories).find(|code| !seen.insert(*code)) {
            Some(code) => Err(TaxonomyError::Doubled(code.clone())),
            None => Ok(()),
        }
    }

    pub fn has_no_gaps(&self) -> Result<(), TaxonomyError> {
        for category in &self.category {
            let code = || category.code.0.clone();
            if !self.group.iter().any(|group| group.code == category.group) {
                return Err(TaxonomyError::NoSuchGroup(code()));
            }
            if category.audience.is_empty() {
                return Err(TaxonomyError::NoAudience(code()));
            }
            if category.words.nearest(Mode::More).is_empty() {
                return Err(TaxonomyError::NoWords(code()));
            }
        }
        for group in &self.group {
            if !self.category.iter().any(|category| category.group == group.code) {
                return Err(TaxonomyError::EmptyGroup(group.code.0.clone()));
            }
            if group.words.nearest(Mode::More).is_empty() {
                return Err(TaxonomyError::NoWords(group.code.0.clone()));
            }
            if group.signposts.is_empty() {
                return Err(TaxonomyError::NoSignposts(group.code.0.clone()));
            }
        }
        let has = |code: &CategoryCode| self.category.iter().any(|one| one.code == *code);
        if let Some(code) = self.always.iter().find(|code| !has(code)) {
            return Err(TaxonomyError::NeverOff(code.0.clone()));
        }
        for tile in &self.tile {
            if tile.signposts.is_empty() {
                return Err(TaxonomyError::NoSignposts(tile.code.0.clone()));
            }
            if let Some(code) = tile.stands_for.iter().find(|code| !has(code)) {
                return Err(TaxonomyError::NoSuchCategory(code.0.clone()));
            }
            if let Some(kind) = self.kinds_of(tile).find(|kind| kind.urgency > tile.urgency) {
                return Err(TaxonomyError::TileBelow {
                    tile: tile.code.0.clone(),
                    kind: kind.code.0.clone(),
                    urgency: kind.urgency.as_str(),
                });
            }
        }
        let named = |sub_risk: &str| self.category.iter().any(|one| one.names(sub_risk));
        match self.sub_risks.iter().find(|sub_risk| !named(sub_risk)) {
            Some(sub_risk) => Err(TaxonomyError::Uncovered(sub_risk.clone())),
            None => Ok(()),
        }
    }
}
