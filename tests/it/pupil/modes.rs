//! Pictures, short words, more words, all words: chosen by a link or on any page, and nothing is lost.

use ineedtotalk::domain::{Language, Mode, Role};

use super::SENT;
use crate::harness::{Browser, Page, TestApp};

/// The pages from the first to the check, each left by Next; a tile is chosen by its words.
fn by_pictures(pupil: &mut Browser, danger: &str, tile: &str) -> (Vec<String>, Page) {
    let mut page = pupil.visit("/?mode=pictures");
    let mut steps = Vec::new();
    while page.field("step").as_deref() != Some("check") {
        steps.push(page.field("step").unwrap());
        let answers = [("danger", danger), ("group", tile)];
        let asked = answers.iter().filter(|(name, _)| has_field(&page, name));
        let given: Vec<_> = asked.copied().collect();
        page = pupil.press(&page, "next", &given);
    }
    (steps, page)
}

fn has_field(page: &Page, name: &str) -> bool {
    !page.attributes(&format!("input[type=radio][name='{name}']"), "value").is_empty()
}

fn modes_of(page: &Page) -> Vec<String> {
    page.attributes("button[value^='mode-'][aria-pressed=true]", "value")
}

#[test]
fn by_pictures_four_pages_lead_from_start_to_sent_and_the_reader_is_told() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let (steps, check) = by_pictures(&mut pupil, "no", "tile-asked");
    assert_eq!(steps, ["start", "danger", "kind"]);
    assert!(check.has("Someone asked for photos or secrets"), "{}", check.text());
    assert_eq!(check.attributes("html", "data-band"), ["early"]);
    assert_eq!(pupil.press(&check, "send", &[]).heading(), SENT);

    let slips = app.slips();
    let content = app.elmwood.content_of(&slips[0]);
    assert_eq!((content.mode, content.language), (Mode::Pictures, Language::English));
    assert_eq!((content.category.as_str(), slips[0].urgency.as_str()), ("CT2", "emergency"));
}

#[test]
fn by_pictures_whoever_worries_about_an_adult_at_school_is_asked_which_of_its_readers_it_is() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let (steps, check) = by_pictures(&mut pupil, "no", "tile-adult");
    assert_eq!(steps, ["start", "danger", "kind", "hidden-from"]);
    let asked = pupil.press(&check, "back", &[]);
    assert!(asked.has("Dr Hughes"), "{}", asked.text());
    let head = app.elmwood.person(Role::Head).id().as_str().to_owned();
    let check = pupil.press(&asked, "next", &[("hidden_from[]", &head)]);
    let sent = pupil.press(&check, "send", &[]);
    assert!(!sent.has("Dr Hughes") && !sent.has("safe adult"), "{}", sent.text());
    assert!(!app.elmwood.who_can_open(&app.slips()[0]).contains(&"Dr Hughes"));
}

#[test]
fn each_of_the_eight_tiles_reaches_a_reader_at_once_or_the_same_day() {
    let app = TestApp::spawn();
    let start = app.pupil().visit("/?mode=pictures");
    let mut pupil = app.pupil();
    let danger = pupil.press(&start, "next", &[]);
    let kind = pupil.press(&danger, "next", &[("danger", "no")]);
    let tiles = kind.attributes("input[name=group]", "value");
    assert_eq!(tiles.len(), 8);
    for tile in &tiles {
        let (_, check) = by_pictures(&mut app.pupil(), "no", tile);
        let mut pupil = app.pupil();
        assert_eq!(pupil.press(&check, "send", &[]).heading(), SENT, "{tile}");
    }
    let slips = app.slips();
    assert_eq!(slips.len(), tiles.len());
    assert!(slips.iter().all(|slip| slip.urgency != "routine"));
    let about_staff =
        slips.iter().find(|slip| app.elmwood.content_of(slip).category.as_str() == "ST1");
    assert_eq!(app.elmwood.who_can_open(about_staff.unwrap()), ["Dr Hughes"]);
}

#[test]
fn whoever_chose_by_pictures_says_more_from_the_check_page_and_comes_back_to_it() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let (_, check) = by_pictures(&mut pupil, "no", "tile-unkind");
    let words = pupil.press(&check, "change-words", &[]);
    assert_eq!(words.field("step").as_deref(), Some("words"));
    let check = pupil.press(&words, "next", &[("words", "he hit me")]);
    assert_eq!(check.field("step").as_deref(), Some("check"));
    let place = pupil.press(&check, "change-place", &[]);
    let check = pupil.press(&place, "back", &[("place", "home")]);
    assert_eq!(check.field("step").as_deref(), Some("check"));
    assert!(check.has("he hit me") && check.has("At home"), "{}", check.text());
    let hidden = pupil.press(&check, "change-hidden-from", &[]);
    assert_eq!(hidden.field("step").as_deref(), Some("hidden-from"));
}

#[test]
fn yes_to_danger_shows_what_to_do_now_in_every_mode_and_still_sends() {
    for mode in Mode::ALL {
        let app = TestApp::spawn();
        let mut pupil = app.pupil();
        let start = pupil.visit(&format!("/?mode={}", mode.as_str()));
        let danger = pupil.press(&start, "next", &[]);
        let now = pupil.press(&danger, "next", &[("danger", "yes")]);
        assert_eq!(now.field("step").as_deref(), Some("do-now"));
        assert_eq!(now.heading(), "Tell an adult near you now");
        assert!(now.has("call 999") && now.has("0800 1111"), "{}", now.text());
        let check = pupil.walk_on(now, &[]);
        pupil.press(&check, "send", &[]);
        assert_eq!(app.slips()[0].urgency, "emergency", "{mode:?}");
    }
}

#[test]
fn words_change_on_every_page_and_what_was_typed_stays() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let mut page = pupil.visit("/");
    assert_eq!(modes_of(&page), ["mode-more"]);
    let mut seen = 0;
    loop {
        let step = page.field("step").unwrap();
        for mode in ["pictures", "short", "all", "more"] {
            let typed: &[_] = match step.as_str() {
                "words" => &[("words", "They took my bag.")],
                "who" => &[("who", "Sam")],
                _ => &[],
            };
            page = pupil.press(&page, &format!("mode-{mode}"), typed);
            let is_early = page.attributes("html", "data-band") == ["early"];
            assert_eq!(modes_of(&page), [format!("mode-{mode}")], "{step}");
            assert_eq!(is_early, ["pictures", "short"].contains(&mode), "{step}");
            // Pictures asks no second question of kind: the way goes on to the check page.
            if step != "kind-within" {
                assert_eq!(page.field("step").as_deref(), Some(step.as_str()));
            }
        }
        seen += 1;
        let answers = [("danger", "no"), ("group", "unkind"), ("kind", "CD1")];
        let asked = answers.iter().filter(|(name, _)| has_field(&page, name));
        let given: Vec<_> = asked.copied().collect();
        if page.field("step").as_deref() == Some("check") {
            break;
        }
        page = pupil.press(&page, "next", &given);
    }
    assert!(seen >= 5, "{seen} pages");
    let sent = pupil.press(&page, "send", &[]);
    let again = pupil.press(&sent, "mode-short", &[]);
    assert_eq!((again.heading().as_str(), modes_of(&again)), (SENT, vec!["mode-short".to_owned()]));
    assert_eq!(app.slips().len(), 1);
}

#[test]
fn a_page_without_a_draft_changes_its_words_and_keeps_what_it_carries() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    pupil.visit("/?mode=all");
    let check = pupil.walk_to_check(&[("words", "They took my bag."), ("group", "adult")]);
    let app = app.restart();
    let short = pupil.press(&check, "mode-short", &[]);
    assert_eq!(modes_of(&short), ["mode-short"]);
    assert!(short.has("They took my bag."), "{}", short.text());
    pupil.press(&short, "send", &[]);
    let content = app.elmwood.content_of(&app.slips()[0]);
    assert_eq!((content.mode, content.category.as_str()), (Mode::Short, "ST1"));
}

#[test]
fn the_schools_own_mode_holds_until_a_link_or_a_pupil_chooses_another() {
    let app = TestApp::build().config(|config| config.pupils.mode = Mode::Short).spawn();
    let mut pupil = app.pupil();
    for (path, mode) in
        [("/", "mode-short"), ("/?mode=all", "mode-all"), ("/?mode=x", "mode-short")]
    {
        assert_eq!(modes_of(&pupil.visit(path)), [mode]);
    }
    let start = pupil.visit("/");
    let danger = pupil.press(&start, "next", &[]);
    assert_eq!(danger.heading(), "Is someone in danger now?");
    let more = pupil.press(&danger, "mode-more", &[]);
    assert_eq!(more.heading(), "Is someone in danger right now?");
}
