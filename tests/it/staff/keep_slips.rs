//! How long slips are kept: what two readers may agree on, and what one of them may hold back.

use ineedtotalk::domain::{Answers, Danger, Role, SlipState};
use ineedtotalk::paths;

use super::at_desk::{AtDesk, send, urgent_slip};
use super::retention::{audit_events, closed, days_pass, is_there, minute_passes, tombstones};
use crate::harness::TestApp;

const ACTS: &str = "#done ~ ol > li";
pub const ASK: &str = "Ask to delete it";
const CONFIRM: &str = "Delete it now";
const HOLD: &str = "Put it on hold";
const KEEP: &str = "Keep it";
const LIFT: &str = "Lift the hold";

fn lead_and_deputy(app: &TestApp) -> (AtDesk<'_>, AtDesk<'_>) {
    (AtDesk::new(app, Role::DesignatedSafeguardingLead), AtDesk::new(app, Role::Deputy))
}

#[test]
fn two_readers_who_agree_delete_a_slip_at_once_and_a_count_is_left() {
    let app = TestApp::spawn();
    let (mut lead, mut deputy) = lead_and_deputy(&app);
    let slip = closed(&mut lead, "Sent in a test.", "nothing-to-act");
    minute_passes(&app);
    let page = lead.open(&slip);
    let page = lead.press(&page, ASK, &[("purge-reason", "A class tried it out.")]);
    assert!(page.has("You asked to have it deleted now."), "{}", page.text());
    assert!(page.has("Ms Shah, deputy safeguarding lead"), "who may agree is said");
    assert!(!page.has_button(CONFIRM), "nobody agrees with themself");

    assert!(!deputy.open(&slip).has_button(CONFIRM), "nobody agrees to what they have not read");
    let page = deputy.opens(&slip);
    assert!(page.has("Mr Lewis asks to have it deleted now."));
    assert!(page.has("A class tried it out."));
    let list = deputy.press(&page, CONFIRM, &[]);
    assert!(list.has("The slip is deleted.") && list.has("No slip has been closed yet."));

    assert!(!is_there(&app, &slip));
    assert_eq!(lead.browser.get(&slip).status, 404);
    assert_eq!(tombstones(&app), [("Tuesday 24 November 2026".to_owned(), 1)]);
    assert_eq!(audit_events(&app, "slips."), ["system slips.purged-early 1"], "no name, no slip");
}

#[test]
fn one_reader_alone_deletes_nothing_however_the_form_is_sent() {
    let app = TestApp::spawn();
    let (mut lead, mut deputy) = lead_and_deputy(&app);
    let slip = closed(&mut lead, "Help.", "dealt-with");
    minute_passes(&app);
    let token = lead.token();
    let confirm = |desk: &mut AtDesk<'_>, token: &str| {
        desk.posts(&format!("{slip}/confirm-purge"), &[("csrf", token)]).status
    };
    assert_eq!(confirm(&mut lead, &token), 409, "nobody has asked");
    let page = lead.open(&slip);
    lead.press(&page, ASK, &[("purge-reason", "I would rather it were gone.")]);
    assert_eq!(confirm(&mut lead, &token), 409, "it was this reader who asked");
    let token = deputy.token();
    assert_eq!(confirm(&mut deputy, &token), 409, "the other has not read it");
    assert!(is_there(&app, &slip));

    minute_passes(&app);
    let page = deputy.opens(&slip);
    let page = deputy.press(&page, KEEP, &[]);
    assert!(page.has("Ms Shah said to keep it") && page.has_button(ASK), "{}", page.text());
    assert_eq!(confirm(&mut deputy, &token), 409, "a wish that was refused is over");
    assert!(is_there(&app, &slip) && tombstones(&app).is_empty());
}

#[test]
fn a_slip_that_is_not_closed_is_never_deleted_early() {
    let app = TestApp::spawn();
    let (mut lead, mut deputy) = lead_and_deputy(&app);
    urgent_slip(&app, "Help.");
    let slip = lead.only_slip();
    let page = lead.opens(&slip);
    assert!(page.has("A slip that is not closed is never deleted.") && !page.has_button(ASK));
    let token = lead.token();
    let forged = [("csrf", token.as_str()), ("purge-reason", "Gone.")];
    assert_eq!(lead.posts(&format!("{slip}/ask-purge"), &forged).status, 409);
    deputy.opens(&slip);
    let token = deputy.token();
    let forged = [("csrf", token.as_str())];
    assert_eq!(deputy.posts(&format!("{slip}/confirm-purge"), &forged).status, 409);
    assert!(is_there(&app, &slip));
}

#[test]
fn the_only_reader_of_a_slip_is_told_that_it_goes_by_the_clock_alone() {
    let app = TestApp::spawn();
    let mut head = AtDesk::new(&app, Role::Head);
    let mut kinds = app.app.taxonomy.categories();
    let kind = kinds.find(|kind| kind.code.as_str() == "ST1").map(|kind| kind.code.clone());
    let sent = send(&app, Answers { danger: Some(Danger::Yes), kind, ..Answers::default() });
    assert_eq!(sent.readers.len(), 1, "{:?}", sent.readers);
    let slip = head.only_slip();
    let page = head.opens(&slip);
    let page = head.press(&page, "Write it down", &[("body", "lado"), ("decision", "done")]);
    let page = head.press(&page, "Close the slip", &[("reason", "recorded")]);
    assert!(page.has("takes two of its readers, and you are the only one"), "{}", page.text());
    assert!(!page.has_button(ASK) && page.has_button(HOLD));
}

#[test]
fn a_slip_on_hold_stays_until_the_hold_is_lifted_and_a_week_after() {
    let app = TestApp::spawn();
    let (mut lead, mut deputy) = lead_and_deputy(&app);
    let slip = closed(&mut lead, "He has a knife.", "recorded");
    let page = lead.open(&slip);
    assert!(page.has("This slip will be deleted on Thursday 24 December 2026"), "{}", page.text());
    minute_passes(&app);
    let page = lead.press(&page, HOLD, &[("hold-reason", "The police asked\r\nfor it.")]);
    assert!(page.has("This slip is on hold.") && page.source.contains("asked\nfor it."));
    assert!(!page.has_button(ASK), "what is held is not deleted early either");
    assert!(deputy.open(paths::SLIPS_CLOSED).has("On hold"));
    let acts = deputy.opens(&slip).text_of(ACTS);
    assert!(acts.iter().any(|act| act.starts_with("Mr Lewis put it on hold")), "{acts:?}");

    days_pass(&app, 45);
    assert!(is_there(&app, &slip));
    deputy.sign_in();
    let page = deputy.opens(&slip);
    assert!(page.has("If you lift the hold today, it will be deleted on Friday 15 January 2027."));
    let page = deputy.press(&page, LIFT, &[]);
    assert!(page.has("This slip will be deleted on Friday 15 January 2027"), "{}", page.text());
    days_pass(&app, 6);
    assert!(is_there(&app, &slip), "there is time to put it back");
    days_pass(&app, 1);
    assert!(!is_there(&app, &slip));
}

#[test]
fn a_hold_ends_a_wish_to_delete_and_two_at_once_are_told() {
    let app = TestApp::spawn();
    let (mut lead, mut deputy) = lead_and_deputy(&app);
    let slip = closed(&mut lead, "Help.", "dealt-with");
    let page = lead.open(&slip);
    minute_passes(&app);
    lead.press(&page, ASK, &[("purge-reason", "Done.")]);
    let seen_by_deputy = deputy.opens(&slip);
    minute_passes(&app);
    let page = lead.open(&slip);
    lead.press(&page, HOLD, &[("hold-reason", "Wait.")]);

    let page = deputy.press(&seen_by_deputy, CONFIRM, &[]);
    assert_eq!(page.status, 409);
    assert!(page.has("Another reader did something with this slip meanwhile"), "{}", page.text());
    assert!(page.has("This slip is on hold.") && is_there(&app, &slip));
    let page = deputy.press(&page, LIFT, &[]);
    assert!(page.has_button(ASK) && !page.has_button(CONFIRM), "{}", page.text());
}

#[test]
fn whoever_holds_a_slip_or_wants_it_gone_says_why_and_keeps_what_they_wrote() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let slip = closed(&mut lead, "Help.", "dealt-with");
    let long = "n".repeat(501);
    for (button, field) in [(HOLD, "hold-reason"), (ASK, "purge-reason")] {
        let page = lead.open(&slip);
        let page = lead.press(&page, button, &[(field, " \r\n ")]);
        assert_eq!((page.status, page.errors()), (422, vec!["Write why.".to_owned(); 2]));
        assert_eq!(page.attributes("details[open] textarea", "name"), [field], "it shows");
        let page = lead.press(&page, button, &[(field, &long)]);
        assert!(page.errors().concat().contains("501 characters") && page.source.contains(&long));
    }
    assert!(lead.open(&slip).has(SlipState::Closed.in_words()));
}

#[test]
fn readers_of_other_slips_hold_and_delete_nothing() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let slip = closed(&mut lead, "Help.", "dealt-with");
    let mut chair = AtDesk::new(&app, Role::Chair);
    let token = chair.token();
    for what in ["hold", "lift-hold", "ask-purge", "refuse-purge", "confirm-purge", "erase-name"] {
        let typed = [("csrf", token.as_str()), ("hold-reason", "x"), ("purge-reason", "x")];
        assert_eq!(chair.posts(&format!("{slip}/{what}"), &typed).status, 404, "{what}");
    }
}
