//! A reader closes a slip and says why. From then on its days are counted.

use super::ServiceError;
use super::read_slip::{FoundSlip, Move, ReaderAtWork, move_on};
use crate::db::Db;
use crate::domain::{ActKind, Case, Day, SlipState, Taxonomy, Timestamp};

/// What closing is.
pub struct Closing {
    /// `ActKind::Closed`.
    pub act: ActKind,
    /// The day on which it is deleted, reckoned from its reason (`Retention`).
    pub purge_on: Day,
}

/// `Changed` when somebody else was faster, `Undecided` where something has to be decided first: nobody
/// closes a sexual matter, or what is said of an adult at school, as if it were any other.
pub async fn close_slip(
    db: &Db,
    taxonomy: &Taxonomy,
    who: &ReaderAtWork,
    found: &FoundSlip,
    now: Timestamp,
    closing: Closing,
) -> Result<(), ServiceError> {
    let content = found.content(&who.school)?;
    if Case::of(&found.acts).lacks_decision(&content.answers, taxonomy) {
        return Err(ServiceError::Undecided);
    }
    let change = Move {
        from: &[SlipState::New, SlipState::Acknowledged, SlipState::AsideAsked, SlipState::Aside],
        to: SlipState::Closed,
        purge_on: Some(closing.purge_on),
        act: closing.act,
    };
    move_on(db, who, found, now, change).await
}
