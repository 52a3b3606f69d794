//! A reader finds the slips that are theirs, and reads one. What they cannot open does not exist
//! for them.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::ServiceError;
use super::slip_index::SlipIndex;
use crate::crypto::envelope::{self, Context, Opened};
use crate::crypto::{ReaderPrivateKeys, Secret, SlipKey, traces};
use crate::db::{Db, Reader, Writer};
use crate::domain::{
    ActKind, Actor, Day, EntryId, ReaderId, SchoolId, SlipAct, SlipContent, SlipId, SlipState,
    Timestamp,
};
use crate::store::slips::SlipLine;
use crate::store::{slip_acts, slip_indexes, slips};

/// Envelopes tried for one page: eight slots each, about a second in all when none opens.
const TRIED_AT_ONCE_MAX: usize = 200;

/// A reader at their school, with the keys of their session.
#[derive(Clone)]
pub struct ReaderAtWork {
    pub id: ReaderId,
    pub school: SchoolId,
    pub keys: ReaderPrivateKeys,
}

/// The slips that a reader can open.
pub struct OwnSlips {
    /// Newest day first.
    pub lines: Vec<SlipLine>,
    /// Slips that have not been tried yet: there are too many for one page. Looking again helps.
    pub untried: usize,
    /// Slips that were changed in the database after they were sealed, and open for nobody.
    pub damaged: usize,
}

/// A slip of this reader, still closed.
pub struct FoundSlip {
    pub line: SlipLine,
    pub key: SlipKey,
    /// What its readers did, oldest first.
    pub acts: Vec<SlipAct>,
    /// Acts that were changed in the database. They never keep a slip from being read.
    pub damaged_acts: usize,
    envelope: Vec<u8>,
}

impl FoundSlip {
    /// When this reader opened it last, if ever.
    pub fn opened_at(&self, by: &ReaderId) -> Option<Timestamp> {
        let is_opening = |act: &&SlipAct| act.kind == ActKind::Opened && act.reader == *by;
        self.acts.iter().filter(is_opening).map(|act| act.at).max()
    }

    /// What the pupil wrote. Only after `open_slip`, which tells the other readers.
    pub fn content(&self, school: &SchoolId) -> Result<SlipContent, ServiceError> {
        let context = Context { school: school.as_str(), day: self.line.day.0 };
        let opened = envelope::open_with_key(&self.envelope, self.key.clone(), &context)
            .map_err(|_| ServiceError::Damaged)?;
        serde_json::from_slice(opened.plain.expose()).map_err(|_| ServiceError::Damaged)
    }
}

/// The reader's slips that are closed, or those that are not.
pub async fn list_own_slips(
    db: &Db,
    who: &ReaderAtWork,
    now: Timestamp,
    closed: bool,
) -> Result<OwnSlips, ServiceError> {
    let id = who.id.clone();
    let (sealed, open, done) = db
        .read(who.school.clone(), move |reader| -> Result<_, ServiceError> {
            let sealed = slip_indexes::find(reader, &id)?;
            let open = slips::list_lines(reader, false)?;
            Ok((sealed, open, slips::list_lines(reader, true)?))
        })
        .await?;
    let mut index = open_index(who, sealed.as_deref());
    let mut untried: Vec<&SlipLine> =
        open.iter().chain(&done).filter(|line| !index.has_tried(&line.id)).collect();
    // What cannot wait is found first.
    untried.sort_by_key(|line| Reverse(line.urgency));
    let untried: Vec<SlipId> = untried.into_iter().map(|line| line.id.clone()).collect();
    let mut damaged = 0;
    let (now_tried, left) = untried.split_at(untried.len().min(TRIED_AT_ONCE_MAX));
    if !now_tried.is_empty() {
        (index, damaged) = try_slips(db, who, index, now_tried.to_vec()).await?;
    }
    // The key of a slip that was deleted goes as soon as its reader looks: only they can take it out.
    let there: BTreeSet<&SlipId> = open.iter().chain(&done).map(|line| &line.id).collect();
    let has_forgotten = index.keep(|slip| there.contains(slip));
    if has_forgotten || !now_tried.is_empty() {
        keep_index(db, who, now, &index).await?;
    }
    let mut lines = if closed { done } else { open };
    lines.retain(|line| index.key_of(&line.id).is_some());
    Ok(OwnSlips { lines, untried: left.len(), damaged })
}

/// One slip and what was done with it; `NotFound` when it is not this reader's.
pub async fn find_slip(
    db: &Db,
    who: &ReaderAtWork,
    slip: &SlipId,
) -> Result<FoundSlip, ServiceError> {
    let (id, slip) = (who.id.clone(), slip.clone());
    let (row, acts, sealed) = db
        .read(who.school.clone(), move |reader| -> Result<_, ServiceError> {
            let row = slips::find(reader, &slip)?.ok_or(ServiceError::NotFound)?;
            let acts = slip_acts::list(reader, &slip)?;
            Ok((row, acts, slip_indexes::find(reader, &id)?))
        })
        .await?;
    let line = row.line();
    let known = open_index(who, sealed.as_deref()).key_of(&line.id).cloned();
    let key = match known {
        Some(key) => key,
        None => try_one(who.clone(), line.day, row.envelope.clone())
            .await?
            .ok_or(ServiceError::NotFound)?,
    };
    let stored = acts.len();
    let acts = open_acts(&key, &acts);
    let damaged_acts = stored - acts.len();
    Ok(FoundSlip { line, key, acts, damaged_acts, envelope: row.envelope })
}

/// Says to the slip's other readers that this one reads it now.
pub async fn open_slip(
    db: &Db,
    who: &ReaderAtWork,
    found: &FoundSlip,
    now: Timestamp,
) -> Result<(), ServiceError> {
    let act = sealed_act(found, &who.id, now, ActKind::Opened)?;
    let (slip, actor) = (found.line.id.clone(), Actor::Reader(who.id.clone()));
    db.write(who.school.clone(), actor, now, move |writer| append_act(writer, &slip, &act)).await
}

/// An act as it is stored.
pub(super) struct SealedAct {
    id: EntryId,
    sealed: Vec<u8>,
}

/// Seals what a reader does, for the slip's readers.
pub(super) fn sealed_act(
    found: &FoundSlip,
    reader: &ReaderId,
    at: Timestamp,
    kind: ActKind,
) -> Result<SealedAct, ServiceError> {
    let id = EntryId::from_random(crate::crypto::random::bytes()?);
    let act = SlipAct { kind, reader: reader.clone(), at };
    let plain = Secret::new(serde_json::to_vec(&act).map_err(|_| ServiceError::Damaged)?);
    let sealed =
        found.key.seal_act(id.as_str(), plain.expose()).map_err(|_| ServiceError::Damaged)?;
    Ok(SealedAct { id, sealed })
}

pub(super) fn append_act(
    writer: &mut Writer<'_>,
    slip: &SlipId,
    act: &SealedAct,
) -> Result<(), ServiceError> {
    Ok(slip_acts::insert(writer, &act.id, slip, &act.sealed)?)
}

/// From one of these states to that, and what its readers are told.
pub(super) struct Move {
    pub from: &'static [SlipState],
    pub to: SlipState,
    /// When it is deleted: of a slip that is closed.
    pub purge_on: Option<Day>,
    pub act: ActKind,
}

/// Moves a slip on and says so to its readers; `Changed` when it was no longer in the state it moves from.
pub(super) async fn move_on(
    db: &Db,
    who: &ReaderAtWork,
    found: &FoundSlip,
    now: Timestamp,
    change: Move,
) -> Result<(), ServiceError> {
    let Move { from, to, purge_on, act } = change;
    let act = sealed_act(found, &who.id, now, act)?;
    let (slip, actor) = (found.line.id.clone(), Actor::Reader(who.id.clone()));
    db.write(who.school.clone(), actor, now, move |writer| {
        for state in from {
            if slips::set_state(writer, &slip, *state, to, purge_on)? {
                return append_act(writer, &slip, &act);
            }
        }
        Err(ServiceError::Changed)
    })
    .await
}

fn open_acts(key: &SlipKey, stored: &[(EntryId, Vec<u8>)]) -> Vec<SlipAct> {
    let opened = stored.iter().filter_map(|(id, sealed)| {
        let plain = key.open_act(id.as_str(), sealed).ok()?;
        serde_json::from_slice::<SlipAct>(plain.expose()).ok()
    });
    let mut acts: Vec<SlipAct> = opened.collect();
    acts.sort_by_key(|act| act.at);
    acts
}

/// An index that does not open is begun anew: it holds nothing that trying does not find again.
fn open_index(who: &ReaderAtWork, sealed: Option<&[u8]>) -> SlipIndex {
    let opened = sealed.map(|sealed| SlipIndex::open(&who.keys, &who.id, sealed));
    opened.and_then(Result::ok).unwrap_or_default()
}

async fn try_slips(
    db: &Db,
    who: &ReaderAtWork,
    mut index: SlipIndex,
    slips: Vec<SlipId>,
) -> Result<(SlipIndex, usize), ServiceError> {
    let envelopes = db
        .read(who.school.clone(), move |reader: &mut Reader<'_>| -> Result<_, ServiceError> {
            Ok(slips::list_envelopes(reader, &slips)?)
        })
        .await?;
    let who = who.clone();
    let tried = traces::leaving_none_elsewhere(move || {
        let mut damaged = 0;
        for (slip, day, envelope) in envelopes {
            match open(&who, day, &envelope) {
                Ok(Some(opened)) => index.note_readable(&slip, opened.key),
                Ok(None) => index.note_unreadable(&slip),
                // Not noted, so that it is said again at every look: it may be a child's.
                Err(_) => damaged += 1,
            }
        }
        (index, damaged)
    });
    tried.await.map_err(|_| ServiceError::Damaged)
}

async fn try_one(
    who: ReaderAtWork,
    day: Day,
    envelope: Vec<u8>,
) -> Result<Option<SlipKey>, ServiceError> {
    let tried = traces::leaving_none_elsewhere(move || open(&who, day, &envelope));
    let opened = tried.await.map_err(|_| ServiceError::Damaged)??;
    Ok(opened.map(|opened| opened.key))
}

fn open(who: &ReaderAtWork, day: Day, envelope: &[u8]) -> Result<Option<Opened>, ServiceError> {
    let context = Context { school: who.school.as_str(), day: day.0 };
    envelope::open(envelope, &who.keys, &context).map_err(|_| ServiceError::Damaged)
}

async fn keep_index(
    db: &Db,
    who: &ReaderAtWork,
    now: Timestamp,
    index: &SlipIndex,
) -> Result<(), ServiceError> {
    let sealed = index.seal(&who.keys, &who.id)?;
    let (id, actor) = (who.id.clone(), Actor::Reader(who.id.clone()));
    db.write(who.school.clone(), actor, now, move |writer| -> Result<(), ServiceError> {
        Ok(slip_indexes::set_sealed(writer, &id, &sealed)?)
    })
    .await
}
