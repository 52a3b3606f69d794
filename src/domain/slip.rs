//! A slip: what is sealed, and the little that stands outside the seal.

use std::collections::BTreeMap;

use super::{
    AlikeId, Answers, BegunFrom, CategoryCode, HandedOn, Language, Mode, PartOfDay, PassedOn,
    ReaderId, Urgency,
};

/// All that a pupil told us. It is sealed before it reaches a database and opened only by a reader
/// it was routed to.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct SlipContent {
    /// The edition of the taxonomy whose codes these are, for example `kcsie-2026`.
    pub taxonomy: String,
    pub category: CategoryCode,
    /// As the answers gave it; the copy outside the seal must agree.
    pub urgency: Urgency,
    pub answers: Answers,
    /// How many words the pupil chose to meet: it tells a reader how to talk with them.
    #[serde(default)]
    pub mode: Mode,
    /// The language of the pages; the words themselves are as typed.
    #[serde(default)]
    pub language: Language,
    /// What was told with pictures, in sentences as the pupil saw them; apart from the words, which are
    /// typed. Empty when nothing was.
    #[serde(default)]
    pub told: String,
    /// Absent where the pupil sent it.
    #[serde(default)]
    pub passed_on: Option<PassedOn>,
    /// Names and titles of the readers it was sealed to, as staff know them.
    pub readers: Vec<String>,
    /// The ids of the same readers, and what tells the keys it was sealed to from others of theirs; of a slip
    /// from before, none.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub sealed_to: BTreeMap<ReaderId, u64>,
    pub part_of_day: PartOfDay,
    /// Whether the head learns that a reader did something with it; of one from before, never.
    #[serde(default)]
    pub is_overseen: bool,
    /// Who handed it on since, because it concerned them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub handed_on: Vec<HandedOn>,
    /// Colleagues to whom it did not go, and whom a reader of it let in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub let_in: Vec<ReaderId>,
    /// The key to what goes back and forth, of a slip that was sealed anew: its own key gives another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thread: Option<String>,
    /// Of a slip that came in a rush: those beside it that say nearly the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alike: Option<AlikeId>,
    /// Of a second case of a slip: where it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub begun_from: Option<BegunFrom>,
}

/// What staff have done with a slip so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SlipState {
    New,
    Acknowledged,
    Closed,
    /// Came in a rush, and a reader asks another to agree that it need not be read.
    AsideAsked,
    /// Came in a rush, and two readers agree that it need not be read. Any reader takes it back.
    Aside,
}

/// How a slip came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tray {
    Normal,
    /// Over the normal rate: kept and read like any other, but flagged.
    Rush,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no such state or tray")]
pub struct UnknownSlipWord;

impl SlipState {
    pub const ALL: [Self; 5] =
        [Self::New, Self::Acknowledged, Self::Closed, Self::AsideAsked, Self::Aside];
    /// Those in which it is deleted once its day has come.
    pub const OVER: [Self; 2] = [Self::Closed, Self::Aside];

    /// As the column keeps it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Acknowledged => "acknowledged",
            Self::Closed => "closed",
            Self::AsideAsked => "aside-asked",
            Self::Aside => "aside",
        }
    }

    /// As staff read it.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::New => "Not acknowledged",
            Self::Acknowledged => "Being looked at",
            Self::Closed => "Closed",
            Self::AsideAsked => "Asked to set aside",
            Self::Aside => "Set aside",
        }
    }
}

impl SlipState {
    pub fn is_over(self) -> bool {
        matches!(self, Self::Closed | Self::Aside)
    }
}

impl TryFrom<String> for SlipState {
    type Error = UnknownSlipWord;

    fn try_from(text: String) -> Result<Self, UnknownSlipWord> {
        Self::ALL.into_iter().find(|state| state.as_str() == text).ok_or(UnknownSlipWord)
    }
}

impl Tray {
    /// As the column keeps it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Rush => "rush",
        }
    }
}

impl TryFrom<String> for Tray {
    type Error = UnknownSlipWord;

    fn try_from(text: String) -> Result<Self, UnknownSlipWord> {
        [Self::Normal, Self::Rush]
            .into_iter()
            .find(|tray| tray.as_str() == text)
            .ok_or(UnknownSlipWord)
    }
}
