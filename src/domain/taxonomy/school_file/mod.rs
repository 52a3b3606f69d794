//! A school's own file: what it switches off, says otherwise, or adds, over the edition that came with
//! the program. It may raise an urgency and never lower one.

use super::{Category, CategoryCode, Edition, GroupCode, ModeWords, TaxonomyError};
use crate::domain::{SignpostCode, Urgency};

/// The file as it is written.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct SchoolFile {
    /// What the school calls its own edition, such as `elmwood-2026`.
    edition: String,
    /// Codes of categories that are not offered.
    #[serde(default)]
    switch_off: Vec<CategoryCode>,
    #[serde(default)]
    change: Vec<Change>,
    #[serde(default)]
    add: Vec<Category>,
}

/// What a school says otherwise about a category; whatever it leaves out stays.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    code: CategoryCode,
    #[serde(default)]
    words: ModeWords,
    staff_words: Option<String>,
    urgency: Option<Urgency>,
    next_steps: Option<Vec<String>>,
    signposts: Option<Vec<SignpostCode>>,
    symbol: Option<String>,
}

pub(super) fn lay_over(mut edition: Edition, text: &str) -> Result<Edition, TaxonomyError> {
    let school: SchoolFile = toml::from_str(text)?;
    edition.edition = format!("{}+{}", edition.edition, school.edition);
    for change in school.change {
        let mut all = edition.category.iter_mut();
        let Some(category) = all.find(|category| category.code == change.code) else {
            return Err(TaxonomyError::NoSuchCategory(change.code.0));
        };
        let before = category.urgency;
        change.apply(category)?;
        let (urgency, group) = (category.urgency, category.group.clone());
        if urgency > before {
            edition.raise_unsure(&group, urgency);
        }
    }
    for code in school.switch_off {
        if edition.always.contains(&code) {
            return Err(TaxonomyError::NeverOff(code.0));
        }
        let Some(place) = edition.category.iter().position(|one| one.code == code) else {
            return Err(TaxonomyError::NoSuchCategory(code.0));
        };
        let category = edition.category.remove(place);
        if let Some(sub_risk) = edition.sub_risks.iter().find(|name| category.names(name)) {
            return Err(TaxonomyError::Uncovered(sub_risk.clone()));
        }
        edition.retired.push(category);
        for tile in &mut edition.tile {
            tile.stands_for.retain(|one| *one != code);
        }
    }
    edition.raise_tiles();
    edition.category.extend(school.add);
    let categories = &edition.category;
    edition.group.retain(|group| categories.iter().any(|one| one.group == group.code));
    edition.tile.retain(|tile| !tile.stands_for.is_empty());
    Ok(edition)
}

impl Edition {
    /// Whoever is not sure within a group may mean the kind that the school has raised.
    fn raise_unsure(&mut self, group: &GroupCode, urgency: Urgency) {
        for group in self.group.iter_mut().filter(|one| one.code == *group) {
            group.unsure_urgency = group.unsure_urgency.max(urgency);
        }
    }

    /// Tiles rise with the kinds that they stand for.
    fn raise_tiles(&mut self) {
        for tile in &mut self.tile {
            let kinds = self.category.iter().filter(|kind| tile.stands_for.contains(&kind.code));
            tile.urgency = kinds.map(|kind| kind.urgency).fold(tile.urgency, Urgency::max);
        }
    }
}

impl Change {
    fn apply(self, category: &mut Category) -> Result<(), TaxonomyError> {
        if let Some(urgency) = self.urgency {
            if urgency < category.urgency {
                let embedded = category.urgency.as_str();
                return Err(TaxonomyError::Lowered { code: self.code.0, embedded });
            }
            category.urgency = urgency;
        }
        category.words = category.words.changed_by(&self.words);
        category.staff_words = self.staff_words.unwrap_or_else(|| category.staff_words.clone());
        category.next_steps = self.next_steps.unwrap_or_else(|| category.next_steps.clone());
        category.signposts = self.signposts.unwrap_or_else(|| category.signposts.clone());
        category.symbol = self.symbol.unwrap_or_else(|| category.symbol.clone());
        Ok(())
    }
}
