//! A pupil comes back with their code, and reads what staff have written. The slip itself stays closed.

use super::ServiceError;
use super::give_code::CodeLocks;
use crate::crypto::CodeKeys;
use crate::crypto::thread::Way;
use crate::db::{Db, DbError, Reader};
use crate::domain::{Actor, FollowUpCode, ReplyState, SchoolId, StaffMessage, ThreadId, Timestamp};
use crate::store::replies::StoredReply;
use crate::store::{replies, threads};

/// What a code has led to.
pub(super) struct FoundThread {
    pub id: ThreadId,
    pub way: Way,
}

/// Looks for the slip of this code; `None` when no slip of the school has it. From this day on the code
/// lasts as long as a new one.
pub async fn open_thread(
    db: &Db,
    locks: &CodeLocks,
    school: &SchoolId,
    now: Timestamp,
    code: FollowUpCode,
) -> Result<Option<CodeKeys>, ServiceError> {
    let keys = locks.stretch(school, code).await?;
    let used = keys.clone();
    let is_found = db
        .write(school.clone(), Actor::Pupil, now, move |writer| -> Result<_, ServiceError> {
            let Some(found) = find_thread(writer, &used)? else { return Ok(false) };
            // Sealed anew, it does not tell whether an answer was added.
            let way = used.seal_way(found.id.as_str(), &found.way)?;
            threads::set_used(writer, &found.id, &way, writer.now.day())?;
            Ok(true)
        })
        .await?;
    Ok(is_found.then_some(keys))
}

/// What staff have written, oldest first; `None` when the thread is over. One that was changed in the
/// database keeps none of the others from being read.
pub async fn read_messages(
    db: &Db,
    school: &SchoolId,
    keys: &CodeKeys,
) -> Result<Option<Vec<StaffMessage>>, ServiceError> {
    let keys = keys.clone();
    db.read(school.clone(), move |reader| -> Result<_, ServiceError> {
        let Some(found) = find_thread(reader, &keys)? else { return Ok(None) };
        let stored = replies::list(reader, &found.id)?;
        let of_staff = stored.iter().filter(|reply| reply.state == ReplyState::ToPupil);
        let mut messages: Vec<StaffMessage> =
            of_staff.filter_map(|reply| opened(&found.way, reply)).collect();
        messages.sort_by_key(|message| message.at);
        Ok(Some(messages))
    })
    .await
}

pub(super) fn find_thread(
    reader: &mut Reader<'_>,
    keys: &CodeKeys,
) -> Result<Option<FoundThread>, DbError> {
    let Some((id, sealed)) = threads::find_by_tag(reader, keys.tag())? else { return Ok(None) };
    // A row that was put together by somebody else opens nothing, and is no slip's.
    Ok(keys.open_way(id.as_str(), &sealed).ok().map(|way| FoundThread { id, way }))
}

fn opened(way: &Way, reply: &StoredReply) -> Option<StaffMessage> {
    let plain = way.open_message(reply.id.as_str(), &reply.sealed).ok()?;
    serde_json::from_slice(plain.expose()).ok()
}
