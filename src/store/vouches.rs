//! Who vouched for the keys that a reader has in the place of others. Whether a signature is good is not asked
//! here.

use diesel::prelude::*;

use crate::db::schema::vouches;
use crate::db::{DbError, QueryFailure, Reader, Writer};
use crate::domain::ReaderId;

/// A row that cannot be read is said, never left out.
const UNREADABLE: DbError = DbError::Query(QueryFailure::UnreadableRow);

/// One signature under somebody's keys.
pub struct StoredVouch {
    pub reader: ReaderId,
    pub by: ReaderId,
    pub signature: Vec<u8>,
}

pub fn list(reader: &mut Reader<'_>) -> Result<Vec<StoredVouch>, DbError> {
    let rows: Vec<(String, String, Vec<u8>)> = vouches::table
        .filter(vouches::school_id.eq(reader.school()))
        .select((vouches::reader_id, vouches::voucher_id, vouches::signature))
        .load(reader.connection())?;
    let parse = |(reader, by, signature): (String, String, Vec<u8>)| {
        let (reader, by) = (ReaderId::parse(&reader).ok()?, ReaderId::parse(&by).ok()?);
        Some(StoredVouch { reader, by, signature })
    };
    rows.into_iter().map(parse).collect::<Option<_>>().ok_or(UNREADABLE)
}

pub fn insert(writer: &mut Writer<'_>, vouch: &StoredVouch) -> Result<(), DbError> {
    diesel::insert_into(vouches::table)
        .values((
            vouches::reader_id.eq(&vouch.reader),
            vouches::voucher_id.eq(&vouch.by),
            vouches::school_id.eq(writer.school()),
            vouches::signature.eq(&vouch.signature),
        ))
        .execute(writer.connection())?;
    Ok(())
}

/// Forgets who vouched for keys that are gone.
pub fn delete_of_reader(writer: &mut Writer<'_>, of: &ReaderId) -> Result<(), DbError> {
    diesel::delete(vouches::table)
        .filter(vouches::reader_id.eq(of))
        .filter(vouches::school_id.eq(writer.school()))
        .execute(writer.connection())?;
    Ok(())
}
