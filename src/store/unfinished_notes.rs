//! Notes that readers have begun and not added, each sealed under its slip's own key.

use diesel::prelude::*;

use crate::db::schema::unfinished_notes;
use crate::db::{DbError, Reader, Writer};
use crate::domain::{SlipId, UnfinishedNoteId};

pub fn find(reader: &mut Reader<'_>, id: &UnfinishedNoteId) -> Result<Option<Vec<u8>>, DbError> {
    Ok(unfinished_notes::table
        .filter(unfinished_notes::id.eq(id))
        .filter(unfinished_notes::school_id.eq(reader.school()))
        .select(unfinished_notes::sealed)
        .first(reader.connection())
        .optional()?)
}

/// Keeps it in place of the one before.
pub fn set_sealed(
    writer: &mut Writer<'_>,
    id: &UnfinishedNoteId,
    slip: &SlipId,
    sealed: &[u8],
) -> Result<(), DbError> {
    let changed = diesel::update(unfinished_notes::table)
        .filter(unfinished_notes::id.eq(id))
        .filter(unfinished_notes::school_id.eq(writer.school()))
        .set(unfinished_notes::sealed.eq(sealed))
        .execute(writer.connection())?;
    if changed == 0 {
        diesel::insert_into(unfinished_notes::table)
            .values((
                unfinished_notes::id.eq(id),
                unfinished_notes::school_id.eq(writer.school()),
                unfinished_notes::slip_id.eq(slip),
                unfinished_notes::sealed.eq(sealed),
            ))
            .execute(writer.connection())?;
    }
    Ok(())
}

/// Deletes it, if it is there.
pub fn delete(writer: &mut Writer<'_>, id: &UnfinishedNoteId) -> Result<(), DbError> {
    diesel::delete(unfinished_notes::table)
        .filter(unfinished_notes::id.eq(id))
        .filter(unfinished_notes::school_id.eq(writer.school()))
        .execute(writer.connection())?;
    Ok(())
}

/// Whether anybody has begun one about this slip.
pub fn is_any_begun(reader: &mut Reader<'_>, slip: &SlipId) -> Result<bool, DbError> {
    let found: Option<String> = unfinished_notes::table
        .filter(unfinished_notes::slip_id.eq(slip))
        .filter(unfinished_notes::school_id.eq(reader.school()))
        .select(unfinished_notes::id)
        .first(reader.connection())
        .optional()?;
    Ok(found.is_some())
}

/// Deletes all that anybody had begun about these slips.
pub fn delete_of_slips(writer: &mut Writer<'_>, slips: &[SlipId]) -> Result<(), DbError> {
    diesel::delete(unfinished_notes::table)
        .filter(unfinished_notes::school_id.eq(writer.school()))
        .filter(unfinished_notes::slip_id.eq_any(slips.iter().map(SlipId::as_str)))
        .execute(writer.connection())?;
    Ok(())
}
