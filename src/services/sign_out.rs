//! A reader signs out, or locks their screen.

use super::ServiceError;
use super::log_event::log_event;
use crate::db::Writer;
use crate::domain::ReaderId;
use crate::store::sessions;

/// Ends the session: its cookie opens nothing any more.
pub fn sign_out(writer: &mut Writer<'_>, row_id: &[u8]) -> Result<(), ServiceError> {
    Ok(sessions::delete(writer, row_id)?)
}

/// Ends every other session of this person, such as one that they left open somewhere.
pub fn sign_out_elsewhere(
    writer: &mut Writer<'_>,
    reader: &ReaderId,
    row_id: &[u8],
) -> Result<(), ServiceError> {
    if sessions::delete_others(writer, reader, row_id)? == 0 {
        return Ok(());
    }
    log_event(writer, "reader.sessions-ended", Some(reader.as_str()))
}

/// Deletes the sealed keys of the session; the password brings it back.
pub fn lock_session(writer: &mut Writer<'_>, row_id: &[u8]) -> Result<(), ServiceError> {
    Ok(sessions::set_sealed(writer, row_id, None)?)
}

/// Says that the session is in use, so that it does not lock.
pub fn use_session(writer: &mut Writer<'_>, row_id: &[u8]) -> Result<(), ServiceError> {
    Ok(sessions::set_used_at(writer, row_id)?)
}
