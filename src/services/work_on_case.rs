//! What readers write down about a slip while they work on it. Each is an act, sealed like every other, and
//! nothing that was written is changed: what was said later stands.

use super::ServiceError;
use super::read_slip::{FoundSlip, ReaderAtWork, write_act};
use crate::db::Db;
use crate::domain::{ActKind, Timestamp};

/// Adds an act. Two readers may write at the same time: both stand, in their order.
pub async fn work_on_case(
    db: &Db,
    who: &ReaderAtWork,
    found: &FoundSlip,
    now: Timestamp,
    act: ActKind,
) -> Result<(), ServiceError> {
    write_act(db, who, found, now, act).await
}
