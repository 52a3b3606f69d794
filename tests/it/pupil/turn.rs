//! Everyone's turn: whoever has nothing to tell has as many pages, each as long and as late as the
//! others', and leaves nothing; whoever tells loses nothing by it.

use std::time::{Duration, Instant};

use ineedtotalk::domain::Urgency;
use ineedtotalk::paths;

use super::no_room::fill;
use super::{CHECK, SENT};
use crate::harness::{Answer, Browser, Page, TestApp, count_sent_drafts};
use crate::staff::kiosks::kiosk;

const WORDS: &str = "They took my bag.";
const NOTHING: &str = "Thank you. That is all.";
/// From the first page to the check page.
const PAGES: usize = 8;

/// The first page of a turn, and the choice there.
fn begin(browser: &mut Browser, link: &str, kind: &str) -> Page {
    let start = browser.visit(link);
    assert_eq!(start.field("step").as_deref(), Some("start"), "{}", start.text());
    browser.press(&start, "next", &[("way", kind)])
}

/// What is filled in on the page at hand, by the name of its field.
fn given(page: &Page) -> Vec<(&'static str, &'static str)> {
    let asks = |name: &str| !page.attributes(&format!("main [name='{name}']"), "name").is_empty();
    match page.field("step").as_deref() {
        Some("danger") if asks("danger") => vec![("danger", "no")],
        Some("words") => vec![("words", WORDS)],
        _ => Vec::new(),
    }
}

/// On to the check page; the pages on the way, that one the last.
pub(super) fn walk(browser: &mut Browser, page: Page) -> Vec<Page> {
    let mut pages = vec![page];
    while pages.last().unwrap().field("step").as_deref() != Some("check") {
        let page = pages.last().unwrap();
        let next = browser.press(page, "next", &given(page));
        pages.push(next);
        assert!(pages.len() < 20, "{}", pages.last().unwrap().text());
    }
    pages
}

/// The whole way; the page at its end.
fn take_turn(browser: &mut Browser, kind: &str) -> Page {
    let first = begin(browser, paths::TURN, kind);
    let pages = walk(browser, first);
    assert_eq!(pages.len() + 1, PAGES);
    browser.press(pages.last().unwrap(), "send", &[])
}

#[test]
fn whoever_has_nothing_to_tell_has_as_many_pages_and_leaves_nothing() {
    let app = TestApp::spawn();
    let mut quiet = app.pupil();
    assert_eq!(take_turn(&mut quiet, "none").heading(), NOTHING);
    assert_eq!((app.slips().len(), count_sent_drafts(&app.app.db)), (0, 0));
    quiet.visit(paths::LEAVE);
    assert_eq!(app.app.drafts.count(), 0, "not in memory either");

    let mut telling = app.pupil();
    assert_eq!(take_turn(&mut telling, "tell").heading(), SENT);
    let slips = app.slips();
    assert_eq!(slips.len(), 1);
    let content = app.elmwood.content_of(&slips[0]);
    assert_eq!(content.answers.words, WORDS);
    let stored = format!("{content:?}").to_lowercase();
    assert!(!stored.contains("turn"), "nothing of it says how it came: {stored}");
}

/// One request of a turn, as the line shows it: how long the answer is, and whether it took as long as
/// every other.
fn seen(
    browser: &mut Browser,
    page: &Page,
    button: &str,
    filled: &[(&str, &str)],
) -> (Vec<usize>, Page) {
    let (action, mut fields) = page.form_of(button);
    fields.retain(|(name, _)| !filled.iter().any(|(key, _)| key == name));
    fields.extend(filled.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())));
    let body: String =
        form_urlencoded::Serializer::new(String::new()).extend_pairs(&fields).finish();
    let began = Instant::now();
    let answer = browser.post_raw(&action, body.len(), body.as_bytes()).unwrap();
    assert!(began.elapsed() >= Duration::from_millis(400));
    let length = |answer: &Answer| {
        let lines = answer.headers.iter().map(|(name, value)| name.len() + value.len() + 4);
        answer.status.to_string().len() + lines.sum::<usize>() + answer.body.len()
    };
    let began = Instant::now();
    let look = browser.get(paths::TURN);
    assert!(began.elapsed() >= Duration::from_millis(100));
    (vec![length(&answer), length(&look)], Page::new(paths::TURN, look))
}

#[test]
fn every_answer_of_a_turn_is_as_long_as_that_of_the_other_kind_to_the_byte() {
    let app = TestApp::spawn();
    for link in ["/turn?mode=more", "/turn?mode=pictures&lang=ur"] {
        let lengths = ["tell", "none"].map(|kind| {
            let mut browser = app.pupil();
            let start = browser.visit(link);
            let (mut lengths, mut page) = seen(&mut browser, &start, "next", &[("way", kind)]);
            while page.field("step").as_deref() != Some("check") {
                let filled = given(&page);
                let (more, next) = seen(&mut browser, &page, "next", &filled);
                lengths.extend(more);
                page = next;
            }
            lengths.extend(seen(&mut browser, &page, "send", &[]).0);
            lengths
        });
        assert_eq!(lengths[0], lengths[1], "{link}");
        assert_eq!(lengths[0].len(), 2 * PAGES);
        let first: Vec<_> = lengths[0].iter().step_by(2).collect();
        assert!(first.iter().all(|length| *length == first[0]), "{lengths:?}");
        let looks: Vec<_> = lengths[0].iter().skip(1).step_by(2).collect();
        assert!(looks.iter().all(|length| *length == looks[0]), "{lengths:?}");
    }
}

#[test]
fn the_page_with_the_longest_words_and_the_help_page_are_no_longer_than_the_others() {
    let app = TestApp::spawn();
    let mut telling = app.pupil();
    let pages = {
        let first = begin(&mut telling, "/turn?lang=ar", "tell");
        walk(&mut telling, first)
    };
    let length = |page: &Page| page.source.len();
    let usual = length(pages.last().unwrap());
    let words = telling.press(pages.last().unwrap(), "change-words", &[]);
    let long = "ش".repeat(3_500);
    let check = telling.press(&words, "next", &[("words", &long)]);
    assert_eq!(check.field("step").as_deref(), Some("check"));
    assert_eq!(length(&check), usual);
    let help = telling.press(&check, "help", &[]);

    let mut quiet = app.pupil();
    let first = begin(&mut quiet, "/turn?lang=ar", "none");
    let other = quiet.press(&first, "help", &[]);
    assert_eq!(help.source, other.source);
}

#[test]
fn from_any_page_of_whoever_had_nothing_one_press_leads_to_telling_with_every_word_kept() {
    let app = TestApp::spawn();
    for passed in [0, 4, PAGES - 2, PAGES - 1] {
        let mut pupil = app.pupil();
        let mut page = begin(&mut pupil, paths::TURN, "none");
        for _ in 0..passed {
            let is_last = page.field("step").as_deref() == Some("check");
            let button = if is_last { "send" } else { "next" };
            page = pupil.press(&page, button, &given(&page));
        }
        let danger = pupil.press(&page, "tell", &[]);
        assert!(danger.has("Is someone in danger right now?"), "{}", danger.text());
        let pages = walk(&mut pupil, danger);
        let check = pages.last().unwrap();
        assert!(check.has(WORDS) && check.heading() == CHECK, "{}", check.text());
        assert_eq!(pupil.press(check, "send", &[]).heading(), SENT);
    }
    let slips = app.slips();
    assert_eq!(slips.len(), 4);
    assert!(slips.iter().all(|slip| app.elmwood.content_of(slip).answers.words == WORDS));
}

#[test]
fn whoever_has_nothing_to_tell_after_all_sends_nothing_and_can_still_tell() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let first = begin(&mut pupil, paths::TURN, "tell");
    let pages = walk(&mut pupil, first);
    let check = pupil.press(pages.last().unwrap(), "none", &[]);
    assert!(check.has("Nobody") && !check.has("Mrs Okafor"), "{}", check.text());
    let done = pupil.press(&check, "send", &[]);
    assert_eq!((done.heading().as_str(), app.slips().len()), (NOTHING, 0));
    let check = pupil.press(&done, "tell", &[]);
    assert_eq!(check.heading(), CHECK);
    assert_eq!(pupil.press(&check, "send", &[]).heading(), SENT);
}

#[test]
fn danger_in_a_turn_is_told_what_to_do_now_and_leaves_at_once() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let danger = begin(&mut pupil, paths::TURN, "tell");
    let asked = pupil.press(&danger, "next", &[]);
    assert_eq!((asked.status, asked.field("step").as_deref()), (422, Some("danger")));
    let now = pupil.press(&asked, "next", &[("danger", "yes")]);
    for text in ["Tell an adult near you now", "call 999", "press 55", "0800 1111"] {
        assert!(now.has(text), "{text}: {}", now.text());
    }
    let pages = walk(&mut pupil, now);
    let sent = pupil.press(pages.last().unwrap(), "send", &[]);
    assert!(sent.has("Tell an adult near you now"), "{}", sent.text());
    assert_eq!(app.slips()[0].urgency, Urgency::Emergency.as_str());
}

#[test]
fn nobody_begins_a_turn_without_choosing_and_words_of_a_lost_draft_stay() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let start = pupil.visit(paths::TURN);
    let asked = pupil.press(&start, "next", &[]);
    assert_eq!((asked.status, asked.field("step").as_deref()), (422, Some("start")));
    let danger = pupil.press(&asked, "next", &[("way", "tell")]);
    let pages = walk(&mut pupil, danger);
    let check = pages.last().unwrap();
    pupil.cookies.clear();
    assert_eq!(pupil.press(check, "send", &[]).heading(), SENT, "the page carried it");
    assert_eq!(app.elmwood.content_of(&app.slips()[0]).answers.words, WORDS);
}

#[test]
fn send_that_fails_or_is_pressed_twice_in_a_turn_keeps_the_words_and_stores_one_slip() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let first = begin(&mut pupil, paths::TURN, "tell");
    let pages = walk(&mut pupil, first);
    let check = pages.last().unwrap();
    let away = app.take_database_away();
    let failed = pupil.press(check, "send", &[]);
    assert_eq!((failed.status, failed.heading().as_str()), (503, CHECK));
    assert!(failed.has(WORDS) && failed.has("0800 1111"), "{}", failed.text());
    away.bring_back();
    let mut twin = pupil.clone();
    assert_eq!(pupil.press(&failed, "send", &[]).heading(), SENT);
    assert_eq!(twin.press(&failed, "send", &[]).heading(), SENT);
    assert_eq!(app.slips().len(), 1);
}

#[test]
fn with_no_room_for_another_draft_both_kinds_get_to_the_end_of_a_turn() {
    let app = TestApp::spawn();
    fill(&app);
    for (kind, heading, slips) in [("none", NOTHING, 0), ("tell", SENT, 1)] {
        assert_eq!(take_turn(&mut app.pupil(), kind).heading(), heading);
        assert_eq!(app.slips().len(), slips);
    }
}

#[test]
fn at_a_kiosk_each_pupil_begins_a_turn_at_home_and_comes_back_there() {
    let app = TestApp::spawn();
    let mut computer = kiosk(&app, "Library 1", &[]);
    for (kind, heading) in [("none", NOTHING), ("tell", SENT), ("none", NOTHING)] {
        let home = computer.visit("/");
        assert_eq!(home.heading(), "Hello");
        let leads = home.attributes("main .go a", "href");
        assert_eq!(leads, [paths::TURN]);
        assert_eq!(take_turn(&mut computer, kind).heading(), heading);
        assert_eq!(computer.visit(paths::LEAVE).heading(), "Hello");
    }
    assert_eq!(app.slips().len(), 1);
}

#[test]
fn a_turn_opened_where_a_slip_was_begun_or_sent_shows_nothing_of_it() {
    let app = TestApp::spawn();
    let mut tablet = app.pupil();
    let words = tablet.walk_to("words", &[]);
    tablet.press(&words, "next", &[("words", WORDS)]);
    let asked = tablet.visit(paths::TURN);
    assert!(asked.has_button("show") && !asked.has(WORDS), "{}", asked.text());
    let start = tablet.press(&asked, "anew", &[]);
    assert!(start.path == paths::TURN && start.has("Nothing today"), "{}", start.text());

    let mut other = app.pupil();
    assert_eq!(other.send_slip(&[("words", WORDS)]).heading(), SENT);
    let start = other.visit(paths::TURN);
    assert_eq!(start.field("step").as_deref(), Some("start"));
    // And what is written in a turn goes on as a slip of its own.
    let first = begin(&mut other, paths::TURN, "tell");
    let pages = walk(&mut other, first);
    let asked = other.visit("/");
    assert!(asked.has_button("show") && !asked.has(WORDS), "{}", asked.text());
    let shown = other.press(&asked, "show", &[]);
    assert_eq!(shown.heading(), CHECK);
    assert!(shown.has(WORDS) && pages.len() + 1 == PAGES);
}

#[test]
fn in_a_rush_a_turn_is_taken_like_any_slip() {
    let app = TestApp::build().limits(1, 1).spawn();
    assert_eq!(take_turn(&mut app.pupil(), "tell").heading(), SENT);
    assert_eq!(take_turn(&mut app.pupil(), "none").heading(), NOTHING, "uses nothing up");
    assert_eq!(take_turn(&mut app.pupil(), "tell").heading(), SENT);
    let trays: Vec<_> = app.slips().into_iter().map(|slip| slip.tray).collect();
    assert!(trays.contains(&"rush".to_owned()) && trays.len() == 2, "{trays:?}");
}
