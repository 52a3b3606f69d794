//! A computer becomes a kiosk, where somebody types the words that staff have made, and stops being one. Nothing here or in
//! what it writes has to do with a slip.

use super::ServiceError;
use super::add_kiosk::note;
use crate::crypto::Pepper;
use crate::crypto::kiosk::{self, KioskToken};
use crate::db::{DbError, Writer};
use crate::domain::{Day, KioskCode, KioskId};
use crate::store::{kiosk_codes, kiosks};

/// Words that were used or have expired are known for a day, so that whoever types them late is told
/// why they do not work.
const KNOWN_SECONDS: i64 = 24 * 3_600;

/// Why no kiosk was made.
#[derive(Debug, thiserror::Error)]
pub enum EnrolKioskError {
    #[error("no kiosk has these words")]
    Unknown,
    #[error("the words have been used")]
    Used,
    #[error("the words have expired")]
    Expired,
    #[error(transparent)]
    Service(#[from] ServiceError),
}

impl From<DbError> for EnrolKioskError {
    fn from(error: DbError) -> Self {
        Self::Service(error.into())
    }
}

/// Uses the words up and gives the kiosk to whoever holds `token`.
pub fn enrol_kiosk(
    writer: &mut Writer<'_>,
    pepper: &Pepper,
    code: &KioskCode,
    token: &KioskToken,
) -> Result<(), EnrolKioskError> {
    let tag = kiosk::code_tag(pepper, &writer.school(), code);
    let found = kiosk_codes::find(writer, &tag)?.ok_or(EnrolKioskError::Unknown)?;
    if found.is_used {
        return Err(EnrolKioskError::Used);
    }
    if found.expires_at <= writer.now {
        return Err(EnrolKioskError::Expired);
    }
    // Typed twice at once, they work for one of the two.
    let is_first = kiosk_codes::set_used_at(writer, &tag)?;
    if !is_first {
        return Err(EnrolKioskError::Used);
    }
    if !kiosks::set_token(writer, &found.kiosk, &token.tag(pepper), &found.made_by)? {
        return Err(EnrolKioskError::Unknown);
    }
    Ok(note(writer, "kiosk.enrolled", &found.kiosk)?)
}

/// Somebody at the computer stops it: the kiosk is on the list still, and waits for new words.
pub fn stop_kiosk(
    writer: &mut Writer<'_>,
    id: &KioskId,
    tag: &[u8; 32],
) -> Result<(), ServiceError> {
    match kiosks::delete_token(writer, id, tag)? {
        true => note(writer, "kiosk.stopped", id),
        // Another computer is this kiosk by now.
        false => Ok(()),
    }
}

/// Writes down on which day kiosks were used last, many at once and at an hour of the job's own.
pub fn note_kiosks_seen(
    writer: &mut Writer<'_>,
    seen: &[KioskId],
    day: Day,
) -> Result<(), ServiceError> {
    Ok(kiosks::set_seen_on(writer, seen, day)?)
}

/// Forgets words that nobody can use any more.
pub fn forget_kiosk_codes(writer: &mut Writer<'_>) -> Result<(), ServiceError> {
    let before = writer.now.plus_seconds(-KNOWN_SECONDS);
    kiosk_codes::delete_expired(writer, before)?;
    Ok(())
}
