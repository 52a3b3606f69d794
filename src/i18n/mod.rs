//! The words of the pages, in a pupil's language and mode. They live in Fluent files, one a screen, so
//! that a translator needs no Rust. A message's value is its form in *More words*; attributes hold the
//! others where they differ.

mod choices;
mod files;
mod gaps;
mod messages;
mod posts;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::domain::{Language, Mode, Nation};

use messages::{ReadOnUse, say};

pub use choices::Phrase;
pub use files::{BRITISH_ENGLISH, FILES, Screens};
pub use gaps::{Gap, in_language as gaps_in, is_for_pupils};
pub use posts::post;

/// Screens that are read aloud as a whole, but for their titles.
const SPOKEN_SCREENS: &[&str] = &["start", "questions"];
/// What is read aloud of the other screens: what is not on a button and not on a list of answers.
const SPOKEN_BESIDE: &[&str] = &[
    "check-heading",
    "check-truth",
    "check-may-tell-who",
    "check-reader-named-ask",
    "check-more",
    "check-nobody-heading",
    "check-nobody-text",
    "check-hidden-nobody",
    "nearly-there",
    "choose-one",
    "not-sure",
    "rather-not-say",
    "who-reads-this",
    "we-do-not-know-you",
    "need-help-now",
    "in-danger",
    "childline-free",
    "tell-an-adult-near-you",
    "when-nobody-reads",
    "turn-question",
    "turn-lead",
    "turn-tell",
    "turn-nothing",
    "turn-numbers",
    "turn-best",
    "turn-who",
    "turn-place",
    "turn-fun",
    "turn-write",
    "turn-write-hint",
    "turn-nobody",
    "turn-worry",
    "turn-helper",
    "turn-helper-hint",
    "turn-check",
    "turn-not-kept",
];
/// How the keys of the quiz of the week begin, and of something kind to do, on their screen.
const SPOKEN_OF_THE_WEEK: (&str, [&str; 2]) = ("kiosk", ["quiz-", "kind-"]);

/// The screen with the kinds of worry, by their codes.
const CHOICES: &str = "taxonomy";

/// How a gap begins that nothing has filled.
pub const GAP: &str = "{$";

/// The words of one language, as one mode has them. Cheap to make: the messages are shared.
#[derive(Clone)]
pub struct Words {
    messages: Arc<ReadOnUse>,
    /// What is said where the language has no message: staff pages, and what is newly written.
    english: Arc<ReadOnUse>,
    language: Language,
    mode: Mode,
    /// Keys of messages that a page reads aloud.
    spoken: Arc<[&'static str]>,
    /// Keys of the messages that are kinds of worry; a school's own code is none of them.
    choices: Arc<BTreeSet<&'static str>>,
}

/// The words of every language that is complete, each read when it is first used.
pub struct Languages {
    /// Every mode of each language.
    words: Vec<Words>,
    offered: Vec<Language>,
    english: Words,
}

/// Why the words of a language cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum WordsError {
    #[error("{0} is not the name of a language")]
    Language(&'static str),
    #[error("the words of screen {screen} cannot be read: {reason}")]
    Unreadable { screen: &'static str, reason: String },
}

/// Something a message leaves room for.
#[derive(Debug, Clone, Copy)]
pub enum Value<'a> {
    Text(&'a str),
    Number(usize),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl From<usize> for Value<'_> {
    fn from(number: usize) -> Self {
        Self::Number(number)
    }
}

impl Words {
    /// As staff read them.
    pub fn british_english() -> Result<Self, WordsError> {
        Self::english(BRITISH_ENGLISH)
    }

    fn english(screens: Screens) -> Result<Self, WordsError> {
        let messages = Arc::new(ReadOnUse::now(Language::English, screens)?);
        let english = Arc::clone(&messages);
        let spoken = spoken_keys(screens).collect();
        let choices = choice_keys(screens);
        let (language, mode) = (Language::English, Mode::More);
        Ok(Self { messages, english, language, mode, spoken, choices })
    }

    pub fn language(&self) -> Language {
        self.language
    }

    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// The same language in another mode.
    pub fn in_mode(&self, mode: Mode) -> Self {
        Self { mode, ..self.clone() }
    }

    /// A message without gaps. Keys are literals, which `tests/it/shape/wording.rs` checks against
    /// the files; one that is missing all the same shows as its key.
    pub fn text(&self, key: &'static str) -> String {
        self.fill(key, &[])
    }

    /// Every message that a page reads aloud, by its key; what a nation says otherwise has its name behind
    /// the key. A gap stays as [`GAP`] and its name.
    pub fn spoken(&self) -> Vec<(String, String)> {
        self.spoken.iter().flat_map(|key| self.in_each_nation(key)).collect()
    }

    fn in_each_nation(&self, key: &str) -> Vec<(String, String)> {
        let mut said: Vec<(String, String)> = Vec::new();
        for nation in Nation::ALL {
            let nation = nation.as_str();
            let Some(text) = self.find(key, &[("nation", nation.into())]) else { continue };
            if !said.iter().any(|(_, known)| *known == text) {
                let key = if said.is_empty() { key.to_owned() } else { format!("{key}-{nation}") };
                said.push((key, text));
            }
        }
        said
    }

    /// A message with its gaps filled.
    pub fn fill(&self, key: &'static str, values: &[(&'static str, Value<'_>)]) -> String {
        self.find(key, values).unwrap_or_else(|| key.to_owned())
    }

    fn find(&self, key: &str, values: &[(&'static str, Value<'_>)]) -> Option<String> {
        let own = say(self.messages.messages(), key, self.mode, values);
        own.or_else(|| say(self.english.messages(), key, self.mode, values))
    }
}

impl Languages {
    /// Looks through every file, and offers each language whose words are complete.
    pub fn read() -> Result<Self, WordsError> {
        let english = Words::british_english()?;
        let mut words = Vec::new();
        let mut offered = Vec::new();
        for &(language, screens) in FILES {
            if !gaps_in(language, screens)?.is_empty() {
                continue;
            }
            let messages = if language == Language::English {
                Arc::clone(&english.messages)
            } else {
                Arc::new(ReadOnUse::later(language, screens))
            };
            let choices = choice_keys(screens);
            let more = Words { messages, language, choices, ..english.clone() };
            words.extend(Mode::ALL.map(|mode| more.in_mode(mode)));
            offered.push(language);
        }
        Ok(Self { words, offered, english })
    }

    /// As staff read them.
    pub fn british_english(&self) -> Words {
        self.english.clone()
    }

    /// The languages a pupil can choose.
    pub fn offered(&self) -> &[Language] {
        &self.offered
    }

    /// Each of them in every mode.
    pub fn in_every_mode(&self) -> impl Iterator<Item = &Words> {
        self.words.iter()
    }

    /// The words of a language that is offered, in this mode; of English, where it is not.
    pub fn words(&self, language: Language, mode: Mode) -> &Words {
        let find = |language| {
            let mut all = self.words.iter();
            all.find(move |words| words.language == language && words.mode == mode)
        };
        find(language).or_else(|| find(Language::English)).unwrap_or(&self.english)
    }
}

/// Keys of messages that a page reads aloud, of these files.
fn spoken_keys(screens: Screens) -> impl Iterator<Item = &'static str> {
    screens.iter().flat_map(|&(screen, source)| {
        let is_spoken = SPOKEN_SCREENS.contains(&screen);
        let (of_the_week, begin) = SPOKEN_OF_THE_WEEK;
        keys(source).filter(move |key| {
            (is_spoken && !key.ends_with("-title"))
                || SPOKEN_BESIDE.contains(key)
                || (screen == of_the_week && begin.iter().any(|begun| key.starts_with(begun)))
        })
    })
}

/// Keys of the kinds of worry, of these files.
fn choice_keys(screens: Screens) -> Arc<BTreeSet<&'static str>> {
    let choices = screens.iter().filter(|(screen, _)| *screen == CHOICES);
    Arc::new(choices.flat_map(|(_, source)| keys(source)).collect())
}

/// The keys of a file, in its order: a message begins at the start of a line.
fn keys(source: &'static str) -> impl Iterator<Item = &'static str> {
    let lines =
        source.lines().filter(|line| line.starts_with(|first: char| first.is_ascii_alphabetic()));
    lines.filter_map(|line| line.split_once('=')).map(|(key, _)| key.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_is_filled_and_a_language_that_cannot_be_read_is_an_error() {
        let words = Words::english(&[("a", "step = Question { $number } of { $of }")]).unwrap();
        assert_eq!(
            words.fill("step", &[("number", 3.into()), ("of", 9.into())]),
            "Question 3 of 9"
        );
        assert_eq!(words.text("not-there"), "not-there");
        assert!(Words::english(&[("a", "= broken")]).is_err());
        assert!(Words::english(&[("a", "x = 1"), ("b", "x = 2")]).is_err());
    }

    #[test]
    fn what_is_read_aloud_is_no_title_and_its_gaps_can_be_told() {
        let source = "a-title = A\na = { $count } more\nb = Whole\n  text";
        let words =
            Words::english(Box::leak(Box::new([("start", source), ("sent", "c = Not read")])))
                .unwrap();
        let (a, b) = (format!("{GAP}count}} more"), "Whole\ntext".to_owned());
        assert_eq!(words.spoken(), [("a".to_owned(), a), ("b".to_owned(), b)]);
        let british = Words::british_english().unwrap().spoken();
        for key in SPOKEN_BESIDE {
            assert!(british.iter().any(|(found, _)| found == key), "{key}");
        }
    }

    #[test]
    fn what_a_nation_says_otherwise_is_read_aloud_too() {
        let source = "a = To the { $nation ->\n  [scotland] board\n *[england] governors\n }.";
        let words = Words::english(Box::leak(Box::new([("start", source)]))).unwrap();
        let said = [("a", "To the governors."), ("a-scotland", "To the board.")];
        assert_eq!(words.spoken(), said.map(|(key, text)| (key.to_owned(), text.to_owned())));
    }

    #[test]
    fn each_mode_has_its_own_words_or_the_nearest() {
        let words =
            Words::english(&[("a", "x = more\n    .short = short\n    .all = all\ny = only")])
                .unwrap();
        let said = Mode::ALL.map(|mode| words.in_mode(mode).text("x"));
        assert_eq!(said, ["short", "short", "more", "all"]);
        assert!(Mode::ALL.iter().all(|mode| words.in_mode(*mode).text("y") == "only"));
    }

    #[test]
    fn a_language_is_offered_only_when_nothing_in_it_is_missing() {
        let languages = Languages::read().unwrap();
        assert_eq!(languages.offered().first(), Some(&Language::English));
        for (language, screens) in FILES {
            let gaps = gaps_in(*language, screens).unwrap();
            let is_offered = languages.offered().contains(language);
            assert_eq!(is_offered, gaps.is_empty(), "{}", language.as_str());
        }
        for mode in Mode::ALL {
            let words = languages.words(Language::Urdu, mode);
            assert_eq!(words.mode(), mode);
        }
    }
}
