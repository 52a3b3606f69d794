//! A pupil answers. It reaches the readers of their slip as a slip does: at the next slot, with a notice
//! that says nothing.

use std::sync::Arc;

use super::open_slot::slot_of_new_slip;
use super::open_thread::find_thread;
use super::send_slip::Sealing;
use super::trusted_readers::trusted_readers_now;
use crate::crypto::thread::ANSWERS_MAX;
use crate::crypto::{CodeKeys, NoRandomness, Secret, fingerprint, random};
use crate::db::{Db, DbError, QueryFailure, Reader, Writer};
use crate::domain::{
    Actor, NoticeId, NoticeKind, PupilAnswer, ReaderId, ReplyId, ReplyState, SchoolId, Timestamp,
};
use crate::store::replies::StoredReply;
use crate::store::{outbox, replies, threads};

/// Why an answer was not stored. The pupil keeps their words each time.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AnswerError {
    #[error("the thread is over")]
    Over,
    #[error("nobody is left who may read it")]
    NobodyLeft,
    /// As many as one thread holds.
    #[error("there are too many answers")]
    TooMany,
    #[error(transparent)]
    Database(#[from] DbError),
    #[error("the answer could not be sealed")]
    NotSealed,
}

impl From<NoRandomness> for AnswerError {
    fn from(_: NoRandomness) -> Self {
        Self::NotSealed
    }
}

/// Seals an answer to the slip's readers and stores it with their notices. `visit` is the same for each
/// press of the same button, so that pressing it twice stores one answer.
pub async fn send_answer(
    db: &Db,
    sealing: &Sealing,
    school: &SchoolId,
    now: Timestamp,
    keys: &CodeKeys,
    visit: &[u8],
    answer: &PupilAnswer,
) -> Result<(), AnswerError> {
    let plain = serde_json::to_vec(answer).map_err(|_| AnswerError::NotSealed)?;
    let plain = Secret::new(plain);
    let id = reply_id(visit, &plain);
    let (pepper, chains) = (Arc::clone(&sealing.pepper), Arc::clone(&sealing.chains));
    let read = move |reader: &mut Reader<'_>| trusted_readers_now(reader, &pepper, &chains);
    let trusted: Vec<ReaderId> = db
        .read::<_, DbError>(school.clone(), read)
        .await?
        .into_iter()
        .map(|reader| reader.summary.id)
        .collect();
    let (keys, slot_seconds) = (keys.clone(), sealing.slot_seconds);
    let stored = db.write(school.clone(), Actor::Pupil, now, move |writer| {
        store(writer, &keys, &id, &plain, &trusted, slot_seconds)
    });
    match stored.await {
        // Stored at the first press.
        Err(AnswerError::Database(DbError::Query(QueryFailure::AlreadyThere))) => Ok(()),
        stored => stored,
    }
}

fn store(
    writer: &mut Writer<'_>,
    keys: &CodeKeys,
    id: &ReplyId,
    plain: &Secret<Vec<u8>>,
    trusted: &[ReaderId],
    slot_seconds: i64,
) -> Result<(), AnswerError> {
    let found = find_thread(writer, keys)?.ok_or(AnswerError::Over)?;
    let changed = threads::find_told(writer, &found.id)?;
    let changed = changed.and_then(|sealed| found.way.open_told(&sealed).ok());
    let mut told = changed.unwrap_or_else(|| found.way.readers());
    told.retain(|reader| trusted.contains(reader));
    if told.is_empty() {
        return Err(AnswerError::NobodyLeft);
    }
    let (sealed, moved) =
        found.way.seal_answer(id.as_str(), plain.expose()).map_err(|_| AnswerError::NotSealed)?;
    let (now, day) = (writer.now, writer.now.day());
    let reply = StoredReply { id: id.clone(), day, state: ReplyState::Waiting, sealed };
    replies::insert(writer, &found.id, &reply)?;
    // Counted behind it: the last that there is room for, pressed twice, is stored and no failure.
    if replies::count_answers(writer, &found.id)? > ANSWERS_MAX {
        return Err(AnswerError::TooMany);
    }
    let way = keys.seal_way(found.id.as_str(), &moved)?;
    threads::set_used(writer, &found.id, &way, day)?;
    let slot = slot_of_new_slip(writer, now, slot_seconds)?;
    for reader in &told {
        let notice = NoticeId::from_random(random::bytes()?);
        outbox::enqueue(writer, &notice, reader, NoticeKind::Slip, slot, slot)?;
    }
    Ok(())
}

fn reply_id(visit: &[u8], plain: &Secret<Vec<u8>>) -> ReplyId {
    let both = Secret::new([visit, plain.expose()].concat());
    let hash = fingerprint::sha256(both.expose());
    ReplyId::from_random(hash.first_chunk().copied().unwrap_or_default())
}
