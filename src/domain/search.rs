//! What staff look for in slips: a few words, however they are spelled out in capitals and accents.

use super::hints::words_of;
use super::text;

/// Most characters of what is looked for.
pub const SEARCH_CHARACTERS_MAX: usize = 100;

/// What is looked for. Each of its words has to be found.
#[derive(Clone)]
pub struct SearchTerm(Vec<String>);

/// Why nothing can be looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SearchProblem {
    #[error("there is no word in it")]
    NoWord,
    #[error("it has more than {SEARCH_CHARACTERS_MAX} characters")]
    TooLong,
}

impl SearchTerm {
    pub fn parse(typed: &str) -> Result<Self, SearchProblem> {
        let line =
            text::lines_within(typed, SEARCH_CHARACTERS_MAX).ok_or(SearchProblem::TooLong)?;
        match words_of(&line) {
            words if words.is_empty() => Err(SearchProblem::NoWord),
            words => Ok(Self(words)),
        }
    }

    /// Whether each word is somewhere in these texts, be it as a part of a longer one.
    pub fn is_in<'a>(&self, texts: impl IntoIterator<Item = &'a str>) -> bool {
        let found: Vec<String> = texts.into_iter().flat_map(words_of).collect();
        self.0.iter().all(|word| found.iter().any(|one| one.contains(word.as_str())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_in(typed: &str, texts: &[&str]) -> bool {
        SearchTerm::parse(typed).unwrap().is_in(texts.iter().copied())
    }

    #[test]
    fn capitals_accents_and_order_do_not_matter_and_every_word_does() {
        let texts = ["Zoë sent it on SnapChat.", "Rang home."];
        assert!(is_in("snapchat zoe", &texts));
        assert!(is_in("SNAP, home", &texts));
        assert!(is_in("ZOË’S", &texts));
        assert!(!is_in("snap%zzz", &texts));
        assert!(!is_in("snapchat bus", &texts));
        assert!(!is_in("zoe sentit", &texts));
    }

    #[test]
    fn a_script_without_spaces_is_searched_within() {
        assert!(is_in("抖音", &["他在抖音上说我坏话"]));
    }

    #[test]
    fn signs_alone_are_no_word() {
        for typed in ["", "  ", "%", "_", "'; --", "\u{202e}", "\0", "<>"] {
            assert_eq!(SearchTerm::parse(typed).err(), Some(SearchProblem::NoWord), "{typed:?}");
        }
        let long = "x".repeat(SEARCH_CHARACTERS_MAX + 1);
        assert_eq!(SearchTerm::parse(&long).err(), Some(SearchProblem::TooLong));
    }
}
