//! Several slips that are about the same thing: one case for whoever can open them, and nothing to others.

use ineedtotalk::domain::{Answers, Danger, ReaderId, Role};
use ineedtotalk::paths;

use super::at_desk::{AtDesk, send};
use super::case::{kind, slip_about};
use super::retention::{days_pass, is_there};
use crate::harness::{Page, TestApp};

const PUT: &str = "They are about the same thing";
const APART: &str = "Take this slip out of the case";
const CLOSE: &str = "Close the slip";
const NOTE: &str = "Keep the note";
const ALONE: &str = "This slip is a case by itself.";
const ACTS: &str = "#done ~ ol > li";

/// A slip of this kind, hidden from these.
fn slip_hidden_from(app: &TestApp, code: &str, words: &str, hidden_from: &[&ReaderId]) {
    let (danger, kind, words) = (Some(Danger::Yes), kind(app, code), words.to_owned());
    let hidden_from = hidden_from.iter().map(|id| (*id).clone()).collect();
    send(app, Answers { danger, kind, words, hidden_from, ..Answers::default() });
}

/// The slip of a list that is none of these.
pub fn new_one(reader: &mut AtDesk<'_>, known: &[&str]) -> String {
    let links = reader.open(paths::SLIPS).attributes("tbody a", "href");
    let mut links = links.into_iter().filter(|link| !known.contains(&link.as_str()));
    links.next().unwrap()
}

/// Two slips about bullying, which the lead has opened.
fn two_slips(app: &TestApp, lead: &mut AtDesk<'_>) -> [String; 2] {
    slip_about(app, "CD1", "They post about me.");
    let one = lead.only_slip();
    slip_about(app, "CD1", "They post about my friend.");
    let other = new_one(lead, &[&one]);
    lead.opens(&one);
    lead.opens(&other);
    [one, other]
}

pub fn id_of(slip: &str) -> &str {
    slip.rsplit('/').next().unwrap()
}

/// Chooses the other slip among those that are offered.
fn puts_together(reader: &mut AtDesk<'_>, slip: &str, other: &str) -> Page {
    let page = reader.open(&format!("{slip}/together"));
    assert!(page.attributes("input[name=with]", "value").contains(&id_of(other).to_owned()));
    reader.press(&page, PUT, &[("with", id_of(other))])
}

fn lead_and_deputy(app: &TestApp) -> (AtDesk<'_>, AtDesk<'_>) {
    (AtDesk::new(app, Role::DesignatedSafeguardingLead), AtDesk::new(app, Role::Deputy))
}

/// What stands in the list of closed slips of when they are deleted.
fn purge_days(reader: &mut AtDesk<'_>) -> Vec<String> {
    let rows = reader.open(paths::SLIPS_CLOSED).text_of("tbody tr");
    let after_its_day = |row: &String| row.split_once("November 2026").unwrap().1.to_owned();
    rows.iter().map(after_its_day).collect()
}

/// One asks to have a closed slip deleted, and the other agrees.
pub fn agree_to_delete(one: &mut AtDesk<'_>, other: &mut AtDesk<'_>, slip: &str) {
    let page = one.open(slip);
    one.press(&page, "Ask to delete it", &[("purge-reason", "A test.")]);
    let page = other.opens(slip);
    let deleted = other.press(&page, "Delete it now", &[]);
    assert!(deleted.has("The slip is deleted."), "{}", deleted.text());
}

#[test]
fn two_slips_about_the_same_are_worked_on_as_one_case_and_closed_together() {
    let app = TestApp::spawn();
    let (mut lead, mut deputy) = lead_and_deputy(&app);
    let [one, other] = two_slips(&app, &mut lead);
    let offered = lead.open(&format!("{one}/together"));
    assert!(offered.has("The same kind of worry, at about the same time"), "{}", offered.text());
    let page = puts_together(&mut lead, &one, &other);
    for words in
        ["They post about me.", "They post about my friend.", "Mr Lewis put slips together"]
    {
        assert!(page.has(words), "{words}: {}", page.text());
    }
    let page = lead.press(&page, NOTE, &[("case-note", "Spoke to both of them.")]);
    let page = lead.press(&page, "I see to it", &[]);
    let due = [("task", "Ring home"), ("due", "2026-11-25")];
    lead.press(&page, "Set the task", &due);

    // Once written, it counts for both, and says on which it was written.
    deputy.sign_in();
    let page = deputy.opens(&other);
    for words in ["Spoke to both of them.", "Mr Lewis sees to it.", "Ring home – by"] {
        assert!(page.has(words), "{words}: {}", page.text());
    }
    assert_eq!(page.text_of(ACTS).iter().filter(|act| act.contains("Spoke to both")).count(), 1);
    let marks = page.text_of(&format!("{ACTS} > strong"));
    assert!(marks.contains(&"Slip 1:".to_owned()) && marks.contains(&"Slip 2:".to_owned()));
    assert!(!page.has("They post about me."), "its words are for whoever has opened it");
    assert_eq!(lead.open(paths::SLIPS_MINE).text_of("tbody tr").len(), 2);
    assert_eq!(lead.open("/staff/slips?list=open&owner=nobody").text_of("tbody tr").len(), 0);

    let done = deputy.press(&page, "Done : Ring home", &[]);
    let refused = deputy.press(&done, CLOSE, &[("reason", "dealt-with"), ("note", "All calm.")]);
    assert_eq!(refused.status, 422);
    assert!(refused.errors().join(" ").contains("Open the other slips of this case first"));
    assert!(refused.source.contains("All calm."), "nothing that was typed is lost");
    deputy.opens(&one);
    let page = deputy.open(&other);
    let page = deputy.press(&page, CLOSE, &[("reason", "dealt-with"), ("note", "All calm.")]);
    assert_eq!(page.text().matches("Ms Shah closed it").count(), 2, "{}", page.text());
    assert_eq!(lead.open(paths::SLIPS_CLOSED).text_of("tbody tr").len(), 2);
    assert!(lead.open(&one).has("Ring home done"), "whoever reads that one alone learns it too");
}

#[test]
fn a_hold_is_of_the_whole_case_and_so_is_its_end() {
    let app = TestApp::spawn();
    let (mut lead, _) = lead_and_deputy(&app);
    let [one, other] = two_slips(&app, &mut lead);
    let page = puts_together(&mut lead, &one, &other);
    lead.press(&page, CLOSE, &[("reason", "recorded")]);
    let page = lead.open(&one);
    app.app.clock.advance_seconds(60);
    lead.press(&page, "Put it on hold", &[("hold-reason", "The police asked for it.")]);
    days_pass(&app, 45);
    assert!(is_there(&app, &one) && is_there(&app, &other), "their words are one case");

    lead.sign_in();
    lead.opens(&one);
    let page = lead.opens(&other);
    assert!(page.has("This slip is on hold."), "{}", page.text());
    lead.press(&page, "Lift the hold", &[]);
    days_pass(&app, 8);
    assert!(!is_there(&app, &one) && !is_there(&app, &other));
}

#[test]
fn who_reads_one_of_them_alone_sees_nothing_of_the_other() {
    let app = TestApp::spawn();
    let (mut lead, mut deputy) = lead_and_deputy(&app);
    slip_about(&app, "CD1", "They post about me.");
    let seen = lead.only_slip();
    let of_deputy = app.person(Role::Deputy).id();
    slip_hidden_from(&app, "CD1", "Ms Shah laughed at it.", &[of_deputy]);
    let hidden = new_one(&mut lead, &[&seen]);
    let alone = deputy.opens(&seen);
    lead.opens(&seen);
    let page = lead.opens(&hidden);
    lead.press(&page, NOTE, &[("case-note", "About Ms Shah.")]);
    let page = puts_together(&mut lead, &hidden, &seen);
    assert!(page.has("Mr Lewis put slips together"));
    assert!(page.attributes("#owner option", "value").iter().all(|id| id != of_deputy.as_str()));

    let page = deputy.open(&seen);
    let told = ["put slips together", "About Ms Shah.", "laughed", "Slip 1", "Slip 2"];
    for words in told {
        assert!(!page.has(words), "{words}: {}", page.text());
    }
    assert!(page.has(ALONE) && !page.has("changed in the database"));
    let others_acts = |page: &Page| {
        let acts = page.text_of(ACTS).into_iter();
        acts.filter(|act| !act.starts_with("Mr Lewis opened it")).collect::<Vec<_>>()
    };
    assert_eq!(others_acts(&page), others_acts(&alone));
    let offered = deputy.open(&format!("{seen}/together"));
    assert!(offered.attributes("input[name=with]", "value").is_empty(), "{}", offered.text());
    // Nor does it help to know its id.
    let token = deputy.token();
    let forged = [("csrf", token.as_str()), ("with", id_of(&hidden))];
    assert_eq!(deputy.browser.post(&format!("{seen}/together"), &forged).status, 409);
    assert!(deputy.open(&seen).has(ALONE));
    // They close what they can read, and the other stays open.
    let page = deputy.open(&seen);
    deputy.press(&page, CLOSE, &[("reason", "dealt-with")]);
    assert_eq!(lead.open(paths::SLIPS).attributes("tbody a", "href"), [hidden]);
}

#[test]
fn what_has_to_be_said_before_one_of_them_holds_for_the_whole_case() {
    let app = TestApp::spawn();
    let (mut lead, mut deputy) = lead_and_deputy(&app);
    slip_about(&app, "CD1", "They laugh at me.");
    let one = lead.only_slip();
    lead.opens(&one);
    slip_about(&app, "CD2", "He shared her picture.");
    let nudes = new_one(&mut lead, &[&one]);
    lead.opens(&nudes);
    let offered = lead.open(&format!("{one}/together"));
    assert!(offered.has("You looked at it on"), "{}", offered.text());
    let page = puts_together(&mut lead, &one, &nudes);
    assert!(page.has("Nobody has written down yet whether the police"), "{}", page.text());

    let cover = deputy.open(&one);
    let page = deputy.press(&cover, "Open the slip", &[]);
    assert!(page.has("Do not view, copy or forward") && !page.has("They laugh at me."));
    let page = lead.open(&one);
    assert_eq!(lead.press(&page, CLOSE, &[("reason", "recorded")]).status, 422);
    let told = [("body", "police"), ("decision", "done"), ("reference", "CAD 1234")];
    lead.press(&page, "Write it down", &told);
    let page = lead.open(&nudes);
    assert!(page.has("Police: Told (CAD 1234)"), "{}", page.text());
    let page = lead.press(&page, CLOSE, &[("reason", "recorded")]);
    assert_eq!(page.status, 200, "{:?}", page.errors());
    assert_eq!(lead.open(paths::SLIPS_CLOSED).text_of("tbody tr").len(), 2);
}

#[test]
fn a_press_too_many_changes_nothing_and_what_was_put_together_is_taken_apart_again() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let [one, other] = two_slips(&app, &mut lead);
    let asked = lead.open(&format!("{one}/together"));
    assert_eq!(lead.press(&asked, PUT, &[]).status, 422);
    let chosen = [("with", id_of(&other))];
    lead.press(&asked, PUT, &chosen);
    // Back, and once more.
    let page = lead.press(&asked, PUT, &chosen);
    assert_eq!(page.text().matches("put slips together").count(), 1, "{}", page.text());
    lead.press(&page, NOTE, &[("case-note", "About the first.")]);

    let page = lead.open(&other);
    assert!(page.has("About the first."));
    let gone = lead.press(&page, APART, &[]);
    assert!(gone.has(ALONE) && !gone.has("About the first."), "{}", gone.text());
    assert!(gone.has("Mr Lewis took a slip out of the case"));
    assert_eq!(lead.press(&page, APART, &[]).status, 200);
    let page = lead.open(&one);
    assert!(page.has(ALONE) && page.has("About the first."), "{}", page.text());
    assert_eq!(page.text().matches("took a slip out of the case").count(), 1);
    let log = AtDesk::new(&app, Role::Head).open(paths::AUDIT_LOG);
    assert!(log.has("Put together") && log.has("Took apart"), "{}", log.text());
    let page = puts_together(&mut lead, &one, &other);
    assert!(page.has("They post about my friend."));
}

#[test]
fn slips_of_one_case_become_old_together() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let [one, other] = two_slips(&app, &mut lead);
    let page = lead.open(&one);
    lead.press(&page, CLOSE, &[("reason", "recorded")]);
    let page = puts_together(&mut lead, &other, &one);
    assert!(page.has("Mr Lewis took it up again"), "{}", page.text());
    assert!(lead.open(paths::SLIPS_CLOSED).text_of("tbody tr").is_empty());
    lead.press(&page, CLOSE, &[("reason", "dealt-with")]);
    let days = purge_days(&mut lead);
    assert_eq!((days.len(), &days[0]), (2, &days[1]));

    // Two that are closed already: the later day counts for both.
    let page = lead.open(&one);
    lead.press(&page, APART, &[]);
    slip_about(&app, "CD1", "It was they again.");
    let third = new_one(&mut lead, &[]);
    let page = lead.opens(&third);
    lead.press(&page, CLOSE, &[("reason", "recorded")]);
    assert!(purge_days(&mut lead).iter().any(|day| *day != days[0]));
    puts_together(&mut lead, &third, &one);
    assert_eq!(purge_days(&mut lead), vec![days[0].clone(); 3]);
}

#[test]
fn handing_one_on_leaves_the_other_as_it_is_and_whoever_reads_both_still_finds_both() {
    let app = TestApp::spawn();
    let (mut lead, mut deputy) = lead_and_deputy(&app);
    let [one, other] = two_slips(&app, &mut lead);
    let page = puts_together(&mut lead, &one, &other);
    let page = lead.press(&page, NOTE, &[("case-note", "Rang home.")]);
    lead.press(&page, "I see to it", &[]);
    let page = lead.open(&format!("{other}/hand-on"));
    lead.press(&page, "Hand it on and lock me out", &[("because", "too-close")]);

    let page = lead.open(&one);
    assert!(page.has(ALONE) && page.has("You see to it.") && page.has("Rang home."));
    for words in ["put slips together", "They post about my friend.", "Slip 2"] {
        assert!(!page.has(words), "{words}: {}", page.text());
    }
    // They go to the one they know, before they have looked at the list.
    let page = deputy.opens(&one);
    for words in ["Mr Lewis handed it on", "Mr Lewis put slips together", "Mr Lewis sees to it."] {
        assert!(page.has(words), "{words}: {}", page.text());
    }
    let theirs = new_one(&mut deputy, &[&one]);
    let page = deputy.opens(&theirs);
    assert!(page.has("They post about my friend.") && page.has("Rang home."), "{}", page.text());
}

#[test]
fn two_who_put_slips_together_at_once_leave_one_case_of_all() {
    let app = TestApp::spawn();
    let (mut lead, mut deputy) = lead_and_deputy(&app);
    let [one, other] = two_slips(&app, &mut lead);
    slip_about(&app, "CD1", "They post about us all.");
    let third = new_one(&mut lead, &[&one, &other]);
    deputy.sign_in();
    deputy.opens(&third);
    let with = [("with", id_of(&other))];
    std::thread::scope(|scope| {
        for (reader, slip) in [(&mut lead, &one), (&mut deputy, &third)] {
            scope.spawn(move || {
                let page = reader.open(&format!("{slip}/together"));
                let done = reader.press(&page, PUT, &with);
                // Whoever comes second looks again and presses once more.
                if done.status == 409 {
                    assert_eq!(reader.press(&done, PUT, &with).status, 200);
                }
            });
        }
    });
    lead.opens(&third);
    for slip in [&one, &other, &third] {
        assert!(lead.open(slip).has("of a case of 3"), "{slip}");
    }
}

#[test]
fn a_slip_that_was_deleted_meanwhile_is_not_put_together_with_anything() {
    let app = TestApp::spawn();
    let (mut lead, mut deputy) = lead_and_deputy(&app);
    let [one, other] = two_slips(&app, &mut lead);
    let asked = lead.open(&format!("{one}/together"));
    let page = lead.open(&other);
    lead.press(&page, CLOSE, &[("reason", "nothing-to-act")]);
    agree_to_delete(&mut lead, &mut deputy, &other);
    let page = lead.press(&asked, PUT, &[("with", id_of(&other))]);
    assert_eq!(page.status, 409);
    assert!(page.has("so they were not put together"), "{}", page.text());
    assert!(lead.open(&one).has(ALONE));

    // Nor is one missed that was of a case.
    slip_about(&app, "CD1", "And again.");
    let third = new_one(&mut lead, &[&one]);
    lead.opens(&third);
    puts_together(&mut lead, &one, &third);
    assert_eq!(app.slips().len(), 2);
    let page = lead.open(&one);
    lead.press(&page, CLOSE, &[("reason", "nothing-to-act")]);
    agree_to_delete(&mut lead, &mut deputy, &third);
    assert!(lead.open(&one).has(ALONE));
}

#[test]
fn a_slip_of_another_school_and_a_kind_that_is_not_named_on_a_list_are_not_told() {
    let app = TestApp::build().with_second_school().spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    slip_about(&app, "CD2", "He shared her picture.");
    let one = lead.only_slip();
    lead.opens(&one);
    slip_about(&app, "CD2", "He has one of me.");
    let unopened = new_one(&mut lead, &[&one]);
    let page = lead.open(&format!("{one}/together"));
    assert!(page.attributes("input[name=with]", "value").is_empty(), "{}", page.text());
    lead.opens(&unopened);
    let page = lead.open(&format!("{one}/together"));
    assert_eq!(page.attributes("input[name=with]", "value"), [id_of(&unopened)]);

    app.browser_at(app.ashby.host).send_slip(&[("danger", "yes")]);
    let theirs = app.slips_of(&app.ashby)[0].id.clone();
    let page = lead.press(&page, PUT, &[("with", theirs.as_str())]);
    assert_eq!(page.status, 409);
    assert!(lead.open(&one).has(ALONE));
}

#[test]
fn while_the_database_is_away_nothing_is_put_together_and_it_can_be_done_afterwards() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let [one, other] = two_slips(&app, &mut lead);
    let asked = lead.open(&format!("{one}/together"));
    let away = app.take_database_away();
    assert_eq!(lead.press(&asked, PUT, &[("with", id_of(&other))]).status, 503);
    away.bring_back();
    assert!(lead.open(&one).has(ALONE) && lead.open(&other).has(ALONE));
    assert!(puts_together(&mut lead, &one, &other).has("of a case of 2"));
}
