//! A reader says that slips are about the same thing, and that they are not after all. Each slip keeps what is
//! written on it, and its own readers; for whoever can open several, they are one case.

use super::ServiceError;
use super::log_act::{SealedEntry, append_entry, seal_entry};
use super::read_slip::{FoundSlip, ReaderAtWork, SealedAct, append_act, seal_act, sealed_act};
use super::seen_acts::SeenActs;
use super::thread_of_slip::ThreadOfSlip;
use crate::db::{Db, Writer};
use crate::domain::{
    ActKind, Actor, AuditedAct, Beside, Day, SLIPS_OF_CASE_MAX, SlipAct, SlipId, SlipState,
    ThreadId, Timestamp,
};
use crate::store::slip_lists::SlipLine;
use crate::store::slips;

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PutTogether {
    Done,
    /// The case would have more slips than one may have.
    TooMany,
    /// They are two cases of one slip.
    SameSlip,
}

/// What is written on one slip, if it is still as it was looked at.
struct Change {
    was: SlipLine,
    thread: ThreadOfSlip,
    seen: SeenActs,
    acts: Vec<SealedAct>,
    to: Option<(SlipState, Option<Day>)>,
}

/// Makes one case of two slips, and of what each is together with already. One of them that is closed is taken up
/// again where another is not; where all are, they are deleted on the same day. `Changed` when something was done
/// with one of them since it was looked at, or when one was set aside.
pub async fn put_together(
    db: &Db,
    who: &ReaderAtWork,
    found: &FoundSlip,
    other: &FoundSlip,
    now: Timestamp,
) -> Result<PutTogether, ServiceError> {
    let is_together = |one: &FoundSlip| one.line.id == other.line.id;
    if found.whole().any(is_together) {
        return Ok(PutTogether::Done);
    }
    let (here, there): (Vec<_>, Vec<_>) = (found.whole().collect(), other.whole().collect());
    let (told_here, told_there) = (told_by(who, &here)?, told_by(who, &there)?);
    if told_here.iter().any(|slip| told_there.contains(slip)) {
        return Ok(PutTogether::SameSlip);
    }
    if here.len() + there.len() > SLIPS_OF_CASE_MAX {
        return Ok(PutTogether::TooMany);
    }
    let all: Vec<&FoundSlip> = here.iter().chain(&there).copied().collect();
    let is_aside = |slip: &&FoundSlip| match slip.line.state {
        SlipState::AsideAsked | SlipState::Aside => true,
        SlipState::New | SlipState::Acknowledged | SlipState::Closed => false,
    };
    if all.iter().any(is_aside) {
        return Err(ServiceError::Changed);
    }
    let after = found.after + other.after;
    let act = |with: &[&FoundSlip]| SlipAct {
        kind: ActKind::PutTogether { with: named(with) },
        reader: who.id.clone(),
        at: now,
        after,
    };
    let is_closed = |slip: &&FoundSlip| slip.line.state == SlipState::Closed;
    let is_over = all.iter().all(is_closed);
    let purge_on = all.iter().filter_map(|slip| slip.line.purge_on).max();
    let mut changes = Vec::with_capacity(all.len());
    for (slips, with) in [(&here, &there), (&there, &here)] {
        for slip in slips {
            let mut change = Change::of(who, slip, seal_act(&slip.key, act(with))?)?;
            if is_over {
                change.to = Some((SlipState::Closed, purge_on));
            } else if is_closed(slip) {
                change.acts.push(sealed_act(slip, who, now, ActKind::Reopened)?);
                change.to = Some((SlipState::Acknowledged, None));
            }
            changes.push(change);
        }
    }
    let entry = seal_one_entry(who, now, AuditedAct::PutTogether, &all)?;
    write(db, who, now, changes, entry).await?;
    Ok(PutTogether::Done)
}

/// Takes a slip out of its case; the others stay together. `Changed` as above.
pub async fn take_apart(
    db: &Db,
    who: &ReaderAtWork,
    found: &FoundSlip,
    now: Timestamp,
) -> Result<(), ServiceError> {
    let all: Vec<&FoundSlip> = found.whole().collect();
    let Some((own, others)) = all.split_first().filter(|(_, others)| !others.is_empty()) else {
        return Ok(());
    };
    let act = |with: &[&FoundSlip]| SlipAct {
        kind: ActKind::TakenApart { with: named(with) },
        reader: who.id.clone(),
        at: now,
        after: found.after,
    };
    let mut changes = vec![Change::of(who, own, seal_act(&own.key, act(others))?)?];
    for other in others {
        changes.push(Change::of(who, other, seal_act(&other.key, act(&[own]))?)?);
    }
    let entry = seal_one_entry(who, now, AuditedAct::TakenApart, &all)?;
    write(db, who, now, changes, entry).await
}

/// The slips that these are cases of.
fn told_by(who: &ReaderAtWork, slips: &[&FoundSlip]) -> Result<Vec<ThreadId>, ServiceError> {
    slips.iter().map(|slip| slip.first_thread(&who.school)).collect()
}

fn named(slips: &[&FoundSlip]) -> Vec<Beside> {
    slips.iter().map(|slip| slip.named()).collect()
}

impl Change {
    fn of(who: &ReaderAtWork, slip: &FoundSlip, act: SealedAct) -> Result<Self, ServiceError> {
        Ok(Self {
            was: slip.line.clone(),
            thread: slip.own_thread(who)?,
            seen: slip.seen_acts(),
            acts: vec![act],
            to: None,
        })
    }
}

/// One entry for all of them, of those that the heads may know of. Of one alone it would say that there is another.
fn seal_one_entry(
    who: &ReaderAtWork,
    now: Timestamp,
    act: AuditedAct,
    slips: &[&FoundSlip],
) -> Result<SealedEntry, ServiceError> {
    let mut overseen: Vec<Day> =
        slips.iter().filter(|slip| slip.is_overseen).map(|slip| slip.line.day).collect();
    if overseen.len() < 2 {
        overseen.clear();
    }
    seal_entry(who, now, act, &overseen)
}

/// All of it or nothing.
async fn write(
    db: &Db,
    who: &ReaderAtWork,
    now: Timestamp,
    changes: Vec<Change>,
    entry: SealedEntry,
) -> Result<(), ServiceError> {
    let actor = Actor::Reader(who.id.clone());
    db.write(who.school.clone(), actor, now, move |writer| {
        changes.iter().try_for_each(|change| make(writer, change))?;
        append_entry(writer, &entry)
    })
    .await
}

fn make(writer: &mut Writer<'_>, change: &Change) -> Result<(), ServiceError> {
    let slip: &SlipId = &change.was.id;
    let is_as_it_was = slips::find(writer, slip)?.is_some_and(|row| row.line() == change.was);
    if !is_as_it_was {
        return Err(ServiceError::Changed);
    }
    change.seen.must_be_all(writer)?;
    if let Some((to, purge_on)) = change.to
        && !change.thread.set_state(writer, change.was.state, to, purge_on)?
    {
        return Err(ServiceError::Changed);
    }
    change.acts.iter().try_for_each(|act| append_act(writer, slip, act))
}
