//! A reader hands a slip on because it concerns them. It is sealed anew, under another key and another id, to
//! whoever reads it without them; what was there before is gone, so that nobody else has a way to it.

use std::collections::BTreeSet;

use super::ServiceError;
use super::cases_of_slip::other_cases;
use super::log_act::seal_entry;
use super::read_slip::{FoundSlip, ReaderAtWork, seal_act};
use super::seal_anew::{Anew, seal_anew};
use super::send_slip::{Sealing, on_route};
use super::trusted_readers::TrustedReader;
use crate::crypto::random;
use crate::db::{Db, DbError, Writer};
use crate::domain::{
    ActKind, Actor, Away, HandOnReason, NoRoute, NoticeId, NoticeKind, ReaderId, ReaderSummary,
    Role, Route, SlipAct, SlipContent, SlipId, Timestamp,
};
use crate::store::outbox;

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

/// Who would read the slip if this reader handed it on, for each reason; empty where nobody could.
pub async fn who_would_read(
    db: &Db,
    sealing: &Sealing,
    who: &ReaderAtWork,
    found: &FoundSlip,
    now: Timestamp,
) -> Result<Vec<(HandOnReason, Vec<ReaderSummary>)>, ServiceError> {
    let today = now.day();
    let (readers, leaves) = sealing.trusted_and_leaves(db, &who.school, today).await?;
    let away = Away::on(&leaves, today);
    let content = found.content(&who.school)?;
    let choice = |because| {
        let route = routed(&mut content.clone(), sealing, who, because, (&readers, &away));
        (because, route.map(|route| route.readers).unwrap_or_default())
    };
    Ok(HandOnReason::ALL.map(choice).into())
}

/// Locks this reader out, and whoever else may not read it any more: of every case of the slip that they can
/// open, since all have its words. `Changed` when something was done with one since it was looked at; then all
/// are as they were.
pub async fn hand_on(
    db: &Db,
    sealing: &Sealing,
    who: &ReaderAtWork,
    found: &FoundSlip,
    now: Timestamp,
    act: ActKind,
) -> Result<(), HandOnError> {
    let ActKind::HandedOn { because, .. } = act else { return Err(ServiceError::Damaged.into()) };
    let today = now.day();
    let (readers, leaves) = sealing.trusted_and_leaves(db, &who.school, today).await?;
    let away = Away::on(&leaves, today);
    let others = other_cases(db, who, found).await?;
    let (mut sealed, mut told) = (Vec::new(), BTreeSet::new());
    for case in std::iter::once(found).chain(&others) {
        let mut content = case.content(&who.school)?;
        let route = routed(&mut content, sealing, who, because, (&readers, &away))?;
        let (kind, after) = (act.clone(), case.after);
        let act = SlipAct { kind, reader: who.id.clone(), at: now, after };
        told.extend(notified(who, &content, &route, &readers));
        let to = on_route(&route, &readers);
        sealed.push(OtherReaders { content, to, act }.seal(sealing, who, case).await?);
    }
    let slot_seconds = sealing.slot_seconds;
    db.write(who.school.clone(), Actor::SomeReader, now, move |writer| {
        sealed.iter().try_for_each(|anew| anew.take_its_place(writer))?;
        notify(writer, &told, slot_seconds)
    })
    .await?;
    Ok(())
}

/// A slip that others read from now on.
pub(super) struct OtherReaders<'a> {
    pub content: SlipContent,
    /// All of them.
    pub to: Vec<&'a TrustedReader>,
    /// What brought it about.
    pub act: SlipAct,
}

impl OtherReaders<'_> {
    /// What is to be put in the place of the slip, with the act on it.
    async fn seal(
        self,
        sealing: &Sealing,
        who: &ReaderAtWork,
        found: &FoundSlip,
    ) -> Result<Anew, ServiceError> {
        let Self { content, to, act } = self;
        let overseen = content.is_overseen.then_some(found.line.day);
        let entry = seal_entry(who, act.at, (&act.kind).into(), overseen.as_slice())?;
        let mut anew = seal_anew(sealing, &who.school, found, content, &to).await?;
        anew.append(seal_act(anew.key(), act)?.with_entry(entry));
        Ok(anew)
    }

    /// Seals it anew, puts it in the place of the slip, tells these, and says what its address is from now on.
    /// `Changed` when something was done with the slip since it was looked at.
    pub async fn take_over(
        self,
        db: &Db,
        sealing: &Sealing,
        who: &ReaderAtWork,
        found: &FoundSlip,
        told: Vec<ReaderId>,
    ) -> Result<SlipId, ServiceError> {
        let now = self.act.at;
        let anew = self.seal(sealing, who, found).await?;
        let (id, slot_seconds) = (anew.id().clone(), sealing.slot_seconds);
        db.write(who.school.clone(), Actor::SomeReader, now, move |writer| {
            anew.take_its_place(writer)?;
            notify(writer, &told, slot_seconds)
        })
        .await?;
        Ok(id)
    }
}

fn routed(
    content: &mut SlipContent,
    sealing: &Sealing,
    who: &ReaderAtWork,
    because: HandOnReason,
    (readers, away): (&[TrustedReader], &Away),
) -> Result<Route, NoRoute> {
    let summaries: Vec<_> = readers.iter().map(|reader| reader.summary.clone()).collect();
    content.hand_on(who.id.clone(), because, &sealing.taxonomy, &summaries, away)
}

/// Who gets a notice: those who read it now, and the heads who learn of it.
fn notified(
    who: &ReaderAtWork,
    content: &SlipContent,
    route: &Route,
    readers: &[TrustedReader],
) -> Vec<ReaderId> {
    let told: Vec<ReaderId> = route.readers.iter().map(|reader| reader.id.clone()).collect();
    let mut notified = told.clone();
    if content.is_overseen {
        let heads = readers.iter().filter(|one| one.summary.roles.has(Role::Head));
        let heads = heads.map(|head| head.summary.id.clone());
        notified.extend(heads.filter(|head| !told.contains(head) && *head != who.id));
    }
    notified
}

/// Notices like any other: that there is something to look at, and not what.
pub(super) fn notify<'a>(
    writer: &mut Writer<'_>,
    notified: impl IntoIterator<Item = &'a ReaderId>,
    slot_seconds: i64,
) -> Result<(), ServiceError> {
    let slot = writer.now.next_slot(slot_seconds);
    for reader in notified {
        let id = NoticeId::from_random(random::bytes()?);
        outbox::enqueue(writer, &id, reader, NoticeKind::Slip, slot, slot)?;
    }
    Ok(())
}
