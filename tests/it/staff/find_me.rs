//! A pupil who wants somebody to come and find them, and the readers who then know their name.

use ineedtotalk::domain::Role;

use super::at_desk::AtDesk;
use crate::harness::TestApp;

const NAME: &str = "Ana Marín in 7B";
const ERASE: &str = "Erase the name";

#[test]
fn whoever_wants_to_be_found_is_told_that_the_slip_is_then_not_anonymous() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let asked = pupil.walk_to("name", &[("danger", "yes")]);
    assert_eq!(asked.heading(), "Do you want someone to come and find you?");
    assert!(asked.has("this slip is not anonymous") && asked.has_button("Skip this question"));
    let check = pupil.walk_on(asked, &[("name", NAME)]);
    assert!(check.has("You wrote your name. This slip is not anonymous."));
    assert!(check.has(NAME));
    pupil.press(&check, "send", &[]);

    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let slip = lead.only_slip();
    assert!(!lead.open(&slip).has(NAME), "not on the cover");
    let page = lead.opens(&slip);
    assert!(page.has("This pupil wants to be found") && page.has(NAME));
}

#[test]
fn the_name_is_in_a_box_of_its_own_that_looks_like_everybody_elses() {
    let app = TestApp::spawn();
    app.pupil().send_slip(&[("danger", "yes"), ("words", "Help."), ("name", NAME)]);
    app.pupil().send_slip(&[("danger", "yes"), ("words", "Help.")]);
    let stored = app.slips();
    let lengths: Vec<usize> = stored.iter().map(|slip| slip.name_box.len()).collect();
    assert_eq!(lengths.len(), 2);
    assert!(lengths[0] > 0 && lengths[0] == lengths[1], "{lengths:?}");
    for slip in &stored {
        assert!(app.elmwood.content_of(slip).answers.name.is_empty(), "not with the words");
    }
}

#[test]
fn a_reader_erases_the_name_alone_and_the_other_readers_see_that() {
    let app = TestApp::spawn();
    app.pupil().send_slip(&[("danger", "yes"), ("words", "Please come."), ("name", NAME)]);
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let slip = lead.only_slip();
    let before = app.slips()[0].name_box.clone();
    let page = lead.opens(&slip);
    let page = lead.press(&page, ERASE, &[]);
    assert!(!page.has(NAME) && !page.has_button(ERASE));
    assert!(page.has("Please come."), "the words stay");
    assert!(page.has("erased the pupil's name"));
    let after = app.slips()[0].name_box.clone();
    assert!(after != before && after.len() == before.len());

    let mut deputy = AtDesk::new(&app, Role::Deputy);
    let page = deputy.opens(&slip);
    assert!(!page.has(NAME) && page.has("Mr Lewis erased the pupil's name"));
    let token = deputy.token();
    let again = deputy.browser.post(&format!("{slip}/erase-name"), &[("csrf", &token)]);
    assert_eq!(again.status, 409, "there is nothing to erase any more");
}

/// Whoever asked for the hold may have to know who the child is.
#[test]
fn while_a_slip_is_on_hold_its_name_stays() {
    let app = TestApp::spawn();
    app.pupil().send_slip(&[("danger", "yes"), ("words", "Please come."), ("name", NAME)]);
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let slip = lead.only_slip();
    let seen = lead.opens(&slip);
    let page = lead.press(&seen, "Close the slip", &[("reason", "recorded")]);
    app.app.clock.advance_seconds(60);
    let page = lead.press(&page, "Put it on hold", &[("hold-reason", "The police asked for it.")]);
    assert!(page.has("the name stays until a reader lifts the hold") && !page.has_button(ERASE));
    let token = lead.token();
    let erased = lead.browser.post(&format!("{slip}/erase-name"), &[("csrf", &token)]);
    assert_eq!(erased.status, 409);
    assert!(lead.open(&slip).has(NAME));
}

#[test]
fn a_name_that_is_too_long_keeps_its_words_and_says_so() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let asked = pupil.walk_to("name", &[("danger", "yes")]);
    let long = "🙂".repeat(121);
    let page = pupil.press(&asked, "next", &[("name", &long)]);
    assert_eq!((page.status, page.field("step").as_deref()), (422, Some("name")));
    assert!(page.has(&long));
    let fits = "🙂".repeat(120);
    let check = pupil.walk_on(page, &[("name", &fits)]);
    let sent = pupil.press(&check, "send", &[]);
    assert_eq!(sent.heading(), "Thank you. Your slip is sent.");
}
