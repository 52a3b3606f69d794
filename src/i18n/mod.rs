//! The words of the pages, in a pupil's language. They live in Fluent files, one a screen, so that a
//! translator needs no Rust.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// The files of British English, by screen.
pub const BRITISH_ENGLISH: &[(&str, &str)] = &[
    ("shared", include_str!("locales/en-GB/shared.ftl")),
    ("start", include_str!("locales/en-GB/start.ftl")),
    ("questions", include_str!("locales/en-GB/questions.ftl")),
    ("check", include_str!("locales/en-GB/check.ftl")),
    ("sent", include_str!("locales/en-GB/sent.ftl")),
    ("help", include_str!("locales/en-GB/help.ftl")),
    ("problems", include_str!("locales/en-GB/problems.ftl")),
    ("staff", include_str!("locales/en-GB/staff.ftl")),
    ("staff-account", include_str!("locales/en-GB/staff-account.ftl")),
    ("staff-slips", include_str!("locales/en-GB/staff-slips.ftl")),
    ("staff-readers", include_str!("locales/en-GB/staff-readers.ftl")),
    ("staff-calendar", include_str!("locales/en-GB/staff-calendar.ftl")),
    ("staff-keeping", include_str!("locales/en-GB/staff-keeping.ftl")),
];

/// Screens that are read aloud as a whole, but for their titles.
const SPOKEN_SCREENS: &[&str] = &["start", "questions"];
/// What is read aloud of the other screens: what is not on a button and not on a list of answers.
const SPOKEN_BESIDE: &[&str] = &[
    "check-heading",
    "check-truth",
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
];

/// How a gap begins that nothing has filled.
pub const GAP: &str = "{$";

/// The words of one language.
pub struct Words {
    bundle: FluentBundle<FluentResource>,
    language: &'static str,
    /// Keys of messages that a page reads aloud.
    spoken: Vec<&'static str>,
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
    pub fn british_english() -> Result<Self, WordsError> {
        Self::read("en-GB", BRITISH_ENGLISH)
    }

    fn read(
        language: &'static str,
        screens: &[(&'static str, &'static str)],
    ) -> Result<Self, WordsError> {
        let identifier: LanguageIdentifier =
            language.parse().map_err(|_| WordsError::Language(language))?;
        let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
        // The marks that isolate text of the other direction would be read out by some readers.
        bundle.set_use_isolating(false);
        let mut spoken = Vec::new();
        for &(screen, source) in screens {
            let is_spoken = SPOKEN_SCREENS.contains(&screen);
            spoken.extend(keys(source).filter(|key| {
                (is_spoken && !key.ends_with("-title")) || SPOKEN_BESIDE.contains(key)
            }));
            let resource = FluentResource::try_new(source.to_owned()).map_err(|(_, errors)| {
                WordsError::Unreadable { screen, reason: format!("{errors:?}") }
            })?;
            bundle.add_resource(resource).map_err(|errors| WordsError::Unreadable {
                screen,
                reason: format!("{errors:?}"),
            })?;
        }
        Ok(Self { bundle, language, spoken })
    }

    /// As the `lang` of a page has it.
    pub fn language(&self) -> &'static str {
        self.language
    }

    /// A message without gaps. Keys are literals, which `tests/it/shape/wording.rs` checks against
    /// the files; one that is missing all the same shows as its key.
    pub fn text(&self, key: &'static str) -> String {
        self.fill(key, &[])
    }

    /// Every message that a page reads aloud, by its key. A gap stays as [`GAP`] and its name.
    pub fn spoken(&self) -> Vec<(&'static str, String)> {
        let messages = self.spoken.iter().filter_map(|key| {
            let pattern = self.bundle.get_message(key)?.value()?;
            let mut gaps = Vec::new();
            Some((*key, self.bundle.format_pattern(pattern, None, &mut gaps).into_owned()))
        });
        messages.collect()
    }

    /// A message with its gaps filled.
    pub fn fill(&self, key: &'static str, values: &[(&'static str, Value<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let mut arguments = FluentArgs::new();
        for (name, value) in values {
            match value {
                Value::Text(text) => arguments.set(*name, FluentValue::from(*text)),
                Value::Number(number) => arguments.set(*name, FluentValue::from(*number)),
            }
        }
        let mut errors = Vec::new();
        self.bundle.format_pattern(pattern, Some(&arguments), &mut errors).into_owned()
    }
}

/// The keys of a file, in its order: a message begins at the start of a line.
fn keys(source: &'static str) -> impl Iterator<Item = &'static str> {
    let lines =
        source.lines().filter(|line| line.starts_with(|first: char| first.is_ascii_lowercase()));
    lines.filter_map(|line| line.split_once('=')).map(|(key, _)| key.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_is_filled_and_a_language_that_cannot_be_read_is_an_error() {
        let words =
            Words::read("en-GB", &[("a", "step = Question { $number } of { $of }")]).unwrap();
        assert_eq!(
            words.fill("step", &[("number", 3.into()), ("of", 9.into())]),
            "Question 3 of 9"
        );
        assert_eq!(words.text("not-there"), "not-there");
        assert!(Words::read("en-GB", &[("a", "= broken")]).is_err());
        assert!(Words::read("en-GB", &[("a", "x = 1"), ("b", "x = 2")]).is_err());
    }

    #[test]
    fn what_is_read_aloud_is_no_title_and_its_gaps_can_be_told() {
        let source = "a-title = A\na = { $count } more\nb = Whole\n  text";
        let words = Words::read("en-GB", &[("start", source), ("sent", "c = Not read")]).unwrap();
        let (a, b) = (format!("{GAP}count}} more"), "Whole\ntext".to_owned());
        assert_eq!(words.spoken(), [("a", a), ("b", b)]);
        let british = Words::british_english().unwrap().spoken();
        for key in SPOKEN_BESIDE {
            assert!(british.iter().any(|(found, _)| found == key), "{key}");
        }
    }

    #[test]
    fn british_english_can_be_read() {
        assert_eq!(Words::british_english().unwrap().language(), "en-GB");
    }
}
