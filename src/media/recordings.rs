//! What there is to record: every sentence of ours that a pupil's page reads aloud, and the name of
//! its file. A pupil's own words are never among them.

use crate::domain::{Mode, Nation, Permission, Role, Taxonomy};
use crate::i18n::{GAP, Words, post};

use super::speech;

/// The numbers on every page.
const NUMBERS: [(&str, &str); 2] = [("number-emergency", "999"), ("number-childline", "0800 1111")];

/// One sentence to record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recording {
    pub language: &'static str,
    pub mode: &'static str,
    /// The key of its message; with a number behind it where a message has several sentences.
    pub key: String,
    pub sentence: String,
}

impl Recording {
    /// Where a school's own recording of it lies in its folder.
    pub fn path(&self) -> String {
        format!("{}/{}/{}.mp3", self.language, self.mode, self.key)
    }

    /// How a page finds it.
    pub fn mark(&self) -> String {
        speech::mark(&self.sentence)
    }
}

/// Everything to record in the language and mode of these words.
pub fn recordings(words: &Words, taxonomy: &Taxonomy) -> Vec<Recording> {
    let (language, mode) = (words.language().as_str(), words.mode());
    let messages = words.spoken().into_iter();
    let numbers = NUMBERS.map(|(key, number)| (key.to_owned(), number.to_owned()));
    let all = messages.chain(numbers).chain(choices(words, taxonomy)).chain(posts(words));
    all.flat_map(|(key, text)| of_message(language, mode.as_str(), &key, &text)).collect()
}

/// The kinds of worry, as this mode asks for them.
fn choices(words: &Words, taxonomy: &Taxonomy) -> Vec<(String, String)> {
    let mode = words.mode();
    if mode == Mode::Pictures {
        let tiles = taxonomy.tiles();
        let said = tiles.map(|tile| (tile.code.as_str().to_owned(), words.of_tile(tile).text));
        return said.collect();
    }
    let groups = taxonomy.groups().filter(|group| group.words.of(mode).is_some());
    let groups =
        groups.map(|group| (format!("group-{}", group.code.as_str()), words.of_group(group).text));
    let kinds = taxonomy.categories().filter(|kind| kind.words.of(mode).is_some());
    let kinds =
        kinds.map(|kind| (format!("kind-{}", kind.code.as_str()), words.of_kind(kind).text));
    groups.chain(kinds).collect()
}

/// What the readers of slips are at the school, beside their names: once for all nations that call it the
/// same.
fn posts(words: &Words) -> Vec<(String, String)> {
    let mut posts: Vec<(String, String)> = Vec::new();
    for role in Role::ALL.into_iter().filter(|role| role.may(Permission::ReadSlips)) {
        for nation in Nation::ALL {
            let said = post(role, nation, words);
            if !posts.iter().any(|(_, known)| *known == said) {
                posts.push((format!("post-{}-{}", role.as_str(), nation.as_str()), said));
            }
        }
    }
    posts
}

fn of_message(language: &'static str, mode: &'static str, key: &str, text: &str) -> Vec<Recording> {
    let sentences = speech::sentences(text);
    let is_one = sentences.len() == 1;
    let named = sentences.into_iter().enumerate().map(|(index, sentence)| Recording {
        language,
        mode,
        key: if is_one { key.to_owned() } else { format!("{key}-{}", index + 1) },
        sentence,
    });
    // What fills a gap is no word of ours, and nobody can record it beforehand.
    named.filter(|recording| !recording.sentence.contains(GAP)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_of_several_sentences_has_a_file_for_each() {
        let found = of_message("en-GB", "more", "help", "Call 999. Say where you are.");
        let paths: Vec<_> = found.iter().map(Recording::path).collect();
        assert_eq!(paths, ["en-GB/more/help-1.mp3", "en-GB/more/help-2.mp3"]);
        let with_gap = of_message("en-GB", "more", "ask", "We ask {$count} questions. Skip any.");
        assert_eq!(with_gap.iter().map(|one| one.key.as_str()).collect::<Vec<_>>(), ["ask-2"]);
        assert_eq!(of_message("en-GB", "more", "yes", "Yes")[0].path(), "en-GB/more/yes.mp3");
    }
}
