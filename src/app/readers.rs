//! Who the readers of a school are, for pages that name them. What a slip is sealed to is never
//! taken from here: that is read anew each time.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::crypto::Pepper;
use crate::db::{Db, DbError};
use crate::domain::{Leave, ReaderSummary, SchoolId, Timestamp};
use crate::services::set_leave::known_leaves;
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
    /// Those that are not over.
    leaves: Arc<[Leave]>,
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
        Ok(self.remember(school, now).await?.readers)
    }

    /// When those are away whom [`Self::of`] gave last.
    pub fn leaves_of(&self, school: &SchoolId) -> Arc<[Leave]> {
        self.known(school).map(|known| known.leaves).unwrap_or_default()
    }

    /// Reads them anew when they are asked for next, after something was changed here. What is known stays
    /// for as long as the database is away.
    pub fn look_anew(&self, school: &SchoolId) {
        if let Some(known) = self.lock().get_mut(school) {
            known.read_at = Timestamp(i64::MIN);
        }
    }

    async fn remember(&self, school: &SchoolId, now: Timestamp) -> Result<Remembered, DbError> {
        let known = self.known(school);
        if let Some(known) = &known
            && now.0.abs_diff(known.read_at.0) <= FRESH_SECONDS
        {
            return Ok(known.clone());
        }
        let pepper = Arc::clone(&self.pepper);
        let found = self.db.read(school.clone(), move |reader| -> Result<_, DbError> {
            let leaves = known_leaves(reader, &pepper, now.day())?;
            Ok((trusted_readers(reader, &pepper)?, leaves))
        });
        match (found.await, known) {
            (Ok((found, leaves)), _) => {
                let readers = found.into_iter().map(|reader| reader.summary).collect();
                let remembered = Remembered { readers, leaves: leaves.into(), read_at: now };
                self.lock().insert(school.clone(), remembered.clone());
                Ok(remembered)
            }
            (Err(_), Some(known)) => Ok(known),
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
