//! A reader takes one of their passkeys away, such as that of a phone they have lost.

use super::ServiceError;
use super::add_passkey::note;
use crate::db::Writer;
use crate::domain::{PasskeyId, ReaderId};
use crate::store::passkeys;

/// `NotFound` when it is not theirs, or gone.
pub fn remove_passkey(
    writer: &mut Writer<'_>,
    of: &ReaderId,
    id: &PasskeyId,
) -> Result<(), ServiceError> {
    match passkeys::delete(writer, of, id)? {
        true => note(writer, "passkey.removed", id),
        false => Err(ServiceError::NotFound),
    }
}
