//! What was looked at before pupils write at a kiosk, as it was filled in and as readers have signed it.

use std::cmp::Reverse;

use diesel::prelude::*;

use crate::db::schema::kiosk_checks;
use crate::db::{DbError, QueryFailure, Reader, Writer};
use crate::domain::{KioskCheck, KioskCheckId, KioskId, ReaderId, Roles, Timestamp};

/// A row that cannot be read is said, never left out.
const UNREADABLE: DbError = DbError::Query(QueryFailure::UnreadableRow);

/// One look at a kiosk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredCheck {
    pub id: KioskCheckId,
    pub kiosk: KioskId,
    pub check: KioskCheck,
    pub filled_by: ReaderId,
    pub filled_at: Timestamp,
    /// Absent until a reader signs it.
    pub signature: Option<CheckSignature>,
}

/// Who has signed, what they were at the school then, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckSignature {
    pub by: ReaderId,
    pub roles: Roles,
    pub at: Timestamp,
}

/// The looks at one kiosk.
pub struct ChecksOfKiosk {
    /// Filled in, and not signed yet.
    pub draft: Option<StoredCheck>,
    /// The latest first.
    pub signed: Vec<StoredCheck>,
}

type Row = (String, String, String, String, i64, Option<String>, Option<String>, Option<i64>);

/// Every look at every kiosk: what is not signed yet, then the latest.
pub fn list(reader: &mut Reader<'_>) -> Result<Vec<StoredCheck>, DbError> {
    let rows: Vec<Row> = kiosk_checks::table
        .filter(kiosk_checks::school_id.eq(reader.school()))
        .select((
            kiosk_checks::id,
            kiosk_checks::kiosk_id,
            kiosk_checks::answers,
            kiosk_checks::filled_by,
            kiosk_checks::filled_at,
            kiosk_checks::signed_by,
            kiosk_checks::signed_as,
            kiosk_checks::signed_at,
        ))
        .load(reader.connection())?;
    let mut checks: Vec<StoredCheck> = rows.into_iter().map(parse).collect::<Result<_, _>>()?;
    // The two databases put what is absent at different ends.
    checks.sort_by_key(|one| {
        let signed_at = one.signature.as_ref().map(|signature| signature.at);
        (signed_at.is_some(), Reverse(signed_at), one.id.clone())
    });
    Ok(checks)
}

/// Those of one kiosk.
pub fn of_kiosk(reader: &mut Reader<'_>, kiosk: &KioskId) -> Result<ChecksOfKiosk, DbError> {
    let of_kiosk = list(reader)?.into_iter().filter(|one| one.kiosk == *kiosk);
    let (signed, drafts): (Vec<_>, Vec<_>) = of_kiosk.partition(|one| one.signature.is_some());
    Ok(ChecksOfKiosk { draft: drafts.into_iter().next(), signed })
}

pub fn insert(writer: &mut Writer<'_>, check: &StoredCheck) -> Result<(), DbError> {
    let signature = check.signature.as_ref();
    diesel::insert_into(kiosk_checks::table)
        .values((
            kiosk_checks::id.eq(&check.id),
            kiosk_checks::school_id.eq(writer.school()),
            kiosk_checks::kiosk_id.eq(&check.kiosk),
            kiosk_checks::answers.eq(check.check.as_text()),
            kiosk_checks::filled_by.eq(&check.filled_by),
            kiosk_checks::filled_at.eq(check.filled_at),
            kiosk_checks::signed_by.eq(signature.map(|signature| signature.by.as_str())),
            kiosk_checks::signed_as.eq(signature.map(|signature| signature.roles.as_text())),
            kiosk_checks::signed_at.eq(signature.map(|signature| signature.at.0)),
        ))
        .execute(writer.connection())?;
    Ok(())
}

/// These looks are gone.
pub fn delete(writer: &mut Writer<'_>, ids: &[KioskCheckId]) -> Result<(), DbError> {
    diesel::delete(kiosk_checks::table)
        .filter(kiosk_checks::id.eq_any(ids.iter().map(KioskCheckId::as_str)))
        .filter(kiosk_checks::school_id.eq(writer.school()))
        .execute(writer.connection())?;
    Ok(())
}

/// Before the kiosk itself goes.
pub fn delete_of_kiosk(writer: &mut Writer<'_>, kiosk: &KioskId) -> Result<(), DbError> {
    diesel::delete(kiosk_checks::table)
        .filter(kiosk_checks::kiosk_id.eq(kiosk))
        .filter(kiosk_checks::school_id.eq(writer.school()))
        .execute(writer.connection())?;
    Ok(())
}

fn parse(row: Row) -> Result<StoredCheck, DbError> {
    let (id, kiosk, answers, filled_by, filled_at, signed_by, signed_as, signed_at) = row;
    let signature = match (signed_by, signed_as, signed_at) {
        (Some(by), Some(roles), Some(at)) => Some(CheckSignature {
            by: ReaderId::parse(&by).map_err(|_| UNREADABLE)?,
            roles: Roles::parse(&roles).map_err(|_| UNREADABLE)?,
            at: Timestamp(at),
        }),
        (None, None, None) => None,
        _ => return Err(UNREADABLE),
    };
    Ok(StoredCheck {
        id: KioskCheckId::parse(&id).map_err(|_| UNREADABLE)?,
        kiosk: KioskId::parse(&kiosk).map_err(|_| UNREADABLE)?,
        check: KioskCheck::of_text(&answers).map_err(|_| UNREADABLE)?,
        filled_by: ReaderId::parse(&filled_by).map_err(|_| UNREADABLE)?,
        filled_at: Timestamp(filled_at),
        signature,
    })
}
