//! When readers are told of what comes in a rush.

use crate::db::{DbError, Writer};
use crate::domain::{NoticeKind, ReaderId, Timestamp};
use crate::rate_limit::Manner;
use crate::store::job_runs;

/// Notices of a rush leave at most this often.
const RUSH_SECONDS: i64 = 3_600;
/// And those of its emergencies that were written by hand: one at once in each such time, and one at its end
/// where more came. A child beside somebody who floods by hand never waits for longer.
const BY_HAND_SECONDS: i64 = 600;
/// What a reader's claims are called among the jobs begin with this.
const CLAIMS: &str = "rush-";

/// A notice to one reader.
pub(super) struct Told {
    pub kind: NoticeKind,
    pub slot: Timestamp,
    pub due_at: Timestamp,
}

/// The notice of a rush, once its hour is over.
pub(super) fn rush_ends_at(now: Timestamp, next_slot: Timestamp) -> Told {
    let hour = now.slot_start(RUSH_SECONDS);
    let due_at = hour.plus_seconds(RUSH_SECONDS).max(next_slot);
    Told { kind: NoticeKind::Rush, slot: hour, due_at }
}

/// That of an emergency in it: at once, or when the time of the one before it is over. What people send and
/// what scripts send are claimed apart, so that no script can use up what makes a child's emergency heard.
pub(super) fn tell_of_emergency(
    writer: &mut Writer<'_>,
    reader: &ReaderId,
    manner: Manner,
    next_slot: Timestamp,
) -> Result<Told, DbError> {
    let (now, reader) = (writer.now, reader.as_str());
    let (claim, begins_at, later) = match manner {
        Manner::ByHand => {
            let begins_at = now.slot_start(BY_HAND_SECONDS);
            let ends_at = begins_at.plus_seconds(BY_HAND_SECONDS);
            let later = Told { kind: NoticeKind::Urgent, slot: ends_at, due_at: ends_at };
            (format!("{CLAIMS}hand-{reader}"), begins_at, later)
        }
        Manner::ByScript => {
            let later = rush_ends_at(now, next_slot);
            (format!("{CLAIMS}{reader}"), later.slot, later)
        }
    };
    Ok(match job_runs::claim(writer, &claim, later.due_at)? {
        true => Told { kind: NoticeKind::Urgent, slot: begins_at, due_at: now },
        false => later,
    })
}

/// Forgets the claims whose time is over: they would tell when an emergency came.
pub fn forget_rush_claims(writer: &mut Writer<'_>) -> Result<(), DbError> {
    job_runs::delete_over(writer, CLAIMS)
}
