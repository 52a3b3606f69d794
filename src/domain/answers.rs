//! What a pupil has answered so far. Every question but the first may be left.

use std::collections::BTreeSet;

use super::{
    Category, CategoryCode, GroupCode, Mode, ReaderId, SignpostCode, Taxonomy, Urgency, text,
};

/// Most characters of the pupil's own words: sealed with everything else they fit in 16 KiB.
pub const WORDS_CHARACTERS_MAX: usize = 3_500;
/// Most characters about who might need help.
pub const WHO_CHARACTERS_MAX: usize = 120;
/// Most characters of the pupil's own name and class; however they are written, they fit in a slip's
/// name box.
pub const NAME_CHARACTERS_MAX: usize = 120;
/// Most characters kept of words that are too long, so that they can be shortened, not lost.
pub(super) const KEPT_CHARACTERS_MAX: usize = 40_000;

macro_rules! choice {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum $name { $($(#[$variant_doc])* $variant),+ }

        impl $name {
            /// In the order in which they are shown.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// As a form sends it.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            pub fn parse(typed: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|choice| choice.as_str() == typed)
            }
        }
    };
}

choice!(
    /// Is someone in danger right now?
    Danger { Yes = "yes", No = "no", NotSure = "not-sure" }
);
choice!(
    /// Who is it about?
    About { Me = "me", SomeoneElse = "someone-else", Group = "group", RatherNotSay = "rather-not-say" }
);
choice!(
    /// Where did it happen? Where the event was, never where the pupil is.
    Place {
        Online = "online", Class = "class", Outside = "outside", Toilets = "toilets",
        Corridor = "corridor", Lunch = "lunch", Travel = "travel", Home = "home",
        Elsewhere = "elsewhere", NotSure = "not-sure",
    }
);
impl Place {
    /// Whether a page in this mode has room for it: where it has not, it is "somewhere else".
    pub fn is_offered(self, mode: Mode) -> bool {
        match self {
            Self::Corridor | Self::Lunch => !mode.is_early(),
            Self::Online
            | Self::Class
            | Self::Outside
            | Self::Toilets
            | Self::Travel
            | Self::Home
            | Self::Elsewhere
            | Self::NotSure => true,
        }
    }
}

choice!(
    /// Who did it? This and the two that follow are told with pictures.
    DoneBy {
        InMyClass = "in-my-class", Friend = "friend", OtherPupil = "other-pupil", Group = "group",
        AdultAtSchool = "adult-at-school", AtHome = "at-home", Stranger = "stranger",
        NotSure = "not-sure",
    }
);
choice!(
    /// What did they do?
    Done {
        Hurt = "hurt", Unkind = "unkind", LeftOut = "left-out", Took = "took",
        Picture = "picture", Secret = "secret", WouldNotStop = "would-not-stop",
        Threatened = "threatened", MadeDoIt = "made-do-it", Followed = "followed",
        AskedForMoney = "asked-for-money", NotSure = "not-sure",
    }
);
choice!(
    /// When did it happen? No date and no time: they could tell who was there.
    Happened {
        Today = "today", Yesterday = "yesterday", ThisWeek = "this-week", LongAgo = "long-ago",
        Once = "once", Often = "often", AtNight = "at-night", NotSure = "not-sure",
    }
);

impl Done {
    /// Whether a page in this mode has room for it.
    pub fn is_offered(self, mode: Mode) -> bool {
        match self {
            Self::Threatened | Self::MadeDoIt => !mode.is_early(),
            Self::Followed | Self::AskedForMoney => mode == Mode::All,
            Self::Hurt
            | Self::Unkind
            | Self::LeftOut
            | Self::Took
            | Self::Picture
            | Self::Secret
            | Self::WouldNotStop
            | Self::NotSure => true,
        }
    }
}

choice!(
    /// Is it still happening?
    StillHappening { Yes = "yes", No = "no", NotSure = "not-sure" }
);

/// The fields of a form as they came: doubled, missing and unknown ones are no fault of a child's.
#[derive(Debug, Clone, Default)]
pub struct Typed(pub Vec<(String, String)>);

impl Typed {
    /// The first value under this name.
    pub fn first(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The first value under this name of a field of several lines, as they are counted and shown
    /// again; empty if there is none.
    pub fn lines(&self, name: &str) -> String {
        self.first(name).unwrap_or_default().replace("\r\n", "\n")
    }

    /// Every value under this name, in order.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// What keeps a step from being left forwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerProblem {
    /// The first question needs one of its answers.
    ChooseOne,
    /// The words are this many characters, more than `max`.
    TooLong { count: usize, max: usize },
}

/// The answers of one slip. Text is kept as typed, also when it is too long.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Answers {
    pub danger: Option<Danger>,
    pub about: Option<About>,
    pub group: Option<GroupCode>,
    /// The kind of worry within the group; absent when the pupil is not sure.
    pub kind: Option<CategoryCode>,
    /// Whether the pupil said so, of the group or of the kind within it, rather than skip it.
    pub is_unsure: bool,
    pub place: Option<Place>,
    pub still: Option<StillHappening>,
    /// Told with pictures, as are the two that follow; one that was skipped is not there.
    #[serde(default)]
    pub done_by: Option<DoneBy>,
    #[serde(default)]
    pub done: Option<Done>,
    #[serde(default)]
    pub happened: Option<Happened>,
    pub words: String,
    /// Who might need help; apart from the words, so that it can be taken out alone.
    pub who: String,
    /// The pupil's own name, if they want somebody to come and find them. It is sealed apart.
    #[serde(default)]
    pub name: String,
    /// Readers this slip must not reach.
    pub hidden_from: BTreeSet<ReaderId>,
}

impl Answers {
    /// The category the answers lead to; with no kind chosen, that of the group for those who are
    /// not sure, or "something else / not sure".
    pub fn category<'a>(&self, taxonomy: &'a Taxonomy) -> &'a Category {
        match (&self.kind, &self.group) {
            (Some(kind), _) => taxonomy.category(kind).unwrap_or_else(|| taxonomy.unclassified()),
            (None, Some(group)) => taxonomy.unsure_in(group),
            (None, None) => taxonomy.unclassified(),
        }
    }

    /// Whether it may be about an adult at school, by the kind of worry or as told with pictures.
    pub fn is_about_staff(&self, taxonomy: &Taxonomy) -> bool {
        self.category(taxonomy).is_about_staff || self.done_by == Some(DoneBy::AdultAtSchool)
    }

    /// The category whose readers it goes to: its own; or where an adult at school is said to have done
    /// it, that of a worry about one (KCSIE Part 4), whatever kind of worry was chosen.
    pub fn routed_as<'a>(&self, taxonomy: &'a Taxonomy) -> &'a Category {
        let own = self.category(taxonomy);
        if own.is_about_staff || !self.is_about_staff(taxonomy) {
            return own;
        }
        taxonomy.about_staff().unwrap_or(own)
    }

    /// Both: what it is, and whose readers it goes to.
    pub fn kinds<'a>(&self, taxonomy: &'a Taxonomy) -> [&'a Category; 2] {
        [self.category(taxonomy), self.routed_as(taxonomy)]
    }

    /// Whom else to turn to: those for the category whose readers it goes to, and then for its own.
    pub fn signposts(&self, taxonomy: &Taxonomy) -> Vec<SignpostCode> {
        let first = &self.routed_as(taxonomy).signposts;
        let own = self.category(taxonomy).signposts.iter();
        first.iter().chain(own.filter(|code| !first.contains(code))).copied().collect()
    }

    /// Whether something is told with pictures.
    pub fn has_told(&self) -> bool {
        self.done_by.is_some() || self.done.is_some() || self.happened.is_some()
    }

    /// How soon it must be read. Each answer raises or leaves it, none lowers it (`domain` §5E).
    pub fn urgency(&self, taxonomy: &Taxonomy) -> Urgency {
        let category = self.category(taxonomy);
        let mut urgency = category.urgency.max(self.routed_as(taxonomy).urgency);
        if category.raised_for_group && self.about == Some(About::Group) {
            urgency = urgency.raised();
        }
        if self.still == Some(StillHappening::Yes) {
            urgency = urgency.raised();
        }
        match self.danger {
            Some(Danger::Yes) => Urgency::Emergency,
            Some(Danger::NotSure) => urgency.raised(),
            Some(Danger::No) | None => urgency,
        }
    }

    pub(super) fn set_words(&mut self, typed: &str) -> Result<(), AnswerProblem> {
        self.words = text::lines(typed, KEPT_CHARACTERS_MAX);
        within(&self.words, WORDS_CHARACTERS_MAX)
    }

    pub(super) fn set_who(&mut self, typed: &str) -> Result<(), AnswerProblem> {
        self.who = text::lines(typed, KEPT_CHARACTERS_MAX);
        within(&self.who, WHO_CHARACTERS_MAX)
    }

    pub(super) fn set_name(&mut self, typed: &str) -> Result<(), AnswerProblem> {
        self.name = text::lines(typed, KEPT_CHARACTERS_MAX);
        within(&self.name, NAME_CHARACTERS_MAX)
    }

    /// Puts a beginning that was chosen behind the words that are there.
    pub(super) fn begin_with(&mut self, beginning: &str) {
        let beginning = text::lines(beginning, WORDS_CHARACTERS_MAX);
        if beginning.is_empty() || within(&self.words, WORDS_CHARACTERS_MAX).is_err() {
            return;
        }
        if !self.words.is_empty() {
            self.words.push('\n');
        }
        self.words.push_str(&beginning);
        self.words.push(' ');
    }

    /// Whether the pupil has typed anything.
    pub fn has_typed(&self) -> bool {
        [&self.words, &self.who, &self.name].iter().any(|text| !text.is_empty())
    }

    /// Whether every text is short enough to be sealed.
    pub fn fits(&self) -> Result<(), AnswerProblem> {
        within(&self.words, WORDS_CHARACTERS_MAX)?;
        within(&self.who, WHO_CHARACTERS_MAX)?;
        within(&self.name, NAME_CHARACTERS_MAX)
    }
}

fn within(text: &str, max: usize) -> Result<(), AnswerProblem> {
    match text.chars().count() {
        count if count > max => Err(AnswerProblem::TooLong { count, max }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_are_too_long_are_kept_to_be_shortened() {
        let mut answers = Answers::default();
        let long = "a".repeat(WORDS_CHARACTERS_MAX + 1);
        let told = answers.set_words(&long);
        assert_eq!(
            told,
            Err(AnswerProblem::TooLong { count: long.len(), max: WORDS_CHARACTERS_MAX })
        );
        assert_eq!(answers.words, long);
    }

    #[test]
    fn danger_makes_anything_an_emergency() {
        let taxonomy = Taxonomy::embedded().unwrap();
        let answers = Answers { danger: Some(Danger::Yes), ..Answers::default() };
        assert_eq!(answers.urgency(&taxonomy), Urgency::Emergency);
    }

    #[test]
    fn no_answer_lowers_the_urgency_of_its_category() {
        let taxonomy = Taxonomy::embedded().unwrap();
        for category in taxonomy.categories() {
            for danger in Danger::ALL {
                for still in StillHappening::ALL {
                    let answers = Answers {
                        kind: Some(category.code.clone()),
                        danger: Some(*danger),
                        still: Some(*still),
                        ..Answers::default()
                    };
                    assert!(answers.urgency(&taxonomy) >= category.urgency);
                }
            }
        }
    }

    #[test]
    fn someone_unsure_within_a_worrying_group_is_read_as_soon_as_the_group_asks() {
        let taxonomy = Taxonomy::embedded().unwrap();
        let group = taxonomy.groups().find(|group| group.unsure_urgency > Urgency::SameDay);
        let group = group.unwrap();
        let answers = Answers { group: Some(group.code.clone()), ..Answers::default() };
        assert_eq!(answers.category(&taxonomy).code, taxonomy.unclassified().code);
        assert_eq!(answers.urgency(&taxonomy), group.unsure_urgency);
    }
}
