//! A reader writes to the pupil of a slip, who asked for a code. All its readers see what was written.

use super::ServiceError;
use super::read_slip::{FoundSlip, ReaderAtWork, append_act, sealed_act};
use crate::crypto::{Secret, random};
use crate::db::Db;
use crate::domain::{ActKind, Actor, ReplyId, ReplyState, StaffMessage, Timestamp};
use crate::store::replies::StoredReply;
use crate::store::{replies, threads};

/// `Changed` when the pupil wants no code, or it is over.
pub async fn answer_pupil(
    db: &Db,
    who: &ReaderAtWork,
    found: &FoundSlip,
    now: Timestamp,
    message: StaffMessage,
) -> Result<(), ServiceError> {
    let thread = found.thread.clone();
    let id = ReplyId::from_random(random::bytes()?);
    let plain = Secret::new(serde_json::to_vec(&message).map_err(|_| ServiceError::Damaged)?);
    let sealed =
        thread.seal_message(id.as_str(), plain.expose()).map_err(|_| ServiceError::Damaged)?;
    let reply = StoredReply { id, day: now.day(), state: ReplyState::ToPupil, sealed };
    let act = sealed_act(found, who, now, ActKind::Answered { message: message.words })?;
    let (slip, actor) = (found.line.id.clone(), Actor::Reader(who.id.clone()));
    db.write(who.school.clone(), actor, now, move |writer| {
        let mark = threads::find_mark(writer, &thread.id())?.ok_or(ServiceError::Changed)?;
        if thread.open_mark(&mark) != Ok(true) {
            return Err(ServiceError::Changed);
        }
        replies::insert(writer, &thread.id(), &reply)?;
        append_act(writer, &slip, &act)
    })
    .await
}
