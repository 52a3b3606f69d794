//! A reader hands a slip on because it concerns them, and is locked out of it for good.

use diesel::prelude::*;
use ineedtotalk::db::DbError;
use ineedtotalk::db::schema::{slips, tombstones};
use ineedtotalk::domain::{Answers, Danger, ReaderId, Role};
use ineedtotalk::{jobs, paths};

use super::at_desk::{AtDesk, forget_notices, notified, send};
use super::hear_back::{rows, send_with_code};
use super::retention::days_pass;
use crate::harness::{Browser, Page, TestApp, wait};

const ABOUT_STAFF: [(&str, &str); 1] = [("because", "about-staff")];
const TOO_CLOSE: [(&str, &str); 1] = [("because", "too-close")];
const BUTTON: &str = "Hand it on and lock me out";
const WORDS: &str = "He shouts at us when nobody is there.";
const NOTE: &str = "I have not spoken to anybody.";

fn hands_on(reader: &mut AtDesk<'_>, slip: &str, filled: &[(&str, &str)]) -> Page {
    let page = reader.open(&format!("{slip}/hand-on"));
    reader.press(&page, BUTTON, filled)
}

/// A slip that its readers see at once, hidden from these.
fn slip_hidden_from(app: &TestApp, hidden_from: &[&ReaderId]) {
    let hidden_from = hidden_from.iter().map(|id| (*id).clone()).collect();
    let (danger, words) = (Some(Danger::Yes), WORDS.to_owned());
    send(app, Answers { danger, words, hidden_from, ..Answers::default() });
}

fn list_is_empty(reader: &mut AtDesk<'_>) -> bool {
    let open = reader.open(paths::SLIPS).attributes("tbody a", "href");
    let closed = reader.open(paths::SLIPS_CLOSED).attributes("tbody a", "href");
    open.is_empty() && closed.is_empty()
}

fn next_slot(app: &TestApp) {
    app.app.clock.advance_seconds(900);
    wait(jobs::run_due(&app.app)).unwrap();
}

fn come_back(app: &TestApp, code: &[String]) -> (Browser, Page) {
    let mut pupil = app.pupil();
    let asked = pupil.visit(paths::REPLY);
    let page = pupil.press(&asked, "open", &[("code", &code.join(" "))]);
    (pupil, page)
}

#[test]
fn a_lead_whom_a_slip_is_about_hands_it_on_and_finds_no_trace_of_it_and_the_head_finds_all() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let sent = pupil.send_slip(&[("danger", "yes"), ("words", WORDS)]);
    let code = pupil.press(&sent, "code-yes", &[]).six_words();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let mut deputy = AtDesk::new(&app, Role::Deputy);
    let slip = lead.only_slip();
    deputy.opens(&slip);
    let page = lead.opens(&slip);
    lead.press(&page, "Keep the note", &[("case-note", NOTE)]);
    forget_notices(&app);

    let asked = lead.open(&format!("{slip}/hand-on"));
    assert!(asked.has("It goes to Dr Hughes, head teacher."), "{}", asked.text());
    let filled = [ABOUT_STAFF[0], ("note", "Please see to it today.")];
    assert_eq!(lead.press(&asked, BUTTON, &filled).heading(), "You handed it on");

    let mut head = AtDesk::new(&app, Role::Head);
    let theirs = head.only_slip();
    assert_ne!(theirs, slip);
    // Nor does it help to know where it is now.
    for reader in [&mut lead, &mut deputy] {
        assert!(list_is_empty(reader), "{}", reader.name);
        for address in [&slip, &theirs] {
            assert_eq!(reader.open(address).status, 404, "{}", reader.name);
        }
        assert!(!reader.open(paths::AUDIT_LOG).has("Handed on"), "{}", reader.name);
    }
    assert_eq!(notified(&app), [app.person(Role::Head).id().as_str()]);

    let page = head.opens(&theirs);
    let there = [
        WORDS,
        NOTE,
        "Mr Lewis handed it on",
        "It is about me, or somebody else who works here",
        "Please see to it today.",
        "Ms Shah opened it",
    ];
    for words in there {
        assert!(page.has(words), "{words}: {}", page.text());
    }
    let refused = head.press(&page, "Close the slip", &[("reason", "dealt-with")]);
    assert_eq!(refused.status, 422, "nobody has decided whom to tell");

    head.press(&page, "Send to the pupil", &[("message", "Thank you. I see to it.")]);
    let (mut pupil, page) = come_back(&app, &code);
    assert!(page.has("Thank you. I see to it."), "{}", page.text());
    forget_notices(&app);
    pupil.press(&page, "answer", &[("words", "He did it again.")]);
    assert_eq!(notified(&app), [app.person(Role::Head).id().as_str()]);
    next_slot(&app);
    let list = head.open(paths::SLIPS);
    assert!(list.attributes(".notice a", "href").contains(&theirs), "{}", list.text());
    assert!(head.open(&theirs).has("He did it again."));
    assert!(!lead.open(paths::SLIPS).source.contains(&theirs));
}

#[test]
fn a_reader_who_is_too_close_is_locked_out_and_the_others_read_on() {
    let app = TestApp::spawn();
    slip_hidden_from(&app, &[]);
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let slip = lead.only_slip();
    let page = lead.opens(&slip);
    lead.press(&page, "I see to it", &[]);
    assert_eq!(hands_on(&mut lead, &slip, &TOO_CLOSE).heading(), "You handed it on");
    assert!(list_is_empty(&mut lead));
    for role in [Role::OnlineSafetyOfficer, Role::Deputy] {
        let mut reader = AtDesk::new(&app, role);
        let theirs = reader.only_slip();
        let page = reader.opens(&theirs);
        assert!(page.has(WORDS) && page.has("Mr Lewis handed it on"), "{role:?}");
        assert!(page.has("Nobody sees to it yet."), "{role:?}");
    }
    let log = AtDesk::new(&app, Role::Head).open(paths::AUDIT_LOG);
    let line = log.text_of("tbody tr").into_iter().find(|line| line.contains("Handed on"));
    assert!(line.is_some_and(|line| line.contains("Mr Lewis")));
}

#[test]
fn whom_the_pupil_left_out_and_whoever_handed_it_on_before_stay_left_out() {
    let app = TestApp::spawn();
    slip_hidden_from(&app, &[app.person(Role::OnlineSafetyOfficer).id()]);
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    // Nobody has to open it to hand it on.
    let slip = lead.only_slip();
    hands_on(&mut lead, &slip, &TOO_CLOSE);
    let mut deputy = AtDesk::new(&app, Role::Deputy);
    let slip = deputy.only_slip();
    hands_on(&mut deputy, &slip, &TOO_CLOSE);
    let mut officer = AtDesk::new(&app, Role::OnlineSafetyOfficer);
    for reader in [&mut lead, &mut deputy, &mut officer] {
        assert!(list_is_empty(reader), "{}", reader.name);
    }
    let mut head = AtDesk::new(&app, Role::Head);
    let slip = head.only_slip();
    let page = head.opens(&slip);
    for words in [WORDS, "Mr Lewis handed it on", "Ms Shah handed it on"] {
        assert!(page.has(words), "{words}");
    }
}

#[test]
fn where_nobody_else_could_read_it_it_stays_and_the_page_says_whom_to_tell() {
    let app = TestApp::spawn();
    let people = app.elmwood.people.iter();
    let others = people.filter(|person| !person.summary.roles.has(Role::Deputy));
    let others: Vec<&ReaderId> = others.map(|person| person.id()).collect();
    slip_hidden_from(&app, &others);
    let mut deputy = AtDesk::new(&app, Role::Deputy);
    let slip = deputy.only_slip();
    let asked = deputy.open(&format!("{slip}/hand-on"));
    assert!(asked.has("Nobody else here could read it then."));
    let page = deputy.press(&asked, BUTTON, &ABOUT_STAFF);
    assert_eq!((page.status, page.heading().as_str()), (409, "Nobody else could read it"));
    assert!(page.has("LADO"));
    assert_eq!(deputy.only_slip(), slip);
    assert!(deputy.opens(&slip).has(WORDS));
}

#[test]
fn a_form_without_a_reason_or_with_too_long_a_note_comes_back_with_what_was_typed() {
    let app = TestApp::spawn();
    slip_hidden_from(&app, &[]);
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let slip = lead.only_slip();
    let page = hands_on(&mut lead, &slip, &[("note", NOTE)]);
    assert_eq!((page.status, page.text_of("textarea").concat().trim()), (422, NOTE));
    assert!(page.errors().contains(&"Choose why.".to_owned()), "{:?}", page.errors());
    let long = "x".repeat(501);
    let page = hands_on(&mut lead, &slip, &[TOO_CLOSE[0], ("note", &long)]);
    assert_eq!((page.status, page.text_of("textarea").concat().trim()), (422, long.as_str()));
    assert_eq!(lead.only_slip(), slip);
}

#[test]
fn while_the_database_is_away_nothing_is_handed_on_and_it_can_be_done_afterwards() {
    let app = TestApp::spawn();
    slip_hidden_from(&app, &[]);
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let slip = lead.only_slip();
    let page = lead.open(&format!("{slip}/hand-on"));
    let away = app.take_database_away();
    let failed = lead.press(&page, BUTTON, &TOO_CLOSE);
    assert_eq!(failed.status, 503);
    away.bring_back();
    assert_eq!(lead.only_slip(), slip);
    let page = lead.opens(&slip);
    assert!(page.has(WORDS), "{}", page.text());
    assert_eq!(hands_on(&mut lead, &slip, &TOO_CLOSE).heading(), "You handed it on");
}

#[test]
fn two_who_hand_it_on_at_once_leave_one_slip_and_both_can_be_locked_out() {
    let app = TestApp::spawn();
    slip_hidden_from(&app, &[]);
    let mut readers =
        [Role::DesignatedSafeguardingLead, Role::Deputy].map(|role| AtDesk::new(&app, role));
    let slip = readers[0].only_slip();
    readers[1].only_slip();
    std::thread::scope(|scope| {
        for reader in &mut readers {
            let address = format!("{slip}/hand-on");
            scope.spawn(move || {
                let page = reader.open(&address);
                // Whoever comes second is told that it is another slip by now, or that it changed.
                if page.status == 200 {
                    let done = reader.press(&page, BUTTON, &TOO_CLOSE);
                    assert!([200, 404, 409].contains(&done.status), "{}", done.text());
                }
            });
        }
    });
    assert_eq!(app.slips().len(), 1);
    for reader in &mut readers {
        for slip in reader.open(paths::SLIPS).attributes("tbody a", "href") {
            assert_eq!(hands_on(reader, &slip, &TOO_CLOSE).heading(), "You handed it on");
        }
        assert!(list_is_empty(reader));
    }
    let mut officer = AtDesk::new(&app, Role::OnlineSafetyOfficer);
    let slip = officer.only_slip();
    let page = officer.opens(&slip);
    for words in ["Mr Lewis handed it on", "Ms Shah handed it on"] {
        assert!(page.has(words), "{}", page.text());
    }
}

#[test]
fn a_slip_that_was_handed_on_looks_like_any_other_in_the_database() {
    let app = TestApp::spawn();
    slip_hidden_from(&app, &[]);
    let before = &app.slips()[0];
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let slip = lead.only_slip();
    hands_on(&mut lead, &slip, &ABOUT_STAFF);
    let after = &app.slips()[0];
    assert_ne!((&before.id, &before.envelope), (&after.id, &after.envelope));
    assert_eq!((before.day, before.envelope.len()), (after.day, after.envelope.len()));
    let (states, deleted) = wait(app.app.db.across_schools(|connection| -> Result<_, DbError> {
        let states: Vec<(String, String)> =
            slips::table.select((slips::state, slips::urgency)).load(connection)?;
        let deleted: Vec<i32> = tombstones::table.select(tombstones::count).load(connection)?;
        Ok((states, deleted))
    }))
    .unwrap();
    assert_eq!(states, [("new".to_owned(), "emergency".to_owned())]);
    assert_eq!(deleted, [0], "no slip was deleted");
}

#[test]
fn a_closed_slip_that_was_handed_on_is_deleted_with_what_went_back_and_forth() {
    let app = TestApp::spawn();
    send_with_code(&app);
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let slip = lead.only_slip();
    let page = lead.opens(&slip);
    let page = lead.press(&page, "Close the slip", &[("reason", "recorded")]);
    assert!(page.has("closed it"), "{}", page.text());
    let mut deputy = AtDesk::new(&app, Role::Deputy);
    hands_on(&mut deputy, &slip, &TOO_CLOSE);
    days_pass(&app, 29);
    assert_eq!((app.slips().len(), rows(&app).len()), (1, 1));
    days_pass(&app, 2);
    assert_eq!((app.slips().len(), rows(&app).len()), (0, 0));
}
