//! The words of the pages: none missing, none left over, each with the gaps its page fills, and none
//! that a child should not meet.

use std::collections::{BTreeMap, BTreeSet};

use ineedtotalk::domain::Taxonomy;
use ineedtotalk::i18n::BRITISH_ENGLISH;

use super::sources::{self, Source};

/// Words and phrases that stay off a pupil's screen (trauma-informed wording, and promises that
/// would not be true).
const NEVER: &[&str] = &[
    "allegation",
    "anonymous",
    "be brave",
    "confidential",
    "cyber",
    "disclos",
    "inappropriate",
    "incident",
    "perpetrator",
    "report",
    "safeguarding",
    "speak up",
    "submit",
    "suffer in silence",
    "troll",
    "victim",
    "we'll sort it",
    "100%",
    "!",
];
/// Services that are called so, and what is true of a slip with its writer's name.
const NAMES: &[&str] = &["Report Remove", "Report Abuse in Education", "not anonymous"];
/// Most words of a sentence in the mode *More words*.
const SENTENCE_WORDS_MAX: usize = 15;

type Messages = BTreeMap<String, String>;

/// One use of a message in the sources.
struct Use {
    place: String,
    key: String,
    gaps: BTreeSet<String>,
}

#[test]
fn every_message_is_there_is_used_and_has_its_gaps_filled() {
    let problems = mismatches(&all_messages(), &sources::without_tests());
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn pupils_never_meet_a_word_that_blames_frightens_or_promises_too_much() {
    let taxonomy = Taxonomy::embedded().unwrap();
    let tiles = taxonomy.groups().map(|group| (group.code.as_str(), group.more_words.as_str()));
    let kinds = taxonomy.categories().map(|kind| (kind.code.as_str(), kind.more_words.as_str()));
    let chosen = tiles.chain(kinds).map(|(code, words)| (code.to_owned(), words.to_owned()));
    let shown: Messages = pupil_messages().into_iter().chain(chosen).collect();

    let problems = unkind(&shown);

    assert!(shown.len() > 100);
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn pupils_sentences_are_short() {
    let problems = long_sentences(&pupil_messages());
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn planted_faults_in_the_words_are_found() {
    let source = |text: &str| Source { path: "page.rs".into(), text: text.to_owned() };
    let messages = parse("greeting = Hello { $name }\nplain = Text\n  over two lines");
    let right =
        "words.fill(\n \"greeting\",\n &[(\"name\", name.into())])  self.words.text(\"plain\")";
    let found = |text: &str| mismatches(&messages, &[source(text)]);
    assert!(found(right).is_empty(), "{:?}", found(right));

    for (planted, complaint) in [
        (format!("{right} words.text(\"absent\")"), "absent is missing"),
        ("self.words.text(\"plain\")".to_owned(), "greeting is used nowhere"),
        (right.replace("(\"name\"", "(\"nmae\""), "greeting has the gaps"),
        (format!("{right} words.text(\"greeting\")"), "greeting has the gaps"),
        (format!("{right} words\n.text(key)"), "cannot be read"),
        (format!("{right} [\"staff-absent\"]"), "staff-absent is missing"),
    ] {
        let complaints = found(&planted);
        assert!(complaints.iter().any(|one| one.contains(complaint)), "{planted}: {complaints:?}");
    }
    for planted in ["Report it", "You are the victim", "It is 100% safe", "Well done!", "Submitted"]
    {
        assert_eq!(unkind(&parse(&format!("a = {planted}"))).len(), 1, "{planted}");
    }
    assert!(unkind(&parse("a = Report Remove takes it down")).is_empty());
    let long = "a = One two. ".to_owned() + &"word ".repeat(SENTENCE_WORDS_MAX + 1);
    assert_eq!(long_sentences(&parse(&long)).len(), 1);
}

fn all_messages() -> Messages {
    BRITISH_ENGLISH.iter().flat_map(|(_, source)| parse(source)).collect()
}

fn pupil_messages() -> Messages {
    let of_pupils = BRITISH_ENGLISH.iter().filter(|(screen, _)| !screen.starts_with("staff"));
    of_pupils.flat_map(|(_, source)| parse(source)).collect()
}

/// `key = text`; lines that begin otherwise go on with the text above.
fn parse(source: &str) -> Messages {
    let mut messages = Messages::new();
    let mut last = String::new();
    for line in source.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        if !line.starts_with(char::is_alphabetic) {
            let text = messages.get_mut(&last).unwrap();
            *text = format!("{text} {}", line.trim());
        } else {
            let (key, text) = line.split_once('=').unwrap();
            last = key.trim().to_owned();
            let double = messages.insert(last.clone(), text.trim().to_owned());
            assert_eq!(double, None, "{last} is there twice");
        }
    }
    messages
}

fn mismatches(messages: &Messages, sources: &[Source]) -> Vec<String> {
    let names_files = |source: &&Source| source.path.ends_with("i18n/mod.rs");
    let sources: Vec<_> = sources.iter().filter(|source| !names_files(source)).collect();
    let (uses, mut problems) = uses(&sources);
    for one in &uses {
        let Some(message) = messages.get(&one.key) else {
            problems.push(format!("{}: {} is missing", one.place, one.key));
            continue;
        };
        let gaps = gaps_of(message);
        if gaps != one.gaps {
            let (key, filled) = (&one.key, &one.gaps);
            problems.push(format!("{}: {key} has the gaps {gaps:?}, filled {filled:?}", one.place));
        }
    }
    let mut used: BTreeSet<_> = uses.iter().map(|one| one.key.as_str()).collect();
    for source in sources {
        for key in staff_keys_in(&source.text) {
            if !messages.contains_key(key) {
                problems.push(format!("{}: {key} is missing", source.path.display()));
            }
            used.insert(key);
        }
    }
    let left_over = messages.keys().filter(|key| !used.contains(key.as_str()));
    problems.extend(left_over.map(|key| format!("{key} is used nowhere")));
    problems
}

/// Every `words.text("key")` and `words.fill("key", &[("gap", …)])`, and those on a pupil's side that
/// hide their key.
fn uses(sources: &[&Source]) -> (Vec<Use>, Vec<String>) {
    let (mut uses, mut unreadable) = (Vec::new(), Vec::new());
    for source in sources {
        let place = source.path.display().to_string();
        for method in [".text(", ".fill("] {
            for (at, _) in source.text.match_indices(method) {
                let (before, after) = source.text.split_at(at);
                if !before.trim_end().ends_with("words") {
                    continue;
                }
                let arguments = after[method.len()..].trim_start();
                let Some((key, rest)) =
                    arguments.strip_prefix('"').and_then(|rest| rest.split_once('"'))
                else {
                    if !place.contains("staff") {
                        unreadable.push(format!("{place}: a key here cannot be read"));
                    }
                    continue;
                };
                let gaps = if method == ".fill(" { gaps_filled(rest) } else { BTreeSet::new() };
                uses.push(Use { place: place.clone(), key: key.to_owned(), gaps });
            }
        }
    }
    (uses, unreadable)
}

/// Keys of staff pages may stand in a list or a condition, so any text that looks like one counts.
fn staff_keys_in(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices("\"staff-").filter_map(|(quote, _)| text[quote + 1..].split('"').next())
}

/// The names in `&[("name", …), ("other", …)]`.
fn gaps_filled(arguments: &str) -> BTreeSet<String> {
    let list = arguments.split(']').next().unwrap();
    let pairs = list.split("(\"").skip(1).filter_map(|part| part.split_once('"'));
    pairs.filter(|(_, rest)| rest.starts_with(',')).map(|(name, _)| name.to_owned()).collect()
}

/// The names of `{ $name }`.
fn gaps_of(message: &str) -> BTreeSet<String> {
    let is_name = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    let names = message.split('$').skip(1);
    names.map(|rest| rest.split(|c| !is_name(c)).next().unwrap().to_owned()).collect()
}

fn unkind(messages: &Messages) -> Vec<String> {
    let mut problems = Vec::new();
    for (key, message) in messages {
        let without_names = NAMES.iter().fold(message.clone(), |text, name| text.replace(name, ""));
        let text = without_names.to_lowercase();
        let starts_a_word = |at: usize| !text[..at].ends_with(char::is_alphanumeric);
        for word in NEVER {
            if text.match_indices(word).any(|(at, _)| *word == "!" || starts_a_word(at)) {
                problems.push(format!("{key} says {word:?}: {message}"));
            }
        }
    }
    problems
}

fn long_sentences(messages: &Messages) -> Vec<String> {
    let mut problems = Vec::new();
    for (key, message) in messages {
        for sentence in message.split(['.', '?', ':']) {
            let count = sentence.split_whitespace().filter(|word| !"{}".contains(word)).count();
            if count > SENTENCE_WORDS_MAX {
                problems.push(format!("{key} has a sentence of {count} words: {sentence}"));
            }
        }
    }
    problems
}
