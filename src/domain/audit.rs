//! What is written down of each thing that staff do. A line of the audit log says who, what and when; of
//! what a reader does with a slip it says so to the heads alone, and never a word of the slip or of theirs.

use super::{ActKind, Day, ReaderId, Timestamp};

/// What a head learns of a thing that a reader did with slips.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct AuditEntry {
    pub reader: ReaderId,
    pub at: Timestamp,
    pub act: AuditedAct,
    /// On which day the slips came, each day once; of many the first ones.
    pub days: Vec<Day>,
    /// How many slips it was done with at once.
    pub slips: u32,
}

/// What was done, by its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AuditedAct {
    Opened,
    Acknowledged,
    /// Wrote down a note, an owner, a decision, a task, or what they find it to be.
    WorkedOn,
    Closed,
    Held,
    HoldLifted,
    PurgeAsked,
    PurgeRefused,
    SetAsideAsked,
    SetAsideRefused,
    SetAside,
    TakenBack,
    NameErased,
    Answered,
    AnswerRead,
    HandedOn,
    PutTogether,
    TakenApart,
    Reopened,
    LetRead,
    /// Began a second case of a slip.
    Split,
    PutBack,
}

impl AuditEntry {
    /// Days that are named; more would not fit where each entry is as long as every other.
    pub const DAYS_MAX: usize = 3;
}

impl From<&ActKind> for AuditedAct {
    fn from(kind: &ActKind) -> Self {
        match kind {
            ActKind::Opened => Self::Opened,
            ActKind::Acknowledged => Self::Acknowledged,
            ActKind::Noted { .. }
            | ActKind::Owned { .. }
            | ActKind::Disowned { .. }
            | ActKind::Decided(_)
            | ActKind::TaskSet(_)
            | ActKind::TaskDone { .. }
            | ActKind::Assessed(_) => Self::WorkedOn,
            ActKind::Closed { .. } => Self::Closed,
            ActKind::Held { .. } => Self::Held,
            ActKind::HoldLifted => Self::HoldLifted,
            ActKind::PurgeAsked { .. } => Self::PurgeAsked,
            ActKind::PurgeRefused => Self::PurgeRefused,
            ActKind::SetAsideAsked => Self::SetAsideAsked,
            ActKind::SetAsideRefused => Self::SetAsideRefused,
            ActKind::SetAside => Self::SetAside,
            ActKind::TakenBack => Self::TakenBack,
            ActKind::NameErased => Self::NameErased,
            ActKind::Answered { .. } => Self::Answered,
            ActKind::AnswerRead => Self::AnswerRead,
            ActKind::HandedOn { .. } => Self::HandedOn,
            ActKind::PutTogether { .. } => Self::PutTogether,
            ActKind::TakenApart { .. } => Self::TakenApart,
            ActKind::Reopened => Self::Reopened,
            ActKind::LetRead { .. } => Self::LetRead,
            ActKind::Split { .. } | ActKind::SplitFrom { .. } => Self::Split,
            ActKind::PutBack { .. } => Self::PutBack,
        }
    }
}

/// Where the chain of a school's log stands: how many lines there are, and the last one's digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuditMark {
    pub lines: i64,
    pub digest: [u8; 32],
}

impl AuditMark {
    /// Hexadecimal digits of the digest that are written down: 80 bits.
    const DIGITS: usize = 20;

    /// Before the first line.
    pub const NONE: Self = Self { lines: 0, digest: [0; 32] };

    /// `1234-0123-4567-89ab-cdef-0123`: to be kept on paper and compared.
    pub fn in_words(&self) -> String {
        let digits: String =
            self.digest.iter().take(Self::DIGITS / 2).map(|byte| format!("{byte:02x}")).collect();
        let groups =
            digits.as_bytes().chunks(4).filter_map(|group| std::str::from_utf8(group).ok());
        groups.fold(self.lines.to_string(), |mark, group| mark + "-" + group)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_short_enough_to_be_written_down() {
        let mark = AuditMark { lines: 1_234, digest: [0xab; 32] };
        assert_eq!(mark.in_words(), "1234-abab-abab-abab-abab-abab");
        assert_eq!(AuditMark::NONE.in_words(), "0-0000-0000-0000-0000-0000");
    }
}
