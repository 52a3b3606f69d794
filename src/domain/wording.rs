//! How words for pupils are written: how long a sentence may be in each mode, and what the modes of
//! fewer words never say. Our own words are held to it by tests, a school's when they are read.

use super::{Language, Mode};

/// Other languages may take so many words for each of ours, in per cent: Welsh and Urdu write as words of
/// their own what English leaves out (“yn”, “hai”); the others are below it.
const WORDS_OF_OTHER_LANGUAGES: usize = 130;

/// Where a sentence ends; the last two are Arabic's and Urdu's.
const ENDS: [char; 6] = ['.', '?', ':', '…', '؟', '۔'];

/// A sentence of more words than its mode promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LongSentence<'a> {
    pub sentence: &'a str,
    pub count: usize,
}

/// Most words of a sentence. Where *Pictures* has no words of its own, it has those of *Short words*.
pub fn sentence_words_max(mode: Mode, language: Language) -> usize {
    let own = match mode {
        Mode::Pictures if language.has_every_mode() => 6,
        Mode::Pictures | Mode::Short => 10,
        Mode::More => 15,
        Mode::All => 20,
    };
    if language == Language::English { own } else { own * WORDS_OF_OTHER_LANGUAGES / 100 }
}

/// The first sentence of this text that has more words than `max`.
pub fn long_sentence(text: &str, max: usize) -> Option<LongSentence<'_>> {
    let sentences = text.split(ENDS).map(|sentence| {
        let count = sentence.split_whitespace().filter(|word| !"{}".contains(word)).count();
        LongSentence { sentence: sentence.trim(), count }
    });
    sentences.into_iter().find(|sentence| sentence.count > max)
}

/// What *Pictures* and *Short words* never say: whoever chooses them may be very young. “Private parts”
/// is the NSPCC's own word for small children.
pub fn not_for_the_young(language: Language) -> &'static [&'static str] {
    match language {
        Language::English => &[
            "nude",
            "naked",
            "sex",
            "porn",
            "grooming",
            "blackmail",
            "suicide",
            "self-harm",
            "rape",
        ],
        Language::Welsh => &["noeth", "rhywiol", "porn", "hunanladdiad", "blacmel", "treis"],
        Language::Polish => &["nagie", "nagich", "seks", "porno", "samobój", "szantaż", "gwałt"],
        Language::Romanian => &["dezbrăca", "sexual", "porno", "sinucid", "șantaj", "viol"],
        Language::Ukrainian => &["голих", "сексуал", "порно", "самогуб", "шантаж", "ґвалт"],
        Language::Arabic => &["عاري", "العري", "جنس", "إباحي", "انتحار", "ابتز", "اغتصاب"],
        Language::Urdu => &["ننگ", "جنس", "فحش", "خودکشی", "بلیک میل", "عصمت"],
    }
}

/// The first of those that this text says. In English it has to begin a word: Essex is no fault.
pub fn unfit_for_the_young(text: &str, language: Language) -> Option<&'static str> {
    let text = text.to_lowercase();
    let begins_a_word =
        |at: usize| text.get(..at).is_some_and(|before| !before.ends_with(char::is_alphanumeric));
    let is_said = |at: usize| language != Language::English || begins_a_word(at);
    let says = |word: &&&str| text.match_indices(**word).any(|(at, _)| is_said(at));
    not_for_the_young(language).iter().find(says).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_as_long_as_its_mode_and_language_let_it_be() {
        for mode in Mode::ALL {
            let max = sentence_words_max(mode, Language::English);
            assert_eq!(long_sentence(&format!("Yes. {}", "word ".repeat(max)), max), None);
            let text = format!("One two. {}", "word ".repeat(max + 1));
            assert_eq!(long_sentence(&text, max).map(|found| found.count), Some(max + 1));
            assert!(sentence_words_max(mode, Language::Welsh) > max);
        }
        let pictures = |language| sentence_words_max(Mode::Pictures, language);
        assert_eq!(pictures(Language::Polish), sentence_words_max(Mode::Short, Language::Polish));
    }

    #[test]
    fn what_a_small_child_should_not_read_is_found_where_it_begins_a_word() {
        let found = |text: &str| unfit_for_the_young(text, Language::English);
        assert_eq!(found("A Nude picture"), Some("nude"));
        assert_eq!(found("Somebody sexts me"), Some("sex"));
        assert_eq!(found("A school in Essex"), None);
        assert_eq!(unfit_for_the_young("Lluniau noeth", Language::Welsh), Some("noeth"));
    }
}
