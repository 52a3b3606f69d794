//! Notices waiting to be sent. A row says who is to sign in and why, never anything of a slip, and
//! is gone once the mail server has taken the notice.

use diesel::prelude::*;

use crate::db::schema::outbox;
use crate::db::{DbConnection, DbError, QueryFailure, Reader, Writer};
use crate::domain::{NoticeId, NoticeKind, ReaderId, SchoolId, Timestamp};
use crate::on_each_database;

/// No notice waits as long, for its slot or for another try. One that does was put there by a clock
/// that ran ahead and was put right: it is due.
const AHEAD_SECONDS_MAX: i64 = 2 * 86_400;

/// A notice that is due, claimed by whoever sends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueNotice {
    pub id: NoticeId,
    pub reader: ReaderId,
    pub kind: NoticeKind,
    /// The boundary the notice belongs to; its mail is dated with it.
    pub slot: Timestamp,
    /// How often it was tried before.
    pub attempts: i32,
}

/// A notice the mail server will never take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedNotice {
    pub reader: ReaderId,
    pub refused_at: Timestamp,
    /// One of a fixed set of reasons.
    pub refusal: String,
}

/// Puts one notice for this reader, kind and slot in the outbox, however often it is asked for.
pub fn enqueue(
    writer: &mut Writer<'_>,
    id: &NoticeId,
    reader: &ReaderId,
    kind: NoticeKind,
    slot: Timestamp,
    due_at: Timestamp,
) -> Result<(), DbError> {
    let school = writer.school();
    on_each_database!(writer.connection(), |c| diesel::insert_into(outbox::table)
        .values((
            outbox::id.eq(id),
            outbox::school_id.eq(&school),
            outbox::reader_id.eq(reader),
            outbox::kind.eq(kind),
            outbox::slot.eq(slot),
            outbox::due_at.eq(due_at),
            outbox::attempts.eq(0),
            outbox::lease_until.eq(0_i64),
        ))
        .on_conflict((outbox::school_id, outbox::reader_id, outbox::kind, outbox::slot))
        .do_nothing()
        .execute(c))?;
    Ok(())
}

/// Notices whose time has come and that nobody is sending, at most `most`: those of emergencies
/// first, or they would wait behind a full slot; then the earliest due.
pub fn list_due(
    reader: &mut Reader<'_>,
    now: Timestamp,
    most: i64,
) -> Result<Vec<DueNotice>, DbError> {
    let never = now.plus_seconds(AHEAD_SECONDS_MAX);
    let rows: Vec<(String, String, String, i64, i32)> = outbox::table
        .filter(outbox::school_id.eq(reader.school()))
        .filter(outbox::refused_at.is_null())
        .filter(outbox::due_at.le(now).or(outbox::due_at.gt(never)))
        .filter(outbox::lease_until.le(now).or(outbox::lease_until.gt(never)))
        .order((outbox::kind.eq(NoticeKind::Urgent).desc(), outbox::due_at, outbox::id))
        .limit(most)
        .select((outbox::id, outbox::reader_id, outbox::kind, outbox::slot, outbox::attempts))
        .load(reader.connection())?;
    rows.into_iter()
        .map(|(id, reader, kind, slot, attempts)| {
            Some(DueNotice {
                id: NoticeId::parse(&id).ok()?,
                reader: ReaderId::parse(&reader).ok()?,
                kind: NoticeKind::try_from(kind).ok()?,
                slot: Timestamp(slot),
                attempts,
            })
        })
        .collect::<Option<_>>()
        .ok_or(DbError::Query(QueryFailure::UnreadableRow))
}

/// Takes the notice for this instance until `until`; false if another has it or it is gone.
pub fn claim(
    writer: &mut Writer<'_>,
    notice: &NoticeId,
    until: Timestamp,
) -> Result<bool, DbError> {
    let (now, never) = (writer.now, writer.now.plus_seconds(AHEAD_SECONDS_MAX));
    let claimed = diesel::update(outbox::table)
        .filter(outbox::id.eq(notice))
        .filter(outbox::school_id.eq(writer.school()))
        .filter(outbox::refused_at.is_null())
        .filter(outbox::lease_until.le(now).or(outbox::lease_until.gt(never)))
        .set(outbox::lease_until.eq(until))
        .execute(writer.connection())?;
    Ok(claimed == 1)
}

/// Forgets a notice that the mail server took.
pub fn delete(writer: &mut Writer<'_>, notice: &NoticeId) -> Result<(), DbError> {
    diesel::delete(outbox::table)
        .filter(outbox::id.eq(notice))
        .filter(outbox::school_id.eq(writer.school()))
        .execute(writer.connection())?;
    Ok(())
}

/// Forgets every notice to somebody who has left.
pub fn delete_of_reader(writer: &mut Writer<'_>, reader: &ReaderId) -> Result<(), DbError> {
    diesel::delete(outbox::table)
        .filter(outbox::reader_id.eq(reader))
        .filter(outbox::school_id.eq(writer.school()))
        .execute(writer.connection())?;
    Ok(())
}

/// Puts a notice off after a try that failed, and lets go of it.
pub fn set_due_at(
    writer: &mut Writer<'_>,
    notice: &NoticeId,
    due_at: Timestamp,
    attempts: i32,
) -> Result<(), DbError> {
    diesel::update(outbox::table)
        .filter(outbox::id.eq(notice))
        .filter(outbox::school_id.eq(writer.school()))
        .set((
            outbox::due_at.eq(due_at),
            outbox::attempts.eq(attempts),
            outbox::lease_until.eq(0_i64),
        ))
        .execute(writer.connection())?;
    Ok(())
}

/// Marks a notice that will never be taken; staff see it until a mail to its reader is taken again.
pub fn set_refused(
    writer: &mut Writer<'_>,
    notice: &NoticeId,
    refusal: &str,
) -> Result<(), DbError> {
    let now = writer.now;
    diesel::update(outbox::table)
        .filter(outbox::id.eq(notice))
        .filter(outbox::school_id.eq(writer.school()))
        .set((
            outbox::refused_at.eq(Some(now.0)),
            outbox::refusal.eq(Some(refusal)),
            outbox::lease_until.eq(0_i64),
        ))
        .execute(writer.connection())?;
    Ok(())
}

/// Refused notices, the latest first.
pub fn list_refused(reader: &mut Reader<'_>) -> Result<Vec<RefusedNotice>, DbError> {
    let rows: Vec<(String, Option<i64>, Option<String>)> = outbox::table
        .filter(outbox::school_id.eq(reader.school()))
        .filter(outbox::refused_at.is_not_null())
        .order((outbox::refused_at.desc(), outbox::id))
        .select((outbox::reader_id, outbox::refused_at, outbox::refusal))
        .load(reader.connection())?;
    rows.into_iter()
        .map(|(reader, refused_at, refusal)| {
            Some(RefusedNotice {
                reader: ReaderId::parse(&reader).ok()?,
                refused_at: Timestamp(refused_at?),
                refusal: refusal.unwrap_or_default(),
            })
        })
        .collect::<Option<_>>()
        .ok_or(DbError::Query(QueryFailure::UnreadableRow))
}

/// How many notices are waiting because an earlier try failed.
pub fn count_put_off(reader: &mut Reader<'_>) -> Result<i64, DbError> {
    Ok(outbox::table
        .filter(outbox::school_id.eq(reader.school()))
        .filter(outbox::refused_at.is_null())
        .filter(outbox::attempts.gt(0))
        .count()
        .get_result(reader.connection())?)
}

/// Forgets refused notices to readers whose mail is taken again.
pub fn delete_refused_of(writer: &mut Writer<'_>, reader: &ReaderId) -> Result<(), DbError> {
    diesel::delete(outbox::table)
        .filter(outbox::reader_id.eq(reader))
        .filter(outbox::school_id.eq(writer.school()))
        .filter(outbox::refused_at.is_not_null())
        .execute(writer.connection())?;
    Ok(())
}

/// Schools that have a notice due: so that a job need not ask each in turn.
pub fn schools_with_due(
    connection: &mut DbConnection,
    now: Timestamp,
) -> Result<Vec<SchoolId>, DbError> {
    let never = now.plus_seconds(AHEAD_SECONDS_MAX);
    let rows: Vec<String> = outbox::table
        .filter(outbox::refused_at.is_null())
        .filter(outbox::due_at.le(now).or(outbox::due_at.gt(never)))
        .filter(outbox::lease_until.le(now).or(outbox::lease_until.gt(never)))
        .select(outbox::school_id)
        .distinct()
        .load(connection)?;
    rows.iter()
        .map(|id| SchoolId::parse(id).ok())
        .collect::<Option<_>>()
        .ok_or(DbError::Query(QueryFailure::UnreadableRow))
}
