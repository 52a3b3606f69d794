//! Which slips a reader can open, found by trying and kept sealed to that reader alone: a sheet for
//! each day, in parts.

use diesel::prelude::*;

use crate::db::schema::{slip_index_parts, slip_indexes};
use crate::db::{DbError, Reader, Writer};
use crate::domain::{Day, ReaderId};

/// Bytes of a sheet that are read or written at once. A connection to PostgreSQL keeps the room of the largest it ever
/// sent or got: a reader who looked every ten seconds while a day filled made that grow by 11 MB an hour.
const PART_BYTES: usize = 32 * 1024;

/// What stands outside the seal of a sheet, and a count inside one of its own.
pub struct SheetHead {
    pub day: Day,
    /// Slips that are noted on it.
    pub tried: i32,
    /// Slips of this day that had been deleted by then.
    pub gone: i32,
    pub sealed_count: Vec<u8>,
}

pub fn list_heads(reader: &mut Reader<'_>, of: &ReaderId) -> Result<Vec<SheetHead>, DbError> {
    let rows: Vec<(i32, i32, i32, Vec<u8>)> = slip_indexes::table
        .filter(slip_indexes::reader_id.eq(of))
        .filter(slip_indexes::school_id.eq(reader.school()))
        .order(slip_indexes::day)
        .select((
            slip_indexes::day,
            slip_indexes::tried,
            slip_indexes::gone,
            slip_indexes::sealed_count,
        ))
        .load(reader.connection())?;
    let head =
        |(day, tried, gone, sealed_count)| SheetHead { day: Day(day), tried, gone, sealed_count };
    Ok(rows.into_iter().map(head).collect())
}

/// The sheet of one day.
pub fn find(reader: &mut Reader<'_>, of: &ReaderId, day: Day) -> Result<Option<Vec<u8>>, DbError> {
    let mut sealed = Vec::new();
    for part in 0.. {
        let found: Option<Vec<u8>> = slip_index_parts::table
            .filter(slip_index_parts::reader_id.eq(of))
            .filter(slip_index_parts::day.eq(day))
            .filter(slip_index_parts::part.eq(part))
            .filter(slip_index_parts::school_id.eq(reader.school()))
            .select(slip_index_parts::sealed)
            .first(reader.connection())
            .optional()?;
        let Some(found) = found else { break };
        sealed.extend_from_slice(&found);
        if found.len() < PART_BYTES {
            break;
        }
    }
    Ok(Some(sealed).filter(|sealed| !sealed.is_empty()))
}

/// Keeps the sheet in place of the one before.
pub fn set_sealed(
    writer: &mut Writer<'_>,
    of: &ReaderId,
    head: &SheetHead,
    sealed: &[u8],
) -> Result<(), DbError> {
    let news = (
        slip_indexes::tried.eq(head.tried),
        slip_indexes::gone.eq(head.gone),
        slip_indexes::sealed_count.eq(&head.sealed_count),
    );
    let changed = diesel::update(slip_indexes::table)
        .filter(slip_indexes::reader_id.eq(of))
        .filter(slip_indexes::day.eq(head.day))
        .filter(slip_indexes::school_id.eq(writer.school()))
        .set(news)
        .execute(writer.connection())?;
    if changed == 0 {
        diesel::insert_into(slip_indexes::table)
            .values((
                slip_indexes::reader_id.eq(of),
                slip_indexes::school_id.eq(writer.school()),
                slip_indexes::day.eq(head.day),
                news,
            ))
            .execute(writer.connection())?;
    }
    delete_parts(writer, of, head.day)?;
    for (part, sealed) in (0..).zip(sealed.chunks(PART_BYTES)) {
        diesel::insert_into(slip_index_parts::table)
            .values((
                slip_index_parts::reader_id.eq(of),
                slip_index_parts::school_id.eq(writer.school()),
                slip_index_parts::day.eq(head.day),
                slip_index_parts::part.eq(part),
                slip_index_parts::sealed.eq(sealed),
            ))
            .execute(writer.connection())?;
    }
    Ok(())
}

/// Forgets the sheet of a day of which no slip is left.
pub fn delete_day(writer: &mut Writer<'_>, of: &ReaderId, day: Day) -> Result<(), DbError> {
    delete_parts(writer, of, day)?;
    diesel::delete(slip_indexes::table)
        .filter(slip_indexes::reader_id.eq(of))
        .filter(slip_indexes::day.eq(day))
        .filter(slip_indexes::school_id.eq(writer.school()))
        .execute(writer.connection())?;
    Ok(())
}

pub fn delete(writer: &mut Writer<'_>, of: &ReaderId) -> Result<(), DbError> {
    diesel::delete(slip_index_parts::table)
        .filter(slip_index_parts::reader_id.eq(of))
        .filter(slip_index_parts::school_id.eq(writer.school()))
        .execute(writer.connection())?;
    diesel::delete(slip_indexes::table)
        .filter(slip_indexes::reader_id.eq(of))
        .filter(slip_indexes::school_id.eq(writer.school()))
        .execute(writer.connection())?;
    Ok(())
}

fn delete_parts(writer: &mut Writer<'_>, of: &ReaderId, day: Day) -> Result<(), DbError> {
    diesel::delete(slip_index_parts::table)
        .filter(slip_index_parts::reader_id.eq(of))
        .filter(slip_index_parts::day.eq(day))
        .filter(slip_index_parts::school_id.eq(writer.school()))
        .execute(writer.connection())?;
    Ok(())
}
