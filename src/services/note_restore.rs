//! A backup was restored: it is written down, and every reader is asked to sign in. Which notices
//! had left since the backup nobody can know, and a slip must not wait for one that never comes.

use super::ServiceError;
use super::log_event::log_event;
use super::trusted_readers::trusted_readers;
use crate::crypto::{Pepper, random};
use crate::db::Writer;
use crate::domain::{NoticeId, NoticeKind, Permission};
use crate::store::outbox;

/// Answers how many readers are told.
pub fn note_restore(
    writer: &mut Writer<'_>,
    pepper: &Pepper,
    slot_seconds: i64,
) -> Result<usize, ServiceError> {
    let (school, now) = (writer.school(), writer.now);
    let mut readers = trusted_readers(writer, pepper)?;
    readers.retain(|reader| reader.summary.roles.may(Permission::ReadSlips));
    for reader in &readers {
        let id = NoticeId::from_random(random::bytes()?);
        let slot = now.slot_start(slot_seconds);
        outbox::enqueue(writer, &id, &reader.summary.id, NoticeKind::Slip, slot, now)?;
    }
    log_event(writer, "backup.restored", Some(school.as_str()))?;
    Ok(readers.len())
}
