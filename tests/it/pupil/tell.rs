//! Pupils who tell what happened without typing, and those who only need a beginning.

use ineedtotalk::domain::{Done, DoneBy, Mode, WORDS_CHARACTERS_MAX};

use super::SENT;
use crate::harness::{Browser, Page, TestApp};

const TOLD: &str = "Somebody in my class did it. They took or shared a picture. \
                    It was on the way to or from school. It happened today.";

/// The four pages of *Pictures*, from the check page and back to it.
fn told_by_pictures(pupil: &mut Browser) -> Page {
    let start = pupil.visit("/?mode=pictures");
    let check = pupil.walk_on(start, &[]);
    let who = pupil.press(&check, "change-tell-who", &[]);
    let what = pupil.press(&who, "next", &[("done_by", "friend")]);
    let place = pupil.press(&what, "next", &[("done", "left-out")]);
    assert_eq!(place.field("step").as_deref(), Some("tell-where"));
    let when = pupil.press(&place, "next", &[("place", "class")]);
    pupil.press(&when, "next", &[("happened", "today")])
}

#[test]
fn who_what_where_and_when_become_a_text_and_nothing_is_typed() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let what = pupil.walk_to("tell-what", &[("place", "travel"), ("done_by", "in-my-class")]);
    assert!(what.has("So far: Somebody in my class did it."), "{}", what.text());
    let when = pupil.press(&what, "next", &[("done", "picture")]);
    let words = pupil.press(&when, "next", &[("happened", "today")]);
    assert_eq!(words.field("step").as_deref(), Some("words"));
    assert!(words.has(TOLD), "{}", words.text());

    let check = pupil.walk_on(words, &[]);
    assert!(check.has(TOLD), "{}", check.text());
    assert_eq!(pupil.press(&check, "send", &[]).heading(), SENT);

    let content = app.elmwood.content_of(&app.slips()[0]);
    assert_eq!((content.told.as_str(), content.answers.words.as_str()), (TOLD, ""));
    assert_eq!(content.answers.done_by, Some(DoneBy::InMyClass));
}

#[test]
fn in_every_mode_more_can_be_typed_beside_what_was_told() {
    for mode in [Mode::Short, Mode::More, Mode::All] {
        let app = TestApp::spawn();
        let mut pupil = app.pupil();
        let mut page = pupil.visit(&format!("/?mode={}", mode.as_str()));
        while page.field("step").as_deref() != Some("words") {
            let is_danger = page.field("step").as_deref() == Some("danger");
            let given: &[_] = if is_danger { &[("danger", "no")] } else { &[] };
            page = pupil.press(&page, "next", given);
        }
        let who = pupil.press(&page, "change-tell-who", &[("words", "He did it before.")]);
        let what = pupil.press(&who, "next", &[("done_by", "adult-at-school")]);
        let when = pupil.press(&what, "skip", &[]);
        let words = pupil.press(&when, "skip", &[]);
        assert_eq!(words.text_of("textarea"), ["He did it before."]);
        assert!(words.has("An adult at school did it."), "{}", words.text());
        let who = pupil.press(&words, "next", &[("words", "He did it before. Twice.")]);
        let check = pupil.walk_on(who, &[]);
        pupil.press(&check, "send", &[]);
        let content = app.elmwood.content_of(&app.slips()[0]);
        assert_eq!(content.told, "An adult at school did it.", "{mode:?}");
        assert_eq!(content.answers.words, "He did it before. Twice.");
    }
}

#[test]
fn by_pictures_it_is_beside_the_four_pages_and_leads_back_to_send() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let check = told_by_pictures(&mut pupil);
    assert_eq!(check.field("step").as_deref(), Some("check"));
    let told = "A friend did it. They left somebody out. It was in class. It happened today.";
    assert!(check.has(told), "{}", check.text());
    assert_eq!(pupil.press(&check, "send", &[]).heading(), SENT);
    assert_eq!(app.elmwood.content_of(&app.slips()[0]).told, told);
}

#[test]
fn by_pictures_no_page_of_telling_has_more_than_eight_tiles() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let start = pupil.visit("/?mode=pictures");
    let check = pupil.walk_on(start, &[]);
    let mut page = pupil.press(&check, "change-tell-who", &[]);
    let mut seen = 0;
    while page.field("step").as_deref() != Some("check") {
        let tiles = page.attributes("input[type=radio]", "value");
        assert_eq!(tiles.len(), 8, "{tiles:?}");
        assert!(tiles.contains(&"not-sure".to_owned()));
        seen += 1;
        page = pupil.press(&page, "next", &[]);
    }
    assert_eq!(seen, 4);
}

#[test]
fn a_sentence_is_changed_and_one_that_is_skipped_is_not_kept() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let check = told_by_pictures(&mut pupil);
    let who = pupil.press(&check, "change-tell-who", &[]);
    assert_eq!(who.attributes("input[checked]", "value"), ["friend"]);
    let what = pupil.press(&who, "next", &[("done_by", "group")]);
    let place = pupil.press(&what, "skip", &[("done", "left-out")]);
    let when = pupil.press(&place, "next", &[]);
    let check = pupil.press(&when, "next", &[]);
    let told = "A group of people did it. It was in class. It happened today.";
    assert!(check.has(told) && !check.has("They left"), "{}", check.text());
    pupil.press(&check, "send", &[]);
    let content = app.elmwood.content_of(&app.slips()[0]);
    assert_eq!((content.told.as_str(), content.answers.done), (told, None));
}

#[test]
fn a_witness_tells_of_somebody_else() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let answers = [("about", "someone-else"), ("done", "hurt")];
    let when = pupil.walk_to("tell-when", &answers);
    assert!(when.has("They hit, kicked or pushed somebody."), "{}", when.text());
    let check = pupil.walk_on(when, &[]);
    pupil.press(&check, "send", &[]);
    let content = app.elmwood.content_of(&app.slips()[0]);
    assert_eq!(content.answers.done, Some(Done::Hurt));
    assert_eq!(content.told, "They hit, kicked or pushed somebody.");
}

#[test]
fn whoever_tells_of_an_adult_at_school_is_asked_which_of_its_readers_it_is_about() {
    let app = TestApp::spawn();
    let hidden = app.pupil().walk_to("hidden-from", &[]);
    assert_eq!(hidden.heading(), "Should anyone not see this slip?");
    let mut pupil = app.pupil();
    let mut page = pupil.walk_to("tell-what", &[("done_by", "adult-at-school")]);
    while page.field("step").as_deref() != Some("hidden-from") {
        page = pupil.press(&page, "next", &[]);
    }
    assert_eq!(page.heading(), "Is it about one of these people?");
}

#[test]
fn whoever_opens_the_page_again_reads_nothing_of_what_was_told() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    told_by_pictures(&mut pupil);
    let again = pupil.visit("/");
    assert!(!again.has("A friend did it."), "{}", again.text());
    let check = pupil.press(&again, "show", &[]);
    assert!(check.has("A friend did it."), "{}", check.text());
}

#[test]
fn what_was_told_outlives_the_draft() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let check = told_by_pictures(&mut pupil);
    let app = app.restart();
    assert_eq!(pupil.press(&check, "send", &[]).heading(), SENT);
    let content = app.elmwood.content_of(&app.slips()[0]);
    assert_eq!(
        content.told,
        "A friend did it. They left somebody out. It was in class. It happened today."
    );
}

#[test]
fn what_was_told_fits_beside_the_longest_words() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let when = pupil.walk_to("tell-when", &[("done_by", "stranger"), ("done", "threatened")]);
    let words = pupil.press(&when, "next", &[("happened", "long-ago")]);
    let long = "😀".repeat(WORDS_CHARACTERS_MAX);
    let who = pupil.press(&words, "next", &[("words", &long)]);
    let who_text = "😀".repeat(120);
    let next = pupil.press(&who, "next", &[("who", &who_text)]);
    let check = pupil.walk_on(next, &[]);
    assert_eq!(pupil.press(&check, "send", &[]).heading(), SENT);
    assert_eq!(app.elmwood.content_of(&app.slips()[0]).answers.words, long);
}

#[test]
fn a_beginning_is_put_behind_what_was_typed() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let words = pupil.walk_to("words", &[]);
    let begun = pupil.press(&words, "begin-It started when", &[("words", "They hid my bag.")]);
    assert_eq!(begun.field("step").as_deref(), Some("words"));
    assert_eq!(begun.text_of("textarea"), ["They hid my bag. It started when"]);
    let more = "They hid my bag.\nIt started when we moved seats.";
    let again = pupil.press(&begun, "begin-I feel", &[("words", more)]);
    let who = pupil.press(&again, "next", &[]);
    let check = pupil.walk_on(who, &[]);
    pupil.press(&check, "send", &[]);
    let content = app.elmwood.content_of(&app.slips()[0]);
    assert_eq!(content.answers.words, format!("{more}\nI feel"));
}
