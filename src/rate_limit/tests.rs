//! What becomes of slips that come too fast, and of tries at codes.

use super::*;
use governor::clock::FakeRelativeClock;

const NOW: Timestamp = Timestamp(1_700_000_000);

fn limits() -> LimitsSection {
    LimitsSection {
        normal_burst: 2,
        normal_seconds_per_slip: 3_600,
        outside_burst: 1,
        outside_seconds_per_slip: 3_600,
        rush_burst: 3,
        rush_per_second: 1,
        ..LimitsSection::default()
    }
}

fn limiter() -> NetworkLimiter {
    NetworkLimiter::new(&limits(), NOW).unwrap()
}

fn schools() -> [SchoolId; 2] {
    [1, 2].map(|byte| SchoolId::from_random([byte; 16]))
}

fn at_school<'a>(school: &'a SchoolId, key: &'a [u8]) -> Sender<'a> {
    Sender::School(Network { school, key })
}

fn outside<'a>(school: &'a SchoolId, key: &'a [u8]) -> Sender<'a> {
    Sender::Outside(Network { school, key })
}

/// What becomes of so many slips of one sender, sent at once.
fn told(limiter: &NetworkLimiter, sender: Sender<'_>, count: usize) -> Vec<Admission> {
    (0..count).map(|_| limiter.admit(sender, Manner::ByHand, NOW).unwrap()).collect()
}

#[test]
fn a_rush_is_stored_and_only_a_flood_is_asked_to_wait() {
    use Admission::{Full, Normal, Rush};
    let (limiter, [elmwood, _]) = (limiter(), schools());
    let six = told(&limiter, at_school(&elmwood, b"school"), 6);
    assert_eq!(six, [Normal, Normal, Rush, Rush, Rush, Full]);
    assert_eq!(told(&limiter, at_school(&elmwood, b"elsewhere"), 1), [Normal]);
}

#[test]
fn no_lane_network_or_school_uses_up_the_room_of_another() {
    use Admission::{Full, Normal, Rush};
    let (limiter, [elmwood, ashby]) = (limiter(), schools());
    let five = told(&limiter, outside(&elmwood, b"home"), 5);
    assert_eq!(five, [Normal, Rush, Rush, Rush, Full]);
    assert_eq!(told(&limiter, at_school(&elmwood, b"home"), 1), [Normal]);
    assert_eq!(told(&limiter, outside(&elmwood, b"another home"), 1), [Normal]);
    assert_eq!(told(&limiter, outside(&ashby, b"home"), 1), [Normal]);
}

#[test]
fn each_kiosk_has_a_lane_of_its_own_that_no_network_and_no_other_kiosk_uses_up() {
    let (limiter, [elmwood, _]) = (limiter(), schools());
    let send = |tag: &[u8], now| {
        let lane = limiter.lane_of_kiosk(tag, now).unwrap();
        limiter.admit(Sender::Kiosk(lane), Manner::ByHand, now).unwrap()
    };
    told(&limiter, at_school(&elmwood, b"school"), 6);
    let told_here: Vec<_> = (0..13).map(|_| send(b"library", NOW)).collect();
    assert!(told_here[..12].iter().all(|told| *told == Admission::Normal), "{told_here:?}");
    assert_eq!(told_here[12], Admission::Rush);
    assert_eq!(send(b"hall", NOW), Admission::Normal);
    assert_eq!(told(&limiter, at_school(&elmwood, b"elsewhere"), 1), [Admission::Normal]);
    // One more every twenty seconds.
    assert_eq!(send(b"library", NOW.plus_seconds(19)), Admission::Rush);
    assert_eq!(send(b"library", NOW.plus_seconds(20)), Admission::Normal);
    assert_eq!(send(b"library", NOW.plus_seconds(20)), Admission::Rush);
}

#[test]
fn after_ten_minutes_no_lane_tells_which_kiosk_it_was() {
    let limiter = limiter();
    let lane = |now| limiter.lane_of_kiosk(b"library", now).unwrap();
    assert_eq!(lane(NOW), lane(NOW.plus_seconds(KEY_SECONDS_MAX.cast_signed() - 1)));
    assert_ne!(lane(NOW), lane(NOW.plus_seconds(KEY_SECONDS_MAX.cast_signed())));
}

#[test]
fn what_a_script_sends_is_a_rush_and_leaves_what_is_normal_to_those_who_write() {
    use Admission::{Full, Normal, Rush};
    let (limiter, [elmwood, _]) = (limiter(), schools());
    let sender = at_school(&elmwood, b"school");
    let scripted: Vec<_> =
        (0..4).map(|_| limiter.admit(sender, Manner::ByScript, NOW).unwrap()).collect();
    assert_eq!(scripted, [Rush, Rush, Rush, Full]);
    assert_eq!(told(&limiter, at_school(&elmwood, b"school"), 3), [Normal, Normal, Full]);
}

#[test]
fn a_new_key_gives_nobody_their_room_anew_and_after_two_nobody_is_known() {
    use Admission::{Full, Normal};
    let (limiter, [elmwood, _]) = (limiter(), schools());
    told(&limiter, at_school(&elmwood, b"school"), 6);
    let sender = at_school(&elmwood, b"school");
    let admit = |seconds| limiter.admit(sender, Manner::ByHand, NOW.plus_seconds(seconds)).unwrap();
    // The buckets are by another clock, which stands still here.
    assert_eq!(admit(KEY_SECONDS_MAX.cast_signed()), Full);
    assert_eq!(limiter.count(), 1);
    limiter.sweep(NOW.plus_seconds(2 * KEY_SECONDS_MAX.cast_signed())).unwrap();
    assert_eq!(admit(3 * KEY_SECONDS_MAX.cast_signed()), Normal);
    // Nobody came for long: what was known goes with the first look.
    told(&limiter, at_school(&elmwood, b"other"), 6);
    limiter.sweep(NOW.plus_seconds(9 * KEY_SECONDS_MAX.cast_signed())).unwrap();
    assert_eq!(limiter.count(), 0);
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
    let later = 2 * KEY_SECONDS_MAX.cast_signed();
    assert_eq!(tries(b"elsewhere", NOW.plus_seconds(later)), 30);
}
