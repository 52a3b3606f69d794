//! A passkey of a reader, as its owner tells it from their others.

use super::reader::DetailError;
use super::text::one_line;

/// What its owner calls it: "My phone".
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PasskeyName(String);

impl PasskeyName {
    pub const CHARACTERS_MAX: usize = 40;

    pub fn parse(typed: &str) -> Result<Self, DetailError> {
        one_line(typed, Self::CHARACTERS_MAX).map(Self)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for PasskeyName {
    type Error = DetailError;

    fn try_from(text: String) -> Result<Self, DetailError> {
        Self::parse(&text)
    }
}

impl From<PasskeyName> for String {
    fn from(name: PasskeyName) -> Self {
        name.0
    }
}
