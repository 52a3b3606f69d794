//! Slips are found, opened, taken on and closed.

use ineedtotalk::domain::{Answers, Danger, Role};
use ineedtotalk::paths;
use ineedtotalk::store::slips;

use super::at_desk::{AtDesk, send, urgent_slip, write};
use crate::harness::TestApp;

fn lead_and_deputy(app: &TestApp) -> (AtDesk<'_>, AtDesk<'_>) {
    (AtDesk::new(app, Role::DesignatedSafeguardingLead), AtDesk::new(app, Role::Deputy))
}

const ACTS: &str = "#done ~ ol > li";

#[test]
fn a_slip_reaches_its_readers_and_they_see_what_each_does() {
    let app = TestApp::spawn();
    let (mut lead, mut deputy) = lead_and_deputy(&app);
    urgent_slip(&app, "They said they would hurt me <b>today</b>.\n  https://evil.example");

    let list = lead.open(paths::SLIPS);
    assert_eq!(list.text_of("tbody .pill"), ["Emergency", "Not acknowledged"]);
    assert!(!list.source.contains("hurt me"), "a list shows no words");
    let slip = lead.only_slip();
    let cover = lead.open(&slip);
    assert!(!cover.source.contains("hurt me"), "the cover shows no words");
    assert!(!cover.has_button("Close the slip"), "nobody closes what they have not read");

    let page = lead.opens(&slip);
    let told = page.text_of("blockquote.told bdi").concat();
    assert!(told.contains("They said they would hurt me <b>today</b>."), "{told}");
    assert!(page.source.contains("today&lt;/b&gt;.\n  https://evil"), "line breaks are kept");
    let links = page.attributes("main a", "href");
    let own = ["split", "together", "let-read", "hand-on"].map(|page| format!("{slip}/{page}"));
    assert_eq!(links, own, "nothing a pupil typed is a link");
    assert!(page.source.contains(r#"<blockquote class="told" translate="no">"#));
    assert!(page.text_of(ACTS)[0].starts_with("Mr Lewis opened it, Tuesday 24 November 2026"));

    assert!(deputy.open(&slip).has("Mr Lewis opened it"));
    let page = deputy.opens(&slip);
    let page = deputy.press(&page, "I am looking into it", &[]);
    assert!(page.has("Ms Shah is looking into it"), "{}", page.text());

    let page = lead.open(&slip);
    let form = [("reason", "dealt-with"), ("note", "Spoke to both.\r\nHome rung.")];
    let page = lead.press(&page, "Close the slip", &form);
    assert!(page.has("Mr Lewis closed it") && page.has("Dealt with"), "{}", page.text());
    assert!(page.source.contains("Spoke to both.\nHome rung."));
    assert!(lead.open(paths::SLIPS).has("There is no slip to look at."));
    assert_eq!(deputy.open(paths::SLIPS_CLOSED).attributes("tbody a", "href"), [slip]);
}

#[test]
fn two_people_at_once_are_told_who_was_faster() {
    let app = TestApp::spawn();
    let (mut lead, mut deputy) = lead_and_deputy(&app);
    urgent_slip(&app, "Help.");
    let slip = lead.only_slip();
    let (of_lead, of_deputy) = (lead.opens(&slip), deputy.opens(&slip));

    lead.press(&of_lead, "I am looking into it", &[]);
    let page = deputy.press(&of_deputy, "I am looking into it", &[]);
    assert_eq!(page.status, 409);
    assert!(page.has("Another reader was faster") && page.has("Mr Lewis is looking into it"));

    let page = lead.open(&slip);
    lead.press(&page, "Close the slip", &[("reason", "recorded")]);
    let page = deputy.press(&of_deputy, "Close the slip", &[("reason", "recorded")]);
    assert_eq!(page.status, 409);
    assert!(page.has("the slip is closed already"));
}

#[test]
fn closing_asks_why_and_keeps_a_note_that_is_too_long() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    urgent_slip(&app, "Help.");
    let slip = lead.only_slip();
    let page = lead.opens(&slip);

    let note = "n".repeat(501);
    let page = lead.press(&page, "Close the slip", &[("note", &note)]);
    assert_eq!(page.status, 422);
    let errors = page.errors().join(" ");
    assert!(errors.contains("Choose why") && errors.contains("501 characters"), "{errors}");
    assert!(page.source.contains(&note));
}

#[test]
fn each_sitting_opens_the_slip_anew_so_that_the_others_see_it() {
    let app = TestApp::spawn();
    let (mut lead, mut deputy) = lead_and_deputy(&app);
    urgent_slip(&app, "They took my bag.");
    let slip = lead.only_slip();
    assert!(lead.opens(&slip).has("They took my bag."));
    assert!(lead.open(&slip).has("They took my bag."), "within one sitting it stays open");

    lead.sign_in();
    assert!(!lead.open(&slip).has("They took my bag."));
    lead.opens(&slip);
    let acts = deputy.open(&slip).text_of(ACTS);
    assert_eq!(acts.len(), 2, "{acts:?}");
}

#[test]
fn whoever_is_not_on_the_route_finds_nothing() {
    let app = TestApp::spawn();
    let sent = urgent_slip(&app, "Help.");
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let slip = lead.only_slip();
    let mut counted = (0, 0);
    for role in Role::ALL {
        let mut person = AtDesk::new(&app, role);
        let is_told = sent.readers.iter().any(|one| one.name.as_str() == person.name);
        if is_told {
            assert_eq!(person.only_slip(), slip);
            counted.0 += 1;
            continue;
        }
        counted.1 += 1;
        let list = person.open(paths::SLIPS);
        assert!(list.attributes("tbody a", "href").is_empty(), "{}", person.name);
        let expected = if role == Role::IctAdministrator { 403 } else { 404 };
        assert_eq!(person.browser.get(&slip).status, expected, "{}", person.name);
        let token = person.token();
        for what in ["open", "acknowledge", "close"] {
            let page = person.browser.post(&format!("{slip}/{what}"), &[("csrf", &token)]);
            assert_eq!(page.status, expected, "{} {what}", person.name);
        }
    }
    assert!(counted.0 >= 2 && counted.1 >= 2, "{:?}", sent.readers);
    let mut technician = AtDesk::new(&app, Role::IctAdministrator);
    assert_eq!(technician.browser.get(paths::SLIPS).status, 403);
    assert_eq!(technician.open(paths::STAFF).heading(), "Set-up");
}

#[test]
fn readers_are_told_whom_the_pupil_left_out() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let deputy = app.person(Role::Deputy).id().clone();
    let sent = send(
        &app,
        Answers { danger: Some(Danger::Yes), hidden_from: [deputy].into(), ..Answers::default() },
    );
    assert!(
        !sent.readers.iter().any(|reader| reader.name.as_str().contains("Shah")),
        "{:?}",
        sent.readers
    );
    let slip = lead.only_slip();
    assert!(!lead.open(&slip).has("Ms Shah"), "not before it is opened");
    assert!(lead.opens(&slip).has("The pupil asked that Ms Shah does not see this."));
}

#[test]
fn fifty_slips_are_on_a_page_the_most_urgent_first() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    for _ in 0..51 {
        send(&app, Answers { danger: Some(Danger::No), ..Answers::default() });
    }
    assert!(lead.open(paths::SLIPS).has("There is no slip"), "not before their slot ends");
    write(&app, |writer| Ok(slips::move_intake(writer)?));
    urgent_slip(&app, "Now.");

    let first = lead.open(paths::SLIPS);
    assert_eq!(first.attributes("tbody a", "href").len(), 50);
    assert_eq!(first.text_of("tbody .pill")[0], "Emergency");
    assert!(first.has("52 slips") && first.has("Page 1 of 2"));
    let next = first.attributes("main nav.go a", "href");
    assert_eq!(lead.open(&next[0]).attributes("tbody a", "href").len(), 2);
    assert_eq!(lead.open("/staff/slips?page=999").attributes("tbody a", "href").len(), 2);
}

#[test]
fn what_the_check_page_showed_is_what_the_reader_sees() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let check = pupil.walk_to_check(&[
        ("danger", "yes"),
        ("about", "group"),
        ("group", "unkind"),
        ("kind", "CD1"),
        ("place", "travel"),
        ("still", "yes"),
        ("words", "They wait at the bus stop."),
        ("who", "Robin in 7A"),
    ]);
    let shown = check.text_of("dl.summary dd:not(.change)");
    assert_eq!(shown.len(), 9);
    pupil.press(&check, "send", &[]);

    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let slip = lead.only_slip();
    let page = lead.opens(&slip);
    for answer in shown {
        let as_staff_say_it = match answer.as_str() {
            "Online bullying" => "Cyber-bullying or harassment",
            "No one left out" | "Skipped" => continue,
            other => other,
        };
        assert!(page.has(as_staff_say_it), "{answer} is not in {}", page.text());
    }
}

#[test]
fn whoever_is_not_sure_which_it_is_reaches_those_who_would_read_it_in_any_case() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let unsure = [("danger", "yes"), ("group", "sexual"), ("kind", "not-sure")];
    let check = pupil.walk_to_check(&unsure);
    assert!(check.has("Nudes, sexual pictures or comments. I am not sure which."));
    let group = pupil.press(&check, "change-kind", &[]);
    let kind = pupil.press(&group, "next", &[]);
    assert_eq!(kind.field("kind").as_deref(), Some("not-sure"), "what was chosen is chosen");
    let check = pupil.press(&kind, "next", &[]);
    pupil.press(&check, "send", &[]);
    assert_eq!(app.elmwood.who_can_open(&app.slips()[0]), ["Mr Lewis", "Ms Shah"]);

    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let slip = lead.only_slip();
    assert!(lead.opens(&slip).has("Nudes, sexual pictures or comments (not sure which)"));
}

#[test]
fn a_question_that_was_skipped_is_told_apart_from_one_whose_answer_is_not_known() {
    let app = TestApp::spawn();
    let skipped = app.pupil().walk_to_check(&[]);
    assert_eq!(skipped.text_of("dl.summary dd:not(.change)")[2], "Skipped");
    let unsure = app.pupil().walk_to_check(&[("group", "not-sure")]);
    assert_eq!(unsure.text_of("dl.summary dd:not(.change)")[2], "I am not sure");
}
