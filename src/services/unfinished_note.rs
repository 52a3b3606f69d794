//! A note that a reader has begun about a slip: kept for them alone until they add it or throw it away. It is no
//! act, and none of the slip's other readers sees it.

use super::ServiceError;
use super::read_slip::{FoundSlip, ReaderAtWork};
use crate::crypto::{Secret, SlipKey};
use crate::db::Db;
use crate::domain::{Actor, ReaderId, Timestamp, UnfinishedNoteId};
use crate::store::{slips, unfinished_notes};

/// What this reader has begun to write; absent where they have not, and where it was changed in the database.
pub async fn find_unfinished_note(
    db: &Db,
    who: &ReaderAtWork,
    found: &FoundSlip,
) -> Result<Option<Secret<String>>, ServiceError> {
    let id = id_of(&found.key, &who.id);
    let sealed = db
        .read(who.school.clone(), move |reader| unfinished_notes::find(reader, &id))
        .await
        .map_err(ServiceError::from)?;
    Ok(sealed.and_then(|sealed| found.key.open_note(who.id.as_str(), &sealed).ok()))
}

/// Keeps what this reader has typed so far, in place of what was kept before; nothing typed is nothing kept.
/// `NotFound` when the slip has gone meanwhile.
pub async fn keep_unfinished_note(
    db: &Db,
    who: &ReaderAtWork,
    found: &FoundSlip,
    now: Timestamp,
    typed: &str,
) -> Result<(), ServiceError> {
    let (id, slip) = (id_of(&found.key, &who.id), found.line.id.clone());
    let sealed = match typed.trim().is_empty() {
        true => None,
        false => Some(seal(found, who, typed)?),
    };
    db.write(who.school.clone(), Actor::SomeReader, now, move |writer| {
        let Some(sealed) = &sealed else { return Ok(unfinished_notes::delete(writer, &id)?) };
        if slips::find(writer, &slip)?.is_none() {
            return Err(ServiceError::NotFound);
        }
        Ok(unfinished_notes::set_sealed(writer, &id, &slip, sealed)?)
    })
    .await
}

/// Where it lies: only who has the slip's key can tell.
pub(super) fn id_of(key: &SlipKey, reader: &ReaderId) -> UnfinishedNoteId {
    UnfinishedNoteId::from_random(key.note_place(reader.as_str()))
}

fn seal(found: &FoundSlip, who: &ReaderAtWork, typed: &str) -> Result<Vec<u8>, ServiceError> {
    found.key.seal_note(who.id.as_str(), typed).map_err(|_| ServiceError::Damaged)
}
