//! Who does something.

use super::ReaderId;

/// Who changes a row, as the audit log says it. A pupil is never told apart from another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    Pupil,
    Reader(ReaderId),
    /// A reader who does something with a slip: only inside the seal is it said which.
    SomeReader,
    /// Whoever types the words of a kiosk at its computer.
    Kiosk,
    /// A job of the service itself.
    System,
    /// Whoever may run the program on its machine.
    CommandLine,
}

impl Actor {
    /// `pupil`, `reader`, `kiosk`, `system`, `command-line`, or the reader's id.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Pupil => "pupil",
            Self::Reader(id) => id.as_str(),
            Self::SomeReader => "reader",
            Self::Kiosk => "kiosk",
            Self::System => "system",
            Self::CommandLine => "command-line",
        }
    }
}
