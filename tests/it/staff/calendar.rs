//! The safeguarding lead enters the school's year, and pupils are told when somebody reads.

use ineedtotalk::domain::{Day, Role};
use ineedtotalk::paths;

use super::at_desk::AtDesk;
use crate::harness::{Page, TestApp};

const TERMS: [(&str, &str); 4] = [
    ("term-1-first", "2026-09-02"),
    ("term-1-last", "2026-12-18"),
    ("term-2-first", "2027-01-04"),
    ("term-2-last", "2027-03-25"),
];
const UNKNOWN: &str = "They read on school days.";

fn lead(app: &TestApp) -> AtDesk<'_> {
    AtDesk::new(app, Role::DesignatedSafeguardingLead)
}

/// Saves the usual hours with these terms, and over them whatever else.
pub fn saves(lead: &mut AtDesk<'_>, more: &[(&str, &str)]) -> Page {
    let form = lead.open(paths::CALENDAR);
    lead.press(&form, "Save", &[more, &TERMS].concat())
}

/// Moves the clock to so many hours and minutes after midnight of this day; in winter.
fn at(app: &TestApp, date: &str, hours: i64, minutes: i64) {
    let wanted = i64::from(Day::parse(date).unwrap().0) * 86_400 + hours * 3_600 + minutes * 60;
    app.app.clock.advance_seconds(wanted - app.app.clock.now().0);
}

#[test]
fn pupils_are_told_when_somebody_reads_next() {
    let app = TestApp::spawn();
    assert!(app.pupil().visit("/").has(UNKNOWN));
    let page =
        saves(&mut lead(&app), &[("off-1-first", "2026-11-30"), ("off-1-last", "2026-11-30")]);
    assert!(page.has("Saved."), "{:?}", page.errors());

    for (date, hour, minute, told) in [
        ("2026-11-24", 10, 10, "They read slips today until 15:45."),
        ("2026-11-24", 15, 45, "They read slips tomorrow from 8:15."),
        ("2026-11-25", 7, 0, "They read slips today from 8:15."),
        // Friday evening; Monday is a training day.
        ("2026-11-27", 18, 0, "They read slips on Tuesday from 8:15."),
        ("2026-12-18", 16, 0, "They read slips again on Monday 4 January from 8:15."),
        ("2027-03-25", 16, 0, UNKNOWN),
    ] {
        at(&app, date, hour, minute);
        assert!(app.pupil().visit("/").has(told), "{date} {hour}:{minute:02}");
    }
}

#[test]
fn while_nobody_reads_help_comes_first_and_the_slip_can_be_sent_all_the_same() {
    let app = TestApp::spawn();
    saves(&mut lead(&app), &[]);
    let mut pupil = app.pupil();
    assert!(!pupil.visit("/").has("No one is reading slips right now."));
    at(&app, "2026-11-27", 18, 0);

    let start = pupil.visit("/");
    let headings = start.text_of(".notes h2");
    assert_eq!(headings.first().map(String::as_str), Some("Need help right now?"));
    assert!(start.has("No one is reading slips right now."));
    let monday = "They read slips on Monday from 8:15.";
    let check = pupil.walk_to_check(&[("words", "It can wait.")]);
    assert!(check.has(monday));
    let sent = pupil.press(&check, "send", &[]);
    assert!(sent.has("Your slip is sent.") && sent.has(monday));
    let urgent = app.pupil().send_slip(&[("danger", "yes")]);
    assert!(urgent.has("We are telling them now.") && urgent.has(monday));
    assert_eq!(app.slips().len(), 2);
}

#[test]
fn what_is_wrong_with_a_calendar_is_said_and_nothing_typed_is_lost() {
    let app = TestApp::spawn();
    let mut lead = lead(&app);
    let page = saves(
        &mut lead,
        &[
            ("mon-until", "7:00"),
            ("tue-until", ""),
            ("sat-from", "late"),
            ("sat-until", "12:00"),
            ("off-2-first", "2027-02-30"),
            ("off-2-last", "2027-02-30"),
        ],
    );
    assert_eq!(page.status, 422);
    assert_eq!(
        page.errors(),
        [
            "Monday: the second has to come after the first.",
            "Tuesday: fill in both, or neither.",
            "Saturday: type a time such as 8:15.",
            "Days off 2: choose a day of the calendar.",
        ]
        .into_iter()
        .flat_map(|told| [told, told])
        .collect::<Vec<_>>()
    );
    assert_eq!(page.field("sat-from").as_deref(), Some("late"));
    assert_eq!(page.field("term-2-last").as_deref(), Some("2027-03-25"));
    assert!(app.pupil().visit("/").has(UNKNOWN));

    let empty: Vec<_> = TERMS.iter().map(|(name, _)| (*name, "")).collect();
    let page = saves(&mut lead, &empty);
    assert!(page.errors().contains(&"Enter at least one term.".to_owned()));
}

#[test]
fn the_set_up_page_asks_for_a_calendar_and_for_the_next_terms_in_time() {
    let app = TestApp::spawn();
    let mut lead = lead(&app);
    assert!(lead.open(paths::SET_UP).has("Nobody has entered the hours and terms yet"));
    saves(&mut lead, &[]);
    let page = lead.open(paths::SET_UP);
    assert!(page.has("They read slips today until 15:45.") && !page.has("The last term"));
    let changed = lead.open(paths::CALENDAR);
    assert_eq!(changed.field("fri-until").as_deref(), Some("15:45"));
    assert_eq!(changed.field("term-1-last").as_deref(), Some("2026-12-18"));

    let ends_soon = [("term-2-first", ""), ("term-2-last", ""), ("term-1-last", "2026-12-11")];
    saves(&mut lead, &ends_soon);
    let asked = "The last term that was entered ends on Friday 11 December 2026.";
    assert!(lead.open(paths::SET_UP).has(asked));
}

#[test]
fn the_calendar_is_the_leads_and_the_heads_to_change() {
    let app = TestApp::spawn();
    for role in [Role::OnlineSafetyOfficer, Role::Chair, Role::IctAdministrator] {
        let mut desk = AtDesk::new(&app, role);
        assert_eq!(desk.open(paths::CALENDAR).status, 403, "{role:?}");
        assert!(!desk.open(paths::SET_UP).has("Change hours, terms and holidays"));
    }
}
