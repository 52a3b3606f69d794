//! The bare loop: it seals the same slip to the same readers and writes the same rows in the same
//! group commits, and does nothing else.

use std::sync::Arc;
use std::time::{Duration, Instant};

use ineedtotalk::app::{database_settings, read_pepper};
use ineedtotalk::clock::Clock;
use ineedtotalk::config::{Config, SealingSuite};
use ineedtotalk::crypto::envelope::{self, Context, SealError, SpareSlots};
use ineedtotalk::crypto::{ReaderPublicKeys, Suite, random};
use ineedtotalk::db::{Db, DbError};
use ineedtotalk::domain::{
    Actor, Away, Draft, Language, Mode, NoticeId, NoticeKind, Press, ReaderId, ReaderSummary,
    SchoolId, SlipContent, SlipId, Step, Taxonomy, Timestamp, Tray, Typed, Urgency,
};
use ineedtotalk::services::send_slip::{begin_thread, route_of};
use ineedtotalk::services::trusted_readers::{TrustedReader, sealed_to, trusted_readers};
use ineedtotalk::store::slips::SealedSlip;
use ineedtotalk::store::{outbox, schools, sent_drafts, slips, threads};
use tokio::task::JoinSet;

use crate::Fault;
use crate::latency::count;
use crate::visits::SLIP;

/// What the loop needs, read once.
pub struct Bare {
    db: Db,
    school: SchoolId,
    readers: Vec<ReaderId>,
    keys: Vec<ReaderPublicKeys>,
    suite: Suite,
    /// Always empty, as the service's is after the first moments of a load.
    spare_slots: SpareSlots,
    plain: Vec<u8>,
    urgency: Urgency,
    now: Timestamp,
    slot: Timestamp,
}

/// A school, and those whom its slips are sealed to.
pub struct Sealed {
    pub db: Db,
    pub school: SchoolId,
    pub suite: Suite,
    pub content: SlipContent,
    pub on_route: Vec<TrustedReader>,
    pub now: Timestamp,
}

impl Sealed {
    /// Reads what the slip of `visits` is sealed with at the first school of this database.
    pub async fn read(config: &Config) -> Result<Self, Fault> {
        let db = Db::connect(&database_settings(config)?)?;
        let pepper = read_pepper(&config.secrets.pepper_file)?;
        let (taxonomy, now) = (Taxonomy::embedded()?, Clock::System.now());
        let school = db.across_schools(schools::list).await?.pop().ok_or("no school")?.id;
        let readers =
            db.read::<_, DbError>(school.clone(), move |reader| trusted_readers(reader, &pepper));
        let readers = readers.await?;
        let mut draft = Draft::default();
        let typed = Typed(SLIP.iter().map(|(k, v)| ((*k).into(), (*v).into())).collect());
        draft.press(Step::Check, Press::Send, &typed, &taxonomy);
        let answers = draft.answers;
        let route = route_of(&answers, &taxonomy, &readers, &Away::default())?;
        let is_on_route = |one: &TrustedReader| route.readers.contains(&one.summary);
        let content = SlipContent {
            taxonomy: taxonomy.edition().to_owned(),
            category: answers.category(&taxonomy).code.clone(),
            urgency: answers.urgency(&taxonomy),
            answers,
            mode: Mode::More,
            language: Language::English,
            told: String::new(),
            passed_on: None,
            readers: route.readers.iter().map(ReaderSummary::name_and_title).collect(),
            sealed_to: sealed_to(readers.iter().filter(|one| is_on_route(one))),
            part_of_day: now.part_of_day(),
            is_overseen: true,
            handed_on: Vec::new(),
            let_in: Vec::new(),
            thread: None,
            alike: None,
            begun_from: None,
        };
        let suite = match config.sealing.suite {
            SealingSuite::XWing => Suite::XWing,
            SealingSuite::X25519 => Suite::X25519,
        };
        let on_route = readers.into_iter().filter(is_on_route).collect();
        Ok(Self { db, school, suite, content, on_route, now })
    }

    pub fn keys(&self) -> Vec<ReaderPublicKeys> {
        self.on_route.iter().map(|reader| reader.keys.clone()).collect()
    }
}

impl Bare {
    pub async fn open(config: &Config) -> Result<Self, Fault> {
        let sealed = Sealed::read(config).await?;
        Ok(Self {
            readers: sealed.on_route.iter().map(|reader| reader.summary.id.clone()).collect(),
            keys: sealed.keys(),
            suite: sealed.suite,
            spare_slots: SpareSlots::new(sealed.suite, 0)?,
            plain: serde_json::to_vec(&sealed.content)?,
            urgency: sealed.content.urgency,
            slot: sealed.now.next_slot(config.timing.slot_seconds),
            now: sealed.now,
            db: sealed.db,
            school: sealed.school,
        })
    }

    /// How many readers each slip is sealed to.
    pub fn readers(&self) -> usize {
        self.readers.len()
    }

    /// Slips in each second, `at_once` of them under way.
    pub async fn stored_per_second(
        self: &Arc<Self>,
        at_once: usize,
        lasting: Duration,
    ) -> Result<(usize, f64), Fault> {
        let since = Instant::now();
        let mut loops = JoinSet::new();
        for _ in 0..at_once {
            let bare = Arc::clone(self);
            loops.spawn(async move {
                let mut stored = 0;
                while since.elapsed() < lasting {
                    bare.store_one().await?;
                    stored += 1;
                }
                Ok::<usize, Fault>(stored)
            });
        }
        let mut stored = 0;
        while let Some(ended) = loops.join_next().await {
            stored += ended??;
        }
        Ok((stored, count(stored) / since.elapsed().as_secs_f64()))
    }

    fn seal(&self) -> Result<envelope::Sealed, SealError> {
        let context = Context { school: self.school.as_str(), day: self.now.day().0 };
        envelope::seal(&self.plain, &self.keys, self.suite, &context, &self.spare_slots)
    }

    /// Seals on threads that may block, as the service does: of a machine that others use too, more
    /// threads get more.
    async fn store_one(self: &Arc<Self>) -> Result<(), Fault> {
        let bare = Arc::clone(self);
        let sealed = tokio::task::spawn_blocking(move || bare.seal()).await??;
        let id = SlipId::from_random(random::bytes()?);
        let name_box = sealed.key.seal_name(id.as_str(), "")?;
        let slip = SealedSlip {
            id,
            day: self.now.day(),
            urgency: self.urgency,
            tray: Tray::Normal,
            envelope: sealed.envelope,
            name_box,
        };
        let (thread, way) = begin_thread(&sealed.key, &self.readers)?;
        let draft_hash: [u8; 32] = random::bytes()?;
        let (readers, slot) = (self.readers.clone(), self.slot);
        let stored = self.db.write(self.school.clone(), Actor::Pupil, self.now, move |writer| {
            sent_drafts::insert(writer, &draft_hash, slip.day)?;
            slips::insert_into_intake(writer, &slip)?;
            threads::insert(writer, &thread, slip.day, &way)?;
            for reader in &readers {
                let id = NoticeId::from_random(random::bytes().map_err(|_| DbError::Panicked)?);
                outbox::enqueue(writer, &id, reader, NoticeKind::Slip, slot, slot)?;
            }
            Ok::<(), DbError>(())
        });
        Ok(stored.await?)
    }
}
