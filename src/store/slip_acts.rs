//! What readers did with slips, each sealed under its slip's own key.

use diesel::prelude::*;

use crate::db::schema::slip_acts;
use crate::db::{DbError, QueryFailure, Reader, Writer};
use crate::domain::{EntryId, SlipId};

/// A row that cannot be read is said, never left out.
const UNREADABLE: DbError = DbError::Query(QueryFailure::UnreadableRow);

/// The acts on a slip, by their random ids: only inside the seal is it said when they were.
pub fn list(reader: &mut Reader<'_>, slip: &SlipId) -> Result<Vec<(EntryId, Vec<u8>)>, DbError> {
    let rows: Vec<(String, Vec<u8>)> = slip_acts::table
        .filter(slip_acts::slip_id.eq(slip))
        .filter(slip_acts::school_id.eq(reader.school()))
        .order(slip_acts::id)
        .select((slip_acts::id, slip_acts::sealed))
        .load(reader.connection())?;
    let parsed = rows.into_iter().map(|(id, sealed)| Some((EntryId::parse(&id).ok()?, sealed)));
    parsed.collect::<Option<_>>().ok_or(UNREADABLE)
}

/// How many acts there are on a slip.
pub fn count(reader: &mut Reader<'_>, slip: &SlipId) -> Result<usize, DbError> {
    let count: i64 = slip_acts::table
        .filter(slip_acts::slip_id.eq(slip))
        .filter(slip_acts::school_id.eq(reader.school()))
        .count()
        .get_result(reader.connection())?;
    usize::try_from(count).map_err(|_| UNREADABLE)
}

/// Deletes all that was done with these slips.
pub fn delete_of_slips(writer: &mut Writer<'_>, slips: &[SlipId]) -> Result<(), DbError> {
    diesel::delete(slip_acts::table)
        .filter(slip_acts::school_id.eq(writer.school()))
        .filter(slip_acts::slip_id.eq_any(slips.iter().map(SlipId::as_str)))
        .execute(writer.connection())?;
    Ok(())
}

pub fn insert(
    writer: &mut Writer<'_>,
    id: &EntryId,
    slip: &SlipId,
    sealed: &[u8],
) -> Result<(), DbError> {
    diesel::insert_into(slip_acts::table)
        .values((
            slip_acts::id.eq(id),
            slip_acts::school_id.eq(writer.school()),
            slip_acts::slip_id.eq(slip),
            slip_acts::sealed.eq(sealed),
        ))
        .execute(writer.connection())?;
    Ok(())
}
