//! Which computers are kiosks, for the look of their pages and the lane of the rate limit, and which
//! of them were used today. Nothing here knows of a slip.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::db::Db;
use crate::domain::{Day, Kiosk, KioskId, SchoolId, Timestamp};
use crate::store::kiosks;

/// Another instance's change is seen after so many seconds; this one's at once.
const FRESH_SECONDS: u64 = 5;

/// The kiosks of each school by the tags of their tokens, remembered for a few seconds, and for longer
/// while the database is away.
#[derive(Clone)]
pub struct KioskDirectory {
    db: Db,
    remembered: Arc<Mutex<HashMap<SchoolId, Remembered>>>,
    seen: Arc<Mutex<Seen>>,
}

type ByTag = Arc<HashMap<[u8; 32], Kiosk>>;

#[derive(Clone)]
struct Remembered {
    by_tag: ByTag,
    read_at: Timestamp,
}

/// What was used on one day, and what of it was written down.
#[derive(Default)]
struct Seen {
    day: Option<Day>,
    waiting: HashMap<SchoolId, HashSet<KioskId>>,
    written: HashSet<KioskId>,
}

impl KioskDirectory {
    pub fn new(db: Db) -> Self {
        Self { db, remembered: Arc::default(), seen: Arc::default() }
    }

    /// The kiosk whose token has this tag; `None` also while nobody can tell.
    pub async fn find(&self, school: &SchoolId, tag: &[u8; 32], now: Timestamp) -> Option<Kiosk> {
        self.of(school, now).await?.get(tag).cloned()
    }

    /// Forgets what it knows of a school's: one was added, changed or taken back.
    pub fn forget(&self, school: &SchoolId) {
        self.known_now().remove(school);
    }

    /// Notes that a kiosk's first page was opened on this day; whether it is the first time that this
    /// instance hears of it.
    pub fn note_seen(&self, school: &SchoolId, id: &KioskId, day: Day) -> bool {
        self.seen_now().note(school, id, day)
    }

    /// Those that were used and not written down yet, and on which day.
    pub fn seen_unwritten(&self, school: &SchoolId) -> Option<(Vec<KioskId>, Day)> {
        self.seen_now().unwritten(school)
    }

    /// They are written down: once a day is enough.
    pub fn note_written(&self, school: &SchoolId, ids: &[KioskId], day: Day) {
        self.seen_now().write(school, ids, day);
    }

    async fn of(&self, school: &SchoolId, now: Timestamp) -> Option<ByTag> {
        let known = self.known_now().get(school).cloned();
        if let Some(known) = &known
            && now.0.abs_diff(known.read_at.0) <= FRESH_SECONDS
        {
            return Some(Arc::clone(&known.by_tag));
        }
        let Ok(stored) = self.db.read(school.clone(), kiosks::list).await else {
            return known.map(|known| known.by_tag);
        };
        let enrolled = stored.into_iter().filter_map(|one| Some((one.token_tag?, one.kiosk)));
        let by_tag: ByTag = Arc::new(enrolled.collect());
        let remembered = Remembered { by_tag: Arc::clone(&by_tag), read_at: now };
        self.known_now().insert(school.clone(), remembered);
        Some(by_tag)
    }

    fn known_now(&self) -> MutexGuard<'_, HashMap<SchoolId, Remembered>> {
        self.remembered.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn seen_now(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Seen {
    fn note(&mut self, school: &SchoolId, id: &KioskId, day: Day) -> bool {
        if self.day != Some(day) {
            *self = Self { day: Some(day), ..Self::default() };
        }
        !self.written.contains(id)
            && self.waiting.entry(school.clone()).or_default().insert(id.clone())
    }

    fn unwritten(&self, school: &SchoolId) -> Option<(Vec<KioskId>, Day)> {
        let ids = self.waiting.get(school)?.iter().cloned().collect();
        Some((ids, self.day?))
    }

    fn write(&mut self, school: &SchoolId, ids: &[KioskId], day: Day) {
        if self.day != Some(day) {
            return;
        }
        self.written.extend(ids.iter().cloned());
        if let Some(waiting) = self.waiting.get_mut(school) {
            waiting.retain(|id| !ids.contains(id));
        }
        self.waiting.retain(|_, waiting| !waiting.is_empty());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kiosk_is_written_down_once_a_day_however_often_its_page_is_opened() {
        let school = SchoolId::from_random([1; 16]);
        let [one, other] = [2, 3].map(|byte| KioskId::from_random([byte; 16]));
        let (today, tomorrow) = (Day(20_000), Day(20_001));
        let mut seen = Seen::default();
        assert_eq!(seen.unwritten(&school), None);
        assert!(seen.note(&school, &one, today));
        assert!(!seen.note(&school, &one, today));
        let (ids, day) = seen.unwritten(&school).unwrap();
        assert_eq!((ids.as_slice(), day), ([one.clone()].as_slice(), today));
        // Opened while it is being written.
        assert!(seen.note(&school, &other, today));
        seen.write(&school, &ids, day);
        assert!(!seen.note(&school, &one, today));
        assert_eq!(seen.unwritten(&school), Some((vec![other.clone()], today)));
        seen.write(&school, &[other], today);
        assert_eq!(seen.unwritten(&school), None);
        assert!(seen.note(&school, &one, tomorrow));
        // Of the day before, and late.
        seen.write(&school, std::slice::from_ref(&one), today);
        assert_eq!(seen.unwritten(&school), Some((vec![one], tomorrow)));
    }
}
