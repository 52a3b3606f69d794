//! The words of an edition: as short as each mode promises, and fit for whoever meets them. A school's
//! file is held to what ours is.

use super::edition::Edition;
use super::{ModeWords, TaxonomyError};
use crate::domain::{Language, Mode, long_sentence, sentence_words_max, unfit_for_the_young};

/// What one choice says in one language and mode.
struct Said<'a> {
    code: &'a str,
    language: Language,
    mode: Mode,
    words: &'a str,
}

pub(super) fn check(edition: &Edition) -> Result<(), TaxonomyError> {
    let kinds = edition.category.iter();
    let kinds = kinds.flat_map(|kind| kind.words_in.keys().map(|it| (kind.code.as_str(), it)));
    let tiles = edition.tile.iter();
    let tiles = tiles.flat_map(|tile| tile.words_in.keys().map(|it| (tile.code.as_str(), it)));
    if let Some((code, _)) = kinds.chain(tiles).find(|(_, it)| **it == Language::English) {
        return Err(TaxonomyError::EnglishTwice(code.to_owned()));
    }
    all(edition).iter().try_for_each(Said::check)
}

/// Everything that a pupil may be shown of the edition.
fn all(edition: &Edition) -> Vec<Said<'_>> {
    let mut all = Vec::new();
    for group in &edition.group {
        let english = (Language::English, &group.words);
        all.extend(of_modes(group.code.as_str(), english));
    }
    for kind in &edition.category {
        let others = kind.words_in.iter().map(|(language, words)| (*language, words));
        let languages = others.chain([(Language::English, &kind.words)]);
        all.extend(languages.flat_map(|words| of_modes(kind.code.as_str(), words)));
    }
    for tile in &edition.tile {
        let others = tile.words_in.iter().map(|(language, words)| (*language, words));
        let languages = others.chain([(Language::English, &tile.words)]);
        let code = tile.code.as_str();
        all.extend(languages.map(|(language, words)| Said {
            code,
            language,
            mode: Mode::Pictures,
            words,
        }));
    }
    all
}

fn of_modes<'a>(
    code: &'a str,
    (language, words): (Language, &'a ModeWords),
) -> impl Iterator<Item = Said<'a>> {
    let said = move |mode| Some(Said { code, language, mode, words: words.of(mode)? });
    Mode::ALL.into_iter().filter_map(said)
}

impl Said<'_> {
    fn check(&self) -> Result<(), TaxonomyError> {
        let max = sentence_words_max(self.mode, self.language);
        let words =
            || format!("{} ({}, {})", self.code, self.mode.as_str(), self.language.in_english());
        if self.words.trim().is_empty() {
            return Err(TaxonomyError::EmptyWords(words()));
        }
        if let Some(long) = long_sentence(self.words, max) {
            let (count, sentence) = (long.count, long.sentence.to_owned());
            return Err(TaxonomyError::LongWords { words: words(), sentence, count, max });
        }
        if !self.mode.is_early() {
            return Ok(());
        }
        match unfit_for_the_young(self.words, self.language) {
            Some(said) => Err(TaxonomyError::NotForTheYoung { words: words(), said }),
            None => Ok(()),
        }
    }
}
