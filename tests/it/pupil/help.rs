//! Children who need help now: whom the pages point to, and that asking costs them no word.

use ineedtotalk::config::OwnHelpSection;
use ineedtotalk::domain::{Danger, Mode, Nation};

use super::SENT;
use crate::harness::{Page, TestApp};

const WORDS: &str = "I cannot stop thinking about it.";

/// The names of those who help, as the page has them, 999 and Childline first.
fn named(page: &Page) -> Vec<String> {
    page.text_of(".numbers li p:first-child strong")
}

#[test]
fn whoever_presses_help_while_writing_comes_back_to_the_same_words() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let words = pupil.walk_to("words", &[]);
    let help = pupil.press(&words, "help", &[("words", WORDS)]);
    assert_eq!((help.status, help.path.as_str()), (200, "/help"));
    assert_eq!(help.heading(), "People who can help");
    let back = help.attributes(".top a", "href").concat();
    let words = pupil.visit(&back);
    assert_eq!(words.field("words").as_deref(), Some(WORDS));
    assert_eq!(words.field("step").as_deref(), Some("words"));
}

#[test]
fn whoever_presses_help_beside_their_messages_comes_back_to_them_in_their_language() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    // A slip was begun in the same browser, and is not what they come back to.
    pupil.walk_to("words", &[]);
    let asked = pupil.visit("/reply");
    let help = pupil.press(&asked, "help", &[("code", "teapot")]);
    let back = help.attributes(".top a", "href").concat();
    assert_eq!((help.path.as_str(), back.as_str()), ("/help", "/reply"));
    let about = pupil.visit("/about");
    assert_eq!(about.attributes(".top a", "href").concat(), "/reply");

    let welsh = pupil.press(&help, "lang-cy", &[]);
    assert_eq!(
        (welsh.path.as_str(), welsh.attributes("html", "lang").concat().as_str()),
        ("/help", "cy")
    );
    let asked = pupil.visit(&back);
    assert_eq!(asked.attributes("html", "lang"), ["cy"]);
    assert_eq!(asked.field("code").as_deref(), Some("teapot"), "{}", asked.text());
    // The slip is as it was.
    let begun = pupil.visit("/");
    assert_eq!(begun.attributes("html", "lang"), ["en-GB"]);
    assert_eq!(pupil.visit("/help").attributes(".top a", "href").concat(), "/");
}

#[test]
fn help_is_a_press_on_every_step_in_every_mode_and_nothing_is_lost() {
    for mode in Mode::ALL {
        let app = TestApp::spawn();
        let mut pupil = app.pupil();
        let mut page = pupil.visit(&format!("/?mode={}&look=dark", mode.as_str()));
        for _ in 0..12 {
            let step = page.field("step").unwrap();
            let given: &[_] = if step == "danger" { &[("danger", "no")] } else { &[] };
            let help = pupil.press(&page, "help", given);
            assert_eq!(help.path, "/help", "{mode:?} {step}");
            assert_eq!(help.attributes("html", "data-look"), ["dark"]);
            page = pupil.visit("/");
            assert_eq!(page.field("step").as_deref(), Some(step.as_str()), "{mode:?}");
            if step == "check" {
                break;
            }
            page = pupil.press(&page, "next", &[]);
        }
        assert_eq!(page.field("step").as_deref(), Some("check"), "{mode:?}");
    }
}

#[test]
fn help_for_the_kind_of_worry_comes_before_the_rest() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let general = named(&pupil.visit("/help"));
    assert_eq!(general[..3], ["999", "Childline", "Shout"]);
    let place = pupil.walk_to("place", &[("group", "money"), ("kind", "CM1")]);
    let fitting = named(&pupil.press(&place, "help", &[]));
    assert_eq!(fitting[..3], ["999", "Childline", "National Gambling Helpline"]);
    assert_eq!(fitting.len(), general.len(), "nobody is left out");
}

#[test]
fn after_send_those_who_fit_are_named_to_the_one_who_sent_it() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let sent = pupil.send_slip(&[("group", "hurt"), ("kind", "SF1"), ("words", WORDS)]);
    assert_eq!(sent.heading(), SENT);
    assert_eq!(named(&sent), ["Shout", "Samaritans", "Papyrus", "NHS"]);
    assert!(sent.has("Text SHOUT to 85258") && sent.has("0800 1111"), "{}", sent.text());

    let later = pupil.visit("/");
    assert_eq!(later.heading(), SENT);
    assert_eq!(named(&later), Vec::<String>::new(), "whoever comes next learns of no worry");
    let help = named(&pupil.visit("/help"));
    assert_eq!(help[..3], ["999", "Childline", "Shout"]);
    assert!(help.contains(&"Report Remove".to_owned()));
}

#[test]
fn a_child_who_saw_something_bad_is_told_of_no_line_for_those_who_want_to_die() {
    let app = TestApp::spawn();
    for (tile, after_send) in [
        ("tile-saw", &[][..]),
        ("tile-unkind", &[]),
        ("tile-stranger", &["CEOP"]),
        ("tile-hurt", &["Samaritans", "NHS"]),
    ] {
        let mut pupil = app.pupil();
        let start = pupil.visit("/?mode=pictures");
        let check = pupil.walk_on(start, &[("group", tile)]);
        let help = named(&pupil.press(&check, "help", &[]));
        assert_eq!(help[..2], ["999", "Childline"]);
        assert_eq!(help[2..2 + after_send.len()], *after_send, "{tile}");
        let papyrus = help.iter().position(|name| name == "Papyrus").unwrap();
        assert!(help.len() - papyrus < 6, "{tile}: {help:?}");

        let check = pupil.visit("/");
        let sent = pupil.press(&check, "send", &[]);
        assert_eq!(sent.heading(), SENT);
        assert_eq!(named(&sent), after_send, "{tile}");
    }
}

#[test]
fn after_send_whoever_is_in_danger_is_told_what_to_do_now() {
    for danger in Danger::ALL {
        let app = TestApp::spawn();
        let sent = app.pupil().send_slip(&[("danger", danger.as_str())]);
        assert_eq!(sent.heading(), SENT);
        let is_told = sent.has("Tell an adult near you now");
        assert_eq!(is_told, *danger == Danger::Yes, "{}", sent.text());
        assert!(sent.has("999") && sent.has("0800 1111"), "{}", sent.text());
    }
}

#[test]
fn with_no_room_for_another_draft_help_brings_every_word_back() {
    let app = TestApp::spawn();
    super::no_room::fill(&app);
    let mut pupil = app.pupil();
    let start = pupil.visit("/");
    let check = pupil.walk_on(start, &[("about", "me"), ("words", WORDS)]);
    let words = pupil.press(&check, "change-words", &[]);
    let help = pupil.press(&words, "help", &[("words", "Even worse.")]);
    assert_eq!((help.status, help.heading().as_str()), (200, "People who can help"));
    let words = pupil.press(&help, "show", &[]);
    assert_eq!(words.field("words").as_deref(), Some("Even worse."));
    let check = pupil.walk_on(words, &[]);
    assert_eq!(pupil.press(&check, "send", &[]).heading(), SENT);
    let content = app.elmwood.content_of(&app.slips()[0]);
    assert_eq!(content.answers.words, "Even worse.");
    assert_eq!(content.answers.about.unwrap().as_str(), "me");
}

#[test]
fn help_on_a_page_that_failed_keeps_the_words_too() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let words = pupil.walk_to("words", &[]);
    let away = app.take_database_away();
    // As after a start.
    app.app.schools.forget();
    let told = pupil.press(&words, "next", &[("words", WORDS)]);
    assert_eq!(told.status, if away.is_read_too() { 503 } else { 200 });
    away.bring_back();
    assert_eq!(pupil.press(&told, "help", &[]).path, "/help");
    let again = pupil.visit("/");
    assert!(pupil.walk_on(again, &[]).has(WORDS));
}

#[test]
fn each_school_has_the_help_of_its_nation_and_its_own() {
    let nurse = OwnHelpSection {
        name: "School nurse".to_owned(),
        place: Some("Room 12, Tuesdays at lunch".to_owned()),
        number: None,
        last_checked: None,
    };
    let app = TestApp::build().with_second_school().config(|config| {
        config.school.nation = Nation::Scotland;
        config.school.help = vec![nurse];
        let mut ashby = config.school.clone();
        (ashby.nation, ashby.help) = (Nation::Wales, Vec::new());
        config.school.at.insert("talk.ashby.example".to_owned(), ashby);
    });
    let app = app.spawn();
    let elmwood = app.pupil().visit("/help");
    assert!(elmwood.has("Breathing Space") && elmwood.has("Room 12, Tuesdays at lunch"));
    assert!(!elmwood.has("Meic"), "{}", elmwood.text());
    let ashby = app.browser_at(app.ashby.host).visit("/help");
    assert!(ashby.has("Meic") && !ashby.has("Room 12"), "{}", ashby.text());
}

#[test]
fn whoever_worries_about_an_adult_at_school_is_shown_others_before_the_school() {
    let nurse = OwnHelpSection {
        name: "School nurse".to_owned(),
        place: None,
        number: Some("01234 567890".to_owned()),
        last_checked: None,
    };
    let app = TestApp::build().config(|config| config.school.help = vec![nurse]).spawn();
    let mut pupil = app.pupil();
    let place = |names: &[String]| names.iter().position(|name| name == "School nurse").unwrap();
    assert_eq!(place(&named(&pupil.visit("/help"))), 2);
    let step = pupil.walk_to("place", &[("group", "adult")]);
    let names = named(&pupil.press(&step, "help", &[]));
    assert_eq!((names[2].as_str(), place(&names)), ("Report Abuse in Education", names.len() - 1));
    // Also where the kind of worry does not tell it, and the pictures do.
    let mut other = app.pupil();
    let told = [("group", "unkind"), ("kind", "CD1"), ("done_by", "adult-at-school")];
    let step = other.walk_to("tell-what", &told);
    let names = named(&other.press(&step, "help", &[]));
    assert_eq!((names[2].as_str(), place(&names)), ("Report Abuse in Education", names.len() - 1));
    let step = other.visit("/");
    let check = other.walk_on(step, &[]);
    let sent = other.press(&check, "send", &[]);
    assert_eq!(named(&sent)[0], "Report Abuse in Education");
}
