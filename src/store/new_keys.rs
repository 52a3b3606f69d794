//! Keys that a reader has made in the place of others, while nobody or one colleague has vouched for them.

use diesel::prelude::*;

use super::second_factors::StoredFactor;
use crate::crypto::ReaderPublicKeys;
use crate::db::schema::new_keys;
use crate::db::{DbError, QueryFailure, Reader, Writer};
use crate::domain::ReaderId;

/// A row that cannot be read is said, never left out.
const UNREADABLE: DbError = DbError::Query(QueryFailure::UnreadableRow);

/// What there is of such keys.
pub struct NewKeys {
    pub public: ReaderPublicKeys,
    pub locked_by_password: Vec<u8>,
    pub locked_by_kit: Vec<u8>,
    pub factor: StoredFactor,
    /// Who vouched for them first, and their signature.
    pub first: Option<(ReaderId, Vec<u8>)>,
}

type Row = (Vec<u8>, Vec<u8>, Vec<u8>, Vec<u8>, i64, Option<String>, Option<Vec<u8>>);

/// The new keys of a reader, if they have made any.
pub fn find(reader: &mut Reader<'_>, of: &ReaderId) -> Result<Option<NewKeys>, DbError> {
    let row: Option<Row> = new_keys::table
        .filter(new_keys::reader_id.eq(of))
        .filter(new_keys::school_id.eq(reader.school()))
        .select((
            new_keys::public_keys,
            new_keys::locked_by_password,
            new_keys::locked_by_kit,
            new_keys::sealed_factor,
            new_keys::factor_step,
            new_keys::first_by,
            new_keys::first_signature,
        ))
        .first(reader.connection())
        .optional()?;
    row.map(|row| parse(row).ok_or(UNREADABLE)).transpose()
}

/// Whose new keys wait to be vouched for.
pub fn list(reader: &mut Reader<'_>) -> Result<Vec<ReaderId>, DbError> {
    let ids: Vec<String> = new_keys::table
        .filter(new_keys::school_id.eq(reader.school()))
        .order(new_keys::reader_id)
        .select(new_keys::reader_id)
        .load(reader.connection())?;
    ids.iter().map(|id| ReaderId::parse(id).ok()).collect::<Option<_>>().ok_or(UNREADABLE)
}

/// Keeps keys that were just made, in the place of any from before.
pub fn insert(writer: &mut Writer<'_>, of: &ReaderId, keys: &NewKeys) -> Result<(), DbError> {
    delete(writer, of)?;
    diesel::insert_into(new_keys::table)
        .values((
            new_keys::reader_id.eq(of),
            new_keys::school_id.eq(writer.school()),
            new_keys::public_keys.eq(keys.public.to_bytes()),
            new_keys::locked_by_password.eq(&keys.locked_by_password),
            new_keys::locked_by_kit.eq(&keys.locked_by_kit),
            new_keys::sealed_factor.eq(&keys.factor.sealed_secret),
            new_keys::factor_step.eq(keys.factor.last_step),
        ))
        .execute(writer.connection())?;
    Ok(())
}

/// Keeps who vouched for these keys first; false if there are others by now.
pub fn set_first(
    writer: &mut Writer<'_>,
    of: &ReaderId,
    public: &ReaderPublicKeys,
    by: &ReaderId,
    signature: &[u8],
) -> Result<bool, DbError> {
    let changed = diesel::update(new_keys::table)
        .filter(new_keys::reader_id.eq(of))
        .filter(new_keys::school_id.eq(writer.school()))
        .filter(new_keys::public_keys.eq(public.to_bytes()))
        .set((new_keys::first_by.eq(by.as_str()), new_keys::first_signature.eq(signature)))
        .execute(writer.connection())?;
    Ok(changed == 1)
}

pub fn delete(writer: &mut Writer<'_>, of: &ReaderId) -> Result<(), DbError> {
    diesel::delete(new_keys::table)
        .filter(new_keys::reader_id.eq(of))
        .filter(new_keys::school_id.eq(writer.school()))
        .execute(writer.connection())?;
    Ok(())
}

fn parse((public, by_password, by_kit, sealed, step, by, signature): Row) -> Option<NewKeys> {
    let first = match (by, signature) {
        (Some(by), Some(signature)) => Some((ReaderId::parse(&by).ok()?, signature)),
        (_, _) => None,
    };
    Some(NewKeys {
        public: ReaderPublicKeys::from_bytes(&public).ok()?,
        locked_by_password: by_password,
        locked_by_kit: by_kit,
        factor: StoredFactor { sealed_secret: sealed, last_step: step },
        first,
    })
}
