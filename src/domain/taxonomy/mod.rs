//! The kinds of worry, as versioned data: each edition follows a year's KCSIE and the two schools'
//! policies (four Cs: content, contact, conduct, commerce). A school lays its own file over it.

mod diff;
mod edition;
mod error;
mod parts;
mod school_file;
mod unsure;
mod words;

use super::Mode;
use edition::Edition;

pub use error::TaxonomyError;
pub use parts::{Audience, Category, CategoryCode, FourC, Group, GroupCode, ModeWords, Tile};

/// The edition in use.
const EMBEDDED: &str = include_str!("kcsie-2026.toml");

/// An edition of the taxonomy that has been checked.
#[derive(Debug, Clone)]
pub struct Taxonomy {
    edition: String,
    sub_risks: Vec<String>,
    always: Vec<CategoryCode>,
    groups: Vec<Group>,
    tiles: Vec<Tile>,
    categories: Vec<Category>,
    /// Switched off by the school: no longer offered, and still known to slips from before.
    retired: Vec<Category>,
    retired_tiles: Vec<Tile>,
    unclassified: Category,
    /// Where a slip goes whose pupil chose this group, or this tile, and nothing beyond it.
    unsure: Vec<Category>,
}

impl Taxonomy {
    /// The edition that came with the program.
    pub fn embedded() -> Result<Self, TaxonomyError> {
        Self::parse(EMBEDDED)
    }

    /// Reads an edition and refuses one with a gap in it.
    pub fn parse(text: &str) -> Result<Self, TaxonomyError> {
        Self::check(toml::from_str(text)?)
    }

    /// The edition that came with the program, with a school's own file laid over it.
    pub fn with_school_file(text: &str) -> Result<Self, TaxonomyError> {
        Self::check(school_file::lay_over(toml::from_str(EMBEDDED)?, text)?)
    }

    /// What differs from an earlier edition, a line each, for the yearly review.
    pub fn differences_from(&self, earlier: &Self) -> Vec<String> {
        diff::differences(earlier, self)
    }

    fn check(edition: Edition) -> Result<Self, TaxonomyError> {
        edition.check()?;
        let find = |code: &CategoryCode| edition.category.iter().find(|one| one.code == *code);
        let unclassified = find(&edition.unclassified)
            .cloned()
            .ok_or_else(|| TaxonomyError::NoUnclassified(edition.unclassified.0.clone()))?;
        let unsure = unsure::of(&edition, &unclassified);
        Ok(Self {
            unsure,
            edition: edition.edition,
            sub_risks: edition.sub_risks,
            always: edition.always,
            groups: edition.group,
            tiles: edition.tile,
            categories: edition.category,
            retired: edition.retired,
            retired_tiles: edition.retired_tiles,
            unclassified,
        })
    }

    /// The edition's name, such as `kcsie-2026`.
    pub fn edition(&self) -> &str {
        &self.edition
    }

    /// The groups, in the order in which they are shown.
    pub fn groups(&self) -> impl Iterator<Item = &Group> {
        self.groups.iter()
    }

    /// The tiles of *Pictures*, in the order in which they are shown.
    pub fn tiles(&self) -> impl Iterator<Item = &Tile> {
        self.tiles.iter()
    }

    /// The picture of every group, tile and category that is offered, with its code.
    pub fn symbols(&self) -> impl Iterator<Item = (&str, &str)> {
        let groups = self.groups().map(|group| (group.code.as_str(), group.symbol.as_str()));
        let tiles = self.tiles().map(|tile| (tile.code.as_str(), tile.symbol.as_str()));
        let kinds = self.categories().map(|kind| (kind.code.as_str(), kind.symbol.as_str()));
        groups.chain(tiles).chain(kinds)
    }

    /// Every category that is offered, in the file's order.
    pub fn categories(&self) -> impl Iterator<Item = &Category> {
        self.categories.iter()
    }

    /// What the policies name; each has a category.
    pub fn sub_risks(&self) -> impl Iterator<Item = &str> {
        self.sub_risks.iter().map(String::as_str)
    }

    /// Whether a school has to offer this category.
    pub fn is_always_offered(&self, code: &CategoryCode) -> bool {
        self.always.contains(code)
    }

    /// The categories of a group, in the order in which they are shown.
    pub fn in_group<'a>(&'a self, group: &'a GroupCode) -> impl Iterator<Item = &'a Category> {
        self.categories.iter().filter(move |category| category.group == *group)
    }

    /// The groups that this mode offers.
    pub fn offered_groups(&self, mode: Mode) -> impl Iterator<Item = &Group> {
        self.groups.iter().filter(move |group| {
            group.words.of(mode).is_some() && self.offered(&group.code, mode).next().is_some()
        })
    }

    /// The categories of a group that this mode offers.
    pub fn offered<'a>(
        &'a self,
        group: &'a GroupCode,
        mode: Mode,
    ) -> impl Iterator<Item = &'a Category> {
        self.in_group(group).filter(move |category| category.words.of(mode).is_some())
    }

    pub fn group(&self, code: &GroupCode) -> Option<&Group> {
        self.groups.iter().find(|group| group.code == *code)
    }

    /// The tile of this code, one that is no longer offered too.
    pub fn tile(&self, code: &GroupCode) -> Option<&Tile> {
        self.tiles.iter().chain(&self.retired_tiles).find(|tile| tile.code == *code)
    }

    /// The category of this code, one that is no longer offered too.
    pub fn category(&self, code: &CategoryCode) -> Option<&Category> {
        self.categories.iter().chain(&self.retired).find(|category| category.code == *code)
    }

    /// What a worry about an adult at the school is (KCSIE Part 4).
    pub fn about_staff(&self) -> Option<&Category> {
        self.categories.iter().find(|category| category.is_about_staff)
    }

    /// Where a slip goes that fits nothing else, or whose pupil was not sure at all.
    pub fn unclassified(&self) -> &Category {
        &self.unclassified
    }

    /// Where a slip goes whose pupil chose this group, or this tile, and nothing beyond that.
    pub fn unsure_in(&self, group: &GroupCode) -> &Category {
        let found = self.unsure.iter().find(|category| category.group == *group);
        found.unwrap_or(&self.unclassified)
    }
}

#[cfg(test)]
mod tests;
