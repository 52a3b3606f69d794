//! What a kiosk shows: something else to begin with, and nothing of whoever was there before.

use ineedtotalk::domain::Role;
use ineedtotalk::paths;

use super::SENT;
use crate::harness::{Browser, FROM_HOME, Page, TestApp};
use crate::staff::at_desk::AtDesk;
use crate::staff::kiosks::kiosk;

const WORDS: &str = "They took my bag.";

fn at_words(computer: &mut Browser) -> Page {
    let page = computer.walk_to("words", &[]);
    computer.press(&page, "next", &[("words", WORDS)])
}

#[test]
fn a_kiosk_begins_with_something_else_too_and_one_press_from_it_is_the_first_page_of_a_slip() {
    let app = TestApp::spawn();
    let mut computer = kiosk(&app, "Library 1", &[]);
    let home = computer.visit("/");
    assert_eq!(home.heading(), "Hello");
    for text in ["Quiz of the week", "See what is best", "Something kind to do", "999", "0800 1111"]
    {
        assert!(home.has(text), "{text}: {}", home.text());
    }
    for text in ["slip", "reads", "Mrs Okafor"] {
        assert!(!home.has(text), "{text}: {}", home.text());
    }
    let start = computer.press(&home, FROM_HOME, &[]);
    assert!(start.has("Mrs Okafor") && start.has_button("next"), "{}", start.text());
    assert_eq!(computer.press(&start, "next", &[]).field("step").as_deref(), Some("danger"));

    // Any other browser begins with the slip.
    let mut browser = app.pupil();
    assert_eq!(browser.visit("/").heading(), start.heading());
    assert_eq!(browser.open(paths::HOME).location.as_deref(), Some(paths::SLIP));
}

#[test]
fn each_week_has_its_quiz_and_something_kind() {
    let app = TestApp::spawn();
    let mut computer = kiosk(&app, "Library 1", &[]);
    let mut asked = Vec::new();
    for _ in 0..5 {
        let home = computer.visit("/");
        asked.push([home.text_of("#main .note strong"), home.text_of("#main .note.sage p")]);
        app.app.clock.advance_seconds(7 * 24 * 3_600);
    }
    assert_eq!(asked[0], asked[4]);
    for (at, one) in asked[..4].iter().enumerate() {
        assert!(asked[at + 1..4].iter().all(|other| other[0] != one[0] && other[1] != one[1]));
    }
}

#[test]
fn leave_finish_and_a_page_that_cleared_itself_lead_home_and_the_slip_is_let_go() {
    let app = TestApp::spawn();
    let mut computer = kiosk(&app, "Library 1", &[]);
    let page = at_words(&mut computer);
    // The curtain's Clear, what follows it untouched, Leave and Finish are one address.
    let leads = page.attributes("#idle a", "href");
    assert_eq!(leads, [paths::LEAVE]);
    let leave = page.attributes(".leave", "href");
    assert!(!leave.is_empty() && leave.iter().all(|to| to == paths::LEAVE), "{leave:?}");
    let before = computer.cookies.clone();
    let left = computer.visit(paths::LEAVE);
    assert_eq!((left.path.as_str(), left.heading().as_str()), (paths::SLIP, "Hello"));
    assert_eq!(app.app.drafts.count(), 0, "on the server, too");
    // Not even with the cookie that opened it.
    computer.cookies = before;
    assert_eq!(computer.visit("/").heading(), "Hello");

    let sent = computer.send_slip(&[("words", WORDS)]);
    assert_eq!(sent.heading(), SENT);
    assert_eq!(sent.attributes("main .slip > .go a", "href"), [paths::LEAVE]);
    assert_eq!(computer.visit(paths::LEAVE).heading(), "Hello");
    assert_eq!(computer.visit(paths::AWAY).heading(), "Hello", "a clock has no way back");
    assert_eq!(app.pupil().visit(paths::LEAVE).path, paths::AWAY);
}

#[test]
fn the_language_chosen_at_home_goes_with_its_pupil_and_not_to_the_next() {
    let app = TestApp::spawn();
    let mut computer = kiosk(&app, "Library 1", &[("look", "cream")]);
    let home = computer.visit("/");
    let polish = computer.press(&home, "lang-pl", &[]);
    assert_eq!((polish.path.as_str(), polish.heading().as_str()), (paths::HOME, "Cześć"));
    assert_eq!(polish.attributes("html", "data-look"), ["cream"]);
    let start = computer.press(&polish, FROM_HOME, &[]);
    assert_eq!(start.attributes("html", "lang"), ["pl"]);
    assert_eq!(start.field("step").as_deref(), Some("start"));
    // The first page of a slip that is opened again is the home: whoever looks has pressed nothing.
    assert_eq!(computer.visit("/").heading(), "Hello");
    computer.visit(paths::LEAVE);
    assert_eq!(computer.visit("/").attributes("html", "lang"), ["en-GB"]);
}

#[test]
fn whoever_comes_to_the_home_while_a_slip_is_open_is_not_led_into_it_and_it_is_not_lost() {
    let app = TestApp::spawn();
    let mut computer = kiosk(&app, "Library 1", &[]);
    at_words(&mut computer);
    let home = computer.visit(paths::HOME);
    assert_eq!(home.heading(), "Hello");
    let asked = computer.press(&home, FROM_HOME, &[]);
    assert!(asked.has_button("show") && asked.has_button("anew"), "{}", asked.text());
    let shown = computer.press(&asked, "show", &[]);
    assert_eq!(shown.field("step").as_deref(), Some("who"), "where it was: {}", shown.text());
    let check = computer.walk_on(shown, &[]);
    assert!(check.has(WORDS), "{}", check.text());
}

#[test]
fn a_paused_kiosk_says_where_else_to_tell_and_loses_no_slip_that_was_begun() {
    let app = TestApp::spawn();
    let mut library = kiosk(&app, "Library 1", &[]);
    let mut hall = kiosk(&app, "Hall", &[]);
    let begun = at_words(&mut library);
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let list = lead.open(paths::KIOSKS);
    let list = lead.press(&list, "Pause Library 1 now", &[]);
    assert!(list.has("It is paused.") && list.has("Paused since Tuesday 24 November 2026."));

    // Whoever writes there is not turned away.
    let check = library.walk_on(begun, &[]);
    assert_eq!(library.press(&check, "send", &[]).heading(), SENT);
    let home = library.visit(paths::LEAVE);
    assert!(!home.has_button(FROM_HOME), "{}", home.text());
    for text in
        ["Tell an adult you trust.", "Or use another computer or phone.", "999", "0800 1111"]
    {
        assert!(home.has(text), "{text}: {}", home.text());
    }
    assert_eq!(hall.send_slip(&[]).heading(), SENT);
    assert_eq!(app.pupil().send_slip(&[]).heading(), SENT, "and the web form stays");

    let list = lead.press(&list, "End the pause of Library 1", &[]);
    assert!(list.has("The pause is over.") && !list.has("Paused since"), "{}", list.text());
    assert_eq!(library.send_slip(&[]).heading(), SENT);
}

/// The lead pauses a kiosk, or ends that; it is known at once.
fn presses_for(app: &TestApp, button: &str) {
    let mut lead = AtDesk::new(app, Role::DesignatedSafeguardingLead);
    let list = lead.open(paths::KIOSKS);
    assert_eq!(lead.press(&list, button, &[]).status, 200);
}

#[test]
fn at_a_paused_kiosk_nothing_begins_by_an_address_a_link_or_a_page_that_was_open_before() {
    let app = TestApp::spawn();
    let mut computer = kiosk(&app, "Library 1", &[]);
    let home = computer.visit("/");
    let turn = computer.visit(paths::TURN);
    let practice = computer.visit(paths::PRACTICE);
    let start = computer.press(&home, FROM_HOME, &[]);
    presses_for(&app, "Pause Library 1 now");

    let says_where_else = |page: &Page| {
        assert!(page.has("Or use another computer or phone."), "{}: {}", page.path, page.text());
        assert!(page.has("999") && page.has("0800 1111") && !page.has_button("next"));
        assert!(!page.has_button(FROM_HOME));
    };
    // With the draft of the page that was open, and with none.
    for _ in 0..2 {
        for path in ["/", "/?mode=pictures", paths::TURN, "/turn?look=cream", paths::PRACTICE] {
            says_where_else(&computer.visit(path));
        }
        for (page, button, filled) in [
            (&home, FROM_HOME, &[][..]),
            (&start, "next", &[]),
            (&turn, "next", &[("way", "tell")]),
            (&turn, "next", &[("way", "none")]),
            (&practice, "next", &[]),
        ] {
            says_where_else(&computer.press(page, button, filled));
        }
        // Help is there, also from a page that was open.
        let help = computer.press(&start, "help", &[]);
        assert_eq!((help.path.as_str(), help.has("0800 1111")), (paths::HELP, true));
        computer.cookies.retain(|(name, _)| name.contains("kiosk"));
    }
    let polish = computer.press(&start, "lang-pl", &[]);
    assert!(polish.has("Powiedz komuś dorosłemu.") && !polish.has_button("next"));
    assert_eq!(app.slips().len(), 0);

    presses_for(&app, "End the pause of Library 1");
    computer.visit(paths::LEAVE);
    assert!(computer.visit(paths::TURN).has_button("next"));
    assert_eq!(computer.send_slip(&[]).heading(), SENT);
}

#[test]
fn whoever_is_in_a_turn_or_at_its_first_question_when_the_kiosk_is_paused_goes_on_to_its_end() {
    let app = TestApp::spawn();
    for way in ["tell", "none"] {
        let mut computer = kiosk(&app, way, &[]);
        let start = computer.visit(paths::TURN);
        let mut page = computer.press(&start, "next", &[("way", way)]);
        presses_for(&app, &format!("Pause {way} now"));
        while page.field("step").as_deref() != Some("check") {
            let asked = !page.attributes("main [name=danger]", "name").is_empty();
            let given: &[(&str, &str)] = if asked { &[("danger", "no")] } else { &[] };
            page = computer.press(&page, "next", given);
            assert!(page.path == paths::TURN && page.heading() != "Hello", "{}", page.text());
        }
        let done = computer.press(&page, "send", &[]);
        assert!(done.heading().starts_with("Thank you"), "{}", done.text());
        assert_eq!(app.slips().len(), 1, "of who told");
        // The next has to go elsewhere.
        computer.visit(paths::LEAVE);
        assert_eq!(computer.visit(paths::TURN).heading(), "Hello");
    }

    // A slip that was begun is neither gone nor begun anew.
    let mut computer = kiosk(&app, "Hall", &[]);
    at_words(&mut computer);
    let home = computer.visit(paths::HOME);
    presses_for(&app, "Pause Hall now");
    let asked = computer.press(&home, FROM_HOME, &[]);
    assert_eq!(computer.press(&asked, "anew", &[]).heading(), "Hello");
    let asked = computer.visit("/");
    let shown = computer.press(&asked, "show", &[]);
    let check = computer.walk_on(shown, &[]);
    assert!(check.has(WORDS), "{}", check.text());
    assert_eq!(computer.press(&check, "send", &[]).heading(), SENT);
    let again = computer.visit("/");
    assert_eq!(computer.press(&again, "anew", &[]).heading(), "Hello");
}

#[test]
fn no_page_at_a_kiosk_leads_elsewhere_telephones_or_is_printed_and_each_has_its_curtain() {
    let app = TestApp::spawn();
    let mut computer = kiosk(&app, "Library 1", &[]);
    let mut pages = vec![computer.visit("/")];
    let start = computer.press(&pages[0], FROM_HOME, &[]);
    pages.extend([start, at_words(&mut computer)]);
    for path in [
        paths::HELP,
        paths::ABOUT,
        paths::ABOUT_PRIVACY,
        paths::ABOUT_PARENTS,
        paths::ABOUT_ACCESSIBILITY,
        paths::REPLY,
        paths::KIOSK,
        paths::TURN,
        paths::PRACTICE,
        "/nothing-here",
        "/",
    ] {
        pages.push(computer.visit(path));
    }
    computer.visit(paths::LEAVE);
    pages.push(computer.send_slip(&[]));
    for page in &pages {
        for address in page.attributes("a, link, script", "href") {
            let is_ours =
                address.starts_with('#') || address.starts_with('/') && !address.starts_with("//");
            assert!(is_ours, "{}: {address}", page.path);
        }
        assert_eq!(page.attributes("[target]", "target"), Vec::<String>::new(), "{}", page.path);
        assert_eq!(page.attributes("form[action*=':']", "action"), Vec::<String>::new());
        assert_eq!(page.attributes("body[data-print]", "data-print").len(), 1, "{}", page.path);
        let curtains = usize::from(page.heading() != "Hello");
        assert_eq!(page.attributes("#idle[hidden] #idle-stay", "type").len(), curtains);
        // Said before a press or a link goes nowhere, on each page once.
        let told = page.text_of("#offline[role=alert][hidden]");
        let is_home = page.heading() == "Hello";
        assert_eq!((told.len(), told[0].contains("Your words")), (1, !is_home), "{}", page.path);
        // Cleared without a network it is not blank, and this leads nowhere either.
        let cleared = page.text_of("#cleared[hidden]").concat();
        assert!(cleared.contains("999") && cleared.contains("0800 1111"), "{}", page.path);
        assert_eq!(page.attributes("#cleared [href], #cleared button", "class").len(), 0);
        let scripts = page.attributes("script", "src");
        assert!(scripts[0].starts_with("/static/kiosk."), "{}: {scripts:?}", page.path);
    }
    let plain = app.pupil().visit("/");
    assert_eq!(plain.attributes("script", "src").len(), 1);
    assert_eq!(plain.attributes("#idle", "id"), Vec::<String>::new());
}

#[test]
fn a_device_keeps_a_kiosk_on_its_home_screen_under_the_schools_name_and_nothing_else() {
    let app = TestApp::build().with_second_school().spawn();
    let mut computer = kiosk(&app, "Library 1", &[]);
    let home = computer.visit("/");
    assert_eq!(home.attributes("link[rel=manifest]", "href"), [paths::MANIFEST]);
    let elsewhere = app.pupil().visit("/");
    assert_eq!(elsewhere.attributes("link[rel=manifest]", "href"), Vec::<String>::new());
    for (host, name) in [(app.elmwood.host, "Elmwood School"), (app.ashby.host, "Ashby Academy")] {
        let answer = app.browser_at(host).get(paths::MANIFEST);
        assert_eq!(answer.header("content-type"), Some("application/manifest+json"));
        let manifest: serde_json::Value = serde_json::from_slice(&answer.body).unwrap();
        assert_eq!((&manifest["name"], &manifest["short_name"]), (&name.into(), &"Hello".into()));
        assert_eq!(
            (&manifest["start_url"], &manifest["display"]),
            (&"/".into(), &"fullscreen".into())
        );
        let icon = manifest["icons"][0]["src"].as_str().unwrap().to_owned();
        assert_eq!(app.browser_at(host).get(&icon).header("content-type"), Some("image/svg+xml"));
        assert!(!String::from_utf8_lossy(&answer.body).contains("slip"));
    }
}
