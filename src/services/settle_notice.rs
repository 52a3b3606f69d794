//! A notice is taken from the outbox, and what becomes of it is written down.

use super::ServiceError;
use super::log_event::log_event;
use super::open_slot::is_slot_open;
use crate::crypto::random;
use crate::db::{DbError, Reader, Writer};
use crate::domain::{EmailAddress, NoticeId, NoticeKind, ReaderId, ReaderSummary, Role};
use crate::store::outbox::DueNotice;
use crate::store::{outbox, readers};

/// How long one instance has to send a notice before another may.
const LEASE_SECONDS: i64 = 120;
/// How long to wait after each try that failed; the last one again and again.
const WAIT_MINUTES: [i64; 7] = [1, 2, 5, 10, 20, 30, 60];
/// How long a notice is tried, from its slot.
const TRIED_SECONDS_MAX: i64 = 72 * 3_600;
/// The others are told of refused mail at most this often.
const TROUBLE_NOTICE_SECONDS: i64 = 3_600;

/// Who is told that a colleague's mail is refused.
const TOLD_OF_TROUBLE: [Role; 4] =
    [Role::OnlineSafetyOfficer, Role::DesignatedSafeguardingLead, Role::Deputy, Role::Head];

/// A notice this instance is to send now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimedNotice {
    pub notice: DueNotice,
    pub to: EmailAddress,
}

/// What became of a try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Taken,
    /// To be tried again until it has been tried for three days; the words are for that end.
    PutOff {
        given_up: String,
    },
    /// Never to be tried again, and why, from a fixed vocabulary.
    Refused(String),
}

/// Takes up to `most` notices that are due, so that no other instance sends them. Notices of slips
/// leave only once those slips can be seen; notices to people who have left are dropped.
pub fn claim_notices(
    writer: &mut Writer<'_>,
    slot_seconds: i64,
    most: i64,
) -> Result<Vec<ClaimedNotice>, ServiceError> {
    let now = writer.now;
    let is_open = is_slot_open(writer, now, slot_seconds)?;
    let mut claimed = Vec::new();
    for notice in outbox::list_due(writer, now, most)? {
        if waits_for_slot(notice.kind) && !is_open {
            continue;
        }
        let Some(reader) = readers::find(writer, &notice.reader)? else {
            outbox::delete(writer, &notice.id)?;
            continue;
        };
        if outbox::claim(writer, &notice.id, now.plus_seconds(LEASE_SECONDS))? {
            claimed.push(ClaimedNotice { notice, to: reader.summary.email });
        }
    }
    Ok(claimed)
}

/// Writes down what became of a notice, and lets go of it.
pub fn settle_notice(
    writer: &mut Writer<'_>,
    notice: &DueNotice,
    outcome: &Outcome,
) -> Result<(), ServiceError> {
    match outcome {
        Outcome::Taken => {
            outbox::delete(writer, &notice.id)?;
            // The address works again, and its owner is on the way to sign in.
            Ok(outbox::delete_refused_of(writer, &notice.reader)?)
        }
        Outcome::PutOff { given_up } => {
            if writer.now.0 - notice.slot.0 >= TRIED_SECONDS_MAX {
                return refuse(writer, notice, given_up);
            }
            let due_at = writer.now.plus_seconds(wait_seconds(notice.attempts));
            let attempts = notice.attempts.saturating_add(1);
            Ok(outbox::set_due_at(writer, &notice.id, due_at, attempts)?)
        }
        Outcome::Refused(reason) => refuse(writer, notice, reason),
    }
}

fn refuse(writer: &mut Writer<'_>, notice: &DueNotice, reason: &str) -> Result<(), ServiceError> {
    outbox::set_refused(writer, &notice.id, reason)?;
    log_event(writer, "mail.refused", Some(notice.reader.as_str()))?;
    // Word of trouble that is refused itself makes no more of it, or it would never end.
    if notice.kind == NoticeKind::MailTrouble {
        return Ok(());
    }
    let hour = writer.now.slot_start(TROUBLE_NOTICE_SECONDS);
    for other in told_of_trouble(writer, &notice.reader)? {
        let (id, now) = (NoticeId::from_random(random::bytes()?), writer.now);
        outbox::enqueue(writer, &id, &other.id, NoticeKind::MailTrouble, hour, now)?;
    }
    Ok(())
}

fn told_of_trouble(
    reader: &mut Reader<'_>,
    refused: &ReaderId,
) -> Result<Vec<ReaderSummary>, DbError> {
    let all = readers::list(reader)?.into_iter();
    let enrolled = all.filter(|stored| stored.enrolled_at.is_some()).map(|stored| stored.summary);
    let is_told =
        |other: &ReaderSummary| other.id != *refused && other.roles.has_any(&TOLD_OF_TROUBLE);
    Ok(enrolled.filter(is_told).collect())
}

fn waits_for_slot(kind: NoticeKind) -> bool {
    match kind {
        NoticeKind::Slip | NoticeKind::Rush => true,
        NoticeKind::Urgent | NoticeKind::ReaderChange | NoticeKind::MailTrouble => false,
    }
}

fn wait_seconds(attempts: i32) -> i64 {
    let tried = usize::try_from(attempts).unwrap_or(0);
    let last = WAIT_MINUTES.len() - 1;
    60 * WAIT_MINUTES.get(tried.min(last)).copied().unwrap_or(60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_waits_grow_to_an_hour_and_stay_there() {
        let minutes: Vec<_> = (0..9).map(|attempts| wait_seconds(attempts) / 60).collect();
        assert_eq!(minutes, [1, 2, 5, 10, 20, 30, 60, 60, 60]);
    }
}
