//! Which school a request is for, told by its host name.

use std::sync::{Arc, PoisonError, RwLock};

use crate::db::{Db, DbError};
use crate::domain::{Host, SchoolSummary, Timestamp};
use crate::store::schools;

use super::Site;

/// Another instance's change is seen after so many seconds.
const FRESH_SECONDS: i64 = 5;

/// The schools of this service, remembered for a few seconds, and for longer while the database is
/// away: a pupil who has begun keeps their words.
#[derive(Clone)]
pub struct SchoolDirectory {
    db: Db,
    remembered: Arc<RwLock<Option<Remembered>>>,
}

struct Remembered {
    schools: Vec<SchoolSummary>,
    read_at: Timestamp,
}

impl SchoolDirectory {
    pub fn new(db: Db) -> Self {
        Self { db, remembered: Arc::new(RwLock::new(None)) }
    }

    /// The school of this host; `None` for a host that is not answered. The one school without a
    /// host of its own answers every host the configuration allows.
    pub async fn find(
        &self,
        host: &Host,
        site: &Site,
        now: Timestamp,
    ) -> Result<Option<SchoolSummary>, DbError> {
        let schools = self.list(now).await?;
        let own = schools.iter().find(|school| school.host.as_ref() == Some(host));
        let without = || schools.iter().find(|school| school.host.is_none());
        Ok(match own {
            Some(school) => Some(school.clone()),
            None => without().filter(|_| site.hosts.contains(host)).cloned(),
        })
    }

    /// Every school, in the order of their names.
    pub async fn list(&self, now: Timestamp) -> Result<Vec<SchoolSummary>, DbError> {
        if let Some(schools) = self.fresh(now) {
            return Ok(schools);
        }
        let schools = match self.db.across_schools(schools::list).await {
            Ok(schools) => schools,
            Err(error) => return self.known().ok_or(error),
        };
        let remembered = Remembered { schools: schools.clone(), read_at: now };
        *self.remembered.write().unwrap_or_else(PoisonError::into_inner) = Some(remembered);
        Ok(schools)
    }

    /// Forgets what it knows: a school was added or opened.
    pub fn forget(&self) {
        *self.remembered.write().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn known(&self) -> Option<Vec<SchoolSummary>> {
        let remembered = self.remembered.read().unwrap_or_else(PoisonError::into_inner);
        remembered.as_ref().map(|remembered| remembered.schools.clone())
    }

    fn fresh(&self, now: Timestamp) -> Option<Vec<SchoolSummary>> {
        let remembered = self.remembered.read().unwrap_or_else(PoisonError::into_inner);
        let remembered = remembered.as_ref()?;
        let age = now.0.abs_diff(remembered.read_at.0);
        (age <= FRESH_SECONDS.unsigned_abs()).then(|| remembered.schools.clone())
    }
}
