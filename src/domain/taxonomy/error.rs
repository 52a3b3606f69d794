//! Why an edition, or a school's file over it, is refused.

/// Why a taxonomy cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TaxonomyError {
    #[error("the taxonomy cannot be read: {0}")]
    Unreadable(#[from] toml::de::Error),
    #[error("the taxonomy names {0} twice")]
    Doubled(String),
    #[error("category {0} is in a group that does not exist; name one of ours in its `group`")]
    NoSuchGroup(String),
    #[error("group {0} has no category")]
    EmptyGroup(String),
    #[error("category {0} is for nobody; name whose work it is in its `audience`")]
    NoAudience(String),
    #[error("the taxonomy has no category {0} for what nothing else fits")]
    NoUnclassified(String),
    #[error("the taxonomy names category {0}, which it does not have")]
    NoSuchCategory(String),
    #[error("{0} has no words; give it `words`")]
    NoWords(String),
    #[error("{0} points to nobody; give it `signposts`, such as [\"Childline\"]")]
    NoSignposts(String),
    #[error("the taxonomy cannot be read at {code}: {cause}")]
    UnreadableEntry { code: String, cause: Box<toml::de::Error> },
    #[error(
        "{0:?} cannot be a code; take letters, digits and hyphens, and not `not-sure`, which is an answer"
    )]
    BadCode(String),
    #[error("{code} has the symbol {symbol:?}; name a picture by letters, digits and hyphens")]
    BadSymbol { code: String, symbol: String },
    #[error("the taxonomy names tile {0}, which it does not have")]
    NoSuchTile(String),
    #[error(
        "{0} mixes worries about an adult at school, which only the head reads, with others; give each its own"
    )]
    MixesStaff(String),
    #[error("tile {0} stands for no kind of worry; name one in its `stands_for`")]
    StandsForNothing(String),
    #[error("no tile stands for {0} any more; name it in the `stands_for` of one that stays")]
    NoTileFor(String),
    #[error(
        "{count} tiles are more than fit on a page; switch one off, or leave one out: {max} at most"
    )]
    TooManyTiles { count: usize, max: usize },
    #[error(
        "group {group} has {count} kinds in the mode {mode}, and its page has room for {max}; switch one off, or leave out its words for that mode"
    )]
    TooManyKinds { group: String, mode: &'static str, count: usize, max: usize },
    #[error("{0} has words in en-GB among those in other languages; English ones go into `words`")]
    EnglishTwice(String),
    #[error("category {0} tells its readers nothing; it needs `staff_words` and `next_steps`")]
    NothingForStaff(String),
    #[error(
        "category {0} has an empty line in its `next_steps`; write what to do, or leave it out"
    )]
    EmptyStep(String),
    #[error("category {0} has an empty `sub_risk`; write what the policies call it")]
    NoSubRisk(String),
    #[error(
        "the school's file has an empty `edition`; give it a name, such as \"our-school-2026\""
    )]
    NoEdition,
    #[error("{0} has empty words; write some, or leave them out")]
    EmptyWords(String),
    #[error(
        "{words} has a sentence of {count} words, “{sentence}”; that mode promises {max} at most: say it in fewer"
    )]
    LongWords { words: String, sentence: String, count: usize, max: usize },
    #[error(
        "{words} says “{said}”, and whoever chooses that mode may be very young; say it otherwise, such as “private parts”, or in the other modes only"
    )]
    NotForTheYoung { words: String, said: &'static str },
    #[error("category {0} may not be switched off: some children have no other way to say it")]
    NeverOff(String),
    #[error("{code} may not become less urgent than {embedded}; leave `urgency` out, or raise it")]
    Lowered { code: String, embedded: &'static str },
    #[error(
        "tile {tile} is less urgent than {kind}, which it stands for; make it {urgency}, or let another tile stand for {kind}"
    )]
    TileBelow { tile: String, kind: String, urgency: &'static str },
    #[error(
        "{0:?} would have no category of its own, and the online safety policies name it; leave its category on"
    )]
    Uncovered(String),
}
