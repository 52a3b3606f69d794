//! Who can open a slip.

use super::SENT;
use crate::harness::TestApp;
use ineedtotalk::domain::{Role, Urgency, WORDS_CHARACTERS_MAX};

#[test]
fn a_slip_about_an_adult_at_school_reaches_the_head_alone() {
    let app = TestApp::spawn();
    let sent = app.pupil().send_slip(&[("group", "adult"), ("words", "It is about a teacher.")]);
    assert!(sent.has("Dr Hughes, head teacher") && !sent.has("Mr Lewis"), "{}", sent.text());
    assert_eq!(app.elmwood.who_can_open(&app.slips()[0]), ["Dr Hughes"]);
}

#[test]
fn a_slip_that_says_an_adult_at_school_did_it_reaches_the_head_alone_whatever_worry_was_chosen() {
    let app = TestApp::spawn();
    let told = [("group", "unkind"), ("kind", "CD1"), ("done_by", "adult-at-school")];
    let mut pupil = app.pupil();
    let mut check = pupil.walk_to("tell-what", &told);
    while check.field("step").as_deref() != Some("check") {
        check = pupil.press(&check, "next", &[]);
    }
    assert!(check.has("Dr Hughes, head teacher") && !check.has("Mr Lewis"), "{}", check.text());
    pupil.press(&check, "send", &[]);
    let slip = &app.slips()[0];
    assert_eq!(app.elmwood.who_can_open(slip), ["Dr Hughes"]);
    let content = app.elmwood.content_of(slip);
    assert_eq!(content.category.as_str(), "CD1", "what the pupil chose stays");
    assert_eq!(content.urgency, Urgency::Urgent);
}

#[test]
fn a_slip_about_the_head_reaches_the_chair_alone() {
    let app = TestApp::spawn();
    let head = app.person(Role::Head).id().as_str();
    app.pupil().send_slip(&[("group", "adult"), ("hidden_from[]", head)]);
    assert_eq!(app.elmwood.who_can_open(&app.slips()[0]), ["Mr Price"]);
}

#[test]
fn whoever_is_ticked_cannot_open_the_slip_and_is_not_named_to_the_pupil() {
    let app = TestApp::spawn();
    let okafor = app.person(Role::OnlineSafetyOfficer).id().as_str();
    let mut pupil = app.pupil();
    let check =
        pupil.walk_to_check(&[("group", "unkind"), ("kind", "CD1"), ("hidden_from[]", okafor)]);
    let readers = check.text_of("p").into_iter().find(|p| p.starts_with("Who reads this")).unwrap();
    assert!(!readers.contains("Okafor"), "{readers}");
    pupil.press(&check, "send", &[]);
    assert_eq!(app.elmwood.who_can_open(&app.slips()[0]), ["Mr Lewis", "Ms Shah"]);
}

#[test]
fn the_administrator_of_the_computers_can_open_nothing() {
    let app = TestApp::spawn();
    app.pupil().send_slip(&[("danger", "yes")]);
    app.pupil().send_slip(&[("group", "money")]);
    let ict = app.person(Role::IctAdministrator);
    for slip in app.slips() {
        assert!(ict.opened(&app.elmwood.id, &slip).is_none());
        assert!(app.elmwood.who_can_open(&slip).len() >= 2);
    }
}

#[test]
fn with_everyone_left_out_the_words_stay_and_help_outside_is_shown() {
    let app = TestApp::spawn();
    let everyone: Vec<_> =
        app.elmwood.people.iter().map(|person| ("hidden_from[]", person.id().as_str())).collect();
    let mut answers = vec![("words", "Nobody must know.")];
    answers.extend(everyone);
    let mut pupil = app.pupil();

    let check = pupil.walk_to_check(&answers);
    assert!(check.has("No one is left to read this"), "{}", check.text());
    assert!(check.has("Nobody must know.") && check.has("0800 1111") && check.has("999"));
    assert!(!check.has_button("Send"), "{}", check.source);

    // Enter in a field, or a page from before, presses Send all the same.
    let refused = pupil.press(&check, "send", &[]);
    assert_eq!(refused.status, 422);
    assert!(refused.has("Nobody must know.") && refused.has("0800 1111"));
    assert!(app.slips().is_empty());

    let hidden = pupil.press(&refused, "change-hidden-from", &[]);
    let okafor = app.person(Role::OnlineSafetyOfficer).id().as_str();
    let check = pupil.press(&hidden, "next", &[("hidden_from[]", okafor)]);
    assert_eq!(pupil.press(&check, "send", &[]).heading(), SENT);
    assert_eq!(app.slips().len(), 1);
}

#[test]
fn a_reader_put_straight_into_the_database_is_sealed_to_by_nobody() {
    let app = TestApp::spawn();
    app.place_reader_whom_nobody_vouched_for("Mr Intruder");
    // What pages name is remembered for a few seconds.
    app.app.clock.advance_seconds(60);
    let mut pupil = app.pupil();
    assert!(!pupil.visit("/").has("Intruder"));
    let sent = pupil.send_slip(&[]);
    assert_eq!(sent.heading(), SENT);
    assert!(!sent.has("Intruder"));
}

#[test]
fn names_that_no_reader_has_do_not_crowd_out_the_longest_words() {
    let app = TestApp::spawn();
    let okafor = app.person(Role::OnlineSafetyOfficer).id().as_str().to_owned();
    let forged: Vec<String> = (0..63).map(|number| format!("{number:032x}")).collect();
    let words = "😀".repeat(WORDS_CHARACTERS_MAX);
    let mut answers = vec![("words", words.as_str()), ("hidden_from[]", okafor.as_str())];
    answers.extend(forged.iter().map(|id| ("hidden_from[]", id.as_str())));
    let mut pupil = app.pupil();
    let check = pupil.walk_to_check(&answers);
    assert_eq!(pupil.press(&check, "send", &[]).heading(), SENT);
    let sent = app.elmwood.content_of(&app.slips()[0]).answers;
    let hidden: Vec<_> = sent.hidden_from.iter().map(|id| id.as_str()).collect();
    assert_eq!((sent.words, hidden), (words, vec![okafor.as_str()]));
}
