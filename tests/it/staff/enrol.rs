//! Someone who was invited makes their account.

use std::sync::Arc;

use ineedtotalk::domain::{
    Actor, EmailAddress, Host, ReaderName, ReaderTitle, Role, Roles, SchoolId, SchoolName,
};
use ineedtotalk::paths;
use ineedtotalk::services::add_school::add_school;
use ineedtotalk::services::invite_reader::NewReader;

use super::at_desk::{AtDesk, Newcomer, SIGN_IN, TODAY, phone_with};
use crate::harness::{TestApp, wait};

const PASSWORD: &str = "lantern gravel oboe nine";

#[test]
fn the_first_reader_of_a_school_enrols_with_the_link_and_needs_nobody_to_confirm_them() {
    let app = TestApp::spawn();
    let first = NewReader {
        name: ReaderName::parse("Mrs Byrne").unwrap(),
        title: ReaderTitle::parse("head teacher").unwrap(),
        roles: Roles::parse("head,dsl").unwrap(),
        email: EmailAddress::parse("byrne@ashby.example").unwrap(),
    };
    let (school, pepper) = (SchoolId::from_random([9; 16]), Arc::clone(&app.app.pepper));
    let name = SchoolName::parse("Ashby Academy").unwrap();
    let host = Host::parse("talk.ashby.example").unwrap();
    let now = app.app.clock.now();
    let added = app.app.db.write(school, Actor::CommandLine, now, move |writer| {
        add_school(writer, &pepper, &name, Some(&host), &first)
    });
    let link = paths::enrol(wait(added).unwrap().token.expose());
    app.app.schools.forget();

    assert_eq!(app.pupil().visit(&link).status, 404, "a link of another school");
    let mut browser = app.browser_at("talk.ashby.example");
    let page = browser.visit(&link);
    let code = phone_with(&page).code_at(now.0);
    let typed = [("password", PASSWORD), ("again", PASSWORD), ("code", code.as_str())];
    let page = browser.press(&page, "Go on", &typed);
    let kit = page.text_of(".code").concat();
    let page = browser.press(&page, "I have it on paper", &[("kit", &kit)]);
    assert_eq!(page.heading(), TODAY);
    assert!(page.has("Nothing waits for today."));
    assert_eq!(browser.visit(paths::READERS).heading(), "Readers");
}

#[test]
fn a_link_works_once_and_not_after_a_week() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let link = lead.invites("Ms Young", "deputy", "deputy");
    let used = lead.invites("Mr Newman", "deputy", "deputy");
    Newcomer::enrols(&app, "Mr Newman", &used);

    let page = app.pupil().visit(&used);
    assert_eq!(page.status, 404);
    assert!(page.has("This link does not work any more."));

    assert_eq!(app.pupil().visit(&link).heading(), "Welcome, Ms Young");
    app.app.clock.advance_seconds(7 * 24 * 3_600 + 1);
    assert_eq!(app.pupil().visit(&link).status, 404);
    assert_eq!(app.pupil().visit("/staff/enrol/made-up").status, 404);
}

#[test]
fn a_new_link_makes_the_old_one_worthless() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let old = lead.invites("Ms Young", "deputy", "deputy");
    app.app.clock.advance_seconds(60);
    let page = lead.open(paths::READERS);
    let page = lead.press(&page, "Make a new link : Ms Young", &[]);
    let new = page.text_of("details .code").concat();
    let new = paths::enrol(new.rsplit('/').next().unwrap());
    assert_ne!(old, new);
    assert_eq!(app.pupil().visit(&old).status, 404);
    assert_eq!(app.pupil().visit(&new).heading(), "Welcome, Ms Young");
}

#[test]
fn what_is_wrong_with_a_password_is_said_and_the_key_for_the_app_stays() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let link = lead.invites("Ms Young", "deputy", "deputy");
    let mut browser = app.pupil();
    let first = browser.visit(&link);
    let key = first.text_of("p.code").concat();

    let cases = [
        ("tooshort", "tooshort", "Use at least 12 characters"),
        ("password1234", "password1234", "easy to guess"),
        ("ms.young@elmwood.example", "ms.young@elmwood.example", "easy to guess"),
        ("lantern gravel oboe 9", "lantern gravel oboe 8", "not the same"),
    ];
    for (password, again, expected) in cases {
        let typed = [("password", password), ("again", again), ("code", "000000")];
        let page = browser.press(&first, "Go on", &typed);
        assert_eq!(page.status, 422);
        let errors = page.errors().join(" ");
        assert!(errors.contains(expected), "{password}: {errors}");
        assert!(errors.contains("not the code"), "both are said at once: {errors}");
        assert_eq!(page.text_of("p.code").concat(), key);
        for field in ["password", "again", "code"] {
            assert_eq!(page.field(field).as_deref(), Some(""), "{field} was sent back");
        }
    }
}

#[test]
fn the_kit_is_shown_until_it_is_typed_and_each_slip_of_the_finger_is_explained() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let other_link = lead.invites("Mr Newman", "deputy", "deputy");
    let other = Newcomer::enrols(&app, "Mr Newman", &other_link);
    let link = lead.invites("Ms Young", "deputy", "deputy");
    let mut browser = app.pupil();
    let page = browser.visit(&link);
    let code = phone_with(&page).code_at(app.app.clock.now().0);
    let typed = [("password", PASSWORD), ("again", PASSWORD), ("code", code.as_str())];
    let shown = browser.press(&page, "Go on", &typed);
    let kit = shown.text_of(".code").concat();

    let mut mistyped: Vec<char> = kit.chars().collect();
    mistyped[0] = if mistyped[0] == '7' { '8' } else { '7' };
    let mistyped: String = mistyped.iter().collect();
    let cases = [
        (other.kit.as_str(), "a whole kit, but not this one"),
        ("ABCD", "This has 4."),
        ("ABCD-UUUU", "“U” is never part of a kit"),
        (mistyped.as_str(), "not as on the paper"),
    ];
    for (typed, expected) in cases {
        let page = browser.press(&shown, "I have it on paper", &[("kit", typed)]);
        assert_eq!(page.status, 422);
        let errors = page.errors().join(" ");
        assert!(errors.contains(expected), "{typed}: {errors}");
        assert_eq!(page.text_of(".code").concat(), kit, "the kit is still shown");
        assert_eq!(page.field("kit").as_deref(), Some(typed), "what was typed is still there");
    }
    assert_eq!(browser.visit(paths::SLIPS).heading(), SIGN_IN, "not enrolled yet");
    let sloppy = format!(" {} ", kit.replace(' ', "-").replace('0', "o").to_lowercase());
    let page = browser.press(&shown, "I have it on paper", &[("kit", &sloppy)]);
    assert_eq!(page.heading(), "Another reader has to confirm you");
    assert_eq!(browser.visit(paths::ENROL_KIT).heading(), SIGN_IN, "it is shown no more");
}
