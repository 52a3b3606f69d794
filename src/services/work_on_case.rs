//! What readers write down about a slip while they work on it. Each is an act, sealed like every other, and
//! nothing that was written is changed: what was said later stands.

use super::ServiceError;
use super::read_slip::{FoundSlip, ReaderAtWork, append_act, sealed_act, write_act};
use super::unfinished_note;
use crate::db::Db;
use crate::domain::{ActKind, Actor, Timestamp};
use crate::store::unfinished_notes;

/// Adds an act. Two readers may write at the same time: both stand, in their order.
pub async fn work_on_case(
    db: &Db,
    who: &ReaderAtWork,
    found: &FoundSlip,
    now: Timestamp,
    act: ActKind,
) -> Result<(), ServiceError> {
    write_act(db, who, found, now, act).await
}

/// Adds a note, which then is no longer unfinished.
pub async fn add_note(
    db: &Db,
    who: &ReaderAtWork,
    found: &FoundSlip,
    now: Timestamp,
    note: ActKind,
) -> Result<(), ServiceError> {
    let unfinished = unfinished_note::id_of(&found.key, &who.id);
    let act = sealed_act(found, who, now, note)?;
    let (slip, actor) = (found.line.id.clone(), Actor::Reader(who.id.clone()));
    db.write(who.school.clone(), actor, now, move |writer| {
        unfinished_notes::delete(writer, &unfinished)?;
        append_act(writer, &slip, &act)
    })
    .await
}
