//! What readers write down about a slip while they work on it. Each is an act, sealed like every other, and
//! nothing that was written is changed: what was said later stands.

use super::ServiceError;
use super::read_slip::{FoundSlip, ReaderAtWork, append_act, sealed_act};
use crate::db::Db;
use crate::domain::{ActKind, Actor, Timestamp};

/// Adds an act. Two readers may write at the same time: both stand, in their order.
pub async fn work_on_case(
    db: &Db,
    who: &ReaderAtWork,
    found: &FoundSlip,
    now: Timestamp,
    act: ActKind,
) -> Result<(), ServiceError> {
    let act = sealed_act(found, &who.id, now, act)?;
    let (slip, actor) = (found.line.id.clone(), Actor::Reader(who.id.clone()));
    db.write(who.school.clone(), actor, now, move |writer| append_act(writer, &slip, &act)).await
}
