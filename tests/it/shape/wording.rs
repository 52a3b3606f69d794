//! The words of the pages: none missing, none left over, each with the gaps its page fills, and none
//! that a child should not meet; in each mode, sentences as short as that mode promises.

use std::collections::{BTreeMap, BTreeSet};

use ineedtotalk::domain::{
    Language, Mode, Taxonomy, long_sentence, not_for_the_young, sentence_words_max,
    unfit_for_the_young,
};
use ineedtotalk::i18n::{BRITISH_ENGLISH, Screens, is_for_pupils};

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
/// Services and posts that are called so, and what is true of a slip with its writer's name.
const NAMES: &[&str] = &[
    "Report Remove",
    "Report Abuse in Education",
    "designated safeguarding lead",
    "designated safeguarding person",
    "deputy safeguarding lead",
    "not anonymous",
];
/// What even adults are never told, because it would not be true.
const NEVER_PROMISED: &[&str] =
    &["anonymous", "confidential", "safe adult", "100%", "guarantee", "!"];
/// Most words of a sentence for adults.
const ADULT_WORDS_MAX: usize = 25;
/// The forms of each message: its value under no name, and the modes' attributes.
pub(super) type Messages = BTreeMap<String, BTreeMap<String, String>>;
/// What one mode shows.
pub(super) type Texts = BTreeMap<String, String>;

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
    for mode in Mode::ALL {
        let shown = shown_in_english(mode);
        assert!(shown.len() > 100);
        let problems = unkind(&shown, NEVER);
        assert!(problems.is_empty(), "{mode:?}:\n{}", problems.join("\n"));
    }
}

#[test]
fn no_mode_has_a_sentence_longer_than_it_promises() {
    for mode in Mode::ALL {
        let problems =
            long_sentences(&shown_in_english(mode), sentence_words_max(mode, Language::English));
        assert!(problems.is_empty(), "{mode:?}:\n{}", problems.join("\n"));
    }
}

#[test]
fn the_modes_of_fewer_words_say_nothing_for_older_pupils_only() {
    for mode in [Mode::Pictures, Mode::Short] {
        let problems = not_for_small_children(&shown_in_english(mode), Language::English);
        assert!(problems.is_empty(), "{mode:?}:\n{}", problems.join("\n"));
    }
}

#[test]
fn adults_are_promised_no_more_than_is_true_in_sentences_that_end() {
    let shown = adults();
    assert!(shown.len() > 40);
    assert_eq!(unkind(&shown, NEVER_PROMISED), Vec::<String>::new());
    assert_eq!(long_sentences(&shown, ADULT_WORDS_MAX), Vec::<String>::new());
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
        assert_eq!(unkind(&in_more(&format!("a = {planted}")), NEVER).len(), 1, "{planted}");
    }
    assert!(unkind(&in_more("a = Report Remove takes it down"), NEVER).is_empty());
    for planted in not_for_the_young(Language::English) {
        let texts = in_more(&format!("a = Some {planted} thing"));
        assert_eq!(not_for_small_children(&texts, Language::English).len(), 1, "{planted}");
    }
    for mode in Mode::ALL {
        let max = sentence_words_max(mode, Language::English);
        let long = format!("a = One two. {}", "word ".repeat(max + 1));
        assert_eq!(long_sentences(&effective(&parse(&long), mode), max).len(), 1);
    }
    let chosen = variants("{ $n -> [one] { $n } word *[other] { $n } words } of mine");
    assert_eq!(chosen, ["{ $n } word of mine", "{ $n } words of mine"]);
    let modes = parse("a = more\n    .pictures = pictures\n    .all = all\n      and on");
    let shown = Mode::ALL.map(|mode| effective(&modes, mode)["a"].clone());
    assert_eq!(shown, ["pictures", "more", "more", "all and on"]);
}

fn in_more(source: &str) -> Texts {
    effective(&parse(source), Mode::More)
}

fn all_messages() -> Messages {
    BRITISH_ENGLISH.iter().flat_map(|(_, source)| parse(source)).collect()
}

pub(super) fn pupil_messages(screens: Screens) -> Messages {
    let of_pupils = screens.iter().filter(|(screen, _)| is_for_pupils(screen));
    of_pupils.flat_map(|(_, source)| parse(source)).collect()
}

fn adults() -> Texts {
    let screens = BRITISH_ENGLISH.iter().filter(|(screen, _)| *screen == "adults");
    effective(&screens.flat_map(|(_, source)| parse(source)).collect(), Mode::More)
}

/// Everything that a pupil may meet in this mode, the kinds of worry among it.
pub(super) fn shown_in_english(mode: Mode) -> Texts {
    let taxonomy = Taxonomy::embedded().unwrap();
    let groups = taxonomy.groups().map(|group| (group.code.as_str(), group.words.of(mode)));
    let kinds = taxonomy.categories().map(|kind| (kind.code.as_str(), kind.words.of(mode)));
    let tiles = taxonomy.tiles().map(|tile| {
        (tile.code.as_str(), Some(tile.words.as_str()).filter(|_| mode == Mode::Pictures))
    });
    let chosen = groups.chain(kinds).chain(tiles).filter_map(|(code, words)| Some((code, words?)));
    let chosen = chosen.map(|(code, words)| (code.to_owned(), words.to_owned()));
    effective(&pupil_messages(BRITISH_ENGLISH), mode).into_iter().chain(chosen).collect()
}

/// What each message says in this mode.
pub(super) fn effective(messages: &Messages, mode: Mode) -> Texts {
    let names: &[&str] = match mode {
        Mode::Pictures => &["pictures", "short", ""],
        Mode::Short => &["short", ""],
        Mode::More => &[""],
        Mode::All => &["all", ""],
    };
    let said = |forms: &BTreeMap<String, String>| {
        names.iter().find_map(|name| forms.get(*name)).cloned().unwrap_or_default()
    };
    messages.iter().map(|(key, forms)| (key.clone(), said(forms))).collect()
}

/// `key = text`, then lines `    .mode = text`; any other line that is indented goes on with the text
/// above.
pub(super) fn parse(source: &str) -> Messages {
    let mut messages = Messages::new();
    let (mut key, mut form) = (String::new(), String::new());
    for line in source.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        let attribute = line.trim_start().strip_prefix('.').filter(|_| line.starts_with(' '));
        let begun = match attribute {
            Some(rest) => rest.split_once(" = "),
            None if line.starts_with(char::is_alphabetic) => line.split_once('='),
            None => None,
        };
        let Some((name, text)) = begun else {
            let text = messages.get_mut(&key).unwrap().get_mut(&form).unwrap();
            *text = format!("{text} {}", line.trim());
            continue;
        };
        if attribute.is_some() {
            form = name.trim().to_owned();
        } else {
            (key, form) = (name.trim().to_owned(), String::new());
            assert!(!messages.contains_key(&key), "{key} is there twice");
        }
        let forms = messages.entry(key.clone()).or_default();
        forms.insert(form.clone(), text.trim().to_owned());
    }
    messages
}

fn mismatches(messages: &Messages, sources: &[Source]) -> Vec<String> {
    // Of what reads the words, posts alone says some.
    let says = |source: &&Source| {
        let is_reader = source.path.to_string_lossy().contains("src/i18n");
        !is_reader || source.path.ends_with("posts.rs")
    };
    let sources: Vec<_> = sources.iter().filter(says).collect();
    let (uses, mut problems) = uses(&sources);
    for one in &uses {
        let Some(message) = messages.get(&one.key) else {
            problems.push(format!("{}: {} is missing", one.place, one.key));
            continue;
        };
        // A mode may leave out what its words have no room for; none may name what is not filled.
        for (form, text) in message {
            let gaps = gaps_of(text);
            let is_right =
                if form.is_empty() { gaps == one.gaps } else { gaps.is_subset(&one.gaps) };
            if !is_right {
                let (key, filled) = (&one.key, &one.gaps);
                let place = &one.place;
                problems.push(format!("{place}: {key} has the gaps {gaps:?}, filled {filled:?}"));
            }
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

fn unkind(messages: &Texts, never: &[&str]) -> Vec<String> {
    let mut problems = Vec::new();
    for (key, message) in messages {
        let without_names = NAMES.iter().fold(message.clone(), |text, name| text.replace(name, ""));
        let text = without_names.to_lowercase();
        let starts_a_word = |at: usize| !text[..at].ends_with(char::is_alphanumeric);
        for word in never {
            if text.match_indices(word).any(|(at, _)| *word == "!" || starts_a_word(at)) {
                problems.push(format!("{key} says {word:?}: {message}"));
            }
        }
    }
    problems
}

/// What a message says that no small child should read.
pub(super) fn not_for_small_children(messages: &Texts, language: Language) -> Vec<String> {
    let unfit = |(key, message): (&String, &String)| {
        let word = unfit_for_the_young(message, language)?;
        Some(format!("{key} says {word:?}: {message}"))
    };
    messages.iter().filter_map(unfit).collect()
}

pub(super) fn long_sentences(messages: &Texts, max: usize) -> Vec<String> {
    let mut problems = Vec::new();
    for (key, message) in messages {
        for said in variants(message) {
            if let Some(found) = long_sentence(&said, max) {
                let (count, sentence) = (found.count, found.sentence);
                problems.push(format!("{key} has a sentence of {count} words: {sentence}"));
            }
        }
    }
    problems
}

/// What a message says, once for each plural that it chooses among.
pub(super) fn variants(message: &str) -> Vec<String> {
    let Some((before, rest)) = message.split_once(" ->") else { return vec![message.to_owned()] };
    let before = before.rsplit_once('{').unwrap().0;
    let mut open = 1;
    let is_end = |c: char| {
        open += i32::from(c == '{') - i32::from(c == '}');
        open == 0
    };
    let (chosen, after) = rest.split_at(rest.find(is_end).unwrap());
    let named = chosen.split('[').skip(1).map(|part| part.split_once(']').unwrap().1);
    let said = named.map(|text| text.trim_end_matches(['*', ' ']).trim());
    said.map(|text| format!("{before}{text}{}", &after[1..])).collect()
}
