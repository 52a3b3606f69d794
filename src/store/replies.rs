//! Messages of staff to pupils, and what pupils answer: sealed, with a day and no time.

use diesel::prelude::*;

use crate::db::schema::replies;
use crate::db::{DbError, QueryFailure, Reader, Writer};
use crate::domain::{Day, ReplyId, ReplyState, ThreadId};

/// A row that cannot be read is said, never left out: it may be a child's.
const UNREADABLE: DbError = DbError::Query(QueryFailure::UnreadableRow);

/// One of them, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredReply {
    pub id: ReplyId,
    pub day: Day,
    pub state: ReplyState,
    pub sealed: Vec<u8>,
}

/// Stores one; `AlreadyThere` when it was stored before.
pub fn insert(
    writer: &mut Writer<'_>,
    thread: &ThreadId,
    reply: &StoredReply,
) -> Result<(), DbError> {
    diesel::insert_into(replies::table)
        .values((
            replies::id.eq(&reply.id),
            replies::school_id.eq(writer.school()),
            replies::thread_id.eq(thread),
            replies::day.eq(reply.day),
            replies::state.eq(reply.state),
            replies::sealed.eq(&reply.sealed),
        ))
        .execute(writer.connection())?;
    Ok(())
}

/// All of a thread, oldest day first, and within a day by their random ids.
pub fn list(reader: &mut Reader<'_>, thread: &ThreadId) -> Result<Vec<StoredReply>, DbError> {
    let rows: Vec<(String, i32, String, Vec<u8>)> = replies::table
        .filter(replies::thread_id.eq(thread))
        .filter(replies::school_id.eq(reader.school()))
        .order((replies::day, replies::id))
        .select((replies::id, replies::day, replies::state, replies::sealed))
        .load(reader.connection())?;
    let reply = |(id, day, state, sealed): (String, i32, String, Vec<u8>)| {
        Some(StoredReply {
            id: ReplyId::parse(&id).ok()?,
            day: Day(day),
            state: ReplyState::try_from(state).ok()?,
            sealed,
        })
    };
    rows.into_iter().map(reply).collect::<Option<_>>().ok_or(UNREADABLE)
}

/// How many replies of a thread are not messages of staff.
pub fn count_answers(reader: &mut Reader<'_>, thread: &ThreadId) -> Result<usize, DbError> {
    let count: i64 = replies::table
        .filter(replies::thread_id.eq(thread))
        .filter(replies::school_id.eq(reader.school()))
        .filter(replies::state.ne(ReplyState::ToPupil))
        .count()
        .get_result(reader.connection())?;
    usize::try_from(count).map_err(|_| UNREADABLE)
}

/// Makes visible to readers what waited for its slot; says how many answers that were.
pub fn move_waiting(writer: &mut Writer<'_>) -> Result<usize, DbError> {
    Ok(diesel::update(replies::table)
        .filter(replies::school_id.eq(writer.school()))
        .filter(replies::state.eq(ReplyState::Waiting))
        .set(replies::state.eq(ReplyState::New))
        .execute(writer.connection())?)
}

/// Says of these answers that a reader has read them; of how many nobody had said so before.
pub fn set_seen(
    writer: &mut Writer<'_>,
    thread: &ThreadId,
    answers: &[ReplyId],
) -> Result<usize, DbError> {
    let mut changed = 0;
    for id in answers {
        changed += diesel::update(replies::table)
            .filter(replies::id.eq(id))
            .filter(replies::thread_id.eq(thread))
            .filter(replies::school_id.eq(writer.school()))
            .filter(replies::state.eq(ReplyState::New))
            .set(replies::state.eq(ReplyState::Seen))
            .execute(writer.connection())?;
    }
    Ok(changed)
}

/// Whether a thread has answers that nobody has read, those that wait for their slot included.
pub fn has_unread(reader: &mut Reader<'_>, thread: &ThreadId) -> Result<bool, DbError> {
    let count: i64 = replies::table
        .filter(replies::thread_id.eq(thread))
        .filter(replies::school_id.eq(reader.school()))
        .filter(replies::state.eq_any([ReplyState::Waiting.as_str(), ReplyState::New.as_str()]))
        .count()
        .get_result(reader.connection())?;
    Ok(count > 0)
}
