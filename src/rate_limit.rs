//! How fast slips come from one kiosk or network, and codes are tried. Nobody is turned away for being many: over
//! the normal rate a slip is flagged as part of a rush, and only when that room is spent too is the
//! pupil asked to press Send again.

use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use governor::middleware::NoOpMiddleware;
use governor::nanos::Nanos;
use governor::state::keyed::DefaultKeyedStateStore;
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
/// One network has half of that, so that whoever guesses from elsewhere keeps no pupil out. With a new
/// key every ten minutes, these are 50 in that time: as many as a class, and two a minute.
const NETWORK_CODE_TRIES_AT_ONCE: u32 = 30;
const NETWORK_SECONDS_PER_CODE_TRY: u64 = 30;

/// How many codes are tried at each school, whoever tries them.
pub struct CodeLimiter<C: Clock = DefaultClock>(
    RateLimiter<SchoolId, DefaultKeyedStateStore<SchoolId>, C, NoOpMiddleware<C::Instant>>,
);

impl Default for CodeLimiter {
    fn default() -> Self {
        Self::by(DefaultClock::default())
    }
}

impl<C: Clock> CodeLimiter<C> {
    fn by(clock: C) -> Self {
        let quota = quota(SECONDS_PER_CODE_TRY, CODE_TRIES_AT_ONCE);
        Self(RateLimiter::dashmap_with_clock(quota, clock))
    }

    /// Counts one try; false when it has to wait.
    pub fn admit(&self, school: &SchoolId) -> bool {
        self.0.check_key(school).is_ok()
    }
}

/// So many at once, and one more every so many seconds.
fn quota(seconds_for_one: u64, at_once: u32) -> Quota {
    Quota::with_period(Duration::from_secs(seconds_for_one))
        .unwrap_or(Quota::per_second(NonZeroU32::MIN))
        .allow_burst(at_least_one(at_once))
}

fn at_least_one(number: u32) -> NonZeroU32 {
    NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN)
}

/// Slips that one kiosk may send at once, and seconds until one more: a class, one after the other.
const KIOSK_SLIPS_AT_ONCE: u32 = 12;
const SECONDS_PER_KIOSK_SLIP: u64 = 20;

/// A kiosk for as long as the key lasts: neither its token nor its row can be told from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KioskLane(u64);

/// Where slips are counted. None of these can use up another's room.
#[derive(Debug, Clone, Copy)]
pub enum Lane<'a> {
    /// One kiosk.
    Kiosk(KioskLane),
    /// Any other browser, by its network.
    Network(&'a [u8]),
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
pub struct NetworkLimiter {
    quotas: Quotas,
    clock: TheServices,
    period: Mutex<Period>,
}

#[derive(Clone, Copy)]
struct Quotas {
    normal: Quota,
    kiosks: Quota,
    rush: Quota,
    codes: Quota,
}

struct Period {
    key: NetworkKey,
    began_at: Timestamp,
    networks: Buckets<DefaultClock>,
    kiosks: Buckets<TheServices>,
    codes: DefaultKeyedRateLimiter<u64>,
}

/// The two buckets of each key of a lane.
struct Buckets<C: Clock> {
    normal: Limiter<C>,
    rush: Limiter<C>,
}

type Limiter<C> =
    RateLimiter<u64, DefaultKeyedStateStore<u64>, C, NoOpMiddleware<<C as Clock>::Instant>>;

/// The time as the service has it, told with each slip: a bucket fills by it.
#[derive(Clone, Default)]
struct TheServices(Arc<AtomicU64>);

impl TheServices {
    fn set(&self, now: Timestamp) {
        self.0.store(now.0.try_into().unwrap_or_default(), Ordering::Relaxed);
    }
}

impl Clock for TheServices {
    type Instant = Nanos;

    fn now(&self) -> Nanos {
        Duration::from_secs(self.0.load(Ordering::Relaxed)).into()
    }
}

impl NetworkLimiter {
    pub fn new(limits: &LimitsSection, now: Timestamp) -> Result<Self, NoRandomness> {
        let normal = quota(limits.normal_seconds_per_slip.max(1).into(), limits.normal_burst);
        let rush = Quota::per_second(at_least_one(limits.rush_per_second))
            .allow_burst(at_least_one(limits.rush_burst));
        let codes = quota(NETWORK_SECONDS_PER_CODE_TRY, NETWORK_CODE_TRIES_AT_ONCE);
        let kiosks = quota(SECONDS_PER_KIOSK_SLIP, KIOSK_SLIPS_AT_ONCE);
        let (quotas, clock) = (Quotas { normal, kiosks, rush, codes }, TheServices::default());
        let period = Mutex::new(Period::begin(quotas, &clock, now)?);
        Ok(Self { quotas, clock, period })
    }

    /// The lane of the kiosk whose token has this tag.
    pub fn lane_of_kiosk(&self, tag: &[u8], now: Timestamp) -> Result<KioskLane, NoRandomness> {
        Ok(KioskLane(self.period(now)?.key.of(tag)))
    }

    /// Counts one slip in this lane.
    pub fn admit(&self, lane: Lane<'_>, now: Timestamp) -> Result<Admission, NoRandomness> {
        let period = self.period(now)?;
        Ok(match lane {
            Lane::Kiosk(KioskLane(key)) => period.kiosks.admit(key),
            Lane::Network(network) => period.networks.admit(period.key.of(network)),
        })
    }

    /// Counts one try at a code from this network; false when it has to wait.
    pub fn admit_code(&self, network: &[u8], now: Timestamp) -> Result<bool, NoRandomness> {
        let period = self.period(now)?;
        Ok(period.codes.check_key(&period.key.of(network)).is_ok())
    }

    /// The period that runs now; a new one when the last has had its time.
    fn period(&self, now: Timestamp) -> Result<MutexGuard<'_, Period>, NoRandomness> {
        let mut period = self.period.lock().unwrap_or_else(PoisonError::into_inner);
        if now.0 - period.began_at.0 >= KEY_SECONDS_MAX || now < period.began_at {
            *period = Period::begin(self.quotas, &self.clock, now)?;
        }
        self.clock.set(now);
        Ok(period)
    }

    /// Lets go of networks whose buckets are full again; a job calls it every minute.
    pub fn sweep(&self) {
        let period = self.period.lock().unwrap_or_else(PoisonError::into_inner);
        let Period { networks, kiosks, codes, .. } = &*period;
        networks.sweep();
        kiosks.sweep();
        sweep(codes);
    }

    /// How many networks are being told apart just now.
    pub fn count(&self) -> usize {
        self.period.lock().unwrap_or_else(PoisonError::into_inner).networks.normal.len()
    }
}

impl Period {
    fn begin(quotas: Quotas, clock: &TheServices, now: Timestamp) -> Result<Self, NoRandomness> {
        Ok(Self {
            key: NetworkKey::generate()?,
            began_at: now,
            networks: Buckets::new(quotas.normal, quotas.rush, &DefaultClock::default()),
            kiosks: Buckets::new(quotas.kiosks, quotas.rush, clock),
            codes: RateLimiter::keyed(quotas.codes),
        })
    }
}

fn sweep<C: Clock>(limiter: &Limiter<C>) {
    limiter.retain_recent();
    limiter.shrink_to_fit();
}

impl<C: Clock + Clone> Buckets<C> {
    fn new(normal: Quota, rush: Quota, clock: &C) -> Self {
        let limiter = |quota| RateLimiter::dashmap_with_clock(quota, clock.clone());
        Self { normal: limiter(normal), rush: limiter(rush) }
    }

    fn sweep(&self) {
        sweep(&self.normal);
        sweep(&self.rush);
    }

    fn admit(&self, key: u64) -> Admission {
        if self.normal.check_key(&key).is_ok() {
            return Admission::Normal;
        }
        match self.rush.check_key(&key) {
            Ok(()) => Admission::Rush,
            Err(_) => Admission::Full,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use governor::clock::FakeRelativeClock;

    const NOW: Timestamp = Timestamp(1_700_000_000);

    fn limiter() -> NetworkLimiter {
        let limits = LimitsSection {
            normal_burst: 2,
            normal_seconds_per_slip: 3_600,
            rush_burst: 3,
            rush_per_second: 1,
        };
        NetworkLimiter::new(&limits, NOW).unwrap()
    }

    #[test]
    fn a_rush_is_stored_and_only_a_flood_is_asked_to_wait() {
        let limiter = limiter();
        let told: Vec<_> =
            (0..6).map(|_| limiter.admit(Lane::Network(b"school"), NOW).unwrap()).collect();
        use Admission::{Full, Normal, Rush};
        assert_eq!(told, [Normal, Normal, Rush, Rush, Rush, Full]);
        assert_eq!(limiter.admit(Lane::Network(b"elsewhere"), NOW), Ok(Normal));
    }

    #[test]
    fn each_kiosk_has_a_lane_of_its_own_that_no_network_and_no_other_kiosk_uses_up() {
        let limiter = limiter();
        let send = |tag: &[u8], now| {
            let lane = limiter.lane_of_kiosk(tag, now).unwrap();
            limiter.admit(Lane::Kiosk(lane), now).unwrap()
        };
        for _ in 0..6 {
            limiter.admit(Lane::Network(b"school"), NOW).unwrap();
        }
        let told: Vec<_> = (0..13).map(|_| send(b"library", NOW)).collect();
        assert!(told[..12].iter().all(|told| *told == Admission::Normal), "{told:?}");
        assert_eq!(told[12], Admission::Rush);
        assert_eq!(send(b"hall", NOW), Admission::Normal);
        assert_eq!(limiter.admit(Lane::Network(b"elsewhere"), NOW), Ok(Admission::Normal));
        // One more every twenty seconds.
        assert_eq!(send(b"library", NOW.plus_seconds(19)), Admission::Rush);
        assert_eq!(send(b"library", NOW.plus_seconds(20)), Admission::Normal);
        assert_eq!(send(b"library", NOW.plus_seconds(20)), Admission::Rush);
    }

    #[test]
    fn after_ten_minutes_no_lane_tells_which_kiosk_it_was() {
        let limiter = limiter();
        let lane = |now| limiter.lane_of_kiosk(b"library", now).unwrap();
        assert_eq!(lane(NOW), lane(NOW.plus_seconds(KEY_SECONDS_MAX - 1)));
        assert_ne!(lane(NOW), lane(NOW.plus_seconds(KEY_SECONDS_MAX)));
    }

    #[test]
    fn a_school_tries_sixty_codes_at_once_and_the_next_waits() {
        let tries = CodeLimiter::default();
        let [elmwood, ashby] = [1, 2].map(|byte| SchoolId::from_random([byte; 16]));
        assert!((0..CODE_TRIES_AT_ONCE).all(|_| tries.admit(&elmwood)));
        assert!(!tries.admit(&elmwood) && tries.admit(&ashby));
    }

    #[test]
    fn ten_thousand_guesses_take_sixteen_hours_however_fast_they_come() {
        let clock = FakeRelativeClock::default();
        let tries = CodeLimiter::by(clock.clone());
        let school = SchoolId::from_random([1; 16]);
        let (mut seconds, mut answered) = (0, 0);
        while answered < 10_000 {
            answered += i32::from(tries.admit(&school)) + i32::from(tries.admit(&school));
            clock.advance(Duration::from_secs(1));
            seconds += 1;
        }
        assert_eq!(seconds / 3_600, 16);
    }

    #[test]
    fn whoever_guesses_from_one_network_leaves_half_of_the_tries_to_the_others() {
        let limiter = limiter();
        let tries = |network: &[u8], now| {
            (0..CODE_TRIES_AT_ONCE).filter(|_| limiter.admit_code(network, now) == Ok(true)).count()
        };
        assert_eq!(tries(b"elsewhere", NOW), 30);
        assert_eq!(tries(b"elsewhere", NOW), 0);
        assert_eq!(tries(b"school", NOW), 30);
        assert_eq!(tries(b"elsewhere", NOW.plus_seconds(KEY_SECONDS_MAX)), 30);
    }

    #[test]
    fn after_ten_minutes_nobody_is_known_any_more() {
        let limiter = limiter();
        for _ in 0..6 {
            limiter.admit(Lane::Network(b"school"), NOW).unwrap();
        }
        let later = NOW.plus_seconds(KEY_SECONDS_MAX);
        assert_eq!(limiter.admit(Lane::Network(b"school"), later), Ok(Admission::Normal));
        assert_eq!(limiter.count(), 1);
    }
}
