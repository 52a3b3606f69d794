//! A reader makes other keys, without password and kit, and two colleagues vouch for them.

use diesel::prelude::*;
use ineedtotalk::crypto::chain::{self, Statement, Vouch};
use ineedtotalk::db::DbError;
use ineedtotalk::db::schema::{new_keys, reader_keys};
use ineedtotalk::domain::{Answers, Danger, Role};
use ineedtotalk::paths;
use ineedtotalk::store::vouches::{self, StoredVouch};

use super::at_desk::{
    AtDesk, Newcomer, QUEUE, SIGN_IN, forget_notices, notified, section_of, send, urgent_slip,
    write,
};
use super::reseal::{is_without, seals_all};
use super::retention::audit_events;
use crate::harness::{Page, Person, TestApp};

const WORDS: &str = "He shouts at us.";
const COUNT: &str = "The new keys count from now on.";
const ONE_MORE: &str = "Another reader has to as well.";

/// Gives somebody a link, in person.
fn begins(desk: &mut AtDesk<'_>, name: &str) -> String {
    let page = desk.open(paths::NEW_KEYS);
    let page = desk.press(&page, &format!("Make a link for {name}"), &[]);
    assert!(page.has("The link is made."), "{}", page.text());
    let section = section_of(&page, name).unwrap();
    let link = section.split("/staff/enrol/").nth(1).unwrap();
    paths::enrol(link.split('<').next().unwrap())
}

/// They choose a password and keys with it.
fn makes_keys<'a>(app: &'a TestApp, role: Role, link: &str) -> Newcomer<'a> {
    let person = app.person(role);
    let mut made = Newcomer::enrols(app, person.name(), link);
    made.desk.email = person.summary.email.as_str().to_owned();
    let page = made.desk.open(paths::ENROL_KIT);
    assert_eq!(page.heading(), "Two colleagues have to vouch for you");
    made
}

fn vouches(desk: &mut AtDesk<'_>, name: &str, digits: &str) -> Page {
    let page = desk.open(paths::NEW_KEYS);
    desk.press(&page, &format!("Vouch for {name}"), &[("digits", digits)])
}

#[test]
fn who_has_neither_password_nor_kit_reads_again_once_two_have_vouched_and_reads_nothing_else() {
    let app = TestApp::spawn();
    let (danger, words) = (Some(Danger::Yes), WORDS.to_owned());
    send(&app, Answers { danger, words, ..Answers::default() });
    let hidden_from = [app.person(Role::Deputy).id().clone()].into();
    send(&app, Answers { danger, hidden_from, ..Answers::default() });
    let mut deputy = AtDesk::new(&app, Role::Deputy);
    let slip = deputy.only_slip();
    deputy.opens(&slip);
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let mut officer = AtDesk::new(&app, Role::OnlineSafetyOfficer);

    let link = begins(&mut lead, "Ms Shah");
    let mut shah = makes_keys(&app, Role::Deputy, &link);
    let password = shah.desk.password.clone();
    let code = shah.desk.code();
    assert_eq!(shah.desk.try_to_sign_in(&password, &code).status, 422, "nobody has vouched");
    assert!(officer.open(paths::SLIPS).has("A colleague has made new keys."));
    let wrong = vouches(&mut officer, "Ms Shah", "1234 5678 9012 3456 7890");
    assert_eq!(wrong.status, 422);
    assert!(!wrong.source.contains(&shah.digits), "the page must not show what to type");
    let page = vouches(&mut lead, "Ms Shah", &shah.digits);
    assert!(page.has(ONE_MORE), "{}", page.text());
    assert_eq!(deputy.only_slip(), slip, "one alone changes nothing");
    forget_notices(&app);
    let page = vouches(&mut officer, "Ms Shah", &shah.digits.replace(' ', "-"));
    assert!(page.has(COUNT), "{}", page.text());
    assert_eq!(notified(&app).len(), 5, "everybody but who vouched");

    assert_eq!(deputy.open(paths::SLIPS).heading(), SIGN_IN, "the old keys are gone");
    assert_eq!(deputy.sign_in().status, 422, "and with them the old password");
    assert_eq!(shah.desk.sign_in().status, 200);
    let list = shah.desk.open(paths::SLIPS);
    assert!(list.attributes("tbody a", "href").is_empty());
    assert!(
        list.has("You have new keys, so there may be slips for you that are not on this list.")
    );
    assert!(!lead.open(paths::SLIPS).has("You have new keys"));
    seals_all(&mut lead);
    let theirs = shah.desk.only_slip();
    let page = shah.desk.opens(&theirs);
    assert!(page.has(WORDS) && page.has("Ms Shah opened it"), "{}", page.text());
    assert!(is_without(&app, "Ms Shah"), "what the old keys open is gone");
    assert_eq!(lead.open(paths::SLIPS).attributes("tbody a", "href").len(), 2);
    assert_eq!(audit_events(&app, "reader.new-keys").len(), 4);
    let sent = urgent_slip(&app, "Later.");
    assert!(sent.readers.iter().any(|reader| reader.name.as_str() == "Ms Shah"));
    assert_eq!(shah.desk.open(paths::SLIPS).attributes("tbody a", "href").len(), 2);

    // Who leaves long after has nothing to do with it.
    app.app.clock.advance_seconds(40 * 86_400);
    AtDesk::new(&app, Role::Head).removes("Mr Lewis");
    shah.desk.sign_in();
    let list = shah.desk.open(paths::SLIPS);
    assert!(list.has("Somebody who could open slips must not any more."), "{}", list.text());
    assert!(!list.has("You have new keys"), "{}", list.text());
}

#[test]
fn one_who_vouches_twice_oneself_and_who_reads_no_slip_make_no_keys_count() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let mut deputy = AtDesk::new(&app, Role::Deputy);
    let mut administrator = AtDesk::new(&app, Role::IctAdministrator);
    let mut officer = AtDesk::new(&app, Role::OnlineSafetyOfficer);
    let link = begins(&mut lead, "Ms Shah");
    let shah = makes_keys(&app, Role::Deputy, &link);
    let page = officer.open(paths::NEW_KEYS);
    let (address, filled) = page.form_of("Vouch for Ms Shah");
    let seen = filled.into_iter().find(|(name, _)| name == "seen").unwrap().1;
    assert!(vouches(&mut lead, "Ms Shah", &shah.digits).has(ONE_MORE));
    assert!(!lead.open(paths::NEW_KEYS).has_button("Vouch for Ms Shah"));
    for (desk, status) in [(&mut lead, 409), (&mut deputy, 409), (&mut administrator, 403)] {
        let token = desk.token();
        let typed = [("csrf", token.as_str()), ("seen", &seen), ("digits", &shah.digits)];
        assert_eq!(desk.posts(&address, &typed).status, status, "{}", desk.name);
    }
    assert_eq!(deputy.open(paths::SLIPS).heading(), QUEUE, "the old keys go on");
    assert!(vouches(&mut officer, "Ms Shah", &shah.digits).has(COUNT));
    assert_eq!(officer.posts(&address, &[("csrf", "")]).status, 403);
}

#[test]
fn a_row_put_into_the_database_by_hand_vouches_for_nothing() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let link = begins(&mut lead, "Ms Shah");
    let shah = makes_keys(&app, Role::Deputy, &link);
    let head = app.person(Role::Head);
    // The signature is one of the chair's, for something else.
    let signature = chain::sign(
        &app.person(Role::Chair).keys,
        &Statement {
            school: app.elmwood.id.clone(),
            reader: head.summary.clone(),
            keys: head.keys.public(),
        },
    );
    let by = head.id().as_str().to_owned();
    write(&app, move |writer| {
        let first = (new_keys::first_by.eq(&by), new_keys::first_signature.eq(&signature));
        let changed = diesel::update(new_keys::table).set(first).execute(writer.connection());
        assert_eq!(changed.map_err(DbError::from)?, 1);
        Ok(())
    });
    let page = lead.open(paths::NEW_KEYS);
    assert!(!page.has("Dr Hughes has vouched"), "{}", page.text());
    let page = vouches(&mut lead, "Ms Shah", &shah.digits);
    assert!(page.has(ONE_MORE), "it is the first that counts: {}", page.text());
}

#[test]
fn other_keys_that_one_reader_alone_signed_are_sealed_no_slip_from_before() {
    let app = TestApp::spawn();
    urgent_slip(&app, WORDS);
    let thief = Person::invited("Ms Shah", "deputy safeguarding lead", "deputy", "x@y.example");
    let (lead, deputy) = (app.person(Role::DesignatedSafeguardingLead), app.person(Role::Deputy));
    let (school, public) = (app.elmwood.id.clone(), thief.keys.public());
    // A reader who writes to the database signs the keys of a friend under the name of a colleague.
    let reader = deputy.summary.clone();
    let statement = Statement { school: school.clone(), reader, keys: public.clone() };
    let signature = chain::sign(&lead.keys, &statement);
    let vouch = Vouch { school: &school, reader: deputy.id(), keys: &public };
    let good = chain::vouch(&lead.keys, &vouch);
    let (of, by) = (deputy.id().clone(), lead.id().clone());
    let other = app.person(Role::OnlineSafetyOfficer).id().clone();
    write(&app, move |writer| {
        let keys = (
            reader_keys::public_keys.eq(public.to_bytes()),
            reader_keys::signed_by.eq(by.as_str()),
            reader_keys::signature.eq(&signature),
        );
        diesel::update(reader_keys::table)
            .filter(reader_keys::reader_id.eq(&of))
            .set(keys)
            .execute(writer.connection())
            .map_err(DbError::from)?;
        for by in [&by, &other] {
            let vouch = StoredVouch { reader: of.clone(), by: by.clone(), signature: good.clone() };
            vouches::insert(writer, &vouch)?;
        }
        Ok(())
    });
    AtDesk::new(&app, Role::Head).removes("Mr Price");
    let mut officer = AtDesk::new(&app, Role::OnlineSafetyOfficer);
    seals_all(&mut officer);
    assert!(app.slips().iter().all(|slip| thief.opened(&app.elmwood.id, slip).is_none()));
    assert!(is_without(&app, "Ms Shah"));
}

#[test]
fn the_reader_the_chain_began_with_makes_other_keys_and_everybody_stays_confirmed() {
    let app = TestApp::spawn();
    assert_eq!(app.elmwood.people[0].name(), "Mrs Okafor");
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let mut chair = AtDesk::new(&app, Role::Chair);
    let link = begins(&mut chair, "Mrs Okafor");
    let mut okafor = makes_keys(&app, Role::OnlineSafetyOfficer, &link);
    vouches(&mut lead, "Mrs Okafor", &okafor.digits);
    assert!(vouches(&mut chair, "Mrs Okafor", &okafor.digits).has(COUNT));
    okafor.desk.sign_in();
    for desk in [&mut lead, &mut chair, &mut okafor.desk] {
        assert_eq!(desk.open(paths::SLIPS).heading(), QUEUE, "{}", desk.name);
    }
    let sent = urgent_slip(&app, "After.");
    assert!(sent.readers.iter().any(|reader| reader.name.as_str() == "Mrs Okafor"));
    okafor.desk.only_slip();
}
