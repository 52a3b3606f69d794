//! Notices: who gets one, when it leaves, what it looks like, and what happens when the mail server
//! is away or does not want it.

mod arrive;
mod certificates;
mod clock;
mod doctor;
mod leases;
mod mail_server;
mod public_address;
mod refused;
mod rush;

use ineedtotalk::domain::Role;
use ineedtotalk::jobs;
use ineedtotalk::store::outbox::{self, RefusedNotice};

use crate::harness::{Behaviour, SmtpSink, TestApp, wait};

/// From the start of every test to the next boundary of a slot.
const TO_NEXT_SLOT: i64 = 480;
const HOUR: i64 = 3_600;

/// Elmwood School with a mail server, and the slot of its start open.
fn with_sink(behaviour: Behaviour) -> (TestApp, SmtpSink) {
    let sink = SmtpSink::start(behaviour);
    let port = sink.port;
    let app = TestApp::build().config(|config| config.mail.port = Some(port)).spawn();
    run_due(&app);
    (app, sink)
}

/// A pupil tells of someone's unkind words online: not an emergency.
fn send_ordinary_slip(app: &TestApp) {
    send(app, "no", "unkind", "CD1");
}

/// A pupil says that someone is in danger now.
fn send_emergency(app: &TestApp) {
    send(app, "yes", "unkind", "CD1");
}

fn send(app: &TestApp, danger: &str, group: &str, kind: &str) {
    let mut pupil = app.pupil();
    let mut page = pupil.visit("/");
    let steps: [&[(&str, &str)]; 7] = [
        &[],
        &[("danger", danger)],
        &[("about", "me")],
        &[("group", group)],
        &[("kind", kind)],
        &[("place", "online")],
        &[("still", "no")],
    ];
    for filled in steps {
        page = pupil.press(&page, "next", filled);
    }
    while !page.has_button("send") {
        page = pupil.press(&page, "next", &[]);
    }
    let sent = pupil.press(&page, "send", &[]);
    assert!(sent.heading().starts_with("Thank you"), "{}", sent.text());
}

fn run_due(app: &TestApp) {
    wait(jobs::run_due(&app.app)).unwrap();
}

fn advance(app: &TestApp, seconds: i64) {
    app.app.clock.advance_seconds(seconds);
}

fn refused(app: &TestApp) -> Vec<RefusedNotice> {
    wait(app.app.db.read(app.elmwood.id.clone(), outbox::list_refused)).unwrap()
}

/// How many notices wait, due or not.
fn waiting(app: &TestApp) -> usize {
    let end = app.app.clock.now().plus_seconds(1_000 * HOUR);
    let due = wait(
        app.app.db.read(app.elmwood.id.clone(), move |reader| outbox::list_due(reader, end, 1_000)),
    );
    due.unwrap().len()
}

fn address(app: &TestApp, role: Role) -> String {
    app.person(role).summary.email.as_str().to_owned()
}
