//! Words as they are compared: however they are spelled out in capitals, accents and apostrophes.

use icu_normalizer::DecomposingNormalizer;
use icu_properties::CodePointMapData;
use icu_properties::props::GeneralCategory;

const APOSTROPHES: [char; 4] = ['\'', '’', 'ʼ', '‘'];

/// The words of a text, in lower case and without accents. "Mrs O’Brien's" is "mrs", "obrien".
pub(in crate::domain) fn words_of(text: &str) -> Vec<String> {
    let categories = CodePointMapData::<GeneralCategory>::new();
    let is_mark = |c: &char| {
        matches!(
            categories.get(*c),
            GeneralCategory::NonspacingMark | GeneralCategory::EnclosingMark
        )
    };
    let plain: String = DecomposingNormalizer::new_nfd()
        .normalize_iter(text.chars())
        .filter(|c| !is_mark(c))
        .flat_map(char::to_lowercase)
        .collect();
    plain
        .split(|c: char| !c.is_alphanumeric() && !APOSTROPHES.contains(&c))
        .map(|word| without_possessive(word).replace(APOSTROPHES, ""))
        .filter(|word| !word.is_empty())
        .collect()
}

fn without_possessive(word: &str) -> &str {
    let end = word.strip_suffix('s').and_then(|rest| rest.strip_suffix(APOSTROPHES));
    end.unwrap_or(word)
}

/// Whether these words stand at the beginning of the others.
pub(super) fn begins_with(words: &[String], wanted: &[String]) -> bool {
    words.len() >= wanted.len() && words.iter().zip(wanted).all(|(one, other)| one == other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_accents_and_apostrophes_make_no_other_word() {
        assert_eq!(
            words_of("MRS O’Brien's, Zoë & Nguyễn-Cole"),
            ["mrs", "obrien", "zoe", "nguyen", "cole"]
        );
        assert_eq!(words_of("I'm in 7B."), ["im", "in", "7b"]);
        assert!(words_of(" '' … 's ").is_empty());
    }
}
