//! Files with names between `@` for what differs from school to school.

use std::path::Path;

use super::super::CommandError;

/// How what nobody has said begins. No program takes it for a file, a user or an address.
const OPEN: &str = "FILL-IN-";

/// The template with each `@NAME@` replaced.
pub(super) fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut text = template.to_owned();
    for (name, value) in values {
        text = text.replace(&format!("@{name}@"), value);
    }
    text
}

/// A mark for what only the school can say.
pub(super) fn open(what: &str) -> String {
    format!("{OPEN}{}", what.replace(' ', "-"))
}

/// What was left open, each once.
pub(super) fn open_questions(text: &str) -> Vec<String> {
    let mut found: Vec<String> = text
        .split(|character: char| character.is_whitespace() || "\";=/".contains(character))
        .filter_map(|word| word.strip_prefix(OPEN))
        .map(|question| question.replace('-', " "))
        .collect();
    found.sort();
    found.dedup();
    found
}

/// A file's absolute name, if it can stand in a configuration as it is.
pub(super) fn name_of(file: &Path) -> Result<String, CommandError> {
    let absolute = std::path::absolute(file)?;
    plain(&absolute.display().to_string())
}

/// Text that no program reads as anything but itself.
pub(super) fn plain(text: &str) -> Result<String, CommandError> {
    let is_plain =
        |character: char| character.is_ascii_alphanumeric() || "/._-+:[]".contains(character);
    match !text.is_empty() && text.chars().all(is_plain) {
        true => Ok(text.to_owned()),
        false => Err(CommandError::Refused(format!(
            "{text:?} cannot be written into a configuration file; use letters, digits and ._-+ only"
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_open_is_listed_once() {
        let text = format!("a \"{}\"; b=/{};", open("the key"), open("the key"));
        assert_eq!(open_questions(&text), ["the key"]);
    }

    #[test]
    fn a_name_that_a_program_would_read_otherwise_is_refused() {
        assert!(name_of(Path::new("/etc/ssl/talk.pem")).is_ok());
        for name in ["/etc/a b.pem", "/etc/a;b", "/etc/$x", "/etc/a\"b", "/etc/a\nb", "/etc/%d"] {
            assert!(name_of(Path::new(name)).is_err(), "{name:?}");
        }
    }
}
