//! A flood is told once an hour, and an emergency in it at once.

use diesel::prelude::*;
use ineedtotalk::db::DbError;
use ineedtotalk::db::schema::job_runs;
use ineedtotalk::domain::Role;

use super::{HOUR, address, advance, run_due, send_emergency};
use crate::harness::{Behaviour, SmtpSink, TestApp, wait};

const MINUTE: i64 = 60;

/// As a script sends them.
fn flood(app: &TestApp, danger: &str, count: usize) {
    for number in 0..count {
        let words = format!("Slip {number}");
        let fields = [("step", "check"), ("go", "send"), ("danger", danger), ("words", &words)];
        assert_eq!(app.pupil().post("/", &fields).location.as_deref(), Some("/"));
    }
}

/// How many notices the lead has had.
fn told(app: &TestApp, sink: &SmtpSink) -> usize {
    run_due(app);
    let lead = address(app, Role::DesignatedSafeguardingLead);
    sink.readers().iter().filter(|reader| **reader == lead).count()
}

/// A school at whose address one slip by hand is no rush, and somebody has sent it.
fn with_a_full_room() -> (TestApp, SmtpSink) {
    let sink = SmtpSink::start(Behaviour::Accept);
    let port = sink.port;
    let app = TestApp::build().limits(1, 1_000).config(|to| to.mail.port = Some(port)).spawn();
    send_emergency(&app);
    assert_eq!(told(&app, &sink), 1);
    (app, sink)
}

/// How many claims to tell of an emergency the database has.
fn claims(app: &TestApp) -> i64 {
    wait(app.app.db.across_schools(|connection| -> Result<_, DbError> {
        let claims = job_runs::table.filter(job_runs::name.like("rush-%"));
        Ok(claims.count().get_result(connection)?)
    }))
    .unwrap()
}

#[test]
fn a_flood_is_told_once_an_hour_and_an_emergency_in_it_within_five_seconds() {
    let (app, sink) = super::with_sink(Behaviour::Accept);
    flood(&app, "no", 20);
    assert_eq!(told(&app, &sink), 0);
    flood(&app, "yes", 1);
    advance(&app, 5);
    assert_eq!(told(&app, &sink), 1, "safety comes first");
    flood(&app, "yes", 10);
    advance(&app, 5);
    assert_eq!(told(&app, &sink), 1, "and a script cannot make it ring all day");
    // From seven past, to the full hour.
    advance(&app, HOUR);
    assert_eq!(told(&app, &sink), 2);
    for hour in 1..4 {
        flood(&app, "no", 5);
        advance(&app, HOUR);
        assert_eq!(told(&app, &sink), 2 + hour);
    }
}

#[test]
fn a_script_that_says_danger_keeps_nobody_who_writes_from_being_heard_at_once() {
    let (app, sink) = with_a_full_room();
    flood(&app, "yes", 3);
    advance(&app, 5);
    assert_eq!(told(&app, &sink), 2);
    // Whoever writes beside it comes in the rush too, and their readers are told.
    send_emergency(&app);
    advance(&app, 5);
    assert_eq!(told(&app, &sink), 3, "the script rang first");
    assert_eq!(app.slips().iter().filter(|slip| slip.tray == "rush").count(), 4);
    flood(&app, "yes", 3);
    advance(&app, 5);
    assert_eq!(told(&app, &sink), 3, "and has its own hour");

    // Another pupil, still at seven past.
    send_emergency(&app);
    advance(&app, MINUTE);
    assert_eq!(told(&app, &sink), 3);
    advance(&app, 2 * MINUTE);
    assert_eq!(told(&app, &sink), 4, "is told of after ten minutes and not after an hour");
}

#[test]
fn somebody_who_floods_by_hand_with_emergencies_makes_two_mails_in_ten_minutes() {
    let (app, sink) = with_a_full_room();
    // To ten past.
    advance(&app, 3 * MINUTE);
    for _ in 0..9 {
        send_emergency(&app);
        advance(&app, 2 * MINUTE);
        run_due(&app);
    }
    advance(&app, 2 * MINUTE);
    assert_eq!(told(&app, &sink) - 1, 4, "in twenty minutes");
    assert_eq!(app.slips().len(), 10, "and each of its slips is stored");
}

#[test]
fn nothing_tells_afterwards_when_an_emergency_came_in_a_rush() {
    let (app, sink) = with_a_full_room();
    send_emergency(&app);
    flood(&app, "yes", 1);
    assert_eq!(told(&app, &sink), 2, "one mail for both, which came at once");
    assert!(claims(&app) > 0);
    advance(&app, HOUR);
    run_due(&app);
    assert_eq!(claims(&app), 0);
}
