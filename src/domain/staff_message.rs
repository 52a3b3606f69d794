//! What staff write to the pupil of a slip.

use super::{Timestamp, text};

/// Most characters of a message by staff: as long as a child can be asked to read.
pub const MESSAGE_CHARACTERS_MAX: usize = 1_000;
/// A message by staff, as the pupil reads it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct StaffMessage {
    /// Who writes, by what they are and never by name.
    pub title: String,
    pub words: String,
    pub at: Timestamp,
}

/// Why a text is no message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MessageProblem {
    #[error("a message has to be written")]
    Missing,
    #[error("a message has at most {MESSAGE_CHARACTERS_MAX} characters")]
    TooLong,
}

impl StaffMessage {
    pub fn new(title: &str, typed: &str, at: Timestamp) -> Result<Self, MessageProblem> {
        match text::lines_within(typed, MESSAGE_CHARACTERS_MAX) {
            None => Err(MessageProblem::TooLong),
            Some(words) if words.is_empty() => Err(MessageProblem::Missing),
            Some(words) => Ok(Self { title: title.to_owned(), words, at }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_neither_empty_nor_long() {
        let at = Timestamp(0);
        assert_eq!(StaffMessage::new("head", " \n", at), Err(MessageProblem::Missing));
        let long = "x".repeat(MESSAGE_CHARACTERS_MAX + 1);
        assert_eq!(StaffMessage::new("head", &long, at), Err(MessageProblem::TooLong));
        assert_eq!(StaffMessage::new("head", " Yes. ", at).map(|it| it.words), Ok("Yes.".into()));
    }
}
