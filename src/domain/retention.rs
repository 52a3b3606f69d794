//! How long a closed slip is kept, and when the clock may be believed that its time is over.

use super::{ActKind, CloseReason, Day, ReaderId, SlipAct, Timestamp};

/// How many days a slip is kept after it was closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retention {
    /// When it is recorded in the child-protection system, which keeps it from then on.
    pub recorded_days: i32,
    /// When it was closed for any other reason.
    pub closed_days: i32,
}

impl Retention {
    /// The fewest days: the other readers of a slip must have time to see that it was closed.
    pub const DAYS_MIN: i32 = 7;
    /// How long a slip that was set aside can be taken back.
    pub const ASIDE_DAYS: i32 = 30;
    /// The most: this is where slips come in, not where records are kept.
    pub const DAYS_MAX: i32 = 366;

    /// The day on which a slip that is closed today is deleted.
    ///
    /// It stands outside the seal, since the service has to act on it while no reader is there. Why
    /// a slip was closed does not: the day is reckoned while its reader is, and only tells which of
    /// two times was chosen, to somebody who also has a copy of the database from before the slip
    /// was closed. Once it comes, the slip's going tells the same.
    pub fn purge_on(self, reason: CloseReason, closed_on: Day) -> Day {
        let days = match reason {
            CloseReason::Recorded => self.recorded_days,
            CloseReason::DealtWith
            | CloseReason::PassedOn
            | CloseReason::SameAsAnother
            | CloseReason::NothingToAct => self.closed_days,
        };
        closed_on.plus_days(days)
    }

    /// The day on which a slip is deleted once it is no longer held: its own, or a little later, so
    /// that a hold that was lifted by mistake can be put back.
    pub fn purge_on_after_hold(purge_on: Day, lifted_on: Day) -> Day {
        purge_on.max(lifted_on.plus_days(Self::DAYS_MIN))
    }
}

impl Default for Retention {
    fn default() -> Self {
        Self { recorded_days: 30, closed_days: 90 }
    }
}

/// The longest between two looks at what is due. After more than that, either the service was not
/// running or the clock was moved, and from inside they look the same.
const GAP_SECONDS_MAX: i64 = 36 * 3_600;
/// For how long nothing is deleted after a gap. Somebody has a working day to see that the date is
/// wrong; and a server that is off each weekend still deletes what is due from Tuesday on.
const WAIT_SECONDS: i64 = 24 * 3_600;

/// Whether the clock is further from where it was at the last look, ahead or behind, than it can be
/// while the service runs.
pub fn is_gap(last_look: Timestamp, now: Timestamp) -> bool {
    now.0.abs_diff(last_look.0) > GAP_SECONDS_MAX.unsigned_abs()
}

/// Until when nothing is deleted because of a gap that was noticed then.
pub fn waits_until(gap_noticed_at: Timestamp) -> Timestamp {
    gap_noticed_at.plus_seconds(WAIT_SECONDS)
}

/// The reader whose wish to have a slip deleted early stands: nobody has said no to it since, and
/// the slip was not held since. Of two acts in the same second, the one that keeps the slip counts.
pub fn asked_to_purge(acts: &[SlipAct]) -> Option<&ReaderId> {
    let keeps = |act: &&SlipAct| match act.kind {
        // Whoever reads it since has not agreed to anything.
        ActKind::PurgeRefused
        | ActKind::Held { .. }
        | ActKind::HandedOn { .. }
        | ActKind::Reopened => true,
        ActKind::Opened
        | ActKind::Acknowledged
        | ActKind::Noted { .. }
        | ActKind::Owned { .. }
        | ActKind::Disowned { .. }
        | ActKind::Decided(_)
        | ActKind::TaskSet(_)
        | ActKind::TaskDone { .. }
        | ActKind::Assessed(_)
        | ActKind::Closed { .. }
        | ActKind::HoldLifted
        | ActKind::PurgeAsked { .. }
        | ActKind::SetAsideAsked
        | ActKind::SetAsideRefused
        | ActKind::SetAside
        | ActKind::TakenBack
        | ActKind::NameErased
        | ActKind::Answered { .. }
        | ActKind::AnswerRead
        | ActKind::PutTogether { .. }
        | ActKind::TakenApart { .. }
        | ActKind::Split { .. }
        | ActKind::SplitFrom { .. }
        | ActKind::PutBack { .. }
        | ActKind::LetRead { .. } => false,
    };
    let kept_at = acts.iter().filter(keeps).map(|act| act.at).max();
    let asked = acts.iter().rfind(|act| matches!(act.kind, ActKind::PurgeAsked { .. }))?;
    kept_at.is_none_or(|kept_at| asked.at > kept_at).then_some(&asked.reader)
}

/// The reader who asked last to have a slip set aside.
pub fn asked_to_set_aside(acts: &[SlipAct]) -> Option<&ReaderId> {
    Some(&acts.iter().rfind(|act| act.kind == ActKind::SetAsideAsked)?.reader)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 3_600;

    fn act(kind: ActKind, reader: u8, at: i64) -> SlipAct {
        SlipAct { kind, reader: ReaderId::from_random([reader; 16]), at: Timestamp(at), after: 0 }
    }

    fn asked(reader: u8, at: i64) -> SlipAct {
        act(ActKind::PurgeAsked { reason: "A test.".to_owned() }, reader, at)
    }

    #[test]
    fn only_a_slip_that_is_recorded_elsewhere_goes_after_the_shorter_time() {
        let retention = Retention::default();
        for reason in CloseReason::ALL {
            let days = if reason == CloseReason::Recorded { 30 } else { 90 };
            assert_eq!(retention.purge_on(reason, Day(100)), Day(100 + days), "{reason:?}");
        }
    }

    #[test]
    fn a_hold_that_is_lifted_leaves_a_week_to_put_it_back() {
        assert_eq!(Retention::purge_on_after_hold(Day(10), Day(50)), Day(57));
        assert_eq!(Retention::purge_on_after_hold(Day(90), Day(50)), Day(90));
    }

    #[test]
    fn a_night_is_no_gap_and_a_weekend_or_a_moved_clock_is() {
        let last = Timestamp(1_795_514_820);
        for hours in [0, 1, 14, 36] {
            assert!(!is_gap(last, last.plus_seconds(hours * HOUR)), "{hours}");
            assert!(!is_gap(last, last.plus_seconds(-hours * HOUR)), "{hours} back");
        }
        for hours in [37, 61, 400 * 24] {
            assert!(is_gap(last, last.plus_seconds(hours * HOUR)), "{hours}");
            assert!(is_gap(last, last.plus_seconds(-hours * HOUR)), "{hours} back");
        }
        assert_eq!(waits_until(last), last.plus_seconds(24 * HOUR));
        assert!(is_gap(Timestamp(i64::MIN), Timestamp(i64::MAX)));
    }

    #[test]
    fn a_wish_stands_until_somebody_says_no_or_holds_the_slip() {
        let held = || ActKind::Held { reason: "Police.".to_owned() };
        assert_eq!(asked_to_purge(&[act(ActKind::Opened, 1, 5)]), None);
        let acts = [act(ActKind::Opened, 1, 5), asked(1, 10), act(ActKind::Opened, 2, 20)];
        assert_eq!(asked_to_purge(&acts), Some(&ReaderId::from_random([1; 16])));
        assert_eq!(asked_to_purge(&[asked(1, 10), act(ActKind::PurgeRefused, 2, 20)]), None);
        assert_eq!(asked_to_purge(&[asked(1, 10), act(held(), 2, 20)]), None);
        let lifted = act(ActKind::HoldLifted, 2, 30);
        assert_eq!(asked_to_purge(&[asked(1, 10), act(held(), 2, 20), lifted]), None);
        let again = [asked(1, 10), act(ActKind::PurgeRefused, 2, 20), asked(2, 30)];
        assert_eq!(asked_to_purge(&again), Some(&ReaderId::from_random([2; 16])));
        assert_eq!(asked_to_purge(&[act(ActKind::PurgeRefused, 2, 10), asked(1, 10)]), None);
    }
}
