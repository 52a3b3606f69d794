//! Answers get lost on their way, or cross: a pupil's browser still has the cookie of the page before.

use super::{CHECK, SENT};
use crate::harness::{Browser, Page, TestApp};

const WORDS: &str = "They took my bag, and it is not the first time.";
const ANSWERS: [(&str, &str); 2] = [("about", "group"), ("words", WORDS)];
/// More than the keys of any draft.
const MANY: usize = 20;

/// The service takes the press, and its answer never arrives.
fn press_in_vain(pupil: &Browser, page: &Page, button: &str, filled: &[(&str, &str)]) {
    pupil.clone().press_only(page, button, filled);
}

#[test]
fn however_many_answers_get_lost_everything_that_was_answered_is_still_there() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let words = pupil.walk_to("words", &ANSWERS);
    for _ in 0..MANY {
        press_in_vain(&pupil, &words, "next", &[("words", WORDS)]);
    }
    let who = pupil.press(&words, "next", &[("words", WORDS)]);
    assert_eq!((who.status, who.field("step").as_deref()), (200, Some("who")));
    let check = pupil.walk_on(who, &[]);
    pupil.press(&check, "send", &[]);
    let sent = app.elmwood.content_of(&app.slips()[0]);
    assert_eq!(sent.answers.about.unwrap().as_str(), "group");
    assert_eq!((sent.answers.words.as_str(), app.slips().len()), (WORDS, 1));
}

#[test]
fn a_pupil_who_looks_again_after_a_lost_answer_finds_what_they_had_typed() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let words = pupil.walk_to("words", &[]);
    press_in_vain(&pupil, &words, "next", &[("words", WORDS)]);
    let who = pupil.visit("/");
    assert_eq!(who.field("step").as_deref(), Some("who"));
    assert_eq!(pupil.press(&who, "back", &[]).field("words").as_deref(), Some(WORDS));
}

#[test]
fn a_second_press_after_a_lost_answer_does_what_the_first_did() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let check = pupil.walk_to_check(&ANSWERS);
    let about = pupil.press(&check, "change-about", &[]);
    press_in_vain(&pupil, &about, "next", &[("about", "me")]);
    let check = pupil.press(&about, "next", &[("about", "me")]);
    assert_eq!(check.heading(), CHECK);
    assert!(check.has(WORDS), "{}", check.text());
}

#[test]
fn a_send_that_arrives_late_is_told_to_the_page_that_said_try_again() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let check = pupil.walk_to_check(&ANSWERS);
    // Pressed twice, and the first press is still on its way.
    let mut first_press = pupil.clone();
    let away = app.take_database_away();
    app.app.clock.advance_seconds(120);
    let told = pupil.press(&check, "send", &[]);
    assert_eq!((told.status, told.heading().as_str()), (503, CHECK));
    away.bring_back();
    assert_eq!(first_press.press(&check, "send", &[]).heading(), SENT);

    let away = app.take_database_away();
    app.app.clock.advance_seconds(120);
    assert_eq!(pupil.visit("/").heading(), SENT);
    assert_eq!(pupil.press(&told, "send", &[]).heading(), SENT);
    away.bring_back();
    assert_eq!(app.slips().len(), 1);
}

#[test]
fn a_second_press_of_send_that_is_cut_off_takes_the_last_page_from_nobody() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let check = pupil.walk_to_check(&ANSWERS);
    assert_eq!(pupil.press(&check, "send", &[]).heading(), SENT);
    let again = pupil.clone().post_raw("/", 400, b"look=dark").unwrap();
    assert_eq!(again.status, 303);
    assert_eq!(pupil.visit("/").heading(), SENT);
}
