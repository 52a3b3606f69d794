//! A reader whose name is in the words: somebody else may have to read them.

use super::folded::{begins_with, words_of};
use crate::domain::{Answers, Away, ReaderSummary, Taxonomy, route_with_cover};

/// How people are called in front of their surname, as `words_of` has it.
const TITLES: &str = "mr mister mrs missus missis ms miss mx dr doctor prof professor sir madam madame \
                      rev reverend pan pana panu panem pani pania domnul domnului doamna doamnei dl dna \
                      пан пана пану паном пані السيد السيدة الاستاذ الاستاذة استاذ استاذة مستر مس \
                      سر میڈم مسٹر مسز";
/// A post of one word is a name only if it is long: every slip may say "teacher".
const POST_LETTERS_MIN: usize = 9;

/// A slip that names some of its readers, and could go to others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instead {
    /// Those who would read it and are named in it.
    pub named: Vec<ReaderSummary>,
    /// Who reads it when they are left out. Never empty.
    pub readers: Vec<ReaderSummary>,
}

/// What to ask before Send; nothing where no reader is named, or nobody else could read it.
pub fn instead_of_the_named(
    answers: &Answers,
    taxonomy: &Taxonomy,
    readers: &[ReaderSummary],
    away: &Away,
) -> Option<Instead> {
    let category = answers.routed_as(taxonomy);
    let routed = |left_out| route_with_cover(answers, category, readers, left_out, away).ok();
    let on_route = routed(&answers.hidden_from)?.readers;
    let typed = TypedWords::of(answers);
    let named: Vec<_> = on_route.iter().filter(|reader| typed.name(reader)).cloned().collect();
    if named.is_empty() {
        return None;
    }
    let mut hidden_from = answers.hidden_from.clone();
    hidden_from.extend(named.iter().map(|reader| reader.id.clone()));
    let readers = routed(&hidden_from)?.readers;
    Some(Instead { named, readers })
}

/// Whether the words name this reader.
pub fn is_named(reader: &ReaderSummary, answers: &Answers) -> bool {
    TypedWords::of(answers).name(reader)
}

/// Where somebody may be named, word by word.
struct TypedWords([Vec<String>; 2]);

impl TypedWords {
    fn of(answers: &Answers) -> Self {
        Self([words_of(&answers.words), words_of(&answers.who)])
    }

    fn name(&self, reader: &ReaderSummary) -> bool {
        let names = Names::of(reader);
        self.0.iter().any(|words| names.are_in(words))
    }
}

/// What one reader may be called.
struct Names {
    /// "Patel", or the first name, with any title in front.
    behind_a_title: Vec<Vec<String>>,
    /// "Anita Patel", "head teacher".
    alone: Vec<Vec<String>>,
}

impl Names {
    fn of(reader: &ReaderSummary) -> Self {
        let mut parts: Vec<_> = reader.name.as_str().split_whitespace().map(words_of).collect();
        parts.retain(|part| !part.is_empty());
        let has_title = parts.len() > 1
            && parts.first().and_then(|part| part.first()).is_some_and(|one| is_title(one));
        if has_title {
            parts.remove(0);
        }
        let mut alone = Vec::new();
        if parts.len() > 1 || !has_title {
            alone.push(parts.concat());
        }
        let post = words_of(reader.title.as_str());
        let joined = post.concat();
        if post.len() > 1 || joined.chars().count() >= POST_LETTERS_MIN {
            alone.extend([post, vec![joined]]);
        }
        alone.retain(|name| !name.is_empty());
        let is_initial = |part: &[String]| part.iter().all(|word| word.chars().count() == 1);
        let ends = [parts.first(), parts.last()].into_iter().flatten();
        let behind_a_title = ends.filter(|part| !is_initial(part)).cloned().collect();
        Self { behind_a_title, alone }
    }

    fn are_in(&self, words: &[String]) -> bool {
        let mut rest = words;
        while let Some((word, behind)) = rest.split_first() {
            let is_behind = |name: &Vec<String>| begins_with(behind, name);
            let is_here = |name: &Vec<String>| begins_with(rest, name);
            if (is_title(word) && self.behind_a_title.iter().any(is_behind))
                || self.alone.iter().any(is_here)
            {
                return true;
            }
            rest = behind;
        }
        false
    }
}

fn is_title(word: &str) -> bool {
    TITLES.split_whitespace().any(|title| title == word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{ReaderTitle, sample_readers};
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn reader(number: u8, name: &str, title: &str, roles: &str) -> ReaderSummary {
        let title = ReaderTitle::parse(title).unwrap();
        ReaderSummary { title, ..sample_readers::reader(number, name, roles) }
    }

    fn is_named(name: &str, title: &str, text: &str) -> bool {
        Names::of(&reader(1, name, title, "dsl")).are_in(&words_of(text))
    }

    #[test]
    fn a_name_is_found_however_a_child_writes_it() {
        for (name, text) in [
            ("Mrs Patel", "mrs patel shouted at me"),
            ("Mrs Patel", "It was MRS. PATEL!!"),
            ("Mrs Patel", "I do not like Miss Patel's lessons"),
            ("Mrs Patel", "mrs\npatel"),
            ("Dr Sarah Hughes", "Mr Hughes, or sarah hughes"),
            ("Anita Patel", "anita patel saw it"),
            ("Anita Patel", "Miss Anita saw it"),
            ("Ms J. O'Brien", "it was ms obrien"),
            ("Mrs Núñez-Cole", "mrs Nunez Cole"),
            ("Zoë", "tell zoe please"),
            ("Mrs Patel", "Nie lubię pani Patel"),
            ("Mr Lewis", "i-am spus domnului Lewis"),
            ("Mrs Patel", "сказала пані Patel"),
            ("Mrs Patel", "قالت الأستاذة Patel"),
            ("Mrs Patel", "مس Patel نے کہا"),
        ] {
            assert!(is_named(name, "deputy", text), "{name}: {text}");
        }
        for text in ["I told the head teacher", "the Headteacher knows", "our HEAD TEACHER"] {
            assert!(is_named("Dr Hughes", "head teacher", text), "{text}");
        }
        assert!(is_named("Dr Hughes", "Headteacher", "the headteacher"));
    }

    #[test]
    fn the_titles_are_written_as_words_are_compared() {
        for title in TITLES.split_whitespace() {
            assert_eq!(words_of(title), [title]);
        }
    }

    #[test]
    fn other_words_are_no_name() {
        for (name, title, text) in [
            ("Mrs Patel", "deputy", "my friend Aisha Patel was there"),
            ("Mr Price", "chair", "the price of the phone"),
            ("Mr Lewis", "teacher", "my teacher took my phone"),
            ("Mrs Reed", "governor", "mrs reedman"),
            ("Mrs Patel", "deputy", "mrs"),
            ("Mr J Smith", "deputy", "mr j took it"),
            ("Mr Lewis", "safeguarding lead", "he took the lead"),
        ] {
            assert!(!is_named(name, title, text), "{name}, {title}: {text}");
        }
    }

    #[test]
    fn it_is_asked_of_those_who_would_read_it_where_somebody_else_can() {
        let taxonomy = Taxonomy::embedded().unwrap();
        let readers = [
            reader(1, "Mrs Patel", "safeguarding lead", "dsl"),
            reader(2, "Mr Lewis", "deputy", "deputy"),
            reader(3, "Dr Hughes", "head teacher", "head"),
        ];
        let asked = |words: &str, hidden: &[usize], readers: &[ReaderSummary]| {
            let hidden_from: BTreeSet<_> =
                hidden.iter().map(|index| readers[*index].id.clone()).collect();
            let answers = Answers { words: words.to_owned(), hidden_from, ..Answers::default() };
            let names = |found: Vec<ReaderSummary>| -> Vec<String> {
                found.iter().map(|reader| reader.name.as_str().to_owned()).collect()
            };
            instead_of_the_named(&answers, &taxonomy, readers, &Away::default())
                .map(|found| (names(found.named), names(found.readers)))
        };
        let told = |names: [&str; 1], instead: [&str; 1]| {
            Some((names.map(str::to_owned).to_vec(), instead.map(str::to_owned).to_vec()))
        };
        assert_eq!(asked("Mrs Patel did it", &[], &readers), told(["Mrs Patel"], ["Mr Lewis"]));
        // Left out already, or nobody who would read it.
        assert_eq!(asked("Mrs Patel did it", &[0], &readers), None);
        assert_eq!(asked("Dr Hughes did it", &[], &readers), None);
        assert_eq!(asked("Somebody did it", &[], &readers), None);
        // Both are named: then it goes to the head.
        let both = asked("Mrs Patel and Mr Lewis", &[], &readers).unwrap();
        assert_eq!(both.1, ["Dr Hughes"]);
        // Nobody else could read it.
        assert_eq!(asked("Mrs Patel did it", &[], &readers[..1]), None);
    }

    proptest! {
        #[test]
        fn whatever_is_written_whoever_is_asked_about_would_have_read_it(
            words in "\\PC{0,80}", who in "(mrs|Mr|patel|lewis|head| |teacher|é){0,12}",
        ) {
            let taxonomy = Taxonomy::embedded().unwrap();
            let readers = [
                reader(1, "Mrs Patel", "safeguarding lead", "dsl"),
                reader(2, "Mr Lewis", "deputy", "deputy"),
                reader(3, "Dr Hughes", "head teacher", "head"),
            ];
            let answers = Answers { words, who, ..Answers::default() };
            if let Some(Instead { named, readers }) = instead_of_the_named(&answers, &taxonomy, &readers, &Away::default()) {
                prop_assert!(!named.is_empty() && !readers.is_empty());
                prop_assert!(named.iter().all(|one| !readers.contains(one)));
            }
        }
    }
}
