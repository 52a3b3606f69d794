//! The other languages: none lacks anything, each is whole in itself, and each says that nobody who
//! grew up with it has read it yet.

use ineedtotalk::domain::{Language, Mode, sentence_words_max};
use ineedtotalk::i18n::{BRITISH_ENGLISH, FILES, Screens, gaps_in, is_for_pupils};

use super::wording::{
    Texts, effective, long_sentences, not_for_small_children, pupil_messages, shown_in_english,
    variants,
};

const README: &str = include_str!("../../../README.md");
/// What is called so in every language.
const NAMES: &[&str] = &[
    "ACT Early",
    "CEOP",
    "Childline",
    "Crimestoppers",
    "Fearless",
    "NSPCC",
    "Papyrus",
    "Report Abuse in Education",
    "Report Remove",
    "SHOUT",
    "Samaritans",
    "Shout",
    "True Vision",
];

/// Every language but English, with each mode and what it shows.
fn each() -> impl Iterator<Item = (Language, Mode, Texts)> {
    let others = FILES.iter().filter(|(language, _)| *language != Language::English);
    others.flat_map(|(language, screens)| {
        Mode::ALL.map(|mode| (*language, mode, shown(screens, mode)))
    })
}

/// What this mode shows: a kind of worry only where English has it too.
fn shown(screens: Screens, mode: Mode) -> Texts {
    let english = shown_in_english(mode);
    let mut texts = effective(&pupil_messages(screens), mode);
    texts.retain(|key, _| english.contains_key(key));
    texts
}

#[test]
fn every_language_that_has_files_lacks_nothing() {
    assert_eq!(FILES.len(), Language::ALL.len());
    for (language, screens) in FILES {
        let gaps = gaps_in(*language, screens).unwrap();
        assert!(gaps.is_empty(), "{}: {gaps:#?}", language.as_str());
    }
}

#[test]
fn no_mode_of_another_language_has_a_sentence_longer_than_it_promises() {
    for (language, mode, texts) in each() {
        let max = sentence_words_max(mode, language);
        let problems = long_sentences(&texts, max);
        assert!(problems.is_empty(), "{language:?} {mode:?}:\n{}", problems.join("\n"));
    }
}

#[test]
fn the_modes_of_fewer_words_say_nothing_for_older_pupils_only_in_any_language() {
    for (language, mode, texts) in each() {
        let problems = saying(&texts, &["!"]);
        assert_eq!(problems, Vec::<String>::new(), "{language:?}");
        if matches!(mode, Mode::Pictures | Mode::Short) {
            let problems = not_for_small_children(&texts, language);
            assert_eq!(problems, Vec::<String>::new(), "{language:?} {mode:?}");
        } else {
            assert!(!not_for_small_children(&texts, language).is_empty(), "{language:?}");
        }
    }
}

#[test]
fn no_message_of_another_language_is_left_in_english_or_in_letters_of_another() {
    for (language, mode, texts) in each() {
        let english = shown_in_english(mode);
        for (key, text) in &texts {
            assert_ne!(Some(text), english.get(key), "{language:?} {mode:?} {key}");
            let strange = strange_letters(language, text);
            assert_eq!(strange, "", "{language:?} {mode:?} {key}: {text}");
        }
    }
    assert_eq!(strange_letters(Language::Ukrainian, "Cлова"), "C");
    assert_eq!(strange_letters(Language::Arabic, "اتصل بـ Childline"), "");
    assert_eq!(strange_letters(Language::Urdu, "{ $count -> *[other] { $count } حرف }"), "");
    assert_eq!(strange_letters(Language::Polish, "Słoва"), "ва");
}

#[test]
fn every_number_of_a_message_is_the_same_in_every_language() {
    for (language, mode, texts) in each() {
        let english = shown_in_english(mode);
        for (key, text) in &texts {
            let (own, ours) = (numbers_in(text), numbers_in(&english[key]));
            assert_eq!(own, ours, "{language:?} {mode:?} {key}: {text}");
        }
    }
    assert_eq!(numbers_in("Ffonia 999, neu 0800 1111. 7 o'r gloch"), ["0800", "1111", "999"]);
}

/// Those of two digits and more, in the order of their digits: smaller ones may be words.
fn numbers_in(text: &str) -> Vec<String> {
    let mut numbers: Vec<_> = text.split(|c: char| !c.is_numeric()).map(str::to_owned).collect();
    numbers.retain(|number| number.chars().count() > 1);
    numbers.sort();
    numbers
}

#[test]
fn every_file_of_another_language_and_readme_say_that_it_awaits_a_native_speaker() {
    for (language, screens) in FILES.iter().filter(|(language, _)| *language != Language::English) {
        let name = language.in_english();
        assert_eq!(screens.len(), pupil_screens() + 1, "{name}");
        for (screen, source) in *screens {
            let said = format!("# {name}. Awaits a native speaker's review.\n");
            assert!(source.starts_with(&said), "{name} {screen}");
        }
        let line = README.lines().find(|line| line.contains("await a native speaker's review"));
        assert!(line.is_some_and(|line| line.contains(name)), "{name}");
    }
}

fn pupil_screens() -> usize {
    BRITISH_ENGLISH.iter().filter(|(screen, _)| is_for_pupils(screen)).count()
}

fn saying(texts: &Texts, never: &[&str]) -> Vec<String> {
    let says = |text: &str| never.iter().any(|word| text.to_lowercase().contains(word));
    texts
        .iter()
        .filter(|(_, text)| says(text))
        .map(|(key, text)| format!("{key}: {text}"))
        .collect()
}

/// The letters that are of no script of this language, names and gaps left out.
fn strange_letters(language: Language, text: &str) -> String {
    let is_its_own = |c: char| match language {
        Language::English | Language::Welsh | Language::Polish | Language::Romanian => {
            c < '\u{250}'
        }
        Language::Ukrainian => ('\u{400}'..'\u{500}').contains(&c),
        Language::Arabic | Language::Urdu => ('\u{600}'..'\u{700}').contains(&c),
    };
    let said = variants(text).into_iter().map(|said| {
        let said = NAMES.iter().fold(said, |said, name| said.replace(name, ""));
        said.split('{').map(|part| part.rsplit('}').next().unwrap_or_default().to_owned()).collect()
    });
    let said: String = said.collect::<Vec<String>>().concat();
    said.chars().filter(|c| c.is_alphabetic() && !is_its_own(*c)).collect()
}
