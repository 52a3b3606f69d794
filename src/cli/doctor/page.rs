//! The page for the monthly security check: everything `doctor` found, dated, with what only a person
//! can see and a place to sign. Plain text, so that it prints anywhere and two months can be compared.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use super::Finding;
use crate::cli::CommandError;
use crate::domain::Timestamp;

/// Fits on A4 in a fixed-width type.
const LINE_CHARACTERS: usize = 78;

/// What no program on this computer can find out.
const FOR_A_PERSON: [&str; 6] = [
    "Everyone on the readers' page still works here, and still should read slips.",
    "The copy of the pepper and the backup key on paper are in the safe, apart from each other.",
    "A backup was taken off the site, and `restore --check` says that it is whole.",
    "This term a backup was restored on another computer, and a reader signed in there.",
    "The operating system, the proxy and this program have their latest security updates.",
    "The proxy keeps no log, and the school's filter leaves the address out of its own.",
];

/// What the page is about.
pub(super) struct Check<'a> {
    pub now: Timestamp,
    pub schools: &'a [String],
    pub findings: &'a [Finding],
}

/// Writes the page; a page of an earlier check is never written over.
pub(super) fn write(file: &Path, check: &Check<'_>) -> Result<(), CommandError> {
    let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(file);
    let written = made.and_then(|mut made| {
        made.write_all(text(check).as_bytes())?;
        made.sync_all()
    });
    written.map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => CommandError::Refused(format!(
            "{} is there already: give each check a page of its own",
            file.display()
        )),
        _ => CommandError::Refused(format!("{}: {error}", file.display())),
    })
}

fn text(check: &Check<'_>) -> String {
    let wrong = check.findings.iter().filter(|finding| !finding.is_well).count();
    let mut lines = vec![
        "SECURITY CHECK OF I NEED TO TALK".to_owned(),
        String::new(),
        format!("Date      {}", check.now.in_words()),
        format!("Program   ineedtotalk {}", env!("CARGO_PKG_VERSION")),
    ];
    lines.extend(check.schools.iter().map(|school| format!("School    {school}")));
    lines.push(format!("Result    {} looked at, {wrong} to put right", check.findings.len()));
    lines.push(String::new());
    lines.push("FOUND BY THE PROGRAM".to_owned());
    for finding in check.findings {
        let mark = if finding.is_well { "  ok     " } else { "  WRONG  " };
        lines.extend(folded(mark, &finding.what));
        if !finding.is_well {
            lines.extend(folded("         -> ", &finding.what_to_do));
        }
    }
    lines.push(String::new());
    lines.push("TO BE SEEN BY A PERSON".to_owned());
    for what in FOR_A_PERSON {
        lines.extend(folded("  [  ]   ", what));
    }
    lines.push(String::new());
    for label in ["Put right, by whom and when", "Checked by", "Signature", "Seen by (head or DSL)"]
    {
        lines.push(String::new());
        let rule = "_".repeat(LINE_CHARACTERS - 30);
        lines.push(format!("{label:<29} {rule}"));
    }
    lines.push(String::new());
    lines.join("\n")
}

/// The words in lines that fit, the first behind `start` and the others under them.
fn folded(start: &str, words: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = start.to_owned();
    let mut is_begun = false;
    for word in words.split_whitespace() {
        let length = line.chars().count() + 1 + word.chars().count();
        if is_begun && length > LINE_CHARACTERS {
            lines.push(std::mem::replace(&mut line, " ".repeat(start.chars().count())));
            is_begun = false;
        }
        if is_begun {
            line.push(' ');
        }
        line.push_str(word);
        is_begun = true;
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_finding_is_on_the_page_in_lines_that_fit() {
        let long = "a word or two ".repeat(20);
        let findings =
            [Finding::well("the clock is right"), Finding::wrong(long.clone(), "put it right")];
        let schools = ["Elmwood School".to_owned()];
        let check = Check { now: Timestamp(1_795_514_820), schools: &schools, findings: &findings };
        let page = text(&check);
        let read: Vec<_> = page.split_whitespace().collect();
        assert!(read.join(" ").contains(long.trim()), "{page}");
        for expected in [
            "Tuesday 24 November 2026, 10:07",
            "School    Elmwood School",
            "2 looked at, 1 to put right",
            "  ok     the clock is right",
            "-> put it right",
        ] {
            assert!(page.contains(expected), "{expected} is not in:\n{page}");
        }
        assert!(page.lines().all(|line| line.chars().count() <= LINE_CHARACTERS), "{page}");
    }
}
