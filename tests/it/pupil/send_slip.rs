//! A pupil sends a slip, once, whatever happens in between.

use super::{CHECK, SENT, START};
use crate::harness::{TestApp, count_sent_drafts};

const BAG: [(&str, &str); 7] = [
    ("about", "me"),
    ("group", "unkind"),
    ("kind", "CD1"),
    ("place", "online"),
    ("still", "no"),
    ("words", "They took my bag again."),
    ("who", "Ada in 8B"),
];

#[test]
fn a_slip_sent_without_script_reaches_those_who_may_read_it_and_nobody_else() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();

    assert_eq!(pupil.visit("/").heading(), START);
    let check = pupil.walk_to_check(&BAG);
    assert_eq!(check.heading(), CHECK);
    assert!(check.has("They took my bag again."));
    assert!(check.has("Mrs Okafor, online safety officer; Ms Shah"), "{}", check.text());
    let sent = pupil.press(&check, "send", &[]);

    assert_eq!((sent.status, sent.heading().as_str()), (200, SENT));
    assert!(sent.has("Mrs Okafor, online safety officer"), "{}", sent.text());
    assert!(!sent.has("They took my bag again."));
    let slips = app.slips();
    assert_eq!(slips.len(), 1);
    assert_eq!(app.elmwood.who_can_open(&slips[0]), ["Mrs Okafor", "Mr Lewis", "Ms Shah"]);
    let content = app.elmwood.content_of(&slips[0]);
    assert_eq!(content.answers.words, "They took my bag again.");
    assert_eq!(content.answers.who, "Ada in 8B");
    assert_eq!(content.category.as_str(), "CD1");
}

#[test]
fn nothing_but_the_first_question_needs_an_answer() {
    let app = TestApp::spawn();
    let sent = app.pupil().send_slip(&[]);
    assert_eq!(sent.heading(), SENT);
    assert_eq!(app.slips().len(), 1);
}

#[test]
fn the_first_question_left_empty_is_asked_again() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let danger = pupil.walk_to("danger", &[]);
    let again = pupil.press(&danger, "next", &[]);
    assert_eq!((again.status, again.errors()), (422, vec!["Choose one".to_owned()]));
}

#[test]
fn pressing_send_twice_stores_one_slip() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let check = pupil.walk_to_check(&BAG);
    let mut second_press = pupil.clone();

    assert_eq!(pupil.press(&check, "send", &[]).heading(), SENT);
    assert_eq!(second_press.press(&check, "send", &[]).heading(), SENT);
    assert_eq!(pupil.press(&check, "send", &[]).heading(), SENT);

    assert_eq!(app.slips().len(), 1);
}

#[test]
fn a_slip_whose_answer_got_lost_is_sent_again_and_stored_once() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let check = pupil.walk_to_check(&BAG);

    pupil.press_and_hang_up(&check, "send", &[]);
    let sent = pupil.press(&check, "send", &[]);

    assert_eq!(sent.heading(), SENT);
    assert_eq!(app.slips().len(), 1);
}

#[test]
fn a_restart_between_check_and_send_loses_and_doubles_nothing() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let check = pupil.walk_to_check(&BAG);

    let app = app.restart();
    assert_eq!(pupil.press(&check, "send", &[]).heading(), SENT);
    let slips = app.slips();
    assert_eq!(app.elmwood.content_of(&slips[0]).answers.words, "They took my bag again.");

    let mut before_the_answer = pupil.clone();
    let app = app.restart();
    assert_eq!(before_the_answer.press(&check, "send", &[]).heading(), SENT);
    assert_eq!(app.slips().len(), 1);
    assert_eq!(count_sent_drafts(&app.app.db), 1);
}

#[test]
fn what_is_changed_after_a_send_whose_answer_got_lost_is_not_dropped() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let check = pupil.walk_to_check(&BAG);
    let mut before_the_answer = pupil.clone();
    pupil.press(&check, "send", &[]);

    let app = app.restart();
    let changed = [("words", "They took my bag and my coat.")];
    assert_eq!(before_the_answer.press(&check, "send", &changed).heading(), SENT);

    let slips = app.slips();
    let mut words: Vec<_> =
        slips.iter().map(|slip| app.elmwood.content_of(slip).answers.words).collect();
    words.sort();
    assert_eq!(words, ["They took my bag again.", "They took my bag and my coat."]);
}

#[test]
fn after_sending_nothing_the_browser_holds_shows_the_words() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let check = pupil.walk_to_check(&BAG);
    let mut kept = pupil.clone();
    pupil.press(&check, "send", &[]);

    assert_eq!(pupil.visit("/").heading(), SENT);
    for browser in [&mut pupil, &mut kept] {
        assert!(!browser.visit("/").source.contains("bag again"));
        let words = browser.open("/?step=words");
        assert!(!words.source.contains("bag again"));
    }
}

#[test]
fn another_slip_begins_empty_after_one_that_was_sent() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    pupil.send_slip(&BAG);
    pupil.visit("/leave");
    let words = pupil.walk_to("words", &[]);
    assert_eq!(words.field("words").as_deref(), Some(""));
    let sent = pupil.send_slip(&[("words", "And my coat.")]);
    assert_eq!(sent.heading(), SENT);
    assert_eq!(app.slips().len(), 2);
}

#[test]
fn whoever_comes_after_a_page_that_was_left_open_sends_a_slip_of_their_own() {
    let app = TestApp::spawn();
    let mut kiosk = app.pupil();
    kiosk.send_slip(&BAG);
    // Nobody pressed Finish, and the browser keeps its cookie.
    app.app.clock.advance_seconds(3_600);
    let sent = kiosk.send_slip(&[("words", "And my coat.")]);
    assert_eq!((sent.heading().as_str(), app.slips().len()), (SENT, 2));

    let app = app.restart();
    let sent = kiosk.send_slip(&[("words", "And my shoes.")]);
    assert_eq!((sent.heading().as_str(), app.slips().len()), (SENT, 3));
}

#[test]
fn danger_shows_what_to_do_now_and_the_slip_leaves_at_once() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let danger = pupil.walk_to("danger", &[]);
    let now = pupil.press(&danger, "next", &[("danger", "yes")]);
    assert_eq!(now.heading(), "Tell an adult near you now");
    assert!(now.has("call 999") && now.has("0800 1111"), "{}", now.text());

    let sent = pupil.send_slip(&[("danger", "yes"), ("words", "He has a knife.")]);

    assert!(sent.has("We are telling them now."), "{}", sent.text());
    let slips = app.slips();
    assert_eq!((slips[0].urgency.as_str(), slips[0].is_visible), ("emergency", true));
    let calm = app.pupil().send_slip(&[]);
    assert!(!calm.has("telling them now"));
    assert_eq!(app.slips().iter().filter(|slip| slip.is_visible).count(), 1);
}

#[test]
fn a_row_tells_the_day_and_never_the_time() {
    let app = TestApp::spawn();
    app.pupil().send_slip(&BAG);
    app.app.clock.advance_seconds(3_600);
    app.pupil().send_slip(&BAG);
    let slips = app.slips();
    assert_eq!(slips[0].day, slips[1].day);
    assert_eq!(slips[0].envelope.len(), slips[1].envelope.len());
    assert_eq!(count_sent_drafts(&app.app.db), 2);
}

#[test]
fn a_last_page_that_was_open_for_too_long_says_so_and_its_words_still_open_what_they_opened() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let sent = pupil.send_slip(&[("danger", "yes")]);
    let mut with_words = pupil.clone();
    let words = with_words.press(&sent, "code-yes", &[]);
    let code = words.six_words().join(" ");
    app.app.clock.advance_seconds(6 * 60);
    let slips = app.slips().len();
    for (page, go) in [(&sent, "code-yes"), (&sent, "code-no"), (&words, "code-no")] {
        let told = pupil.press(page, go, &[]);
        assert_eq!((told.status, told.heading().as_str()), (410, "Your slip was sent"), "{go}");
        assert!(told.has("too long") && told.has("still work"), "{}", told.text());
        assert!(told.has("999") && told.has("0800 1111"));
    }
    let told = pupil.press(&sent, "lang-pl", &[]);
    assert_eq!(told.heading(), "Twoja kartka została wysłana");
    let anew = told.attributes("main a.btn", "href");
    assert_eq!(anew, ["/?mode=more&lang=pl"]);
    assert_eq!(pupil.press(&sent, "help", &[]).path, "/help");

    let asked = pupil.visit("/reply");
    assert_eq!(pupil.press(&asked, "open", &[("code", &code)]).heading(), "Messages for you");
    // Nor does an old last page touch what somebody has begun since.
    let mut next = app.pupil();
    let begun = next.walk_to("who", &[("words", "Mine.")]);
    assert_eq!(next.press(&sent, "code-no", &[]).status, 410);
    let check = next.walk_on(begun, &[]);
    assert!(check.has("Mine."), "{}", check.text());
    let anew = next.post("/", &[("step", "sent"), ("go", "anew")]);
    assert_eq!(next.follow(anew).heading(), START);
    assert_eq!(app.slips().len(), slips);
}
