//! Sessions lock, end, and belong to one browser.

use ineedtotalk::domain::Role;
use ineedtotalk::paths;
use ineedtotalk::services::sweep_sessions::sweep_sessions;

use super::at_desk::{AtDesk, QUEUE, SIGN_IN, TODAY, write};
use crate::harness::TestApp;

const LOCKED: &str = "This screen is locked";

fn lead(app: &TestApp) -> AtDesk<'_> {
    AtDesk::new(app, Role::DesignatedSafeguardingLead)
}

#[test]
fn a_session_locks_after_a_quarter_of_an_hour_and_the_password_opens_it() {
    let app = TestApp::spawn();
    let mut lead = lead(&app);
    for _ in 0..2 {
        app.app.clock.advance_seconds(14 * 60);
        assert_eq!(lead.open(paths::SLIPS).heading(), QUEUE, "it is in use");
    }
    app.app.clock.advance_seconds(15 * 60 + 1);
    let page = lead.open(paths::SLIPS);
    assert_eq!(page.heading(), LOCKED);
    let page = lead.press(&page, "Unlock", &[("password", "not this one")]);
    assert_eq!(page.status, 422);
    assert_eq!(page.errors().first().map(String::as_str), Some("That is not the password."));
    let password = lead.password.clone();
    let page = lead.press(&page, "Unlock", &[("password", &password)]);
    assert_eq!(page.heading(), TODAY);
}

#[test]
fn a_reader_who_leaves_their_desk_locks_the_screen() {
    let app = TestApp::spawn();
    let mut lead = lead(&app);
    let page = lead.open(paths::SLIPS);
    let page = lead.press(&page, "Lock", &[]);
    assert_eq!(page.heading(), LOCKED);
    assert_eq!(lead.open(paths::SLIPS).heading(), LOCKED);
    let password = lead.password.clone();
    assert_eq!(lead.press(&page, "Unlock", &[("password", &password)]).heading(), TODAY);
}

#[test]
fn a_session_left_alone_loses_its_keys_and_ends_after_eight_hours() {
    let app = TestApp::spawn();
    let mut lead = lead(&app);
    app.app.clock.advance_seconds(15 * 60 + 1);
    write(&app, sweep_sessions);
    // Even a clock that goes back does not bring the keys back.
    app.app.clock.advance_seconds(-15 * 60);
    assert_eq!(lead.open(paths::SLIPS).heading(), LOCKED);

    app.app.clock.advance_seconds(8 * 3_600);
    assert_eq!(lead.open(paths::SLIPS).heading(), SIGN_IN);
}

#[test]
fn a_session_from_a_clock_that_was_ahead_locks_and_ends_all_the_same() {
    let app = TestApp::spawn();
    let mut lead = lead(&app);
    // A quarter of an hour by a clock that is put back by ten minutes.
    app.app.clock.advance_seconds(-10 * 60);
    assert_eq!(lead.open(paths::SLIPS).heading(), QUEUE, "it is in use");
    app.app.clock.advance_seconds(15 * 60 + 1);
    assert_eq!(lead.open(paths::SLIPS).heading(), LOCKED);

    let mut lead = AtDesk::new(&app, Role::OnlineSafetyOfficer);
    app.app.clock.advance_seconds(-20 * 60);
    write(&app, sweep_sessions);
    app.app.clock.advance_seconds(20 * 60);
    assert_eq!(lead.open(paths::SLIPS).heading(), LOCKED, "it had no keys any more");
    app.app.clock.advance_seconds(-9 * 3_600);
    assert_eq!(lead.open(paths::SLIPS).heading(), SIGN_IN);
}

#[test]
fn no_session_lasts_longer_than_eight_hours_however_busy() {
    let app = TestApp::spawn();
    let mut lead = lead(&app);
    for _ in 0..48 {
        app.app.clock.advance_seconds(10 * 60);
        assert_eq!(lead.open(paths::SLIPS).heading(), QUEUE);
    }
    app.app.clock.advance_seconds(60);
    assert_eq!(lead.open(paths::SLIPS).heading(), SIGN_IN);
}

#[test]
fn a_form_without_the_sessions_token_or_from_elsewhere_changes_nothing() {
    let app = TestApp::spawn();
    let mut lead = lead(&app);
    let token = lead.token();
    let with_token = [("csrf", token.as_str())];

    let none: [(&str, &str); 0] = [];
    assert_eq!(lead.browser.post(paths::SIGN_OUT, &none).status, 403);
    assert_eq!(lead.browser.post(paths::SIGN_OUT, &[("csrf", "00")]).status, 403);
    for header in [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")] {
        assert_eq!(lead.browser.post_with(paths::SIGN_OUT, &with_token, header).status, 403);
    }
    let from_elsewhere = ("sec-fetch-site", "cross-site");
    let typed = [("email", "a@b.example"), ("password", "x"), ("code", "1")];
    for path in [paths::SIGN_IN, paths::RECOVER, paths::LOST_PHONE, paths::RECOVER_BY_PAPERS] {
        assert_eq!(lead.browser.post_with(path, &typed, from_elsewhere).status, 403, "{path}");
        assert_ne!(lead.browser.post(path, &typed).status, 403, "{path} of our own");
    }
    assert_eq!(lead.open(paths::SLIPS).heading(), QUEUE, "still signed in");

    let own = ("sec-fetch-site", "same-origin");
    assert_eq!(lead.browser.post_with(paths::SIGN_OUT, &with_token, own).status, 303);
    assert_eq!(lead.open(paths::SLIPS).heading(), SIGN_IN);
}

#[test]
fn after_signing_out_the_old_cookie_opens_nothing() {
    let app = TestApp::spawn();
    let mut lead = lead(&app);
    let mut thief = app.pupil();
    thief.cookies = lead.browser.cookies.clone();
    assert_eq!(thief.visit(paths::SLIPS).heading(), QUEUE, "the cookie works");
    lead.sign_out();
    assert_eq!(thief.visit(paths::SLIPS).heading(), SIGN_IN);
}

#[test]
fn a_session_outlives_a_restart_of_the_service() {
    let app = TestApp::spawn();
    let browser = lead(&app).browser;
    let app = app.restart();
    let mut browser = browser;
    assert_eq!(browser.visit(paths::SLIPS).heading(), QUEUE);
    drop(app);
}
