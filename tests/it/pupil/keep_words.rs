//! Nothing a pupil typed is lost, however it came; and nothing stays once they leave.

use super::{CHECK, SENT, START};
use crate::harness::{Page, TestApp};

const WORDS: &str = "It is <b>hard</b> & \"long\" to say…\nsecond line";

fn words_in(page: &Page) -> String {
    page.field("words").unwrap_or_default()
}

#[test]
fn back_and_forth_and_every_look_keep_the_words() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let mut page = pupil.walk_to("words", &[("place", "class")]);
    for button in ["look-dark", "look-cream", "size-l", "size-xl", "look-strong"] {
        page = pupil.press(&page, button, &[("words", WORDS)]);
        assert_eq!((page.status, words_in(&page).as_str()), (200, WORDS), "{button}");
    }
    let still = pupil.press(&page, "back", &[("words", WORDS)]);
    assert_eq!(still.field("step").as_deref(), Some("still"));
    let place = pupil.press(&still, "back", &[]);
    assert_eq!(place.field("place").as_deref(), Some("class"));
    let still = pupil.press(&place, "next", &[]);
    let words = pupil.press(&still, "skip", &[]);
    assert_eq!(words_in(&words), WORDS);
}

#[test]
fn change_goes_to_one_question_and_straight_back_with_everything_kept() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let check = pupil.walk_to_check(&[("words", WORDS), ("about", "me")]);
    let about = pupil.press(&check, "change-about", &[]);
    assert_eq!(about.field("about").as_deref(), Some("me"));
    let check = pupil.press(&about, "next", &[("about", "group")]);
    assert_eq!(check.heading(), CHECK);
    let words = pupil.press(&check, "change-words", &[]);
    assert_eq!(words_in(&words), WORDS);
    let check = pupil.press(&words, "next", &[("words", "Shorter.")]);
    pupil.press(&check, "send", &[]);
    let sent = app.elmwood.content_of(&app.slips()[0]);
    assert_eq!(sent.answers.words, "Shorter.");
    assert_eq!(sent.answers.about.unwrap().as_str(), "group");
}

#[test]
fn after_leave_the_page_is_a_clock_and_back_shows_an_empty_start() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    pupil.walk_to("who", &[("words", WORDS)]);
    let mut kept_cookie = pupil.clone();

    let away = pupil.visit("/leave");
    assert_eq!((away.path.as_str(), away.heading().as_str()), ("/away", "10:07"));
    assert!(!away.has("Talk") && !away.has("slip"), "{}", away.text());
    assert_ne!(pupil.cookie("__Host-draft"), kept_cookie.cookie("__Host-draft"));
    assert_eq!(app.app.drafts.count(), 0);

    for browser in [&mut pupil, &mut kept_cookie] {
        assert_eq!(browser.visit("/").heading(), START);
        assert_eq!(words_in(&browser.walk_to("words", &[])), "");
    }
    assert_eq!(app.slips().len(), 0);
}

#[test]
fn a_browser_that_fetches_leave_ahead_of_the_press_ends_nothing() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    pupil.walk_to("who", &[("words", WORDS)]);
    let request = format!(
        "GET /leave HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nSec-Purpose: prefetch\r\nCookie: __Host-draft={}\r\n\r\n",
        app.elmwood.host,
        pupil.cookie("__Host-draft").unwrap()
    );
    assert_eq!(pupil.send_raw(request.as_bytes()).unwrap().status, 503);
    let again = pupil.visit("/");
    let who = pupil.press(&again, "show", &[]);
    assert_eq!(words_in(&pupil.press(&who, "back", &[])), WORDS);
}

#[test]
fn a_draft_left_for_half_an_hour_is_gone_and_what_is_typed_then_is_kept() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let words = pupil.walk_to("words", &[("about", "me")]);
    app.app.clock.advance_seconds(3_600);
    assert_eq!(pupil.clone().visit("/").heading(), START);

    // The page was open on the screen all the while.
    let danger = pupil.press(&words, "next", &[("words", WORDS)]);
    assert_eq!((danger.status, danger.field("step").as_deref()), (410, Some("danger")));
    assert!(danger.errors()[0].contains("What you wrote on the last page is kept."));
    let check = pupil.walk_to_check(&[]);
    assert!(check.has("second line"), "{}", check.text());
    assert_eq!(pupil.press(&check, "send", &[]).heading(), SENT);

    // Where nothing was typed, nothing is kept.
    let mut other = app.pupil();
    let place = other.walk_to("place", &[("about", "me")]);
    app.app.clock.advance_seconds(3_600);
    let danger = other.press(&place, "next", &[("place", "class")]);
    assert_eq!((danger.status, danger.field("step").as_deref()), (410, Some("danger")));
    assert!(danger.errors()[0].contains("half an hour"), "{:?}", danger.errors());
}

#[test]
fn words_that_are_too_long_stay_in_the_box_to_be_shortened() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let page = pupil.walk_to("words", &[]);
    let long = "ë".repeat(3_501);
    let told = pupil.press(&page, "next", &[("words", &long)]);
    assert_eq!((told.status, words_in(&told).as_str()), (422, long.as_str()));
    assert!(told.errors()[0].contains("Please make it shorter"), "{:?}", told.errors());
    let long = "ë".repeat(3_500);
    assert_eq!(pupil.press(&told, "next", &[("words", &long)]).status, 200);
    let check = pupil.walk_to_check(&[]);
    assert_eq!(pupil.press(&check, "send", &[]).heading(), SENT);
    assert_eq!(app.elmwood.content_of(&app.slips()[0]).answers.words, long);
}

#[test]
fn a_form_too_large_to_read_shows_as_much_of_the_words_as_was_read() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let page = pupil.walk_to("words", &[]);
    let told = pupil.press(&page, "next", &[("words", &"many words ".repeat(7_000))]);
    assert_eq!(told.status, 413);
    assert!(words_in(&told).starts_with("many words many words"));
    assert!(words_in(&told).len() > 30_000);
    assert!(told.has("0800 1111") && told.has("999"));
    assert!(told.errors()[0].contains("too much text"), "{:?}", told.errors());
}

#[test]
fn a_form_cut_off_on_its_way_keeps_what_came() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    pupil.walk_to("words", &[("about", "me")]);
    let body = b"go=next&step=words&words=half+a+sent";
    let answer = pupil.post_raw("/", 4_000, body).expect("a cut form is answered");
    assert_eq!(answer.status, 303);
    let told = pupil.visit("/");
    assert_eq!((told.status, words_in(&told).as_str()), (400, "half a sent"));
    assert!(told.errors()[0].contains("Your words are still here"), "{:?}", told.errors());
    assert!(told.has("0800 1111") && told.has("999"));
}

#[test]
fn missing_doubled_and_unknown_fields_are_no_fault_of_a_childs() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    pupil.walk_to("words", &[]);
    let doubled = [("step", "words"), ("words", "first"), ("words", "second"), ("go", "next")];
    let page = pupil.post("/", &doubled);
    let who = pupil.follow(page);
    assert_eq!(who.field("step").as_deref(), Some("who"));
    assert_eq!(words_in(&pupil.press(&who, "back", &[])), "first");
    // Nothing at all, and nonsense.
    for fields in [vec![], vec![("step", "../../etc"), ("go", "💥"), ("x", "y")]] {
        let page = pupil.post("/", &fields);
        assert_eq!(pupil.follow(page).status, 200);
    }
    assert_eq!(words_in(&pupil.walk_to("words", &[])), "first");
}

#[test]
fn bytes_that_are_no_text_are_shown_as_such_and_the_rest_is_kept() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    pupil.walk_to("words", &[]);
    let body = b"step=words&go=next&words=a%FF%FEb%00c%E2%80%AEd%0D%0A\xF0\x9F\x98\x80e%2";
    let answer = pupil.post_raw("/", body.len(), body).unwrap();
    assert_eq!(answer.status, 303);
    let page = pupil.visit("/");
    assert_eq!(page.field("step").as_deref(), Some("who"));
    let check = pupil.walk_to_check(&[]);
    pupil.press(&check, "send", &[]);
    let words = app.elmwood.content_of(&app.slips()[0]).answers.words;
    assert_eq!(words, "a\u{fffd}\u{fffd}b␀c\u{202e}d\n😀e%2");
}

#[test]
fn a_pupils_words_never_become_markup() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let nasty = "</textarea><script>alert(1)</script><img src=x onerror=alert(1)>";
    let check = pupil.walk_to_check(&[("words", nasty), ("who", nasty)]);
    assert!(check.has(nasty), "{}", check.text());
    assert!(!check.source.contains("<script>alert"), "{}", check.source);
    assert!(check.attributes("img", "onerror").is_empty());
    let words = pupil.press(&check, "change-words", &[]);
    assert_eq!(words_in(&words), nasty);
}
