//! What `doctor` finds of the numbers and places that pupils are given: they change, and nobody tells a
//! school.

use super::Finding;
use crate::config::SchoolSection;
use crate::domain::{Day, OwnHelp, Signpost, Signposts, is_check_due};

pub(super) fn examine(school: &SchoolSection, today: Day) -> Vec<Finding> {
    let numbers = match Signposts::embedded() {
        Ok(signposts) => of_edition(&signposts, today),
        Err(error) => Finding::wrong(error.to_string(), "install the program again"),
    };
    let mut findings = vec![numbers];
    findings.extend(of_own_help(None, &school.details().own_help, today));
    for (host, school) in &school.at {
        findings.extend(of_own_help(Some(host), &school.details().own_help, today));
    }
    findings
}

fn of_edition(signposts: &Signposts, today: Day) -> Finding {
    let edition = signposts.edition();
    let is_due = |one: &&Signpost| is_check_due(one.last_checked, today);
    let due: Vec<_> = signposts
        .iter()
        .filter(is_due)
        .map(|one| format!("{} ({})", one.name, one.last_checked.in_words()))
        .collect();
    match due.is_empty() {
        true => Finding::well(format!(
            "every number on the help page (edition {edition}) was checked within a year"
        )),
        false => Finding::wrong(
            format!(
                "on the help page (edition {edition}) is what was checked more than a year ago: {}",
                due.join(", ")
            ),
            "install a newer edition of the program; until then look at each on /help yourself",
        ),
    }
}

/// Of the school's own entries; nothing where it has none.
fn of_own_help(host: Option<&String>, own: &[OwnHelp], today: Day) -> Option<Finding> {
    let section = match host {
        None => "[[school.help]]".to_owned(),
        Some(host) => format!("[[school.at.\"{host}\".help]]"),
    };
    let due: Vec<_> = own.iter().filter_map(|one| due_of_own(one, today)).collect();
    match (own.is_empty(), due.is_empty()) {
        (true, _) => None,
        (false, true) => Some(Finding::well(format!("{section}: all was checked within a year"))),
        (false, false) => Some(Finding::wrong(
            format!("{section} has what nobody has checked for a year: {}", due.join(", ")),
            "make sure of each, then write the day beside it, such as last_checked = \"2026-11-27\"",
        )),
    }
}

fn due_of_own(one: &OwnHelp, today: Day) -> Option<String> {
    match one.last_checked {
        None => Some(format!("{} (no last_checked)", one.name)),
        Some(day) if is_check_due(day, today) => Some(format!("{} ({})", one.name, day.in_words())),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked_on() -> Day {
        Day::parse("2026-11-27").unwrap()
    }

    fn told(school: &str, today: Day) -> Vec<Finding> {
        examine(&toml::from_str(school).unwrap(), today)
    }

    #[test]
    fn each_number_that_nobody_has_checked_for_a_year_is_named() {
        let after = |days| told("", checked_on().plus_days(days)).remove(0);
        assert!(after(365).is_well && after(-3).is_well);
        let late = after(366);
        assert!(!late.is_well);
        assert!(late.what.contains("Childline (Friday 27 November 2026)"), "{}", late.what);
        assert!(late.what.contains("NHS 24 (Friday 27 November 2026)"), "{}", late.what);
    }

    #[test]
    fn a_nurse_who_may_have_moved_is_named_for_each_school() {
        let school = "[[help]]\nname = \"Nurse\"\nplace = \"Room 12\"\nlast_checked = \"2026-11-27\"\n\
                      [[help]]\nname = \"Chaplain\"\nplace = \"Chapel\"\n\
                      [[at.\"ashby.example\".help]]\nname = \"Matron\"\nnumber = \"1\"\n\
                      last_checked = \"2026-11-27\"";
        let [_, own, ashby] = told(school, checked_on()).try_into().unwrap();
        assert!(own.what.ends_with("for a year: Chaplain (no last_checked)"), "{}", own.what);
        assert!(!own.is_well && ashby.is_well);

        let [_, own, ashby] = told(school, checked_on().plus_days(366)).try_into().unwrap();
        assert!(own.what.contains("Nurse (Friday 27 November 2026), Chaplain"), "{}", own.what);
        assert!(!ashby.is_well && ashby.what.contains("ashby.example"), "{}", ashby.what);
        assert_eq!(told("", checked_on()).len(), 1, "nothing of what a school has not");
    }
}
