//! A secret on three papers, any two of which give it back and one of which tells nothing (Shamir's secret
//! sharing over GF(256)).

use super::random::{self, NoRandomness};
use super::recovery_kit::{ALPHABET, check_value, is_dash, value_of};
use super::secret::Secret;

/// Three, of which two are enough: each is a point of a straight line, and the secret is where it begins.
pub const PAPERS: usize = 3;
/// 160 bits.
const SECRET_BYTES: usize = 20;
/// Each group has four characters of the paper, and one that checks them.
const GROUPS: usize = 9;
const CHARACTERS: usize = GROUPS * 5;
/// The number of the paper, what tells its set from others, and the point.
const VALUES: usize = 1 + MARK_VALUES + SECRET_BYTES * 8 / 5;
const MARK_VALUES: usize = 3;
const _: () = assert!(VALUES == GROUPS * 4);

/// What is wrong with a paper as typed. It never says which characters are right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PaperError {
    #[error("a paper has {CHARACTERS} characters, and this has {0}")]
    WrongLength(usize),
    #[error("{0:?} is never part of a paper")]
    UnknownCharacter(char),
    /// Counted from one.
    #[error("group {0} is not as on the paper")]
    Mistyped(usize),
}

/// Two papers that do not belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the papers are one and the same, or of two sets")]
pub struct NotAPair;

/// 160 random bits that nobody has whole.
pub struct PaperSecret(Secret<[u8; SECRET_BYTES]>);

impl PaperSecret {
    pub(super) fn expose(&self) -> &[u8] {
        self.0.expose()
    }
}

/// One of the three.
#[derive(Clone)]
pub struct PaperShare {
    number: u8,
    mark: [u8; MARK_VALUES],
    point: Secret<[u8; SECRET_BYTES]>,
}

impl PaperShare {
    /// Three papers of a new secret.
    pub fn make_set() -> Result<[Self; PAPERS], NoRandomness> {
        let secret = Secret::new(random::bytes::<SECRET_BYTES>()?);
        let slope = Secret::new(random::bytes::<SECRET_BYTES>()?);
        let mark = random::bytes::<MARK_VALUES>()?.map(|byte| byte % 32);
        Ok([1, 2, 3].map(|number| {
            let mut point = Secret::new([0; SECRET_BYTES]);
            let parts = secret.expose().iter().zip(slope.expose());
            for (place, (secret, slope)) in point.expose_mut().iter_mut().zip(parts) {
                *place = secret ^ times(*slope, number);
            }
            Self { number, mark, point }
        }))
    }

    /// The secret of two papers of one set.
    pub fn join(&self, other: &Self) -> Result<PaperSecret, NotAPair> {
        if self.number == other.number || self.mark != other.mark {
            return Err(NotAPair);
        }
        let apart = inverse(self.number ^ other.number);
        let mut secret = Secret::new([0; SECRET_BYTES]);
        let points = self.point.expose().iter().zip(other.point.expose());
        for (place, (own, others)) in secret.expose_mut().iter_mut().zip(points) {
            *place = times(times(*own, other.number) ^ times(*others, self.number), apart);
        }
        Ok(PaperSecret(secret))
    }

    /// Reads a paper as it is typed: any case, spaces and dashes anywhere, O for 0, I or L for 1.
    pub fn parse(typed: &str) -> Result<Self, PaperError> {
        let mut read = Secret::new(Vec::with_capacity(CHARACTERS));
        let mut length = 0;
        for character in typed.chars().filter(|c| !c.is_whitespace() && !is_dash(*c)) {
            let value = value_of(character).ok_or(PaperError::UnknownCharacter(character))?;
            length += 1;
            // Room for one paper only: more would move it and leave a copy behind.
            if length <= CHARACTERS {
                read.expose_mut().push(value);
            }
        }
        if length != CHARACTERS {
            return Err(PaperError::WrongLength(length));
        }
        let mut values = Secret::new(Vec::with_capacity(VALUES));
        for (place, group) in (1_u8..).zip(read.expose().chunks(5)) {
            let mistyped = PaperError::Mistyped(usize::from(place));
            let (check, group) = group.split_last().ok_or(mistyped)?;
            if check_of(place, group) != *check {
                return Err(mistyped);
            }
            values.expose_mut().extend_from_slice(group);
        }
        // Whoever changes a character with its check makes no paper of ours.
        Self::of_values(values.expose()).ok_or(PaperError::Mistyped(1))
    }

    /// As it is printed: nine groups of five.
    pub fn text(&self) -> Secret<String> {
        let mut values = Secret::new(Vec::with_capacity(VALUES));
        values.expose_mut().push(self.number);
        values.expose_mut().extend_from_slice(&self.mark);
        for bytes in self.point.expose().chunks(5) {
            let bits =
                Secret::new(bytes.iter().fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte)));
            let value = |place: u32| low_five(*bits.expose() >> (35 - 5 * place));
            values.expose_mut().extend((0..8).map(value));
        }
        let mut text = Secret::new(String::with_capacity(CHARACTERS + GROUPS));
        for (place, group) in (1..).zip(values.expose().chunks(4)) {
            if place > 1 {
                text.expose_mut().push(' ');
            }
            for value in group.iter().chain([&check_of(place, group)]) {
                let character = ALPHABET.get(usize::from(*value)).copied().unwrap_or(b'0');
                text.expose_mut().push(char::from(character));
            }
        }
        text
    }

    /// Whether it is the same paper.
    pub fn is(&self, other: &Self) -> bool {
        (self.number, self.mark, self.point.expose())
            == (other.number, other.mark, other.point.expose())
    }

    fn of_values(values: &[u8]) -> Option<Self> {
        let (&[number], rest) = values.split_first_chunk()?;
        let (mark, rest) = rest.split_first_chunk::<MARK_VALUES>()?;
        let mut point = Secret::new([0; SECRET_BYTES]);
        for (bytes, values) in point.expose_mut().chunks_mut(5).zip(rest.chunks(8)) {
            let bits = values.iter().fold(0_u64, |sum, value| sum << 5 | u64::from(*value));
            let bits = Secret::new(bits.to_be_bytes());
            bytes.copy_from_slice(bits.expose().get(3..)?);
        }
        (1..=3).contains(&number).then_some(Self { number, mark: *mark, point })
    }
}

/// Of which group it is counts too: two groups that change places do not go unnoticed.
fn check_of(place: u8, group: &[u8]) -> u8 {
    let mut values = Secret::new(Vec::with_capacity(5));
    values.expose_mut().push(place);
    values.expose_mut().extend_from_slice(group);
    check_value(values.expose())
}

/// As many bits as a character of the paper has.
fn low_five(bits: u64) -> u8 {
    let [.., low] = bits.to_be_bytes();
    low & 31
}

/// The product in GF(256), modulo x⁸ + x⁴ + x³ + x + 1; as long for any two, with no table.
fn times(a: u8, b: u8) -> u8 {
    let (mut a, mut product) = (a, 0);
    for bit in 0..8 {
        product ^= a & 0_u8.wrapping_sub(b >> bit & 1);
        a = a << 1 ^ (0x1b & 0_u8.wrapping_sub(a >> 7));
    }
    product
}

/// The 254th power: what gives one when it is multiplied by `a`, which is not nought.
fn inverse(a: u8) -> u8 {
    (0..253).fold(a, |power, _| times(power, a))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_those_of_the_field_of_aes() {
        // FIPS 197, 4.2 and 4.2.1.
        assert_eq!([times(0x57, 0x83), times(0x57, 0x13), times(0x57, 0x02)], [0xc1, 0xfe, 0xae]);
        for a in 1..=255 {
            assert_eq!(times(a, inverse(a)), 1, "{a}");
        }
    }

    #[test]
    fn any_two_papers_give_the_secret_and_as_they_are_printed_too() {
        for _ in 0..50 {
            let set = PaperShare::make_set().unwrap();
            let whole = set[0].join(&set[1]).unwrap();
            for (one, other) in [(0, 2), (1, 2), (1, 0), (2, 0), (2, 1)] {
                assert_eq!(set[one].join(&set[other]).unwrap().expose(), whole.expose());
            }
            let typed = set.each_ref().map(|paper| paper.text().expose().to_lowercase());
            let read = typed.map(|typed| PaperShare::parse(&typed.replace('0', "o")).unwrap());
            assert_eq!(read[2].join(&read[0]).unwrap().expose(), whole.expose());
            assert!(read[1].is(&set[1]) && !read[1].is(&set[2]));
        }
    }

    #[test]
    fn the_papers_are_points_of_a_line_as_reckoned_by_hand() {
        let paper = |number, byte| PaperShare {
            number,
            mark: [0; MARK_VALUES],
            point: Secret::new([byte; SECRET_BYTES]),
        };
        // 0x53 + 0xca·x, with 0xca·1 = 0xca, 0xca·2 = 0x8f, 0xca·3 = 0x45.
        let set = [paper(1, 0x53 ^ 0xca), paper(2, 0x53 ^ 0x8f), paper(3, 0x53 ^ 0x45)];
        for (one, other) in [(0, 1), (0, 2), (1, 2)] {
            let secret = set[one].join(&set[other]).unwrap();
            assert_eq!(secret.expose(), [0x53; SECRET_BYTES]);
        }
    }

    #[test]
    fn one_paper_leaves_every_secret_as_likely_as_the_next() {
        for number in 1..=3 {
            for point in [0, 1, 0x53, 0xff] {
                // Each slope that there can be makes another secret of the same paper: all 256 of them.
                let mut secrets: Vec<u8> =
                    (0..=255).map(|slope| point ^ times(slope, number)).collect();
                secrets.sort_unstable();
                assert_eq!(secrets, (0..=255).collect::<Vec<u8>>());
            }
        }
    }

    #[test]
    fn papers_that_are_one_or_of_two_sets_are_no_pair() {
        let (set, other) = (PaperShare::make_set().unwrap(), PaperShare::make_set().unwrap());
        assert_eq!(set[0].join(&set[0].clone()).err(), Some(NotAPair));
        let mut old = other[1].clone();
        old.mark = [set[0].mark[0] ^ 1, set[0].mark[1], set[0].mark[2]];
        assert_eq!(set[0].join(&old).err(), Some(NotAPair));
    }

    #[test]
    fn one_wrong_character_two_swapped_or_two_groups_swapped_name_the_group() {
        let printed = PaperShare::make_set().unwrap()[0].text().expose().clone();
        let groups: Vec<&str> = printed.split(' ').collect();
        assert_eq!(groups.iter().map(|group| group.len()).collect::<Vec<_>>(), [5; GROUPS]);
        let plain: Vec<char> = printed.replace(' ', "").chars().collect();
        for place in 0..CHARACTERS {
            let group = place / 5 + 1;
            let mut wrong = plain.clone();
            wrong[place] = if wrong[place] == '7' { '8' } else { '7' };
            assert_eq!(parse_error(&wrong), PaperError::Mistyped(group), "place {place}");
            let mut swapped = plain.clone();
            swapped.swap(place, place + usize::from(place % 5 < 4));
            if swapped != plain {
                assert_eq!(parse_error(&swapped), PaperError::Mistyped(group), "place {place}");
            }
        }
        for place in 1..GROUPS {
            let mut swapped = groups.clone();
            swapped.swap(place - 1, place);
            if swapped != groups {
                let typed: Vec<char> = swapped.concat().chars().collect();
                assert_eq!(parse_error(&typed), PaperError::Mistyped(place));
            }
        }
        assert_eq!(parse_error(&plain[1..]), PaperError::WrongLength(44));
        assert_eq!(parse_error(&['U']), PaperError::UnknownCharacter('U'));
    }

    fn parse_error(typed: &[char]) -> PaperError {
        let typed: String = typed.iter().collect();
        PaperShare::parse(&typed).err().expect("it was accepted")
    }
}
