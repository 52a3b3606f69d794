//! A reader who is signed in and unlocked, and what is shown to them once and not theirs yet: a kit, papers. It
//! comes back with the form of the page that shows it, and nothing of it is kept.

use super::ServiceError;
use crate::crypto::session::SessionKeys;
use crate::crypto::{ReaderPrivateKeys, Secret};
use crate::domain::ReaderId;

/// The reader, with what their session has open.
pub struct KeyHolder<'a> {
    pub reader: &'a ReaderId,
    pub session: &'a SessionKeys,
    pub keys: &'a ReaderPrivateKeys,
}

impl KeyHolder<'_> {
    /// Seals what is offered, for this session alone. `what` parts one kind of offer from another.
    pub(super) fn seal_offer(&self, what: &str, plain: &[u8]) -> Result<Vec<u8>, ServiceError> {
        Ok(self.session.seal(&self.bound(what), plain)?)
    }

    /// What was offered in this session; absent when it is of another, or none.
    pub(super) fn open_offer(&self, what: &str, sealed: &[u8]) -> Option<Secret<Vec<u8>>> {
        self.session.open(&self.bound(what), sealed).ok()
    }

    /// Not as the session seals keys, so that neither is taken for the other.
    fn bound(&self, what: &str) -> String {
        format!("{} {what}", self.reader.as_str())
    }
}
