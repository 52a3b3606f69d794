//! A flood beside pupils who send, played through in no time: `cargo test --lib floods -- --nocapture`
//! prints the figures, and `tests/e2e/flood.py` sees the same of the running service.

use super::*;
use governor::clock::FakeRelativeClock;

const START: Timestamp = Timestamp(1_700_000_000);
const MILLISECONDS: u64 = 600_000;
/// A page of the words that were kept sends itself again after this.
const AGAIN_SECONDS: u64 = 10;

/// Who floods, from where and how.
#[derive(Clone, Copy)]
struct Flood {
    a_second: u64,
    from: Place,
    manner: Manner,
}

/// Where somebody sends from.
#[derive(Clone, Copy)]
enum Place {
    School,
    Kiosk,
    Home,
    Elsewhere,
}

impl Place {
    fn sender<'a>(
        self,
        limiter: &NetworkLimiter<FakeRelativeClock>,
        school: &'a SchoolId,
        now: Timestamp,
    ) -> Sender<'a> {
        match self {
            Self::School => Sender::School(Network { school, key: b"school" }),
            Self::Kiosk => Sender::Kiosk(limiter.lane_of_kiosk(b"library", now).unwrap()),
            Self::Home => Sender::Outside(Network { school, key: b"home" }),
            Self::Elsewhere => Sender::Outside(Network { school, key: b"elsewhere" }),
        }
    }
}

/// What it was like for the pupils, and how much the readers have.
#[derive(Debug)]
struct Told {
    first_presses: usize,
    pupils: usize,
    normal: usize,
    longest_wait_seconds: u64,
    never: usize,
    stored: usize,
}

/// Numbers that are the same in each run.
struct Dice(u64);

impl Dice {
    fn up_to(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % most
    }
}

/// So many pupils press Send within so many minutes, spread evenly and a little by chance; within none, one in
/// each millisecond. The flood lasts ten.
fn play(pupils: u64, minutes: u64, from: Place, flood: Option<Flood>) -> Told {
    let clock = FakeRelativeClock::default();
    let limiter = NetworkLimiter::by(clock.clone(), &LimitsSection::default(), START).unwrap();
    let (school, mut dice) = (SchoolId::from_random([1; 16]), Dice(0x2545_f491));
    let mut presses: Vec<(u64, u64, bool)> = Vec::new();
    for pupil in 0..pupils {
        let between = (minutes * 60_000 / pupils).max(1);
        let at = pupil * between + dice.up_to(between);
        presses.push((at, at, true));
    }
    let mut told = Told {
        first_presses: 0,
        pupils: presses.len(),
        normal: 0,
        longest_wait_seconds: 0,
        never: presses.len(),
        stored: 0,
    };
    for millisecond in 0..minutes * 60_000 + MILLISECONDS {
        clock.advance(Duration::from_millis(1));
        let now = START.plus_seconds((millisecond / 1_000).cast_signed());
        if let Some(Flood { a_second, from, manner }) = flood
            && millisecond < MILLISECONDS
            && dice.up_to(1_000) < a_second
        {
            let sender = from.sender(&limiter, &school, now);
            told.stored += usize::from(limiter.admit(sender, manner, now) != Ok(Admission::Full));
        }
        while let Some(place) = presses.iter().position(|(at, ..)| *at <= millisecond) {
            let (_, began, is_first) = presses.swap_remove(place);
            match limiter.admit(from.sender(&limiter, &school, now), Manner::ByHand, now).unwrap() {
                Admission::Full => {
                    let wait = 1_000 * AGAIN_SECONDS + dice.up_to(5_000);
                    presses.push((millisecond + wait, began, false));
                }
                taken => {
                    let wait = (millisecond - began) / 1_000;
                    told.longest_wait_seconds = told.longest_wait_seconds.max(wait);
                    told.first_presses += usize::from(is_first);
                    told.normal += usize::from(taken == Admission::Normal);
                    told.never -= 1;
                    told.stored += 1;
                }
            }
        }
    }
    told
}

#[test]
fn floods_beside_pupils_who_send() {
    use Manner::{ByHand, ByScript};
    let at_school = |a_second, manner| Some(Flood { a_second, from: Place::School, manner });
    let outsider = Some(Flood { a_second: 200, from: Place::Elsewhere, manner: ByHand });
    let cases = [
        ("600 pupils in ten minutes", play(600, 10, Place::School, None)),
        ("600 pupils at once", play(600, 0, Place::School, None)),
        ("30 at a kiosk", play(30, 20, Place::Kiosk, None)),
        ("30 at a kiosk, 500/s at school", play(30, 20, Place::Kiosk, at_school(500, ByHand))),
        ("100, outsider at 200/s", play(100, 10, Place::School, outsider)),
        ("100, script at 20/s", play(100, 10, Place::School, at_school(20, ByHand))),
        ("100, bare posts at 100/s", play(100, 10, Place::School, at_school(100, ByScript))),
        ("100, script at 100/s", play(100, 10, Place::School, at_school(100, ByHand))),
        ("5 at one home, 500/s at school", play(5, 10, Place::Home, at_school(500, ByHand))),
    ];
    for (name, told) in &cases {
        let share = 100 * told.first_presses / told.pupils;
        println!("{name:30} {share:3} % at the first press  {told:?}");
    }
    for (name, told) in &cases {
        assert_eq!(told.never, 0, "{name}: nobody is turned away for good");
        let is_outrun = *name == "100, script at 100/s";
        assert_eq!(told.first_presses == told.pupils, !is_outrun, "{name}");
        assert!(told.stored <= 15_000, "{name}: what readers have to look at is bounded");
    }
    let [_, year, class, kiosks, outsider, _, posts, script, home] = &cases;
    for (name, told) in [class, kiosks, outsider, posts, home] {
        assert_eq!(told.normal, told.pupils, "{name}: none of theirs is flagged");
    }
    let burst = usize::try_from(LimitsSection::default().normal_burst).unwrap();
    assert_eq!(year.1.normal, burst, "the others of a year are flagged, and none has to wait");
    assert!(script.1.first_presses > 0, "a lottery and no queue");
}
