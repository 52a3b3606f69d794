//! Words that may tell who wrote them. It is a guess: it holds nothing up, and no text is safe because
//! nothing is found.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::folded::words_of;
use super::phrases::{self, CLASS, CLASS_OR_NUMBER};

/// Phrases by their first word.
static PHRASES: LazyLock<HashMap<String, Vec<Vec<String>>>> = LazyLock::new(|| {
    let mut found: HashMap<_, Vec<Vec<String>>> = HashMap::new();
    for phrase in phrases::all() {
        let words = phrase.split_whitespace().flat_map(|word| match word {
            CLASS | CLASS_OR_NUMBER => vec![word.to_owned()],
            _ => words_of(word),
        });
        let mut words = words.collect::<Vec<_>>().into_iter();
        if let Some(first) = words.next() {
            found.entry(first).or_default().push(words.collect());
        }
    }
    found
});

/// Fewer digits are no telephone number of a pupil's: 0800 1111 has eight.
const PHONE_DIGITS_MIN: usize = 9;
/// The highest year of a school.
const YEAR_MAX: u32 = 13;

/// Whether the words may show who wrote them: who they are, whom they sit next to, where they live.
pub fn may_tell_who_wrote(text: &str) -> bool {
    has_phone_number(text) || text.split_whitespace().any(is_email) || has_phrase(text)
}

fn has_phrase(text: &str) -> bool {
    let words = words_of(text);
    let mut rest = words.as_slice();
    while let Some((first, behind)) = rest.split_first() {
        let phrases = PHRASES.get(first).map(Vec::as_slice).unwrap_or_default();
        if phrases.iter().any(|phrase| is_phrase(behind, phrase)) {
            return true;
        }
        rest = behind;
    }
    false
}

fn is_phrase(words: &[String], phrase: &[String]) -> bool {
    let is_word = |(word, wanted): (&String, &String)| match wanted.as_str() {
        CLASS => is_class(word),
        CLASS_OR_NUMBER => is_class(word) || is_year(word),
        _ => word == wanted,
    };
    words.len() >= phrase.len() && words.iter().zip(phrase).all(is_word)
}

/// 7B, 10xy, Y7, Yr9.
fn is_class(word: &str) -> bool {
    let number = word.trim_end_matches(char::is_alphabetic);
    let letters = word.get(number.len()..).unwrap_or_default().chars().count();
    let after_y = word.strip_prefix("yr").or_else(|| word.strip_prefix('y'));
    ((1..=2).contains(&letters) && is_year(number)) || after_y.is_some_and(is_year)
}

fn is_year(word: &str) -> bool {
    word.parse::<u32>().is_ok_and(|year| (1..=YEAR_MAX).contains(&year))
}

fn is_email(word: &str) -> bool {
    let Some((name, place)) = word.split_once('@') else { return false };
    let place = place.trim_matches(|c: char| !c.is_alphanumeric());
    name.ends_with(char::is_alphanumeric) && place.contains('.')
}

/// Digits in a row, as a telephone number is written: with spaces, dots, dashes or brackets between.
fn has_phone_number(text: &str) -> bool {
    let mut digits = 0;
    text.chars().any(|c| {
        digits = match c {
            c if c.is_numeric() => digits + 1,
            ' ' | '.' | '-' | '(' | ')' | '/' => digits,
            _ => 0,
        };
        digits >= PHONE_DIGITS_MIN
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::time::{Duration, Instant};

    #[test]
    fn words_that_may_tell_who_wrote_them_are_found() {
        for text in [
            "My brother saw it too",
            "they laughed at my little sister.",
            "I sit next to him in maths",
            "hi my name is Sam",
            "I'm called Robin",
            "I am in 7B and",
            "im in year 9",
            "I’m in Y10",
            "I'm in class 4",
            "I am the only girl in chess club",
            "ring me on the bus? no: 07700 900 123",
            "+44 (0) 7700-900-123",
            "write to sam.reed@school.example.",
            "MY TUTOR",
            "fy enw i yw Siân",
            "Mam na imię Ola",
            "mam na imie Ola",
            "mă numesc Ion",
            "Мене звати Оля, моє ім’я",
            "اسمي سارة",
            "میرا نام علی ہے",
        ] {
            assert!(may_tell_who_wrote(text), "{text}");
        }
    }

    #[test]
    fn words_that_anybody_could_have_written_are_not() {
        for text in [
            "",
            "They took my bag again.",
            "Somebody in 7B took a picture of me.",
            "I am in class when it happens",
            "I am in 50 chats",
            "Call 999 or 0800 1111, I know",
            "my dad hits me",
            "he is 12, she is 13, 14 of them, on 24.11.26",
            "@everyone look at this",
            "5@6",
            "my friend's brother",
            "dummy sister ship",
        ] {
            assert!(!may_tell_who_wrote(text), "{text}");
        }
    }

    #[test]
    fn every_phrase_is_found_in_a_text_that_has_it() {
        for phrase in phrases::all() {
            let written = phrase.replace(CLASS, "7B").replace(CLASS_OR_NUMBER, "7B");
            assert!(may_tell_who_wrote(&format!("So. {written}, yes")), "{phrase}");
        }
    }

    #[test]
    fn the_longest_text_of_almost_phrases_is_looked_at_in_no_time() {
        for piece in ["my ", "i am in ", "1 ", "a@", "é’s ", "\u{310}"] {
            let text = piece.repeat(40_000 / piece.len());
            let started = Instant::now();
            may_tell_who_wrote(&text);
            // Compared each with each, 40,000 letters would take minutes.
            assert!(started.elapsed() < Duration::from_secs(5), "{piece}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_looked_at_and_words_before_or_behind_hide_nothing(text in "\\PC{0,120}") {
            let found = may_tell_who_wrote(&text);
            let (told, twice) = (format!("{text} . my brother . {text}"), format!("{text} . {text}"));
            prop_assert!(may_tell_who_wrote(&told));
            prop_assert!(!found || may_tell_who_wrote(&twice));
        }
    }
}
