//! A reader closes a slip and says why.

use super::ServiceError;
use super::read_slip::{FoundSlip, Move, ReaderAtWork, move_on};
use crate::db::Db;
use crate::domain::{ActKind, SlipState, Timestamp};

/// `Changed` when somebody else was faster. `act` is `ActKind::Closed`.
pub async fn close_slip(
    db: &Db,
    who: &ReaderAtWork,
    found: &FoundSlip,
    now: Timestamp,
    act: ActKind,
) -> Result<(), ServiceError> {
    let change =
        Move { from: &[SlipState::New, SlipState::Acknowledged], to: SlipState::Closed, act };
    move_on(db, who, found, now, change).await
}
