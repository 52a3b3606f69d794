//! A reader closes a slip and says why. From then on its days are counted.

use super::ServiceError;
use super::read_slip::{FoundSlip, Move, ReaderAtWork, move_on};
use crate::db::Db;
use crate::domain::{ActKind, Day, SlipState, Timestamp};

/// `Changed` when somebody else was faster. `act` is `ActKind::Closed`; the slip is deleted on
/// `purge_on`, which is reckoned from its reason (`Retention`).
pub async fn close_slip(
    db: &Db,
    who: &ReaderAtWork,
    found: &FoundSlip,
    now: Timestamp,
    act: ActKind,
    purge_on: Day,
) -> Result<(), ServiceError> {
    let change = Move {
        from: &[SlipState::New, SlipState::Acknowledged, SlipState::AsideAsked, SlipState::Aside],
        to: SlipState::Closed,
        purge_on: Some(purge_on),
        act,
    };
    move_on(db, who, found, now, change).await
}
