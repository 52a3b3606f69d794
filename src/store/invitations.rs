//! One-time links by which readers enrol, kept as a hash only.

use diesel::prelude::*;

use crate::db::schema::invitations;
use crate::db::{DbError, QueryFailure, Reader, Writer};
use crate::domain::{ReaderId, Timestamp};

/// A row that cannot be read is said, never left out.
const UNREADABLE: DbError = DbError::Query(QueryFailure::UnreadableRow);

/// An invitation that has not been used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredInvitation {
    pub reader: ReaderId,
    pub expires_at: Timestamp,
}

/// The unused invitation of a link; it may have expired.
pub fn find_unused(
    reader: &mut Reader<'_>,
    token_hash: &[u8],
) -> Result<Option<StoredInvitation>, DbError> {
    let row: Option<(String, i64)> = invitations::table
        .filter(invitations::token_hash.eq(token_hash))
        .filter(invitations::school_id.eq(reader.school()))
        .filter(invitations::used_at.is_null())
        .select((invitations::reader_id, invitations::expires_at))
        .first(reader.connection())
        .optional()?;
    row.map(parse).transpose()
}

/// Every unused invitation, those that expired among them; in no order.
pub fn list_unused(reader: &mut Reader<'_>) -> Result<Vec<StoredInvitation>, DbError> {
    let rows: Vec<(String, i64)> = invitations::table
        .filter(invitations::school_id.eq(reader.school()))
        .filter(invitations::used_at.is_null())
        .select((invitations::reader_id, invitations::expires_at))
        .load(reader.connection())?;
    rows.into_iter().map(parse).collect()
}

pub fn insert(
    writer: &mut Writer<'_>,
    token_hash: &[u8],
    invitation: &StoredInvitation,
) -> Result<(), DbError> {
    diesel::insert_into(invitations::table)
        .values((
            invitations::token_hash.eq(token_hash),
            invitations::school_id.eq(writer.school()),
            invitations::reader_id.eq(&invitation.reader),
            invitations::expires_at.eq(invitation.expires_at),
        ))
        .execute(writer.connection())?;
    Ok(())
}

/// Uses the link up; false if it was used already, or has expired.
pub fn set_used_at(writer: &mut Writer<'_>, token_hash: &[u8]) -> Result<bool, DbError> {
    let changed = diesel::update(invitations::table)
        .filter(invitations::token_hash.eq(token_hash))
        .filter(invitations::school_id.eq(writer.school()))
        .filter(invitations::used_at.is_null())
        .filter(invitations::expires_at.gt(writer.now))
        .set(invitations::used_at.eq(writer.now.0))
        .execute(writer.connection())?;
    Ok(changed == 1)
}

/// Makes every link of this person worthless.
pub fn delete_of_reader(writer: &mut Writer<'_>, id: &ReaderId) -> Result<(), DbError> {
    diesel::delete(invitations::table)
        .filter(invitations::reader_id.eq(id))
        .filter(invitations::school_id.eq(writer.school()))
        .execute(writer.connection())?;
    Ok(())
}

fn parse((reader, expires_at): (String, i64)) -> Result<StoredInvitation, DbError> {
    let reader = ReaderId::parse(&reader).map_err(|_| UNREADABLE)?;
    Ok(StoredInvitation { reader, expires_at: Timestamp(expires_at) })
}
