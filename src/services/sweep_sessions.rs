//! Sessions that nobody uses lock, and none lasts longer than a working day.

use super::ServiceError;
use crate::db::Writer;
use crate::store::sessions;

/// A session that is not used for so long locks: the sealed keys are deleted.
pub const IDLE_SECONDS_MAX: i64 = 15 * 60;
/// The longest a session lasts, however busy.
pub const SESSION_SECONDS_MAX: i64 = 8 * 3_600;
/// How long somebody may take to find their passkey, and the longest that one thing is asked of it.
pub const PROOF_SECONDS_MAX: i64 = 5 * 60;

/// Locks and ends what is due, also when its browser never comes back, and what is of a time to come:
/// the clock was ahead, and nobody knows how old it is. A job runs it every minute.
pub fn sweep_sessions(writer: &mut Writer<'_>) -> Result<(), ServiceError> {
    let now = writer.now;
    let within = |seconds: i64| now.plus_seconds(-seconds)..=now.plus_seconds(seconds);
    sessions::delete_not_started_within(writer, &within(SESSION_SECONDS_MAX))?;
    sessions::lock_not_used_within(writer, &within(IDLE_SECONDS_MAX))?;
    Ok(())
}
