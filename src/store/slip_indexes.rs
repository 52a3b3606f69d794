//! Which slips a reader can open, found by trying and kept sealed to that reader alone.

use diesel::prelude::*;

use crate::db::schema::slip_indexes;
use crate::db::{DbError, Reader, Writer};
use crate::domain::ReaderId;

pub fn find(reader: &mut Reader<'_>, of: &ReaderId) -> Result<Option<Vec<u8>>, DbError> {
    Ok(slip_indexes::table
        .filter(slip_indexes::reader_id.eq(of))
        .filter(slip_indexes::school_id.eq(reader.school()))
        .select(slip_indexes::sealed)
        .first(reader.connection())
        .optional()?)
}

/// Keeps the index in place of the one before.
pub fn set_sealed(writer: &mut Writer<'_>, of: &ReaderId, sealed: &[u8]) -> Result<(), DbError> {
    let changed = diesel::update(slip_indexes::table)
        .filter(slip_indexes::reader_id.eq(of))
        .filter(slip_indexes::school_id.eq(writer.school()))
        .set(slip_indexes::sealed.eq(sealed))
        .execute(writer.connection())?;
    if changed == 0 {
        diesel::insert_into(slip_indexes::table)
            .values((
                slip_indexes::reader_id.eq(of),
                slip_indexes::school_id.eq(writer.school()),
                slip_indexes::sealed.eq(sealed),
            ))
            .execute(writer.connection())?;
    }
    Ok(())
}

pub fn delete(writer: &mut Writer<'_>, of: &ReaderId) -> Result<(), DbError> {
    diesel::delete(slip_indexes::table)
        .filter(slip_indexes::reader_id.eq(of))
        .filter(slip_indexes::school_id.eq(writer.school()))
        .execute(writer.connection())?;
    Ok(())
}
