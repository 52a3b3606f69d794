//! Why a press did not go on, as a pupil is told it.

use super::AnswerProblem;

/// Why a pupil is shown the same page again. Their words are in it every time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Trouble {
    /// The first question needs one of its answers.
    ChooseOne,
    /// The words are this many characters, more than `max`.
    TooLong { count: usize, max: usize },
    /// The form was larger than is read; what was read is in the box.
    CutShort,
    /// The form could not be read, or came too slowly; what was read is in the box.
    Garbled,
    /// So many slips arrive from here that this one was not taken yet.
    TooMany,
    /// The database cannot store it now.
    Busy,
    /// Something broke on our side.
    Fault,
    /// Nobody touched the slip for too long: what was on the pages before is gone.
    Cleared,
    /// With those left out nobody could read it.
    NobodyLeft,
}

impl From<AnswerProblem> for Trouble {
    fn from(problem: AnswerProblem) -> Self {
        match problem {
            AnswerProblem::ChooseOne => Self::ChooseOne,
            AnswerProblem::TooLong { count, max } => Self::TooLong { count, max },
        }
    }
}
