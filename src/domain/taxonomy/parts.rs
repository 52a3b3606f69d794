//! What a taxonomy is made of: kinds of worry, their groups, and the tiles of *Pictures*.

use std::collections::BTreeMap;

use crate::domain::{Language, Mode, SignpostCode, Urgency};

/// The short code of a category, such as `CD1`.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(transparent)]
pub struct CategoryCode(pub(super) String);

/// The short code of a group of categories, such as `unkind`.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(transparent)]
pub struct GroupCode(pub(super) String);

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
    /// The four areas themselves.
    pub const RISKS: [Self; 4] = [Self::Content, Self::Contact, Self::Conduct, Self::Commerce];

    /// As a form sends it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Content => "content",
            Self::Contact => "contact",
            Self::Conduct => "conduct",
            Self::Commerce => "commerce",
            Self::Safeguarding => "safeguarding",
            Self::Unclassified => "unclassified",
        }
    }

    /// One of the four areas.
    pub fn parse(typed: &str) -> Option<Self> {
        Self::RISKS.into_iter().find(|risk| risk.as_str() == typed)
    }

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
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
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
    /// Whether it is a sexual matter: whoever closes it has decided about the police or the local authority
    /// (Crime and Policing Bill, Part 5, chapter 2; KCSIE Part 5).
    #[serde(default)]
    pub is_sexual: bool,
    /// Whether there may be nudes or semi-nudes of somebody under 18, which nobody is to look at (UKCIS,
    /// *Sharing nudes and semi-nudes*).
    #[serde(default)]
    pub may_show_nudes: bool,
    /// What a pupil chooses by; in a mode that has no words for it, it is not offered.
    pub words: ModeWords,
    /// A school's own words in other languages. Ours are in the languages' files, by code.
    #[serde(default)]
    pub words_in: BTreeMap<Language, ModeWords>,
    /// What staff read.
    pub staff_words: String,
    /// What staff are reminded to do first.
    pub next_steps: Vec<String>,
    /// The help to point a pupil to, the most fitting first.
    pub signposts: Vec<SignpostCode>,
    /// Its picture in the sprite.
    pub symbol: String,
}

impl Category {
    /// Whether this sub-risk, in lower case, is one that it stands for.
    pub(super) fn names(&self, sub_risk: &str) -> bool {
        self.sub_risk.to_lowercase().contains(sub_risk)
    }
}

/// A first choice that leads to a few categories.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    pub code: GroupCode,
    pub words: ModeWords,
    pub symbol: String,
    /// How soon to read a slip whose pupil chose the group and was not sure beyond that.
    pub unsure_urgency: Urgency,
    /// The help to point such a pupil to.
    pub signposts: Vec<SignpostCode>,
}

/// A choice in *Pictures*, which stands for several kinds that nobody is asked to tell apart.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tile {
    /// Kept among the answers in the place of a group's.
    pub code: GroupCode,
    pub words: String,
    /// As a category's.
    #[serde(default)]
    pub words_in: BTreeMap<Language, String>,
    pub symbol: String,
    pub urgency: Urgency,
    pub stands_for: Vec<CategoryCode>,
    /// The help to point a child of five to eight to, whichever kind it is.
    pub signposts: Vec<SignpostCode>,
}

/// The words for one choice in each mode that offers it.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModeWords {
    pub pictures: Option<String>,
    pub short: Option<String>,
    pub more: Option<String>,
    pub all: Option<String>,
}

impl ModeWords {
    /// The same words in every mode.
    pub fn same(words: &str) -> Self {
        let all = || Some(words.to_owned());
        Self { pictures: all(), short: all(), more: all(), all: all() }
    }

    /// The words of this mode, if it offers the choice.
    pub fn of(&self, mode: Mode) -> Option<&str> {
        self.place(mode).as_deref()
    }

    /// The words of this mode, or of the nearest that has any: for a choice that was made in another.
    pub fn nearest(&self, mode: Mode) -> &str {
        let fewer_first = [mode, Mode::Short, Mode::More, Mode::All, Mode::Pictures];
        fewer_first.into_iter().find_map(|mode| self.of(mode)).unwrap_or_default()
    }

    /// These words, with the others where they say something.
    pub(super) fn changed_by(&self, others: &Self) -> Self {
        let either = |mode| others.place(mode).clone().or_else(|| self.place(mode).clone());
        Self {
            pictures: either(Mode::Pictures),
            short: either(Mode::Short),
            more: either(Mode::More),
            all: either(Mode::All),
        }
    }

    fn place(&self, mode: Mode) -> &Option<String> {
        match mode {
            Mode::Pictures => &self.pictures,
            Mode::Short => &self.short,
            Mode::More => &self.more,
            Mode::All => &self.all,
        }
    }
}
