//! A page that is opened again: by the pupil, or by whoever comes to the computer next.

use crate::harness::{Page, TestApp};

const WORDS: &str = "They wait for me after school.";
const HIDDEN: &str = "What was typed here is kept.";

fn shows_words(page: &Page) -> bool {
    page.source.contains(WORDS)
}

#[test]
fn whoever_goes_back_to_a_page_or_opens_it_again_does_not_see_what_was_typed() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let who = pupil.walk_to("who", &[("words", WORDS)]);
    let words = pupil.press(&who, "back", &[]);
    assert!(shows_words(&words), "straight after a press it is the pupil");

    let again = pupil.visit("/");
    assert!(!shows_words(&again) && again.has(HIDDEN), "{}", again.text());
    let shown = pupil.press(&again, "show", &[]);
    assert_eq!(shown.field("words").as_deref(), Some(WORDS));
    // Next, from the page on which they are hidden, keeps them.
    let again = pupil.visit("/");
    let who = pupil.press(&again, "next", &[]);
    assert_eq!(who.field("step").as_deref(), Some("who"));
    assert_eq!(pupil.press(&who, "back", &[]).field("words").as_deref(), Some(WORDS));
}

#[test]
fn the_check_page_opened_again_hides_what_was_typed_and_still_sends_it() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    assert!(shows_words(&pupil.walk_to_check(&[("words", WORDS), ("who", "Robin")])));
    let again = pupil.visit("/");
    assert!(!shows_words(&again) && !again.source.contains("Robin"), "{}", again.text());
    assert!(again.has("Hidden. Press Change to see it."));
    pupil.press(&again, "send", &[]);
    let sent = app.elmwood.content_of(&app.slips()[0]);
    assert_eq!((sent.answers.words.as_str(), sent.answers.who.as_str()), (WORDS, "Robin"));
}

#[test]
fn whoever_looks_at_more_help_finds_their_words_as_they_left_them() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let who = pupil.walk_to("who", &[("words", WORDS)]);
    let words = pupil.press(&who, "back", &[]);
    let dark = pupil.press(&words, "look-dark", &[]);
    assert!(shows_words(&dark));
    let help = pupil.visit("/help");
    assert_eq!(help.attributes("html", "data-look"), ["dark"]);
    assert!(shows_words(&pupil.visit("/")));
}

#[test]
fn a_browser_that_fetches_ahead_does_not_use_up_the_first_look() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let who = pupil.walk_to("who", &[("words", WORDS)]);
    let back = pupil.post("/", &[("step", "who"), ("go", "back")]);
    assert_eq!((who.status, back.status), (200, 303));
    let request = format!(
        "GET / HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nSec-Purpose: prefetch\r\nCookie: __Host-draft={}\r\n\r\n",
        app.elmwood.host,
        pupil.cookie("__Host-draft").unwrap()
    );
    assert_eq!(pupil.send_raw(request.as_bytes()).unwrap().status, 503);
    assert!(shows_words(&pupil.visit("/")));
}

#[test]
fn the_look_of_a_link_stays_through_the_slip_and_after_it() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let look = |page: &Page| {
        [page.attributes("html", "data-look"), page.attributes("html", "data-size")].concat()
    };
    let start = pupil.visit("/?look=strong&size=xl");
    assert_eq!(look(&start), ["strong", "xl"]);
    let danger = pupil.press(&start, "next", &[]);
    assert_eq!(look(&danger), ["strong", "xl"]);
    let sent = pupil.send_slip(&[]);
    assert_eq!(look(&sent), ["strong", "xl"]);
    assert_eq!(look(&pupil.visit("/nothing-here")), ["strong", "xl"]);
    let another = pupil.press(&start, "next", &[]);
    assert_eq!(look(&another), ["strong", "xl"]);
}
