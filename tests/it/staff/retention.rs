//! Closed slips go when their days are over, and nothing else does.

use std::process::Command;

use diesel::prelude::*;
use ineedtotalk::clock::Clock;
use ineedtotalk::db::schema::{audit_log, slip_acts, slips, threads};
use ineedtotalk::db::{DbError, Writer};
use ineedtotalk::domain::{Actor, Role};
use ineedtotalk::jobs;
use ineedtotalk::paths;
use ineedtotalk::store::{slip_indexes, tombstones as stored_tombstones};

use super::at_desk::{AtDesk, urgent_slip};
use super::hear_back::{come_back, send_with_code};
use crate::harness::{START, TestApp, wait};

const HOUR: i64 = 3_600;
pub const DAY: i64 = 24 * HOUR;

/// Reads a new slip, closes it, and answers where it is.
pub fn closed(desk: &mut AtDesk<'_>, words: &str, reason: &str) -> String {
    urgent_slip(desk.app, words);
    let slip = desk.only_slip();
    let page = desk.opens(&slip);
    let page = desk.press(&page, "Close the slip", &[("reason", reason)]);
    assert!(page.has("closed it"), "{}", page.text());
    slip
}

/// The service runs for so many days.
pub fn days_pass(app: &TestApp, days: i64) {
    for _ in 0..days {
        app.app.clock.advance_seconds(DAY);
        run_due(app);
    }
}

/// Acts in one second have no order.
pub fn minute_passes(app: &TestApp) {
    app.app.clock.advance_seconds(60);
}

pub fn is_there(app: &TestApp, slip: &str) -> bool {
    let id = slip.rsplit('/').next().unwrap();
    app.slips().iter().any(|stored| stored.id == id)
}

/// Days in words, and how many slips of each were deleted.
pub fn tombstones(app: &TestApp) -> Vec<(String, i32)> {
    let listed = wait(app.app.db.read(app.elmwood.id.clone(), stored_tombstones::list)).unwrap();
    listed.into_iter().map(|(day, count)| (day.in_words(), count)).collect()
}

/// Who, what and about what: lines of the audit log whose event begins so.
pub fn audit_events(app: &TestApp, beginning: &str) -> Vec<String> {
    let pattern = format!("{beginning}%");
    let rows: Vec<(String, String, Option<String>)> =
        wait(app.app.db.across_schools(move |connection| -> Result<_, DbError> {
            Ok(audit_log::table
                .filter(audit_log::event.like(pattern))
                .order(audit_log::at)
                .select((audit_log::actor, audit_log::event, audit_log::subject))
                .load(connection)?)
        }))
        .unwrap();
    let line = |(actor, event, subject): (String, String, Option<String>)| {
        format!("{actor} {event} {}", subject.unwrap_or_default())
    };
    rows.into_iter().map(line).collect()
}

pub fn run_due(app: &TestApp) {
    wait(jobs::run_due(&app.app)).unwrap();
}

fn count_acts(app: &TestApp) -> i64 {
    wait(app.app.db.across_schools(|connection| -> Result<i64, DbError> {
        Ok(slip_acts::table.count().get_result(connection)?)
    }))
    .unwrap()
}

#[test]
fn a_slip_that_is_recorded_elsewhere_goes_after_thirty_days_and_any_other_after_ninety() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let recorded = closed(&mut lead, "Recorded.", "recorded");
    let passed_on = closed(&mut lead, "Passed on.", "passed-on");
    urgent_slip(&app, "Read and not closed.");
    let open = lead.only_slip();
    lead.opens(&open);
    let list = lead.open(paths::SLIPS_CLOSED);
    assert!(list.has("Will be deleted") && list.has("Thursday 24 December 2026"));
    assert!(list.has("Monday 22 February 2027"), "{}", list.text());

    days_pass(&app, 29);
    assert!(is_there(&app, &recorded));
    days_pass(&app, 1);
    assert!(!is_there(&app, &recorded) && is_there(&app, &passed_on));
    lead.sign_in();
    assert_eq!(lead.open(&recorded).status, 404);
    days_pass(&app, 59);
    assert!(is_there(&app, &passed_on));
    days_pass(&app, 1);
    assert!(!is_there(&app, &passed_on));
    assert_eq!(tombstones(&app), [("Tuesday 24 November 2026".to_owned(), 2)]);
    assert_eq!(audit_events(&app, "slips."), vec!["system slips.purged 1"; 2]);

    days_pass(&app, 300);
    assert!(is_there(&app, &open), "what is not closed never goes");
    assert_eq!(count_acts(&app), 1, "what was done with the others is gone with them");
}

/// One service for two schools: what is wrong at one is nothing to the other.
#[test]
fn a_row_that_nobody_can_read_keeps_no_other_school_from_deleting_its_slips() {
    let app = TestApp::build().with_second_school().spawn();
    app.browser_at(app.ashby.host).send_slip(&[("danger", "yes")]);
    let mut head = AtDesk::at(&app, &app.ashby, Role::Head);
    head.sign_in();
    let slip = head.only_slip();
    let page = head.opens(&slip);
    head.press(&page, "Close the slip", &[("reason", "recorded")]);
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let ours = closed(&mut lead, "Recorded.", "recorded");
    days_pass(&app, 29);
    assert!(is_there(&app, &ours));

    let damage = |writer: &mut Writer<'_>| -> Result<_, DbError> {
        let here = slip_acts::school_id.eq(writer.school());
        diesel::delete(slip_acts::table.filter(here)).execute(writer.connection())?;
        let here = slips::school_id.eq(writer.school());
        let damaged = slips::id.eq("damaged");
        Ok(diesel::update(slips::table.filter(here)).set(damaged).execute(writer.connection())?)
    };
    let school = app.ashby.id.clone();
    let now = app.app.clock.now();
    assert_eq!(wait(app.app.db.write(school, Actor::System, now, damage)), Ok(1));
    app.app.clock.advance_seconds(DAY);
    assert!(wait(jobs::run_due(&app.app)).is_err(), "it is told");
    assert!(!is_there(&app, &ours));
}

#[test]
fn how_many_days_slips_are_kept_is_the_schools_to_choose() {
    let app = TestApp::build()
        .config(|config| {
            config.retention.recorded_days = 7;
            config.retention.closed_days = 14;
        })
        .spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let recorded = closed(&mut lead, "Recorded.", "recorded");
    let other = closed(&mut lead, "Dealt with.", "dealt-with");
    let page = lead.open(paths::SET_UP);
    assert!(page.has("after 7 days if it is recorded") && page.has("after 14 days if not"));
    days_pass(&app, 7);
    assert!(!is_there(&app, &recorded) && is_there(&app, &other));
    days_pass(&app, 7);
    assert!(!is_there(&app, &other));
}

#[test]
fn a_clock_that_jumps_deletes_nothing_and_staff_have_a_day_to_notice() {
    let app = TestApp::spawn();
    run_due(&app);
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let slip = closed(&mut lead, "Help.", "recorded");
    assert!(!lead.open(paths::SET_UP).has("No slip is deleted until"));

    app.app.clock.advance_seconds(400 * DAY);
    for _ in 0..23 {
        run_due(&app);
        assert!(is_there(&app, &slip));
        app.app.clock.advance_seconds(HOUR);
    }
    lead.sign_in();
    let page = lead.open(paths::SET_UP);
    assert!(page.has("No slip is deleted until Thursday 30 December 2027"), "{}", page.text());
    assert!(page.has("Today is Thursday 30 December 2027."));

    // Somebody puts the date right: that is another jump, and the slip has its days again.
    app.app.clock.advance_seconds(-400 * DAY);
    days_pass(&app, 28);
    assert!(is_there(&app, &slip));
    days_pass(&app, 2);
    assert!(!is_there(&app, &slip));
}

#[test]
fn after_the_holidays_what_was_due_goes_a_day_later() {
    let app = TestApp::spawn();
    run_due(&app);
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let slip = closed(&mut lead, "Help.", "recorded");
    app.app.clock.advance_seconds(45 * DAY);
    let app = app.restart();
    for _ in 0..24 {
        run_due(&app);
        assert!(is_there(&app, &slip));
        app.app.clock.advance_seconds(HOUR);
    }
    run_due(&app);
    assert!(!is_there(&app, &slip));
}

#[test]
fn what_comes_back_out_of_a_backup_is_not_deleted_at_the_first_look() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let slip = closed(&mut lead, "Help.", "recorded");
    // A backup does not hold when a job last ran: here none has.
    app.app.clock.advance_seconds(45 * DAY);
    run_due(&app);
    assert!(is_there(&app, &slip));
    days_pass(&app, 1);
    assert!(!is_there(&app, &slip));
}

#[test]
fn two_instances_that_look_at_once_delete_and_count_each_slip_once() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    for _ in 0..3 {
        closed(&mut lead, "Help.", "recorded");
    }
    days_pass(&app, 29);
    app.app.clock.advance_seconds(DAY);
    wait(async {
        let (one, other) = tokio::join!(jobs::run_due(&app.app), jobs::run_due(&app.app));
        one.unwrap();
        other.unwrap();
    });
    assert!(app.slips().is_empty());
    assert_eq!(tombstones(&app), [("Tuesday 24 November 2026".to_owned(), 3)]);
    assert_eq!(audit_events(&app, "slips."), ["system slips.purged 3"]);
}

#[test]
fn a_reader_forgets_the_key_of_a_slip_that_is_gone() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    closed(&mut lead, "Help.", "recorded");
    urgent_slip(&app, "Of the same day, and not closed.");
    lead.open(paths::SLIPS);
    assert_eq!(index_entries(&app), [2]);
    days_pass(&app, 30);
    lead.sign_in();
    lead.open(paths::SLIPS);
    assert_eq!(index_entries(&app), [1]);
    let other = lead.only_slip();
    let page = lead.opens(&other);
    lead.press(&page, "Close the slip", &[("reason", "recorded")]);
    days_pass(&app, 30);
    lead.sign_in();
    lead.open(paths::SLIPS);
    assert!(index_entries(&app).is_empty(), "nor is it known that there was a day");
}

/// How many slips are on each sheet of the lead's index, by the room that they take.
fn index_entries(app: &TestApp) -> Vec<usize> {
    let id = app.person(Role::DesignatedSafeguardingLead).id().clone();
    let lengths = move |reader: &mut ineedtotalk::db::Reader<'_>| -> Result<_, DbError> {
        let heads = slip_indexes::list_heads(reader, &id)?;
        let sheets = heads.iter().map(|head| slip_indexes::find(reader, &id, head.day));
        sheets.collect::<Result<Vec<_>, _>>()
    };
    let sheets = wait(app.app.db.read(app.elmwood.id.clone(), lengths)).unwrap();
    // A nonce and a tag around 16 bytes of id, one that says whether it opens, 32 of key and 16 of group.
    sheets.into_iter().map(|sheet| (sheet.unwrap().len() - 28) / 65).collect()
}

#[test]
fn the_bytes_of_a_slip_that_is_gone_are_nowhere_in_the_folder_of_the_database() {
    let app = TestApp::spawn();
    let Some(file) = app.database.file() else { return };
    let folder = file.parent().unwrap().to_owned();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    closed(&mut lead, "Help.", "recorded");
    let envelope = app.slips().remove(0).envelope;
    run_due(&app);
    assert!(pieces_found(&folder, &envelope) > 5, "or the search finds nothing");

    days_pass(&app, 30);
    assert!(app.slips().is_empty());
    assert_eq!(pieces_found(&folder, &envelope), 0);
}

/// How many pieces of the envelope are in any file there.
fn pieces_found(folder: &std::path::Path, envelope: &[u8]) -> usize {
    let files: Vec<Vec<u8>> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| std::fs::read(entry.unwrap().path()).unwrap())
        .collect();
    let is_in = |piece: &&[u8]| {
        files.iter().any(|file| file.windows(piece.len()).any(|window| window == *piece))
    };
    // The first bytes are the same in every envelope.
    envelope[64..].chunks_exact(512).map(|chunk| &chunk[..32]).filter(is_in).count()
}

#[test]
fn a_dry_run_counts_what_would_go_and_deletes_nothing() {
    let app = TestApp::spawn();
    // The command asks the real clock.
    app.app.clock.advance_seconds(Clock::System.now().0 - START.0 - 40 * DAY);
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    closed(&mut lead, "Due.", "recorded");
    closed(&mut lead, "Later.", "dealt-with");
    let held = closed(&mut lead, "Held.", "recorded");
    let page = lead.open(&held);
    lead.press(&page, "Put it on hold", &[("hold-reason", "The police asked.")]);
    urgent_slip(&app, "Open.");
    let sent_on = app.app.clock.now().day().in_words();
    let goes_on = app.app.clock.now().day().plus_days(90).in_words();

    let said = dry_run(&app, &["--dry-run"]);

    for expected in [
        format!("Would be deleted now: 1\n    sent on {sent_on}: 1"),
        format!("Will be deleted later: 1\n    on {goes_on}: 1"),
        format!("On hold, not deleted: 1\n    sent on {sent_on}: 1"),
        "Not closed, never deleted: 1".to_owned(),
        "Deleted so far: 0".to_owned(),
    ] {
        assert!(said.contains(&expected), "{expected}:\n{said}");
    }
    assert_eq!(app.slips().len(), 4);
    assert!(dry_run(&app, &[]).contains("--dry-run"), "without it, nothing is done");
}

fn dry_run(app: &TestApp, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_ineedtotalk"))
        .arg("purge")
        .args(arguments)
        .env("INEEDTOTALK_SERVER_PUBLIC_URL", &app.config.server.public_url)
        .env("INEEDTOTALK_DATABASE_URL", &app.config.database.url)
        .env("INEEDTOTALK_SECRETS_PEPPER_FILE", &app.config.secrets.pepper_file)
        .env("INEEDTOTALK_MAIL_HOST", "mail.elmwood.example")
        .env("INEEDTOTALK_MAIL_FROM", "talk@elmwood.example")
        .output()
        .unwrap();
    String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
}

/// What of each thread is not random, and how many there are.
pub fn open_parts_of_threads(app: &TestApp) -> Vec<(i32, i32, Option<i32>)> {
    wait(app.app.db.across_schools(|connection| -> Result<_, DbError> {
        let open = (threads::day, threads::used_on, threads::ends_on);
        Ok(threads::table.select(open).load(connection)?)
    }))
    .unwrap()
}

#[test]
fn no_row_tells_whose_slip_was_closed_and_what_went_back_and_forth_goes_with_it() {
    let app = TestApp::spawn();
    let code = send_with_code(&app);
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let slip = lead.only_slip();
    let others = send_with_code(&app);
    let untouched = open_parts_of_threads(&app)[0];
    let page = lead.opens(&slip);
    let page = lead.press(&page, "Send to the pupil", &[("message", "Come to the office.")]);
    minute_passes(&app);
    let page = lead.press(&page, "Close the slip", &[("reason", "recorded")]);
    assert!(page.has("closed it"), "{}", page.text());
    assert_eq!(open_parts_of_threads(&app), [untouched; 2]);

    days_pass(&app, 29);
    assert!(come_back(&app, &code).1.has("Come to the office."));
    days_pass(&app, 2);
    assert!(!is_there(&app, &slip));
    assert_eq!(open_parts_of_threads(&app).len(), 1);
    assert!(come_back(&app, &code).1.has("No slip has those words."));
    assert_eq!(come_back(&app, &others).1.heading(), "Messages for you");
}
