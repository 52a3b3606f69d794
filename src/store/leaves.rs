//! Readers' days away. Whether a row was made by the service is not asked here.

use diesel::prelude::*;

use crate::db::schema::leaves;
use crate::db::{DbError, Reader, Writer};
use crate::domain::{Day, DaySpan, Leave, LeaveId, ReaderId};

type Row = (String, String, Option<String>, i32, i32, Vec<u8>);

/// A leave as it is kept.
pub struct StoredLeave {
    pub leave: Leave,
    /// The service's tag on it.
    pub tag: Vec<u8>,
}

/// Every leave that is not over on this day, the earliest first. One that the service cannot have written is left
/// out: no slip waits because of it.
pub fn list_from(reader: &mut Reader<'_>, day: Day) -> Result<Vec<StoredLeave>, DbError> {
    let rows: Vec<Row> = leaves::table
        .filter(leaves::school_id.eq(reader.school()))
        .filter(leaves::last_on.ge(day.0))
        .order((leaves::first_on.asc(), leaves::id.asc()))
        .select((
            leaves::id,
            leaves::reader_id,
            leaves::cover_id,
            leaves::first_on,
            leaves::last_on,
            leaves::tag,
        ))
        .load(reader.connection())?;
    let leave = |(id, reader, cover, first, last, tag): Row| {
        let id = LeaveId::parse(&id).ok()?;
        let reader = ReaderId::parse(&reader).ok()?;
        let cover = cover.map(|cover| ReaderId::parse(&cover)).transpose().ok()?;
        let days = DaySpan::new(Day(first), Day(last)).ok()?;
        Some(StoredLeave { leave: Leave { id, reader, cover, days }, tag })
    };
    Ok(rows.into_iter().filter_map(leave).collect())
}

pub fn insert(writer: &mut Writer<'_>, leave: &Leave, tag: &[u8]) -> Result<(), DbError> {
    diesel::insert_into(leaves::table)
        .values((
            leaves::id.eq(leave.id.as_str()),
            leaves::school_id.eq(writer.school()),
            leaves::reader_id.eq(&leave.reader),
            leaves::cover_id.eq(leave.cover.as_ref().map(ReaderId::as_str)),
            leaves::first_on.eq(leave.days.first().0),
            leaves::last_on.eq(leave.days.last().0),
            leaves::tag.eq(tag),
        ))
        .execute(writer.connection())?;
    Ok(())
}

pub fn delete(writer: &mut Writer<'_>, id: &LeaveId) -> Result<(), DbError> {
    diesel::delete(leaves::table)
        .filter(leaves::id.eq(id.as_str()))
        .filter(leaves::school_id.eq(writer.school()))
        .execute(writer.connection())?;
    Ok(())
}

/// Forgets every leave of somebody who has left.
pub fn delete_of_reader(writer: &mut Writer<'_>, reader: &ReaderId) -> Result<(), DbError> {
    diesel::delete(leaves::table)
        .filter(leaves::reader_id.eq(reader))
        .filter(leaves::school_id.eq(writer.school()))
        .execute(writer.connection())?;
    Ok(())
}

/// Forgets every leave that was over before this day.
pub fn delete_before(writer: &mut Writer<'_>, day: Day) -> Result<(), DbError> {
    diesel::delete(leaves::table)
        .filter(leaves::school_id.eq(writer.school()))
        .filter(leaves::last_on.lt(day.0))
        .execute(writer.connection())?;
    Ok(())
}
