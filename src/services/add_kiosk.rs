//! Staff add a kiosk, change it, pause it, make its words anew or take it back. What its device does is
//! `enrol_kiosk`.

use super::ServiceError;
use super::log_event::log_event;
use crate::crypto::{Pepper, kiosk, random};
use crate::db::Writer;
use crate::domain::{Appearance, Kiosk, KioskCode, KioskId, KioskName, ReaderId, Timestamp};
use crate::store::{kiosk_checks, kiosk_codes, kiosks};

/// The words work once, within ten minutes: long enough to walk to the computer.
pub const CODE_SECONDS: i64 = 600;

/// What somebody types at the computer, and until when.
pub struct KioskWords {
    pub code: KioskCode,
    pub expires_at: Timestamp,
}

/// Adds a kiosk that has no device yet. `AlreadyThere` when the name is another's.
pub fn add_kiosk(
    writer: &mut Writer<'_>,
    pepper: &Pepper,
    by: &ReaderId,
    name: &KioskName,
    appearance: Appearance,
) -> Result<KioskWords, ServiceError> {
    let id = KioskId::from_random(random::bytes()?);
    let added = Kiosk { id: id.clone(), name: name.clone(), appearance, paused_on: None };
    kiosks::insert(writer, &added)?;
    note(writer, "kiosk.added", &id)?;
    make_words(writer, pepper, by, &id)
}

/// Words for a device that takes the place of the one there was, or of none; the words before stop
/// working, and the device before is a kiosk until they are typed.
pub fn make_kiosk_words(
    writer: &mut Writer<'_>,
    pepper: &Pepper,
    by: &ReaderId,
    id: &KioskId,
) -> Result<KioskWords, ServiceError> {
    if !kiosks::is_there(writer, id)? {
        return Err(ServiceError::NotFound);
    }
    kiosk_codes::delete_of_kiosk(writer, id)?;
    note(writer, "kiosk.words-made", id)?;
    make_words(writer, pepper, by, id)
}

/// Another name or look. `AlreadyThere` when the name is another's.
pub fn change_kiosk(
    writer: &mut Writer<'_>,
    id: &KioskId,
    name: &KioskName,
    appearance: Appearance,
) -> Result<(), ServiceError> {
    match kiosks::set_details(writer, id, name, appearance)? {
        true => note(writer, "kiosk.changed", id),
        false => Err(ServiceError::NotFound),
    }
}

/// Nobody begins a slip at it; one that was begun is sent as ever, and every other browser stays as it is.
pub fn pause_kiosk(writer: &mut Writer<'_>, id: &KioskId) -> Result<(), ServiceError> {
    let today = writer.now.day();
    match kiosks::set_paused_on(writer, id, Some(today))? {
        true => note(writer, "kiosk.paused", id),
        false => Err(ServiceError::NotFound),
    }
}

/// Pupils begin slips at it again.
pub fn resume_kiosk(writer: &mut Writer<'_>, id: &KioskId) -> Result<(), ServiceError> {
    match kiosks::set_paused_on(writer, id, None)? {
        true => note(writer, "kiosk.resumed", id),
        false => Err(ServiceError::NotFound),
    }
}

/// Its device is a browser like any other from the next press. Every look at it goes with it.
pub fn revoke_kiosk(writer: &mut Writer<'_>, id: &KioskId) -> Result<(), ServiceError> {
    kiosk_codes::delete_of_kiosk(writer, id)?;
    kiosk_checks::delete_of_kiosk(writer, id)?;
    match kiosks::delete(writer, id)? {
        true => note(writer, "kiosk.revoked", id),
        false => Err(ServiceError::NotFound),
    }
}

fn make_words(
    writer: &mut Writer<'_>,
    pepper: &Pepper,
    by: &ReaderId,
    id: &KioskId,
) -> Result<KioskWords, ServiceError> {
    let (code, expires_at) = (kiosk::new_code()?, writer.now.plus_seconds(CODE_SECONDS));
    let tag = kiosk::code_tag(pepper, &writer.school(), &code);
    kiosk_codes::insert(writer, &tag, id, by, expires_at)?;
    Ok(KioskWords { code, expires_at })
}

pub(super) fn note(
    writer: &mut Writer<'_>,
    event: &'static str,
    id: &KioskId,
) -> Result<(), ServiceError> {
    log_event(writer, event, Some(id.as_str()))
}
