//! The service is in trouble and a pupil is writing.

use super::{CHECK, SENT, START};
use crate::harness::{Page, TestApp};

const ANSWERS: [(&str, &str); 2] = [("about", "me"), ("words", "Please help me soon.")];

fn assert_keeps_the_words(page: &Page) {
    assert!(page.has("Please help me soon."), "{}", page.text());
    assert!(page.has("999") && page.has("0800 1111"), "{}", page.text());
    assert!(page.attributes("a", "href").iter().any(|href| href == "/leave"), "{}", page.source);
}

#[test]
fn with_the_database_away_the_words_stay_and_send_works_once_it_is_back() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let check = pupil.walk_to_check(&ANSWERS);
    let before = pupil.clone();

    let away = app.take_database_away();
    // Long enough for nothing to be fresh that was read before.
    app.app.clock.advance_seconds(120);
    let told = pupil.press(&check, "send", &[]);
    assert_eq!((told.status, told.heading().as_str()), (503, CHECK));
    assert_keeps_the_words(&told);
    assert!(told.has_button("send"), "{}", told.source);
    let told = pupil.press(&told, "send", &[]);
    assert_eq!(told.status, 503);
    // A container's check comes by in between.
    assert_eq!(pupil.get("/health").status, if away.is_read_too() { 503 } else { 200 });
    let told = pupil.press(&told, "send", &[]);
    assert_keeps_the_words(&told);

    away.bring_back();
    assert_eq!(pupil.press(&told, "send", &[]).heading(), SENT);
    // The page that was on the screen before is the same slip.
    assert_eq!(before.clone().press(&check, "send", &[]).heading(), SENT);
    assert_eq!(app.slips().len(), 1);
}

#[test]
fn a_pupil_who_is_writing_while_the_database_is_away_goes_on() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let words = pupil.walk_to("words", &ANSWERS);
    let away = app.take_database_away();
    app.app.clock.advance_seconds(120);
    let who = pupil.press(&words, "next", &[("words", "Please help me soon.")]);
    assert_eq!((who.status, who.field("step").as_deref()), (200, Some("who")));
    let mut newcomer = app.pupil();
    assert_eq!(newcomer.visit("/").heading(), START);
    away.bring_back();
    let check = pupil.walk_to_check(&[]);
    assert_eq!(pupil.press(&check, "send", &[]).heading(), SENT);
}

#[test]
fn a_service_that_does_not_know_its_school_yet_gives_the_words_back() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let words = pupil.walk_to("words", &ANSWERS);
    let away = app.take_database_away();
    // As after a start.
    app.app.schools.forget();
    let told = pupil.press(&words, "next", &[("words", "Please help me soon.")]);
    if away.is_read_too() {
        assert_eq!(told.status, 503);
        assert_keeps_the_words(&told);
    }
    away.bring_back();
    let check = pupil.walk_to_check(&ANSWERS);
    assert!(check.has("Please help me soon."), "{}", check.text());
}

#[test]
fn a_handler_that_panics_answers_with_a_page_of_ours_and_the_words() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let words = pupil.walk_to("words", &[("about", "me")]);
    let now = app.app.clock.now();
    // No handler panics that we know of; a clock that overflows makes one.
    app.app.clock.advance_seconds(i64::MIN.wrapping_sub(now.0));
    let told = pupil.press(&words, "next", &[("words", "Please help me soon.")]);
    assert_eq!((told.status, told.field("words").as_deref()), (500, Some("Please help me soon.")));
    assert_keeps_the_words(&told);
    let told_on_get = pupil.visit("/");
    assert_eq!(told_on_get.status, 500);
    assert!(told_on_get.has("0800 1111"), "{}", told_on_get.text());

    app.app.clock.advance_seconds(now.0.wrapping_sub(i64::MIN));
    assert_eq!(app.app.clock.now(), now);
    let next = pupil.press(&told, "next", &[]);
    assert_eq!(next.field("step").as_deref(), Some("who"));
    let check = pupil.walk_to_check(&[]);
    assert!(check.has("Please help me soon."), "{}", check.text());
    assert_eq!(pupil.press(&check, "send", &[]).heading(), SENT);
}
