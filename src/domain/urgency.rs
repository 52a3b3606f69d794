//! How soon a slip must be read.

/// From least to most urgent. Answers only ever raise it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Urgency {
    /// Read within three school days.
    Routine,
    /// Read on the same school day.
    SameDay,
    /// Read within one school hour.
    Urgent,
    /// Told to the readers at once.
    Emergency,
}

/// A text that names no urgency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no such urgency")]
pub struct UnknownUrgency;

impl Urgency {
    /// Every urgency, most urgent first: the order in which a queue is worked.
    pub const ALL: [Self; 4] = [Self::Emergency, Self::Urgent, Self::SameDay, Self::Routine];

    /// One step more urgent, an emergency staying one.
    pub fn raised(self) -> Self {
        match self {
            Self::Routine => Self::SameDay,
            Self::SameDay => Self::Urgent,
            Self::Urgent | Self::Emergency => Self::Emergency,
        }
    }

    /// Whether the slip and its notice leave now instead of at the next slot: safety comes before
    /// hiding the minute.
    pub fn leaves_at_once(self) -> bool {
        match self {
            Self::Emergency => true,
            Self::Urgent | Self::SameDay | Self::Routine => false,
        }
    }

    /// As columns and the sealed text keep it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Routine => "routine",
            Self::SameDay => "same-day",
            Self::Urgent => "urgent",
            Self::Emergency => "emergency",
        }
    }
}

impl TryFrom<String> for Urgency {
    type Error = UnknownUrgency;

    fn try_from(text: String) -> Result<Self, UnknownUrgency> {
        Self::ALL.into_iter().find(|urgency| urgency.as_str() == text).ok_or(UnknownUrgency)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raising_never_lowers() {
        for urgency in Urgency::ALL {
            assert!(urgency.raised() >= urgency);
        }
    }

    #[test]
    fn every_urgency_reads_back() {
        for urgency in Urgency::ALL {
            assert_eq!(Urgency::try_from(urgency.as_str().to_owned()), Ok(urgency));
        }
    }
}
