//! A reader signs in with their password and a passkey.

use diesel::prelude::*;
use ineedtotalk::db::DbError;
use ineedtotalk::db::schema::{passkeys as rows, schools};
use ineedtotalk::domain::Role;
use ineedtotalk::paths;

use super::at_desk::{AtDesk, SIGN_IN, TODAY, urgent_slip, write};
use super::passkeys::{adds_passkey, fields, lead, phone};
use crate::harness::{Answered, Device, Page, TestApp, asks_for};

const USE: &str = "Use your passkey";
const REFUSED: &str = "That did not work. Try the passkey again, or use a code.";

/// Types the password and leaves the code empty; the page that asks for the passkey.
fn begins(desk: &mut AtDesk<'_>) -> Page {
    let password = desk.password.clone();
    let page = desk.try_to_sign_in(&password, "");
    assert_eq!(page.heading(), USE, "{}", page.text());
    page
}

fn sends(desk: &mut AtDesk<'_>, page: &Page, answered: &Answered) -> Page {
    desk.press(page, "Use the passkey", &fields(answered))
}

/// Signs with this device what the page asks for.
fn signs(desk: &mut AtDesk<'_>, page: &Page, device: &mut Device) -> Page {
    let answered = device.signs(page);
    sends(desk, page, &answered)
}

/// Nobody is signed in, and the page asks for something new.
fn refused(page: &Page) {
    assert_eq!((page.status, page.errors()[0].as_str()), (422, REFUSED), "{}", page.text());
}

/// The lead with a phone, signed out again.
fn lead_with_phone(app: &TestApp) -> (AtDesk<'_>, Device) {
    let (mut lead, mut device) = (lead(app), phone(app));
    adds_passkey(&mut lead, &mut device, "My phone");
    lead.sign_out();
    (lead, device)
}

#[test]
fn a_reader_signs_in_with_password_and_passkey_and_reads_a_slip() {
    let app = TestApp::spawn();
    let (mut lead, mut device) = lead_with_phone(&app);
    urgent_slip(&app, "They took my bag.");
    let page = begins(&mut lead);
    assert!(asks_for(&page, &device));
    assert_eq!(signs(&mut lead, &page, &mut device).heading(), TODAY);
    let slip = lead.only_slip();
    assert!(lead.opens(&slip).has("They took my bag."), "the password unlocked the keys");
    lead.sign_out();
    let page = begins(&mut lead);
    assert_eq!(signs(&mut lead, &page, &mut device).heading(), TODAY, "and again");
    lead.sign_out();
    // A device that keeps no count, of which some phones are.
    let mut other = phone(&app);
    other.count = None;
    lead.sign_in();
    adds_passkey(&mut lead, &mut other, "My other phone");
    for _ in 0..2 {
        lead.sign_out();
        let page = begins(&mut lead);
        assert_eq!(signs(&mut lead, &page, &mut other).heading(), TODAY);
    }
}

#[test]
fn the_code_still_signs_in_with_and_without_the_page_for_the_passkey() {
    let app = TestApp::spawn();
    let (mut lead, _) = lead_with_phone(&app);
    assert_eq!(lead.sign_in().heading(), TODAY, "as before");
    lead.sign_out();

    let page = begins(&mut lead);
    let shown = page.text_of("#passkey-off").concat();
    assert!(shown.ends_with("Use a code instead."), "without a script: {shown}");
    assert_eq!(page.attributes("form#passkey", "hidden").len(), 1, "no button that does nothing");
    app.app.clock.advance_seconds(30);
    let code = lead.code();
    let wrong = if code == "123456" { "654321" } else { "123456" };
    let page = lead.press(&page, "Sign in with the code", &[("code", wrong)]);
    assert_eq!(page.errors()[0], "That is not the code that your app shows now.");
    let page = lead.press(&page, "Sign in with the code", &[("code", &code)]);
    assert_eq!(page.heading(), TODAY);

    // It is used up, here as there.
    lead.sign_out();
    let page = begins(&mut lead);
    assert_eq!(lead.press(&page, "Sign in with the code", &[("code", &code)]).status, 422);
}

#[test]
fn until_the_password_was_right_nothing_tells_whether_there_is_a_passkey() {
    let app = TestApp::spawn();
    let (mut lead, _) = lead_with_phone(&app);
    let mut head = AtDesk::before_signing_in(&app, Role::Head);
    assert_eq!(lead.open(paths::SIGN_IN).source, head.open(paths::SIGN_IN).source);
    let (password, another) = (head.password.clone(), "another password");
    let mut answers = vec![lead.try_to_sign_in(another, ""), head.try_to_sign_in(another, "")];
    // The right password of somebody who has none, and of nobody.
    answers.push(head.try_to_sign_in(&password, " "));
    head.email = "nobody@elmwood.example".to_owned();
    answers.push(head.try_to_sign_in(&password, ""));
    for page in &answers {
        assert_eq!((page.status, page.errors()), (422, answers[0].errors()));
        assert!(page.errors()[0].starts_with("We could not sign you in."), "{}", page.text());
    }
}

#[test]
fn the_password_alone_opens_nothing() {
    let app = TestApp::spawn();
    let (mut lead, _) = lead_with_phone(&app);
    begins(&mut lead);
    for path in [paths::STAFF, paths::SLIPS, paths::PASSKEYS, paths::UNLOCK, paths::ENROL_KIT] {
        assert_eq!(lead.open(path).heading(), SIGN_IN, "{path}");
    }
    let page = lead.open(paths::PROVE_PASSKEY);
    assert_eq!(page.heading(), USE);
    let token = page.field("csrf").unwrap();
    for path in [paths::LOCK, paths::SIGN_OUT, paths::ADD_PASSKEY] {
        let answer = lead.browser.post(path, &[("csrf", &token)]);
        assert_eq!(answer.location.as_deref(), Some(paths::SIGN_IN), "{path}");
    }
    for path in [paths::PROVE_PASSKEY, paths::PROVE_CODE] {
        assert_eq!(lead.browser.post(path, &[("csrf", "00")]).status, 403, "{path}");
    }
    // An open session has no such page.
    lead.sign_in();
    assert_eq!(lead.open(paths::PROVE_PASSKEY).heading(), SIGN_IN);
}

#[test]
fn an_answer_is_taken_once_for_what_was_asked_last_and_within_five_minutes() {
    let app = TestApp::spawn();
    let (mut lead, mut device) = lead_with_phone(&app);
    let page = begins(&mut lead);
    let answered = device.signs(&page);
    let mut thief = AtDesk::before_signing_in(&app, Role::DesignatedSafeguardingLead);
    let other = begins(&mut thief);
    let stolen = sends(&mut thief, &other, &answered);
    refused(&stolen);
    assert_eq!(sends(&mut lead, &page, &answered).heading(), TODAY);
    refused(&sends(&mut thief, &stolen, &answered));

    // Of one try nothing is left for the next.
    lead.sign_out();
    let first = begins(&mut lead);
    let earlier = device.signs(&first);
    refused(&sends(&mut lead, &first, &Vec::new()));
    refused(&sends(&mut lead, &first, &earlier));
    let page = lead.open(paths::PROVE_PASSKEY);
    let late = device.signs(&page);
    app.app.clock.advance_seconds(5 * 60 + 1);
    assert_eq!(sends(&mut lead, &page, &late).heading(), SIGN_IN, "it begins again");
    let page = begins(&mut lead);
    assert_eq!(signs(&mut lead, &page, &mut device).heading(), TODAY);
}

#[test]
fn an_answer_from_elsewhere_of_another_key_or_of_nobody_known_to_the_device_is_refused() {
    let app = TestApp::spawn();
    let (mut lead, mut device) = lead_with_phone(&app);
    let mut page = begins(&mut lead);
    let wrong: [fn(&mut Device); 3] = [
        |it| it.origin = "https://talk.elmwood.example.evil.example".to_owned(),
        |it| it.site = Some("talk.ashby.example".to_owned()),
        |it| it.verifies = false,
    ];
    for change in wrong {
        change(&mut device);
        page = signs(&mut lead, &page, &mut device);
        refused(&page);
        let Device { origin, site, verifies, .. } = phone(&app);
        (device.origin, device.site, device.verifies) = (origin, site, verifies);
    }
    // Somebody else's key under the name of this one.
    let mut forged = phone(&app);
    forged.credential = device.credential.clone();
    page = signs(&mut lead, &page, &mut forged);
    refused(&page);
    assert_eq!(signs(&mut lead, &page, &mut device).heading(), TODAY);
}

#[test]
fn the_passkey_of_one_reader_is_nobodys_at_anothers_account_or_school() {
    let app = TestApp::build().with_second_school().spawn();
    let (mut lead, mut device) = lead_with_phone(&app);
    let mut deputy = AtDesk::new(&app, Role::Deputy);
    let mut hers = phone(&app);
    adds_passkey(&mut deputy, &mut hers, "Hers");
    let page = begins(&mut lead);
    assert!(!asks_for(&page, &hers));
    refused(&signs(&mut lead, &page, &mut hers));

    let mut head = AtDesk::at(&app, &app.ashby, Role::Head);
    head.sign_in();
    let mut of_ashby = Device::at(app.ashby.host);
    adds_passkey(&mut head, &mut of_ashby, "Ashby");
    head.sign_out();
    let page = begins(&mut head);
    assert!(!asks_for(&page, &device));
    refused(&signs(&mut head, &page, &mut device));
    let page = head.open(paths::PROVE_PASSKEY);
    assert_eq!(signs(&mut head, &page, &mut of_ashby).heading(), TODAY);
    // A lead whose session is carried to the other school has none there.
    let mut elsewhere = app.browser_at(app.ashby.host);
    begins(&mut lead);
    elsewhere.cookies = lead.browser.cookies.clone();
    assert_eq!(elsewhere.visit(paths::PROVE_PASSKEY).heading(), SIGN_IN);
}

#[test]
fn a_passkey_whose_count_went_back_may_be_a_copy_and_is_refused_and_written_down() {
    let app = TestApp::spawn();
    let (mut lead, mut device) = lead_with_phone(&app);
    let page = begins(&mut lead);
    device.count = Some(7);
    assert_eq!(signs(&mut lead, &page, &mut device).heading(), TODAY);
    lead.sign_out();
    let mut page = begins(&mut lead);
    for count in [None, Some(3), Some(7)] {
        // It says nothing, 4, and the same 8 once more.
        device.count = count;
        page = signs(&mut lead, &page, &mut device);
        refused(&page);
    }
    let mut head = AtDesk::new(&app, Role::Head);
    let log = head.open(paths::AUDIT_LOG);
    assert!(log.has("Came with a passkey that may be a copy, and was refused"), "{}", log.text());
    device.count = Some(8);
    assert_eq!(signs(&mut lead, &page, &mut device).heading(), TODAY, "the one that went on");
}

#[test]
fn a_passkey_that_was_removed_or_is_of_another_address_is_not_asked_for() {
    let other = "talk.elmwood.sch.uk";
    let app = TestApp::build().config(|config| config.server.hosts.push(other.to_owned())).spawn();
    // One school, which answers both hosts.
    write(&app, |writer| {
        let no_host = schools::host.eq(None::<String>);
        diesel::update(schools::table)
            .set(no_host)
            .execute(writer.connection())
            .map_err(DbError::from)?;
        Ok(())
    });
    app.app.clock.advance_seconds(60);
    let (mut lead, _) = lead_with_phone(&app);
    let password = lead.password.clone();
    let mut elsewhere = AtDesk::before_signing_in(&app, Role::DesignatedSafeguardingLead);
    elsewhere.browser = app.browser_at(other);
    assert_eq!(elsewhere.try_to_sign_in(&password, "").status, 422);
    assert_eq!(elsewhere.sign_in().heading(), TODAY);
    assert!(elsewhere.open(paths::PASSKEYS).has("It works at talk.elmwood.example only."));

    begins(&mut lead);
    lead.sign_in();
    let list = lead.open(paths::PASSKEYS);
    lead.press(&list, "Remove : My phone", &[]);
    lead.sign_out();
    assert_eq!(lead.try_to_sign_in(&password, "").status, 422);
}

#[test]
fn a_passkey_removed_while_it_signs_opens_nothing() {
    let app = TestApp::spawn();
    let (mut lead, mut device) = lead_with_phone(&app);
    let page = begins(&mut lead);
    write(&app, |writer| {
        diesel::delete(rows::table).execute(writer.connection()).map_err(DbError::from)?;
        Ok(())
    });
    refused(&signs(&mut lead, &page, &mut device));
}

#[test]
fn guesses_at_the_code_after_the_password_are_slowed() {
    let app = TestApp::spawn();
    let (mut lead, _) = lead_with_phone(&app);
    let mut guesser = AtDesk::before_signing_in(&app, Role::DesignatedSafeguardingLead);
    let (password, typed) = (guesser.password.clone(), [("code", "000000")]);
    let mut page = begins(&mut guesser);
    for _ in 0..4 {
        let wrong = guesser.press(&page, "Sign in with the code", &typed);
        assert_eq!(wrong.status, 422);
        // The password, typed anew, does not begin the count anew.
        page = begins(&mut guesser);
    }
    assert_eq!(guesser.press(&page, "Sign in with the code", &typed).status, 422);
    let wait = guesser.press(&page, "Sign in with the code", &typed);
    assert_eq!(wait.status, 429);
    assert!(wait.has("Wait") && wait.has("Nothing is locked."), "{}", wait.text());
    assert_eq!(guesser.try_to_sign_in(&password, "").status, 429);
    // Theirs is the browser that they have signed in with before.
    assert_eq!(lead.sign_in().heading(), TODAY);
}
