//! Practice: every page says that it is, nothing is sent or told, and whoever meant it sends it with one
//! press.

use ineedtotalk::paths;

use super::{CHECK, SENT};
use crate::harness::{Browser, Page, TestApp, count_notices, count_sent_drafts};

const WORDS: &str = "They took my bag.";
const BANNER: &str = "Practice. Nothing here is sent.";
const DONE: &str = "That was practice.";

/// The whole way but for Send; each page says that it is practice.
fn to_check(browser: &mut Browser, answers: &[(&str, &str)]) -> Page {
    let mut page = browser.visit(paths::PRACTICE);
    for _ in 0..20 {
        assert!(page.path == paths::PRACTICE && page.has(BANNER), "{}", page.text());
        assert_eq!(page.attributes("html", "data-practice").len(), 1);
        assert!(page.has("999") && page.has("0800 1111"));
        let step = page.field("step").unwrap_or_default();
        let asked = if step == "kind" { "group" } else { step.as_str() };
        let mut given: Vec<_> =
            answers.iter().filter(|(name, _)| *name == asked).copied().collect();
        if step == "danger" && given.is_empty() {
            given.push(("danger", "no"));
        }
        if step == "check" {
            return page;
        }
        page = browser.press(&page, "next", &given);
    }
    panic!("{}", page.text());
}

#[test]
fn practice_goes_the_whole_way_and_reaches_no_store_and_no_notice() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let check = to_check(&mut pupil, &[("danger", "yes"), ("words", WORDS)]);
    assert!(check.heading() == CHECK && check.has(WORDS), "{}", check.text());
    let done = pupil.press(&check, "send", &[]);
    assert_eq!((done.heading().as_str(), done.path.as_str()), (DONE, paths::PRACTICE));
    for text in [BANNER, "Nothing was sent.", "Tell an adult near you now", "999", "0800 1111"] {
        assert!(done.has(text), "{text}: {}", done.text());
    }
    let db = &app.app.db;
    assert_eq!((app.slips().len(), count_sent_drafts(db), count_notices(db)), (0, 0, 0));
    pupil.visit(paths::LEAVE);
    assert_eq!(app.app.drafts.count(), 0);
}

#[test]
fn whoever_wrote_something_real_sends_it_with_one_press_on_the_last_page() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let check = to_check(&mut pupil, &[("words", WORDS), ("group", "unkind")]);
    let done = pupil.press(&check, "send", &[]);
    let sent = pupil.press(&done, "mean", &[]);
    assert_eq!((sent.heading().as_str(), sent.path.as_str()), (SENT, "/"));
    assert!(!sent.has(BANNER));
    let slips = app.slips();
    assert_eq!(slips.len(), 1);
    assert_eq!(app.elmwood.content_of(&slips[0]).answers.words, WORDS);
    assert_eq!(pupil.press(&done, "mean", &[]).heading(), SENT, "pressed twice it is one");
    assert_eq!(app.slips().len(), 1);
}

#[test]
fn what_was_meant_is_sent_also_when_the_draft_is_gone_or_the_database_away_for_a_while() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let check = to_check(&mut pupil, &[("words", WORDS)]);
    let done = pupil.press(&check, "send", &[]);
    let away = app.take_database_away();
    let failed = pupil.press(&done, "mean", &[]);
    assert_eq!((failed.status, failed.heading().as_str()), (503, CHECK));
    assert!(failed.has(WORDS) && !failed.has(BANNER), "{}", failed.text());
    away.bring_back();
    assert_eq!(pupil.press(&failed, "send", &[]).heading(), SENT);

    let mut later = app.pupil();
    let check = to_check(&mut later, &[("words", WORDS)]);
    let done = later.press(&check, "send", &[]);
    later.cookies.clear();
    assert_eq!(later.press(&done, "mean", &[]).heading(), SENT);
    assert_eq!(app.slips().len(), 2);
}

#[test]
fn a_real_slip_is_never_led_into_practice_and_what_was_practised_goes_on_as_real() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let words = pupil.walk_to("words", &[]);
    let who = pupil.press(&words, "next", &[("words", WORDS)]);
    let asked = pupil.visit(paths::PRACTICE);
    assert!(asked.path == "/" && !asked.has(BANNER), "{}", asked.text());
    let shown = pupil.press(&asked, "show", &[]);
    assert_eq!(shown.field("step"), who.field("step"));

    let mut other = app.pupil();
    to_check(&mut other, &[("words", WORDS)]);
    let asked = other.visit("/");
    assert!(asked.path == "/" && !asked.has(BANNER) && !asked.has(WORDS), "{}", asked.text());
    let check = other.press(&asked, "show", &[]);
    assert!(check.has(WORDS) && !check.has(BANNER), "{}", check.text());
    assert_eq!(other.press(&check, "send", &[]).heading(), SENT);
    assert_eq!(app.slips().len(), 1);
}

#[test]
fn whoever_practises_once_more_begins_with_nothing() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let check = to_check(&mut pupil, &[("words", WORDS)]);
    let done = pupil.press(&check, "send", &[]);
    let start = pupil.press(&done, "anew", &[]);
    assert!(start.path == paths::PRACTICE && start.has(BANNER), "{}", start.text());
    let check = to_check(&mut pupil, &[]);
    assert!(!check.has(WORDS), "{}", check.text());
}
