//! Which slips of a rush say nearly the same, so that readers see "412 alike" as one line. No word is kept,
//! and what tells texts apart is in memory only, for ten minutes. None is dropped.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::crypto::likeness::{Likeness, TextKey};
use crate::crypto::{NoRandomness, random};
use crate::domain::{AlikeId, SchoolId, Timestamp};

/// How long two texts can be found alike at most.
const KEY_SECONDS_MAX: u64 = 600;
/// Texts that are remembered of one school: more than a rush stores in that time.
const TEXTS_MAX: usize = 16_384;

/// The texts that came in a rush lately, as far as they are told apart.
pub struct NearCopies(Mutex<Period>);

struct Period {
    key: TextKey,
    began_at: Timestamp,
    seen: HashMap<SchoolId, Vec<(Likeness, AlikeId)>>,
}

impl NearCopies {
    pub fn new(now: Timestamp) -> Result<Self, NoRandomness> {
        Ok(Self(Mutex::new(Period::begin(now)?)))
    }

    /// The group of a slip that comes in a rush now: that of the first which it is alike, or its own.
    /// Groups are named by chance, so that nothing can be told from the name. `answers` are what it is
    /// known by when it has no text.
    pub fn group_of(
        &self,
        school: &SchoolId,
        text: &str,
        answers: &[u8],
        now: Timestamp,
    ) -> Result<AlikeId, NoRandomness> {
        let mut period = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        period.renew(now)?;
        let likeness = period.key.of_text(text).unwrap_or_else(|| period.key.of_answers(answers));
        let seen = period.seen.entry(school.clone()).or_default();
        if let Some((_, group)) = seen.iter().find(|(known, _)| known.is_near(likeness)) {
            return Ok(group.clone());
        }
        let group = AlikeId::from_random(random::bytes()?);
        if seen.len() < TEXTS_MAX {
            seen.push((likeness, group.clone()));
        }
        Ok(group)
    }

    /// Lets go of a key that has had its time, with all it told; a job calls it every minute.
    pub fn sweep(&self, now: Timestamp) -> Result<(), NoRandomness> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).renew(now)
    }
}

impl Period {
    fn begin(now: Timestamp) -> Result<Self, NoRandomness> {
        Ok(Self { key: TextKey::generate()?, began_at: now, seen: HashMap::new() })
    }

    fn renew(&mut self, now: Timestamp) -> Result<(), NoRandomness> {
        if now.0.abs_diff(self.began_at.0) >= KEY_SECONDS_MAX {
            *self = Self::begin(now)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_700_000_000);

    #[test]
    fn copies_of_a_school_share_a_group_for_ten_minutes() {
        let copies = NearCopies::new(NOW).unwrap();
        let [elmwood, ashby] = [1, 2].map(|byte| SchoolId::from_random([byte; 16]));
        let group = |school, text, answers: &[u8], seconds| {
            copies.group_of(school, text, answers, NOW.plus_seconds(seconds)).unwrap()
        };
        let first = group(&elmwood, "They took my bag again.", b"", 0);
        assert_eq!(group(&elmwood, "they took my bag again!! 17", b"CD1", 599), first);
        assert_ne!(group(&ashby, "They took my bag again.", b"", 0), first);
        assert_ne!(group(&elmwood, "A man online asked for a picture.", b"", 0), first);
        let wordless = group(&elmwood, "", b"CD1", 0);
        assert_eq!(group(&elmwood, "", b"CD1", 1), wordless);
        assert_ne!(group(&elmwood, "", b"CD2", 1), wordless);
        copies.sweep(NOW.plus_seconds(600)).unwrap();
        assert_ne!(group(&elmwood, "They took my bag again.", b"", 600), first);
    }

    #[test]
    fn however_many_texts_come_no_more_are_remembered_than_there_is_room_for() {
        let copies = NearCopies::new(NOW).unwrap();
        let school = SchoolId::from_random([1; 16]);
        copies.group_of(&school, "", b"first", NOW).unwrap();
        let count = || copies.0.lock().unwrap().seen[&school].len();
        {
            // Each that comes is compared with all that came: to bring them one by one takes a minute.
            let mut period = copies.0.lock().unwrap();
            let seen = period.seen.get_mut(&school).unwrap();
            let first = seen[0].clone();
            seen.resize(TEXTS_MAX - 1, first);
        }
        for number in 0..100_u8 {
            copies.group_of(&school, "", &[number], NOW).unwrap();
        }
        assert_eq!(count(), TEXTS_MAX);
    }
}
