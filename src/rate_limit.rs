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
use governor::{Quota, RateLimiter};

use crate::config::LimitsSection;
use crate::crypto::NoRandomness;
use crate::crypto::fingerprint::NetworkKey;
use crate::domain::{SchoolId, Timestamp};

/// How long a key is the newest. It goes when the one after it has had its time too: an address can be told
/// from another for twice as long.
const KEY_SECONDS_MAX: u64 = 600;

/// Codes that may be tried at once at one school, and seconds until one more: 600 an hour. Somebody who
/// guesses for a year at the codes of 500 pupils finds one of them once in 10^10 times.
const CODE_TRIES_AT_ONCE: u32 = 60;
const SECONDS_PER_CODE_TRY: u64 = 6;
/// One network has half of that, so that whoever guesses from elsewhere keeps no pupil out: as many at once
/// as a class, and two a minute.
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

/// The network of whoever sends to a school.
#[derive(Debug, Clone, Copy)]
pub struct Network<'a> {
    pub school: &'a SchoolId,
    pub key: &'a [u8],
}

/// Who sends. None of these can use up another's room.
#[derive(Debug, Clone, Copy)]
pub enum Sender<'a> {
    /// One kiosk.
    Kiosk(KioskLane),
    /// Any other browser on a network of the school.
    School(Network<'a>),
    /// One that is anywhere else.
    Outside(Network<'a>),
}

/// How a slip was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// As a person does: page by page, from our own pages.
    ByHand,
    /// As a script may: by another site's form, with no page before it, or faster than anybody reads. It
    /// is taken as part of a rush, and uses up nothing of what others send by hand.
    ByScript,
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
/// and thrown away after twenty minutes.
pub struct NetworkLimiter<C: Clock = DefaultClock> {
    quotas: Quotas,
    clock: C,
    kiosks_clock: TheServices,
    periods: Mutex<Periods<C>>,
}

#[derive(Clone, Copy)]
struct Quotas {
    kiosks: Quota,
    school: Quota,
    outside: Quota,
    rush: Quota,
    codes: Quota,
}

type Limiter<C> =
    RateLimiter<u64, DefaultKeyedStateStore<u64>, C, NoOpMiddleware<<C as Clock>::Instant>>;

/// What networks send is counted in both periods, so that nobody begins anew when a key is renewed: by the
/// time the older one goes, the other has seen as much as any bucket remembers. That of a kiosk is full again
/// in four minutes, and is counted in the newer one alone.
struct Periods<C: Clock> {
    now: Period<C>,
    before: Option<Period<C>>,
}

struct Period<C: Clock> {
    key: NetworkKey,
    began_at: Timestamp,
    kiosks: Buckets<TheServices>,
    school: Buckets<C>,
    outside: Buckets<C>,
    codes: Limiter<C>,
}

/// The two buckets of each key of a lane.
struct Buckets<C: Clock> {
    normal: Limiter<C>,
    rush: Limiter<C>,
}

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
        Self::by(DefaultClock::default(), limits, now)
    }
}

impl<C: Clock + Clone> NetworkLimiter<C> {
    fn by(clock: C, limits: &LimitsSection, now: Timestamp) -> Result<Self, NoRandomness> {
        let quotas = Quotas {
            kiosks: quota(SECONDS_PER_KIOSK_SLIP, KIOSK_SLIPS_AT_ONCE),
            school: quota(limits.normal_seconds_per_slip.into(), limits.normal_burst),
            outside: quota(limits.outside_seconds_per_slip.into(), limits.outside_burst),
            rush: Quota::per_second(at_least_one(limits.rush_per_second))
                .allow_burst(at_least_one(limits.rush_burst)),
            codes: quota(NETWORK_SECONDS_PER_CODE_TRY, NETWORK_CODE_TRIES_AT_ONCE),
        };
        let kiosks_clock = TheServices::default();
        let begun = Period::begin(quotas, &clock, &kiosks_clock, now)?;
        let periods = Mutex::new(Periods { now: begun, before: None });
        Ok(Self { quotas, clock, kiosks_clock, periods })
    }

    /// The lane of the kiosk whose token has this tag.
    pub fn lane_of_kiosk(&self, tag: &[u8], now: Timestamp) -> Result<KioskLane, NoRandomness> {
        Ok(KioskLane(self.periods(now)?.now.key.of(tag)))
    }

    /// Counts one slip of this sender.
    pub fn admit(
        &self,
        sender: Sender<'_>,
        manner: Manner,
        now: Timestamp,
    ) -> Result<Admission, NoRandomness> {
        let periods = self.periods(now)?;
        Ok(match sender {
            Sender::Kiosk(KioskLane(key)) => admit(&[(&periods.now.kiosks, key)], manner),
            Sender::School(network) => periods.admit(network, |period| &period.school, manner),
            Sender::Outside(network) => periods.admit(network, |period| &period.outside, manner),
        })
    }

    /// Counts one try at a code from this network; false when it has to wait.
    pub fn admit_code(&self, network: &[u8], now: Timestamp) -> Result<bool, NoRandomness> {
        let periods = self.periods(now)?;
        let mut both = periods.both();
        Ok(both.all(|period| period.codes.check_key(&period.key.of(network)).is_ok()))
    }

    /// The periods that run now; a new one when the last has had its time.
    fn periods(&self, now: Timestamp) -> Result<MutexGuard<'_, Periods<C>>, NoRandomness> {
        let mut periods = self.periods.lock().unwrap_or_else(PoisonError::into_inner);
        let age = now.0.abs_diff(periods.now.began_at.0);
        if age >= KEY_SECONDS_MAX || now < periods.now.began_at {
            let begun = Period::begin(self.quotas, &self.clock, &self.kiosks_clock, now)?;
            let before = std::mem::replace(&mut periods.now, begun);
            // Nobody came for longer than anything is remembered.
            periods.before = Some(before).filter(|_| age < 2 * KEY_SECONDS_MAX);
        }
        self.kiosks_clock.set(now);
        Ok(periods)
    }

    /// Lets go of networks whose buckets are full again, and of a key that has had its time; a job calls it
    /// every minute.
    pub fn sweep(&self, now: Timestamp) -> Result<(), NoRandomness> {
        let periods = self.periods(now)?;
        for period in periods.both() {
            let Period { kiosks, school, outside, codes, .. } = period;
            kiosks.sweep();
            school.sweep();
            outside.sweep();
            sweep(codes);
        }
        Ok(())
    }

    /// How many networks are being told apart just now.
    pub fn count(&self) -> usize {
        let periods = self.periods.lock().unwrap_or_else(PoisonError::into_inner);
        let count = |period: &Period<C>| period.school.normal.len() + period.outside.normal.len();
        periods.both().map(count).max().unwrap_or_default()
    }
}

impl<C: Clock> Periods<C> {
    fn both(&self) -> impl Iterator<Item = &Period<C>> {
        self.before.iter().chain([&self.now])
    }

    fn admit(
        &self,
        network: Network<'_>,
        lane: fn(&Period<C>) -> &Buckets<C>,
        manner: Manner,
    ) -> Admission {
        let of = [network.school.as_str().as_bytes(), network.key].concat();
        let buckets: Vec<_> =
            self.both().map(|period| (lane(period), period.key.of(&of))).collect();
        admit(&buckets, manner)
    }
}

/// Lets in whom every one of these buckets lets in, each by its own key.
fn admit<C: Clock>(buckets: &[(&Buckets<C>, u64)], manner: Manner) -> Admission {
    let is_let_in = |limiter: fn(&Buckets<C>) -> &Limiter<C>| {
        buckets.iter().all(|(buckets, key)| limiter(buckets).check_key(key).is_ok())
    };
    match manner {
        Manner::ByHand if is_let_in(|buckets| &buckets.normal) => Admission::Normal,
        Manner::ByHand | Manner::ByScript if is_let_in(|buckets| &buckets.rush) => Admission::Rush,
        Manner::ByHand | Manner::ByScript => Admission::Full,
    }
}

impl<C: Clock + Clone> Period<C> {
    fn begin(
        quotas: Quotas,
        clock: &C,
        kiosks_clock: &TheServices,
        now: Timestamp,
    ) -> Result<Self, NoRandomness> {
        Ok(Self {
            key: NetworkKey::generate()?,
            began_at: now,
            kiosks: Buckets::new(quotas.kiosks, quotas.rush, kiosks_clock),
            school: Buckets::new(quotas.school, quotas.rush, clock),
            outside: Buckets::new(quotas.outside, quotas.rush, clock),
            codes: RateLimiter::dashmap_with_clock(quotas.codes, clock.clone()),
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
}

#[cfg(test)]
mod simulation;
#[cfg(test)]
mod tests;
