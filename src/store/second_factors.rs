//! The keys of readers' authenticator apps, sealed under the pepper, and the last code each gave.

use diesel::prelude::*;

use crate::db::schema::second_factors;
use crate::db::{DbError, Reader, Writer};
use crate::domain::ReaderId;

/// A second factor as it is kept.
pub struct StoredFactor {
    pub sealed_secret: Vec<u8>,
    /// The 30-second step of the last code that was taken: it and those before it are used up.
    pub last_step: i64,
}

pub fn find(reader: &mut Reader<'_>, id: &ReaderId) -> Result<Option<StoredFactor>, DbError> {
    let row: Option<(Vec<u8>, i64)> = second_factors::table
        .filter(second_factors::reader_id.eq(id))
        .filter(second_factors::school_id.eq(reader.school()))
        .select((second_factors::sealed_secret, second_factors::last_step))
        .first(reader.connection())
        .optional()?;
    Ok(row.map(|(sealed_secret, last_step)| StoredFactor { sealed_secret, last_step }))
}

pub fn insert(
    writer: &mut Writer<'_>,
    id: &ReaderId,
    factor: &StoredFactor,
) -> Result<(), DbError> {
    diesel::insert_into(second_factors::table)
        .values((
            second_factors::reader_id.eq(id),
            second_factors::school_id.eq(writer.school()),
            second_factors::sealed_secret.eq(&factor.sealed_secret),
            second_factors::last_step.eq(factor.last_step),
        ))
        .execute(writer.connection())?;
    Ok(())
}

/// Uses up a code; false if it, or a later one, has been used already.
pub fn set_last_step(writer: &mut Writer<'_>, id: &ReaderId, step: i64) -> Result<bool, DbError> {
    let changed = diesel::update(second_factors::table)
        .filter(second_factors::reader_id.eq(id))
        .filter(second_factors::school_id.eq(writer.school()))
        .filter(second_factors::last_step.lt(step))
        .set(second_factors::last_step.eq(step))
        .execute(writer.connection())?;
    Ok(changed == 1)
}

/// Puts another factor in the place of the one before, whose codes are worth nothing from then on.
pub fn set_factor(
    writer: &mut Writer<'_>,
    id: &ReaderId,
    factor: &StoredFactor,
) -> Result<(), DbError> {
    diesel::update(second_factors::table)
        .filter(second_factors::reader_id.eq(id))
        .filter(second_factors::school_id.eq(writer.school()))
        .set((
            second_factors::sealed_secret.eq(&factor.sealed_secret),
            second_factors::last_step.eq(factor.last_step),
        ))
        .execute(writer.connection())?;
    Ok(())
}

pub fn delete(writer: &mut Writer<'_>, id: &ReaderId) -> Result<(), DbError> {
    diesel::delete(second_factors::table)
        .filter(second_factors::reader_id.eq(id))
        .filter(second_factors::school_id.eq(writer.school()))
        .execute(writer.connection())?;
    Ok(())
}
