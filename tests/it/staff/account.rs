//! What a reader changes of their own account, and what becomes of what was true before.

use ineedtotalk::domain::Role;
use ineedtotalk::paths;

use super::at_desk::{AtDesk, QUEUE, SIGN_IN, TODAY, phone_with, urgent_slip};
use super::retention::audit_events;
use crate::harness::{Page, TestApp, count_notices};

const NEW: &str = "violet anvil paper drum";
const CHANGE: &str = "Change the password";
const NEW_KIT: &str = "Make a new recovery kit";
const KEEP_KIT: &str = "I have it on paper";
const NEW_APP: &str = "Set up the app anew";
const KEEP_APP: &str = "Use this app from now on";
const USE_PHONE: &str = "Use this phone from now on";

fn lead(app: &TestApp) -> AtDesk<'_> {
    AtDesk::new(app, Role::DesignatedSafeguardingLead)
}

/// Fills in the form for another password.
fn changes(desk: &mut AtDesk<'_>, old: &str, code: &str, [password, again]: [&str; 2]) -> Page {
    let form = desk.open(paths::ACCOUNT);
    let typed = [("old", old), ("code", code), ("password", password), ("again", again)];
    desk.press(&form, CHANGE, &typed)
}

fn next_code(desk: &AtDesk<'_>) -> String {
    desk.app.app.clock.advance_seconds(30);
    desk.code()
}

fn kit_of(app: &TestApp) -> String {
    app.person(Role::DesignatedSafeguardingLead).kit.groups().concat()
}

#[test]
fn a_new_password_opens_the_same_slips_and_whoever_was_signed_in_elsewhere_is_out() {
    let app = TestApp::spawn();
    let (mut lead, mut forgotten) = (lead(&app), lead(&app));
    urgent_slip(&app, "They took my bag.");
    let slip = lead.only_slip();
    let (old, code) = (lead.password.clone(), next_code(&lead));
    let mut thief = app.pupil();
    thief.cookies = lead.browser.cookies.clone();
    let page = changes(&mut lead, &old, &code, [NEW, NEW]);
    assert!(page.has("Your password is changed"), "{:?}", page.errors());
    assert!(page.has("Tuesday 24 November 2026: You changed your password"), "{}", page.text());
    assert!(lead.opens(&slip).has("They took my bag."));
    assert_eq!(forgotten.open(paths::SLIPS).heading(), SIGN_IN);
    assert_eq!(thief.visit(paths::SLIPS).heading(), SIGN_IN, "a copy of their own cookie");

    lead.sign_out();
    assert_eq!(lead.sign_in().status, 422, "the password of before is gone");
    lead.password = NEW.to_owned();
    assert_eq!(lead.sign_in().heading(), TODAY);
    let lines = audit_events(&app, "reader.password");
    let own = app.person(Role::DesignatedSafeguardingLead).id().as_str();
    assert_eq!(lines, [format!("{own} reader.password-changed {own}")]);
}

#[test]
fn the_old_password_a_new_code_and_a_good_password_are_needed_and_nothing_else_is_used_up() {
    let app = TestApp::spawn();
    let mut lead = lead(&app);
    let (old, used, code) = (lead.password.clone(), lead.code(), next_code(&lead));
    for (old, code) in [("another password", code.as_str()), (&old, &used), ("", "")] {
        let page = changes(&mut lead, old, code, [NEW, NEW]);
        assert_eq!(page.status, 422);
        assert!(page.errors()[0].starts_with("That did not work."), "{:?}", page.errors());
        assert!(!page.source.contains(NEW), "a password is never sent back");
    }
    let easy = ["password1234"; 2];
    for (typed, told) in [([NEW, "another"], "not the same"), (easy, "easy to guess")] {
        let page = changes(&mut lead, &old, &code, typed);
        assert!(page.errors()[0].contains(told), "{:?}", page.errors());
    }
    assert!(audit_events(&app, "reader.password").is_empty());
    assert!(changes(&mut lead, &old, &code, [NEW, NEW]).has("Your password is changed"));
}

#[test]
fn guesses_at_an_open_screen_are_slowed() {
    let app = TestApp::spawn();
    let mut lead = lead(&app);
    let statuses: Vec<_> =
        (0..7).map(|_| changes(&mut lead, "a guess", "000000", [NEW, NEW]).status).collect();
    assert_eq!(statuses, [422, 422, 422, 422, 422, 429, 429]);
}

#[test]
fn a_new_kit_counts_once_it_is_typed_and_the_one_of_before_opens_nothing() {
    let app = TestApp::spawn();
    let mut lead = lead(&app);
    let page = lead.open(paths::ACCOUNT);
    let page = lead.press(&page, NEW_KIT, &[]);
    let kit = page.text_of(".code").concat();
    let page = lead.press(&page, KEEP_KIT, &[("kit", &kit_of(&app))]);
    assert_eq!((page.status, page.text_of(".code").concat()), (422, kit.clone()));
    assert!(page.errors()[0].contains("but not this one"), "{:?}", page.errors());
    // Until then the one on paper is good.
    assert_eq!(recovers(&mut lead, &kit, "lantern gravel oboe ten").status, 422);
    assert_eq!(count_notices(&app.app.db), 0);

    // Somebody takes their time to find a pen.
    app.app.clock.advance_seconds(6 * 60);
    let page = lead.press(&page, KEEP_KIT, &[("kit", &kit.to_lowercase())]);
    assert!(page.has("is the only one that works"), "{}", page.text());
    assert_eq!(count_notices(&app.app.db), 1, "they are told, in case it was not them");
    assert_eq!(recovers(&mut lead, &kit_of(&app), NEW).status, 422);
    assert_eq!(recovers(&mut lead, &kit, NEW).heading(), TODAY);
}

/// At another browser, with this kit.
fn recovers(desk: &mut AtDesk<'_>, kit: &str, password: &str) -> Page {
    let code = next_code(desk);
    let mut browser = desk.app.pupil();
    let form = browser.visit(paths::RECOVER);
    let typed = [("email", desk.email.as_str()), ("kit", kit), ("code", &code)];
    let twice = [("password", password), ("again", password)];
    browser.press(&form, CHANGE, &[typed.as_slice(), &twice].concat())
}

#[test]
fn a_kit_that_was_offered_to_somebody_else_is_not_taken() {
    let app = TestApp::spawn();
    let (mut lead, mut head) = (lead(&app), AtDesk::new(&app, Role::Head));
    let page = head.open(paths::ACCOUNT);
    let offered = head.press(&page, NEW_KIT, &[]);
    let (_, fields) = offered.form_of(KEEP_KIT);
    let sealed = fields.into_iter().find(|(name, _)| name == "offered").unwrap().1;
    let (kit, token) = (offered.text_of(".code").concat(), lead.token());
    let typed = [("csrf", token.as_str()), ("offered", &sealed), ("kit", &kit)];
    assert_eq!(lead.posts(paths::KEEP_KIT, &typed).status, 409);
    assert!(audit_events(&app, "reader.kit").is_empty());
}

#[test]
fn a_new_app_counts_once_it_shows_a_code_and_the_one_of_before_shows_none_any_more() {
    let app = TestApp::spawn();
    let mut lead = lead(&app);
    let page = lead.open(paths::ACCOUNT);
    let page = lead.press(&page, NEW_APP, &[]);
    let phone = phone_with(&page);
    let page = lead.press(&page, KEEP_APP, &[("code", &next_code(&lead))]);
    assert_eq!(page.status, 422);
    assert!(page.errors()[0].contains("not the code the app shows now"), "{:?}", page.errors());
    assert_eq!(phone_with(&page).as_bytes(), phone.as_bytes(), "the same key is shown");

    let code = phone.code_at(app.app.clock.now().0);
    let page = lead.press(&page, KEEP_APP, &[("code", &code)]);
    assert!(page.has("only the codes of the new app work"), "{}", page.text());
    lead.sign_out();
    assert_eq!(lead.sign_in().status, 422, "the old phone");
    lead.phone = phone;
    assert_eq!(lead.sign_in().heading(), TODAY);
    assert_eq!(audit_events(&app, "reader.factor").len(), 1);
}

#[test]
fn whoever_leaves_the_page_of_a_new_app_keeps_the_old_one() {
    let app = TestApp::spawn();
    let mut lead = lead(&app);
    let page = lead.open(paths::ACCOUNT);
    let page = lead.press(&page, NEW_APP, &[]);
    assert_eq!(page.heading(), "Another authenticator app");
    lead.sign_out();
    assert_eq!(lead.sign_in().heading(), TODAY);
}

#[test]
fn a_reader_sees_where_they_are_signed_in_by_day_and_ends_it() {
    let app = TestApp::spawn();
    let mut at_home = lead(&app);
    let mut lead = lead(&app);
    let mut head = AtDesk::new(&app, Role::Head);
    let page = lead.open(paths::ACCOUNT);
    let places = page.text_of("section[aria-labelledby=sessions] li");
    let expected = [
        "Here, since Tuesday 24 November 2026",
        "At another browser, since Tuesday 24 November 2026",
    ];
    assert_eq!(places, expected);
    let page = lead.press(&page, "End the others", &[]);
    assert!(page.has("You are signed in here only.") && !page.has_button("End the others"));
    assert_eq!(at_home.open(paths::SLIPS).heading(), SIGN_IN);
    assert_eq!(lead.open(paths::SLIPS).heading(), QUEUE);
    assert_eq!(head.open(paths::SLIPS).heading(), QUEUE, "only their own");
}

fn lost(desk: &mut AtDesk<'_>, page: &Page, [password, kit]: [&str; 2], code: &str) -> Page {
    let email = desk.email.clone();
    let typed = [("email", email.as_str()), ("password", password), ("kit", kit), ("code", code)];
    desk.press(page, USE_PHONE, &typed)
}

#[test]
fn password_and_kit_set_up_another_phone_where_the_first_is_lost() {
    let app = TestApp::spawn();
    let mut on_the_phone = lead(&app);
    let mut lead = AtDesk::before_signing_in(&app, Role::DesignatedSafeguardingLead);
    let sign_in = lead.open(paths::SIGN_IN);
    assert!(sign_in.attributes("main a", "href").contains(&paths::LOST_PHONE.to_owned()));
    let page = lead.open(paths::LOST_PHONE);
    let phone = phone_with(&page);
    let code = phone.code_at(app.app.clock.now().0);
    let (password, kit) = (lead.password.clone(), kit_of(&app));
    assert_eq!(lost(&mut lead, &page, [&password, &kit], &code).heading(), TODAY);
    assert_eq!(on_the_phone.open(paths::SLIPS).heading(), SIGN_IN, "whoever found it is out");
    assert_eq!(count_notices(&app.app.db), 1);
    assert_eq!(audit_events(&app, "reader.factor-replaced").len(), 1);

    lead.sign_out();
    assert_eq!(lead.sign_in().status, 422, "the phone that is lost");
    lead.phone = phone;
    assert_eq!(lead.sign_in().heading(), TODAY);
}

#[test]
fn without_password_or_kit_no_other_phone_is_set_up_and_it_is_not_said_which_was_wrong() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::before_signing_in(&app, Role::DesignatedSafeguardingLead);
    let page = lead.open(paths::LOST_PHONE);
    let (password, kit) = (lead.password.clone(), kit_of(&app));
    let of_head = app.person(Role::Head).kit.groups().concat();
    let code = phone_with(&page).code_at(app.app.clock.now().0);
    let mut answers = vec![
        lost(&mut lead, &page, ["another password", &kit], &code),
        lost(&mut lead, &page, [&password, &of_head], &code),
    ];
    lead.email = "nobody@elmwood.example".to_owned();
    answers.push(lost(&mut lead, &page, [&password, &kit], &code));
    for answer in &answers {
        assert_eq!((answer.status, answer.errors()), (422, answers[0].errors()));
        assert!(answer.errors()[0].starts_with("We could not do that."), "{:?}", answer.errors());
        assert!(answer.field("kit").is_some_and(|kit| kit.len() > 30), "the kit is still there");
    }
    // What needs no account to be found wrong is said; a code of the old phone is none of the new one.
    let page = lost(&mut lead, &page, [&password, "ABCD"], "123456");
    let errors = page.errors().join(" ");
    assert!(errors.contains("This has 4.") && errors.contains("not the code"), "{errors}");
    assert!(audit_events(&app, "reader.factor").is_empty());
    assert_eq!(lead_signs_in(&app).heading(), TODAY, "the phone of before still works");
}

fn lead_signs_in(app: &TestApp) -> Page {
    AtDesk::before_signing_in(app, Role::DesignatedSafeguardingLead).sign_in()
}

#[test]
fn a_stranger_who_tries_kits_soon_waits() {
    let app = TestApp::spawn();
    let mut stranger = AtDesk::before_signing_in(&app, Role::DesignatedSafeguardingLead);
    let page = stranger.open(paths::LOST_PHONE);
    let code = phone_with(&page).code_at(app.app.clock.now().0);
    let kit = app.person(Role::Head).kit.groups().concat();
    let statuses: Vec<_> =
        (0..7).map(|_| lost(&mut stranger, &page, ["a guess", &kit], &code).status).collect();
    assert_eq!(statuses, [422, 422, 422, 422, 422, 429, 429]);
}
