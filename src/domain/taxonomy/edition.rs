//! An edition as its file has it, and what keeps one from being used.

use std::collections::BTreeSet;

use super::{Category, CategoryCode, Group, TaxonomyError, Tile, words};
use crate::domain::Mode;
use crate::domain::form_fields::NOT_SURE;

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
    #[serde(skip)]
    pub retired_tiles: Vec<Tile>,
}

/// A code is a field of forms and a part of a recording's name, a symbol the name of a file.
fn is_plain(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

/// Whether some are about staff and some are not. Whoever chose no more than that would be read by those
/// whom it may be about, or nobody but the head would read what is not.
fn mixes_staff<'a>(kinds: impl Iterator<Item = &'a Category>) -> bool {
    let about: BTreeSet<bool> = kinds.map(|kind| kind.is_about_staff).collect();
    about.len() > 1
}

impl Edition {
    /// The kinds that a tile stands for.
    pub fn kinds_of<'a>(&'a self, tile: &'a Tile) -> impl Iterator<Item = &'a Category> {
        let kind = |code: &CategoryCode| self.category.iter().find(|one| one.code == *code);
        tile.stands_for.iter().filter_map(kind)
    }

    /// Refuses an edition that would leave a pupil without a way, or without words they can read.
    pub fn check(&self) -> Result<(), TaxonomyError> {
        self.has_no_doubles()?;
        self.has_plain_symbols()?;
        self.has_no_gaps()?;
        self.has_whole_tiles()?;
        self.fits_on_pages()?;
        words::check(self)
    }

    fn has_no_doubles(&self) -> Result<(), TaxonomyError> {
        let groups = self.group.iter().map(|group| &group.code.0);
        let tiles = self.tile.iter().chain(&self.retired_tiles).map(|tile| &tile.code.0);
        let categories = self.category.iter().chain(&self.retired).map(|one| &one.code.0);
        let mut seen = BTreeSet::new();
        for code in groups.chain(tiles).chain(categories) {
            if !is_plain(code) || code == NOT_SURE {
                return Err(TaxonomyError::BadCode(code.clone()));
            }
            if !seen.insert(code) {
                return Err(TaxonomyError::Doubled(code.clone()));
            }
        }
        Ok(())
    }

    fn has_plain_symbols(&self) -> Result<(), TaxonomyError> {
        let tiles = self.tile.iter().map(|tile| (&tile.code.0, &tile.symbol));
        let kinds = self.category.iter().map(|kind| (&kind.code.0, &kind.symbol));
        match tiles.chain(kinds).find(|(_, symbol)| !is_plain(symbol)) {
            Some((code, symbol)) => {
                Err(TaxonomyError::BadSymbol { code: code.clone(), symbol: symbol.clone() })
            }
            None => Ok(()),
        }
    }

    fn has_no_gaps(&self) -> Result<(), TaxonomyError> {
        for category in &self.category {
            let code = || category.code.0.clone();
            if !self.group.iter().any(|group| group.code == category.group) {
                return Err(TaxonomyError::NoSuchGroup(code()));
            }
            if category.audience.is_empty() {
                return Err(TaxonomyError::NoAudience(code()));
            }
            if category.staff_words.trim().is_empty() || category.next_steps.is_empty() {
                return Err(TaxonomyError::NothingForStaff(code()));
            }
            if category.next_steps.iter().any(|step| step.trim().is_empty()) {
                return Err(TaxonomyError::EmptyStep(code()));
            }
            if category.sub_risk.trim().is_empty() {
                return Err(TaxonomyError::NoSubRisk(code()));
            }
            if category.signposts.is_empty() {
                return Err(TaxonomyError::NoSignposts(code()));
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
            let kinds = self.category.iter().filter(|category| category.group == group.code);
            if mixes_staff(kinds) {
                return Err(TaxonomyError::MixesStaff(group.code.0.clone()));
            }
            if group.signposts.is_empty() {
                return Err(TaxonomyError::NoSignposts(group.code.0.clone()));
            }
        }
        let has = |code: &CategoryCode| self.category.iter().any(|one| one.code == *code);
        if let Some(code) = self.always.iter().find(|code| !has(code)) {
            return Err(TaxonomyError::NeverOff(code.0.clone()));
        }
        let named = |sub_risk: &str| self.category.iter().any(|one| one.names(sub_risk));
        match self.sub_risks.iter().find(|sub_risk| !named(sub_risk)) {
            Some(sub_risk) => Err(TaxonomyError::Uncovered(sub_risk.clone())),
            None => Ok(()),
        }
    }

    /// Each tile stands for something, is as urgent as that, and points to somebody.
    fn has_whole_tiles(&self) -> Result<(), TaxonomyError> {
        let has = |code: &CategoryCode| self.category.iter().any(|one| one.code == *code);
        for tile in &self.tile {
            let code = || tile.code.0.clone();
            if tile.words.is_empty() {
                return Err(TaxonomyError::NoWords(code()));
            }
            if tile.signposts.is_empty() {
                return Err(TaxonomyError::NoSignposts(code()));
            }
            if tile.stands_for.is_empty() {
                return Err(TaxonomyError::StandsForNothing(code()));
            }
            if let Some(code) = tile.stands_for.iter().find(|code| !has(code)) {
                return Err(TaxonomyError::NoSuchCategory(code.0.clone()));
            }
            if mixes_staff(self.kinds_of(tile)) {
                return Err(TaxonomyError::MixesStaff(code()));
            }
            if let Some(kind) = self.kinds_of(tile).find(|kind| kind.urgency > tile.urgency) {
                let urgency = kind.urgency.as_str();
                return Err(TaxonomyError::TileBelow {
                    tile: code(),
                    kind: kind.code.0.clone(),
                    urgency,
                });
            }
        }
        Ok(())
    }

    /// No page has more choices than a pupil of its mode takes in. One is for those who are not sure.
    fn fits_on_pages(&self) -> Result<(), TaxonomyError> {
        let max = Mode::Pictures.choices_max();
        if self.tile.len() > max {
            return Err(TaxonomyError::TooManyTiles { count: self.tile.len(), max });
        }
        for group in &self.group {
            for mode in [Mode::Short, Mode::More, Mode::All] {
                let is_offered =
                    |kind: &&Category| kind.group == group.code && kind.words.of(mode).is_some();
                let count = self.category.iter().filter(is_offered).count();
                let max = mode.choices_max() - 1;
                if count > max {
                    let (group, mode) = (group.code.0.clone(), mode.as_str());
                    return Err(TaxonomyError::TooManyKinds { group, mode, count, max });
                }
            }
        }
        Ok(())
    }
}
