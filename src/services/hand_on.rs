//! A reader hands a slip on because it concerns them. It is sealed anew, under another key and another id, to
//! whoever reads it without them; what was there before is gone, so that nobody else has a way to it.

use std::sync::Arc;

use super::ServiceError;
use super::log_act::seal_entry;
use super::purge_slips::note_purge;
use super::read_slip::{FoundSlip, ReaderAtWork, SealedAct, append_act, seal_act};
use super::send_slip::{Sealing, SendError, keys_of, seal};
use super::trusted_readers::{TrustedReader, trusted_readers_now};
use crate::crypto::random;
use crate::db::{Db, DbError, Reader, Writer};
use crate::domain::{
    ActKind, Actor, HandOnReason, NoRoute, NoticeId, NoticeKind, ReaderId, ReaderSummary, Role,
    Route, SlipAct, SlipContent, SlipId, Timestamp,
};
use crate::store::slips::SealedAnew;
use crate::store::{outbox, slip_acts, slips, threads, tombstones, unfinished_notes};

/// Why a slip stays where it is.
#[derive(Debug, thiserror::Error)]
pub enum HandOnError {
    /// Nobody at the school is left who may read it.
    #[error("nobody else could read it")]
    NobodyElse,
    #[error(transparent)]
    Service(#[from] ServiceError),
}

impl From<DbError> for HandOnError {
    fn from(error: DbError) -> Self {
        Self::Service(error.into())
    }
}

impl From<NoRoute> for HandOnError {
    fn from(_: NoRoute) -> Self {
        Self::NobodyElse
    }
}

impl From<SendError> for HandOnError {
    fn from(error: SendError) -> Self {
        match error {
            SendError::NobodyLeft => Self::NobodyElse,
            SendError::Database(error) => error.into(),
            SendError::NotSealed => Self::Service(ServiceError::Damaged),
        }
    }
}

/// What is put in the place of a slip.
struct Anew {
    slip: SealedAnew,
    acts: Vec<SealedAct>,
    /// Whom the pupil's answers are told to from now on.
    told: Vec<u8>,
    /// Who gets a notice: those who read it now, and the heads who learn of it.
    notified: Vec<ReaderId>,
}

/// Who would read the slip if this reader handed it on, for each reason; empty where nobody could.
pub async fn who_would_read(
    db: &Db,
    sealing: &Sealing,
    who: &ReaderAtWork,
    found: &FoundSlip,
) -> Result<Vec<(HandOnReason, Vec<ReaderSummary>)>, ServiceError> {
    let readers = trusted(db, sealing, who).await?;
    let content = found.content(&who.school)?;
    let choice = |because| {
        let route = routed(&mut content.clone(), sealing, who, because, &readers);
        (because, route.map(|route| route.readers).unwrap_or_default())
    };
    Ok(HandOnReason::ALL.map(choice).into())
}

/// Locks this reader out, and whoever else may not read it any more. `Changed` when something was done with
/// the slip since it was looked at; then it is as it was.
pub async fn hand_on(
    db: &Db,
    sealing: &Sealing,
    who: &ReaderAtWork,
    found: &FoundSlip,
    now: Timestamp,
    act: ActKind,
) -> Result<(), HandOnError> {
    let ActKind::HandedOn { because, .. } = act else { return Err(ServiceError::Damaged.into()) };
    let readers = trusted(db, sealing, who).await?;
    let mut content = found.content(&who.school)?;
    content.thread = Some(found.thread.to_text().expose().clone());
    let route = routed(&mut content, sealing, who, because, &readers)?;
    let act = SlipAct { kind: act, reader: who.id.clone(), at: now, after: found.acts.len() };
    let anew = seal_anew(sealing, who, found, content, &route, &readers, act).await?;
    let slot_seconds = sealing.slot_seconds;
    let (slip, thread) = (found.line.id.clone(), found.thread.id());
    let (day, seen) = (found.line.day, found.acts_seen());
    let envelope = found.envelope.clone();
    db.write(who.school.clone(), Actor::SomeReader, now, move |writer| {
        if slip_acts::count(writer, &slip)? != seen {
            return Err(ServiceError::Changed);
        }
        slip_acts::delete_of_slips(writer, std::slice::from_ref(&slip))?;
        unfinished_notes::delete_of_slips(writer, std::slice::from_ref(&slip))?;
        if !slips::replace(writer, &slip, &envelope, &anew.slip)? {
            return Err(ServiceError::Changed);
        }
        for act in &anew.acts {
            append_act(writer, &anew.slip.id, act)?;
        }
        tombstones::append_resealed(writer, day)?;
        threads::set_told(writer, &thread, &anew.told)?;
        note_purge(writer)?;
        notify(writer, &anew, slot_seconds)
    })
    .await?;
    Ok(())
}

async fn trusted(
    db: &Db,
    sealing: &Sealing,
    who: &ReaderAtWork,
) -> Result<Vec<TrustedReader>, ServiceError> {
    let (pepper, chains) = (Arc::clone(&sealing.pepper), Arc::clone(&sealing.chains));
    let read = move |reader: &mut Reader<'_>| trusted_readers_now(reader, &pepper, &chains);
    Ok(db.read::<_, DbError>(who.school.clone(), read).await?)
}

fn routed(
    content: &mut SlipContent,
    sealing: &Sealing,
    who: &ReaderAtWork,
    because: HandOnReason,
    readers: &[TrustedReader],
) -> Result<Route, NoRoute> {
    let summaries: Vec<_> = readers.iter().map(|reader| reader.summary.clone()).collect();
    content.hand_on(who.id.clone(), because, &sealing.taxonomy, &summaries)
}

/// Everything there was of the slip, for its readers of now alone. An act that was changed in the database
/// opens for nobody and is left behind.
async fn seal_anew(
    sealing: &Sealing,
    who: &ReaderAtWork,
    found: &FoundSlip,
    content: SlipContent,
    route: &Route,
    readers: &[TrustedReader],
    handed_on: SlipAct,
) -> Result<Anew, HandOnError> {
    let is_overseen = content.is_overseen;
    let name = found.name()?;
    let told: Vec<ReaderId> = route.readers.iter().map(|reader| reader.id.clone()).collect();
    let mut notified = told.clone();
    if is_overseen {
        let heads = readers.iter().filter(|one| one.summary.roles.has(Role::Head));
        let heads = heads.map(|head| head.summary.id.clone());
        notified.extend(heads.filter(|head| !told.contains(head) && *head != who.id));
    }
    let keys = keys_of(route, readers);
    let sealed = seal(sealing, &who.school, found.line.day, content, keys).await?;
    let id = SlipId::from_random(random::bytes().map_err(ServiceError::from)?);
    let name_box = sealed.key.seal_name(id.as_str(), name.expose());
    let name_box = name_box.map_err(|_| ServiceError::Damaged)?;
    let overseen = is_overseen.then_some(found.line.day);
    let entry = seal_entry(who, handed_on.at, (&handed_on.kind).into(), overseen.as_slice())?;
    let mut acts = Vec::with_capacity(found.acts.len() + 1);
    for act in &found.acts {
        acts.push(seal_act(&sealed.key, act.clone())?);
    }
    acts.push(seal_act(&sealed.key, handed_on)?.with_entry(entry));
    let told = found.thread.seal_told(&told).map_err(ServiceError::from)?;
    let told = told.ok_or(ServiceError::Damaged)?;
    let slip = SealedAnew { id, envelope: sealed.envelope, name_box };
    Ok(Anew { slip, acts, told, notified })
}

/// Notices like any other: that there is something to look at, and not what.
fn notify(writer: &mut Writer<'_>, anew: &Anew, slot_seconds: i64) -> Result<(), ServiceError> {
    let slot = writer.now.next_slot(slot_seconds);
    for reader in &anew.notified {
        let id = NoticeId::from_random(random::bytes()?);
        outbox::enqueue(writer, &id, reader, NoticeKind::Slip, slot, slot)?;
    }
    Ok(())
}
