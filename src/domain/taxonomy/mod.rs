//! The kinds of worry, as versioned data: each edition follows a year's KCSIE and the two schools'
//! policies (four Cs: content, contact, conduct, commerce). A school lays its own file over it.

mod diff;
mod parts;
mod school_file;

use std::collections::BTreeSet;

use super::{Mode, SignpostCode, Urgency};

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
    unclassified: Category,
    /// Where a slip goes whose pupil chose this group, or this tile, and nothing beyond it.
    unsure: Vec<Category>,
}

/// Why a taxonomy cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TaxonomyError {
    #[error("the taxonomy cannot be read: {0}")]
    Unreadable(#[from] toml::de::Error),
    #[error("the taxonomy names {0} twice")]
    Doubled(String),
    #[error("category {0} is in a group that does not exist")]
    NoSuchGroup(String),
    #[error("group {0} has no category")]
    EmptyGroup(String),
    #[error("category {0} is for nobody")]
    NoAudience(String),
    #[error("the taxonomy has no category {0} for what nothing else fits")]
    NoUnclassified(String),
    #[error("the taxonomy names category {0}, which it does not have")]
    NoSuchCategory(String),
    #[error("{0} has no words in any mode")]
    NoWords(String),
    #[error("category {0} may not be switched off: some children have no other way to say it")]
    NeverOff(String),
    #[error(
        "category {code} may not become less urgent than {embedded}; leave `urgency` out, or raise it"
    )]
    Lowered { code: String, embedded: &'static str },
    #[error(
        "{0:?} would have no category of its own, and the online safety policies name it; leave its category on"
    )]
    Uncovered(String),
}

/// An edition as its file has it.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Edition {
    edition: String,
    unclassified: CategoryCode,
    sub_risks: Vec<String>,
    always: Vec<CategoryCode>,
    group: Vec<Group>,
    tile: Vec<Tile>,
    category: Vec<Category>,
    #[serde(skip)]
    retired: Vec<Category>,
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
        edition.has_no_doubles()?;
        edition.has_no_gaps()?;
        let find = |code: &CategoryCode| edition.category.iter().find(|one| one.code == *code);
        let unclassified = find(&edition.unclassified)
            .cloned()
            .ok_or_else(|| TaxonomyError::NoUnclassified(edition.unclassified.0.clone()))?;
        let mut unsure = Vec::new();
        for group in &edition.group {
            let kinds = edition.category.iter().filter(|one| one.group == group.code).collect();
            let name = group.words.nearest(Mode::More);
            unsure.push(not_told_apart(
                &group.code,
                name,
                group.unsure_urgency,
                kinds,
                &unclassified,
            ));
        }
        for tile in &edition.tile {
            let kinds: Vec<_> = tile.stands_for.iter().filter_map(find).collect();
            unsure.push(match kinds.as_slice() {
                [only] => Category {
                    group: tile.code.clone(),
                    urgency: only.urgency.max(tile.urgency),
                    ..(*only).clone()
                },
                _ => not_told_apart(&tile.code, &tile.words, tile.urgency, kinds, &unclassified),
            });
        }
        Ok(Self {
            unsure,
            edition: edition.edition,
            sub_risks: edition.sub_risks,
            always: edition.always,
            groups: edition.group,
            tiles: edition.tile,
            categories: edition.category,
            retired: edition.retired,
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

    pub fn tile(&self, code: &GroupCode) -> Option<&Tile> {
        self.tiles.iter().find(|tile| tile.code == *code)
    }

    /// The category of this code, one that is no longer offered too.
    pub fn category(&self, code: &CategoryCode) -> Option<&Category> {
        self.categories.iter().chain(&self.retired).find(|category| category.code == *code)
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

impl Edition {
    fn has_no_doubles(&self) -> Result<(), TaxonomyError> {
        let groups = self.group.iter().map(|group| &group.code.0);
        let tiles = self.tile.iter().map(|tile| &tile.code.0);
        let categories = self.category.iter().chain(&self.retired).map(|one| &one.code.0);
        let mut seen = BTreeSet::new();
        match groups.chain(tiles).chain(categories).find(|code| !seen.insert(*code)) {
            Some(code) => Err(TaxonomyError::Doubled(code.clone())),
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
        }
        let has = |code: &CategoryCode| self.category.iter().any(|one| one.code == *code);
        if let Some(code) = self.always.iter().find(|code| !has(code)) {
            return Err(TaxonomyError::NeverOff(code.0.clone()));
        }
        for tile in &self.tile {
            if let Some(code) = tile.stands_for.iter().find(|code| !has(code)) {
                return Err(TaxonomyError::NoSuchCategory(code.0.clone()));
            }
        }
        let named = |sub_risk: &str| self.category.iter().any(|one| one.names(sub_risk));
        match self.sub_risks.iter().find(|sub_risk| !named(sub_risk)) {
            Some(sub_risk) => Err(TaxonomyError::Uncovered(sub_risk.clone())),
            None => Ok(()),
        }
    }
}

/// Only those read it who would read it whichever kind it is; where there are none, the safeguarding
/// leads. It counts as unclassified until a person has read it.
fn not_told_apart(
    code: &GroupCode,
    name: &str,
    urgency: Urgency,
    kinds: Vec<&Category>,
    unclassified: &Category,
) -> Category {
    let everywhere =
        |audience: &Audience| kinds.iter().all(|kind| kind.audience.contains(audience));
    let mut audience: Vec<_> = kinds.first().map_or(vec![], |kind| kind.audience.clone());
    audience.retain(everywhere);
    if audience.is_empty() {
        audience.push(Audience::Safeguarding);
    }
    let mut signposts: Vec<SignpostCode> = Vec::new();
    for named in kinds.iter().flat_map(|kind| &kind.signposts) {
        if !signposts.contains(named) {
            signposts.push(*named);
        }
    }
    Category {
        group: code.clone(),
        urgency: unclassified.urgency.max(urgency),
        raised_for_group: kinds.iter().any(|kind| kind.raised_for_group),
        audience,
        is_about_staff: !kinds.is_empty() && kinds.iter().all(|kind| kind.is_about_staff),
        is_sensitive: kinds.iter().any(|kind| kind.is_sensitive),
        staff_words: format!("{name} (not sure which)"),
        signposts,
        ..unclassified.clone()
    }
}

#[cfg(test)]
mod tests;
