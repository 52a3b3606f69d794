//! What goes back and forth after a slip: one row for each slip, whether its pupil wants a code or not.

use diesel::dsl::{exists, not};
use diesel::prelude::*;

use crate::db::schema::{replies, threads};
use crate::db::{DbError, QueryFailure, Reader, Writer};
use crate::domain::{Day, ReplyState, ThreadId};

/// A row that cannot be read is said, never left out.
const UNREADABLE: DbError = DbError::Query(QueryFailure::UnreadableRow);

/// Of a pupil's answers: what nobody has read, visible or not; and what was read.
const UNREAD: [ReplyState; 2] = [ReplyState::New, ReplyState::Waiting];
const READ: [ReplyState; 1] = [ReplyState::Seen];

/// What a code opens, or what looks the same.
pub struct SealedWay {
    pub tag: Vec<u8>,
    /// Whether there is a code, for the slip's readers.
    pub mark: Vec<u8>,
    pub way: Vec<u8>,
    /// Whom the pupil's answers are told to; absent where that is not changed.
    pub told: Option<Vec<u8>>,
}

/// Begins the thread of a slip of this day.
pub fn insert(
    writer: &mut Writer<'_>,
    id: &ThreadId,
    day: Day,
    sealed: &SealedWay,
) -> Result<(), DbError> {
    diesel::insert_into(threads::table)
        .values((
            threads::id.eq(id),
            threads::school_id.eq(writer.school()),
            threads::day.eq(day),
            threads::tag.eq(&sealed.tag),
            threads::mark.eq(&sealed.mark),
            threads::way.eq(&sealed.way),
            threads::used_on.eq(day),
            threads::told.eq(&sealed.told),
        ))
        .execute(writer.connection())?;
    Ok(())
}

/// From now on the pupil's answers are told to others.
pub fn set_told(writer: &mut Writer<'_>, id: &ThreadId, told: &[u8]) -> Result<(), DbError> {
    diesel::update(threads::table)
        .filter(threads::id.eq(id))
        .filter(threads::school_id.eq(writer.school()))
        .set(threads::told.eq(told))
        .execute(writer.connection())?;
    Ok(())
}

/// Whom the pupil's answers are told to, sealed; absent in a thread from before.
pub fn find_told(reader: &mut Reader<'_>, id: &ThreadId) -> Result<Option<Vec<u8>>, DbError> {
    let row: Option<Option<Vec<u8>>> = threads::table
        .filter(threads::id.eq(id))
        .filter(threads::school_id.eq(reader.school()))
        .select(threads::told)
        .first(reader.connection())
        .optional()?;
    Ok(row.flatten())
}

/// Gives a thread its code, or takes it away again; false when the thread is gone.
pub fn set_way(
    writer: &mut Writer<'_>,
    id: &ThreadId,
    sealed: &SealedWay,
) -> Result<bool, DbError> {
    let changed = diesel::update(threads::table)
        .filter(threads::id.eq(id))
        .filter(threads::school_id.eq(writer.school()))
        .set((
            threads::tag.eq(&sealed.tag),
            threads::mark.eq(&sealed.mark),
            threads::way.eq(&sealed.way),
        ))
        .execute(writer.connection())?;
    Ok(changed == 1)
}

/// The code was used on this day, and opens this from now on.
pub fn set_used(
    writer: &mut Writer<'_>,
    id: &ThreadId,
    way: &[u8],
    on: Day,
) -> Result<(), DbError> {
    diesel::update(threads::table)
        .filter(threads::id.eq(id))
        .filter(threads::school_id.eq(writer.school()))
        .set((threads::way.eq(way), threads::used_on.eq(on)))
        .execute(writer.connection())?;
    Ok(())
}

/// Takes out the day on which a thread ends. Those of slips that were closed by a version before have one.
pub fn forget_end(writer: &mut Writer<'_>, id: &ThreadId) -> Result<(), DbError> {
    diesel::update(threads::table)
        .filter(threads::id.eq(id))
        .filter(threads::school_id.eq(writer.school()))
        .filter(threads::ends_on.is_not_null())
        .set(threads::ends_on.eq(None::<i32>))
        .execute(writer.connection())?;
    Ok(())
}

/// The thread of a code, and what the code opens.
pub fn find_by_tag(
    reader: &mut Reader<'_>,
    tag: &[u8],
) -> Result<Option<(ThreadId, Vec<u8>)>, DbError> {
    let row: Option<(String, Vec<u8>)> = threads::table
        .filter(threads::tag.eq(tag))
        .filter(threads::school_id.eq(reader.school()))
        .select((threads::id, threads::way))
        .first(reader.connection())
        .optional()?;
    let Some((id, way)) = row else { return Ok(None) };
    Ok(Some((ThreadId::parse(&id).map_err(|_| UNREADABLE)?, way)))
}

/// Whether the thread has a code, sealed; absent once the thread is over.
pub fn find_mark(reader: &mut Reader<'_>, id: &ThreadId) -> Result<Option<Vec<u8>>, DbError> {
    Ok(threads::table
        .filter(threads::id.eq(id))
        .filter(threads::school_id.eq(reader.school()))
        .select(threads::mark)
        .first(reader.connection())
        .optional()?)
}

/// Threads in which nobody has read the last answer, with the day of their slip.
pub fn list_unread(reader: &mut Reader<'_>) -> Result<Vec<(ThreadId, Day)>, DbError> {
    list_with(reader, &[ReplyState::New])
}

/// Days of slips that have an answer nobody has read, visible or not: none of them is deleted.
pub fn list_unread_days(reader: &mut Reader<'_>) -> Result<Vec<Day>, DbError> {
    let all = list_with(reader, &UNREAD)?;
    Ok(all.into_iter().map(|(_, day)| day).collect())
}

fn list_with(
    reader: &mut Reader<'_>,
    states: &[ReplyState],
) -> Result<Vec<(ThreadId, Day)>, DbError> {
    let rows: Vec<(String, i32)> = threads::table
        .inner_join(replies::table.on(replies::thread_id.eq(threads::id)))
        .filter(threads::school_id.eq(reader.school()))
        // By which SQLite begins with the few answers, and not with the thread of every slip.
        .filter(replies::school_id.eq(reader.school()))
        .filter(replies::state.eq_any(states.iter().map(|state| state.as_str())))
        .order(threads::id)
        .select((threads::id, threads::day))
        .distinct()
        .load(reader.connection())?;
    let parsed = rows.into_iter().map(|(id, day)| Some((ThreadId::parse(&id).ok()?, Day(day))));
    parsed.collect::<Option<_>>().ok_or(UNREADABLE)
}

/// Threads that end by this day, or were last used before that one and have no answer of their pupil, so many at most.
/// One with an answer that nobody has read is never among them.
pub fn list_over(
    reader: &mut Reader<'_>,
    today: Day,
    unused_before: Day,
    most: i64,
) -> Result<Vec<ThreadId>, DbError> {
    let is_unused = threads::used_on.lt(unused_before).and(not(has_reply(&READ)));
    let rows: Vec<String> = threads::table
        .filter(threads::school_id.eq(reader.school()))
        .filter(threads::ends_on.le(today.0).or(is_unused))
        .filter(not(has_reply(&UNREAD)))
        .order(threads::id)
        .limit(most)
        .select(threads::id)
        .load(reader.connection())?;
    parsed(&rows)
}

/// Threads that were last used before this day and whose slips' readers have read an answer of their pupil, and none
/// that is still unread, so many at most.
pub fn list_answered(
    reader: &mut Reader<'_>,
    unused_before: Day,
    most: i64,
) -> Result<Vec<ThreadId>, DbError> {
    let rows: Vec<String> = threads::table
        .filter(threads::school_id.eq(reader.school()))
        .filter(threads::used_on.lt(unused_before))
        .filter(has_reply(&READ))
        .filter(not(has_reply(&UNREAD)))
        .order(threads::id)
        .limit(most)
        .select(threads::id)
        .load(reader.connection())?;
    parsed(&rows)
}

/// That a thread has a reply in one of these states.
#[diesel::dsl::auto_type]
fn has_reply(states: &[ReplyState]) -> _ {
    let names: Vec<&'static str> = states.iter().map(|state| state.as_str()).collect();
    exists(
        replies::table
            .filter(replies::thread_id.eq(threads::id))
            .filter(replies::state.eq_any(names)),
    )
}

fn parsed(ids: &[String]) -> Result<Vec<ThreadId>, DbError> {
    ids.iter().map(|id| ThreadId::parse(id).ok()).collect::<Option<_>>().ok_or(UNREADABLE)
}

/// Ends a code on this day: its thread has from now on what one without a code has, and what staff wrote to it is
/// deleted. What the pupil answered belongs to the slip and stays.
pub fn end_code(
    writer: &mut Writer<'_>,
    id: &ThreadId,
    none: &SealedWay,
    on: Day,
) -> Result<(), DbError> {
    diesel::update(threads::table)
        .filter(threads::id.eq(id))
        .filter(threads::school_id.eq(writer.school()))
        .set((
            threads::tag.eq(&none.tag),
            threads::mark.eq(&none.mark),
            threads::way.eq(&none.way),
            threads::used_on.eq(on),
        ))
        .execute(writer.connection())?;
    diesel::delete(replies::table)
        .filter(replies::thread_id.eq(id))
        .filter(replies::school_id.eq(writer.school()))
        .filter(replies::state.eq(ReplyState::ToPupil.as_str()))
        .execute(writer.connection())?;
    Ok(())
}

/// Deletes these threads with all that is in them.
pub fn delete(writer: &mut Writer<'_>, ids: &[ThreadId]) -> Result<(), DbError> {
    for id in ids {
        diesel::delete(replies::table)
            .filter(replies::thread_id.eq(id))
            .filter(replies::school_id.eq(writer.school()))
            .execute(writer.connection())?;
        diesel::delete(threads::table)
            .filter(threads::id.eq(id))
            .filter(threads::school_id.eq(writer.school()))
            .execute(writer.connection())?;
    }
    Ok(())
}
