//! What is asked or said once more before Send: that the words name a reader, and that they may tell
//! who wrote them. A pupil sends all the same.

use ineedtotalk::domain::{Mode, Role};

use super::SENT;
use crate::harness::{Page, TestApp};

const MAY_TELL: &str = "What you wrote may show who you are.";
/// A kind that the officer, the lead and the deputy read.
const ONLINE: [(&str, &str); 2] = [("group", "unkind"), ("kind", "CD1")];

fn with_words(words: &str) -> Vec<(&str, &str)> {
    [&ONLINE[..], &[("words", words)]].concat()
}

fn is_asked(page: &Page) -> bool {
    page.has("Should somebody else read this instead?")
}

#[test]
fn words_that_name_a_reader_are_sent_to_somebody_else_by_one_press() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let check = pupil.walk_to_check(&with_words("mrs okafor is unkind to me"));
    assert!(check.has("You wrote a name like Mrs Okafor, online safety officer."));
    assert!(is_asked(&check), "{}", check.text());
    let instead = check.text_of("button[value=send-instead]").concat();
    assert!(instead.contains("Mr Lewis") && instead.contains("Ms Shah"), "{instead}");
    assert!(instead.starts_with("Send it to ") && !instead.contains("Okafor"), "{instead}");

    let sent = pupil.press(&check, "send-instead", &[]);

    assert_eq!(sent.heading(), SENT);
    assert!(!sent.has("Okafor"), "{}", sent.text());
    assert_eq!(app.elmwood.who_can_open(&app.slips()[0]), ["Mr Lewis", "Ms Shah"]);
    assert_eq!(app.slips().len(), 1);
}

#[test]
fn whoever_says_no_sends_it_as_it_is() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let check = pupil.walk_to_check(&with_words("Mrs Okafor knows about it"));
    assert_eq!(pupil.press(&check, "send", &[]).heading(), SENT);
    let slip = &app.slips()[0];
    assert_eq!(app.elmwood.who_can_open(slip), ["Mrs Okafor", "Mr Lewis", "Ms Shah"]);
    assert!(app.elmwood.content_of(slip).answers.hidden_from.is_empty());
}

#[test]
fn a_slip_about_the_head_that_names_the_head_goes_to_the_chair() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let check = pupil.walk_to_check(&[("group", "adult"), ("words", "The head teacher hurt me")]);
    assert!(check.has("Send it to Mr Price, chair of governors instead"), "{}", check.text());
    pupil.press(&check, "send-instead", &[]);
    assert_eq!(app.elmwood.who_can_open(&app.slips()[0]), ["Mr Price"]);
}

#[test]
fn nothing_is_asked_of_a_name_that_would_not_read_it() {
    let app = TestApp::build().with_second_school().spawn();
    let okafor = app.person(Role::OnlineSafetyOfficer).id().as_str().to_owned();
    for words in ["Aisha Okafor in 7B saw it", "Mr Price said so", "Mr Cole of the other school"] {
        let check = app.pupil().walk_to_check(&with_words(words));
        assert!(!is_asked(&check), "{words}: {}", check.text());
        assert!(check.has_button("Send"));
    }
    // Left out already.
    let mut answers = with_words("Mrs Okafor did it");
    answers.push(("hidden_from[]", okafor.as_str()));
    assert!(!is_asked(&app.pupil().walk_to_check(&answers)));
}

#[test]
fn words_that_may_tell_who_wrote_them_are_said_to_and_sent_by_the_same_press() {
    for mode in Mode::ALL {
        let app = TestApp::spawn();
        let mut pupil = app.pupil();
        let start = pupil.visit(&format!("/?mode={}", mode.as_str()));
        let check = pupil.walk_on(start, &[]);
        let words = pupil.press(&check, "change-words", &[]);
        let check = pupil.press(&words, "next", &[("words", "My brother saw it.")]);
        let said = if mode == Mode::Pictures { "This may show who you are." } else { MAY_TELL };
        assert!(check.has(said) && check.has("That is all right."), "{}", check.text());
        assert_eq!(pupil.press(&check, "send", &[]).heading(), SENT);
        assert_eq!(app.elmwood.content_of(&app.slips()[0]).answers.words, "My brother saw it.");
    }
}

#[test]
fn of_words_that_tell_nothing_and_of_those_with_a_name_under_them_nothing_is_said() {
    let app = TestApp::spawn();
    let plain = app.pupil().walk_to_check(&[("words", "They took somebody's bag.")]);
    assert!(!plain.has(MAY_TELL), "{}", plain.text());
    let named = app.pupil().walk_to_check(&[("words", "My brother saw it."), ("name", "Sam, 7B")]);
    assert!(!named.has(MAY_TELL), "{}", named.text());
}

#[test]
fn whoever_opens_the_page_again_is_told_nothing_of_the_words() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    pupil.walk_to_check(&with_words("My brother told Mrs Okafor."));
    let again = pupil.visit("/");
    assert!(!again.has(MAY_TELL) && !is_asked(&again), "{}", again.text());
    assert!(!again.source.contains("named[]"));
    assert!(pupil.press(&again, "show", &[]).has(MAY_TELL));
}

#[test]
fn the_question_is_asked_and_answered_also_where_no_draft_was_kept() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let check = pupil.walk_to_check(&with_words("Mrs Okafor did it"));
    let app = app.restart();
    assert_eq!(pupil.press(&check, "send-instead", &[]).heading(), SENT);
    assert_eq!(app.elmwood.who_can_open(&app.slips()[0]), ["Mr Lewis", "Ms Shah"]);
}
