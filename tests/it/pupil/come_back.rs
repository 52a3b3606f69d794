//! A page that is opened again: by the pupil, or by whoever comes to the computer next.

use ineedtotalk::domain::Role;

use crate::harness::{Browser, Page, TestApp};

const WORDS: &str = "They wait for me after school.";
const HIDDEN: &str = "What was told here is kept.";

fn shows_words(page: &Page) -> bool {
    page.source.contains(WORDS)
}

/// A pupil who has pressed *More help* beside what they typed, and left it open.
fn left_for_help(app: &TestApp) -> Browser {
    let mut pupil = app.pupil();
    let who = pupil.walk_to("who", &[("words", WORDS)]);
    let words = pupil.press(&who, "back", &[]);
    pupil.press(&words, "help", &[]);
    pupil
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
}

#[test]
fn no_press_but_the_one_that_asks_for_it_brings_what_was_typed_back() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let who = pupil.walk_to("who", &[("words", WORDS)]);
    pupil.press(&who, "back", &[]);
    let mut again = pupil.visit("/");
    for go in ["look-dark", "lang-cy", "mode-short", "lang-en-GB", "help"] {
        let page = pupil.press(&again, go, &[]);
        assert!(!shows_words(&page), "{go}: {}", page.text());
        assert!(page.has_button("anew") || page.path == "/help", "{go}: {}", page.text());
        again = pupil.visit("/");
        assert!(!shows_words(&again) && again.has_button("anew"), "{go}: {}", again.text());
    }
    let shown = pupil.press(&again, "show", &[]);
    assert_eq!(shown.field("words").as_deref(), Some(WORDS));
}

#[test]
fn what_was_chosen_is_hidden_like_what_was_typed() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let place = pupil.walk_to("place", &[("group", "money"), ("kind", "CM1")]);
    assert_eq!(place.field("step").as_deref(), Some("place"));
    let again = pupil.visit("/");
    assert!(again.has(HIDDEN) && !again.has("Where"), "{}", again.text());
    // Nothing was typed here, and no words are promised.
    assert!(!again.has("typed") && !again.has("Show my words"), "{}", again.text());
    assert!(again.attributes("[type=radio]", "value").is_empty());
}

#[test]
fn whoever_did_not_begin_it_starts_a_slip_of_their_own_and_the_other_is_gone() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    pupil.walk_to("who", &[("words", WORDS)]);
    let again = pupil.visit("/?mode=short&lang=cy");
    assert!(!shows_words(&again), "{}", again.text());
    assert_eq!(again.attributes("html", "lang"), ["cy"], "as the link has it");
    let mut twice = pupil.clone();
    let start = pupil.press(&again, "anew", &[]);
    assert_eq!(start.field("step").as_deref(), Some("start"), "{}", start.text());
    assert_eq!(start.attributes("html", "lang"), ["cy"]);
    let start = twice.press(&again, "anew", &[]);
    assert_eq!((start.status, start.field("step").as_deref()), (200, Some("start")));

    let sent = pupil.send_slip(&[]);
    assert_eq!(sent.status, 200);
    let slips = app.slips();
    assert_eq!(slips.len(), 1);
    assert_eq!(app.elmwood.content_of(&slips[0]).answers.words, "");
}

#[test]
fn the_link_of_a_class_shows_nothing_of_a_slip_that_was_sent_there() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let sent = pupil.send_slip(&[("words", WORDS)]);
    assert!(sent.has("Your slip is sent"));
    let next = pupil.visit("/?mode=pictures&look=cream");
    assert_eq!(next.field("step").as_deref(), Some("start"), "{}", next.text());
    assert_eq!(next.attributes("html", "data-look"), ["cream"]);
    let danger = pupil.press(&next, "next", &[]);
    assert_eq!(danger.field("step").as_deref(), Some("danger"));
    assert_eq!(danger.attributes("html", "data-look"), ["cream"]);
    assert_eq!(app.slips().len(), 1);
}

#[test]
fn the_last_page_opened_again_does_not_tell_who_reads_the_slip() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let sent = pupil.send_slip(&[("words", WORDS)]);
    assert!(sent.has("Mr Lewis"), "{}", sent.text());
    let again = pupil.visit("/");
    assert!(again.has("Your slip is sent") && !again.has("Mr Lewis"), "{}", again.text());
    // Whoever comes next has a way to a slip of their own.
    let start = pupil.press(&again, "anew", &[]);
    assert_eq!(start.field("step").as_deref(), Some("start"), "{}", start.text());
    assert_eq!(app.slips().len(), 1);
}

#[test]
fn send_pressed_again_after_its_page_has_come_still_offers_words_to_come_back_with() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let check = pupil.walk_to_check(&[("words", WORDS)]);
    let offer = "code-yes";
    assert!(pupil.press(&check, "send", &[]).has_button(offer));
    let again = pupil.press(&check, "send", &[]);
    assert!(again.has_button(offer), "{}", again.text());
    // A minute later whoever presses on a page that was left open gets none.
    app.app.clock.advance_seconds(60);
    let later = pupil.press(&check, "send", &[]);
    assert!(later.has("Your slip is sent") && !later.has_button(offer), "{}", later.text());
    assert_eq!(app.slips().len(), 1);
}

#[test]
fn the_check_page_opened_again_hides_what_was_typed_until_it_is_asked_for() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    assert!(shows_words(&pupil.walk_to_check(&[("words", WORDS), ("who", "Robin")])));
    let again = pupil.visit("/");
    assert!(!shows_words(&again) && !again.source.contains("Robin"), "{}", again.text());
    let check = pupil.press(&again, "show", &[]);
    assert!(shows_words(&check) && check.has("Robin"));
    pupil.press(&check, "send", &[]);
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
    let help = pupil.press(&dark, "help", &[]);
    assert_eq!(help.attributes("html", "data-look"), ["dark"]);
    // And about it, from there.
    pupil.visit("/about");
    assert!(shows_words(&pupil.visit("/")));
}

#[test]
fn whoever_comes_by_another_page_sees_nothing_of_the_slip_nor_what_it_is_about() {
    for path in ["/help", "/about", "/about/privacy", "/reply", "/nothing-here"] {
        let app = TestApp::spawn();
        let mut pupil = app.pupil();
        let answers = [("group", "adult"), ("kind", "ST1"), ("words", WORDS)];
        pupil.walk_to("who", &answers);
        let page = pupil.visit(path);
        assert!(!page.has("For your worry"), "{path}: {}", page.text());
        if page.has_button("lang-cy") {
            pupil.press(&page, "lang-cy", &[]);
        }
        let again = pupil.visit("/");
        assert!(!shows_words(&again) && again.has_button("anew"), "{path}: {}", again.text());
    }
}

#[test]
fn no_way_leads_the_next_pupil_to_the_six_words_of_the_one_before_or_to_some_of_their_own() {
    for has_taken in [true, false] {
        let app = TestApp::spawn();
        let mut pupil = app.pupil();
        let mut sent = pupil.send_slip(&[("words", WORDS)]);
        if has_taken {
            sent = pupil.press(&sent, "code-yes", &[]);
            assert_eq!(sent.attributes("ol.code-words", "class").len(), 1, "{}", sent.source);
        }
        let again = pupil.visit("/");
        let looks = |page: &Page| {
            assert!(page.has("Your slip is sent") || page.has("Mae dy nodyn wedi'i anfon"));
            let offers = page.has_button("code-yes") || page.source.contains("code-words");
            assert!(!offers && !page.has("Mr Lewis"), "{}", page.text());
        };
        looks(&again);
        for go in ["look-dark", "size-l", "lang-cy", "lang-en-GB"] {
            looks(&pupil.press(&again, go, &[]));
        }
    }
    for path in ["/help", "/nothing-here"] {
        let app = TestApp::spawn();
        let mut pupil = app.pupil();
        let sent = pupil.send_slip(&[("words", WORDS)]);
        let words = pupil.press(&sent, "code-yes", &[]);
        assert!(words.source.contains("code-words"));
        let page = pupil.visit(path);
        pupil.press(&page, "lang-cy", &[]);
        let again = pupil.visit("/");
        assert!(!again.source.contains("code-words") && !again.has("Mr Lewis"), "{}", again.text());
    }
}

#[test]
fn whom_a_pupil_left_out_stays_left_out_when_the_page_is_opened_again() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let lead = app.elmwood.person(Role::DesignatedSafeguardingLead);
    let (lewis, name) = (lead.id().as_str().to_owned(), lead.name().to_owned());
    let check = pupil.walk_to_check(&[("words", WORDS), ("hidden_from[]", &lewis)]);
    assert!(!check.text().contains(&format!("Who reads this: {name}")));
    pupil.press(&check, "change-hidden-from", &[]);
    let again = pupil.visit("/");
    let again = pupil.press(&again, "look-dark", &[]);
    let hidden = pupil.press(&again, "show", &[]);
    let check = pupil.press(&hidden, "next", &[]);
    pupil.press(&check, "send", &[]);
    assert!(!app.elmwood.who_can_open(&app.slips()[0]).contains(&name.as_str()));
}

#[test]
fn whoever_goes_back_from_help_that_was_left_open_does_not_see_what_was_typed() {
    let app = TestApp::spawn();
    let mut pupil = left_for_help(&app);
    app.app.clock.advance_seconds(90);
    let mut reader = pupil.clone();
    let still = reader.visit("/");
    assert!(shows_words(&still), "it took a while to read: {}", still.text());

    pupil.press(&still, "help", &[]);
    app.app.clock.advance_seconds(5 * 60);
    let later = pupil.visit("/");
    assert!(!shows_words(&later) && later.has_button("anew"), "{}", later.text());
    assert!(shows_words(&pupil.press(&later, "show", &[])), "and nothing is lost");
}

#[test]
fn whoever_goes_back_from_help_left_open_after_send_sees_no_reader_and_none_of_the_six_words() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let sent = pupil.send_slip(&[("words", WORDS)]);
    let words = pupil.press(&sent, "code-yes", &[]);
    pupil.press(&words, "help", &[]);
    let mut soon = pupil.clone();
    app.app.clock.advance_seconds(60);
    assert!(
        soon.visit("/").source.contains("code-words"),
        "the pupil has not written them down yet"
    );

    let page = pupil.press(&words, "help", &[]);
    assert_eq!(page.path, "/help");
    app.app.clock.advance_seconds(3 * 60);
    let later = pupil.visit("/");
    assert!(!later.source.contains("code-words") && !later.has("Mr Lewis"), "{}", later.text());
}

#[test]
fn whoever_types_the_address_in_sees_nothing_of_a_slip_that_was_left_for_help() {
    let app = TestApp::spawn();
    let pupil = left_for_help(&app);
    let page = come_from(&app, &pupil, "none");
    assert!(!shows_words(&page) && page.has_button("anew"), "{}", page.text());
}

#[test]
fn whoever_comes_by_a_link_on_the_schools_own_site_sees_nothing_of_a_slip_that_was_left_for_help() {
    let app = TestApp::spawn();
    let mut pupil = left_for_help(&app);
    let page = come_from(&app, &pupil, "same-site");
    assert!(!shows_words(&page) && page.has_button("anew"), "{}", page.text());
    let shown = pupil.press(&page, "show", &[]);
    pupil.press(&shown, "help", &[]);
    assert!(
        shows_words(&come_from(&app, &pupil, "same-origin")),
        "nor is the way back from help one"
    );
}

/// Opens the first page with the cookie of this pupil, by a link as the browser tells of it.
fn come_from(app: &TestApp, pupil: &Browser, site: &str) -> Page {
    let request = format!(
        "GET / HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nSec-Fetch-Site: {site}\r\nCookie: __Host-draft={}\r\n\r\n",
        app.elmwood.host,
        pupil.cookie("__Host-draft").unwrap()
    );
    Page::new("/", pupil.send_raw(request.as_bytes()).unwrap())
}

#[test]
fn whoever_presses_start_on_a_page_that_was_left_is_not_led_into_the_slip() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let start = pupil.visit("/");
    pupil.walk_to("who", &[("words", WORDS)]);
    let page = pupil.press(&start, "next", &[]);
    assert!(page.has_button("anew"), "{}", page.text());
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
