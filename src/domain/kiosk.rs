//! A kiosk: a computer of the school at which pupils write slips, one after the other.

use super::reader::DetailError;
use super::text::one_line;
use super::{Appearance, CodeProblem, Day, KioskId};

/// What staff call it: "Library 1".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KioskName(String);

impl KioskName {
    pub const CHARACTERS_MAX: usize = 60;

    pub fn parse(typed: &str) -> Result<Self, DetailError> {
        one_line(typed, Self::CHARACTERS_MAX).map(Self)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for KioskName {
    type Error = DetailError;

    fn try_from(text: String) -> Result<Self, DetailError> {
        Self::parse(&text)
    }
}

/// A kiosk that has been enrolled, as its own page knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kiosk {
    pub id: KioskId,
    pub name: KioskName,
    /// How its pages look and read until somebody chooses otherwise.
    pub appearance: Appearance,
    /// Since when nobody begins a slip at it.
    pub paused_on: Option<Day>,
}

/// Why a computer did not become a kiosk, for the page that keeps what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KioskTrouble {
    NotACode(CodeProblem),
    /// No kiosk has these words, or it was taken back.
    Unknown,
    Used,
    Expired,
    /// The form did not come whole.
    Garbled,
    CutShort,
    /// Too many tries, or the database is away.
    Busy,
    Fault,
}
