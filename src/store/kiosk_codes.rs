//! The words that make a computer a kiosk, kept as a tag only.

use diesel::prelude::*;

use crate::db::schema::kiosk_codes;
use crate::db::{DbError, QueryFailure, Reader, Writer};
use crate::domain::{KioskId, ReaderId, Timestamp};

/// A row that cannot be read is said, never left out.
const UNREADABLE: DbError = DbError::Query(QueryFailure::UnreadableRow);

/// Whose words they are, and whether they still work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredKioskCode {
    pub kiosk: KioskId,
    pub made_by: ReaderId,
    pub expires_at: Timestamp,
    pub is_used: bool,
}

/// The words of this tag, used or expired ones among them until a job forgets them.
pub fn find(reader: &mut Reader<'_>, tag: &[u8; 32]) -> Result<Option<StoredKioskCode>, DbError> {
    let row: Option<(String, String, i64, Option<i64>)> = kiosk_codes::table
        .filter(kiosk_codes::code_tag.eq(tag.as_slice()))
        .filter(kiosk_codes::school_id.eq(reader.school()))
        .select((
            kiosk_codes::kiosk_id,
            kiosk_codes::made_by,
            kiosk_codes::expires_at,
            kiosk_codes::used_at,
        ))
        .first(reader.connection())
        .optional()?;
    let found = row.map(|(kiosk, made_by, expires_at, used_at)| {
        let kiosk = KioskId::parse(&kiosk).map_err(|_| UNREADABLE)?;
        let made_by = ReaderId::parse(&made_by).map_err(|_| UNREADABLE)?;
        let (expires_at, is_used) = (Timestamp(expires_at), used_at.is_some());
        Ok(StoredKioskCode { kiosk, made_by, expires_at, is_used })
    });
    found.transpose()
}

/// The kiosks whose words wait to be typed, in no order.
pub fn list_waiting(reader: &mut Reader<'_>, now: Timestamp) -> Result<Vec<KioskId>, DbError> {
    let rows: Vec<String> = kiosk_codes::table
        .filter(kiosk_codes::school_id.eq(reader.school()))
        .filter(kiosk_codes::used_at.is_null())
        .filter(kiosk_codes::expires_at.gt(now.0))
        .select(kiosk_codes::kiosk_id)
        .load(reader.connection())?;
    rows.iter().map(|id| KioskId::parse(id).map_err(|_| UNREADABLE)).collect()
}

pub fn insert(
    writer: &mut Writer<'_>,
    tag: &[u8; 32],
    kiosk: &KioskId,
    made_by: &ReaderId,
    expires_at: Timestamp,
) -> Result<(), DbError> {
    diesel::insert_into(kiosk_codes::table)
        .values((
            kiosk_codes::code_tag.eq(tag.as_slice()),
            kiosk_codes::school_id.eq(writer.school()),
            kiosk_codes::kiosk_id.eq(kiosk),
            kiosk_codes::made_by.eq(made_by),
            kiosk_codes::expires_at.eq(expires_at),
        ))
        .execute(writer.connection())?;
    Ok(())
}

/// Uses the words up; false if they were used already, or have expired.
pub fn set_used_at(writer: &mut Writer<'_>, tag: &[u8; 32]) -> Result<bool, DbError> {
    let now = writer.now;
    let changed = diesel::update(kiosk_codes::table)
        .filter(kiosk_codes::code_tag.eq(tag.as_slice()))
        .filter(kiosk_codes::school_id.eq(writer.school()))
        .filter(kiosk_codes::used_at.is_null())
        .filter(kiosk_codes::expires_at.gt(now))
        .set(kiosk_codes::used_at.eq(now.0))
        .execute(writer.connection())?;
    Ok(changed == 1)
}

/// Words of this kiosk work no more.
pub fn delete_of_kiosk(writer: &mut Writer<'_>, kiosk: &KioskId) -> Result<(), DbError> {
    diesel::delete(kiosk_codes::table)
        .filter(kiosk_codes::kiosk_id.eq(kiosk))
        .filter(kiosk_codes::school_id.eq(writer.school()))
        .execute(writer.connection())?;
    Ok(())
}

/// Words that this person has made and nobody has used yet.
pub fn delete_of_reader(writer: &mut Writer<'_>, reader: &ReaderId) -> Result<(), DbError> {
    diesel::delete(kiosk_codes::table)
        .filter(kiosk_codes::made_by.eq(reader))
        .filter(kiosk_codes::school_id.eq(writer.school()))
        .filter(kiosk_codes::used_at.is_null())
        .execute(writer.connection())?;
    Ok(())
}

/// How many there were that expired before this.
pub fn delete_expired(writer: &mut Writer<'_>, before: Timestamp) -> Result<usize, DbError> {
    Ok(diesel::delete(kiosk_codes::table)
        .filter(kiosk_codes::school_id.eq(writer.school()))
        .filter(kiosk_codes::expires_at.lt(before))
        .execute(writer.connection())?)
}
