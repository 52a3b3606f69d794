//! A reader reads a slip that is theirs. One that they cannot open does not exist for them.

use std::sync::Arc;

use super::ServiceError;
use super::find_beside::{Others, find_beside};
use super::log_act::{SealedEntry, append_entry, seal_entry};
use super::read_answers::{SlipAnswers, find_answers};
use super::slip_index::{Place, SlipSheet};
use super::thread_of_slip::ThreadOfSlip;
use crate::crypto::envelope::{self, Context, Opened};
use crate::crypto::{
    Pepper, ReaderPrivateKeys, ReaderPublicKeys, Secret, SlipKey, ThreadKey, traces,
};
use crate::db::{Db, Writer};
use crate::domain::{
    ActKind, Actor, AuditedAct, Beside, Case, Day, EntryId, ReaderId, SchoolId, SlipAct,
    SlipContent, SlipId, SlipState, ThreadId, Timestamp, in_order,
};
use crate::store::slip_lists::SlipLine;
use crate::store::{slip_acts, slip_indexes, slips};

/// A reader at their school, with the keys of their session.
#[derive(Clone)]
pub struct ReaderAtWork {
    pub id: ReaderId,
    pub school: SchoolId,
    pub keys: ReaderPrivateKeys,
    /// Those of the heads, who learn what is done with slips.
    pub heads: Vec<ReaderPublicKeys>,
    pub pepper: Arc<Pepper>,
}

/// A slip of this reader, still closed.
pub struct FoundSlip {
    pub line: SlipLine,
    pub key: SlipKey,
    /// To what goes back and forth after it.
    pub thread: ThreadKey,
    /// Whether the heads learn that something is done with it.
    pub(super) is_overseen: bool,
    /// What its readers did, oldest first.
    pub acts: Vec<SlipAct>,
    /// Acts that were changed in the database. They never keep a slip from being read.
    pub damaged_acts: usize,
    /// What the pupil has answered since, and whether they can be written to.
    pub answers: SlipAnswers,
    /// The other slips of its case that this reader can open; of one of those, none.
    pub beside: Vec<FoundSlip>,
    /// Those that this reader can open and that were of its case once, or are other cases of the same slip.
    pub(super) apart: Vec<(ThreadId, SlipId)>,
    /// Who looks at it.
    pub(super) reader: ReaderId,
    /// How many acts on its whole case were seen: what is written next comes after them.
    pub(super) after: usize,
    pub(super) envelope: Vec<u8>,
    name_box: Option<Vec<u8>>,
}

impl FoundSlip {
    /// It, and then the other slips of its case that this reader can open.
    pub fn whole(&self) -> impl Iterator<Item = &Self> + Clone {
        std::iter::once(self).chain(&self.beside)
    }

    /// Which one of its case the slip at this place in `whole` is, from 1, in order of their days.
    pub fn number(&self, place: usize) -> usize {
        let before = self.beside.iter().filter(|slip| slip.named() < self.named()).count();
        match place {
            0 => before + 1,
            place if place <= before => place,
            place => place + 1,
        }
    }

    /// Its case, as far as this reader can open it.
    pub fn case(&self) -> Case {
        Case::of_slips(&self.acts_by_slip())
    }

    /// What was done with its whole case in order of time, each with the place of its slip in `whole`. That
    /// slips were put together is said to whoever can open both.
    pub fn acts_in_order(&self) -> Vec<(usize, &SlipAct)> {
        let mut acts = in_order(&self.acts_by_slip());
        acts.retain(|(_, act)| {
            let named = act.kind.names_slips();
            named.is_empty()
                || named.iter().any(|one| self.knows(&one.thread) || self.was_told(one))
        });
        // It stands on each of them, and is said once.
        acts.dedup_by(|(_, next), (_, act)| {
            let is_same = (next.at, next.after, &next.reader) == (act.at, act.after, &act.reader);
            is_same && !next.kind.names_slips().is_empty() && !act.kind.names_slips().is_empty()
        });
        acts
    }

    fn acts_by_slip(&self) -> Vec<&[SlipAct]> {
        self.whole().map(|slip| slip.acts.as_slice()).collect()
    }

    fn knows(&self, thread: &ThreadId) -> bool {
        self.apart.iter().any(|(apart, _)| apart == thread)
            || self.whole().any(|slip| slip.thread.id() == *thread)
    }

    /// What is noted when it is closed.
    pub(super) fn own_thread(&self, who: &ReaderAtWork) -> Result<ThreadOfSlip, ServiceError> {
        ThreadOfSlip::seal(&who.pepper, &self.line.id, self.thread.id())
    }

    /// What names it in the acts on others.
    pub(super) fn named(&self) -> Beside {
        Beside { day: self.line.day, thread: self.thread.id() }
    }

    /// When this reader opened it last, if ever.
    pub fn opened_at(&self, by: &ReaderId) -> Option<Timestamp> {
        opened_at(&self.acts, by)
    }

    /// What the pupil wrote. Only after `open_slip`, which tells the other readers.
    pub fn content(&self, school: &SchoolId) -> Result<SlipContent, ServiceError> {
        content_of(school, self.line.day, &self.key, &self.envelope)
    }

    /// The name of the pupil, if they wrote it to be found; else empty. Only after `open_slip`.
    pub fn name(&self) -> Result<Secret<String>, ServiceError> {
        let Some(name_box) = &self.name_box else { return Ok(Secret::new(String::new())) };
        self.key.open_name(self.line.id.as_str(), name_box).map_err(|_| ServiceError::Damaged)
    }
}

/// What is in an envelope of this day.
pub(super) fn content_of(
    school: &SchoolId,
    day: Day,
    key: &SlipKey,
    envelope: &[u8],
) -> Result<SlipContent, ServiceError> {
    let context = Context { school: school.as_str(), day: day.0 };
    let opened = envelope::open_with_key(envelope, key.clone(), &context)
        .map_err(|_| ServiceError::Damaged)?;
    serde_json::from_slice(opened.plain.expose()).map_err(|_| ServiceError::Damaged)
}

pub(super) fn opened_at(acts: &[SlipAct], by: &ReaderId) -> Option<Timestamp> {
    let is_opening = |act: &&SlipAct| act.kind == ActKind::Opened && act.reader == *by;
    acts.iter().filter(is_opening).map(|act| act.at).max()
}

/// One slip and what was done with it, and with the others of its case; `NotFound` when it is not this reader's.
pub async fn find_slip(
    db: &Db,
    who: &ReaderAtWork,
    slip: &SlipId,
) -> Result<FoundSlip, ServiceError> {
    let found = find_one(db, who, slip).await?;
    let Others { mut together, apart } = find_beside(db, who, &found.named(), &found.acts).await?;
    let after = found.after + together.iter().map(|slip| slip.after).sum::<usize>();
    together.iter_mut().for_each(|slip| slip.after = after);
    Ok(FoundSlip { beside: together, apart, after, ..found })
}

/// One slip by itself.
pub(super) async fn find_one(
    db: &Db,
    who: &ReaderAtWork,
    slip: &SlipId,
) -> Result<FoundSlip, ServiceError> {
    let (id, slip) = (who.id.clone(), slip.clone());
    let (row, acts, sealed) = db
        .read(who.school.clone(), move |reader| -> Result<_, ServiceError> {
            let row = slips::find(reader, &slip)?.ok_or(ServiceError::NotFound)?;
            let acts = slip_acts::list(reader, &slip)?;
            let sheet = slip_indexes::find(reader, &id, row.line().day)?;
            Ok((row, acts, sheet))
        })
        .await?;
    let line = row.line();
    let known = open_sheet(who, line.day, sealed.as_deref()).key_of(&line.id);
    let key = match known {
        Some(key) => key,
        None => try_one(who.clone(), line.day, row.envelope.clone())
            .await?
            .ok_or(ServiceError::NotFound)?,
    };
    let stored = acts.len();
    let acts = open_acts(&key, &acts);
    let (after, damaged_acts) = (acts.len(), stored - acts.len());
    let content = content_of(&who.school, line.day, &key, &row.envelope).ok();
    let is_overseen = content.as_ref().is_some_and(|content| content.is_overseen);
    let thread = thread_in(content, &key);
    let looked_at = thread.clone();
    let answers =
        db.read(who.school.clone(), move |reader| find_answers(reader, &looked_at)).await?;
    let (envelope, name_box) = (row.envelope, row.name_box);
    Ok(FoundSlip {
        line,
        key,
        thread,
        is_overseen,
        acts,
        damaged_acts,
        answers,
        beside: Vec::new(),
        apart: Vec::new(),
        reader: who.id.clone(),
        after,
        envelope,
        name_box,
    })
}

/// A slip that was sealed anew says what its thread's key was.
pub(super) fn thread_of(school: &SchoolId, day: Day, key: &SlipKey, envelope: &[u8]) -> ThreadKey {
    thread_in(content_of(school, day, key, envelope).ok(), key)
}

pub(super) fn thread_in(content: Option<SlipContent>, key: &SlipKey) -> ThreadKey {
    let told = content.and_then(|content| ThreadKey::parse(&content.thread?));
    told.unwrap_or_else(|| key.thread())
}

/// Says to the slip's other readers that this one reads it now.
pub async fn open_slip(
    db: &Db,
    who: &ReaderAtWork,
    found: &FoundSlip,
    now: Timestamp,
) -> Result<(), ServiceError> {
    write_act(db, who, found, now, ActKind::Opened).await
}

/// Writes an act that changes nothing else.
pub(super) async fn write_act(
    db: &Db,
    who: &ReaderAtWork,
    found: &FoundSlip,
    now: Timestamp,
    kind: ActKind,
) -> Result<(), ServiceError> {
    let act = sealed_act(found, who, now, kind)?;
    let (slip, actor) = (found.line.id.clone(), Actor::Reader(who.id.clone()));
    db.write(who.school.clone(), actor, now, move |writer| append_act(writer, &slip, &act)).await
}

/// An act as it is stored.
pub(super) struct SealedAct {
    id: EntryId,
    sealed: Vec<u8>,
    /// What the audit log says of it; absent where it is one of many, and said once for them.
    entry: Option<SealedEntry>,
}

impl SealedAct {
    /// With what the audit log says of it.
    pub(super) fn with_entry(self, entry: SealedEntry) -> Self {
        Self { entry: Some(entry), ..self }
    }
}

/// Seals what a reader does, for the slip's readers, and for the heads that it was done.
pub(super) fn sealed_act(
    found: &FoundSlip,
    who: &ReaderAtWork,
    at: Timestamp,
    kind: ActKind,
) -> Result<SealedAct, ServiceError> {
    let overseen = found.is_overseen.then_some(found.line.day);
    let entry = seal_entry(who, at, AuditedAct::from(&kind), overseen.as_slice())?;
    let act = SlipAct { kind, reader: who.id.clone(), at, after: found.after };
    Ok(seal_act(&found.key, act)?.with_entry(entry))
}

/// The same for a slip that is one of many; the audit log is told of all of them at once.
pub(super) fn sealed_under(
    key: &SlipKey,
    reader: &ReaderId,
    at: Timestamp,
    kind: ActKind,
) -> Result<SealedAct, ServiceError> {
    seal_act(key, SlipAct { kind, reader: reader.clone(), at, after: 0 })
}

pub(super) fn seal_act(key: &SlipKey, act: SlipAct) -> Result<SealedAct, ServiceError> {
    let id = EntryId::from_random(crate::crypto::random::bytes()?);
    let plain = Secret::new(serde_json::to_vec(&act).map_err(|_| ServiceError::Damaged)?);
    let sealed = key.seal_act(id.as_str(), plain.expose()).map_err(|_| ServiceError::Damaged)?;
    Ok(SealedAct { id, sealed, entry: None })
}

pub(super) fn append_act(
    writer: &mut Writer<'_>,
    slip: &SlipId,
    act: &SealedAct,
) -> Result<(), ServiceError> {
    slip_acts::insert(writer, &act.id, slip, &act.sealed)?;
    act.entry.as_ref().map_or(Ok(()), |entry| append_entry(writer, entry))
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
    let change = SealedMove::new(found, who, now, change)?;
    let actor = Actor::Reader(who.id.clone());
    db.write(who.school.clone(), actor, now, move |writer| change.make(writer)).await
}

/// A move on its way into the database.
pub(super) struct SealedMove {
    slip: SlipId,
    thread: ThreadOfSlip,
    from: &'static [SlipState],
    to: SlipState,
    purge_on: Option<Day>,
    act: SealedAct,
}

impl SealedMove {
    pub(super) fn new(
        found: &FoundSlip,
        who: &ReaderAtWork,
        now: Timestamp,
        change: Move,
    ) -> Result<Self, ServiceError> {
        let Move { from, to, purge_on, act } = change;
        let act = sealed_act(found, who, now, act)?;
        let (slip, thread) = (found.line.id.clone(), found.own_thread(who)?);
        Ok(Self { slip, thread, from, to, purge_on, act })
    }

    pub(super) fn make(&self, writer: &mut Writer<'_>) -> Result<(), ServiceError> {
        for state in self.from {
            if self.thread.set_state(writer, *state, self.to, self.purge_on)? {
                return append_act(writer, &self.slip, &self.act);
            }
        }
        Err(ServiceError::Changed)
    }
}

pub(super) fn open_acts(key: &SlipKey, stored: &[(EntryId, Vec<u8>)]) -> Vec<SlipAct> {
    let opened = stored.iter().filter_map(|(id, sealed)| {
        let plain = key.open_act(id.as_str(), sealed).ok()?;
        serde_json::from_slice::<SlipAct>(plain.expose()).ok()
    });
    let mut acts: Vec<SlipAct> = opened.collect();
    acts.sort_by_key(|act| (act.at, act.after));
    acts
}

/// A sheet that does not open is begun anew: it holds nothing that trying does not find again.
pub(super) fn open_sheet(who: &ReaderAtWork, day: Day, sealed: Option<&[u8]>) -> SlipSheet {
    let place = Place { reader: &who.id, day };
    let opened = sealed.map(|sealed| SlipSheet::open(&who.keys, place, sealed));
    opened.and_then(Result::ok).unwrap_or_default()
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

pub(super) fn open(
    who: &ReaderAtWork,
    day: Day,
    envelope: &[u8],
) -> Result<Option<Opened>, ServiceError> {
    let context = Context { school: who.school.as_str(), day: day.0 };
    envelope::open(envelope, &who.keys, &context).map_err(|_| ServiceError::Damaged)
}
