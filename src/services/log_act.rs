//! What readers do with slips, as the audit log has it: for the heads of the school alone, of those slips
//! that are not about one of them or hidden from one, and without a word of anybody's.

use super::ServiceError;
use super::read_slip::{ReaderAtWork, content_of, thread_in};
use crate::crypto::{Secret, SlipKey, audit, random};
use crate::db::{Db, Writer};
use crate::domain::{AuditEntry, AuditedAct, Day, EntryId, SchoolId, SlipId, ThreadId, Timestamp};
use crate::store::{audit_log, slips};

/// An entry on its way into the log.
pub(super) struct SealedEntry {
    id: EntryId,
    sealed: Vec<u8>,
}

/// Seals that this reader did something with slips that came on these days, of those the heads may know
/// of. With none of them it is sealed all the same, to nobody.
pub(super) fn seal_entry(
    who: &ReaderAtWork,
    at: Timestamp,
    act: AuditedAct,
    overseen: &[Day],
) -> Result<SealedEntry, ServiceError> {
    let mut days = overseen.to_vec();
    days.sort_unstable();
    days.dedup();
    days.truncate(AuditEntry::DAYS_MAX);
    let slips = u32::try_from(overseen.len()).unwrap_or(u32::MAX);
    let entry = AuditEntry { reader: who.id.clone(), at, act, days, slips };
    let plain = Secret::new(serde_json::to_vec(&entry).map_err(|_| ServiceError::Damaged)?);
    let to = if overseen.is_empty() { &[] } else { who.heads.as_slice() };
    let id = EntryId::from_random(random::bytes()?);
    let sealed = audit::seal_entry(plain.expose(), to, &bound(&who.school, id.as_str()));
    Ok(SealedEntry { sealed: sealed.map_err(|_| ServiceError::Damaged)?, id })
}

/// What an entry is sealed for, so that it says nothing elsewhere.
pub(super) fn bound(school: &SchoolId, id: &str) -> Vec<u8> {
    [school.as_str().as_bytes(), id.as_bytes()].concat()
}

pub(super) fn append_entry(
    writer: &mut Writer<'_>,
    entry: &SealedEntry,
) -> Result<(), ServiceError> {
    Ok(audit_log::append_sealed(writer, &entry.id, &entry.sealed)?)
}

/// What has to be known of a slip that is only listed.
pub(super) struct Looked {
    pub thread: ThreadId,
    /// Its day, where the heads may know that something was done with it.
    pub overseen: Option<Day>,
}

/// Of each of these slips. One that is gone has the thread of its key, and nobody oversees it.
pub(super) async fn look_into(
    db: &Db,
    who: &ReaderAtWork,
    of: Vec<(SlipId, SlipKey)>,
) -> Result<Vec<Looked>, ServiceError> {
    let school = who.school.clone();
    db.read(who.school.clone(), move |reader| -> Result<_, ServiceError> {
        let mut looked = Vec::with_capacity(of.len());
        for (slip, key) in of {
            let envelope = slips::list_envelopes(reader, std::slice::from_ref(&slip))?.pop();
            let content = envelope.and_then(|(_, day, envelope)| {
                Some((day, content_of(&school, day, &key, &envelope).ok()?))
            });
            let overseen = content.as_ref().filter(|(_, content)| content.is_overseen);
            let overseen = overseen.map(|(day, _)| *day);
            let thread = thread_in(content.map(|(_, content)| content), &key).id();
            looked.push(Looked { thread, overseen });
        }
        Ok(looked)
    })
    .await
}

/// The days of those that the heads may know of.
pub(super) fn overseen(looked: &[Looked]) -> Vec<Day> {
    looked.iter().filter_map(|looked| looked.overseen).collect()
}
