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

/// What a school's own policy has it do about the police. The two policies that this service follows differ.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PolicePolicy {
    /// "The DSL will consider whether the incident should be reported to the police" (S1 §7.1).
    Consider,
    /// "The DSL will report the incident … as soon as is reasonably practicable, if they have reasonable
    /// grounds to suspect that possessing that material is illegal" (S2 §6.2). The stricter is what holds
    /// where a school has not said.
    #[default]
    Report,
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
    pub police: PolicePolicy,
}
