//! Two readers agree that what came in a rush need not be read. It can be taken back for thirty days, and then
//! goes as closed slips do.

use std::collections::BTreeSet;

use super::ServiceError;
use super::list_slips::Part;
use super::log_act::{Looked, append_entry, look_into, overseen, seal_entry};
use super::read_slip::{ReaderAtWork, SealedAct, append_act, opened_at, sealed_under};
use super::rush_tray::{TraySlip, find_tray, with_acts};
use super::skim_tray::SKIMMED_AT_ONCE;
use super::thread_of_slip::ThreadOfSlip;
use crate::db::{Db, Writer};
use crate::domain::{
    ActKind, Actor, AlikeId, AuditedAct, Day, ReaderId, Retention, SlipAct, SlipId, SlipState,
    Timestamp, Urgency, asked_to_set_aside,
};

/// Slips changed in one transaction: it holds up a pupil's Send for some milliseconds.
const AT_ONCE_MAX: usize = 100;
/// How many of a group a reader has to have opened: they say nearly the same.
const READ_OF_GROUP: usize = 1;

/// A reader in front of the tray, or of one group in it.
pub struct AtTray<'a> {
    pub who: &'a ReaderAtWork,
    pub group: Option<&'a AlikeId>,
    /// When their session began: what they opened since, they have read.
    pub since: Timestamp,
    pub now: Timestamp,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetAside {
    /// So many of them have to be opened first, and so many are.
    ReadFirst { wanted: usize, read: usize },
    /// So many were changed, and so many left as they were: emergencies that this reader has not opened,
    /// and those that nobody else has asked for.
    Done { changed: usize, left: usize },
}

/// Asks another reader to agree.
pub async fn ask_to_set_aside(db: &Db, at: &AtTray<'_>) -> Result<SetAside, ServiceError> {
    let change = Change {
        from: SlipState::New,
        to: SlipState::AsideAsked,
        purge_on: None,
        act: ActKind::SetAsideAsked,
    };
    bulk(db, at, change, |_| true).await
}

/// Agrees with another reader who has asked.
pub async fn agree_to_set_aside(db: &Db, at: &AtTray<'_>) -> Result<SetAside, ServiceError> {
    let change = Change {
        from: SlipState::AsideAsked,
        to: SlipState::Aside,
        purge_on: Some(at.now.day().plus_days(Retention::ASIDE_DAYS)),
        act: ActKind::SetAside,
    };
    let is_asked_by_another =
        |acts: &[SlipAct]| asked_to_set_aside(acts).is_some_and(|asked| *asked != at.who.id);
    bulk(db, at, change, is_asked_by_another).await
}

/// Says that they are to stay, and be read.
pub async fn refuse_to_set_aside(db: &Db, at: &AtTray<'_>) -> Result<SetAside, ServiceError> {
    let change = Change {
        from: SlipState::AsideAsked,
        to: SlipState::New,
        purge_on: None,
        act: ActKind::SetAsideRefused,
    };
    change_all(db, at, change, find_tray(db, at.who, Part::RushTray, at.group).await?).await
}

/// Puts back what was set aside: one reader is enough for that.
pub async fn take_back(db: &Db, at: &AtTray<'_>) -> Result<SetAside, ServiceError> {
    let change = Change {
        from: SlipState::Aside,
        to: SlipState::New,
        purge_on: None,
        act: ActKind::TakenBack,
    };
    change_all(db, at, change, find_tray(db, at.who, Part::Aside, at.group).await?).await
}

/// Who asks to set aside what is asked for in the tray, or in one group of it.
pub async fn who_asks(db: &Db, at: &AtTray<'_>) -> Result<BTreeSet<ReaderId>, ServiceError> {
    let mut slips = find_tray(db, at.who, Part::RushTray, at.group).await?;
    slips.retain(|slip| slip.line.state == SlipState::AsideAsked);
    let slips = with_acts(db, at.who, slips).await?;
    Ok(slips.iter().filter_map(|(_, acts)| asked_to_set_aside(acts).cloned()).collect())
}

struct Change {
    from: SlipState,
    to: SlipState,
    purge_on: Option<Day>,
    act: ActKind,
}

/// Changes what this reader has looked at enough of, and no emergency that they have not opened.
async fn bulk(
    db: &Db,
    at: &AtTray<'_>,
    change: Change,
    may: impl Fn(&[SlipAct]) -> bool,
) -> Result<SetAside, ServiceError> {
    let mut slips = find_tray(db, at.who, Part::RushTray, at.group).await?;
    slips.retain(|slip| slip.line.state == change.from);
    let all = slips.len();
    let slips = with_acts(db, at.who, slips).await?;
    let is_read = |acts: &[SlipAct]| opened_at(acts, &at.who.id).is_some_and(|on| on >= at.since);
    let read = slips.iter().filter(|(_, acts)| is_read(acts)).count();
    let wanted = if at.group.is_some() { READ_OF_GROUP } else { SKIMMED_AT_ONCE }.min(all);
    if read < wanted {
        return Ok(SetAside::ReadFirst { wanted, read });
    }
    let is_left = |slip: &TraySlip, acts: &[SlipAct]| {
        !may(acts) || (slip.line.urgency == Urgency::Emergency && !is_read(acts))
    };
    let changed = slips.into_iter().filter(|(slip, acts)| !is_left(slip, acts));
    let done = change_all(db, at, change, changed.map(|(slip, _)| slip).collect()).await?;
    Ok(match done {
        SetAside::Done { changed, .. } => {
            SetAside::Done { changed, left: all.saturating_sub(changed) }
        }
        SetAside::ReadFirst { .. } => done,
    })
}

/// One slip that is changed, with the act that says so to its readers.
struct Changed {
    slip: SlipId,
    thread: ThreadOfSlip,
    act: SealedAct,
}

/// Whatever somebody else has changed meanwhile is left as it is.
async fn change_all(
    db: &Db,
    at: &AtTray<'_>,
    change: Change,
    slips: Vec<TraySlip>,
) -> Result<SetAside, ServiceError> {
    let Change { from, to, purge_on, act } = change;
    let (mut changed, mut left) = (0, 0);
    for slips in slips.chunks(AT_ONCE_MAX) {
        let keys = slips.iter().map(|slip| (slip.line.id.clone(), slip.key.clone())).collect();
        let looked = look_into(db, at.who, keys).await?;
        let entry = seal_entry(at.who, at.now, AuditedAct::from(&act), &overseen(&looked))?;
        let sealed = |(TraySlip { line, key, .. }, looked): (&TraySlip, Looked)| {
            let act = sealed_under(key, &at.who.id, at.now, act.clone())?;
            let thread = ThreadOfSlip::seal(&at.who.pepper, &line.id, looked.thread)?;
            Ok(Changed { slip: line.id.clone(), thread, act })
        };
        let sealed = slips.iter().zip(looked).map(sealed);
        let sealed = sealed.collect::<Result<Vec<_>, ServiceError>>()?;
        let actor = Actor::Reader(at.who.id.clone());
        let now_changed = db
            .write(at.who.school.clone(), actor, at.now, move |writer| -> Result<_, ServiceError> {
                let changed = set_states(writer, &sealed, from, to, purge_on)?;
                if changed > 0 {
                    append_entry(writer, &entry)?;
                }
                Ok(changed)
            })
            .await?;
        changed += now_changed;
        left += slips.len() - now_changed;
    }
    Ok(SetAside::Done { changed, left })
}

fn set_states(
    writer: &mut Writer<'_>,
    all: &[Changed],
    from: SlipState,
    to: SlipState,
    purge_on: Option<Day>,
) -> Result<usize, ServiceError> {
    let mut changed = 0;
    for Changed { slip, thread, act } in all {
        if thread.set_state(writer, from, to, purge_on)? {
            append_act(writer, slip, act)?;
            changed += 1;
        }
    }
    Ok(changed)
}
