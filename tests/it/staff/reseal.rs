//! Somebody leaves who could open slips, and the others seal them anew without them.

use diesel::prelude::*;
use ineedtotalk::db::DbError;
use ineedtotalk::db::schema::{reseals, threads};
use ineedtotalk::domain::{Answers, Danger, Role};
use ineedtotalk::paths;

use super::at_desk::{AtDesk, send, urgent_slip};
use super::hear_back::{answers, next_slot, send_with_code};
use super::retention::{closed, days_pass, minute_passes};
use super::rush_tray::{self, copies, flood, group, opens_one};
use crate::harness::{Page, SchoolStory, TestApp, wait};

const ACTS: &str = "#done ~ ol > li";
const NEXT: &str = "Seal the next ones anew";
const LAST: &str = "Look for the last ones";
const DONE: &str = "No slip of yours has to be sealed anew.";
const ASKED: &str = "have to be sealed anew without them";

fn readers(app: &TestApp) -> [AtDesk<'_>; 2] {
    [Role::DesignatedSafeguardingLead, Role::OnlineSafetyOfficer].map(|role| AtDesk::new(app, role))
}

/// Presses the button until nothing is left to do.
fn seals_all(reader: &mut AtDesk<'_>) {
    minute_passes(reader.app);
    minute_passes(reader.app);
    for _ in 0..10 {
        let page = reader.open(paths::RESEAL);
        if page.has(DONE) {
            return;
        }
        presses(reader, &page);
    }
    panic!("{}", reader.open(paths::RESEAL).text());
}

fn presses(reader: &mut AtDesk<'_>, page: &Page) -> Page {
    let button = if page.has_button(NEXT) { NEXT } else { LAST };
    reader.press(page, button, &[])
}

fn is_asked(reader: &mut AtDesk<'_>) -> bool {
    reader.open(paths::SLIPS).has(ASKED)
}

fn open_slips(reader: &mut AtDesk<'_>) -> Vec<String> {
    reader.open(paths::SLIPS).attributes("tbody a", "href")
}

/// Whether somebody's keys open no slip that the others' open.
fn is_without(app: &TestApp, name: &str) -> bool {
    let school: &SchoolStory = &app.elmwood;
    app.slips().iter().all(|slip| {
        let readers = school.who_can_open(slip);
        !readers.is_empty() && !readers.contains(&name)
    })
}

/// What a slip's page says was told, done and answered.
fn told(page: &Page) -> [Vec<String>; 3] {
    ["blockquote", ACTS, ".facts dd"].map(|selector| {
        let mut found = page.text_of(selector);
        found.retain(|words| !words.contains("Ms Shah, deputy"));
        found
    })
}

fn due(app: &TestApp) -> Vec<(String, i64)> {
    wait(app.app.db.across_schools(|connection| -> Result<_, DbError> {
        let rows = reseals::table.select((reseals::reader_id, reseals::due_at));
        Ok(rows.order(reseals::reader_id).load(connection)?)
    }))
    .unwrap()
}

#[test]
fn a_slip_is_sealed_anew_without_a_leaver_and_all_that_was_done_is_there_and_its_pupil_still_answers()
 {
    let app = TestApp::spawn();
    let code = send_with_code(&app);
    let [mut lead, mut officer] = readers(&app);
    let mut deputy = AtDesk::new(&app, Role::Deputy);
    let slip = lead.only_slip();
    deputy.opens(&slip);
    minute_passes(&app);
    let page = officer.opens(&slip);
    officer.press(&page, "Keep the note", &[("case-note", "Spoke to both.")]);
    minute_passes(&app);
    let page = lead.opens(&slip);
    lead.press(&page, "Send to the pupil", &[("message", "Come to the office.")]);
    answers(&app, &code, "Yes, every Tuesday.");
    next_slot(&app);
    lead.sign_in();
    // One answer is there to read, another waits for its slot.
    answers(&app, &code, "And on Friday too.");
    let before = lead.opens(&slip);
    assert!(app.elmwood.who_can_open(&app.slips()[0]).contains(&"Ms Shah"));

    lead.removes("Ms Shah");
    assert!(is_asked(&mut lead));
    let page = lead.open(paths::RESEAL);
    assert!(page.has("0 of 1"), "{}", page.text());
    seals_all(&mut lead);
    assert!(!is_asked(&mut lead));

    assert!(is_without(&app, "Ms Shah"));
    assert_eq!(lead.open(&slip).status, 404);
    let anew = lead.only_slip();
    let after = lead.open(&anew);
    assert_eq!(told(&after), told(&before));
    for words in ["Spoke to both.", "Ms Shah opened it", "Come to the office.", "every Tuesday."] {
        assert!(after.has(words), "{words}: {}", after.text());
    }
    next_slot(&app);
    officer.sign_in();
    assert_eq!(officer.only_slip(), anew);
    assert!(officer.opens(&anew).has("And on Friday too."));
    answers(&app, &code, "I am safe now.");
    next_slot(&app);
    lead.sign_in();
    let list = lead.open(paths::SLIPS);
    assert!(list.attributes(".notice a", "href").contains(&anew), "{}", list.text());
    let page = lead.opens(&anew);
    assert!(page.has("I am safe now."));
    lead.press(&page, "Send to the pupil", &[("message", "Good.")]);
    let mut pupil = app.pupil();
    let asked = pupil.visit(paths::REPLY);
    let heard = pupil.press(&asked, "open", &[("code", &code.join(" "))]);
    assert!(heard.has("Come to the office.") && heard.has("Good."), "{}", heard.text());
}

#[test]
fn a_hold_and_a_wish_to_delete_are_what_they_were_and_each_ends_as_it_would_have() {
    let app = TestApp::spawn();
    let [mut lead, mut officer] = readers(&app);
    let held = closed(&mut lead, "He has a knife.", "recorded");
    minute_passes(&app);
    let page = lead.open(&held);
    lead.press(&page, "Put it on hold", &[("hold-reason", "The police asked.")]);
    let unwanted = closed(&mut lead, "Sent in a test.", "nothing-to-act");
    minute_passes(&app);
    let page = lead.open(&unwanted);
    lead.press(&page, "Ask to delete it", &[("purge-reason", "A class tried it out.")]);
    minute_passes(&app);
    let mut before = [&held, &unwanted].map(|slip| told(&officer.opens(slip)));

    AtDesk::new(&app, Role::Head).removes("Ms Shah");
    seals_all(&mut officer);
    assert!(is_without(&app, "Ms Shah"));
    let anew = officer.open(paths::SLIPS_CLOSED).attributes("tbody a", "href");
    let mut after = [&anew[0], &anew[1]].map(|slip| told(&officer.open(slip)));
    before.sort();
    after.sort();
    assert_eq!(after, before);
    let mut pages = anew.iter().map(|slip| officer.open(slip));
    let page = pages.find(|page| page.has("Mr Lewis asks to have it deleted now.")).unwrap();
    let list = officer.press(&page, "Delete it now", &[]);
    assert!(list.has("The slip is deleted."), "{}", list.text());
    days_pass(&app, 45);
    officer.sign_in();
    let left = officer.open(paths::SLIPS_CLOSED);
    let left = left.attributes("tbody a", "href");
    assert_eq!(left.len(), 1, "what is held stays");
    assert!(officer.opens(&left[0]).has("If you lift the hold today"));
}

#[test]
fn what_a_rush_brought_stays_together_and_is_set_aside_and_goes_with_its_threads() {
    let app = rush_tray::app();
    flood(&app, "no", &copies(5));
    let [mut lead, mut officer] = readers(&app);
    opens_one(&mut lead);
    minute_passes(&app);
    let page = group(&mut lead);
    lead.press(&page, "Ask another reader to set all 5 aside", &[]);
    AtDesk::new(&app, Role::Head).removes("Ms Shah");
    seals_all(&mut lead);
    assert!(is_without(&app, "Ms Shah"));

    opens_one(&mut officer);
    minute_passes(&app);
    let page = group(&mut officer);
    assert!(page.has("Mr Lewis asks to set 5 aside."), "{}", page.text());
    let page = officer.press(&page, "Agree and set 5 aside", &[]);
    assert_eq!(page.status, 200, "{}", page.text());
    days_pass(&app, 31);
    let threads_left: i64 = wait(app.app.db.across_schools(|connection| -> Result<i64, DbError> {
        Ok(threads::table.count().get_result(connection)?)
    }))
    .unwrap();
    assert_eq!((app.slips().len(), threads_left), (0, 0));
}

#[test]
fn it_is_done_in_steps_and_left_and_a_colleague_goes_on_where_it_was_left() {
    let app = TestApp::spawn();
    for number in 0..105 {
        urgent_slip(&app, &format!("Number {number}."));
    }
    let [mut lead, mut officer] = readers(&app);
    let mut head = AtDesk::new(&app, Role::Head);
    head.removes("Ms Shah");
    minute_passes(&app);
    minute_passes(&app);
    lead.open(paths::SLIPS);
    let page = lead.open(paths::RESEAL);
    assert!(page.has("0 of 105"), "{}", page.text());
    let page = lead.press(&page, NEXT, &[]);
    assert!(page.has("100 of 105"), "{}", page.text());
    lead.sign_out();

    officer.open(paths::SLIPS);
    let page = officer.open(paths::RESEAL);
    assert!(page.has("100 of 105"), "{}", page.text());
    let done: Vec<_> = app.slips();
    let page = officer.press(&page, NEXT, &[]);
    assert!(page.has(DONE), "{}", page.text());
    assert!(is_without(&app, "Ms Shah"));
    let kept = app.slips().iter().filter(|slip| done.contains(slip)).count();
    assert_eq!((app.slips().len(), kept), (105, 100), "what was done is not done again");

    let page = head.open(paths::READERS);
    assert!(page.has("To be done since"), "{}", page.text());
    lead.sign_in();
    let list = lead.open(paths::SLIPS);
    assert!(list.has(ASKED) && list.has("105"));
    let page = lead.open(paths::RESEAL);
    let page = presses(&mut lead, &page);
    assert!(page.has(DONE), "{}", page.text());
    assert_eq!(app.slips().iter().filter(|slip| done.contains(slip)).count(), 100);
}

#[test]
fn two_who_do_it_at_once_lose_nothing() {
    let app = TestApp::spawn();
    let words: Vec<String> = (0..12).map(|number| format!("Number {number}.")).collect();
    for words in &words {
        urgent_slip(&app, words);
    }
    let mut both = readers(&app);
    for reader in &mut both {
        assert_eq!(open_slips(reader).len(), 12);
    }
    let mut head = AtDesk::new(&app, Role::Head);
    head.removes("Ms Shah");
    std::thread::scope(|scope| {
        for reader in &mut both {
            scope.spawn(move || {
                let page = reader.open(paths::RESEAL);
                assert_eq!(reader.press(&page, NEXT, &[]).status, 200);
            });
        }
    });
    for reader in &mut both {
        seals_all(reader);
    }
    assert!(is_without(&app, "Ms Shah"));
    let mut there: Vec<String> =
        app.slips().iter().map(|slip| app.elmwood.content_of(slip).answers.words).collect();
    there.sort();
    let mut words = words;
    words.sort();
    assert_eq!(there, words);
    for reader in &mut both {
        assert_eq!(open_slips(reader).len(), 12);
    }
}

#[test]
fn a_slip_that_nobody_else_can_open_stays_as_it_is_and_the_page_that_removes_says_so() {
    let app = TestApp::spawn();
    let hidden_from = app.elmwood.people.iter().filter(|one| one.name() != "Ms Shah");
    let hidden_from = hidden_from.map(|one| one.id().clone()).collect();
    send(&app, Answers { danger: Some(Danger::Yes), hidden_from, ..Answers::default() });
    let alone = app.slips()[0].clone();
    assert_eq!(app.elmwood.who_can_open(&alone), ["Ms Shah"]);
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    assert!(lead.open(paths::READERS).has("A slip that nobody else can open stays as it is"));
    lead.removes("Ms Shah");
    seals_all(&mut lead);
    assert_eq!(app.slips(), [alone]);
}

#[test]
fn a_slip_that_was_on_its_way_when_somebody_left_is_sealed_anew_too() {
    let app = TestApp::spawn();
    let words = "In the slot.".to_owned();
    send(&app, Answers { words, ..Answers::default() });
    assert!(!app.slips()[0].is_visible);
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    lead.removes("Ms Shah");
    minute_passes(&app);
    minute_passes(&app);
    let page = lead.open(paths::RESEAL);
    let page = lead.press(&page, LAST, &[]);
    assert!(page.has("A slip that was on its way then may still come"), "{}", page.text());
    next_slot(&app);
    lead.sign_in();
    seals_all(&mut lead);
    assert!(is_without(&app, "Ms Shah"));
}

#[test]
fn the_database_has_one_line_for_each_reader_whatever_there_is_to_seal_and_none_for_who_reads_nothing()
 {
    let app = TestApp::spawn();
    let mut head = AtDesk::new(&app, Role::Head);
    head.removes("Sam Reed");
    assert_eq!(due(&app), [], "who never read a slip leaves none to seal anew");
    urgent_slip(&app, "Help.");
    head.removes("Ms Shah");
    let mut readers: Vec<(String, i64)> = ["Mrs Okafor", "Mr Lewis", "Dr Hughes", "Mr Price"]
        .map(|name| app.elmwood.people.iter().find(|one| one.name() == name).unwrap())
        .map(|one| (one.id().as_str().to_owned(), app.app.clock.now().0))
        .into();
    readers.sort();
    assert_eq!(due(&app), readers);
}

#[test]
fn while_the_database_is_away_nothing_is_lost_and_it_goes_on_afterwards() {
    let app = TestApp::spawn();
    urgent_slip(&app, "Help.");
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    lead.removes("Ms Shah");
    lead.open(paths::SLIPS);
    let page = lead.open(paths::RESEAL);
    let away = app.take_database_away();
    assert_eq!(lead.press(&page, NEXT, &[]).status, 503);
    away.bring_back();
    seals_all(&mut lead);
    assert!(is_without(&app, "Ms Shah"));
    let slip = lead.only_slip();
    assert!(lead.opens(&slip).has("Help."));
}
