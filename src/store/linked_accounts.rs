//! Accounts at another provider that readers sign in with, and when each last proved who its owner is.

use diesel::prelude::*;

use crate::db::schema::linked_accounts;
use crate::db::{DbError, QueryFailure, Reader, Writer};
use crate::domain::ReaderId;

/// A row that cannot be read is said, never left out.
const UNREADABLE: DbError = DbError::Query(QueryFailure::UnreadableRow);

/// A linked account as it is kept.
pub struct StoredLink {
    pub account: Vec<u8>,
    pub sealed: Vec<u8>,
    /// What was proved then, or before, is used up.
    pub proved_at: i64,
}

pub fn find(reader: &mut Reader<'_>, of: &ReaderId) -> Result<Option<StoredLink>, DbError> {
    let row: Option<(Vec<u8>, Vec<u8>, i64)> = linked_accounts::table
        .filter(linked_accounts::reader_id.eq(of))
        .filter(linked_accounts::school_id.eq(reader.school()))
        .select((linked_accounts::account, linked_accounts::sealed, linked_accounts::proved_at))
        .first(reader.connection())
        .optional()?;
    Ok(row.map(|(account, sealed, proved_at)| StoredLink { account, sealed, proved_at }))
}

/// Whose account it is.
pub fn find_owner(reader: &mut Reader<'_>, account: &[u8]) -> Result<Option<ReaderId>, DbError> {
    let id: Option<String> = linked_accounts::table
        .filter(linked_accounts::account.eq(account))
        .filter(linked_accounts::school_id.eq(reader.school()))
        .select(linked_accounts::reader_id)
        .first(reader.connection())
        .optional()?;
    id.map(|id| ReaderId::parse(&id).map_err(|_| UNREADABLE)).transpose()
}

pub fn insert(writer: &mut Writer<'_>, of: &ReaderId, link: &StoredLink) -> Result<(), DbError> {
    diesel::insert_into(linked_accounts::table)
        .values((
            linked_accounts::reader_id.eq(of),
            linked_accounts::school_id.eq(writer.school()),
            linked_accounts::account.eq(&link.account),
            linked_accounts::sealed.eq(&link.sealed),
            linked_accounts::proved_at.eq(link.proved_at),
        ))
        .execute(writer.connection())?;
    Ok(())
}

/// Uses up what an account proved; false if that, or something later, has been used already, or the
/// account is not this person's any more.
pub fn set_proved_at(
    writer: &mut Writer<'_>,
    of: &ReaderId,
    account: &[u8],
    at: i64,
) -> Result<bool, DbError> {
    let changed = diesel::update(linked_accounts::table)
        .filter(linked_accounts::reader_id.eq(of))
        .filter(linked_accounts::school_id.eq(writer.school()))
        .filter(linked_accounts::account.eq(account))
        .filter(linked_accounts::proved_at.lt(at))
        .set(linked_accounts::proved_at.eq(at))
        .execute(writer.connection())?;
    Ok(changed == 1)
}

/// False if there was none.
pub fn delete(writer: &mut Writer<'_>, of: &ReaderId) -> Result<bool, DbError> {
    let gone = diesel::delete(linked_accounts::table)
        .filter(linked_accounts::reader_id.eq(of))
        .filter(linked_accounts::school_id.eq(writer.school()))
        .execute(writer.connection())?;
    Ok(gone == 1)
}
