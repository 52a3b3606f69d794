//! A reader takes a slip on: the others see that somebody does. One that was set aside is taken back by it.

use super::ServiceError;
use super::read_slip::{FoundSlip, Move, ReaderAtWork, move_on};
use crate::db::Db;
use crate::domain::{ActKind, SlipState, Timestamp};

/// `Changed` when somebody else was faster.
pub async fn acknowledge_slip(
    db: &Db,
    who: &ReaderAtWork,
    found: &FoundSlip,
    now: Timestamp,
) -> Result<(), ServiceError> {
    let change = Move {
        from: &[SlipState::New, SlipState::AsideAsked, SlipState::Aside],
        to: SlipState::Acknowledged,
        purge_on: None,
        act: ActKind::Acknowledged,
    };
    move_on(db, who, found, now, change).await
}
