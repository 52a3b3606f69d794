//! README tells the truth: its settings are all there are, its example is read, its files exist.

use std::collections::BTreeSet;
use std::path::Path;

use ineedtotalk::config::{Config, SETTINGS};
use ineedtotalk::domain::{Language, Mode, Taxonomy};
use ineedtotalk::i18n::Languages;
use ineedtotalk::media::Media;

use super::sources;

const README: &str = include_str!("../../../README.md");

/// Every `word.word` or `folder/file` between backticks.
fn code_words(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// Settings that the table leaves out or makes up.
fn wrong_settings(readme: &str) -> BTreeSet<String> {
    let known: BTreeSet<_> =
        SETTINGS.iter().map(|setting| format!("{}.{}", setting.section, setting.key)).collect();
    let sections: BTreeSet<_> = SETTINGS.iter().map(|setting| setting.section).collect();
    let told: BTreeSet<_> = readme
        .lines()
        .filter(|line| line.starts_with("| `"))
        .flat_map(|line| code_words(line.split(" | ").next().unwrap_or_default()))
        .filter(|word| word.split_once('.').is_some_and(|(section, _)| sections.contains(section)))
        .map(str::to_owned)
        .collect();
    known.symmetric_difference(&told).cloned().collect()
}

/// Files that are named and are not there.
fn missing_files(readme: &str) -> Vec<&str> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    code_words(readme)
        .filter(|word| {
            ["tests/", "src/", ".github/", ".ci/"].iter().any(|top| word.starts_with(top))
        })
        .filter(|word| !root.join(word).exists())
        .collect()
}

/// Tests that are named and are not there. A test's name is a sentence, and no other word is as long.
fn missing_tests(readme: &str) -> Vec<&str> {
    let sources = sources::whole(&["tests/it", "src"]);
    let is_there = |name: &str| {
        let line = format!("fn {name}()");
        sources.iter().any(|source| source.text.contains(&line))
    };
    code_words(readme)
        .filter(|word| word.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'))
        .filter(|word| word.matches('_').count() > 3 && !is_there(word))
        .collect()
}

#[test]
fn readme_lists_every_setting_and_no_other() {
    assert_eq!(wrong_settings(README), BTreeSet::new());

    let without = README.replace("`mail.ca_file`", "a file");
    assert_eq!(wrong_settings(&without), BTreeSet::from(["mail.ca_file".to_owned()]));
    let with = README.replace("`mail.ca_file`", "`mail.ca_file`, `mail.colour`");
    assert_eq!(wrong_settings(&with), BTreeSet::from(["mail.colour".to_owned()]));
}

#[test]
fn readme_names_files_that_exist() {
    assert_eq!(missing_files(README), Vec::<&str>::new());
    assert_eq!(missing_files("see `src/nowhere.rs`"), ["src/nowhere.rs"]);
}

#[test]
fn readme_names_tests_that_exist() {
    assert_eq!(missing_tests(README), Vec::<&str>::new());
    assert_eq!(missing_tests("`a_test_that_nobody_wrote`"), ["a_test_that_nobody_wrote"]);
}

/// The examples in TOML, in their order.
fn examples() -> impl Iterator<Item = &'static str> {
    README.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next())
}

#[test]
fn a_school_that_copies_the_example_of_its_own_kinds_of_worry_has_them() {
    let example = examples().find(|text| text.contains("[[add]]")).unwrap();
    let school = Taxonomy::with_school_file(example).unwrap();
    let tiles: Vec<_> = school.tiles().map(|tile| tile.words.as_str()).collect();
    assert_eq!(tiles[6..], ["Something on my tablet", "Something else, or money"]);
    assert!(Media::built_in().has_pictures_of(&school).is_ok());

    let languages = Languages::read().unwrap();
    let bullying = school.categories().find(|kind| kind.code.as_str() == "CD1").unwrap();
    let read_in = |language| languages.words(language, Mode::More).of_kind(bullying).text;
    assert_eq!(read_in(Language::English), "Being picked on online");
    assert_eq!(read_in(Language::Welsh), "Pigo ar rywun ar-lein");

    // Every field that the example has stands in the table.
    let table = README.split("| field | of |").nth(1).unwrap().split("\n\n").next().unwrap();
    let told: BTreeSet<_> = code_words(table).collect();
    let fields = example.lines().filter_map(|line| line.split([' ', '.']).next());
    let fields = fields.filter(|field| field.starts_with(|c: char| c.is_ascii_lowercase()));
    for field in fields.filter(|field| !["edition", "switch_off"].contains(field)) {
        assert!(told.contains(field), "{field}");
    }
}

#[test]
fn the_example_configuration_is_read() {
    let example = examples().next();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("config.toml");
    std::fs::write(&file, example.unwrap()).unwrap();

    let config = Config::load(Some(&file), std::iter::empty()).unwrap();

    assert_eq!(config.server.public_url, "https://talk.school.example");
}
