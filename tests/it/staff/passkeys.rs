//! A reader adds passkeys to their account and takes them away.

use diesel::prelude::*;
use ineedtotalk::db::DbError;
use ineedtotalk::db::schema::passkeys as rows;
use ineedtotalk::domain::Role;
use ineedtotalk::paths;

use super::at_desk::{AtDesk, PROVE, write};
use crate::harness::{Answered, Device, Page, TestApp};

const PASSKEYS: &str = "Your passkeys";
const NEW: &str = "Add a passkey";
const NOT_TAKEN: &str = "No passkey was added";

/// Elmwood's lead, signed in.
pub fn lead(app: &TestApp) -> AtDesk<'_> {
    AtDesk::new(app, Role::DesignatedSafeguardingLead)
}

/// A phone whose browser is at Elmwood's address.
pub fn phone(app: &TestApp) -> Device {
    Device::at(app.elmwood.host)
}

/// The fields of a form, to be sent.
pub fn fields(answered: &Answered) -> Vec<(&str, &str)> {
    answered.iter().map(|(name, value)| (*name, value.as_str())).collect()
}

/// The page on which the device is asked to make a passkey.
fn asks_to_make(desk: &mut AtDesk<'_>) -> Page {
    let page = desk.open(paths::PASSKEYS);
    let page = desk.press(&page, NEW, &[]);
    assert_eq!(page.heading(), NEW, "{}", page.text());
    page
}

/// Sends what the device answered; the page that follows.
fn sends(desk: &mut AtDesk<'_>, page: &Page, answered: &Answered, name: &str) -> Page {
    let filled = [fields(answered).as_slice(), &[("name", name)]].concat();
    desk.press(page, "Make the passkey", &filled)
}

/// Sends it without a page that asks for it.
fn posts_new(desk: &mut AtDesk<'_>, answered: &Answered) -> Page {
    let token = desk.token();
    let more = [("name", "Theirs"), ("csrf", token.as_str())];
    desk.browser.post(paths::NEW_PASSKEY, &[fields(answered).as_slice(), &more].concat())
}

/// Adds the passkey of this device; the list afterwards.
pub fn adds_passkey(desk: &mut AtDesk<'_>, device: &mut Device, name: &str) -> Page {
    let page = asks_to_make(desk);
    let answered = device.makes(&page);
    let page = sends(desk, &page, &answered, name);
    assert!(page.has("The passkey is added."), "{}", page.text());
    page
}

fn removes(desk: &mut AtDesk<'_>, name: &str) -> Page {
    let page = desk.open(paths::PASSKEYS);
    desk.press(&page, &format!("Remove : {name}"), &[])
}

/// What the list calls them.
fn names(desk: &mut AtDesk<'_>) -> Vec<String> {
    desk.open(paths::PASSKEYS).text_of("section.panel h2")
}

#[test]
fn a_reader_adds_a_passkey_names_it_and_takes_it_away_and_the_log_says_so() {
    let app = TestApp::spawn();
    let mut lead = lead(&app);
    let links = lead.open(paths::ACCOUNT).attributes("main a", "href");
    assert!(links.contains(&paths::PASSKEYS.to_owned()), "{links:?}");
    assert!(lead.open(paths::PASSKEYS).has("You have no passkey yet."));
    let page = adds_passkey(&mut lead, &mut phone(&app), "My <phone>");
    assert_eq!(page.heading(), PASSKEYS);
    assert_eq!(page.text_of("section.panel h2"), ["My <phone>"]);
    assert!(page.has("Added on Tuesday 24 November 2026"), "{}", page.text());
    adds_passkey(&mut lead, &mut phone(&app), "Key in the safe");
    assert_eq!(names(&mut lead).len(), 2);

    let page = removes(&mut lead, "My <phone>");
    assert!(page.has("The passkey is removed here."), "{}", page.text());
    assert_eq!(names(&mut lead), ["Key in the safe"]);
    let log = lead.open(paths::AUDIT_LOG);
    assert!(log.has("Added a passkey") && log.has("Took a passkey away"), "{}", log.text());
    let mut head = AtDesk::new(&app, Role::Head);
    assert!(names(&mut head).is_empty(), "they are the lead's own");
}

#[test]
fn a_screen_that_was_left_open_is_not_enough_to_add_or_remove_one() {
    let app = TestApp::spawn();
    let mut lead = lead(&app);
    let list = lead.open(paths::PASSKEYS);
    let page = lead.browser.press(&list, NEW, &[]);
    assert_eq!(page.heading(), PROVE);
    assert_eq!(lead.open(paths::NEW_PASSKEY).heading(), PASSKEYS, "nothing is asked yet");

    let list = adds_passkey(&mut lead, &mut phone(&app), "Mine");
    app.app.clock.advance_seconds(6 * 60);
    let page = lead.browser.press(&list, "Remove : Mine", &[]);
    assert_eq!(page.heading(), PROVE);
    assert_eq!(names(&mut lead), ["Mine"]);
}

#[test]
fn what_the_page_that_asks_who_it_is_wants_signed_makes_no_passkey() {
    let app = TestApp::spawn();
    let (mut lead, mut head) = (lead(&app), AtDesk::new(&app, Role::Head));
    adds_passkey(&mut lead, &mut phone(&app), "Mine");
    app.app.clock.advance_seconds(6 * 60);
    // Whoever sits at the open screen brings a device of their own.
    let mut theirs = phone(&app);
    let list = lead.open(paths::PASSKEYS);
    let page = lead.browser.press(&list, NEW, &[]);
    assert_eq!(page.heading(), PROVE);
    assert_eq!(lead.open(paths::NEW_PASSKEY).heading(), PASSKEYS, "nothing is to be made");
    let answered = theirs.makes_of_what_is_to_be_signed(&page);
    let refused = posts_new(&mut lead, &answered);
    assert!(refused.errors()[0].starts_with(NOT_TAKEN), "{:?}", refused.errors());
    assert_eq!(names(&mut lead), ["Mine"]);

    // Nor does an answer that is none, of somebody who has no passkey.
    let list = head.open(paths::PASSKEYS);
    let page = head.browser.press(&list, NEW, &[]);
    let token = page.field("csrf").unwrap();
    let none = ["credential", "client-data", "device-data", "signature"].map(|name| (name, ""));
    let again = head.browser.post(paths::ADD_PASSKEY, &[&none[..], &[("csrf", &token)]].concat());
    assert_eq!((again.status, again.heading().as_str()), (422, PROVE));
    assert_eq!(head.open(paths::NEW_PASSKEY).heading(), PASSKEYS, "nothing is to be made");
    assert!(names(&mut head).is_empty());
}

#[test]
fn a_passkey_that_was_changed_in_the_database_leaves_the_password_and_the_code() {
    let app = TestApp::spawn();
    let mut lead = lead(&app);
    adds_passkey(&mut lead, &mut phone(&app), "Mine");
    app.app.clock.advance_seconds(6 * 60);
    write(&app, |writer| {
        let none = rows::sealed.eq(vec![0; 64]);
        diesel::update(rows::table)
            .set(none)
            .execute(writer.connection())
            .map_err(DbError::from)?;
        Ok(())
    });
    let form = lead.open(paths::READERS);
    let page = lead.browser.press(&form, "Remove Ms Shah", &[]);
    assert_eq!((page.status, page.heading().as_str()), (422, PROVE), "{}", page.text());
    assert!(page.text_of("form#passkey").is_empty());
    let done = lead.proves(page);
    assert_eq!(done.status, 303, "{}", done.text());
}

#[test]
fn what_is_asked_of_a_new_passkey_is_asked_once_in_one_session_and_for_five_minutes() {
    let app = TestApp::spawn();
    let (mut lead, mut device) = (lead(&app), phone(&app));
    let page = asks_to_make(&mut lead);
    let answered = device.makes(&page);
    // Somebody else's session, and the same person's other one, ask for other things.
    let mut at_home = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let elsewhere = asks_to_make(&mut at_home);
    let refused = sends(&mut at_home, &elsewhere, &answered, "Mine");
    assert_eq!(refused.status, 422);
    assert!(refused.errors()[0].starts_with(NOT_TAKEN), "{:?}", refused.errors());

    app.app.clock.advance_seconds(5 * 60 + 1);
    let late = sends(&mut lead, &page, &answered, "Mine");
    assert!(late.errors()[0].starts_with(NOT_TAKEN), "{:?}", late.errors());

    let page = asks_to_make(&mut lead);
    let answered = device.makes(&page);
    assert!(sends(&mut lead, &page, &answered, "Mine").has("The passkey is added."));
    let again = sends(&mut lead, &page, &answered, "Mine again");
    assert!(again.errors()[0].starts_with(NOT_TAKEN), "{:?}", again.errors());
    assert_eq!(names(&mut lead), ["Mine"]);
}

#[test]
fn what_a_device_makes_elsewhere_or_without_asking_who_holds_it_is_not_taken() {
    let app = TestApp::spawn();
    let mut lead = lead(&app);
    let wrong: [fn(&mut Device); 4] = [
        |it| it.origin = "https://talk.elmwood.example.evil.example".to_owned(),
        |it| it.origin = "http://talk.elmwood.example".to_owned(),
        |it| it.site = Some("elmwood.example".to_owned()),
        |it| it.verifies = false,
    ];
    for change in wrong {
        let mut device = phone(&app);
        change(&mut device);
        let page = asks_to_make(&mut lead);
        let answered = device.makes(&page);
        let page = sends(&mut lead, &page, &answered, "Mine");
        assert!(page.errors()[0].starts_with(NOT_TAKEN), "{:?}", page.errors());
    }
    let page = asks_to_make(&mut lead);
    let nothing = sends(&mut lead, &page, &Vec::new(), "Mine");
    assert!(nothing.errors()[0].starts_with(NOT_TAKEN), "{:?}", nothing.errors());
    assert!(names(&mut lead).is_empty());
}

#[test]
fn one_device_is_added_once_and_nobody_has_more_than_ten() {
    let app = TestApp::spawn();
    let (mut lead, mut device) = (lead(&app), phone(&app));
    adds_passkey(&mut lead, &mut device, "Mine");
    let page = asks_to_make(&mut lead);
    let asked = page.attributes("form#passkey", "data-asked").concat();
    let known = data_encoding::BASE64URL_NOPAD.encode(&device.credential);
    assert!(asked.contains(&known), "the browser is told, so that the device says no: {asked}");
    let answered = device.makes(&page);
    let page = sends(&mut lead, &page, &answered, "Mine twice");
    assert!(page.errors()[0].starts_with(NOT_TAKEN), "{:?}", page.errors());

    for number in 2..=10 {
        adds_passkey(&mut lead, &mut phone(&app), &format!("Number {number}"));
    }
    let page = asks_to_make(&mut lead);
    let answered = phone(&app).makes(&page);
    let page = sends(&mut lead, &page, &answered, "Number 11");
    assert_eq!(page.errors()[0], "You have 10 passkeys. Remove one that you do not use.");
}

#[test]
fn a_name_that_is_none_is_put_right_and_uses_up_nothing() {
    let app = TestApp::spawn();
    let (mut lead, mut device) = (lead(&app), phone(&app));
    let page = asks_to_make(&mut lead);
    let answered = device.makes(&page);
    for name in ["", " ", &"n".repeat(41)] {
        let wrong = sends(&mut lead, &page, &answered, name);
        assert_eq!(wrong.errors()[0], "Type a name of at most 40 characters.");
        assert_eq!(wrong.field("name").as_deref(), Some(name));
    }
    assert!(sends(&mut lead, &page, &answered, "Mine").has("The passkey is added."));
}

#[test]
fn nobody_takes_away_the_passkey_of_another_reader() {
    let app = TestApp::spawn();
    let (mut lead, mut head) = (lead(&app), AtDesk::new(&app, Role::Head));
    let page = adds_passkey(&mut lead, &mut phone(&app), "Mine");
    let (remove, _) = page.form_of("Remove : Mine");
    let token = head.token();
    assert_eq!(head.posts(&remove, &[("csrf", &token)]).status, 404);
    assert_eq!(names(&mut lead), ["Mine"]);
}

#[test]
fn a_reader_who_leaves_takes_their_passkeys_along() {
    let app = TestApp::spawn();
    adds_passkey(&mut lead(&app), &mut phone(&app), "Mine");
    adds_passkey(&mut AtDesk::new(&app, Role::Deputy), &mut phone(&app), "Hers");
    let mut head = AtDesk::new(&app, Role::Head);
    head.removes("Mr Lewis");
    let left: Vec<String> = write(&app, |writer| {
        let owners = rows::table.select(rows::reader_id).load(writer.connection());
        Ok(owners.map_err(DbError::from)?)
    });
    assert_eq!(left, [app.person(Role::Deputy).id().as_str()]);
}

#[test]
fn whoever_has_the_database_alone_gives_a_passkey_to_nobody_and_reads_no_name_of_one() {
    let app = TestApp::spawn();
    let mut lead = lead(&app);
    adds_passkey(&mut lead, &mut phone(&app), "Mine, in the staff room");
    let thief = app.person(Role::Deputy).id().as_str().to_owned();
    let sealed: Vec<Vec<u8>> = write(&app, move |writer| {
        let moved = rows::reader_id.eq(thief.clone());
        diesel::update(rows::table)
            .set(moved)
            .execute(writer.connection())
            .map_err(DbError::from)?;
        let sealed = rows::table.select(rows::sealed).load(writer.connection());
        Ok(sealed.map_err(DbError::from)?)
    });
    let name = b"staff room";
    assert!(!sealed[0].windows(name.len()).any(|part| part == name));
    let mut deputy = AtDesk::new(&app, Role::Deputy);
    assert_eq!(deputy.open(paths::PASSKEYS).status, 500, "it opens for nobody else");
    deputy.sign_out();
    let password = deputy.password.clone();
    assert_eq!(deputy.try_to_sign_in(&password, "").status, 500);
}
