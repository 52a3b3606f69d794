//! What goes back and forth after a slip is deleted with it, and no row tells which thread that is: a closed slip has
//! the thread's id sealed with the pepper, for the service, which deletes both.

use super::ServiceError;
use crate::crypto::Pepper;
use crate::db::{DbError, Writer};
use crate::domain::{Day, SlipId, SlipState, ThreadId};
use crate::store::{slips, threads};

const PURPOSE: &str = "thread-of-slip";

/// Which thread is a slip's, for whoever deletes it. Only a reader of the slip can tell.
pub(super) struct ThreadOfSlip {
    slip: SlipId,
    thread: ThreadId,
    sealed: Vec<u8>,
}

impl ThreadOfSlip {
    pub(super) fn seal(
        pepper: &Pepper,
        slip: &SlipId,
        thread: ThreadId,
    ) -> Result<Self, ServiceError> {
        let sealed = pepper.seal(PURPOSE, slip.as_str().as_bytes(), &thread.to_bytes())?;
        Ok(Self { slip: slip.clone(), thread, sealed })
    }

    /// Moves the slip from one state to another (`slips::set_state`).
    pub(super) fn set_state(
        &self,
        writer: &mut Writer<'_>,
        from: SlipState,
        to: SlipState,
        purge_on: Option<Day>,
    ) -> Result<bool, DbError> {
        let is_changed = slips::set_state(writer, &self.slip, from, to, purge_on)?;
        if is_changed {
            self.keep(writer, purge_on)?;
        }
        Ok(is_changed)
    }

    /// Puts another day in the place of the one on which the slip is deleted (`slips::set_purge_on`).
    pub(super) fn set_purge_on(&self, writer: &mut Writer<'_>, day: Day) -> Result<(), DbError> {
        slips::set_purge_on(writer, &self.slip, day)?;
        self.keep(writer, Some(day))
    }

    /// Notes it with a slip that is to be deleted on a day.
    pub(super) fn keep(
        &self,
        writer: &mut Writer<'_>,
        purge_on: Option<Day>,
    ) -> Result<(), DbError> {
        threads::forget_end(writer, &self.thread)?;
        match purge_on {
            Some(_) => slips::set_thread_box(writer, &self.slip, &self.sealed),
            None => Ok(()),
        }
    }
}

/// Deletes what went back and forth after these slips. What another pepper has sealed cannot be told: that goes once
/// its code was unused for long.
pub(super) fn delete_threads_of(
    writer: &mut Writer<'_>,
    pepper: &Pepper,
    ids: &[SlipId],
) -> Result<(), DbError> {
    for slip in ids {
        let Some(sealed) = slips::find_thread_box(writer, slip)? else { continue };
        let opened = pepper.open(PURPOSE, slip.as_str().as_bytes(), &sealed).ok();
        if let Some(bytes) = opened.and_then(|plain| plain.expose().first_chunk().copied()) {
            threads::delete(writer, &[ThreadId::from_random(bytes)])?;
        }
    }
    Ok(())
}
