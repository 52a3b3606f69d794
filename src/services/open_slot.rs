//! A slot begins: the slips and answers that waited for it become visible together, in no order.

use super::ServiceError;
use crate::db::{DbError, Reader, Writer};
use crate::domain::Timestamp;
use crate::store::{job_runs, replies, slips};

/// What the opening of slots is called among the jobs.
const NAME: &str = "open-slot";
/// From the look at whom a slip is sealed to until it is stored, and many times that.
const SENDING_SECONDS_MAX: i64 = 60;

/// Whether the slot of this moment has been opened. Until then its notices wait.
pub fn is_slot_open(
    reader: &mut Reader<'_>,
    now: Timestamp,
    slot_seconds: i64,
) -> Result<bool, DbError> {
    let opened_at = opened_at(reader, now, slot_seconds)?;
    Ok(opened_at.is_some_and(|at| at >= now.slot_start(slot_seconds)))
}

/// The slot in which a slip that is stored now becomes visible. One that was being sealed while its
/// slot was opened waits for the slot after, or its notice would come before it.
pub fn slot_of_new_slip(
    reader: &mut Reader<'_>,
    now: Timestamp,
    slot_seconds: i64,
) -> Result<Timestamp, DbError> {
    let opened_at = opened_at(reader, now, slot_seconds)?;
    Ok(opened_at.unwrap_or(now).max(now).next_slot(slot_seconds))
}

/// Whether everything that was on its way at that time is visible by now.
pub fn is_all_visible(
    reader: &mut Reader<'_>,
    at: Timestamp,
    now: Timestamp,
    slot_seconds: i64,
) -> Result<bool, DbError> {
    let stored_by = at.plus_seconds(SENDING_SECONDS_MAX);
    if now <= stored_by {
        return Ok(false);
    }
    let opened_at = opened_at(reader, now, slot_seconds)?;
    Ok(opened_at.is_some_and(|opened_at| opened_at > stored_by) || slips::is_intake_empty(reader)?)
}

/// Makes visible what waited for this slot, and says how many slips that were; `None` when the slot
/// was opened before. Several instances may try at once.
pub fn open_slot(
    writer: &mut Writer<'_>,
    slot_seconds: i64,
) -> Result<Option<usize>, ServiceError> {
    let now = writer.now;
    if is_slot_open(writer, now, slot_seconds)? || !job_runs::claim(writer, NAME, now)? {
        return Ok(None);
    }
    let moved = slips::move_intake(writer)?;
    replies::move_waiting(writer)?;
    job_runs::set_done(writer, NAME)?;
    Ok(Some(moved))
}

/// When a slot was last opened. A clock that ran ahead and was put right leaves a time that is yet
/// to come: believed, it would hide every slip until then.
fn opened_at(
    reader: &mut Reader<'_>,
    now: Timestamp,
    slot_seconds: i64,
) -> Result<Option<Timestamp>, DbError> {
    let opened_at = job_runs::find_done_at(reader, NAME)?;
    Ok(opened_at.filter(|at| *at <= now.plus_seconds(slot_seconds)))
}
