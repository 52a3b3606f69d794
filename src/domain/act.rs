//! What a reader does with a slip. Acts are sealed under the slip's own key, so that only its
//! readers learn of them.

use super::case::{Assessment, Beside, Decided, Task};
use super::{HandOnReason, PressId, ReaderId, TaskId, Timestamp, text};

/// One dated act by a person.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct SlipAct {
    pub kind: ActKind,
    pub reader: ReaderId,
    pub at: Timestamp,
    /// How many acts its reader had seen: their order within a second.
    #[serde(default)]
    pub after: usize,
}

#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActKind {
    Opened,
    Acknowledged,
    /// Wrote down something for the slip's other readers.
    Noted {
        note: String,
    },
    /// Made somebody, themself or another of its readers, the one who sees to it.
    Owned {
        by: ReaderId,
    },
    /// Whoever saw to it no longer does, and nobody else was named.
    Disowned {
        by: ReaderId,
    },
    Decided(Decided),
    TaskSet(Task),
    TaskDone {
        id: TaskId,
    },
    Assessed(Assessment),
    Closed {
        reason: CloseReason,
        note: String,
    },
    /// Not to be deleted, and why.
    Held {
        reason: String,
    },
    HoldLifted,
    /// Wants it deleted before its time; a second reader has to agree, and then nothing is left to
    /// write an act on.
    PurgeAsked {
        reason: String,
    },
    /// Wants it kept after all.
    PurgeRefused,
    /// Wants it set aside unread, with others that came in the rush; a second reader has to agree.
    SetAsideAsked,
    /// Wants it to stay where it is.
    SetAsideRefused,
    /// Agrees to set it aside.
    SetAside,
    /// Put it back among those that are to be read.
    TakenBack,
    /// Took out the name of a pupil who wanted to be found.
    NameErased,
    /// Wrote to the pupil.
    Answered {
        message: String,
    },
    /// Read what the pupil answered.
    AnswerRead,
    /// Handed it on because it concerns them; from then on they cannot read it.
    HandedOn {
        because: HandOnReason,
        note: String,
    },
    /// Said that it is about the same thing as these.
    PutTogether {
        with: Vec<Beside>,
    },
    /// Said that it is not, after all.
    TakenApart {
        with: Vec<Beside>,
    },
    /// Took it up again, after it was closed.
    Reopened,
    /// Found that the slip tells of a second thing, and began a case of its own for that.
    Split {
        second: Beside,
        /// One press of the button, so that two make one case.
        press: PressId,
        /// Those to whom that one was sealed then. They know that it was there, and others do not.
        readers: Vec<ReaderId>,
        /// Whether it is about what may show nudes: then the words are read with that warning here too.
        #[serde(default)]
        may_show_nudes: bool,
    },
    /// Began it so, from this slip.
    SplitFrom {
        first: Beside,
    },
    /// Took a second case back, on which nobody had worked.
    PutBack {
        second: Beside,
    },
    /// Let a colleague read it to whom it did not go.
    LetRead {
        colleague: ReaderId,
    },
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

/// Why a text is not a reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReasonProblem {
    #[error("a reason has to be given")]
    Missing,
    #[error("the text is too long")]
    TooLong,
}

impl ActKind {
    pub const NOTE_CHARACTERS_MAX: usize = 500;
    /// Of a note that stands by itself: what was said in a talk, a page.
    pub const LONG_NOTE_CHARACTERS_MAX: usize = 3_000;

    /// Of one that is not finished: what is too long can still be made shorter.
    pub const UNFINISHED_NOTE_CHARACTERS_MAX: usize = 8_000;

    /// Closing, with an optional note.
    pub fn closed(reason: CloseReason, note: &str) -> Result<Self, NoteTooLong> {
        let note = text::lines_within(note, Self::NOTE_CHARACTERS_MAX).ok_or(NoteTooLong)?;
        Ok(Self::Closed { reason, note })
    }

    /// Handing on, with an optional note for those who read it then.
    pub fn handed_on(because: HandOnReason, note: &str) -> Result<Self, NoteTooLong> {
        let note = text::lines_within(note, Self::NOTE_CHARACTERS_MAX).ok_or(NoteTooLong)?;
        Ok(Self::HandedOn { because, note })
    }

    pub fn noted(typed: &str) -> Result<Self, ReasonProblem> {
        Ok(Self::Noted { note: within(typed, Self::LONG_NOTE_CHARACTERS_MAX)? })
    }

    pub fn held(typed: &str) -> Result<Self, ReasonProblem> {
        Ok(Self::Held { reason: reason(typed)? })
    }

    /// What its reader wrote in their own words.
    pub fn texts(&self) -> Vec<&str> {
        match self {
            Self::Noted { note } | Self::Closed { note, .. } | Self::HandedOn { note, .. } => {
                vec![note]
            }
            Self::Held { reason } | Self::PurgeAsked { reason } => vec![reason],
            Self::Answered { message } => vec![message],
            Self::TaskSet(task) => vec![&task.what],
            Self::Decided(decided) => vec![&decided.reference, &decided.reason],
            Self::Opened
            | Self::Acknowledged
            | Self::Owned { .. }
            | Self::Disowned { .. }
            | Self::TaskDone { .. }
            | Self::Assessed(_)
            | Self::HoldLifted
            | Self::PurgeRefused
            | Self::SetAsideAsked
            | Self::SetAsideRefused
            | Self::SetAside
            | Self::TakenBack
            | Self::NameErased
            | Self::AnswerRead
            | Self::PutTogether { .. }
            | Self::TakenApart { .. }
            | Self::Reopened
            | Self::Split { .. }
            | Self::SplitFrom { .. }
            | Self::PutBack { .. }
            | Self::LetRead { .. } => Vec::new(),
        }
    }

    /// The other slips that it is about.
    pub fn names_slips(&self) -> &[Beside] {
        match self {
            Self::PutTogether { with } | Self::TakenApart { with } => with,
            Self::Split { second: named, .. }
            | Self::SplitFrom { first: named }
            | Self::PutBack { second: named } => std::slice::from_ref(named),
            _ => &[],
        }
    }

    pub fn purge_asked(typed: &str) -> Result<Self, ReasonProblem> {
        Ok(Self::PurgeAsked { reason: reason(typed)? })
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

fn reason(typed: &str) -> Result<String, ReasonProblem> {
    within(typed, ActKind::NOTE_CHARACTERS_MAX)
}

fn within(typed: &str, characters_max: usize) -> Result<String, ReasonProblem> {
    match text::lines_within(typed, characters_max) {
        None => Err(ReasonProblem::TooLong),
        Some(text) if text.is_empty() => Err(ReasonProblem::Missing),
        Some(text) => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_holds_a_slip_says_why_and_not_at_length() {
        assert_eq!(ActKind::held(" \n "), Err(ReasonProblem::Missing));
        let long = "x".repeat(ActKind::NOTE_CHARACTERS_MAX + 1);
        assert_eq!(ActKind::purge_asked(&long), Err(ReasonProblem::TooLong));
        let held = ActKind::Held { reason: "The police asked.".to_owned() };
        assert_eq!(ActKind::held("  The police asked. "), Ok(held));
    }
}
