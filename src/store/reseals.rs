//! Which readers may have slips to seal anew, and since when.

use diesel::prelude::*;

use crate::db::schema::reseals;
use crate::db::{DbError, QueryFailure, Reader, Writer};
use crate::domain::{ReaderId, Timestamp};

/// A row that cannot be read is said, never left out.
const UNREADABLE: DbError = DbError::Query(QueryFailure::UnreadableRow);

/// Since when it is due for this reader; absent when nothing is.
pub fn find(reader: &mut Reader<'_>, of: &ReaderId) -> Result<Option<Timestamp>, DbError> {
    let due_at: Option<i64> = reseals::table
        .filter(reseals::reader_id.eq(of))
        .filter(reseals::school_id.eq(reader.school()))
        .select(reseals::due_at)
        .first(reader.connection())
        .optional()?;
    Ok(due_at.map(Timestamp))
}

/// Everyone for whom it is due.
pub fn list(reader: &mut Reader<'_>) -> Result<Vec<(ReaderId, Timestamp)>, DbError> {
    let rows: Vec<(String, i64)> = reseals::table
        .filter(reseals::school_id.eq(reader.school()))
        .select((reseals::reader_id, reseals::due_at))
        .load(reader.connection())?;
    let parsed = rows.into_iter().map(|(id, at)| Some((ReaderId::parse(&id).ok()?, Timestamp(at))));
    parsed.collect::<Option<_>>().ok_or(UNREADABLE)
}

/// It is due for this reader from now on, whatever was due before.
pub fn set_due(writer: &mut Writer<'_>, of: &ReaderId) -> Result<(), DbError> {
    delete(writer, of)?;
    diesel::insert_into(reseals::table)
        .values((
            reseals::reader_id.eq(of),
            reseals::school_id.eq(writer.school()),
            reseals::due_at.eq(writer.now),
        ))
        .execute(writer.connection())?;
    Ok(())
}

/// What was due at that time is done; what has become due since is not.
pub fn set_done(writer: &mut Writer<'_>, of: &ReaderId, due_at: Timestamp) -> Result<(), DbError> {
    diesel::delete(reseals::table)
        .filter(reseals::reader_id.eq(of))
        .filter(reseals::school_id.eq(writer.school()))
        .filter(reseals::due_at.eq(due_at))
        .execute(writer.connection())?;
    Ok(())
}

/// Nothing is due for somebody who is gone.
pub fn delete(writer: &mut Writer<'_>, of: &ReaderId) -> Result<(), DbError> {
    diesel::delete(reseals::table)
        .filter(reseals::reader_id.eq(of))
        .filter(reseals::school_id.eq(writer.school()))
        .execute(writer.connection())?;
    Ok(())
}
