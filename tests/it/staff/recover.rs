//! A reader has forgotten their password and has their kit.

use ineedtotalk::domain::Role;
use ineedtotalk::paths;

use super::at_desk::{AtDesk, Newcomer, SIGN_IN, TODAY, urgent_slip};
use crate::harness::{Page, TestApp};

const BUTTON: &str = "Change the password";
const NEW: &str = "violet anvil paper drum";

const EASY: &str = "password1234";

fn try_to_recover(desk: &mut AtDesk<'_>, email: &str, kit: &str, code: &str) -> Page {
    try_with(desk, [email, kit, code, NEW])
}

fn try_with(desk: &mut AtDesk<'_>, [email, kit, code, password]: [&str; 4]) -> Page {
    let form = desk.open(paths::RECOVER);
    let typed = [("email", email), ("kit", kit), ("code", code)];
    let twice = [("password", password), ("again", password)];
    desk.press(&form, BUTTON, &[typed.as_slice(), &twice].concat())
}

#[test]
fn the_kit_and_the_phone_give_a_new_password_and_the_slips_are_still_readable() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    urgent_slip(&app, "They took my bag.");
    let slip = lead.only_slip();
    let kit = app.person(Role::DesignatedSafeguardingLead).kit.groups().join(" ").to_lowercase();

    let mut home = AtDesk::before_signing_in(&app, Role::DesignatedSafeguardingLead);
    app.app.clock.advance_seconds(30);
    let (email, code) = (home.email.clone(), home.code());
    let page = try_to_recover(&mut home, &email, &kit, &code);
    assert_eq!(page.heading(), TODAY, "{:?}", page.errors());
    assert!(home.opens(&slip).has("They took my bag."));
    assert_eq!(lead.open(paths::SLIPS).heading(), SIGN_IN, "the session of before has ended");

    assert_eq!(lead.sign_in().status, 422, "the password of before is gone");
    lead.password = NEW.to_owned();
    assert_eq!(lead.sign_in().heading(), TODAY);
}

#[test]
fn without_the_kit_the_phone_or_an_account_the_answer_is_the_same() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let link = lead.invites("Ms Young", "deputy", "deputy");
    let other = Newcomer::enrols(&app, "Ms Young", &link);
    app.app.clock.advance_seconds(30);
    let kit = app.person(Role::DesignatedSafeguardingLead).kit.groups().join(" ");
    let (email, code) = (lead.email.clone(), lead.code());
    let wrong = if code == "123456" { "654321" } else { "123456" };

    let cases = [
        (email.as_str(), other.kit.as_str(), code.as_str()),
        (&email, &kit, wrong),
        ("nobody@elmwood.example", &kit, &code),
    ];
    for (email, kit, code) in cases {
        let page = try_to_recover(&mut lead, email, kit, code);
        assert_eq!(page.status, 422);
        assert!(page.errors()[0].starts_with("We could not do that."), "{:?}", page.errors());
        assert_eq!(page.field("kit").as_deref(), Some(kit), "the kit need not be typed again");
        assert_eq!(page.field("password").as_deref(), Some(""));
    }
    let errors = try_with(&mut lead, [&email, "ABCD", &code, "short"]).errors().join(" ");
    assert!(errors.contains("This has 4.") && errors.contains("at least 12"), "{errors}");
}

#[test]
fn a_password_that_is_easy_to_guess_is_told_to_its_owner_and_uses_up_nothing() {
    let app = TestApp::spawn();
    let kit = app.person(Role::DesignatedSafeguardingLead).kit.groups().join(" ");
    let mut lead = AtDesk::before_signing_in(&app, Role::DesignatedSafeguardingLead);
    app.app.clock.advance_seconds(30);
    let (email, code) = (lead.email.clone(), lead.code());
    let page = try_with(&mut lead, [&email, &kit, &code, EASY]);
    assert_eq!(page.status, 422);
    assert!(page.errors()[0].contains("easy to guess"), "{:?}", page.errors());
    assert_eq!(try_to_recover(&mut lead, &email, &kit, &code).heading(), TODAY);
}

#[test]
fn a_stranger_learns_nothing_of_a_password_and_soon_waits() {
    let app = TestApp::spawn();
    let mut stranger = AtDesk::before_signing_in(&app, Role::DesignatedSafeguardingLead);
    let kit = app.person(Role::Head).kit.groups().join(" ");
    let email = stranger.email.clone();
    let statuses: Vec<_> = (0..8)
        .map(|_| {
            let page = try_with(&mut stranger, [&email, &kit, "123456", EASY]);
            assert!(!page.has("easy to guess"), "{}", page.text());
            page.status
        })
        .collect();
    assert_eq!(statuses, [422, 422, 422, 422, 422, 429, 429, 429]);
}
