//! A reader closes a slip and says why, and with it the others of its case. From then on their days are counted.

use super::ServiceError;
use super::read_slip::{FoundSlip, Move, ReaderAtWork, SealedMove};
use super::seen_acts::SeenActs;
use crate::db::{Db, Writer};
use crate::domain::{ActKind, Actor, Day, SlipId, SlipState, Taxonomy, Timestamp};
use crate::store::slips;

/// Those that can be closed.
const OPEN: [SlipState; 4] =
    [SlipState::New, SlipState::Acknowledged, SlipState::AsideAsked, SlipState::Aside];

/// What closing is.
pub struct Closing {
    /// `ActKind::Closed`.
    pub act: ActKind,
    /// The day on which it is deleted, reckoned from its reason (`Retention`).
    pub purge_on: Day,
}

/// `Changed` when somebody else was faster with one of them, `Undecided` where something has to be decided first:
/// nobody closes a sexual matter, or what is said of an adult at school, as if it were any other. `SecondOpen` where a
/// second case of one is not closed, of those that this reader can open and that are not of its case. All are closed or
/// none, and they are deleted on the same day. The note stays with the slip on whose page it was written.
pub async fn close_slip(
    db: &Db,
    taxonomy: &Taxonomy,
    who: &ReaderAtWork,
    found: &FoundSlip,
    now: Timestamp,
    closing: Closing,
) -> Result<(), ServiceError> {
    let case = found.case();
    for slip in found.whole() {
        let content = slip.content(&who.school)?;
        if case.lacks_decision(&content.kinds(taxonomy), taxonomy) {
            return Err(ServiceError::Undecided);
        }
    }
    let Closing { act: ActKind::Closed { reason, note }, purge_on } = closing else {
        return Err(ServiceError::Damaged);
    };
    let closed_before = found.whole().filter_map(|slip| slip.line.purge_on).max();
    let purge_on = closed_before.map_or(purge_on, |before| before.max(purge_on));
    let close = |slip: &FoundSlip, note: String| {
        let act = ActKind::Closed { reason, note };
        let change = Move { from: &OPEN, to: SlipState::Closed, purge_on: Some(purge_on), act };
        SealedMove::new(slip, who, now, change)
    };
    let (closed, open): (Vec<_>, Vec<_>) =
        found.beside.iter().partition(|slip| slip.line.state == SlipState::Closed);
    let mut moves = vec![close(found, note)?];
    for slip in open {
        moves.push(close(slip, String::new())?);
    }
    let closed: Vec<_> =
        closed.into_iter().map(|slip| slip.own_thread(who)).collect::<Result<_, ServiceError>>()?;
    let seconds = Seconds::of(found);
    db.write(who.school.clone(), Actor::Reader(who.id.clone()), now, move |writer| {
        seconds.must_be_closed(writer)?;
        moves.iter().try_for_each(|change| change.make(writer))?;
        Ok(closed.iter().try_for_each(|thread| thread.set_purge_on(writer, purge_on))?)
    })
    .await
}

/// What must hold at the moment of closing.
struct Seconds {
    begun: Vec<SlipId>,
    /// Of each slip of the case: another act may tell of a second one.
    seen: Vec<SeenActs>,
}

impl Seconds {
    fn of(found: &FoundSlip) -> Self {
        let begun = found.second_cases_of_whole().cloned().collect();
        Self { begun, seen: found.whole().map(FoundSlip::seen_acts).collect() }
    }

    fn must_be_closed(&self, writer: &mut Writer<'_>) -> Result<(), ServiceError> {
        self.seen.iter().try_for_each(|seen| seen.must_be_all(writer))?;
        for second in &self.begun {
            if slips::find(writer, second)?.is_some_and(|row| !row.line().state.is_over()) {
                return Err(ServiceError::SecondOpen);
            }
        }
        Ok(())
    }
}
