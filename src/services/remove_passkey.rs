//! A reader takes one of their passkeys away, such as that of a phone they have lost.

use super::ServiceError;
use super::add_passkey::note;
use super::tell_of_account::tell_of_account;
use crate::db::Writer;
use crate::domain::{PasskeyId, ReaderId};
use crate::store::passkeys;

/// `NotFound` when it is not theirs, or gone.
pub fn remove_passkey(
    writer: &mut Writer<'_>,
    of: &ReaderId,
    id: &PasskeyId,
    slot_seconds: i64,
) -> Result<(), ServiceError> {
    if !passkeys::delete(writer, of, id)? {
        return Err(ServiceError::NotFound);
    }
    note(writer, "passkey.removed", id)?;
    tell_of_account(writer, of, slot_seconds)
}
