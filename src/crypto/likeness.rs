//! Whether two texts say nearly the same, without keeping either: a SimHash under a key that soon goes.

use ring::hmac;
use zeroize::Zeroizing;

use super::random::{self, NoRandomness};

/// So many of 256 bits may differ. Of short sentences, all but a few in a thousand with a word left out or
/// added are found. Of 67,500 pairs of two children's sentences none was, two that both say "and I am scared
/// to go" among them; with a quarter of the bits, such two were taken for copies once in a hundred times.
const BITS_APART_MAX: u32 = 48;
const BYTES: usize = 32;
/// Letters that are looked at together.
const LETTERS: usize = 3;

/// Tells which texts are alike until it is thrown away. It lives in memory only, so that what comes of it
/// can be made from no text by whoever has the database.
pub struct TextKey(hmac::Key);

/// What is left of a text. With the key gone it means nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Likeness([u8; BYTES]);

impl TextKey {
    pub fn generate() -> Result<Self, NoRandomness> {
        let key: [u8; 32] = random::bytes()?;
        Ok(Self(hmac::Key::new(hmac::HMAC_SHA256, &key)))
    }

    /// Of a text: case, digits, marks and how often something is repeated are all the same. `None` when
    /// it has no letters.
    pub fn of_text(&self, text: &str) -> Option<Likeness> {
        let letters = letters_of(text);
        if letters.is_empty() {
            return None;
        }
        let pieces = letters.windows(LETTERS.min(letters.len()));
        let mut marks: Vec<[u8; BYTES]> = pieces.map(|piece| self.mark(piece)).collect();
        marks.sort_unstable();
        marks.dedup();
        let mut ones = [[0_usize; 8]; BYTES];
        for mark in &marks {
            for (byte, ones) in mark.iter().zip(&mut ones) {
                for (bit, ones) in ones.iter_mut().enumerate() {
                    *ones += usize::from(byte >> bit & 1);
                }
            }
        }
        Some(Likeness(ones.map(|bits| {
            let most = bits.iter().enumerate().filter(|(_, ones)| 2 * **ones > marks.len());
            most.fold(0, |byte, (bit, _)| byte | 1 << bit)
        })))
    }

    /// Of answers without a text: alike are those that are the same.
    pub fn of_answers(&self, answers: &[u8]) -> Likeness {
        Likeness(self.number(answers))
    }

    fn mark(&self, piece: &[char]) -> [u8; BYTES] {
        let mut bytes = Zeroizing::new([0; 4 * LETTERS]);
        for (to, letter) in bytes.chunks_exact_mut(4).zip(piece) {
            to.copy_from_slice(&u32::from(*letter).to_be_bytes());
        }
        self.number(bytes.as_slice())
    }

    fn number(&self, bytes: &[u8]) -> [u8; BYTES] {
        let tag = hmac::sign(&self.0, bytes);
        tag.as_ref().first_chunk().copied().unwrap_or_default()
    }
}

impl Likeness {
    pub fn is_near(self, other: Self) -> bool {
        let apart = self.0.iter().zip(other.0).map(|(one, other)| (one ^ other).count_ones());
        apart.sum::<u32>() <= BITS_APART_MAX
    }
}

/// Letters in lower case, and one space between words.
fn letters_of(text: &str) -> Zeroizing<Vec<char>> {
    // Room for every letter, so that none is left behind where a list grew. No letter becomes more than
    // three in lower case.
    let mut letters = Zeroizing::new(Vec::with_capacity(3 * text.chars().count()));
    for letter in text.chars().flat_map(char::to_lowercase) {
        let is_gap = letter.is_whitespace() && letters.last().is_some_and(|last| *last != ' ');
        if is_gap {
            letters.push(' ');
        } else if letter.is_alphabetic() {
            letters.push(letter);
        }
    }
    if letters.last() == Some(&' ') {
        letters.pop();
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: [&str; 10] = [
        "They took my bag again and nobody helped me.",
        "Someone keeps sending me horrible messages on my phone.",
        "My teacher shouts at me and I am scared to go in.",
        "A man online asked me for a picture and my address.",
        "They are all laughing at me in the group chat every night.",
        "Mr Smith is a poo head hahaha",
        "There is a photo of me going round and I want it gone.",
        "My mum hits me when she is drunk and I am scared to go home.",
        "Someone in my class says he will bring a knife to school.",
        "Maen nhw'n chwerthin am fy mhen bob nos.",
    ];

    #[test]
    fn a_text_that_was_changed_a_little_is_known_again_and_another_is_not() {
        let (mut near, mut all) = (0, 0);
        for _ in 0..20 {
            let key = TextKey::generate().unwrap();
            for text in TEXTS {
                let of = |text: &str| key.of_text(text).unwrap();
                let same =
                    [text.to_uppercase(), format!("  {text}!!! 1234 "), text.replace(' ', "\n")];
                assert!(same.iter().all(|same| of(same) == of(text)), "{text}");
                let fewer = text.split(' ').take(text.split(' ').count() - 1);
                let changed = [
                    format!("ok so {text}"),
                    fewer.collect::<Vec<_>>().join(" "),
                    text.replacen('e', "", 1),
                ];
                near += changed.iter().filter(|one| of(one).is_near(of(text))).count();
                all += changed.len();
                for other in TEXTS.iter().filter(|other| **other != text) {
                    assert!(!of(other).is_near(of(text)), "{text} / {other}");
                }
            }
        }
        assert!(near * 10 > all * 8, "{near} of {all}");
    }

    #[test]
    fn without_letters_there_is_nothing_to_be_alike_and_answers_are_when_they_are_the_same() {
        let (key, other) = (TextKey::generate().unwrap(), TextKey::generate().unwrap());
        assert_eq!(key.of_text(" 1234 !? "), None);
        assert!(key.of_text("no").is_some());
        assert_eq!(key.of_answers(b"CD1"), key.of_answers(b"CD1"));
        assert!(!key.of_answers(b"CD1").is_near(key.of_answers(b"CD2")));
        assert_ne!(key.of_text(TEXTS[0]), other.of_text(TEXTS[0]), "under another key");
    }
}
