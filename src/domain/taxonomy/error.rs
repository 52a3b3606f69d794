//! Why an edition, or a school's file over it, is refused.

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
    #[error("{0} points to nobody; give it `signposts`, such as [\"Childline\"]")]
    NoSignposts(String),
    #[error("category {0} may not be switched off: some children have no other way to say it")]
    NeverOff(String),
    #[error(
        "category {code} may not become less urgent than {embedded}; leave `urgency` out, or raise it"
    )]
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
