//! What a pupil is offered after Send: words to come back with.

use super::ReaderId;

/// What the last page still knows of the way back. The words themselves are in the pupil's cookie alone
/// (`DraftToken::code`).
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CodeOffer {
    /// Nothing can be offered: only the database still knows that the slip was sent.
    #[default]
    None,
    Offered {
        thread: OpenThread,
        /// Whether making the words has just failed.
        is_busy: bool,
    },
    Taken {
        thread: OpenThread,
        /// Whether they may still be shown: once, and again when the same page changes its look.
        is_shown: bool,
    },
    Declined,
}

impl CodeOffer {
    /// The same after the page of the words was left: they do not come back.
    pub fn without_words(self) -> Self {
        match self {
            Self::Taken { thread, .. } => Self::Taken { thread, is_shown: false },
            Self::None | Self::Offered { .. } | Self::Declined => self,
        }
    }
}

/// What it takes to give a slip its code: gone with the last page.
#[derive(Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct OpenThread {
    /// In hexadecimal.
    pub key: String,
    /// Whom answers are told to.
    pub readers: Vec<ReaderId>,
}

impl std::fmt::Debug for OpenThread {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OpenThread(..)")
    }
}
