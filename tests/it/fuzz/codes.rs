//! Words and letters from paper or memory: a pupil's code, a kiosk's, the buttons to tap either, and the
//! papers of a school's recovery.

use std::sync::LazyLock;

use ineedtotalk::crypto::PaperShare;
use ineedtotalk::domain::{CodeProblem, FollowUpCode, KioskCode, Tapped, WordCode, tapped};

use super::{Change, changed, text};

/// The fewest letters that tell a word from every other.
const TELLING_LETTERS: usize = 4;

static PAPER: LazyLock<PaperShare> = LazyLock::new(|| {
    let [paper, ..] = PaperShare::make_set().unwrap();
    paper
});

/// A code says what it is in its words alone, and whatever is none says why.
fn reads_back_or_says_why<const COUNT: usize>(typed: &str) {
    match WordCode::<COUNT>::parse(typed) {
        Ok(code) => {
            let words = code.words();
            assert_eq!(WordCode::parse(&words.join(" ")), Ok(code.clone()));
            // Written together, some fall apart in another way as well: then they are none.
            let together = WordCode::parse(&words.concat().to_uppercase());
            assert!(together.is_err() || together == Ok(code), "{typed:?}");
        }
        Err(CodeProblem::OtherCount { count }) => assert_ne!(count, COUNT, "{typed:?}"),
        Err(CodeProblem::Unknown { words }) => {
            assert!(!words.is_empty());
            // They come back onto a page.
            let are_words = words.iter().flat_map(|word| word.chars()).all(char::is_alphabetic);
            assert!(are_words && words.iter().all(|word| !word.is_empty()), "{typed:?}");
        }
    }
}

/// The words as somebody types them: some cut to their telling letters, with anything between.
fn typed(words: &[&str], are_cut: &[bool], between: &[u8]) -> String {
    let between = text(between);
    let mut between = between.chars().filter(|c| !c.is_alphabetic()).cycle();
    let mut typed = String::new();
    for (word, is_cut) in words.iter().zip(are_cut) {
        typed.push_str(if *is_cut { &word[..TELLING_LETTERS] } else { word });
        typed.push(' ');
        typed.extend(between.by_ref().take(4));
    }
    typed
}

#[test]
fn whatever_is_typed_is_a_code_that_reads_back_or_is_told_why_it_is_none() {
    bolero::check!().for_each(|bytes: &[u8]| {
        reads_back_or_says_why::<6>(&text(bytes));
        reads_back_or_says_why::<8>(&text(bytes));
    });
}

#[test]
fn words_with_anything_between_them_are_the_code_that_was_given() {
    bolero::check!().with_type::<([u8; 16], [bool; 8], Vec<u8>)>().for_each(
        |(random, are_cut, between)| {
            let kiosk = KioskCode::from_bytes(random);
            let typed_words = typed(&kiosk.words(), are_cut, between);
            assert_eq!(KioskCode::parse(&typed_words), Ok(kiosk), "{typed_words:?}");

            let pupil = FollowUpCode::from_bytes(random.first_chunk().unwrap());
            let typed_words = typed(&pupil.words(), are_cut, between);
            assert_eq!(FollowUpCode::parse(&typed_words), Ok(pupil), "{typed_words:?}");
        },
    );
}

#[test]
fn a_code_with_any_slip_of_the_fingers_is_read_or_told_why_not() {
    bolero::check!().with_type::<([u8; 16], Change)>().for_each(|(random, change)| {
        let words = KioskCode::from_bytes(random).words().join(" ");
        let typed = text(&changed(words.as_bytes(), change));
        reads_back_or_says_why::<6>(&typed);
        reads_back_or_says_why::<8>(&typed);
    });
}

#[test]
fn whatever_letters_were_tapped_each_button_leads_on_to_a_word() {
    bolero::check!().with_type::<([u8; 12], u8, Vec<u8>)>().for_each(|(random, length, more)| {
        let [word, ..] = FollowUpCode::from_bytes(random).words();
        let begun = &word[..usize::from(*length) % (word.len() + 1)];
        for letters in [begun.to_owned(), text(more), format!("{begun}{}", text(more))] {
            match tapped(&letters) {
                Tapped::Words(words) => {
                    assert!(words.iter().all(|word| word.starts_with(&letters)), "{letters:?}");
                    assert!(letters != begun || words.contains(&word), "{word} after {letters:?}");
                }
                Tapped::Letters(next) => {
                    assert!(!next.is_empty() && next.is_sorted_by(|one, other| one < other));
                    let leads_on = |letter: &char| {
                        tapped(&format!("{letters}{letter}")) != Tapped::Words(Vec::new())
                    };
                    assert!(next.iter().all(leads_on), "{next:?} after {letters:?}");
                }
            }
        }
    });
}

#[test]
fn a_paper_is_read_as_it_was_printed_and_never_as_another() {
    let printed = PAPER.text();
    bolero::check!().with_type::<(Change, Vec<u8>)>().for_each(|(change, bytes)| {
        let touched = changed(printed.expose().as_bytes(), change);
        for typed in [text(&touched), text(bytes)] {
            if let Ok(paper) = PaperShare::parse(&typed) {
                let kept = typed.chars().filter(char::is_ascii_alphanumeric);
                let kept = kept.collect::<String>().to_uppercase().replace('O', "0");
                let again = paper.text().expose().replace(' ', "");
                assert_eq!(again, kept.replace(['I', 'L'], "1"));
                assert!(PaperShare::parse(&again).unwrap().is(&paper));
            }
        }
        let dashed = printed.expose().to_lowercase().replace(' ', "-\u{2013} ");
        assert!(PaperShare::parse(&dashed).unwrap().is(&PAPER));
        assert!(PaperShare::parse(&format!("{dashed}0")).is_err());
    });
}
