//! Drafts that were sent are forgotten once nobody can press Send again.

use super::ServiceError;
use crate::db::Writer;
use crate::domain::Day;
use crate::store::{job_runs, sent_drafts};

/// What this is called among the jobs.
const NAME: &str = "forget-sent-drafts";
/// How many days they are kept after their own.
const KEPT_DAYS: i32 = 2;

/// Forgets the old ones once a day, and says how many; `None` when that was done today.
pub fn forget_sent_drafts(writer: &mut Writer<'_>) -> Result<Option<usize>, ServiceError> {
    let (now, today) = (writer.now, writer.now.day());
    let done_at = job_runs::find_done_at(writer, NAME)?;
    // A day yet to come is one that a clock made which ran ahead.
    if done_at.is_some_and(|at| at.day() == today) || !job_runs::claim(writer, NAME, now)? {
        return Ok(None);
    }
    let forgotten = sent_drafts::delete_before(writer, Day(today.0 - KEPT_DAYS))?;
    job_runs::set_done(writer, NAME)?;
    Ok(Some(forgotten))
}
