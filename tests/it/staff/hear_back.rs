//! A pupil takes six words with them, and hears back: what staff write, what the pupil answers, and who
//! learns nothing of either.

use diesel::prelude::*;
use ineedtotalk::db::DbError;
use ineedtotalk::db::schema::{replies, threads};
use ineedtotalk::domain::Role;
use ineedtotalk::{jobs, paths};

use super::at_desk::AtDesk;
use super::retention::{days_pass, is_there};
use crate::harness::{Browser, Page, TestApp, wait};

const OFFER: &str = "Do you want to hear back?";
const MESSAGES: &str = "Messages for you";
const NO_SLIP: &str = "No slip has those words. Check the spelling.";
const SEND: &str = "Send to the pupil";
pub const READ: &str = "I have read this";
const WORDS: &str = "They wait for me after school.";
const ANSWER: &str = "Yes, every Tuesday.";

/// Sends a slip that is seen at once and takes the words that the last page offers.
pub fn send_with_code(app: &TestApp) -> Vec<String> {
    let mut pupil = app.pupil();
    let sent = pupil.send_slip(&[("danger", "yes"), ("words", WORDS)]);
    let page = pupil.press(&sent, "code-yes", &[]);
    page.six_words()
}

/// Comes back at another computer.
pub fn come_back(app: &TestApp, code: &[String]) -> (Browser, Page) {
    let mut pupil = app.pupil();
    let asked = pupil.visit(paths::REPLY);
    let page = pupil.press(&asked, "open", &[("code", &code.join(" "))]);
    (pupil, page)
}

/// Comes back and answers.
pub fn answers(app: &TestApp, code: &[String], words: &str) {
    let (mut pupil, page) = come_back(app, code);
    let answered = pupil.press(&page, "answer", &[("words", words)]);
    assert!(answered.has("Your answer is sent."), "{}", answered.text());
}

fn lead_with_slip(app: &TestApp) -> (AtDesk<'_>, String) {
    let mut lead = AtDesk::new(app, Role::DesignatedSafeguardingLead);
    let slip = lead.only_slip();
    (lead, slip)
}

/// Tag, mark and way of each thread.
pub fn rows(app: &TestApp) -> Vec<(Vec<u8>, Vec<u8>, Vec<u8>)> {
    wait(app.app.db.across_schools(|connection| -> Result<_, DbError> {
        Ok(threads::table.select((threads::tag, threads::mark, threads::way)).load(connection)?)
    }))
    .unwrap()
}

pub fn count_replies(app: &TestApp) -> i64 {
    wait(app.app.db.across_schools(|connection| -> Result<i64, DbError> {
        Ok(replies::table.count().get_result(connection)?)
    }))
    .unwrap()
}

pub fn next_slot(app: &TestApp) {
    app.app.clock.advance_seconds(900);
    wait(jobs::run_due(&app.app)).unwrap();
}

#[test]
fn a_pupil_takes_six_words_and_reads_with_them_what_staff_write() {
    let app = TestApp::spawn();
    let code = send_with_code(&app);
    assert_eq!(code.len(), 6, "{code:?}");

    let (mut lead, slip) = lead_with_slip(&app);
    let page = lead.opens(&slip);
    assert!(page.has("Write to the pupil") && page.has("as from “safeguarding lead”"));
    let page =
        lead.press(&page, SEND, &[("message", "We are here on Monday.\nCome to the office.")]);
    assert!(page.has("Mr Lewis wrote to the pupil") && page.has("Come to the office."));
    let page = lead.press(&page, SEND, &[("ready", "staff-reply-safe")]);
    assert!(page.has("Are you safe now?"));
    let mut deputy = AtDesk::new(&app, Role::Deputy);
    assert!(deputy.opens(&slip).has("Come to the office."), "its readers see all of it");

    let (mut pupil, page) = come_back(&app, &code);
    assert_eq!((page.status, page.heading().as_str()), (200, MESSAGES));
    assert!(page.has("Come to the office.") && page.has("Are you safe now?"));
    assert_eq!(page.text_of("li .soft bdi"), ["safeguarding lead"; 2]);
    assert!(page.has("Tuesday 24 November"), "{}", page.text());
    assert!(!page.source.contains("Lewis"), "never by name");
    assert!(!page.source.contains(WORDS), "never the slip");
    let arabic = pupil.press(&page, "lang-ar", &[]).text_of("li .soft").concat();
    assert!(arabic.contains('،') && !arabic.contains(','), "{arabic}");
}

#[test]
fn the_words_are_shown_once_and_to_whoever_comes_next_not_at_all() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let sent = pupil.send_slip(&[("danger", "yes")]);
    assert!(sent.has(OFFER) && sent.has_button("code-no"));
    assert!(!pupil.clone().visit("/").has(OFFER), "not to whoever opens the page again");
    let page = pupil.press(&sent, "code-yes", &[]);
    let code = page.six_words();
    let dark = pupil.press(&page, "look-dark", &[]);
    assert_eq!(dark.six_words(), code, "another look leaves them on the page");
    let again = pupil.visit("/");
    assert!(again.six_words().is_empty() && again.has("They are not shown again."));
    let light = pupil.press(&again, "look-light", &[]);
    assert!(light.six_words().is_empty(), "nor do they come back with a press");
    app.app.clock.advance_seconds(60);
    let once_more = pupil.post("/", &[("step", "sent"), ("go", "code-yes")]);
    assert!(pupil.follow(once_more).six_words().is_empty());
    assert_eq!(come_back(&app, &code).1.heading(), MESSAGES, "and they are good all the while");
}

#[test]
fn a_lost_answer_and_a_second_press_give_the_same_words() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let sent = pupil.send_slip(&[("danger", "yes")]);
    let mut again = pupil.clone();
    pupil.press_and_hang_up(&sent, "code-yes", &[]);
    let page = again.press(&sent, "code-yes", &[]);
    let code = page.six_words();
    assert_eq!(code.len(), 6, "{}", page.text());
    assert_eq!(come_back(&app, &code).1.heading(), MESSAGES);
}

#[test]
fn whoever_wants_no_code_leaves_a_row_like_everybody_elses() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let sent = pupil.send_slip(&[("danger", "yes"), ("words", "No code.")]);
    let (mut lead, slip) = lead_with_slip(&app);
    assert!(!lead.opens(&slip).has_button(SEND), "nobody was asked for anything");
    let page = pupil.press(&sent, "code-no", &[]);
    assert!(page.has("You have no code."));
    app.pupil().send_slip(&[("danger", "yes")]);
    send_with_code(&app);
    let rows = rows(&app);
    assert_eq!(rows.len(), 3);
    let lengths =
        |(tag, mark, way): &(Vec<u8>, Vec<u8>, Vec<u8>)| (tag.len(), mark.len(), way.len());
    assert!(rows.iter().all(|row| lengths(row) == lengths(&rows[0])), "{rows:?}");
    let token = lead.token();
    let path = format!("{slip}/answer");
    let sent = lead.browser.post(&path, &[("csrf", token.as_str()), ("message", "Hello.")]);
    assert_eq!(sent.status, 409, "what could reach nobody is not sent");
}

#[test]
fn a_code_that_is_given_back_opens_nothing_any_more() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let sent = pupil.send_slip(&[("danger", "yes")]);
    let page = pupil.press(&sent, "code-yes", &[]);
    let code = page.six_words();
    let page = pupil.press(&page, "code-no", &[]);
    assert!(page.has("You have no code.") && page.six_words().is_empty());
    assert_eq!(come_back(&app, &code).1.errors(), [NO_SLIP]);
    let (mut lead, slip) = lead_with_slip(&app);
    assert!(!lead.opens(&slip).has_button(SEND));
}

#[test]
fn a_code_is_read_as_children_type_and_what_is_wrong_is_said_with_help() {
    let app = TestApp::spawn();
    let code = send_with_code(&app);
    let short: Vec<String> = code.iter().map(|word| word[..4].to_uppercase()).collect();
    let mut pupil = app.pupil();
    let asked = pupil.visit(paths::REPLY);
    let page = pupil.press(&asked, "open", &[("code", &short.join(",  "))]);
    assert_eq!(page.heading(), MESSAGES);

    let mut other = app.pupil();
    let asked = other.visit("/");
    assert!(asked.attributes("a", "href").contains(&paths::REPLY.to_owned()));
    let asked = other.visit(paths::REPLY);
    let mut wrong = code.clone();
    wrong.reverse();
    for (typed, told) in [
        (wrong.join(" "), NO_SLIP.to_owned()),
        (
            "abacus abbey".to_owned(),
            "A code has six words. This has 2. Leave a space between the words.".to_owned(),
        ),
        ("abacus qqq".to_owned(), "We do not know: qqq. Check the spelling.".to_owned()),
    ] {
        let page = other.press(&asked, "open", &[("code", &typed)]);
        assert_eq!((page.status, page.errors()), (422, vec![told]), "{typed}");
        assert_eq!(page.field("code"), Some(typed));
        assert!(page.has("999") && page.has("0800 1111"));
    }
}

#[test]
fn every_word_can_be_tapped_without_typing() {
    let app = TestApp::spawn();
    let code = send_with_code(&app);
    let mut pupil = app.pupil();
    let asked = pupil.visit(paths::REPLY);
    let mut page = pupil.press(&asked, "tap-begin", &[]);
    for word in &code {
        for place in 0.. {
            let whole = format!("tap-word-{word}");
            if page.has_button(&whole) {
                page = pupil.press(&page, &whole, &[]);
                break;
            }
            page = pupil.press(&page, &format!("tap-{}", &word[place..=place]), &[]);
        }
    }
    assert_eq!(page.field("code"), Some(code.join(" ")));
    assert_eq!(pupil.press(&page, "open", &[]).heading(), MESSAGES);
}

#[test]
fn an_answer_reaches_the_slips_readers_at_the_next_slot_and_no_code_opens_it() {
    let app = TestApp::spawn();
    let code = send_with_code(&app);
    next_slot(&app);
    let (mut pupil, page) = come_back(&app, &code);
    let answer = [("quick", "yes"), ("words", ANSWER)];
    let mut pressed_twice = pupil.clone();
    assert_eq!(pupil.press_only(&page, "answer", &answer).status, 303);
    let answered = pressed_twice.press(&page, "answer", &answer);
    assert!(answered.has("Your answer is sent."), "{}", answered.text());
    assert!(!answered.source.contains(ANSWER));
    assert_eq!(count_replies(&app), 1, "a second press is the same answer");
    // Also when the page that the first press leads to has come.
    let again = pupil.press(&page, "answer", &answer);
    assert!(again.has("Your answer is sent."), "{}", again.text());
    assert_eq!(count_replies(&app), 1);

    let (mut lead, slip) = lead_with_slip(&app);
    assert!(!lead.open(paths::SLIPS).has("A pupil has answered"), "not before its slot");
    next_slot(&app);
    let list = lead.open(paths::SLIPS);
    assert!(list.has("A pupil has answered"), "{}", list.text());
    let page = lead.opens(&slip);
    assert!(page.has(ANSWER) && page.has("Yes") && page.has("Not read yet"));
    let page = lead.press(&page, READ, &[]);
    assert!(page.has("Mr Lewis read the pupil's answer") && page.has(ANSWER));
    assert!(!lead.open(paths::SLIPS).has("A pupil has answered"));
    assert!(!AtDesk::new(&app, Role::Chair).open(paths::SLIPS).has("has answered"));

    let (_, page) = come_back(&app, &code);
    assert!(!page.source.contains(ANSWER), "whoever finds the words finds nothing that was told");
}

#[test]
fn an_answer_keeps_its_words_whatever_goes_wrong() {
    let app = TestApp::spawn();
    let code = send_with_code(&app);
    let (mut pupil, page) = come_back(&app, &code);
    let long = "ë".repeat(3_501);
    let told = pupil.press(&page, "answer", &[("words", &long)]);
    assert_eq!((told.status, told.field("words")), (422, Some(long)));
    let dark = pupil.press(&told, "look-dark", &[("words", ANSWER)]);
    assert_eq!(dark.field("words").as_deref(), Some(ANSWER));
    let longer = format!("{}{ANSWER}", "x".repeat(70_000));
    let told = pupil.press(&dark, "answer", &[("words", &longer)]);
    assert_eq!(told.status, 413);
    assert!(told.errors()[0].contains("too much text"), "{:?}", told.errors());
    let dark = pupil.press(&told, "look-cream", &[("words", ANSWER)]);
    let away = app.take_database_away();
    let told = pupil.press(&dark, "answer", &[]);
    assert!(told.status >= 500 && told.has("999"), "{}: {}", told.status, told.text());
    away.bring_back();

    // Nobody touched the page for longer than it is kept.
    app.app.clock.advance_seconds(1_000);
    let told = pupil.press(&dark, "answer", &[("words", ANSWER)]);
    assert!(told.errors()[0].contains("Type your six words again"), "{}", told.text());
    assert_eq!(told.field("words").as_deref(), Some(ANSWER));
    // Whoever opens the page after them does not see it, and has a box of their own.
    let hidden = pupil.visit(paths::REPLY);
    assert!(!hidden.source.contains(ANSWER) && hidden.has_button("anew"), "{}", hidden.text());
    let told = pupil.press(&hidden, "show", &[]);
    assert_eq!(told.field("words").as_deref(), Some(ANSWER));
    let page = pupil.press(&told, "open", &[("code", &code.join(" "))]);
    assert_eq!((page.heading().as_str(), page.field("words").as_deref()), (MESSAGES, Some(ANSWER)));
    let sent = pupil.press(&page, "answer", &[]);
    assert!(sent.has("Your answer is sent."), "{}", sent.text());
}

#[test]
fn whoever_opens_the_page_again_sees_no_message_and_leaving_ends_the_visit() {
    let app = TestApp::spawn();
    let code = send_with_code(&app);
    let (mut lead, slip) = lead_with_slip(&app);
    let page = lead.opens(&slip);
    lead.press(&page, SEND, &[("message", "Come to the office.")]);
    let (mut pupil, page) = come_back(&app, &code);
    assert!(page.has("Come to the office."));
    let again = pupil.visit(paths::REPLY);
    assert!(!again.has("Come to the office.") && again.has_button("show"), "{}", again.text());
    // Nor does any press show it but the one that asks for it.
    for go in ["look-dark", "lang-cy", "lang-en-GB", "help"] {
        let page = pupil.press(&again, go, &[]);
        assert!(!page.has("Come to the office."), "{go}: {}", page.text());
        assert!(!pupil.visit(paths::REPLY).has("Come to the office."), "{go}");
    }
    assert!(pupil.press(&again, "show", &[]).has("Come to the office."));

    // Another pupil with words of their own finds a box for them, and nothing of this one.
    let mut next = pupil.clone();
    let again = next.visit(paths::REPLY);
    let asked = next.press(&again, "anew", &[]);
    assert_eq!(
        (asked.heading().as_str(), asked.field("code").as_deref()),
        ("Type your six words", Some(""))
    );
    assert_eq!(next.visit(paths::REPLY).heading(), "Type your six words");
    let (mut pupil, _) = come_back(&app, &code);

    let mut kept = pupil.clone();
    let count = app.app.drafts.count();
    pupil.visit("/leave");
    assert_eq!(app.app.drafts.count(), count - 1);
    assert_ne!(pupil.cookie("__Host-reply"), kept.cookie("__Host-reply"));
    assert_eq!(kept.visit(paths::REPLY).heading(), "Type your six words");
}

#[test]
fn guesses_are_slow_and_are_answered_with_help() {
    let app = TestApp::spawn();
    let mut guesser = app.pupil();
    let mut asked = guesser.visit(paths::REPLY);
    let guess = "abacus abbey aloe anvil apron atlas";
    let mut answered = 0;
    while asked.status != 503 {
        asked = guesser.press(&asked, "open", &[("code", guess)]);
        answered += usize::from(asked.status == 422);
        assert!(answered < 60, "one more in half a minute");
    }
    assert!(answered >= 30, "{answered}");
    assert_eq!(asked.field("code").as_deref(), Some(guess));
    assert!(asked.errors()[0].contains("Your words are safe") && asked.has("0800 1111"));
}

#[test]
fn the_code_of_one_school_is_nothing_at_another() {
    let app = TestApp::build().with_second_school().spawn();
    let code = send_with_code(&app);
    let mut pupil = app.browser_at(app.ashby.host);
    let asked = pupil.visit(paths::REPLY);
    let page = pupil.press(&asked, "open", &[("code", &code.join(" "))]);
    assert_eq!(page.errors(), [NO_SLIP]);
    assert_eq!(come_back(&app, &code).1.heading(), MESSAGES);
}

#[test]
fn an_answer_that_nobody_has_read_keeps_its_slip_and_goes_with_it_later() {
    let app = TestApp::spawn();
    let code = send_with_code(&app);
    let (mut lead, slip) = lead_with_slip(&app);
    let page = lead.opens(&slip);
    lead.press(&page, "Close the slip", &[("reason", "recorded")]);
    let (mut pupil, page) = come_back(&app, &code);
    pupil.press(&page, "answer", &[("words", ANSWER)]);

    days_pass(&app, 31);
    assert!(is_there(&app, &slip), "somebody has to read it first");
    lead.sign_in();
    let page = lead.opens(&slip);
    assert!(page.has(ANSWER));
    lead.press(&page, READ, &[]);
    days_pass(&app, 6);
    assert!(is_there(&app, &slip), "a week is left to do something");
    days_pass(&app, 2);
    assert!(!is_there(&app, &slip));
    assert_eq!((count_replies(&app), rows(&app).len()), (0, 0));
    assert_eq!(come_back(&app, &code).1.errors(), [NO_SLIP]);
}

#[test]
fn a_code_is_over_ninety_days_after_it_was_last_used() {
    let app = TestApp::spawn();
    let code = send_with_code(&app);
    days_pass(&app, 60);
    assert_eq!(come_back(&app, &code).1.heading(), MESSAGES);
    days_pass(&app, 60);
    assert_eq!(come_back(&app, &code).1.heading(), MESSAGES, "used again, it lasts as long again");
    days_pass(&app, 91);
    assert_eq!(come_back(&app, &code).1.errors(), [NO_SLIP]);
    assert_eq!(rows(&app).len(), 0, "and the slip's readers keep the slip");
    assert_eq!(app.slips().len(), 1);
}
