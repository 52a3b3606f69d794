//! What readers may do about how long a slip is kept: hold it, and agree, two of them, to delete it
//! before its time.

use std::sync::Arc;

use super::ServiceError;
use super::purge_slips::{note_purge, purge};
use super::read_slip::{FoundSlip, ReaderAtWork, SealedAct, append_act, sealed_act};
use super::seen_acts::SeenActs;
use crate::db::{Db, Writer};
use crate::domain::{ActKind, Actor, Retention, SlipId, SlipState, Timestamp, asked_to_purge};
use crate::store::{replies, slips, threads};

/// Keeps a slip from being deleted, and with it what it is put together with: it is one case. `act` is
/// `ActKind::Held`; `Changed` when it is held already.
pub async fn hold_slip(
    db: &Db,
    who: &ReaderAtWork,
    found: &FoundSlip,
    now: Timestamp,
    act: ActKind,
) -> Result<(), ServiceError> {
    must(!found.line.is_held)?;
    let free = found.whole().filter(|slip| !slip.line.is_held);
    let holds: Vec<_> = free
        .map(|slip| Ok((Noted::of(slip, who, now, act.clone())?, slip.thread.id())))
        .collect::<Result<_, ServiceError>>()?;
    let actor = Actor::Reader(who.id.clone());
    db.write(who.school.clone(), actor, now, move |writer| {
        holds.iter().try_for_each(|(noted, thread)| {
            noted.make(writer, |writer| {
                threads::forget_end(writer, thread)?;
                must(slips::set_held(writer, &noted.slip, true)?)
            })
        })
    })
    .await
}

/// Of the whole case. `Changed` when it is not held.
pub async fn lift_hold(
    db: &Db,
    who: &ReaderAtWork,
    found: &FoundSlip,
    now: Timestamp,
) -> Result<(), ServiceError> {
    must(found.line.is_held)?;
    let mut lifted = Vec::new();
    for slip in found.whole().filter(|slip| slip.line.is_held) {
        let purge_on = slip.line.purge_on;
        let later = purge_on.map(|day| Retention::purge_on_after_hold(day, now.day()));
        let noted = Noted::of(slip, who, now, ActKind::HoldLifted)?;
        lifted.push((noted, slip.own_thread(who)?, later));
    }
    let actor = Actor::Reader(who.id.clone());
    db.write(who.school.clone(), actor, now, move |writer| {
        lifted.iter().try_for_each(|(noted, thread, later)| {
            noted.make(writer, |writer| {
                if let Some(later) = later {
                    thread.set_purge_on(writer, *later)?;
                }
                must(slips::set_held(writer, &noted.slip, false)?)
            })
        })
    })
    .await
}

/// Asks the other readers to have a slip deleted early. `act` is `ActKind::PurgeAsked`; `Changed`
/// when somebody has asked already, or it is not closed, or held.
pub async fn ask_for_purge(
    db: &Db,
    who: &ReaderAtWork,
    found: &FoundSlip,
    now: Timestamp,
    act: ActKind,
) -> Result<(), ServiceError> {
    must(may_go_early(found) && asked_to_purge(&found.acts).is_none())?;
    change(db, who, found, now, act, |_| Ok(())).await
}

/// Says that the slip is to be kept after all. `Changed` when nobody asks for anything else.
pub async fn refuse_purge(
    db: &Db,
    who: &ReaderAtWork,
    found: &FoundSlip,
    now: Timestamp,
) -> Result<(), ServiceError> {
    must(asked_to_purge(&found.acts).is_some())?;
    change(db, who, found, now, ActKind::PurgeRefused, |_| Ok(())).await
}

/// Deletes the slip at once: another of its readers has asked for it. `Changed` when nobody has, or
/// only this reader, or something was done with the slip since it was looked at, or the pupil has answered
/// and nobody has read it.
pub async fn confirm_purge(
    db: &Db,
    who: &ReaderAtWork,
    found: &FoundSlip,
    now: Timestamp,
) -> Result<(), ServiceError> {
    let is_agreed = asked_to_purge(&found.acts).is_some_and(|asked| *asked != who.id);
    must(may_go_early(found) && is_agreed)?;
    let (slip, seen) = ((found.line.id.clone(), found.line.day), found.seen_acts());
    let (thread, pepper) = (found.thread.id(), Arc::clone(&who.pepper));
    db.write(who.school.clone(), Actor::System, now, move |writer| {
        seen.must_be_all(writer)?;
        must(!replies::has_unread(writer, &thread)?)?;
        threads::delete(writer, std::slice::from_ref(&thread))?;
        purge(writer, &pepper, std::slice::from_ref(&slip), "slips.purged-early")?;
        Ok(())
    })
    .await
}

/// Takes the pupil's name out of a slip, and leaves the slip. Its bytes go as those of a deleted slip
/// do. `Changed` when there is no name, or the slip is held: whoever asked for the hold may need it.
pub async fn erase_name(
    db: &Db,
    who: &ReaderAtWork,
    found: &FoundSlip,
    now: Timestamp,
) -> Result<(), ServiceError> {
    must(!found.line.is_held && !found.name()?.expose().is_empty())?;
    let slip = found.line.id.clone();
    let empty = found.key.seal_name(slip.as_str(), "").map_err(|_| ServiceError::Damaged)?;
    change(db, who, found, now, ActKind::NameErased, move |writer| {
        slips::set_name_box(writer, &slip, &empty)?;
        Ok(note_purge(writer)?)
    })
    .await
}

/// Never one that is not closed, and so never one that nobody has read.
fn may_go_early(found: &FoundSlip) -> bool {
    found.line.state == SlipState::Closed && !found.line.is_held
}

/// What is said of a change to the readers of a slip, and what this reader had seen of it.
struct Noted {
    slip: SlipId,
    seen: SeenActs,
    act: SealedAct,
}

impl Noted {
    fn of(
        found: &FoundSlip,
        who: &ReaderAtWork,
        now: Timestamp,
        act: ActKind,
    ) -> Result<Self, ServiceError> {
        let act = sealed_act(found, who, now, act)?;
        Ok(Self { slip: found.line.id.clone(), seen: found.seen_acts(), act })
    }

    /// Makes a change and says so, unless something was done since this reader looked: what they saw is what they
    /// decided on.
    fn make(
        &self,
        writer: &mut Writer<'_>,
        change: impl FnOnce(&mut Writer<'_>) -> Result<(), ServiceError>,
    ) -> Result<(), ServiceError> {
        self.seen.must_be_all(writer)?;
        change(writer)?;
        append_act(writer, &self.slip, &self.act)
    }
}

async fn change(
    db: &Db,
    who: &ReaderAtWork,
    found: &FoundSlip,
    now: Timestamp,
    act: ActKind,
    mut make: impl FnMut(&mut Writer<'_>) -> Result<(), ServiceError> + Send + 'static,
) -> Result<(), ServiceError> {
    let noted = Noted::of(found, who, now, act)?;
    let actor = Actor::Reader(who.id.clone());
    db.write(who.school.clone(), actor, now, move |writer| noted.make(writer, &mut make)).await
}

fn must(is_so: bool) -> Result<(), ServiceError> {
    if is_so { Ok(()) } else { Err(ServiceError::Changed) }
}
