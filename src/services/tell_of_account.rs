//! Somebody is told that something of their account changed: if it was not them, they see it at once.

use super::ServiceError;
use crate::crypto::random;
use crate::db::Writer;
use crate::domain::{NoticeId, NoticeKind, ReaderId};
use crate::store::outbox;

/// What changes an account, as the audit log has it; the account's own page says them to its owner.
pub const ACCOUNT_EVENTS: [&str; 11] = [
    "reader.enrolled",
    "reader.recovered",
    "reader.recovered-by-papers",
    "reader.password-changed",
    "reader.kit-renewed",
    "reader.factor-renewed",
    "reader.factor-replaced",
    "passkey.added",
    "passkey.removed",
    "account.linked",
    "account.unlinked",
];

/// A notice like every other: what it was, its reader sees at their account.
pub(super) fn tell_of_account(
    writer: &mut Writer<'_>,
    reader: &ReaderId,
    slot_seconds: i64,
) -> Result<(), ServiceError> {
    let slot = writer.now.next_slot(slot_seconds);
    let id = NoticeId::from_random(random::bytes()?);
    Ok(outbox::enqueue(writer, &id, reader, NoticeKind::ReaderChange, slot, slot)?)
}
