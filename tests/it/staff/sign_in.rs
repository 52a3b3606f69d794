//! A reader signs in.

use ineedtotalk::domain::Role;
use ineedtotalk::paths;

use super::at_desk::{AtDesk, QUEUE, SIGN_IN, TODAY};
use crate::harness::TestApp;

#[test]
fn a_reader_signs_in_with_password_and_code_and_out_again() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    assert_eq!(lead.open(paths::STAFF).heading(), TODAY);
    assert_eq!(lead.sign_out().heading(), SIGN_IN);
    assert_eq!(lead.open(paths::SLIPS).heading(), SIGN_IN);
    assert_eq!(lead.sign_in().heading(), TODAY);
}

#[test]
fn whatever_is_wrong_the_answer_is_the_same() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::before_signing_in(&app, Role::DesignatedSafeguardingLead);
    let (password, right) = (lead.password.clone(), lead.code());
    let wrong = if right == "123456" { "654321" } else { "123456" };

    let mut answers = Vec::new();
    answers.push(lead.try_to_sign_in("another password", &right));
    answers.push(lead.try_to_sign_in(&password, wrong));
    lead.email = "nobody@elmwood.example".to_owned();
    answers.push(lead.try_to_sign_in(&password, &right));
    lead.email = "not an address".to_owned();
    answers.push(lead.try_to_sign_in(&password, &right));

    let told: Vec<_> = answers.iter().map(|page| (page.status, page.errors())).collect();
    assert_eq!(told[0].0, 422);
    assert!(told[0].1[0].starts_with("We could not sign you in."), "{told:?}");
    assert!(told.iter().all(|one| *one == told[0]), "{told:?}");
}

#[test]
fn a_code_that_was_used_is_refused_and_so_is_one_before_it() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::before_signing_in(&app, Role::DesignatedSafeguardingLead);
    let (password, code) = (lead.password.clone(), lead.code());
    assert_eq!(lead.try_to_sign_in(&password, &code).status, 200);
    assert_eq!(lead.try_to_sign_in(&password, &code).status, 422);
    app.app.clock.advance_seconds(-30);
    let before = lead.code();
    assert_eq!(lead.try_to_sign_in(&password, &before).status, 422);
}

#[test]
fn guesses_are_slowed_and_the_right_password_gets_in_after_the_wait() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::before_signing_in(&app, Role::DesignatedSafeguardingLead);
    for _ in 0..8 {
        lead.try_to_sign_in("a wrong guess", "000000");
        app.app.clock.advance_seconds(1);
    }
    let (password, code) = (lead.password.clone(), lead.code());
    let page = lead.try_to_sign_in(&password, &code);
    assert_eq!(page.status, 429);
    assert!(page.has("Wait") && page.has("Nothing is locked."), "{}", page.text());
    let mut other = AtDesk::before_signing_in(&app, Role::Head);
    assert_eq!(other.sign_in().status, 200, "another person does not have to wait");

    app.app.clock.advance_seconds(60);
    let code = lead.code();
    assert_eq!(lead.try_to_sign_in(&password, &code).heading(), TODAY);
}

#[test]
fn a_pupil_who_guesses_from_the_schools_network_keeps_no_reader_out() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    lead.sign_out();
    let locked = lead_at_a_locked_screen(&app);
    let mut guesser = AtDesk::before_signing_in(&app, Role::DesignatedSafeguardingLead);
    for _ in 0..10 {
        guesser.try_to_sign_in("a wrong guess", "000000");
        app.app.clock.advance_seconds(1);
    }
    assert_eq!(guesser.try_to_sign_in("a wrong guess", "000000").status, 429);
    // Theirs is the browser they have signed in with before; a copy of its cookie is for them only.
    assert_eq!(lead.sign_in().heading(), TODAY);
    let (mut screen, page) = locked;
    let password = screen.password.clone();
    assert_eq!(screen.press(&page, "Unlock", &[("password", &password)]).heading(), TODAY);

    let mut stranger = AtDesk::before_signing_in(&app, Role::Deputy);
    stranger.browser.cookies = lead.browser.cookies.clone();
    for _ in 0..8 {
        stranger.try_to_sign_in("a wrong guess", "000000");
    }
    let mut deputy = AtDesk::before_signing_in(&app, Role::Deputy);
    assert_eq!(deputy.try_to_sign_in("a wrong guess", "000000").status, 429);
}

fn lead_at_a_locked_screen(app: &TestApp) -> (AtDesk<'_>, crate::harness::Page) {
    let mut lead = AtDesk::new(app, Role::DesignatedSafeguardingLead);
    let page = lead.open(paths::SLIPS);
    let page = lead.press(&page, "Lock", &[]);
    (lead, page)
}

#[test]
fn an_account_of_one_school_is_nobody_at_another() {
    let app = TestApp::build().with_second_school().spawn();
    let mut lead = AtDesk::before_signing_in(&app, Role::DesignatedSafeguardingLead);
    lead.browser = app.browser_at(app.ashby.host);
    assert_eq!(lead.sign_in().status, 422);

    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let mut elsewhere = app.browser_at(app.ashby.host);
    elsewhere.cookies = lead.browser.cookies.clone();
    assert_eq!(elsewhere.visit(paths::SLIPS).heading(), SIGN_IN, "a cookie taken elsewhere");
    assert_eq!(lead.open(paths::SLIPS).heading(), QUEUE);
}
