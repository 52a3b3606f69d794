//! How much may still come in a rush today. The count that all instances share is in the database; each adds
//! to it a megabyte at a time, so that a few slips leave no row and a flood few writes.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::db::{Db, DbError, Reader, Writer};
use crate::domain::{Actor, Day, Lane, SchoolId, Timestamp};
use crate::store::rush_budgets;

const BYTES_A_MEGABYTE: usize = 1_000_000;

/// The budgets of each school and lane, for one day.
#[derive(Clone)]
pub struct RushBudgets {
    db: Db,
    megabytes_max: u32,
    spent: Arc<Mutex<HashMap<(SchoolId, Lane), Spent>>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Spent {
    day: Day,
    /// By all instances, as this one last heard.
    megabytes: u32,
    /// By this one, not in the database yet.
    bytes: usize,
}

impl RushBudgets {
    pub fn new(db: Db, megabytes_max: u32) -> Self {
        Self { db, megabytes_max, spent: Arc::default() }
    }

    /// Whether one more may come. While nobody can tell, it may.
    pub async fn has_room(&self, school: &SchoolId, lane: Lane, now: Timestamp) -> bool {
        let (key, day) = ((school.clone(), lane), now.day());
        let known = self.spent_now().get(&key).copied().filter(|spent| spent.day == day);
        let spent = match known {
            Some(spent) => spent,
            None => {
                let find = move |reader: &mut Reader<'_>| rush_budgets::find(reader, lane, day);
                let Ok(megabytes) = self.db.read::<_, DbError>(school.clone(), find).await else {
                    return true;
                };
                let read = Spent { day, megabytes, bytes: 0 };
                let mut spent = self.spent_now();
                let known = spent.entry(key).or_insert(read);
                if known.day != day {
                    *known = read;
                }
                *known
            }
        };
        spent.megabytes < self.megabytes_max
    }

    /// Counts a slip that came in a rush. Whatever is in the way of the count, the slip is stored.
    pub async fn spend(&self, school: &SchoolId, lane: Lane, bytes: usize, now: Timestamp) {
        let (key, day) = ((school.clone(), lane), now.day());
        let more = match self.spent_now().get_mut(&key) {
            Some(spent) if spent.day == day => spent.add(bytes),
            Some(_) | None => 0,
        };
        if more == 0 {
            return;
        }
        let add = move |writer: &mut Writer<'_>| rush_budgets::add(writer, lane, day, more);
        let added = self.db.write::<_, DbError>(school.clone(), Actor::System, now, add).await;
        if let Some(spent) = self.spent_now().get_mut(&key).filter(|spent| spent.day == day) {
            match added {
                Ok(megabytes) => spent.megabytes = spent.megabytes.max(megabytes),
                Err(_) => spent.megabytes = spent.megabytes.saturating_add(more),
            }
        }
    }

    fn spent_now(&self) -> MutexGuard<'_, HashMap<(SchoolId, Lane), Spent>> {
        self.spent.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Spent {
    /// Counts so many bytes, and takes out the whole megabytes that are to be written down.
    fn add(&mut self, bytes: usize) -> u32 {
        self.bytes = self.bytes.saturating_add(bytes);
        let whole = self.bytes / BYTES_A_MEGABYTE;
        self.bytes %= BYTES_A_MEGABYTE;
        u32::try_from(whole).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_megabyte_is_written_down_once_it_is_whole_and_what_is_over_counts_for_the_next() {
        let mut spent = Spent { day: Day(20_000), megabytes: 0, bytes: 0 };
        let written: u32 = (0..250).map(|_| spent.add(10_000)).sum();
        assert_eq!((written, spent.bytes), (2, 500_000));
        assert_eq!(spent.add(2_600_000), 3);
        assert_eq!(spent.bytes, 100_000);
    }
}
