//! Readers' passkeys, each sealed under the pepper, and how often it has signed.

use diesel::prelude::*;

use crate::db::schema::passkeys;
use crate::db::{DbError, QueryFailure, Reader, Writer};
use crate::domain::{PasskeyId, ReaderId};

/// A row that cannot be read is said, never left out.
const UNREADABLE: DbError = DbError::Query(QueryFailure::UnreadableRow);

/// A passkey as it is kept.
pub struct StoredPasskey {
    pub id: PasskeyId,
    pub sealed: Vec<u8>,
    pub sign_count: u32,
}

/// Every passkey of this person.
pub fn list(reader: &mut Reader<'_>, of: &ReaderId) -> Result<Vec<StoredPasskey>, DbError> {
    let rows: Vec<(String, Vec<u8>, i64)> = passkeys::table
        .filter(passkeys::school_id.eq(reader.school()))
        .filter(passkeys::reader_id.eq(of))
        .order(passkeys::id.asc())
        .select((passkeys::id, passkeys::sealed, passkeys::sign_count))
        .load(reader.connection())?;
    let parse = |(id, sealed, count): (String, Vec<u8>, i64)| {
        let id = PasskeyId::parse(&id).map_err(|_| UNREADABLE)?;
        let sign_count = u32::try_from(count).map_err(|_| UNREADABLE)?;
        Ok(StoredPasskey { id, sealed, sign_count })
    };
    rows.into_iter().map(parse).collect()
}

pub fn insert(
    writer: &mut Writer<'_>,
    of: &ReaderId,
    passkey: &StoredPasskey,
) -> Result<(), DbError> {
    diesel::insert_into(passkeys::table)
        .values((
            passkeys::id.eq(&passkey.id),
            passkeys::school_id.eq(writer.school()),
            passkeys::reader_id.eq(of),
            passkeys::sealed.eq(&passkey.sealed),
            passkeys::sign_count.eq(i64::from(passkey.sign_count)),
        ))
        .execute(writer.connection())?;
    Ok(())
}

/// It has signed again; false if it is gone, or another answer of it was taken meanwhile.
pub fn set_sign_count(
    writer: &mut Writer<'_>,
    id: &PasskeyId,
    before: u32,
    now: u32,
) -> Result<bool, DbError> {
    let changed = diesel::update(passkeys::table)
        .filter(passkeys::id.eq(id))
        .filter(passkeys::school_id.eq(writer.school()))
        .filter(passkeys::sign_count.eq(i64::from(before)))
        .set(passkeys::sign_count.eq(i64::from(now)))
        .execute(writer.connection())?;
    Ok(changed == 1)
}

/// Takes one of this person's passkeys away; false if it is not theirs, or gone.
pub fn delete(writer: &mut Writer<'_>, of: &ReaderId, id: &PasskeyId) -> Result<bool, DbError> {
    let gone = diesel::delete(passkeys::table)
        .filter(passkeys::id.eq(id))
        .filter(passkeys::reader_id.eq(of))
        .filter(passkeys::school_id.eq(writer.school()))
        .execute(writer.connection())?;
    Ok(gone == 1)
}

/// Takes every passkey of this person away.
pub fn delete_of_reader(writer: &mut Writer<'_>, of: &ReaderId) -> Result<(), DbError> {
    diesel::delete(passkeys::table)
        .filter(passkeys::reader_id.eq(of))
        .filter(passkeys::school_id.eq(writer.school()))
        .execute(writer.connection())?;
    Ok(())
}
