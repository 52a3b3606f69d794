//! How fast slips come from one network. Nobody is turned away for being many: over the normal
//! rate a slip is flagged as part of a rush, and only when that room is spent too is the pupil
//! asked to press Send again.

use std::num::NonZeroU32;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::config::LimitsSection;
use crate::crypto::NoRandomness;
use crate::crypto::fingerprint::NetworkKey;
use crate::domain::{SchoolId, Timestamp};

/// How long an address can be told from another at all.
const KEY_SECONDS_MAX: i64 = 600;

/// Codes that may be tried at once at one school, and seconds until one more: 600 an hour. Somebody who
/// guesses for a year at the codes of 500 pupils finds one of them once in 10^10 times.
const CODE_TRIES_AT_ONCE: u32 = 60;
const SECONDS_PER_CODE_TRY: u64 = 6;

/// How many codes are tried at each school, whoever tries them.
pub struct CodeLimiter(DefaultKeyedRateLimiter<SchoolId>);

impl Default for CodeLimiter {
    fn default() -> Self {
        let at_once = NonZeroU32::new(CODE_TRIES_AT_ONCE).unwrap_or(NonZeroU32::MIN);
        let quota = Quota::with_period(Duration::from_secs(SECONDS_PER_CODE_TRY))
            .unwrap_or(Quota::per_minute(NonZeroU32::MIN))
            .allow_burst(at_once);
        Self(RateLimiter::keyed(quota))
    }
}

impl CodeLimiter {
    /// Counts one try; false when it has to wait.
    pub fn admit(&self, school: &SchoolId) -> bool {
        self.0.check_key(school).is_ok()
    }
}

/// What becomes of a slip that is sent now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Admission {
    Normal,
    /// Stored and read like any other, but flagged; its notices are grouped.
    Rush,
    /// Not taken now. The pupil keeps their words and a Send button.
    Full,
}

/// Buckets of tokens for networks nobody can name: the key that tells them apart is in memory only
/// and thrown away every ten minutes.
pub struct SlipLimiter {
    quotas: Quotas,
    period: Mutex<Period>,
}

#[derive(Clone, Copy)]
struct Quotas {
    normal: Quota,
    rush: Quota,
}

struct Period {
    key: NetworkKey,
    began_at: Timestamp,
    normal: DefaultKeyedRateLimiter<u64>,
    rush: DefaultKeyedRateLimiter<u64>,
}

impl SlipLimiter {
    pub fn new(limits: &LimitsSection, now: Timestamp) -> Result<Self, NoRandomness> {
        let at_least_one = |number: u32| NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN);
        let every = Duration::from_secs(limits.normal_seconds_per_slip.max(1).into());
        let normal = Quota::with_period(every)
            .unwrap_or(Quota::per_second(NonZeroU32::MIN))
            .allow_burst(at_least_one(limits.normal_burst));
        let rush = Quota::per_second(at_least_one(limits.rush_per_second))
            .allow_burst(at_least_one(limits.rush_burst));
        let quotas = Quotas { normal, rush };
        Ok(Self { quotas, period: Mutex::new(Period::begin(quotas, now)?) })
    }

    /// Counts one slip from this network.
    pub fn admit(&self, network: &[u8], now: Timestamp) -> Result<Admission, NoRandomness> {
        let mut period = self.period.lock().unwrap_or_else(PoisonError::into_inner);
        if now.0 - period.began_at.0 >= KEY_SECONDS_MAX || now < period.began_at {
            *period = Period::begin(self.quotas, now)?;
        }
        let network = period.key.of(network);
        if period.normal.check_key(&network).is_ok() {
            return Ok(Admission::Normal);
        }
        Ok(match period.rush.check_key(&network) {
            Ok(()) => Admission::Rush,
            Err(_) => Admission::Full,
        })
    }

    /// Lets go of networks whose buckets are full again; a job calls it every minute.
    pub fn sweep(&self) {
        let period = self.period.lock().unwrap_or_else(PoisonError::into_inner);
        for buckets in [&period.normal, &period.rush] {
            buckets.retain_recent();
            buckets.shrink_to_fit();
        }
    }

    /// How many networks are being told apart just now.
    pub fn count(&self) -> usize {
        self.period.lock().unwrap_or_else(PoisonError::into_inner).normal.len()
    }
}

impl Period {
    fn begin(quotas: Quotas, now: Timestamp) -> Result<Self, NoRandomness> {
        Ok(Self {
            key: NetworkKey::generate()?,
            began_at: now,
            normal: RateLimiter::keyed(quotas.normal),
            rush: RateLimiter::keyed(quotas.rush),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_700_000_000);

    fn limiter() -> SlipLimiter {
        let limits = LimitsSection {
            normal_burst: 2,
            normal_seconds_per_slip: 3_600,
            rush_burst: 3,
            rush_per_second: 1,
        };
        SlipLimiter::new(&limits, NOW).unwrap()
    }

    #[test]
    fn a_rush_is_stored_and_only_a_flood_is_asked_to_wait() {
        let limiter = limiter();
        let told: Vec<_> = (0..6).map(|_| limiter.admit(b"school", NOW).unwrap()).collect();
        use Admission::{Full, Normal, Rush};
        assert_eq!(told, [Normal, Normal, Rush, Rush, Rush, Full]);
        assert_eq!(limiter.admit(b"elsewhere", NOW), Ok(Normal));
    }

    #[test]
    fn a_school_tries_sixty_codes_at_once_and_the_next_waits() {
        let tries = CodeLimiter::default();
        let [elmwood, ashby] = [1, 2].map(|byte| SchoolId::from_random([byte; 16]));
        assert!((0..CODE_TRIES_AT_ONCE).all(|_| tries.admit(&elmwood)));
        assert!(!tries.admit(&elmwood) && tries.admit(&ashby));
    }

    #[test]
    fn after_ten_minutes_nobody_is_known_any_more() {
        let limiter = limiter();
        for _ in 0..6 {
            limiter.admit(b"school", NOW).unwrap();
        }
        let later = NOW.plus_seconds(KEY_SECONDS_MAX);
        assert_eq!(limiter.admit(b"school", later), Ok(Admission::Normal));
        assert_eq!(limiter.count(), 1);
    }
}
