//! What readers write down while they work on a slip, and what has to be written before it is closed.

use ineedtotalk::domain::{Answers, CategoryCode, Danger, Role};
use ineedtotalk::paths;

use super::at_desk::{AtDesk, send, urgent_slip};
use crate::harness::{Page, TestApp};

const ACTS: &str = "#done ~ ol > li";
const CLOSE: &str = "Close the slip";
const DECIDE: &str = "Write it down";
const KEEP_NOTE: &str = "Keep the note";

fn lead_and_deputy(app: &TestApp) -> (AtDesk<'_>, AtDesk<'_>) {
    (AtDesk::new(app, Role::DesignatedSafeguardingLead), AtDesk::new(app, Role::Deputy))
}

pub fn kind(app: &TestApp, code: &str) -> Option<CategoryCode> {
    let found = app.app.taxonomy.categories().find(|kind| kind.code.as_str() == code);
    found.map(|kind| kind.code.clone())
}

/// A slip of this kind that its readers see at once.
pub fn slip_about(app: &TestApp, code: &str, words: &str) {
    let (kind, words) = (kind(app, code), words.to_owned());
    send(app, Answers { danger: Some(Danger::Yes), kind, words, ..Answers::default() });
}

pub fn last_act(page: &Page) -> String {
    page.text_of(ACTS).pop().unwrap_or_default()
}

#[test]
fn readers_of_a_slip_see_what_each_writes_down_and_who_sees_to_it() {
    let app = TestApp::spawn();
    let (mut lead, mut deputy) = lead_and_deputy(&app);
    urgent_slip(&app, "They took my bag.");
    let slip = lead.only_slip();
    let page = lead.opens(&slip);
    assert!(page.has("Nobody sees to it yet."));
    let page = lead.press(&page, "I see to it", &[]);
    assert!(page.has("You see to it."), "{}", page.text());
    let page = lead.press(&page, KEEP_NOTE, &[("case-note", "Spoke to <b>both</b>.\nCalm.")]);
    assert!(page.source.contains("Spoke to &lt;b&gt;both&lt;/b&gt;.\nCalm."));

    let page = deputy.opens(&slip);
    assert!(page.has("Mr Lewis sees to it.") && page.has("Spoke to <b>both</b>."));
    let lewis = page.attributes("#owner option", "value");
    let page = deputy.press(&page, "Give it to them", &[("owner", &lewis[0])]);
    assert_eq!(page.status, 200);
    let page = deputy.press(&page, "I see to it", &[]);
    assert!(page.has("You see to it.") && last_act(&page).contains("Ms Shah said who sees to it"));
    assert!(lead.open(&slip).has("Ms Shah sees to it."));
}

#[test]
fn a_reader_who_took_a_slip_on_takes_that_back_and_takes_it_from_nobody_else() {
    let app = TestApp::spawn();
    let (mut lead, mut deputy) = lead_and_deputy(&app);
    urgent_slip(&app, "They took my bag.");
    let slip = lead.only_slip();
    let page = lead.opens(&slip);
    let undo = "I do not see to it after all";
    assert!(!page.has_button(undo));
    let taken = lead.press(&page, "I see to it", &[]);
    let page = lead.press(&taken, undo, &[]);
    assert!(page.has("Nobody sees to it yet."), "{}", page.text());
    assert!(last_act(&page).contains("Mr Lewis no longer sees to it"));

    lead.press(&page, "I see to it", &[]);
    let page = deputy.opens(&slip);
    deputy.press(&page, "I see to it", &[]);
    // From a page that was open meanwhile.
    assert!(lead.press(&taken, undo, &[]).has("Ms Shah sees to it."));
}

#[test]
fn nobody_is_given_a_slip_that_they_cannot_read() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    urgent_slip(&app, "Help.");
    let slip = lead.only_slip();
    let page = lead.opens(&slip);
    let offered = page.attributes("#owner option", "value");
    let chair = app.elmwood.person(Role::Chair).summary.id.as_str().to_owned();
    assert!(!offered.contains(&chair), "{offered:?}");
    let token = lead.token();
    let forged = [("csrf", token.as_str()), ("owner", &chair)];
    assert_eq!(lead.browser.post(&format!("{slip}/own"), &forged).status, 404);
    assert!(lead.open(&slip).has("Nobody sees to it yet."));
}

#[test]
fn a_sexual_matter_is_not_closed_before_it_is_decided_whether_the_police_are_told() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    slip_about(&app, "CD5", "He touched her.");
    let slip = lead.only_slip();
    let page = lead.opens(&slip);
    assert!(page.has("by Tuesday 1 December 2026 at the very latest"), "{}", page.text());
    let page = lead.press(&page, CLOSE, &[("reason", "dealt-with"), ("note", "All calm.")]);
    assert_eq!(page.status, 422);
    assert!(page.errors().join(" ").contains("Write down first whether the police"));
    assert!(page.source.contains("All calm."), "nothing that was typed is lost");

    let thinking = [("body", "police"), ("decision", "considering")];
    let page = lead.press(&page, DECIDE, &thinking);
    assert_eq!(lead.press(&page, CLOSE, &[("reason", "dealt-with")]).status, 422);
    let page = lead.press(&page, DECIDE, &[("body", "police"), ("decision", "not-done")]);
    assert_eq!(page.status, 422);
    assert!(page.errors().join(" ").contains("Write why they are not told."));
    let told = [("body", "police"), ("decision", "done"), ("reference", "CAD 1234 of today")];
    let page = lead.press(&page, DECIDE, &told);
    assert!(page.has("Police: Told (CAD 1234 of today)"), "{}", page.text());
    assert!(!page.has("at the very latest"));
    let page = lead.press(&page, CLOSE, &[("reason", "recorded")]);
    assert!(page.has("Mr Lewis closed it"), "{}", page.text());
}

#[test]
fn what_staff_find_to_be_a_sexual_matter_is_held_to_the_same() {
    let app = TestApp::spawn();
    let (mut lead, mut deputy) = lead_and_deputy(&app);
    slip_about(&app, "CD1", "They send me things.");
    let slip = lead.only_slip();
    let page = lead.opens(&slip);
    let found =
        [("kind", "CD3"), ("repeated", "yes"), ("intentional", "yes"), ("imbalance", "yes")];
    let page = lead.press(&page, "Keep what you find", &found);
    assert!(page.has("Cyber-bullying, as the policy defines it."), "{}", page.text());
    assert!(last_act(&page).contains("Unwanted sexual images (cyberflashing)"));
    let page = deputy.opens(&slip);
    assert_eq!(page.attributes("#kind option[selected]", "value"), ["CD3"]);
    assert_eq!(deputy.press(&page, CLOSE, &[("reason", "dealt-with")]).status, 422);
    let no = [
        ("body", "childrens-services"),
        ("decision", "not-done"),
        ("decision-reason", "MASH: no."),
    ];
    let page = deputy.press(&page, DECIDE, &no);
    assert!(deputy.press(&page, CLOSE, &[("reason", "dealt-with")]).has("Ms Shah closed it"));
}

#[test]
fn what_is_said_of_an_adult_at_school_waits_for_the_local_authority() {
    let app = TestApp::spawn();
    let mut head = AtDesk::new(&app, Role::Head);
    slip_about(&app, "ST1", "Sir shouts.");
    let slip = head.only_slip();
    let page = head.opens(&slip);
    assert_eq!(head.press(&page, CLOSE, &[("reason", "recorded")]).status, 422);
    let page = head.press(&page, DECIDE, &[("body", "lado"), ("decision", "done")]);
    assert!(head.press(&page, CLOSE, &[("reason", "recorded")]).has("closed it"));
}

#[test]
fn a_slip_about_nudes_says_what_not_to_do_before_any_of_its_words() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    slip_about(&app, "CD2", "He shared her picture.");
    let slip = lead.only_slip();
    let cover = lead.open(&slip);
    assert!(!cover.has("Do not view"), "the cover does not tell what it is about");
    let page = lead.press(&cover, "Open the slip", &[]);
    assert!(page.has("Do not view, copy or forward") && !page.has("He shared her picture."));
    assert!(lead.open(&slip).text_of(ACTS).is_empty(), "nobody has opened it yet");
    let page = lead.press(&page, "I have read this. Open the slip", &[]);
    assert!(page.has("He shared her picture.") && page.has("Do not view, copy or forward"));
}

#[test]
fn before_parents_are_told_somebody_asks_whether_it_shows_who_told() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    urgent_slip(&app, "Help.");
    let slip = lead.only_slip();
    let page = lead.opens(&slip);
    let told = [("body", "parents"), ("decision", "done"), ("decision-reason", "By phone.")];
    let page = lead.press(&page, DECIDE, &told);
    assert_eq!(page.status, 422);
    assert!(page.errors().join(" ").contains("could what you do show who told?"));
    assert!(page.source.contains("By phone."), "nothing that was typed is lost");
    let told = [("thought-over", "yes"), ("body", "parents"), ("decision", "done")];
    let page = lead.press(&page, DECIDE, &told);
    assert!(page.has("Parents or carers: Told"), "{}", page.text());
}

#[test]
fn a_task_is_set_for_a_day_is_late_after_it_and_is_done_once() {
    let app = TestApp::spawn();
    let (mut lead, mut deputy) = lead_and_deputy(&app);
    urgent_slip(&app, "Help.");
    let slip = lead.only_slip();
    let page = lead.opens(&slip);
    let page = lead.press(&page, "Set the task", &[("task", "Ring home"), ("due", "2026-11-23")]);
    assert!(page.errors().join(" ").contains("Choose today or a later day."));
    let page = lead.press(&page, "Set the task", &[("task", "Ring home"), ("due", "2026-11-25")]);
    assert!(page.has("Ring home – by Wednesday 25 November 2026"), "{}", page.text());

    app.app.clock.advance_seconds(2 * 86_400);
    deputy.sign_in();
    let page = deputy.opens(&slip);
    assert!(page.has("late: by Wednesday 25 November 2026"), "{}", page.text());
    let page = deputy.press(&page, "Done : Ring home", &[]);
    assert_eq!(page.text_of("#tasks ~ ul s"), ["Ring home"]);
    assert!(last_act(&page).contains("Ms Shah did a task"));
    assert!(!page.has_button("Done : Ring home"));
}

#[test]
fn what_is_wrong_with_a_note_is_said_and_the_note_is_kept() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    urgent_slip(&app, "Help.");
    let slip = lead.only_slip();
    let page = lead.opens(&slip);
    let note = "n".repeat(3_001);
    let page = lead.press(&page, KEEP_NOTE, &[("case-note", &note)]);
    assert_eq!(page.status, 422);
    assert!(page.errors().join(" ").contains("3001 characters"), "{:?}", page.errors());
    assert!(page.source.contains(&note));
    assert!(lead.press(&page, KEEP_NOTE, &[("case-note", " ")]).has("Write the note."));
}

#[test]
fn nobody_writes_on_a_slip_that_is_not_theirs_or_that_they_have_not_opened() {
    let app = TestApp::spawn();
    let (mut lead, mut chair) =
        (AtDesk::new(&app, Role::DesignatedSafeguardingLead), AtDesk::new(&app, Role::Chair));
    urgent_slip(&app, "Help.");
    let slip = lead.only_slip();
    for act in ["note", "own", "decide", "task", "task-done", "assess"] {
        let token = lead.token();
        let post = [("csrf", token.as_str()), ("case-note", "x")];
        let path = format!("{slip}/{act}");
        assert_eq!(lead.browser.post(&path, &post).status, 409, "{act}: not opened");
        let token = chair.token();
        let post = [("csrf", token.as_str()), ("case-note", "x")];
        assert_eq!(chair.browser.post(&path, &post).status, 404, "{act}: not theirs");
    }
    assert!(lead.open(&slip).text_of(ACTS).is_empty());
    assert_eq!(lead.open(paths::SLIPS).text_of("tbody tr").len(), 1);
}
