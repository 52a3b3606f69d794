//! That an adult has passed a slip on: what a pupil told them, or gave them on paper.

use super::{Typed, text};

/// Most characters of the name of whoever passed it on.
pub const PASSED_ON_BY_CHARACTERS_MAX: usize = 80;

/// How the pupil's words reached the adult.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HeardHow {
    /// A slip on paper, typed in.
    OnPaper,
    /// The pupil said it.
    Told,
    /// The adult saw or overheard it.
    Noticed,
}

/// What is sealed with a slip that an adult passed on; outside the seal it looks like every other.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct PassedOn {
    pub how: HeardHow,
    /// Whether the adult promised the pupil to keep it secret, which nobody can: a reader has to know.
    pub promised_secrecy: bool,
    /// Who passed it on, if they say so; else empty.
    pub by: String,
}

impl HeardHow {
    pub const ALL: [Self; 3] = [Self::OnPaper, Self::Told, Self::Noticed];

    /// As a form sends it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OnPaper => "on-paper",
            Self::Told => "told",
            Self::Noticed => "noticed",
        }
    }

    pub fn parse(typed: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|how| how.as_str() == typed)
    }
}

impl PassedOn {
    /// What a form says of it; nothing until it says how the words came.
    pub fn read(typed: &Typed) -> Option<Self> {
        let how = typed.first("how").and_then(HeardHow::parse)?;
        let by = text::lines(typed.first("by").unwrap_or_default(), PASSED_ON_BY_CHARACTERS_MAX);
        Some(Self { how, promised_secrecy: typed.first("promised") == Some("yes"), by })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_not_asked_for_and_a_long_one_is_cut() {
        let typed = |fields: &[(&str, &str)]| {
            let fields = fields.iter().map(|(name, value)| ((*name).into(), (*value).into()));
            PassedOn::read(&Typed(fields.collect()))
        };
        assert_eq!(typed(&[("by", "Mr Hill")]), None);
        let told = typed(&[("how", "told")]).unwrap();
        assert_eq!(
            (told.how, told.promised_secrecy, told.by.as_str()),
            (HeardHow::Told, false, "")
        );
        let long = "a".repeat(PASSED_ON_BY_CHARACTERS_MAX + 9);
        let named = typed(&[("how", "on-paper"), ("promised", "yes"), ("by", &long)]).unwrap();
        assert_eq!(named.by.len(), PASSED_ON_BY_CHARACTERS_MAX);
        assert!(named.promised_secrecy);
    }
}
