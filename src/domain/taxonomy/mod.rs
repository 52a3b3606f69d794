//! The kinds of worry, as versioned data: each edition follows a year's KCSIE and the two schools'
//! policies (four Cs: content, contact, conduct, commerce).

use std::collections::BTreeSet;

use super::Urgency;

/// The edition in use.
const EMBEDDED: &str = include_str!("kcsie-2026.toml");

/// The short code of a category, such as `CD1`.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(transparent)]
pub struct CategoryCode(String);

/// The short code of a group of categories, such as `unkind`.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(transparent)]
pub struct GroupCode(String);

impl CategoryCode {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl GroupCode {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The four areas of online risk (KCSIE), and what lies across or outside them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FourC {
    Content,
    Contact,
    Conduct,
    Commerce,
    /// Someone is at risk, whether or not the internet has a part in it.
    Safeguarding,
    /// Not yet classified by a person.
    Unclassified,
}

impl FourC {
    /// As staff read it.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Content => "Content",
            Self::Contact => "Contact",
            Self::Conduct => "Conduct",
            Self::Commerce => "Commerce",
            Self::Safeguarding => "Safeguarding",
            Self::Unclassified => "Not classified",
        }
    }
}

/// Whose work a category is. Who that is at a school is `domain::route`'s to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    OnlineSafety,
    Safeguarding,
    Head,
    Chair,
    Ict,
}

/// One kind of worry.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    pub code: CategoryCode,
    pub group: GroupCode,
    pub four_c: FourC,
    /// The sub-risk as the policies and KCSIE name it.
    pub sub_risk: String,
    pub urgency: Urgency,
    /// Whether it is one step more urgent when it is about a group.
    #[serde(default)]
    pub raised_for_group: bool,
    pub audience: Vec<Audience>,
    /// Whether it is about a member of staff, volunteer or governor (KCSIE Part 4).
    #[serde(default)]
    pub is_about_staff: bool,
    /// Whether even its name is kept out of anything but the opened slip.
    #[serde(default)]
    pub is_sensitive: bool,
    /// What a pupil in *More words* chooses by.
    pub more_words: String,
    /// What staff read.
    pub staff_words: String,
    /// What staff are reminded to do first.
    pub next_steps: Vec<String>,
    /// Names of the help to point a pupil to.
    pub signposts: Vec<String>,
    /// Its picture in the sprite.
    pub symbol: String,
}

/// A first choice that leads to a few categories.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    pub code: GroupCode,
    pub more_words: String,
    pub symbol: String,
    /// How soon to read a slip whose pupil chose the group and was not sure beyond that.
    pub unsure_urgency: Urgency,
}

/// An edition of the taxonomy that has been checked.
#[derive(Debug, Clone)]
pub struct Taxonomy {
    edition: String,
    groups: Vec<Group>,
    categories: Vec<Category>,
    unclassified: Category,
    /// For each group, in their order: where a slip goes whose pupil chose it and was not sure beyond.
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
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct TaxonomyFile {
    edition: String,
    unclassified: CategoryCode,
    group: Vec<Group>,
    category: Vec<Category>,
}

impl Taxonomy {
    /// The edition that came with the program.
    pub fn embedded() -> Result<Self, TaxonomyError> {
        Self::parse(EMBEDDED)
    }

    /// Reads an edition and refuses one with a gap in it.
    pub fn parse(text: &str) -> Result<Self, TaxonomyError> {
        let file: TaxonomyFile = toml::from_str(text)?;
        let mut seen = BTreeSet::new();
        let codes = file.group.iter().map(|group| group.code.as_str());
        for code in codes.chain(file.category.iter().map(|category| category.code.as_str())) {
            if !seen.insert(code) {
                return Err(TaxonomyError::Doubled(code.to_owned()));
            }
        }
        for category in &file.category {
            if !file.group.iter().any(|group| group.code == category.group) {
                return Err(TaxonomyError::NoSuchGroup(category.code.0.clone()));
            }
            if category.audience.is_empty() {
                return Err(TaxonomyError::NoAudience(category.code.0.clone()));
            }
        }
        for group in &file.group {
            if !file.category.iter().any(|category| category.group == group.code) {
                return Err(TaxonomyError::EmptyGroup(group.code.0.clone()));
            }
        }
        let unclassified = file
            .category
            .iter()
            .find(|category| category.code == file.unclassified)
            .cloned()
            .ok_or_else(|| TaxonomyError::NoUnclassified(file.unclassified.0.clone()))?;
        let unsure = |group| unsure_within(group, &file.category, &unclassified);
        Ok(Self {
            unsure: file.group.iter().map(unsure).collect(),
            edition: file.edition,
            groups: file.group,
            categories: file.category,
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

    /// Every category, in the file's order.
    pub fn categories(&self) -> impl Iterator<Item = &Category> {
        self.categories.iter()
    }

    /// The categories of a group, in the order in which they are shown.
    pub fn in_group<'a>(&'a self, group: &'a GroupCode) -> impl Iterator<Item = &'a Category> {
        self.categories.iter().filter(move |category| category.group == *group)
    }

    pub fn group(&self, code: &GroupCode) -> Option<&Group> {
        self.groups.iter().find(|group| group.code == *code)
    }

    pub fn category(&self, code: &CategoryCode) -> Option<&Category> {
        self.categories.iter().find(|category| category.code == *code)
    }

    /// Where a slip goes that fits nothing else, or whose pupil was not sure at all.
    pub fn unclassified(&self) -> &Category {
        &self.unclassified
    }

    /// Where a slip goes whose pupil chose this group and was not sure beyond that.
    pub fn unsure_in(&self, group: &GroupCode) -> &Category {
        let found = self.unsure.iter().find(|category| category.group == *group);
        found.unwrap_or(&self.unclassified)
    }
}

/// Only those read it who would read it whichever kind it is; where there are none, the safeguarding
/// leads. It counts as unclassified until a person has read it.
fn unsure_within(group: &Group, categories: &[Category], unclassified: &Category) -> Category {
    let kinds: Vec<_> = categories.iter().filter(|one| one.group == group.code).collect();
    let everywhere =
        |audience: &Audience| kinds.iter().all(|kind| kind.audience.contains(audience));
    let mut audience: Vec<_> = kinds.first().map_or(vec![], |kind| kind.audience.clone());
    audience.retain(everywhere);
    if audience.is_empty() {
        audience.push(Audience::Safeguarding);
    }
    let mut signposts: Vec<String> = Vec::new();
    for named in kinds.iter().flat_map(|kind| &kind.signposts) {
        if !signposts.contains(named) {
            signposts.push(named.clone());
        }
    }
    Category {
        group: group.code.clone(),
        urgency: unclassified.urgency.max(group.unsure_urgency),
        raised_for_group: kinds.iter().any(|kind| kind.raised_for_group),
        audience,
        is_about_staff: kinds.iter().all(|kind| kind.is_about_staff),
        is_sensitive: kinds.iter().any(|kind| kind.is_sensitive),
        more_words: group.more_words.clone(),
        staff_words: format!("{} (not sure which)", group.more_words),
        signposts,
        symbol: group.symbol.clone(),
        ..unclassified.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_edition_has_27_categories_and_at_most_ten_choices_a_screen() {
        let taxonomy = Taxonomy::embedded().unwrap();
        assert_eq!(taxonomy.categories().count(), 27);
        assert!(taxonomy.groups().count() <= 10);
        for group in taxonomy.groups() {
            assert!(taxonomy.in_group(&group.code).count() < 10, "{}", group.code.as_str());
        }
    }

    #[test]
    fn every_sub_risk_that_the_policies_name_has_a_category() {
        let taxonomy = Taxonomy::embedded().unwrap();
        let named: String =
            taxonomy.categories().map(|category| category.sub_risk.to_lowercase() + "; ").collect();
        for sub_risk in [
            "pornography",
            "fake news",
            "racism",
            "misogyny",
            "self-harm",
            "suicide",
            "antisemitism",
            "radicalisation",
            "extremism",
            "peer-to-peer pressure",
            "commercial advertising",
            "adults posing as children",
            "sexual",
            "criminal",
            "financial",
            "explicit images",
            "nudes and semi-nudes",
            "online bullying",
            "online gambling",
            "inappropriate advertising",
            "phishing",
            "scam",
        ] {
            assert!(named.contains(sub_risk), "no category names {sub_risk}");
        }
    }

    #[test]
    fn whoever_is_unsure_within_a_group_reaches_only_those_who_would_read_it_whichever_it_is() {
        let taxonomy = Taxonomy::embedded().unwrap();
        for group in taxonomy.groups() {
            let unsure = taxonomy.unsure_in(&group.code);
            let by_safeguarding_alone = unsure.audience == [Audience::Safeguarding];
            for kind in taxonomy.in_group(&group.code) {
                let reads_it = |audience: &Audience| kind.audience.contains(audience);
                assert!(
                    by_safeguarding_alone || unsure.audience.iter().all(reads_it),
                    "{} of {}",
                    kind.code.as_str(),
                    group.code.as_str()
                );
            }
            assert!(unsure.urgency >= group.unsure_urgency);
            assert_eq!(unsure.code, taxonomy.unclassified().code);
            assert!(unsure.staff_words.contains(&group.more_words));
        }
        let sexual = taxonomy.groups().find(|group| group.code.as_str() == "sexual").unwrap();
        assert_eq!(taxonomy.unsure_in(&sexual.code).audience, [Audience::Safeguarding]);
    }

    #[test]
    fn an_edition_with_a_gap_is_refused() {
        let without_unclassified =
            EMBEDDED.replace("unclassified = \"OT1\"", "unclassified = \"XX\"");
        assert!(matches!(
            Taxonomy::parse(&without_unclassified),
            Err(TaxonomyError::NoUnclassified(_))
        ));
        let doubled = EMBEDDED.replace("code = \"CN2\"", "code = \"CN1\"");
        assert!(matches!(Taxonomy::parse(&doubled), Err(TaxonomyError::Doubled(_))));
        let lost = EMBEDDED.replace("group = \"money\"", "group = \"nowhere\"");
        assert!(matches!(Taxonomy::parse(&lost), Err(TaxonomyError::NoSuchGroup(_))));
    }
}
