//! What is left of slips that were deleted: how many were sent on a day. And how many of a day were sealed
//! anew, which are other rows since, or taken back. A slip that was made two cases is two: nothing outside the
//! seal tells which is its second.

use diesel::prelude::*;

use crate::db::schema::tombstones;
use crate::db::{DbError, Reader, Writer};
use crate::domain::Day;

/// Each day of which slips were deleted, and how many, newest first.
pub fn list(reader: &mut Reader<'_>) -> Result<Vec<(Day, i32)>, DbError> {
    let rows: Vec<(i32, i32)> = tombstones::table
        .filter(tombstones::school_id.eq(reader.school()))
        .filter(tombstones::count.gt(0))
        .order(tombstones::day.desc())
        .select((tombstones::day, tombstones::count))
        .load(reader.connection())?;
    Ok(rows.into_iter().map(|(day, count)| (Day(day), count)).collect())
}

/// How many rows of each day have gone, of slips that were deleted or sealed anew.
pub fn list_gone(reader: &mut Reader<'_>) -> Result<Vec<(Day, i32)>, DbError> {
    let rows: Vec<(i32, i32)> = tombstones::table
        .filter(tombstones::school_id.eq(reader.school()))
        .select((tombstones::day, tombstones::count + tombstones::resealed))
        .load(reader.connection())?;
    Ok(rows.into_iter().map(|(day, gone)| (Day(day), gone)).collect())
}

/// Counts so many slips more of one day.
pub fn append(writer: &mut Writer<'_>, day: Day, count: i32) -> Result<(), DbError> {
    add(writer, day, count, 0)
}

/// Counts one more row of a day that went without a slip being deleted.
pub fn append_resealed(writer: &mut Writer<'_>, day: Day) -> Result<(), DbError> {
    add(writer, day, 0, 1)
}

fn add(writer: &mut Writer<'_>, day: Day, count: i32, resealed: i32) -> Result<(), DbError> {
    let changed = diesel::update(tombstones::table)
        .filter(tombstones::school_id.eq(writer.school()))
        .filter(tombstones::day.eq(day))
        .set((
            tombstones::count.eq(tombstones::count + count),
            tombstones::resealed.eq(tombstones::resealed + resealed),
        ))
        .execute(writer.connection())?;
    if changed == 0 {
        diesel::insert_into(tombstones::table)
            .values((
                tombstones::school_id.eq(writer.school()),
                tombstones::day.eq(day),
                tombstones::count.eq(count),
                tombstones::resealed.eq(resealed),
            ))
            .execute(writer.connection())?;
    }
    Ok(())
}
