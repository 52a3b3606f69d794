//! A pupil sends a slip.

use std::sync::Arc;

use crate::crypto::envelope::{self, Sealed, SpareSlots};
use crate::crypto::{
    CodeKeys, NoRandomness, Pepper, ReaderPublicKeys, Secret, SlipKey, Suite, ThreadKey,
    VerifiedChains, random, traces,
};
use crate::db::{Db, DbError, QueryFailure, Reader, Writer};
use crate::domain::{
    Actor, AlikeId, Answers, Away, Day, Language, Leave, Mode, NoticeId, NoticeKind, OpenThread,
    PassedOn, ReaderId, ReaderSummary, Route, SchoolId, SlipContent, SlipId, Taxonomy, ThreadId,
    Timestamp, Tray, all_away_until, is_overseen, route_with_cover,
};
use crate::rate_limit::Manner;
use crate::store::slips::SealedSlip;
use crate::store::threads::SealedWay;
use crate::store::{outbox, sent_drafts, slips, threads};

use super::open_slot::slot_of_new_slip;
use super::rush_notices::{Told, rush_ends_at, tell_of_emergency};
use super::set_leave::known_leaves;
use super::trusted_readers::{TrustedReader, sealed_to, trusted_readers_now};

/// What sealing needs.
#[derive(Clone)]
pub struct Sealing {
    pub pepper: Arc<Pepper>,
    pub chains: Arc<VerifiedChains>,
    pub suite: Suite,
    pub spare_slots: Arc<SpareSlots>,
    pub taxonomy: Arc<Taxonomy>,
    pub slot_seconds: i64,
}

impl Sealing {
    /// Everyone to whom slips may be sealed now.
    pub(super) async fn trusted(
        &self,
        db: &Db,
        school: &SchoolId,
    ) -> Result<Vec<TrustedReader>, DbError> {
        let (pepper, chains) = (Arc::clone(&self.pepper), Arc::clone(&self.chains));
        let read = move |reader: &mut Reader<'_>| trusted_readers_now(reader, &pepper, &chains);
        db.read(school.clone(), read).await
    }

    /// The same, and when those are away who are not back yet.
    pub(super) async fn trusted_and_leaves(
        &self,
        db: &Db,
        school: &SchoolId,
        today: Day,
    ) -> Result<(Vec<TrustedReader>, Vec<Leave>), DbError> {
        let (pepper, chains) = (Arc::clone(&self.pepper), Arc::clone(&self.chains));
        let read = move |reader: &mut Reader<'_>| -> Result<_, DbError> {
            let leaves = known_leaves(reader, &pepper, today)?;
            Ok((trusted_readers_now(reader, &pepper, &chains)?, leaves))
        };
        db.read(school.clone(), read).await
    }
}

/// A slip on its way.
pub struct OutgoingSlip {
    /// The hash of its draft's id and answers: the same slip, however often Send is pressed.
    pub draft_hash: [u8; 32],
    pub answers: Answers,
    pub mode: Mode,
    pub language: Language,
    /// What was told with pictures, in sentences.
    pub sentences: String,
    /// Absent where the pupil sends it.
    pub passed_on: Option<PassedOn>,
    /// Decides how soon its readers are told of an emergency in a rush. It is stored nowhere.
    pub manner: Manner,
    pub tray: Tray,
    /// Of a slip that comes in a rush: those beside it that say nearly the same.
    pub alike: Option<AlikeId>,
}

/// What the pupil is told of a slip that is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentSlip {
    pub readers: Vec<ReaderSummary>,
    /// Whether its readers are being told now, and not only when its slot ends.
    pub is_told_now: bool,
    /// Until when none of them is at work; absent where one of them is.
    pub nobody_until: Option<Day>,
    /// How much room it takes; none when it was stored before.
    pub bytes: usize,
    /// What it takes to give it a code; absent when it was stored at an earlier press.
    pub thread: Option<OpenThread>,
}

/// A slip on its way into the database, with the thread that begins with it.
struct Outgoing {
    slip: SealedSlip,
    manner: Manner,
    thread: ThreadId,
    way: SealedWay,
}

/// Why a slip was not stored. The pupil keeps their words each time.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    #[error("nobody is left who may read it")]
    NobodyLeft,
    #[error(transparent)]
    Database(#[from] DbError),
    #[error("the slip could not be sealed")]
    NotSealed,
}

impl From<NoRandomness> for SendError {
    fn from(_: NoRandomness) -> Self {
        Self::NotSealed
    }
}

/// Seals the slip to its readers, stores it and puts a notice to each in the outbox, all in one
/// transaction. A draft that was sent before is answered as sent, and stays as it was then.
pub async fn send_slip(
    db: &Db,
    sealing: &Sealing,
    school: &SchoolId,
    now: Timestamp,
    outgoing: OutgoingSlip,
) -> Result<SentSlip, SendError> {
    let today = now.day();
    let (readers, leaves) = sealing.trusted_and_leaves(db, school, today).await?;
    let OutgoingSlip { draft_hash, mut answers, mode, language, sentences, .. } = outgoing;
    let OutgoingSlip { passed_on, manner, tray, alike, .. } = outgoing;
    // A form of ours names nobody else, and the seal has room for no more.
    answers.hidden_from.retain(|id| readers.iter().any(|reader| reader.summary.id == *id));
    // A box of its own, so that it can be taken out of the slip.
    let name = Secret::new(std::mem::take(&mut answers.name));
    let route = route_of(&answers, &sealing.taxonomy, &readers, &Away::on(&leaves, today))?;
    let nobody_until = all_away_until(&leaves, &route.readers, today);
    let urgency = answers.urgency(&sealing.taxonomy);
    let (told, to) = (route.readers.clone(), on_route(&route, &readers));
    let keys = to.iter().map(|reader| reader.keys.clone()).collect();
    let is_overseen = {
        let summaries: Vec<_> = readers.iter().map(|reader| reader.summary.clone()).collect();
        is_overseen(answers.routed_as(&sealing.taxonomy), &summaries, &answers.hidden_from)
    };
    let content = SlipContent {
        taxonomy: sealing.taxonomy.edition().to_owned(),
        category: answers.category(&sealing.taxonomy).code.clone(),
        urgency,
        answers,
        mode,
        language,
        told: sentences,
        passed_on,
        readers: told.iter().map(ReaderSummary::name_and_title).collect(),
        sealed_to: sealed_to(to.iter().copied()),
        part_of_day: now.part_of_day(),
        is_overseen,
        handed_on: Vec::new(),
        let_in: Vec::new(),
        thread: None,
        alike,
        begun_from: None,
    };
    let sealed = seal(sealing, school, now.day(), content, keys).await?;
    let id = SlipId::from_random(random::bytes()?);
    let name_box = sealed.key.seal_name(id.as_str(), name.expose());
    let name_box = name_box.map_err(|_| SendError::NotSealed)?;
    let thread = open_thread(&sealed.key, &route);
    let (thread_id, way) = begin_thread(&sealed.key, &thread.readers)?;
    let slip =
        SealedSlip { id, day: now.day(), urgency, tray, envelope: sealed.envelope, name_box };
    let room = slip.envelope.len() + slip.name_box.len();
    let outgoing = Outgoing { slip, manner, thread: thread_id, way };
    let slot_seconds = sealing.slot_seconds;
    let stored = db.write(school.clone(), Actor::Pupil, now, move |writer| {
        store(writer, &draft_hash, &outgoing, &route, slot_seconds)
    });
    let (is_told_now, bytes, thread) = match stored.await {
        Ok(is_told_now) => (is_told_now, room, Some(thread)),
        // Told of at the first press, unless so many had come that it had to wait.
        Err(SendError::Database(DbError::Query(QueryFailure::AlreadyThere))) => {
            (urgency.leaves_at_once() && tray == Tray::Normal, 0, None)
        }
        Err(error) => return Err(error),
    };
    Ok(SentSlip { readers: told, is_told_now, nobody_until, bytes, thread })
}

fn open_thread(key: &SlipKey, route: &Route) -> OpenThread {
    let readers = route.readers.iter().map(|reader| reader.id.clone()).collect();
    OpenThread { key: key.thread().to_text().expose().clone(), readers }
}

/// The row of a slip's thread: that of one whose pupil wants no code.
pub fn begin_thread(
    key: &SlipKey,
    told: &[ReaderId],
) -> Result<(ThreadId, SealedWay), NoRandomness> {
    let thread: ThreadKey = key.thread();
    let told = thread.seal_told(told)?;
    Ok((thread.id(), SealedWay { told, ..without_code(&thread)? }))
}

/// What stands in a thread's row while there is no code. Nobody but the slip's readers can tell.
pub(super) fn without_code(thread: &ThreadKey) -> Result<SealedWay, NoRandomness> {
    let (tag, way) = CodeKeys::look_alike()?;
    Ok(SealedWay { tag, mark: thread.seal_mark(false)?, way, told: None })
}

/// Whether this draft was sent, also before a restart.
pub async fn was_sent(db: &Db, school: &SchoolId, draft_hash: [u8; 32]) -> Result<bool, DbError> {
    db.read(school.clone(), move |reader| sent_drafts::is_sent(reader, &draft_hash)).await
}

/// Whom these answers lead to, while some readers are away.
pub fn route_of(
    answers: &Answers,
    taxonomy: &Taxonomy,
    readers: &[TrustedReader],
    away: &Away,
) -> Result<Route, SendError> {
    let summaries: Vec<_> = readers.iter().map(|reader| reader.summary.clone()).collect();
    let category = answers.routed_as(taxonomy);
    route_with_cover(answers, category, &summaries, &answers.hidden_from, away)
        .map_err(|_| SendError::NobodyLeft)
}

pub(super) fn on_route<'a>(route: &Route, readers: &'a [TrustedReader]) -> Vec<&'a TrustedReader> {
    let is_on_route =
        |reader: &&TrustedReader| route.readers.iter().any(|on| on.id == reader.summary.id);
    readers.iter().filter(is_on_route).collect()
}

/// Sealing is the dearest part of a Send: it has a thread of its own, and no transaction waits.
pub(super) async fn seal(
    sealing: &Sealing,
    school: &SchoolId,
    day: Day,
    mut content: SlipContent,
    keys: Vec<ReaderPublicKeys>,
) -> Result<Sealed, SendError> {
    let (suite, spare_slots) = (sealing.suite, Arc::clone(&sealing.spare_slots));
    let school = school.clone();
    let sealed = traces::leaving_none_elsewhere(move || {
        let written = |content: &SlipContent| serde_json::to_vec(content).map(Secret::new);
        let mut plain = written(&content).map_err(|_| SendError::NotSealed)?;
        if plain.expose().len() > envelope::PLAIN_BYTES_MAX {
            // The names of its readers tell nearly as much, and a pupil's words come first.
            content.sealed_to.clear();
            plain = written(&content).map_err(|_| SendError::NotSealed)?;
        }
        let context = envelope::Context { school: school.as_str(), day: day.0 };
        envelope::seal(plain.expose(), &keys, suite, &context, &spare_slots)
            .map_err(|_| SendError::NotSealed)
    });
    sealed.await.map_err(|_| SendError::NotSealed)?
}

/// Stores the slip with its notices, and says whether one of them leaves now.
fn store(
    writer: &mut Writer<'_>,
    draft_hash: &[u8; 32],
    Outgoing { slip, manner, thread, way }: &Outgoing,
    route: &Route,
    slot_seconds: i64,
) -> Result<bool, SendError> {
    let now = writer.now;
    let next_slot = slot_of_new_slip(writer, now, slot_seconds)?;
    sent_drafts::insert(writer, draft_hash, slip.day)?;
    let at_once = slip.urgency.leaves_at_once();
    if at_once {
        slips::insert(writer, slip)?;
    } else {
        slips::insert_into_intake(writer, slip)?;
    }
    threads::insert(writer, thread, slip.day, way)?;
    let mut is_told_now = false;
    for reader in &route.readers {
        // One notice to a reader for a kind and a slot, however many slips there are.
        let Told { kind, slot, due_at } = match (at_once, slip.tray) {
            (true, Tray::Normal) => Told { kind: NoticeKind::Urgent, slot: now, due_at: now },
            (true, Tray::Rush) => tell_of_emergency(writer, &reader.id, *manner, next_slot)?,
            (false, Tray::Normal) => {
                Told { kind: NoticeKind::Slip, slot: next_slot, due_at: next_slot }
            }
            (false, Tray::Rush) => rush_ends_at(now, next_slot),
        };
        let id = NoticeId::from_random(random::bytes()?);
        outbox::enqueue(writer, &id, &reader.id, kind, slot, due_at)?;
        is_told_now |= due_at <= now;
    }
    Ok(is_told_now)
}
