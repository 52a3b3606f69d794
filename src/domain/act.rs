//! What a reader does with a slip. Acts are sealed under the slip's own key, so that only its
//! readers learn of them.

use super::{ReaderId, Timestamp};

/// One dated act by a person.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct SlipAct {
    pub kind: ActKind,
    pub reader: ReaderId,
    pub at: Timestamp,
}

#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActKind {
    Opened,
    Acknowledged,
    Closed { reason: CloseReason, note: String },
}

/// Why nothing more is to be done about a slip here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CloseReason {
    /// Written up in the child-protection system, where the case goes on.
    Recorded,
    /// Dealt with, and nothing to write up elsewhere.
    DealtWith,
    /// Passed to the police, children's services or another body.
    PassedOn,
    /// The same matter as another slip.
    SameAsAnother,
    /// Read, and nothing in it could be acted on.
    NothingToAct,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a note has at most {} characters", ActKind::NOTE_CHARACTERS_MAX)]
pub struct NoteTooLong;

impl ActKind {
    pub const NOTE_CHARACTERS_MAX: usize = 500;

    /// Closing, with an optional note.
    pub fn closed(reason: CloseReason, note: &str) -> Result<Self, NoteTooLong> {
        let note = note.trim().to_owned();
        if note.chars().count() > Self::NOTE_CHARACTERS_MAX {
            return Err(NoteTooLong);
        }
        Ok(Self::Closed { reason, note })
    }
}

impl CloseReason {
    pub const ALL: [Self; 5] =
        [Self::Recorded, Self::DealtWith, Self::PassedOn, Self::SameAsAnother, Self::NothingToAct];

    /// As a form sends it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Recorded => "recorded",
            Self::DealtWith => "dealt-with",
            Self::PassedOn => "passed-on",
            Self::SameAsAnother => "same-as-another",
            Self::NothingToAct => "nothing-to-act",
        }
    }

    /// As staff read it.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Recorded => "Recorded in the child-protection system",
            Self::DealtWith => "Dealt with",
            Self::PassedOn => "Passed to the police or another body",
            Self::SameAsAnother => "The same matter as another slip",
            Self::NothingToAct => "Nothing in it to act on",
        }
    }

    pub fn parse(typed: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == typed)
    }
}
