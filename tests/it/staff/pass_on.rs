//! Adults pass on what a pupil told them or gave them on paper, and its readers see that they did.

use ineedtotalk::domain::{Role, WORDS_CHARACTERS_MAX};
use ineedtotalk::paths;

use super::at_desk::AtDesk;
use crate::harness::{Page, TestApp};

const TITLE: &str = "Pass on what a pupil told you";
const DONE: &str = "It is passed on";
const BUTTON: &str = "Pass it on";
/// The least that is asked for.
const LEAST: [(&str, &str); 2] = [("how", "told"), ("danger", "no")];

/// Fills in the form without an account, and presses.
fn passes_on(app: &TestApp, filled: &[(&str, &str)]) -> Page {
    let mut adult = app.pupil();
    let form = adult.visit(paths::PASS_ON);
    assert_eq!(form.heading(), TITLE);
    adult.press(&form, BUTTON, filled)
}

#[test]
fn an_adult_without_an_account_passes_on_and_a_reader_sees_the_pupils_words_and_how_they_came() {
    let app = TestApp::spawn();
    let page = passes_on(
        &app,
        &[
            ("how", "on-paper"),
            ("promised", "yes"),
            ("danger", "yes"),
            ("kind", "CD1"),
            ("place", "class"),
            ("words", "they keep laffing at me"),
            ("by", "Mr Hill, lunch supervisor"),
        ],
    );
    assert_eq!(page.heading(), DONE, "{}", page.text());
    assert!(!page.has("laffing"), "nothing of it is shown again");

    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let slip = lead.only_slip();
    assert!(!lead.open(&slip).has("passed this on"), "that is under the seal");
    let opened = lead.opens(&slip);
    assert!(opened.has("they keep laffing at me"), "{}", opened.text());
    assert!(opened.has("A member of staff passed this on") && opened.has("It came on paper."));
    assert!(opened.has("Passed on by") && opened.has("Mr Hill, lunch supervisor"));
    assert!(opened.has("They promised the pupil to keep it secret."));
}

#[test]
fn nothing_but_danger_and_how_it_came_is_asked_for_and_no_name_is_a_must() {
    let app = TestApp::spawn();
    let empty = passes_on(&app, &[("words", "She told me on the stairs.")]);
    assert_eq!(empty.status, 422);
    assert_eq!(empty.errors().len(), 4, "each is said above and beside: {:?}", empty.errors());
    assert_eq!(empty.field("words").as_deref().map(str::trim), Some("She told me on the stairs."));
    assert!(app.slips().is_empty());

    assert_eq!(passes_on(&app, &LEAST).heading(), DONE);
    let content = app.elmwood.content_of(&app.slips()[0]);
    let passed_on = content.passed_on.unwrap();
    assert!(passed_on.by.is_empty() && !passed_on.promised_secrecy);
}

#[test]
fn it_is_routed_sealed_and_noticed_as_a_pupils_own_slip_is() {
    let app = TestApp::spawn();
    app.pupil().send_slip(&[("danger", "yes"), ("group", "unkind"), ("kind", "CD1")]);
    passes_on(&app, &[("how", "told"), ("danger", "yes"), ("kind", "CD1")]);
    let stored = app.slips();
    assert_eq!(stored.len(), 2);
    let readers = ["Mrs Okafor", "Mr Lewis", "Ms Shah"];
    for slip in &stored {
        assert_eq!(app.elmwood.who_can_open(slip), readers);
        assert_eq!(slip.tray, "normal");
    }
    let (own, passed) = (&stored[0], &stored[1]);
    assert_eq!((own.day, own.envelope.len()), (passed.day, passed.envelope.len()));
    assert_eq!(own.name_box.len(), passed.name_box.len(), "outside the seal they are alike");
}

#[test]
fn what_an_adult_at_school_did_goes_around_whoever_it_is_about() {
    let app = TestApp::spawn();
    let about_staff = [("how", "noticed"), ("danger", "no"), ("kind", "ST1")];
    passes_on(&app, &about_staff);
    assert_eq!(app.elmwood.who_can_open(&app.slips()[0]), ["Dr Hughes"]);
    let head = app.person(Role::Head).id().as_str();
    passes_on(&app, &[about_staff.as_slice(), &[("hidden_from[]", head)]].concat());
    let mut reached: Vec<_> =
        app.slips().iter().map(|slip| app.elmwood.who_can_open(slip).concat()).collect();
    reached.sort();
    assert_eq!(reached, ["Dr Hughes", "Mr Price"]);
}

#[test]
fn words_that_name_a_reader_are_asked_about_once_before_they_go() {
    let app = TestApp::spawn();
    let mut adult = app.pupil();
    let form = adult.visit(paths::PASS_ON);
    let filled = [("how", "told"), ("danger", "no"), ("words", "Mr Lewis pushed me, he said.")];
    let asked = adult.press(&form, BUTTON, &filled);
    assert_eq!(asked.status, 422);
    assert!(asked.has("Mr Lewis") && asked.has("named in what you wrote"), "{}", asked.text());
    assert!(app.slips().is_empty());
    let lewis = app.person(Role::DesignatedSafeguardingLead).id().as_str();
    let done = adult.press(&asked, BUTTON, &[("hidden_from[]", lewis)]);
    assert_eq!(done.heading(), DONE, "{}", done.text());
    assert_eq!(app.elmwood.who_can_open(&app.slips()[0]), ["Mrs Okafor", "Ms Shah"]);
}

#[test]
fn whatever_goes_wrong_the_words_stay_and_pressing_twice_is_one_slip() {
    let app = TestApp::build().limits(1, 1).spawn();
    let mut adult = app.pupil();
    let form = adult.visit(paths::PASS_ON);
    let filled = [&LEAST[..], &[("words", "It was Monday.")]].concat();
    let long = "a".repeat(WORDS_CHARACTERS_MAX + 1);
    let too_long = adult.press(&form, BUTTON, &[&LEAST[..], &[("words", long.as_str())]].concat());
    assert_eq!(too_long.status, 422);
    assert!(too_long.has(&long));

    for _ in 0..2 {
        assert_eq!(adult.press(&form, BUTTON, &filled).heading(), DONE);
    }
    assert_eq!(app.slips().len(), 1);
    let everyone = app.elmwood.people.iter();
    let everyone: Vec<_> = everyone.map(|person| ("hidden_from[]", person.id().as_str())).collect();
    let form = app.pupil().visit(paths::PASS_ON);
    let answer = app.pupil().press(&form, BUTTON, &[filled.clone(), everyone].concat());
    assert!(matches!(answer.status, 422 | 429), "{}", answer.status);
    assert!(answer.has("It was Monday.") && answer.has("999") && answer.has("0800 1111"));
}

#[test]
fn with_the_database_away_what_was_typed_and_ticked_stays_and_goes_once_it_is_back() {
    let app = TestApp::spawn();
    let mut adult = app.pupil();
    let form = adult.visit(paths::PASS_ON);
    let okafor = app.person(Role::OnlineSafetyOfficer).id().as_str().to_owned();
    let filled = [("words", "It was Monday."), ("hidden_from[]", okafor.as_str())];
    let filled = [&LEAST[..], &filled].concat();
    // Started anew, the service knows neither the school nor its readers until it can look.
    let app = app.restart();
    let away = app.take_database_away();
    let busy = adult.press(&form, BUTTON, &filled);
    assert_eq!(busy.status, 503);
    assert!(busy.has("It was Monday.") && busy.has("999"), "{}", busy.text());
    away.bring_back();
    assert_eq!(adult.press(&busy, BUTTON, &[]).heading(), DONE);
    assert_eq!(app.elmwood.who_can_open(&app.slips()[0]), ["Mr Lewis", "Ms Shah"]);
}

#[test]
fn whoever_is_signed_in_finds_it_in_their_menu_and_who_holds_no_key_can_pass_on_too() {
    let app = TestApp::spawn();
    let mut ict = AtDesk::new(&app, Role::IctAdministrator);
    let links = ict.open(paths::STAFF).attributes("nav a", "href");
    assert!(links.contains(&paths::PASS_ON.to_owned()), "{links:?}");
    let form = ict.open(paths::PASS_ON);
    assert_eq!(ict.press(&form, BUTTON, &LEAST).heading(), DONE);
    let slip = &app.slips()[0];
    let person = app.person(Role::IctAdministrator);
    assert!(person.opened(&app.elmwood.id, slip).is_none());
}

#[test]
fn each_schools_form_is_its_own_and_a_closed_one_says_so() {
    let app = TestApp::build().with_second_school().spawn();
    let mut adult = app.browser_at(app.ashby.host);
    let form = adult.visit(paths::PASS_ON);
    assert!(form.has("Mrs Byrne") && !form.has("Mrs Okafor"));
    adult.press(&form, BUTTON, &LEAST);
    assert_eq!((app.slips().len(), app.slips_of(&app.ashby).len()), (0, 1));

    let closed = TestApp::build().not_live().spawn();
    let form = closed.pupil().visit(paths::PASS_ON);
    assert!(form.has("No one can read slips right now."));
    let kept = closed.pupil().press(&form, BUTTON, &[&LEAST[..], &[("words", "Kept.")]].concat());
    assert!(kept.status != 200 && kept.has("Kept."), "{}", kept.status);
}
