//! What whoever sets a device up finds out about it before pupils write there.

use super::Typed;

/// A way in which a device gives away what was typed at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeviceRisk {
    /// The browser goes back to a page with the words on it.
    Back,
    /// It puts into boxes, or offers under them, what somebody typed before.
    Autofill,
    /// It has spellings checked elsewhere.
    Spelling,
    /// A filter opens encrypted pages on their way.
    Inspection,
}

/// How much is known of one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeviceVerdict {
    Safe,
    Unsafe,
    Unknown,
}

impl DeviceRisk {
    pub const ALL: [Self; 4] = [Self::Back, Self::Autofill, Self::Spelling, Self::Inspection];

    /// Its name in a form.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Back => "back",
            Self::Autofill => "autofill",
            Self::Spelling => "spelling",
            Self::Inspection => "inspection",
        }
    }
}

impl DeviceVerdict {
    pub const ALL: [Self; 3] = [Self::Safe, Self::Unsafe, Self::Unknown];

    /// Its name in a form.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Unsafe => "unsafe",
            Self::Unknown => "unknown",
        }
    }

    /// What was answered about this; whatever is not an answer leaves it unknown.
    pub fn read(risk: DeviceRisk, answers: &Typed) -> Self {
        let answer = answers.first(risk.as_str()).unwrap_or_default();
        Self::ALL.into_iter().find(|one| one.as_str() == answer).unwrap_or(Self::Unknown)
    }

    /// Of several together: not safe if one is not, and not known unless all are.
    pub fn of_all(verdicts: impl IntoIterator<Item = Self>) -> Self {
        verdicts.into_iter().fold(Self::Safe, |so_far, one| match (so_far, one) {
            (Self::Unsafe, _) | (_, Self::Unsafe) => Self::Unsafe,
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            (Self::Safe, Self::Safe) => Self::Safe,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered(pairs: &[(&str, &str)]) -> [DeviceVerdict; 4] {
        let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let typed = Typed(pairs.collect());
        DeviceRisk::ALL.map(|risk| DeviceVerdict::read(risk, &typed))
    }

    #[test]
    fn what_was_not_answered_is_not_known_and_nothing_is_safe_by_default() {
        use DeviceVerdict::{Safe, Unknown, Unsafe};
        let verdicts = answered(&[("back", "safe"), ("autofill", "unsafe"), ("spelling", "fine")]);
        assert_eq!(verdicts, [Safe, Unsafe, Unknown, Unknown]);
        assert_eq!(DeviceVerdict::of_all(verdicts), Unsafe);
        assert_eq!(DeviceVerdict::of_all(answered(&[("back", "safe")])), Unknown);
        let all = DeviceRisk::ALL.map(|risk| (risk.as_str(), "safe"));
        assert_eq!(DeviceVerdict::of_all(answered(&all)), Safe);
    }
}
