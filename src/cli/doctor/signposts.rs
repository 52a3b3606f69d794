//! What `doctor` finds of the numbers that pupils are given: they change, and nobody tells a school.

use super::Finding;
use crate::domain::{CHECKED_DAYS_MAX, Day, Signposts};

pub(super) fn examine(today: Day) -> Finding {
    match Signposts::embedded() {
        Ok(signposts) => of_edition(signposts.edition(), signposts.last_checked(), today),
        Err(error) => Finding::wrong(error.to_string(), "install the program again"),
    }
}

fn of_edition(edition: &str, last_checked: Day, today: Day) -> Finding {
    let when = last_checked.in_words();
    let what = format!("the numbers on the help page (edition {edition}) were checked on {when}");
    match today.0.saturating_sub(last_checked.0) <= CHECKED_DAYS_MAX {
        true => Finding::well(what),
        false => Finding::wrong(
            format!("{what}, which is more than a year ago"),
            "install a newer edition of the program; until then look at each number on /help yourself",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_nobody_has_checked_for_a_year_are_named() {
        let checked = Day::parse("2026-11-27").unwrap();
        let after = |days| of_edition("2026-11", checked, checked.plus_days(days));
        assert!(after(365).is_well && after(-3).is_well);
        let told = after(366);
        assert!(!told.is_well && told.what.contains("Friday 27 November 2026"), "{}", told.what);
    }
}
