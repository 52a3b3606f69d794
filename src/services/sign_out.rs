//! A reader signs out, or locks their screen.

use super::ServiceError;
use crate::db::Writer;
use crate::store::sessions;

/// Ends the session: its cookie opens nothing any more.
pub fn sign_out(writer: &mut Writer<'_>, row_id: &[u8]) -> Result<(), ServiceError> {
    Ok(sessions::delete(writer, row_id)?)
}

/// Deletes the sealed keys of the session; the password brings it back.
pub fn lock_session(writer: &mut Writer<'_>, row_id: &[u8]) -> Result<(), ServiceError> {
    Ok(sessions::set_sealed(writer, row_id, None)?)
}

/// Says that the session is in use, so that it does not lock.
pub fn use_session(writer: &mut Writer<'_>, row_id: &[u8]) -> Result<(), ServiceError> {
    Ok(sessions::set_used_at(writer, row_id)?)
}
