//! Staff look at a kiosk before pupils write there: whoever keeps kiosks fills in what they found, and a
//! reader signs it.

use super::ServiceError;
use super::add_kiosk::note;
use crate::crypto::random;
use crate::db::Writer;
use crate::domain::{KioskCheck, KioskCheckId, KioskId, ReaderId, Roles};
use crate::store::kiosk_checks::{CheckSignature, ChecksOfKiosk, StoredCheck};
use crate::store::{kiosk_checks, kiosks};

/// Signed looks that are kept of each kiosk: two years of terms. What staff are called is in them.
pub const SIGNED_KEPT_MAX: usize = 6;

/// A look as it came from somebody's page.
#[derive(Debug, Clone)]
pub struct LookedAt {
    pub kiosk: KioskId,
    pub check: KioskCheck,
    /// What was filled in before, as the page showed it.
    pub seen: Option<KioskCheckId>,
}

/// Keeps what was found until a reader signs it. `Changed` when somebody else has filled in more meanwhile.
pub fn fill_kiosk_check(
    writer: &mut Writer<'_>,
    by: &ReaderId,
    looked: &LookedAt,
) -> Result<(), ServiceError> {
    let ChecksOfKiosk { draft, .. } = before(writer, looked)?;
    if let Some(draft) = draft {
        kiosk_checks::delete(writer, &[draft.id])?;
    }
    let filled = StoredCheck {
        id: KioskCheckId::from_random(random::bytes()?),
        kiosk: looked.kiosk.clone(),
        check: looked.check.clone(),
        filled_by: by.clone(),
        filled_at: writer.now,
        signature: None,
    };
    kiosk_checks::insert(writer, &filled)?;
    note(writer, "kiosk.check-filled", &looked.kiosk)
}

/// A reader answers for what was found. `Changed` as above: nobody signs what they have not seen.
pub fn sign_kiosk_check(
    writer: &mut Writer<'_>,
    by: &ReaderId,
    roles: &Roles,
    looked: &LookedAt,
) -> Result<KioskCheckId, ServiceError> {
    let ChecksOfKiosk { draft, signed } = before(writer, looked)?;
    let now = writer.now;
    let (filled_by, filled_at) = match &draft {
        Some(draft) => (draft.filled_by.clone(), draft.filled_at),
        None => (by.clone(), now),
    };
    let too_old = signed.into_iter().skip(SIGNED_KEPT_MAX - 1);
    let gone: Vec<KioskCheckId> = draft.into_iter().chain(too_old).map(|one| one.id).collect();
    kiosk_checks::delete(writer, &gone)?;
    let id = KioskCheckId::from_random(random::bytes()?);
    let signed = StoredCheck {
        id: id.clone(),
        kiosk: looked.kiosk.clone(),
        check: looked.check.clone(),
        filled_by,
        filled_at,
        signature: Some(CheckSignature { by: by.clone(), roles: roles.clone(), at: now }),
    };
    kiosk_checks::insert(writer, &signed)?;
    note(writer, "kiosk.check-signed", &looked.kiosk)?;
    Ok(id)
}

/// What there is of a kiosk already.
fn before(writer: &mut Writer<'_>, looked: &LookedAt) -> Result<ChecksOfKiosk, ServiceError> {
    if !kiosks::is_there(writer, &looked.kiosk)? {
        return Err(ServiceError::NotFound);
    }
    let checks = kiosk_checks::of_kiosk(writer, &looked.kiosk)?;
    match checks.draft.as_ref().map(|draft| &draft.id) == looked.seen.as_ref() {
        true => Ok(checks),
        false => Err(ServiceError::Changed),
    }
}
