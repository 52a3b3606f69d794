//! Pupils who read another language better than English: they find theirs by its own name, on any page,
//! and nothing they wrote is lost.

use std::collections::BTreeSet;

use ineedtotalk::domain::{Draft, Language, Mode, Nation};
use ineedtotalk::i18n::Languages;

use super::SENT;
use crate::harness::{Browser, Page, TestApp};

const LANGUAGE: &str = "button[name=go][value^=lang-]";

/// The language of the whole page, and which way it runs.
fn language_of(page: &Page) -> (String, Vec<String>) {
    (page.attributes("html", "lang").concat(), page.attributes("html", "dir"))
}

/// Writes a slip up to the question of what happened, and one sentence in it.
fn written(pupil: &mut Browser) -> Page {
    let words = pupil.walk_to("words", &[("about", "me"), ("group", "unkind"), ("kind", "CD1")]);
    let who = pupil.press(&words, "next", &[("words", "Zabrali mi plecak.")]);
    assert_eq!(who.field("step").as_deref(), Some("who"));
    who
}

#[test]
fn each_language_is_offered_by_its_own_name_wherever_a_pupil_may_be() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let names: Vec<_> = Language::ALL.iter().map(|language| language.own_name()).collect();
    for path in ["/", "/help", "/nothing-here"] {
        let page = pupil.visit(path);
        assert_eq!(page.text_of(LANGUAGE), names, "{path}");
        let tags: Vec<_> = Language::ALL.iter().map(|language| language.as_str()).collect();
        assert_eq!(page.attributes(LANGUAGE, "lang"), tags, "{path}");
        let pressed = page.attributes(&format!("{LANGUAGE}[aria-pressed=true]"), "value");
        assert_eq!(pressed, ["lang-en-GB"], "{path}");
    }
    // Before anything is opened, whoever cannot read the page sees that there are others.
    let start = pupil.visit("/");
    assert_eq!(start.text_of("summary .tongues bdi"), names[1..]);
    let closed = TestApp::build().not_live().spawn();
    assert_eq!(closed.pupil().visit("/").text_of(LANGUAGE), names);
}

#[test]
fn whoever_comes_back_by_the_link_of_a_class_finds_its_language_also_after_a_wrong_word() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let start = pupil.visit("/?lang=ar&mode=short&look=dark");
    let link = start.attributes("a[href^='/reply']", "href").concat();
    let page = pupil.visit(&link);
    let arabic = ("ar".to_owned(), vec!["rtl".to_owned()]);
    assert_eq!(language_of(&page), arabic);
    let wrong = pupil.press(&page, "open", &[("code", "abacus abbey")]);
    assert_eq!(language_of(&wrong), arabic);
    assert!(!wrong.errors().is_empty());
    assert_eq!(wrong.attributes("html", "data-look"), ["dark"]);
}

#[test]
fn in_every_language_and_mode_a_slip_goes_from_the_first_page_to_the_last() {
    let app = TestApp::spawn();
    let mut sent = BTreeSet::new();
    for language in Language::ALL {
        for mode in Mode::ALL {
            let mut pupil = app.pupil();
            let link = format!("/?lang={}&mode={}", language.as_str(), mode.as_str());
            let start = pupil.visit(&link);
            let check = pupil.walk_on(start, &[("group", "unkind"), ("words", "x")]);
            let way = if language.is_right_to_left() { vec!["rtl".to_owned()] } else { vec![] };
            assert_eq!(language_of(&check), (language.as_str().to_owned(), way));
            let last = pupil.press(&check, "send", &[]);
            assert!(!last.has_button("send"), "{}", last.text());
            assert_eq!(last.heading() == SENT, language == Language::English);
            sent.insert((language.as_str(), last.heading()));
        }
    }
    assert_eq!(sent.len(), Language::ALL.len());
    let slips = app.slips();
    let told: BTreeSet<_> = slips
        .iter()
        .map(|slip| app.elmwood.content_of(slip))
        .map(|content| (content.language.as_str(), content.mode.as_str()))
        .collect();
    assert_eq!(told.len(), Language::ALL.len() * Mode::ALL.len());
}

#[test]
fn another_language_on_any_page_loses_nothing_and_the_check_page_is_in_it() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let who = written(&mut pupil);
    for language in Language::ALL {
        let button = format!("lang-{}", language.as_str());
        let page = pupil.press(&who, &button, &[("who", "Sam")]);
        assert_eq!(language_of(&page).0, language.as_str());
        assert_eq!(page.field("step").as_deref(), Some("who"));
        assert_eq!(page.field("who").as_deref().map(str::trim), Some("Sam"));
    }
    let page = pupil.press(&who, "lang-pl", &[("who", "Sam")]);
    let check = pupil.walk_on(page, &[]);
    assert_eq!(check.heading(), "Sprawdź swoją kartkę");
    for said in ["Zabrali mi plecak.", "Sam", "Dokuczanie w internecie"] {
        assert!(check.has(said), "{said}: {}", check.text());
    }
    let sent = pupil.press(&check, "send", &[]);
    assert_eq!(sent.heading(), "Dziękujemy. Twoja kartka jest wysłana.");
    let again = pupil.press(&sent, "lang-ar", &[]);
    assert_eq!(language_of(&again), ("ar".to_owned(), vec!["rtl".to_owned()]));
    assert_eq!(app.slips().len(), 1);
}

#[test]
fn a_pupil_is_told_who_reads_as_their_nation_and_language_call_them() {
    let app = TestApp::build().config(|config| config.school.nation = Nation::Wales).spawn();
    let mut pupil = app.pupil();
    let start = pupil.visit("/?lang=cy");
    assert!(start.has("Mr Lewis, person diogelu dynodedig (DSP)"), "{}", start.text());
    let check = pupil.walk_on(start, &[("group", "unkind"), ("words", "x")]);
    assert!(check.has("Ms Shah, dirprwy berson diogelu dynodedig"), "{}", check.text());
    let sent = pupil.press(&check, "send", &[]);
    assert!(sent.has("Ms Shah, dirprwy berson diogelu dynodedig"), "{}", sent.text());
    let polish = pupil.press(&sent, "lang-pl", &[]);
    assert!(polish.has("Ms Shah, zastępca osoby wyznaczonej"), "{}", polish.text());

    let short = app.pupil().visit("/?mode=short");
    assert!(short.has("Mr Lewis, someone who keeps children safe"), "{}", short.text());
    let parents = app.pupil().visit("/about/parents?lang=cy");
    assert!(parents.has("Mr Lewis, safeguarding lead"), "adults read English: {}", parents.text());
}

#[test]
fn whoever_wonders_about_an_adult_at_school_is_told_of_the_chair_that_their_nation_has() {
    for (nation, english, welsh) in [
        (Nation::England, "chair of governors", "gadeirydd y llywodraethwyr."),
        (Nation::Wales, "chair of governors", "gadeirydd y llywodraethwyr."),
        (Nation::Scotland, "chair of the board", "gadeirydd y bwrdd."),
        (Nation::NorthernIreland, "chair of the board", "gadeirydd y bwrdd."),
    ] {
        let app = TestApp::build().config(|config| config.school.nation = nation).spawn();
        for path in ["/", "/about"] {
            let page = app.pupil().visit(path);
            assert!(page.has(&format!("the head or {english}.")), "{path}: {}", page.text());
        }
        let start = app.pupil().visit("/?lang=cy");
        assert!(start.has(welsh), "{}", start.text());
        let parents = app.pupil().visit("/about/parents");
        assert!(parents.has(&format!("the head or the {english} only.")), "{}", parents.text());
    }
}

#[test]
fn a_language_chosen_on_the_help_page_or_one_that_is_not_there_leaves_the_slip_where_it_was() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let who = written(&mut pupil);
    let help = pupil.press(&who, "help", &[]);
    let polish = pupil.press(&help, "lang-pl", &[]);
    assert_eq!(
        (polish.path.as_str(), polish.heading().as_str()),
        ("/help", "Ludzie, którzy mogą pomóc")
    );

    let gone = pupil.visit("/nothing-here");
    assert_eq!(gone.heading(), "Tej strony tu nie ma");
    let who = pupil.press(&gone, "lang-uk", &[]);
    assert_eq!(who.path, "/");
    assert_eq!(who.field("step").as_deref(), Some("who"));
    assert_eq!(who.heading(), "Кому може бути потрібна допомога?");
    let check = pupil.walk_on(who, &[]);
    assert!(check.has("Zabrali mi plecak."), "{}", check.text());

    // The last page too is the same afterwards, and nothing was sent twice.
    let sent = pupil.press(&check, "send", &[]);
    let help = pupil.visit("/help");
    let welsh = pupil.press(&help, "lang-cy", &[]);
    assert_eq!(welsh.heading(), "Pobl sy'n gallu helpu");
    let last = pupil.visit("/");
    assert_ne!(last.heading(), sent.heading());
    assert_eq!(last.heading(), "Diolch. Mae dy nodyn wedi'i anfon.");
    assert_eq!(app.slips().len(), 1);
}

#[test]
fn whoever_chooses_a_language_before_the_first_page_begins_in_it() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let help = pupil.visit("/help");
    pupil.press(&help, "lang-ur", &[]);
    let start = pupil.visit("/");
    assert_eq!(language_of(&start), ("ur".to_owned(), vec!["rtl".to_owned()]));
    assert_eq!(start.field("step").as_deref(), Some("start"));
}

#[test]
fn a_form_of_another_site_changes_no_language_and_takes_no_slip_away() {
    let app = TestApp::spawn();
    // The pupil's cookie does not come with it.
    let mut elsewhere = app.pupil();
    let foreign = ("origin", "https://elsewhere.example");
    elsewhere.post_with("/help", &[("go", "lang-pl"), ("step", "help")], foreign);
    assert_eq!(elsewhere.cookies, []);
    let mut here = app.pupil();
    here.post("/help", &[("go", "lang-pl"), ("step", "help")]);
    assert_eq!(here.cookies.len(), 1);
    here.post("/help", &[("go", "send"), ("words", "x")]);
    assert_eq!(here.visit("/").heading(), "Powiedz nam, co cię martwi");
}

#[test]
fn with_no_room_for_a_draft_the_address_says_the_language() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let help = pupil.visit("/help");
    let (drafts, now) = (&app.app.drafts, app.app.clock.now());
    for length in [60_000, 1] {
        let mut draft = Draft::default();
        draft.answers.words = "x".repeat(length);
        while let Ok(token) = drafts.keep(None, &draft, now) {
            assert!(drafts.open(&token, now).is_some());
        }
    }
    let start = pupil.press(&help, "lang-ro", &[]);
    assert_eq!(start.heading(), "Spune-ne ce te îngrijorează");
}

#[test]
fn from_right_to_left_numbers_and_names_keep_their_own_order() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    for path in ["/?lang=ar", "/help", "/nothing-here"] {
        let page = pupil.visit(path);
        let numbers = page.text_of("span[dir=ltr]").concat();
        assert!(page.source.matches("0800 1111").count() > 0, "{path}");
        assert!(numbers.contains("0800 1111"), "{path}: {numbers}");
        let start = pupil.visit("/?lang=ar");
        pupil.press(&start, "next", &[]);
    }
    let check = pupil.walk_to_check(&[("words", "My name is not mine")]);
    let typed = check.text_of("dd.words bdi");
    assert_eq!(typed, ["My name is not mine"]);
    let sent = pupil.press(&check, "send", &[]);
    // Invisible marks keep each list of names together.
    let told = sent.text();
    assert!(told.contains("\u{2068}") && told.contains("\u{2069}"), "{told}");
    assert_eq!(told.matches('\u{2068}').count(), told.matches('\u{2069}').count());
    let english = TestApp::spawn();
    assert!(!english.pupil().send_slip(&[]).text().contains('\u{2068}'));
}

#[test]
fn numbers_of_things_are_said_as_each_language_says_them() {
    let languages = Languages::read().unwrap();
    let asked = |language, count: usize| {
        let words = languages.words(language, Mode::Short);
        words.fill("start-step-questions", &[("count", count.into())])
    };
    for (language, count, said) in [
        (Language::Polish, 1, "Zadamy 1 pytanie lub mniej."),
        (Language::Polish, 3, "Zadamy 3 pytania lub mniej."),
        (Language::Polish, 8, "Zadamy 8 pytań lub mniej."),
        (Language::Polish, 22, "Zadamy 22 pytania lub mniej."),
        (Language::Welsh, 2, "gofyn 2 gwestiwn neu lai."),
        (Language::Welsh, 3, "gofyn 3 chwestiwn neu lai."),
        (Language::Welsh, 6, "gofyn 6 chwestiwn neu lai."),
        (Language::Welsh, 8, "gofyn 8 cwestiwn neu lai."),
        (Language::Ukrainian, 2, "2 запитання або менше."),
        (Language::Ukrainian, 9, "9 запитань або менше."),
        (Language::Romanian, 9, "9 întrebări sau mai puține."),
        (Language::Romanian, 21, "21 de întrebări sau mai puține."),
        (Language::Arabic, 2, "سؤالين أو أقل."),
        (Language::Arabic, 9, "أسئلة أو أقل."),
        (Language::Arabic, 11, "سؤالًا أو أقل."),
        (Language::Urdu, 9, "سوال یا کم پوچھتے ہیں۔"),
    ] {
        let told = asked(language, count);
        assert!(told.contains(said), "{language:?} {count}: {told}");
    }
}
