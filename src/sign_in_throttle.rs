//! How fast people may try to sign in. Guesses are slowed down; nobody is ever locked out, because
//! the person at the door may be the only one who can read a slip.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::crypto::NoRandomness;
use crate::crypto::fingerprint::NetworkKey;
use crate::domain::Timestamp;

/// Failures of one account from one network that cost nothing.
const FREE_FAILURES: u32 = 5;
/// The longest wait after a failure; the first is a second, and each is twice the one before.
const WAIT_SECONDS_MAX: i64 = 60;
/// Failures of one account from all networks together, in an hour, before each has to wait.
const FREE_FAILURES_EVERYWHERE: u32 = 120;
/// Failures from one network, whatever the accounts, in an hour, before each has to wait: a flood of
/// guesses must not take the turn of those who know their password.
const FREE_FAILURES_OF_NETWORK: u32 = 60;
/// After so long without a failure, all is forgotten.
const FORGET_SECONDS: i64 = 3_600;
/// Most accounts and networks that are told apart; the oldest is forgotten for a new one.
const ENTRIES_MAX: usize = 10_000;

/// The failures of late, in memory only, by numbers that mean nothing after a restart.
pub struct SignInThrottle {
    key: NetworkKey,
    entries: Mutex<HashMap<u64, Entry>>,
}

#[derive(Clone, Copy)]
struct Entry {
    failures: u32,
    last_at: Timestamp,
}

/// An account and the network it is tried from.
pub struct Attempt {
    here: u64,
    everywhere: u64,
    network: u64,
}

impl SignInThrottle {
    pub fn new() -> Result<Self, NoRandomness> {
        Ok(Self { key: NetworkKey::generate()?, entries: Mutex::default() })
    }

    /// An attempt on the account of this address, whether there is one or not.
    pub fn attempt(&self, school: &str, email: &str, network: &[u8]) -> Attempt {
        let account = [school, "\n", &email.trim().to_lowercase()].concat().into_bytes();
        let here = [account.as_slice(), b"\n", network].concat();
        // No school begins like this, so no account has the number of a network.
        let flood = [b"\n\n", network].concat();
        Attempt {
            here: self.key.of(&here),
            everywhere: self.key.of(&account),
            network: self.key.of(&flood),
        }
    }

    /// An attempt that counts by itself, whatever others guess at this account or from this network:
    /// `of` is what only one browser has.
    pub fn attempt_by_itself(&self, of: &[u8]) -> Attempt {
        let part = |name: &[u8]| self.key.of(&[b"\n\n\n", name, b"\n", of].concat());
        Attempt { here: part(b"here"), everywhere: part(b"everywhere"), network: part(b"network") }
    }

    /// The seconds to wait before this attempt is looked at; 0 when it is now.
    pub fn wait_seconds(&self, attempt: &Attempt, now: Timestamp) -> i64 {
        let entries = self.entries();
        let wait = |key: &u64, free: u32| {
            entries.get(key).map_or(0, |entry| entry.wait_seconds(free, now))
        };
        wait(&attempt.here, FREE_FAILURES)
            .max(wait(&attempt.everywhere, FREE_FAILURES_EVERYWHERE))
            .max(wait(&attempt.network, FREE_FAILURES_OF_NETWORK))
    }

    /// Counts an attempt before it is looked at, so that many at once are counted too.
    pub fn count(&self, attempt: &Attempt, now: Timestamp) {
        let mut entries = self.entries();
        for key in [attempt.here, attempt.everywhere, attempt.network] {
            make_room(&mut entries, key);
            let entry = entries.entry(key).or_insert(Entry { failures: 0, last_at: now });
            if entry.is_over(now) {
                entry.failures = 0;
            }
            entry.failures = entry.failures.saturating_add(1);
            entry.last_at = now;
        }
    }

    /// Forgets the failures of someone who has signed in. Those of others go on counting.
    pub fn forgive(&self, attempt: &Attempt) {
        self.take_back(attempt);
        self.entries().remove(&attempt.here);
    }

    /// Takes back the count of an attempt that nobody looked at, such as in a busy moment.
    pub fn take_back(&self, attempt: &Attempt) {
        let mut entries = self.entries();
        for key in [attempt.here, attempt.everywhere, attempt.network] {
            if let Some(entry) = entries.get_mut(&key) {
                entry.failures = entry.failures.saturating_sub(1);
            }
        }
    }

    fn entries(&self) -> MutexGuard<'_, HashMap<u64, Entry>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Entry {
    fn is_over(&self, now: Timestamp) -> bool {
        now.0.saturating_sub(self.last_at.0) > FORGET_SECONDS
    }

    fn wait_seconds(&self, free: u32, now: Timestamp) -> i64 {
        if self.failures < free || self.is_over(now) {
            return 0;
        }
        let doublings = (self.failures - free).min(6);
        let wait = (1_i64 << doublings).min(WAIT_SECONDS_MAX);
        (self.last_at.0 + wait - now.0).clamp(0, WAIT_SECONDS_MAX)
    }
}

fn make_room(entries: &mut HashMap<u64, Entry>, key: u64) {
    if entries.len() < ENTRIES_MAX || entries.contains_key(&key) {
        return;
    }
    let oldest = entries.iter().min_by_key(|(_, entry)| entry.last_at).map(|(key, _)| *key);
    if let Some(oldest) = oldest {
        entries.remove(&oldest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_700_000_000);

    fn fail(throttle: &SignInThrottle, network: &[u8], times: u32) -> i64 {
        let attempt = throttle.attempt("elmwood", "head@elm.sch.uk", network);
        for _ in 0..times {
            throttle.count(&attempt, NOW);
        }
        throttle.wait_seconds(&attempt, NOW)
    }

    #[test]
    fn the_first_failures_cost_nothing_and_the_next_never_more_than_a_minute() {
        let throttle = SignInThrottle::new().unwrap();
        assert_eq!(fail(&throttle, b"home", 4), 0);
        assert_eq!(fail(&throttle, b"home", 1), 1);
        assert_eq!(fail(&throttle, b"home", 1), 2);
        assert_eq!(fail(&throttle, b"home", 50), WAIT_SECONDS_MAX);
        let attempt = throttle.attempt("elmwood", " Head@elm.sch.uk ", b"home");
        assert_eq!(throttle.wait_seconds(&attempt, NOW.plus_seconds(60)), 0);
    }

    #[test]
    fn guesses_from_elsewhere_do_not_keep_a_person_out_at_once() {
        let throttle = SignInThrottle::new().unwrap();
        assert!(fail(&throttle, b"elsewhere", 60) > 0);
        assert_eq!(fail(&throttle, b"school", 0), 0);
        // From very many places together, each guess waits all the same.
        assert_eq!(fail(&throttle, b"third place", 60), WAIT_SECONDS_MAX);
        assert!(fail(&throttle, b"school", 0) > 0);
    }

    #[test]
    fn a_flood_over_many_accounts_slows_the_network_it_comes_from_alone() {
        let throttle = SignInThrottle::new().unwrap();
        let attempt = |number: u32, network: &[u8]| {
            throttle.attempt("elmwood", &format!("{number}@elm.sch.uk"), network)
        };
        for number in 0..FREE_FAILURES_OF_NETWORK {
            throttle.count(&attempt(number, b"flood"), NOW);
        }
        assert!(throttle.wait_seconds(&attempt(999, b"flood"), NOW) > 0);
        assert_eq!(throttle.wait_seconds(&attempt(999, b"school"), NOW), 0);
        // What nobody looked at does not count.
        throttle.take_back(&attempt(0, b"flood"));
        assert_eq!(throttle.wait_seconds(&attempt(999, b"flood"), NOW), 0);
    }

    #[test]
    fn a_browser_that_is_known_waits_for_its_own_mistakes_only() {
        let throttle = SignInThrottle::new().unwrap();
        for place in [b"school", b"abroad"] {
            assert_eq!(fail(&throttle, place, 200), WAIT_SECONDS_MAX);
        }
        let own = throttle.attempt_by_itself(&[7; 16]);
        assert_eq!(throttle.wait_seconds(&own, NOW), 0);
        for _ in 0..FREE_FAILURES {
            throttle.count(&own, NOW);
        }
        assert_eq!(throttle.wait_seconds(&own, NOW), 1);
        assert_eq!(throttle.wait_seconds(&throttle.attempt_by_itself(&[8; 16]), NOW), 0);
    }

    #[test]
    fn whoever_signs_in_starts_anew() {
        let throttle = SignInThrottle::new().unwrap();
        assert!(fail(&throttle, b"home", 7) > 0);
        let attempt = throttle.attempt("elmwood", "head@elm.sch.uk", b"home");
        throttle.forgive(&attempt);
        assert_eq!(throttle.wait_seconds(&attempt, NOW), 0);
        assert_eq!(fail(&throttle, b"home", 6), 2);
        let later = NOW.plus_seconds(FORGET_SECONDS + 1);
        throttle.count(&attempt, later);
        assert_eq!(throttle.wait_seconds(&attempt, later), 0);
    }

    #[test]
    fn memory_stays_bounded() {
        let throttle = SignInThrottle::new().unwrap();
        for number in 0..u32::try_from(ENTRIES_MAX).unwrap() {
            let attempt = throttle.attempt("elmwood", &number.to_string(), b"home");
            throttle.count(&attempt, NOW.plus_seconds(i64::from(number)));
        }
        assert_eq!(throttle.entries().len(), ENTRIES_MAX);
    }
}
