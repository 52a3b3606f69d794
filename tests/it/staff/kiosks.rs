//! Whoever looks after the computers makes some of them kiosks, and takes that back.

use ineedtotalk::domain::Role;
use ineedtotalk::jobs::run_due;
use ineedtotalk::paths;

use super::at_desk::AtDesk;
use crate::harness::{Browser, Page, TestApp, wait};

const NEW: &str = "Make this a kiosk";

/// What staff see when they have added a kiosk.
pub struct Added {
    /// The eight words, with a space between.
    pub words: String,
    /// The list afterwards.
    pub page: Page,
}

/// Adds a kiosk of this name, and whatever else is chosen for it.
pub fn adds(desk: &mut AtDesk<'_>, name: &str, chosen: &[(&str, &str)]) -> Added {
    let form = desk.open(paths::KIOSKS);
    let page =
        desk.press(&form, "Add it and show its words", &[&[("name", name)], chosen].concat());
    assert_eq!(page.status, 200, "{:?}", page.errors());
    Added { words: words_on(&page), page: desk.open(paths::KIOSKS) }
}

/// Somebody types the words at the computer; the page that follows.
pub fn types(computer: &mut Browser, words: &str) -> Page {
    let page = computer.visit(paths::KIOSK);
    computer.press(&page, "enrol", &[("code", words)])
}

/// A computer at Elmwood that the ICT administrator has made a kiosk.
pub fn kiosk(app: &TestApp, name: &str, chosen: &[(&str, &str)]) -> Browser {
    let words = adds(&mut AtDesk::new(app, Role::IctAdministrator), name, chosen).words;
    let mut computer = app.pupil();
    // It says so in its own language.
    let page = types(&mut computer, &words);
    assert!(page.heading().contains(name), "{}", page.text());
    computer
}

fn words_on(page: &Page) -> String {
    let words = page.text_of(".code-words li");
    assert_eq!(words.len(), 8, "{}", page.text());
    words.join(" ")
}

fn facts(page: &Page) -> Vec<String> {
    page.text_of("dl.facts dd")
}

/// On which day the only kiosk was used last.
fn last_used(page: &Page) -> Option<String> {
    facts(page).into_iter().nth_back(1)
}

#[test]
fn an_ict_administrator_makes_the_librarys_computer_a_kiosk_that_shows_pictures_in_cream() {
    let app = TestApp::spawn();
    let mut reed = AtDesk::new(&app, Role::IctAdministrator);
    let empty = reed.open(paths::KIOSKS);
    assert!(empty.has("There is no kiosk yet.") && empty.has("A kiosk is a computer or tablet"));
    assert!(empty.text_of(".staff-bar nav a").contains(&"Kiosks".to_owned()));

    let form = [("name", "Library 1"), ("mode", "pictures"), ("look", "cream"), ("lang", "cy")];
    let shown = reed.press(&empty, "Add it and show its words", &form);
    let words = words_on(&shown);
    assert!(shown.has("https://talk.elmwood.example/kiosk"), "{}", shown.text());
    assert!(shown.has("They work once, until 10:17."), "{}", shown.text());
    let list = reed.open(paths::KIOSKS);
    assert!(list.has("Not yet: its words wait to be typed"));
    assert_eq!(list.text_of(".code-words"), Vec::<String>::new(), "once is once");

    let mut computer = app.pupil();
    let page = computer.visit(paths::KIOSK);
    assert!(page.has("999") && page.has("0800 1111"), "{}", page.text());
    let cut: Vec<_> = words.split(' ').map(|word| word[..4].to_uppercase()).collect();
    let page = computer.press(&page, "enrol", &[("code", &cut.join(","))]);
    assert_eq!(page.heading(), "Library 1 yw hwn");
    let start = computer.visit("/");
    assert_eq!(start.attributes("html", "data-band"), ["early"]);
    assert_eq!(start.attributes("html", "data-look"), ["cream"]);
    assert_eq!(start.attributes("html", "lang"), ["cy"]);
    let list = reed.open(paths::KIOSKS);
    let told = "Tuesday 24 November 2026, with words that Sam Reed made";
    assert_eq!(facts(&list), ["Pictures", "Cream", "Welsh", told, "Not yet", "Not yet"]);
}

#[test]
fn words_work_once_and_for_ten_minutes_and_each_failure_says_which_it_is() {
    let app = TestApp::spawn();
    let mut reed = AtDesk::new(&app, Role::IctAdministrator);
    let words = adds(&mut reed, "Library 1", &[]).words;
    app.app.clock.advance_seconds(599);
    assert_eq!(types(&mut app.pupil(), &words).heading(), "This is Library 1");
    let used = types(&mut app.pupil(), &words);
    assert_eq!((used.status, used.heading().as_str()), (422, "Type the eight words"));
    assert!(used.has("These words have been used. Ask staff for new ones."), "{}", used.text());
    assert_eq!(used.field("code"), Some(words.clone()));

    let late = adds(&mut reed, "Library 2", &[]).words;
    app.app.clock.advance_seconds(600);
    let page = types(&mut app.pupil(), &late);
    assert!(page.has("These words are too old. Ask staff for new ones."), "{}", page.text());
    assert!(reed.open(paths::KIOSKS).has("its words are too old, make new ones"));

    let spelt = "abacus abbey aloe anvil apron atlas abacus abbey";
    for (typed, told) in [
        (spelt, "No kiosk has these words. Check the spelling."),
        ("abacus abbey", "The code has eight words. This has 2. Leave a space"),
        ("qqqq zzzz", "We do not know: qqqq, zzzz. Check the spelling."),
        ("", "The code has eight words. This has 0."),
    ] {
        let page = types(&mut app.pupil(), typed);
        assert_eq!(page.status, 422, "{typed}");
        assert!(page.has(told) && page.has("999"), "{typed}: {}", page.text());
        assert_eq!(page.field("code").as_deref(), Some(typed));
        let dark = app.pupil().press(&page, "look-dark", &[]);
        assert_eq!(dark.attributes("html", "data-look"), ["dark"]);
        assert_eq!(dark.field("code").as_deref(), Some(typed), "nothing typed is lost");
    }

    // A day later nobody knows that there were such words.
    app.app.clock.advance_seconds(25 * 3_600);
    wait(run_due(&app.app)).unwrap();
    let page = types(&mut app.pupil(), &late);
    assert!(page.has("No kiosk has these words."), "{}", page.text());
}

#[test]
fn new_words_move_a_kiosk_to_another_computer_and_the_one_before_is_a_browser_again() {
    let app = TestApp::spawn();
    let mut old = kiosk(&app, "Library 1", &[("look", "dark")]);
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let list = lead.open(paths::KIOSKS);
    let first = words_on(&lead.press(&list, "Make new words for Library 1", &[]));
    let second = words_on(&lead.press(&list, "Make new words for Library 1", &[]));
    assert_eq!(old.visit(paths::KIOSK).heading(), "This is Library 1", "until they are typed");
    assert!(types(&mut app.pupil(), &first).has("No kiosk has these words."));

    let mut new = app.pupil();
    assert_eq!(types(&mut new, &second).heading(), "This is Library 1");
    assert_eq!(old.visit(paths::KIOSK).heading(), "Type the eight words");
    assert_eq!(new.visit("/").attributes("html", "data-look"), ["dark"]);
    assert_eq!(old.visit("/").attributes("html", "data-look"), Vec::<String>::new());
    assert!(lead.open(paths::KIOSKS).has("with words that Mr Lewis made"));
}

#[test]
fn words_of_somebody_who_leaves_work_no_more_and_their_kiosks_stay() {
    let app = TestApp::spawn();
    let mut computer = kiosk(&app, "Library 1", &[]);
    let mut reed = AtDesk::new(&app, Role::IctAdministrator);
    let words = adds(&mut reed, "Library 2", &[]).words;
    let mut head = AtDesk::new(&app, Role::Head);
    assert!(head.removes("Sam Reed").has("The account is removed."));
    assert!(types(&mut app.pupil(), &words).has("No kiosk has these words."));
    assert_eq!(computer.visit(paths::KIOSK).heading(), "This is Library 1");
    assert!(head.open(paths::KIOSKS).has("with words that Sam Reed made"));
}

#[test]
fn a_kiosk_is_renamed_and_looks_otherwise_from_the_next_press() {
    let app = TestApp::spawn();
    let mut computer = kiosk(&app, "Library 1", &[("mode", "pictures")]);
    kiosk(&app, "Library 2", &[]);
    let mut officer = AtDesk::new(&app, Role::OnlineSafetyOfficer);
    let list = officer.open(paths::KIOSKS);
    for (name, told) in [
        ("Library 2", "Another kiosk has this name."),
        (" ", "Type a name of up to 60 characters."),
        (&"x".repeat(61), "Type a name of up to 60 characters."),
    ] {
        let page = officer.press(&list, "Save Library 1", &[("name", name), ("look", "dark")]);
        assert_eq!(page.status, 422, "{name}");
        assert_eq!(page.text_of("p.err"), [told]);
        assert_eq!(page.attributes("details[open] input[name=name]", "value"), [name]);
        assert_eq!(
            page.attributes("details[open] option[selected]", "value"),
            ["pictures", "dark"]
        );
        let page = officer.press(&list, "Add it and show its words", &[("name", name)]);
        assert_eq!((page.status, page.errors().first().cloned()), (422, Some(told.to_owned())));
    }

    let saved = [("name", "Year 3"), ("mode", "short"), ("look", "strong")];
    let page = officer.press(&list, "Save Library 1", &saved);
    assert!(page.has("Saved.") && page.has("Year 3") && !page.has("Library 1"));
    assert_eq!(computer.visit(paths::KIOSK).heading(), "This is Year 3");
    assert_eq!(computer.visit("/").attributes("html", "data-look"), ["strong"]);
}

#[test]
fn a_kiosk_that_is_used_says_on_which_day_and_no_more() {
    let app = TestApp::spawn();
    let mut computer = kiosk(&app, "Library 1", &[]);
    let mut reed = AtDesk::new(&app, Role::IctAdministrator);
    wait(run_due(&app.app)).unwrap();
    assert_eq!(last_used(&reed.open(paths::KIOSKS)).as_deref(), Some("Not yet"));
    for (days, day) in [(0, "Tuesday 24 November 2026"), (1, "Wednesday 25 November 2026")] {
        app.app.clock.advance_seconds(days * 24 * 3_600);
        computer.visit("/");
        wait(run_due(&app.app)).unwrap();
        let mut reed = AtDesk::new(&app, Role::IctAdministrator);
        assert_eq!(last_used(&reed.open(paths::KIOSKS)).as_deref(), Some(day));
    }
    // A service that was started again has noted nothing, and takes nothing back.
    let app = app.restart();
    wait(run_due(&app.app)).unwrap();
    let mut reed = AtDesk::new(&app, Role::IctAdministrator);
    assert!(reed.open(paths::KIOSKS).has("Wednesday 25 November 2026"));
    assert_eq!(computer.visit(paths::KIOSK).heading(), "This is Library 1");
}

#[test]
fn a_school_sees_its_own_kiosks_and_the_words_of_another_open_nothing() {
    let app = TestApp::build().with_second_school().spawn();
    let mut ashby = AtDesk::at(&app, &app.ashby, Role::Head);
    ashby.sign_in();
    let words = adds(&mut ashby, "Ashby hall", &[("look", "cream")]).words;
    let mut reed = AtDesk::new(&app, Role::IctAdministrator);
    assert!(!reed.open(paths::KIOSKS).has("Ashby hall"));
    assert!(types(&mut app.pupil(), &words).has("No kiosk has these words."));

    let mut computer = app.browser_at(app.ashby.host);
    assert_eq!(types(&mut computer, &words).heading(), "This is Ashby hall");
    // The same token at the other school is nobody's.
    let mut elsewhere = app.pupil();
    elsewhere.cookies = computer.cookies.clone();
    assert_eq!(elsewhere.visit(paths::KIOSK).heading(), "Type the eight words");
    assert_eq!(elsewhere.visit("/").attributes("html", "data-look"), Vec::<String>::new());
    // Both may have one of the same name.
    adds(&mut reed, "Ashby hall", &[]);
}

#[test]
fn the_chair_has_no_kiosks_and_nobody_adds_one_by_another_sites_form() {
    let app = TestApp::spawn();
    let mut chair = AtDesk::new(&app, Role::Chair);
    assert_eq!(chair.open(paths::KIOSKS).status, 403);
    let csrf = chair.token();
    let fields = [("name", "Library 1"), ("csrf", csrf.as_str())];
    assert_eq!(chair.browser.post(paths::ADD_KIOSK, &fields).status, 403);
    assert!(!chair.open(paths::STAFF).text_of(".staff-bar nav a").contains(&"Kiosks".to_owned()));
    assert_eq!(app.pupil().open(paths::KIOSKS).location.as_deref(), Some(paths::SIGN_IN));

    let mut head = AtDesk::new(&app, Role::Head);
    assert_eq!(head.browser.post(paths::ADD_KIOSK, &[("name", "Library 1")]).status, 403);
    assert!(head.open(paths::KIOSKS).has("There is no kiosk yet."));
}

#[test]
fn words_are_guessed_as_slowly_as_the_code_of_a_pupil() {
    let app = TestApp::spawn();
    let spelt = "abacus abbey aloe anvil apron atlas abacus abbey";
    let mut guesser = app.pupil();
    let told: Vec<_> = (0..40).map(|_| types(&mut guesser, spelt).status).collect();
    assert_eq!(told.iter().filter(|status| **status == 422).count(), 30, "{told:?}");
    let busy = types(&mut guesser, spelt);
    assert_eq!((busy.status, busy.field("code").as_deref()), (503, Some(spelt)));
    assert!(busy.has("We are very busy.") && busy.has("999"), "{}", busy.text());
}

#[test]
fn whoever_stands_at_a_kiosk_can_stop_it_being_one_and_another_site_cannot() {
    let app = TestApp::spawn();
    let mut computer = kiosk(&app, "Library 1", &[]);
    let from_elsewhere = ("sec-fetch-site", "cross-site");
    computer.post_with(paths::KIOSK, &[("go", "forget")], from_elsewhere);
    let page = computer.visit(paths::KIOSK);
    assert_eq!(page.heading(), "This is Library 1");
    assert!(!page.has_button(NEW), "{}", page.text());
    let token = computer.cookie("__Host-kiosk").unwrap().to_owned();
    // While the service cannot be told, it stays one, so that it can be stopped here later.
    let away = app.take_database_away();
    let busy = computer.press(&page, "forget", &[]);
    assert_eq!((busy.status, busy.heading().as_str()), (503, "This is Library 1"));
    assert!(busy.has("We are very busy."), "{}", busy.text());
    away.bring_back();
    assert_eq!(computer.cookie("__Host-kiosk"), Some(token.as_str()));
    let page = computer.press(&busy, "forget", &[]);
    assert_eq!(page.heading(), "Type the eight words");
    assert!(page.has_button(NEW));

    // The service takes its token no more, wherever it was copied to, and staff see what happened.
    let mut copied = app.pupil();
    copied.cookies.push(("__Host-kiosk".to_owned(), token));
    assert_eq!(copied.visit(paths::KIOSK).heading(), "Type the eight words");
    let mut reed = AtDesk::new(&app, Role::IctAdministrator);
    let list = reed.open(paths::KIOSKS);
    assert!(list.has("Not any more: somebody stopped it at the computer"), "{}", list.text());
    let words = words_on(&reed.press(&list, "Make new words for Library 1", &[]));
    assert!(reed.open(paths::KIOSKS).has("Not yet: its words wait to be typed"));
    assert_eq!(types(&mut computer, &words).heading(), "This is Library 1");
    assert!(reed.open(paths::KIOSKS).has("with words that Sam Reed made"));
}

#[test]
fn whoever_looks_at_help_while_typing_the_words_of_a_kiosk_finds_them_again() {
    let app = TestApp::spawn();
    let words = adds(&mut AtDesk::new(&app, Role::IctAdministrator), "Library 1", &[]).words;
    let mut computer = app.pupil();
    let page = computer.visit(paths::KIOSK);
    let dark = computer.press(&page, "look-dark", &[("code", &words)]);
    let help = computer.press(&dark, "help", &[]);
    assert!(help.has("0800 1111") && help.has("Samaritans"), "{}", help.text());
    let back = computer.press(&help, "show", &[]);
    assert_eq!(back.heading(), "Type the eight words");
    assert_eq!(back.field("code"), Some(words));
    assert_eq!(back.attributes("html", "data-look"), ["dark"]);
    assert_eq!(computer.press(&back, "enrol", &[]).heading(), "This is Library 1");
}
