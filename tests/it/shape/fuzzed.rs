//! Properties under any bytes stand where `tests/long` finds them: in a module `fuzz`.

use std::path::Path;

use super::sources::{self, Source};

/// In two parts, so that this file has none.
const PROPERTY: &str = concat!("bolero::", "check!");

#[test]
fn every_property_under_any_bytes_gets_its_minute() {
    let all = sources::whole(&["src", "tests"]);
    let with_one = all.iter().filter(|source| source.text.contains(PROPERTY)).count();
    assert!(with_one > 10, "{with_one}");
    assert_eq!(elsewhere(&all), Vec::<String>::new());
    let long = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/long");
    let long = std::fs::read_to_string(long).unwrap();
    assert!(long.contains("BOLERO_RANDOM_TEST_TIME_MS=60000"), "{long}");
    assert!(long.contains("cargo test --quiet --locked --lib --test it -- fuzz::"), "{long}");
}

#[test]
fn one_that_stands_elsewhere_is_found() {
    let planted = |path, before| Source::planted(path, &format!("{before} {{\n{PROPERTY}()"));
    assert_eq!(elsewhere(&[planted("web/a.rs", "mod tests {}\nmod fuzz")]).len(), 0);
    assert_eq!(elsewhere(&[planted("fuzz/a.rs", "fn one()")]).len(), 0);
    assert_eq!(elsewhere(&[planted("web/a.rs", "mod fuzz {}\nmod tests")]).len(), 1);
    assert_eq!(elsewhere(&[planted("web/a.rs", "fn one()")]).len(), 1);
}

fn elsewhere(sources: &[Source]) -> Vec<String> {
    let is_found = |source: &Source| {
        let is_in_folder = source.path.components().any(|part| part.as_os_str() == "fuzz");
        is_in_folder
            || source
                .text
                .match_indices(PROPERTY)
                .all(|(place, _)| is_in_module(&source.text[..place]))
    };
    let found = sources.iter().filter(|source| !is_found(source));
    found.map(|source| source.path.display().to_string()).collect()
}

/// Whether the module that was begun last is `fuzz`.
fn is_in_module(before: &str) -> bool {
    let begun = before.lines().rev().find(|line| line.trim_start().starts_with("mod "));
    begun.is_some_and(|line| line.trim_start().starts_with("mod fuzz {"))
}
