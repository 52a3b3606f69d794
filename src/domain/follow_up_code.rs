//! Words that open something: six with which a pupil comes back, eight that make a computer a kiosk; and
//! how they are read however they are typed.

use std::{fmt, iter};

use zeroize::Zeroize;

/// 2,048 words that a child may meet, in the order of the alphabet: made for this, and held by the tests
/// below. No two begin with the same four letters, and no single slip of a finger makes one another.
const LIST: &str = include_str!("code_words.txt");
/// So many letters tell a word from every other.
const TELLING_LETTERS: usize = 4;
/// Most letters that are looked at: more than the longest form has room for is no code.
const TYPED_BYTES_MAX: usize = 400;
/// So many words stand on a page of buttons; of more, the next letters do.
const BUTTONS_MAX: usize = 12;

/// So many of the words, in their order, by their places on the list.
#[derive(Clone, PartialEq, Eq)]
pub struct WordCode<const COUNT: usize>([u16; COUNT]);

/// Six of them: 66 bits. Whoever holds them reads what staff write to the pupil.
pub type FollowUpCode = WordCode<6>;
/// Eight of them: 88 bits, for ten minutes and once. Whoever holds them makes a computer a kiosk.
pub type KioskCode = WordCode<8>;

/// Why what was typed is no code.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CodeProblem {
    /// There are this many words, and not as many as the code has.
    OtherCount { count: usize },
    /// Words that are not on the list, nor near one of it, as they were typed.
    Unknown { words: Vec<String> },
}

/// What follows the letters that were tapped so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tapped {
    Letters(Vec<char>),
    Words(Vec<&'static str>),
}

impl FollowUpCode {
    /// From twelve bytes that nobody can guess: two for each word.
    pub fn from_bytes(bytes: &[u8; 2 * Self::WORDS]) -> Self {
        Self::of_pairs(bytes.as_chunks().0)
    }
}

impl KioskCode {
    /// From sixteen bytes that nobody can guess: two for each word.
    pub fn from_bytes(bytes: &[u8; 2 * Self::WORDS]) -> Self {
        Self::of_pairs(bytes.as_chunks().0)
    }
}

impl<const COUNT: usize> WordCode<COUNT> {
    pub const WORDS: usize = COUNT;

    fn of_pairs(pairs: &[[u8; 2]]) -> Self {
        let mut places = [0; COUNT];
        for (place, pair) in places.iter_mut().zip(pairs) {
            // 2,048 divides 65,536: each word is as likely as the other.
            *place = u16::from_be_bytes(*pair) % 2_048;
        }
        Self(places)
    }

    /// Reads the words: any case, anything between them, their first four letters or more, and one
    /// wrong, missing, doubled or exchanged letter in each. With nothing between some of them they have
    /// to be spelt right, and to fall apart in one way only.
    pub fn parse(typed: &str) -> Result<Self, CodeProblem> {
        let end = typed.floor_char_boundary(TYPED_BYTES_MAX);
        let lower = typed.get(..end).unwrap_or_default().to_lowercase();
        let words: Vec<&str> =
            lower.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
        if let Some(code) = Self::written_together(&words) {
            return Ok(code);
        }
        let found: Vec<Option<usize>> = words.iter().map(|word| place_of(word)).collect();
        let unknown = words.iter().zip(&found).filter(|(_, place)| place.is_none());
        let unknown: Vec<String> = unknown.map(|(word, _)| (*word).to_owned()).collect();
        if !unknown.is_empty() {
            return Err(CodeProblem::Unknown { words: unknown });
        }
        let places = found.into_iter().flatten().flat_map(u16::try_from).collect::<Vec<_>>();
        let count = places.len();
        places.try_into().map(Self).map_err(|_| CodeProblem::OtherCount { count })
    }

    /// What fewer pieces than words stand for, where they are that many words in one way and in no other.
    fn written_together(pieces: &[&str]) -> Option<Self> {
        // Of whole words some are missing, even if one is two shorter ones.
        let are_whole = || pieces.iter().all(|piece| LIST.lines().any(|word| word == *piece));
        if pieces.len() >= COUNT || are_whole() {
            return None;
        }
        let mut found = Vec::new();
        fall_apart(pieces, &mut Vec::new(), &mut found);
        match found.as_slice() {
            [only] => Some(Self(*only)),
            _ => None,
        }
    }

    /// The words, as they are shown.
    pub fn words(&self) -> [&'static str; COUNT] {
        self.0.map(|place| LIST.lines().nth(usize::from(place)).unwrap_or_default())
    }
}

/// Whoever holds the code can use it, so it never reaches a log.
impl<const COUNT: usize> fmt::Debug for WordCode<COUNT> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WordCode(..)")
    }
}

impl<const COUNT: usize> Drop for WordCode<COUNT> {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

/// The buttons after these letters: words once there are few enough.
pub fn tapped(letters: &str) -> Tapped {
    let begun: Vec<&'static str> = LIST.lines().filter(|word| word.starts_with(letters)).collect();
    if begun.len() <= BUTTONS_MAX {
        return Tapped::Words(begun);
    }
    let mut next: Vec<char> =
        begun.iter().filter_map(|word| word.get(letters.len()..)?.chars().next()).collect();
    next.dedup();
    Tapped::Letters(next)
}

/// The word that is meant, by its place on the list: the word itself, its beginning, the one that a slip
/// of the finger leads to, or the one that begins alike.
fn place_of(typed: &str) -> Option<usize> {
    let all = || LIST.lines().enumerate();
    let is_telling = typed.len() >= TELLING_LETTERS;
    let begun = |word: &str| is_telling && word.starts_with(typed);
    if let Some((place, _)) = all().find(|(_, word)| *word == typed || begun(word)) {
        return Some(place);
    }
    // Of two that are as near, neither is meant.
    let mut near = all().filter(|(_, word)| is_near(word, typed));
    match (near.next(), near.next()) {
        (Some((place, _)), None) => Some(place),
        _ => {
            let beginning = typed.get(..TELLING_LETTERS)?;
            all().find(|(_, word)| word.starts_with(beginning)).map(|(place, _)| place)
        }
    }
}

/// Every way in which these pieces are that many words, or the first four letters of some, behind those
/// that were found before. Four letters leave one word only, so of eight no more than 256 ways are tried.
fn fall_apart<const COUNT: usize>(
    pieces: &[&str],
    before: &mut Vec<u16>,
    found: &mut Vec<[u16; COUNT]>,
) {
    let Some((piece, others)) = pieces.split_first() else {
        found.extend(<[u16; COUNT]>::try_from(before.as_slice()));
        return;
    };
    if piece.is_empty() {
        return fall_apart(others, before, found);
    }
    if before.len() == COUNT {
        return;
    }
    let Some(beginning) = piece.get(..TELLING_LETTERS) else { return };
    let begins = |(_, word): &(u16, &str)| word.starts_with(beginning);
    let Some((place, word)) = (0..).zip(LIST.lines()).find(begins) else { return };
    let mut forms = vec![beginning, word];
    forms.dedup();
    before.push(place);
    for rest in forms.into_iter().filter_map(|form| piece.strip_prefix(form)) {
        let pieces: Vec<&str> = iter::once(rest).chain(others.iter().copied()).collect();
        fall_apart(&pieces, before, found);
    }
    before.pop();
}

/// Whether one slip of a finger leads from one to the other: a letter that is wrong, missing or too
/// many, or two that are exchanged.
fn is_near(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let same_before = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let rest = |word: &[char], from: usize| word.get(from..).unwrap_or_default().to_vec();
    let (next, after) = (same_before + 1, same_before + 2);
    let is_exchanged = one.len() == other.len()
        && one.get(same_before) == other.get(next)
        && one.get(next) == other.get(same_before)
        && rest(&one, after) == rest(&other, after);
    is_exchanged
        || rest(&one, next) == rest(&other, next)
        || rest(&one, same_before) == rest(&other, next)
        || rest(&one, next) == rest(&other, same_before)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    /// Words that sound like another, names, parts of the body, and what frightens or hurts. None of
    /// them may come onto the list.
    const NEVER: &str = include_str!("never_code_words.txt");

    fn words() -> Vec<&'static str> {
        LIST.lines().collect()
    }

    fn code(typed: &str) -> Result<Vec<&'static str>, CodeProblem> {
        FollowUpCode::parse(typed).map(|code| code.words().to_vec())
    }

    #[test]
    fn there_are_2048_words_of_small_letters_told_apart_by_their_first_four() {
        let words = words();
        assert_eq!(words.len(), 2_048);
        assert!(words.is_sorted(), "in the order of the alphabet");
        let is_plain = |word: &&str| word.bytes().all(|b| b.is_ascii_lowercase());
        assert!(words.iter().all(|word| is_plain(word) && (4..=9).contains(&word.len())));
        let beginnings: BTreeSet<_> = words.iter().map(|word| &word[..TELLING_LETTERS]).collect();
        assert_eq!(beginnings.len(), 2_048);
    }

    #[test]
    fn no_slip_of_a_finger_makes_one_word_another() {
        let words = words();
        for (place, one) in words.iter().enumerate() {
            for other in &words[..place] {
                // Lengths first: two million pairs are looked at.
                let is_far = one.len().abs_diff(other.len()) > 1 || far_apart(one, other);
                assert!(is_far || !is_near(one, other), "{one} and {other}");
            }
        }
    }

    /// Whether more than two places differ, which no slip of a finger does to words of one length.
    fn far_apart(one: &str, other: &str) -> bool {
        one.len() == other.len()
            && one.bytes().zip(other.bytes()).filter(|(a, b)| a != b).count() > 2
    }

    #[test]
    fn no_word_sounds_like_another_is_a_name_or_says_what_a_child_should_not_meet() {
        let never: BTreeSet<_> = NEVER.split_whitespace().collect();
        assert!(never.len() > 600 && never.contains("flour") && never.contains("knife"));
        let found: Vec<_> = words().into_iter().filter(|word| never.contains(word)).collect();
        assert_eq!(found, Vec::<&str>::new());
    }

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        let whole = ["abacus", "teapot", "money", "zebra", "walnut", "oyster"];
        for typed in [
            "abacus teapot money zebra walnut oyster",
            "  Abacus,teapot;MONEY - zebra\nwalnut.oyster ",
            "abac teap mone zebr waln oyst",
            "abacsu teepot moneys zbra wallnut oystr",
        ] {
            assert_eq!(code(typed).as_deref(), Ok(whole.as_slice()), "{typed}");
        }
        for (place, word) in words().iter().enumerate() {
            assert_eq!(place_of(&word[..TELLING_LETTERS]), Some(place), "{word}");
        }
    }

    #[test]
    fn a_code_written_together_is_read_where_it_falls_apart_in_one_way() {
        let whole = ["abacus", "teapot", "money", "zebra", "walnut", "oyster"];
        for typed in [
            "abacusteapotmoneyzebrawalnutoyster",
            "AbacusTeapotMoneyZebraWalnutOyster",
            "abacus teapotmoney zebra walnutoyster",
            "abacteapmonezebrwalnoyst",
            "abacteapotmonezebrawalnoyster",
        ] {
            assert_eq!(code(typed).as_deref(), Ok(whole.as_slice()), "{typed}");
        }
        for typed in [
            "abacusteapotmoneyzebrawalnut",
            "abacusteepotmoneyzebrawalnutoyster",
            &"abacus".repeat(60),
        ] {
            assert_eq!(code(typed), Err(CodeProblem::OtherCount { count: 1 }), "{typed}");
        }
    }

    #[test]
    fn of_five_whole_words_one_is_missing_also_where_one_of_them_could_be_two() {
        for word in words() {
            let five = format!("abacus teapot {word} zebra walnut");
            assert_eq!(code(&five), Err(CodeProblem::OtherCount { count: 5 }), "{word}");
        }
    }

    #[test]
    fn what_is_no_code_says_which_word_is_wrong_or_how_many_there_are() {
        let unknown = |words: &[&str]| {
            let words = words.iter().map(|word| (*word).to_owned()).collect();
            Err(CodeProblem::Unknown { words })
        };
        assert_eq!(code("abacus qqq money xx"), unknown(&["qqq", "xx"]));
        assert_eq!(code(""), Err(CodeProblem::OtherCount { count: 0 }));
        let seven = "abacus teapot money zebra walnut oyster abacus";
        assert_eq!(code(seven), Err(CodeProblem::OtherCount { count: 7 }));
        assert!(code(&"é".repeat(5_000)).is_err());
    }

    #[test]
    fn the_eight_words_of_a_kiosk_are_read_as_forgivingly_and_six_are_too_few() {
        let code = KioskCode::from_bytes(&[9; 16]);
        let words = code.words();
        let cut: String = words.iter().map(|word| &word[..TELLING_LETTERS]).collect();
        for typed in [words.join(" "), words.join(", ").to_uppercase(), words.concat(), cut] {
            assert_eq!(KioskCode::parse(&typed), Ok(code.clone()), "{typed}");
        }
        let six = words[..6].join(" ");
        assert_eq!(KioskCode::parse(&six), Err(CodeProblem::OtherCount { count: 6 }));
    }

    #[test]
    fn every_code_reads_back_and_is_never_shown_by_accident() {
        for bytes in [[0; 12], [0xff; 12], [7; 12]] {
            let code = FollowUpCode::from_bytes(&bytes);
            assert_eq!(FollowUpCode::parse(&code.words().join(" ")), Ok(code.clone()));
            assert_eq!(format!("{code:?}"), "WordCode(..)");
        }
    }

    #[test]
    fn every_word_can_be_tapped_letter_by_letter() {
        for word in words() {
            let mut letters = String::new();
            let offered = loop {
                match tapped(&letters) {
                    Tapped::Words(offered) => break offered,
                    Tapped::Letters(next) => {
                        let letter = word[letters.len()..].chars().next().unwrap();
                        assert!(next.contains(&letter), "{word} after {letters}");
                        assert!(next.len() <= 26);
                        letters.push(letter);
                    }
                }
            };
            assert!(offered.contains(&word), "{word} after {letters}");
        }
        assert_eq!(tapped("qqq"), Tapped::Words(Vec::new()));
    }

    proptest! {
        #[test]
        fn a_code_written_together_is_never_read_as_another(
            bytes in any::<[u8; 2 * FollowUpCode::WORDS]>(),
            is_cut in any::<[bool; FollowUpCode::WORDS]>(),
        ) {
            let meant = FollowUpCode::from_bytes(&bytes);
            let forms = meant.words().into_iter().zip(is_cut);
            let form = |(word, is_cut): (&'static str, bool)| if is_cut { &word[..TELLING_LETTERS] } else { word };
            let typed: String = forms.map(form).collect();
            match FollowUpCode::parse(&typed) {
                Ok(read) => prop_assert_eq!(read.words(), meant.words()),
                Err(problem) => prop_assert_eq!(problem, CodeProblem::OtherCount { count: 1 }),
            }
        }
    }
}
