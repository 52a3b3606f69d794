//! The lists that readers work by: what needs somebody today, what is theirs, and what they narrow it to.

use diesel::prelude::*;
use ineedtotalk::db::DbError;
use ineedtotalk::db::schema::slips as slip_rows;
use ineedtotalk::domain::{Answers, Danger, Role};
use ineedtotalk::paths;
use ineedtotalk::store::slips;

use super::at_desk::{AtDesk, send, urgent_slip, write};
use super::case::{kind, slip_about};
use super::retention::{closed, days_pass, minute_passes};
use super::rush_tray;
use crate::harness::{Page, TestApp};

const NOTHING_TODAY: &str = "Nothing waits for today.";
const SEE_TO: &str = "I see to it";
const TAKE_ON: &str = "I am looking into it";
const TASK: &str = "Set the task";

fn lead_and_deputy(app: &TestApp) -> (AtDesk<'_>, AtDesk<'_>) {
    (AtDesk::new(app, Role::DesignatedSafeguardingLead), AtDesk::new(app, Role::Deputy))
}

/// A slip that can wait, visible at once.
fn routine_slip(app: &TestApp, words: &str) {
    let (kind, words) = (kind(app, "CN6"), words.to_owned());
    send(app, Answers { danger: Some(Danger::No), kind, words, ..Answers::default() });
    write(app, |writer| Ok(slips::move_intake(writer)?));
}

/// A slip that the deputy cannot open.
fn hidden_from_deputy(app: &TestApp, code: &str, words: &str) {
    let hidden_from = [app.person(Role::Deputy).id().clone()].into();
    let (kind, words) = (kind(app, code), words.to_owned());
    let danger = Some(Danger::Yes);
    send(app, Answers { danger, kind, words, hidden_from, ..Answers::default() });
}

fn links(page: &Page) -> Vec<String> {
    page.attributes("tbody a", "href")
}

fn rows(page: &Page) -> String {
    page.text_of("tbody tr").join("\n")
}

fn tabs(page: &Page) -> Vec<String> {
    page.text_of(".lists a")
}

#[test]
fn whoever_signs_in_sees_first_what_needs_someone_today_until_somebody_takes_it_on() {
    let app = TestApp::spawn();
    urgent_slip(&app, "Help.");
    routine_slip(&app, "The filter lets games through.");
    let mut lead = AtDesk::before_signing_in(&app, Role::DesignatedSafeguardingLead);
    let page = lead.sign_in();
    assert_eq!(page.heading(), "Needs someone today");
    assert!(rows(&page).contains("Nobody has acknowledged it"), "{}", page.text());
    assert_eq!(links(&page).len(), 1, "what can wait is not on it");
    assert_eq!(tabs(&page)[..2], ["Needs someone today (1)", "Not acknowledged (2)"]);

    let slip = links(&page)[0].clone();
    let page = lead.opens(&slip);
    lead.press(&page, TAKE_ON, &[]);
    let page = lead.open(paths::STAFF);
    assert!(page.has(NOTHING_TODAY), "{}", page.text());
    assert!(lead.open(paths::SLIPS).has("2 slips"), "it is still open");

    days_pass(&app, 3);
    lead.sign_in();
    let page = lead.open(paths::STAFF);
    assert_eq!(links(&page).len(), 1, "nothing waits for ever");
    assert_ne!(links(&page)[0], slip);
}

#[test]
fn a_flood_is_one_line_of_todays_list_and_hides_nothing_that_is_asked_today() {
    let app = rush_tray::app();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    urgent_slip(&app, "Help.");
    let slip = lead.only_slip();
    let page = lead.opens(&slip);
    let page = lead.press(&page, TAKE_ON, &[]);
    lead.press(&page, TASK, &[("task", "Ring home"), ("due", "2026-11-24")]);
    rush_tray::flood(&app, "yes", &rush_tray::copies(60));

    let page = lead.open(paths::SLIPS_TODAY);
    assert_eq!(links(&page), [paths::TRAY, slip.as_str()], "{}", page.text());
    assert!(rows(&page).contains("A task is due"));
    let mine = lead.open(paths::SLIPS_MINE);
    assert_eq!(links(&mine), [slip]);
}

#[test]
fn slips_in_the_tray_count_among_those_that_need_someone_today() {
    let app = rush_tray::app();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    rush_tray::flood(&app, "yes", &rush_tray::copies(3));
    let page = lead.open(paths::SLIPS_TODAY);
    assert!(tabs(&page).contains(&"Needs someone today (3)".to_owned()), "{:?}", tabs(&page));
    assert!(page.has("3 slips") && !page.has("0 slips"), "{}", page.text());
}

#[test]
fn a_task_is_on_todays_list_from_its_day_until_it_is_done() {
    let app = TestApp::spawn();
    let (mut lead, mut deputy) = lead_and_deputy(&app);
    urgent_slip(&app, "Help.");
    let slip = lead.only_slip();
    let page = lead.opens(&slip);
    let page = lead.press(&page, TAKE_ON, &[]);
    lead.press(&page, TASK, &[("task", "Ring home"), ("due", "2026-11-25")]);
    assert!(lead.open(paths::SLIPS_TODAY).has(NOTHING_TODAY));

    days_pass(&app, 1);
    deputy.sign_in();
    let page = deputy.open(paths::SLIPS_TODAY);
    assert!(rows(&page).contains("A task is due"), "{}", page.text());
    assert!(!page.has("Ring home"), "a list has no word of a slip");
    let page = deputy.opens(&slip);
    deputy.press(&page, "Done : Ring home", &[]);
    assert!(deputy.open(paths::SLIPS_TODAY).has(NOTHING_TODAY));
}

#[test]
fn who_may_agree_to_a_deletion_has_it_on_todays_list_and_who_asks_does_not() {
    let app = TestApp::spawn();
    let (mut lead, mut deputy) = lead_and_deputy(&app);
    let slip = closed(&mut lead, "A test.", "nothing-to-act");
    minute_passes(&app);
    let page = lead.open(&slip);
    lead.press(&page, "Ask to delete it", &[("purge-reason", "A class tried it out.")]);
    let page = deputy.open(paths::SLIPS_TODAY);
    assert!(rows(&page).contains("A colleague asks to delete it"), "{}", page.text());
    assert_eq!(links(&page), [slip]);
    assert!(!page.has("A class tried it out."));
    assert!(lead.open(paths::SLIPS_TODAY).has(NOTHING_TODAY));
}

#[test]
fn mine_is_what_somebody_sees_to_or_has_set_a_task_for() {
    let app = TestApp::spawn();
    let (mut lead, mut deputy) = lead_and_deputy(&app);
    urgent_slip(&app, "One.");
    let one = lead.only_slip();
    let page = lead.open(paths::SLIPS_MINE);
    assert!(page.has("You see to no slip, and no task that you set is left."), "{}", page.text());
    let page = lead.opens(&one);
    lead.press(&page, SEE_TO, &[]);
    assert_eq!(links(&lead.open(paths::SLIPS_MINE)), [one.as_str()]);
    assert_eq!(tabs(&lead.open(paths::SLIPS_MINE))[2], "Mine (1)");
    assert!(links(&deputy.open(paths::SLIPS_MINE)).is_empty());

    let page = deputy.opens(&one);
    let page = deputy.press(&page, TASK, &[("task", "Ring home"), ("due", "2026-11-30")]);
    assert_eq!(links(&deputy.open(paths::SLIPS_MINE)), [one.as_str()]);
    deputy.press(&page, "Done : Ring home", &[]);
    assert!(links(&deputy.open(paths::SLIPS_MINE)).is_empty());
}

#[test]
fn each_list_is_a_link_that_says_how_many_and_what_it_means_that_it_is_empty() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let empty = |desk: &mut AtDesk<'_>, path: &str, said: &str| {
        let page = desk.open(path);
        assert!(page.has(said), "{path}: {}", page.text());
    };
    empty(&mut lead, paths::SLIPS_TODAY, NOTHING_TODAY);
    empty(&mut lead, paths::SLIPS_NEW, "Somebody has acknowledged every slip");
    empty(&mut lead, paths::SLIPS_MINE, "You see to no slip");
    empty(&mut lead, paths::SLIPS, "There is no slip to look at.");
    empty(&mut lead, paths::SLIPS_CLOSED, "No slip has been closed yet.");
    empty(&mut lead, "/staff/slips?list=today&urgency=routine", "No such slip was found here.");

    let done = closed(&mut lead, "One.", "dealt-with");
    urgent_slip(&app, "Two.");
    let taken = lead.only_slip();
    let page = lead.opens(&taken);
    lead.press(&page, TAKE_ON, &[]);
    urgent_slip(&app, "Three.");
    let all = links(&lead.open(paths::SLIPS));
    assert_eq!(all.len(), 2);
    assert_eq!(links(&lead.open(paths::SLIPS_CLOSED)), [done]);
    let new = links(&lead.open(paths::SLIPS_NEW));
    assert_eq!(new.len(), 1);
    assert_ne!(new[0], taken);
    let page = lead.open(paths::SLIPS);
    assert_eq!(tabs(&page)[1], "Not acknowledged (1)");
    assert_eq!(tabs(&page)[3], "All open (2)");
    assert_eq!(page.text_of(".lists a[aria-current]"), ["All open (2)"]);
}

#[test]
fn a_list_is_narrowed_by_urgency_days_and_state_and_keeps_what_was_typed_wrong() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    urgent_slip(&app, "One.");
    let first = lead.only_slip();
    let page = lead.opens(&first);
    lead.press(&page, TAKE_ON, &[]);
    days_pass(&app, 2);
    lead.sign_in();
    routine_slip(&app, "Two.");
    let all = links(&lead.open(paths::SLIPS));
    let second = all.iter().find(|link| **link != first).unwrap().clone();

    let narrowed = |desk: &mut AtDesk<'_>, by: &str| {
        links(&desk.open(&format!("/staff/slips?list=open&{by}")))
    };
    assert_eq!(narrowed(&mut lead, "urgency=routine"), [second.as_str()]);
    assert_eq!(narrowed(&mut lead, "urgency=emergency"), [first.as_str()]);
    assert_eq!(narrowed(&mut lead, "from=2026-11-25"), [second.as_str()]);
    assert_eq!(narrowed(&mut lead, "to=2026-11-24"), [first.as_str()]);
    assert_eq!(narrowed(&mut lead, "from=2026-11-24&to=2026-11-26").len(), 2);
    assert_eq!(narrowed(&mut lead, "state=acknowledged"), [first.as_str()]);
    assert_eq!(narrowed(&mut lead, "state=new&urgency=routine"), [second]);
    assert!(narrowed(&mut lead, "state=new&urgency=emergency").is_empty());

    assert!(lead.open("/staff/slips?list=open&state=new").has("This is not the whole list"));
    assert!(!lead.open(paths::SLIPS).has("This is not the whole list"));

    let page = lead.open("/staff/slips?list=open&from=yesterday&urgency=emergency");
    assert_eq!(page.status, 422);
    assert!(page.errors().join(" ").contains("Give the day as year, month and day"));
    assert_eq!(page.field("from").as_deref(), Some("yesterday"));
    assert_eq!(page.attributes("#urgency option[selected]", "value"), ["emergency"]);
    let page = lead.open("/staff/slips?list=open&from=2026-11-26&to=2026-11-24");
    assert!(page.errors().join(" ").contains("The last day comes before the first."));
}

#[test]
fn a_list_is_narrowed_by_the_four_cs_as_staff_find_them_and_by_who_sees_to_it() {
    let app = TestApp::spawn();
    let (mut lead, mut deputy) = lead_and_deputy(&app);
    slip_about(&app, "CT1", "A man online.");
    let contact = lead.only_slip();
    slip_about(&app, "CM1", "He asks for money.");
    let all = links(&lead.open(paths::SLIPS));
    let commerce = all.iter().find(|link| **link != contact).unwrap().clone();

    let by = |desk: &mut AtDesk<'_>, by: &str| links(&desk.open(&format!("/staff/slips?{by}")));
    assert_eq!(by(&mut lead, "list=open&risk=contact"), [contact.as_str()]);
    assert_eq!(by(&mut lead, "list=new&risk=commerce"), [commerce.as_str()]);
    assert!(by(&mut lead, "list=closed&risk=commerce").is_empty());
    let page = deputy.opens(&commerce);
    let found = [("kind", "CN1"), ("repeated", "no")];
    deputy.press(&page, "Keep what you find", &found);
    assert_eq!(by(&mut lead, "list=open&risk=content"), [commerce.as_str()]);
    assert!(by(&mut lead, "list=open&risk=commerce").is_empty());

    deputy.press(&page, SEE_TO, &[]);
    let shah = app.person(Role::Deputy).id().as_str().to_owned();
    assert_eq!(by(&mut lead, &format!("list=open&owner={shah}")), [commerce.as_str()]);
    assert_eq!(by(&mut lead, "list=open&owner=nobody"), [contact]);
    let page = lead.open(&format!("/staff/slips?list=open&owner={shah}"));
    assert!(page.has("1 slip") && !page.has("He asks for money."));
    let chosen = page.attributes("#owner option[selected]", "value");
    assert_eq!(chosen, [shah]);
}

/// Every list, whole and narrowed, as this person sees them.
fn every_list(desk: &mut AtDesk<'_>) -> Vec<String> {
    let narrowed = ["", "&urgency=emergency", "&risk=conduct", "&owner=nobody", "&state=new"];
    let lists = ["today", "new", "mine", "open", "closed"];
    let mut seen = Vec::new();
    for list in lists {
        for by in narrowed {
            let page = desk.open(&format!("/staff/slips?list={list}{by}"));
            assert_eq!(page.status, 200, "{list}{by}");
            seen.push(page.text());
        }
    }
    seen
}

#[test]
fn whoever_a_slip_goes_around_finds_no_trace_of_it_on_any_list_and_nobody_a_word() {
    let app = TestApp::spawn();
    let (mut lead, mut deputy) = lead_and_deputy(&app);
    urgent_slip(&app, "Trampoline one.");
    let shared = deputy.only_slip();
    let before = every_list(&mut deputy);
    let leads_before = every_list(&mut lead);

    hidden_from_deputy(&app, "CD1", "Trampoline two.");
    hidden_from_deputy(&app, "CD1", "Trampoline three.");
    let own = links(&lead.open(paths::SLIPS));
    assert_eq!(own.len(), 3);
    for slip in own.iter().filter(|slip| **slip != shared) {
        let page = lead.opens(slip);
        let page = lead.press(&page, SEE_TO, &[]);
        lead.press(&page, TASK, &[("task", "Trampoline task"), ("due", "2026-11-24")]);
    }
    assert_eq!(every_list(&mut deputy), before, "as if they were not there");
    let leads = every_list(&mut lead);
    assert_ne!(leads, leads_before, "they are there");
    for page in leads.iter().chain(&before) {
        assert!(!page.contains("Trampoline"), "{page}");
    }
}

#[test]
fn another_schools_reader_narrows_their_own_lists_and_no_other() {
    let app = TestApp::build().with_second_school().spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    slip_about(&app, "CT1", "A man online.");
    let slip = lead.only_slip();
    let page = lead.opens(&slip);
    lead.press(&page, SEE_TO, &[]);
    let lewis = app.person(Role::DesignatedSafeguardingLead).id().as_str().to_owned();
    let mut head = AtDesk::at(&app, &app.ashby, Role::Head);
    head.sign_in();
    for by in ["risk=contact".to_owned(), format!("owner={lewis}"), "urgency=emergency".to_owned()]
    {
        let path = format!("/staff/slips?list=open&{by}");
        assert_eq!(links(&lead.open(&path)).len(), 1, "{by}");
        let page = head.open(&path);
        assert!(links(&page).is_empty() && !page.has("Lewis"), "{by}: {}", page.text());
    }
}

/// Where *Look further* leads.
fn further(page: &Page) -> Option<String> {
    page.attributes("main .go a", "href").into_iter().find(|link| link.contains("looked="))
}

#[test]
fn a_long_look_says_how_far_it_went_and_goes_on_from_there() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    slip_about(&app, "CM1", "He asks for money.");
    copies_of_the_only_slip(&app, 600);
    slip_about(&app, "CT1", "A man online.");
    // Each look at the list tries some more of them.
    for _ in 0..5 {
        lead.open(paths::SLIPS);
    }

    let first = "/staff/slips?list=open&risk=commerce";
    let page = lead.open(first);
    assert_eq!(links(&page).len(), 50, "a page");
    assert!(page.has("of your 602"), "{}", page.text());
    let (mut found, mut next) = (links(&page), further(&page));
    for _ in 0..20 {
        let Some(address) = next else { break };
        let page = lead.open(&address);
        found.extend(links(&page));
        next = further(&page);
    }
    assert_eq!((found.len(), next), (601, None), "every one of them");
    found.sort();
    found.dedup();
    assert_eq!(found.len(), 601, "each once");

    let page = lead.open("/staff/slips?list=mine");
    assert!(page.has("No such slip was found here."), "nobody has looked at all of them yet");
    let page = lead.open("/staff/slips?list=open&risk=contact");
    assert!(page.has("Looked through slips 1 to 500 of your 602"), "{}", page.text());
    let rest = lead.open(&further(&page).unwrap());
    assert!(rest.has("Looked through slips 501 to 602 of your 602"), "{}", rest.text());
    assert_eq!(links(&page).len() + links(&rest).len(), 1);
}

/// As if so many had been sent: nothing in an envelope is bound to its slip's id.
fn copies_of_the_only_slip(app: &TestApp, count: u32) {
    write(app, move |writer| {
        type Row = (String, i32, String, String, String, i32, Vec<u8>);
        let columns = (
            slip_rows::school_id,
            slip_rows::day,
            slip_rows::urgency,
            slip_rows::tray,
            slip_rows::state,
            slip_rows::held,
            slip_rows::envelope,
        );
        let only: Row =
            slip_rows::table.select(columns).first(writer.connection()).map_err(DbError::from)?;
        let (school, day, urgency, tray, state, held, envelope) = only;
        for number in 0..count {
            diesel::insert_into(slip_rows::table)
                .values((
                    slip_rows::id.eq(format!("{number:032x}")),
                    slip_rows::school_id.eq(&school),
                    slip_rows::day.eq(day),
                    slip_rows::urgency.eq(&urgency),
                    slip_rows::tray.eq(&tray),
                    slip_rows::state.eq(&state),
                    slip_rows::held.eq(held),
                    slip_rows::envelope.eq(&envelope),
                ))
                .execute(writer.connection())
                .map_err(DbError::from)?;
        }
        Ok(())
    });
}
