//! A slip that tells of two things: two cases with the same words, each done with by itself.

use ineedtotalk::domain::Role;
use ineedtotalk::paths;

use super::at_desk::{AtDesk, urgent_slip};
use super::case::slip_about;
use super::hear_back::{answers, come_back, next_slot, rows, send_with_code};
use super::retention::{days_pass, minute_passes, tombstones};
use super::together::{agree_to_delete, id_of, new_one};
use crate::harness::{Page, TestApp};

const BEGIN: &str = "Begin the second case";
const CLOSE: &str = "Close the slip";
const NOTE: &str = "Keep the note";
const GONE: &str = "Case 2 of this slip is deleted, or others alone read it now.";
const FIRST_GONE: &str = "The first case is deleted, or others alone read it now.";
pub const WORDS: &str = "They laugh at me, and he shared my picture.";

pub fn desk(app: &TestApp, role: Role) -> AtDesk<'_> {
    AtDesk::new(app, role)
}

pub fn lead_and_deputy(app: &TestApp) -> (AtDesk<'_>, AtDesk<'_>) {
    (desk(app, Role::DesignatedSafeguardingLead), desk(app, Role::Deputy))
}

pub fn links(reader: &mut AtDesk<'_>) -> Vec<String> {
    reader.open(paths::SLIPS).attributes("tbody a", "href")
}

pub fn leads_to(page: &Page, slip: &str) -> bool {
    page.attributes("main a", "href").iter().any(|link| link == slip)
}

/// Begins a second case about this, and answers where it is.
pub fn splits(reader: &mut AtDesk<'_>, slip: &str, code: &str) -> String {
    let form = reader.open(&format!("{slip}/split"));
    let page = reader.press(&form, BEGIN, &[("second-kind", code)]);
    assert!(page.has("This is a second case of the slip of"), "{}", page.text());
    page.path
}

/// A slip about bullying of which the lead began a second case, about a picture.
pub fn two_cases(app: &TestApp, lead: &mut AtDesk<'_>) -> [String; 2] {
    slip_about(app, "CD1", WORDS);
    let first = lead.only_slip();
    let page = lead.opens(&first);
    assert!(page.has("This tells of two things"));
    let second = splits(lead, &first, "CD2");
    minute_passes(app);
    [first, second]
}

fn close(reader: &mut AtDesk<'_>, slip: &str) -> Page {
    let page = reader.open(slip);
    reader.press(&page, CLOSE, &[("reason", "dealt-with")])
}

#[test]
fn two_things_in_one_slip_are_two_cases_and_each_is_closed_by_its_own_rules() {
    let app = TestApp::spawn();
    let (mut lead, mut deputy) = lead_and_deputy(&app);
    slip_about(&app, "CD1", WORDS);
    let first = lead.only_slip();
    lead.opens(&first);
    let form = lead.open(&format!("{first}/split"));
    let page = lead.press(&form, BEGIN, &[]);
    assert_eq!((page.status, app.slips().len()), (422, 1));
    assert!(page.errors().join(" ").contains("Choose what the second thing is about."));
    let second = splits(&mut lead, &first, "CD2");
    minute_passes(&app);

    // What is written on one is not on the other.
    let page = lead.open(&first);
    assert!(leads_to(&page, &second), "{}", page.text());
    let page = lead.press(&page, NOTE, &[("case-note", "Spoke to the form.")]);
    lead.press(&page, "I see to it", &[]);
    let page = lead.open(&second);
    assert!(page.has(WORDS) && leads_to(&page, &first));
    assert!(!page.has("Spoke to the form.") && page.has("Nobody sees to it yet."));
    assert_eq!(lead.open(paths::SLIPS_MINE).attributes("tbody a", "href"), [first.as_str()]);

    deputy.sign_in();
    assert_eq!(links(&mut deputy).len(), 2);
    let cover = deputy.open(&second);
    let page = deputy.press(&cover, "Open the slip", &[]);
    assert!(page.has("Do not view, copy or forward") && !page.has(WORDS), "{}", page.text());
    let cover = deputy.open(&first);
    let page = deputy.press(&cover, "Open the slip", &[]);
    assert!(page.has("Do not view, copy or forward") && !page.has(WORDS), "the words are the same");
    assert!(deputy.opens(&first).has("Mr Lewis began a second case of it"));

    let refused = close(&mut lead, &first);
    assert_eq!(refused.status, 422, "what goes back and forth ends with it");
    assert!(refused.has("A second case of this slip is not closed."), "{}", refused.text());
    let refused = close(&mut lead, &second);
    assert_eq!(refused.status, 422);
    assert!(refused.has("Nobody has written down yet whether the police"), "{}", refused.text());
    let told = [("body", "police"), ("decision", "done"), ("reference", "CAD 1234")];
    lead.press(&refused, "Write it down", &told);
    assert!(close(&mut lead, &second).has("Mr Lewis closed it"));
    let page = close(&mut lead, &first);
    assert!(page.has("Mr Lewis closed it") && !page.has("CAD 1234"), "{}", page.text());
    // Whoever finds a third thing in it takes it up again with that.
    let third = splits(&mut lead, &first, "CD5");
    let page = lead.open(&first);
    assert!(page.has("Mr Lewis took it up again") && leads_to(&page, &third), "{}", page.text());
    assert_eq!(close(&mut lead, &first).status, 422);
    assert!(desk(&app, Role::Head).open(paths::AUDIT_LOG).has("Began a second case"));
}

#[test]
fn what_the_pupil_chose_still_has_to_be_decided_on_the_first_and_not_on_what_is_something_else() {
    let app = TestApp::spawn();
    let mut lead = desk(&app, Role::DesignatedSafeguardingLead);
    slip_about(&app, "CD2", WORDS);
    let first = lead.only_slip();
    lead.opens(&first);
    let second = splits(&mut lead, &first, "CD1");
    assert!(close(&mut lead, &second).has("Mr Lewis closed it"));
    assert_eq!(close(&mut lead, &first).status, 422);
    assert!(lead.open(&second).has("Do not view, copy or forward"), "the words are the same");
}

#[test]
fn messages_stay_with_the_first_and_the_second_has_a_thread_that_looks_like_any() {
    let app = TestApp::spawn();
    let code = send_with_code(&app);
    let mut lead = desk(&app, Role::DesignatedSafeguardingLead);
    let first = lead.only_slip();
    lead.opens(&first);
    let second = splits(&mut lead, &first, "CD2");
    let page = lead.open(&second);
    assert!(page.has("Messages to and from the pupil stay with the first case."));
    assert!(!page.has_button("Send to the pupil"));
    let token = lead.token();
    let forged = [("csrf", token.as_str()), ("message", "Hello.")];
    assert_eq!(lead.browser.post(&format!("{second}/answer"), &forged).status, 409);

    let page = lead.open(&first);
    lead.press(&page, "Send to the pupil", &[("message", "Come to the office.")]);
    assert!(come_back(&app, &code).1.has("Come to the office."));
    answers(&app, &code, "Yes, on Tuesday.");
    next_slot(&app);
    lead.sign_in();
    assert!(lead.opens(&first).has("Yes, on Tuesday."));
    assert!(!lead.opens(&second).has("Yes, on Tuesday."));
    let rows = rows(&app);
    let lengths =
        |(tag, mark, way): &(Vec<u8>, Vec<u8>, Vec<u8>)| (tag.len(), mark.len(), way.len());
    assert_eq!(rows.len(), 2);
    assert!(rows.iter().all(|row| lengths(row) == lengths(&rows[0])));
}

#[test]
fn a_slip_of_two_cases_is_one_slip_of_the_term_and_neither_looks_like_the_other() {
    let app = TestApp::spawn();
    let mut lead = desk(&app, Role::DesignatedSafeguardingLead);
    let [first, second] = two_cases(&app, &mut lead);
    let term = lead.open(paths::TERM);
    for table in ["weeks", "urgency", "state", "soon", "second"] {
        let cells = term.text_of(&format!("table[aria-labelledby={table}] td"));
        let counted = cells.iter().filter_map(|cell| cell.parse::<usize>().ok());
        assert_eq!(counted.sum::<usize>(), 1, "{table}: {cells:?}");
    }
    for (one, other) in [(&first, &second), (&second, &first)] {
        let page = lead.open(&format!("{one}/together"));
        assert!(page.attributes("input[name=with]", "value").is_empty(), "{}", page.text());
        let token = lead.token();
        let forged = [("csrf", token.as_str()), ("with", id_of(other))];
        let page = lead.browser.post(&format!("{one}/together"), &forged);
        assert_eq!(page.status, 422);
        assert!(page.has("These are two cases of one slip"), "{}", page.text());
    }
    // Nor by way of a third.
    slip_about(&app, "CD1", "They laugh at us all.");
    let third = new_one(&mut lead, &[&first, &second]);
    lead.opens(&third);
    let page = lead.open(&format!("{first}/together"));
    lead.press(&page, "They are about the same thing", &[("with", id_of(&third))]);
    let page = lead.open(&format!("{second}/together"));
    assert!(page.attributes("input[name=with]", "value").contains(&id_of(&third).to_owned()));
    let page = lead.press(&page, "They are about the same thing", &[("with", id_of(&third))]);
    assert_eq!(page.status, 422);
}

#[test]
fn two_presses_and_two_at_once_begin_one_second_case() {
    let app = TestApp::spawn();
    let (mut lead, mut deputy) = lead_and_deputy(&app);
    slip_about(&app, "CD1", WORDS);
    let first = lead.only_slip();
    lead.opens(&first);
    deputy.opens(&first);
    let form = lead.open(&format!("{first}/split"));
    let [one, again] = [(), ()].map(|()| lead.press(&form, BEGIN, &[("second-kind", "CD2")]).path);
    assert_eq!((&one, app.slips().len()), (&again, 2));
    let form = lead.open(&format!("{first}/split"));
    let (_, fields) = form.form_of(BEGIN);
    let press = fields.iter().find(|(name, _)| name == "press").unwrap().1.clone();
    let [token, of_deputy] = [lead.token(), deputy.token()];
    let begun: Vec<_> = std::thread::scope(|scope| {
        let both = [(&mut lead, token), (&mut deputy, of_deputy)].map(|(reader, csrf)| {
            let (address, press) = (format!("{first}/split"), press.clone());
            scope.spawn(move || {
                let filled = [("csrf", csrf.as_str()), ("press", &press), ("second-kind", "CD5")];
                reader.browser.post(&address, &filled).location
            })
        });
        both.map(|one| one.join().unwrap()).into()
    });
    assert_eq!((&begun[0], app.slips().len()), (&begun[1], 3));
    assert!(begun[0].is_some() && begun[0].as_deref() != Some(first.as_str()));
}

#[test]
fn a_slip_has_so_many_cases_and_a_second_one_has_none_of_its_own() {
    let app = TestApp::spawn();
    let mut lead = desk(&app, Role::DesignatedSafeguardingLead);
    let [first, second] = two_cases(&app, &mut lead);
    for code in ["CD5", "CT1"] {
        splits(&mut lead, &first, code);
    }
    let page = lead.open(&format!("{first}/split"));
    assert!(page.has("One slip has 4 cases at most") && !page.has_button(BEGIN));
    let token = lead.token();
    for (slip, said) in [(&first, "4 cases at most"), (&second, "This is a second case itself.")] {
        let forged = [("csrf", token.as_str()), ("second-kind", "CD1")];
        let page = lead.browser.post(&format!("{slip}/split"), &forged);
        assert_eq!(page.status, 409);
        assert!(page.has(said), "{}", page.text());
    }
    assert_eq!(app.slips().len(), 4);
    assert!(!lead.open(&second).has("This tells of two things"));
}

#[test]
fn deleting_one_case_leaves_the_other_with_the_words_and_each_says_so() {
    let app = TestApp::spawn();
    let (mut lead, mut deputy) = lead_and_deputy(&app);
    slip_about(&app, "CD1", WORDS);
    let first = lead.only_slip();
    lead.opens(&first);
    let second = splits(&mut lead, &first, "CM1");
    minute_passes(&app);
    close(&mut lead, &second);
    agree_to_delete(&mut lead, &mut deputy, &second);
    assert_eq!(lead.open(&second).status, 404);
    for page in [lead.open(&first), deputy.opens(&first)] {
        assert!(page.has(WORDS) && page.has(GONE), "{}", page.text());
        assert!(!leads_to(&page, &second));
    }
    // The other way round, when the days of the first are over; the second is on hold.
    let other = splits(&mut lead, &first, "CM1");
    minute_passes(&app);
    let page = close(&mut lead, &other);
    lead.press(&page, "Put it on hold", &[("hold-reason", "The police asked.")]);
    close(&mut lead, &first);
    days_pass(&app, 90);
    assert_eq!(tombstones(&app), [("Tuesday 24 November 2026".to_owned(), 2)], "each case is one");
    lead.sign_in();
    let page = lead.opens(&other);
    assert!(page.has(WORDS) && page.has(FIRST_GONE), "{}", page.text());
    let token = lead.token();
    let refused = lead.browser.post(&format!("{other}/put-back"), &[("csrf", token.as_str())]);
    assert_eq!(refused.status, 409, "these are the last of its words");
}

#[test]
fn the_name_of_a_pupil_who_wants_to_be_found_is_in_each_and_is_taken_out_of_each() {
    let app = TestApp::spawn();
    app.pupil().send_slip(&[("danger", "yes"), ("words", WORDS), ("name", "Ana Marín")]);
    let mut lead = desk(&app, Role::DesignatedSafeguardingLead);
    let first = lead.only_slip();
    lead.opens(&first);
    let second = splits(&mut lead, &first, "CD2");
    let page = lead.open(&first);
    assert!(page.has("It is taken out of each by itself."));
    assert!(!lead.press(&page, "Erase the name", &[]).has("Ana Marín"));
    let page = lead.open(&second);
    assert!(page.has("Ana Marín"));
    assert!(!lead.press(&page, "Erase the name", &[]).has("Ana Marín"));
}

#[test]
fn while_the_database_is_away_no_second_case_is_begun_and_it_can_be_afterwards() {
    let app = TestApp::spawn();
    urgent_slip(&app, WORDS);
    let mut lead = desk(&app, Role::DesignatedSafeguardingLead);
    let first = lead.only_slip();
    lead.opens(&first);
    let form = lead.open(&format!("{first}/split"));
    let away = app.take_database_away();
    assert_eq!(lead.press(&form, BEGIN, &[("second-kind", "CD2")]).status, 503);
    away.bring_back();
    assert_eq!(app.slips().len(), 1);
    assert!(lead.press(&form, BEGIN, &[("second-kind", "CD2")]).has(WORDS));
    assert_eq!(app.slips().len(), 2);
}
