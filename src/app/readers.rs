//! Who the readers of a school are, for pages that name them. What a slip is sealed to is never
//! taken from here: that is read anew each time.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::crypto::Pepper;
use crate::db::{Db, DbError};
use crate::domain::{ReaderSummary, SchoolId, Timestamp};
use crate::services::trusted_readers::trusted_readers;

/// A change is seen on pupils' pages after so many seconds.
const FRESH_SECONDS: u64 = 5;

/// The trusted readers of each school, remembered for a few seconds, and for longer while the
/// database is away: a pupil who has begun goes on.
#[derive(Clone)]
pub struct ReaderDirectory {
    db: Db,
    pepper: Arc<Pepper>,
    remembered: Arc<Mutex<HashMap<SchoolId, Remembered>>>,
}

#[derive(Clone)]
struct Remembered {
    readers: Arc<[ReaderSummary]>,
    read_at: Timestamp,
}

impl ReaderDirectory {
    pub fn new(db: Db, pepper: Arc<Pepper>) -> Self {
        Self { db, pepper, remembered: Arc::default() }
    }

    /// In the order of their names.
    pub async fn of(
        &self,
        school: &SchoolId,
        now: Timestamp,
    ) -> Result<Arc<[ReaderSummary]>, DbError> {
        let known = self.known(school);
        if let Some(known) = &known
            && now.0.abs_diff(known.read_at.0) <= FRESH_SECONDS
        {
            return Ok(known.readers.clone());
        }
        let pepper = Arc::clone(&self.pepper);
        let found = self.db.read(school.clone(), move |reader| trusted_readers(reader, &pepper));
        match (found.await, known) {
            (Ok(found), _) => {
                let readers: Arc<[ReaderSummary]> =
                    found.into_iter().map(|reader| reader.summary).collect();
                let remembered = Remembered { readers: readers.clone(), read_at: now };
                self.lock().insert(school.clone(), remembered);
                Ok(readers)
            }
            (Err(_), Some(known)) => Ok(known.readers),
            (Err(error), None) => Err(error),
        }
    }

    fn known(&self, school: &SchoolId) -> Option<Remembered> {
        self.lock().get(school).cloned()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<SchoolId, Remembered>> {
        self.remembered.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
