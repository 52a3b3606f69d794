//! Which drafts were sent, by the hash of a random number that died with the draft. It makes
//! pressing Send twice store one slip, and is forgotten after two days.

use diesel::prelude::*;

use crate::db::schema::sent_drafts;
use crate::db::{DbError, Reader, Writer};
use crate::domain::Day;

/// Whether this draft was sent.
pub fn is_sent(reader: &mut Reader<'_>, draft_hash: &[u8]) -> Result<bool, DbError> {
    let found = sent_drafts::table
        .filter(sent_drafts::draft_hash.eq(draft_hash))
        .filter(sent_drafts::school_id.eq(reader.school()))
        .count()
        .get_result::<i64>(reader.connection())?;
    Ok(found > 0)
}

/// Remembers that this draft was sent; `AlreadyThere` when it was before.
pub fn insert(writer: &mut Writer<'_>, draft_hash: &[u8], day: Day) -> Result<(), DbError> {
    diesel::insert_into(sent_drafts::table)
        .values((
            sent_drafts::draft_hash.eq(draft_hash),
            sent_drafts::school_id.eq(writer.school()),
            sent_drafts::day.eq(day),
        ))
        .execute(writer.connection())?;
    Ok(())
}

/// Forgets those of earlier days.
pub fn delete_before(writer: &mut Writer<'_>, day: Day) -> Result<usize, DbError> {
    Ok(diesel::delete(sent_drafts::table)
        .filter(sent_drafts::school_id.eq(writer.school()))
        .filter(sent_drafts::day.lt(day))
        .execute(writer.connection())?)
}
