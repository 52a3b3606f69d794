//! The emails the service sends, as data. None carries content; the kind is never in the mail.

/// Why a reader is asked to sign in. Two notices of different kinds read the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoticeKind {
    /// Slips became visible in this slot.
    Slip,
    /// A slip that could not wait for its slot.
    Urgent,
    /// Slips came in a rush; said once an hour.
    Rush,
    /// Someone was added to the readers, or removed, or something of one's own account changed.
    ReaderChange,
    /// Another reader's mail is refused.
    MailTrouble,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no such kind of notice")]
pub struct UnknownNotice;

impl NoticeKind {
    const ALL: [Self; 5] =
        [Self::Slip, Self::Urgent, Self::Rush, Self::ReaderChange, Self::MailTrouble];

    /// As the outbox keeps it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Slip => "slip",
            Self::Urgent => "urgent",
            Self::Rush => "rush",
            Self::ReaderChange => "reader-change",
            Self::MailTrouble => "mail-trouble",
        }
    }
}

impl TryFrom<String> for NoticeKind {
    type Error = UnknownNotice;

    fn try_from(text: String) -> Result<Self, UnknownNotice> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or(UnknownNotice)
    }
}
