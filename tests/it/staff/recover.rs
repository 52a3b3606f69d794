//! A reader has forgotten their password and has their kit.

use ineedtotalk::domain::Role;
use ineedtotalk::paths;

use super::at_desk::{AtDesk, Newcomer, QUEUE, SIGN_IN, urgent_slip};
use crate::harness::{Page, TestApp};

const BUTTON: &str = "Change the password";
const NEW: &str = "violet anvil paper drum";

fn try_to_recover(desk: &mut AtDesk<'_>, email: &str, kit: &str, code: &str) -> Page {
    let form = desk.open(paths::RECOVER);
    let typed = [("email", email), ("kit", kit), ("code", code), ("password", NEW), ("again", NEW)];
    desk.press(&form, BUTTON, &typed)
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
    assert_eq!(page.heading(), QUEUE, "{:?}", page.errors());
    assert!(home.opens(&slip).has("They took my bag."));
    assert_eq!(lead.open(paths::SLIPS).heading(), SIGN_IN, "the session of before has ended");

    assert_eq!(lead.sign_in().status, 422, "the password of before is gone");
    lead.password = NEW.to_owned();
    assert_eq!(lead.sign_in().heading(), QUEUE);
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
    let form = lead.open(paths::RECOVER);
    let typed = [("kit", "ABCD"), ("password", "password1234"), ("again", "password1234")];
    let errors = lead.press(&form, BUTTON, &typed).errors().join(" ");
    assert!(errors.contains("This has 4.") && errors.contains("easy to guess"), "{errors}");
}
