//! What a school has told us of itself for its pupils' pages, in the configuration.

use super::{Day, Nation};

/// Somebody at or near the school who helps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnHelp {
    pub name: String,
    /// Where and when they are found.
    pub place: Option<String>,
    pub number: Option<String>,
    /// The day on which somebody last made sure of it.
    pub last_checked: Option<Day>,
}

/// A school in its own words. Whatever is not there is not said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SchoolDetails {
    pub nation: Nation,
    /// Shown as text: a kiosk leads nowhere else.
    pub website: Option<String>,
    /// Whom to ask about data in slips, and how.
    pub data_protection: Option<String>,
    pub own_help: Vec<OwnHelp>,
}
