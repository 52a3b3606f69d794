//! Closed slips whose time is over are deleted, with all that was done with them and all that went back and
//! forth after them. What stays is how many there were of each day.

use std::collections::BTreeMap;

use super::ServiceError;
use super::log_event::log_event;
use super::send_slip::without_code;
use super::thread_of_slip::delete_threads_of;
use crate::crypto::{Pepper, SlipKey};
use crate::db::{DbError, Reader, Writer};
use crate::domain::{Day, SlipId, Timestamp, is_gap, waits_until};
use crate::store::{job_runs, slip_acts, slips, threads, tombstones, unfinished_notes};

// What these are called among the jobs.
const LOOK: &str = "look-for-due-slips";
const GAP: &str = "notice-gap";
const PURGE: &str = "purge-slips";
const ERASE: &str = "erase-purged";

/// Slips deleted in one transaction: it holds up a pupil's Send for some milliseconds.
const AT_ONCE_MAX: i64 = 100;
/// Codes are kept for so many days after they were last used.
const CODE_DAYS: i32 = 90;
/// An instance that erases for longer than this has died.
const ERASING_SECONDS_MAX: i64 = 1_800;

/// What a look at the slips that are due has led to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Look {
    pub purged: usize,
    /// Whether more are due: look again at once.
    pub is_more_due: bool,
    /// Whether the clock was found far from where it was at the last look.
    pub has_noticed_gap: bool,
}

/// Deletes what is due, up to a number at once. After a gap in its looks it waits for a day.
pub fn purge_slips(writer: &mut Writer<'_>, pepper: &Pepper) -> Result<Look, ServiceError> {
    let now = writer.now;
    if !job_runs::claim(writer, LOOK, now)? {
        return Ok(Look::default());
    }
    let last_look = job_runs::find_done_at(writer, LOOK)?;
    job_runs::set_done(writer, LOOK)?;
    let is_after_gap = match last_look {
        Some(last_look) => is_gap(last_look, now),
        // Slips or codes that were due before anybody looked: they come out of a backup.
        None => {
            let unused_before = unused_before(now.day());
            !slips::list_due(writer, now.day(), &[], 1)?.is_empty()
                || !threads::list_over(writer, now.day(), unused_before, 1)?.is_empty()
                || !threads::list_answered(writer, unused_before, 1)?.is_empty()
        }
    };
    if is_after_gap {
        job_runs::claim(writer, GAP, now)?;
        job_runs::set_done(writer, GAP)?;
        return Ok(Look { has_noticed_gap: true, ..Look::default() });
    }
    if purge_waits_until(writer, now)?.is_some() {
        return Ok(Look::default());
    }
    // An answer that nobody has read keeps the slips of its slip's day: nobody here can tell which it is.
    let unread = threads::list_unread_days(writer)?;
    let due = slips::list_due(writer, now.day(), &unread, AT_ONCE_MAX)?;
    let purged = purge(writer, pepper, &due, "slips.purged")?;
    let over = purge_threads(writer, now.day())?;
    let is_full = |count| i64::try_from(count).is_ok_and(|count: i64| count == AT_ONCE_MAX);
    let is_more_due = is_full(purged) || is_full(over);
    Ok(Look { purged, is_more_due, has_noticed_gap: false })
}

/// Until when nothing is deleted because the clock was found far from where it was; absent when all
/// is as usual.
pub fn purge_waits_until(
    reader: &mut Reader<'_>,
    now: Timestamp,
) -> Result<Option<Timestamp>, DbError> {
    let noticed_at = job_runs::find_done_at(reader, GAP)?;
    Ok(noticed_at.map(waits_until).filter(|until| now < *until))
}

/// Deletes these slips, which are closed and not held, and counts them. The audit log has the count
/// in the service's own name also when readers agreed to it: theirs would tell who can read what.
pub(super) fn purge(
    writer: &mut Writer<'_>,
    pepper: &Pepper,
    due: &[(SlipId, Day)],
    event: &'static str,
) -> Result<usize, ServiceError> {
    if due.is_empty() {
        return Ok(0);
    }
    let ids: Vec<SlipId> = due.iter().map(|(id, _)| id.clone()).collect();
    delete_threads_of(writer, pepper, &ids)?;
    slip_acts::delete_of_slips(writer, &ids)?;
    unfinished_notes::delete_of_slips(writer, &ids)?;
    if slips::delete_closed(writer, &ids)? != ids.len() {
        return Err(ServiceError::Changed);
    }
    let mut by_day = BTreeMap::<Day, i32>::new();
    for (_, day) in due {
        *by_day.entry(*day).or_default() += 1;
    }
    for (day, count) in by_day {
        tombstones::append(writer, day, count)?;
    }
    note_purge(writer)?;
    log_event(writer, event, Some(&ids.len().to_string()))?;
    Ok(ids.len())
}

fn unused_before(today: Day) -> Day {
    Day(today.0 - CODE_DAYS)
}

/// Ends codes that nobody has used for long, and deletes threads that have a day on which they end. What a pupil has
/// answered belongs to the slip, which may be open or on hold for far longer.
fn purge_threads(writer: &mut Writer<'_>, today: Day) -> Result<usize, ServiceError> {
    let over = threads::list_over(writer, today, unused_before(today), AT_ONCE_MAX)?;
    threads::delete(writer, &over)?;
    let answered = threads::list_answered(writer, unused_before(today), AT_ONCE_MAX)?;
    for thread in &answered {
        // Sealed under a key that nobody has: no reader finds a code there any more.
        let key = SlipKey::generate().map_err(|_| ServiceError::Damaged)?;
        let none = without_code(&key.thread()).map_err(|_| ServiceError::Damaged)?;
        threads::end_code(writer, thread, &none, today)?;
    }
    let count = over.len().max(answered.len());
    if count > 0 {
        note_purge(writer)?;
    }
    Ok(count)
}

/// Takes it on to erase the bytes of what was deleted. Answers up to which deletion that will be,
/// which is said afterwards (`set_erased`); `None` when there is nothing to erase, or another
/// instance is at it.
pub fn claim_erasing(writer: &mut Writer<'_>) -> Result<Option<Timestamp>, ServiceError> {
    let Some(purge) = purge_to_erase(writer)? else { return Ok(None) };
    let until = writer.now.plus_seconds(ERASING_SECONDS_MAX);
    Ok(job_runs::claim(writer, ERASE, until)?.then_some(purge))
}

/// The last deletion, if its bytes may still be on the disk. The two are compared as they are and
/// not by which is later, so that a clock that is put back makes no difference.
pub fn purge_to_erase(reader: &mut Reader<'_>) -> Result<Option<Timestamp>, ServiceError> {
    let purged_at = job_runs::find_done_at(reader, PURGE)?;
    let erased_at = job_runs::find_done_at(reader, ERASE)?;
    Ok(purged_at.filter(|purged_at| Some(*purged_at) != erased_at))
}

/// Says that the bytes of everything up to this deletion are erased.
pub fn set_erased(writer: &mut Writer<'_>, purge: Timestamp) -> Result<(), ServiceError> {
    Ok(job_runs::set_done_at(writer, ERASE, purge)?)
}

/// Notes that something was deleted, at a time that no deletion had before: else one in the second
/// of another might be taken for erased with it.
pub(super) fn note_purge(writer: &mut Writer<'_>) -> Result<(), DbError> {
    let now = writer.now;
    let last = job_runs::find_done_at(writer, PURGE)?;
    let at = last.map_or(now, |last| now.max(last.plus_seconds(1)));
    job_runs::claim(writer, PURGE, now)?;
    job_runs::set_done_at(writer, PURGE, at)
}
