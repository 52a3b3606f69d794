//! A flood is told once an hour, and an emergency in it at once.

use super::{HOUR, address, advance, run_due};
use crate::harness::{Behaviour, SmtpSink, TestApp};
use ineedtotalk::domain::Role;

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
