//! A reader is away for some days: who reads in their place, who is told, and when it ends.

use std::collections::BTreeSet;

use ineedtotalk::domain::{
    Answers, CategoryCode, Day, DaySpan, Leave, LeaveId, ReaderId, Role, Timestamp,
};
use ineedtotalk::services::ServiceError;
use ineedtotalk::{paths, store};

use super::at_desk::{
    AtDesk, TODAY, forget_notices, notified, section_of, send, urgent_slip, write,
};
use super::calendar::saves;
use super::retention::audit_events;
use crate::harness::{Page, TestApp};

const ENTERED: &str = "The days are entered. The other readers are told.";
const WORDS: &str = "They took my bag.";

/// Enters days away, of oneself where nobody else is chosen.
pub fn away(desk: &mut AtDesk<'_>, first: &str, last: &str) -> Page {
    enters(desk, &[("first", first), ("last", last)])
}

fn enters(desk: &mut AtDesk<'_>, filled: &[(&str, &str)]) -> Page {
    let form = desk.open(paths::DAYS_AWAY);
    desk.press(&form, "Enter the days", filled)
}

fn id(app: &TestApp, role: Role) -> &str {
    app.person(role).id().as_str()
}

fn kind(app: &TestApp, code: &str) -> Option<CategoryCode> {
    let mut kinds = app.app.taxonomy.categories();
    let found = kinds.find(|kind| kind.code.as_str() == code).map(|kind| kind.code.clone());
    assert!(found.is_some(), "{code}");
    found
}

/// Whom a slip reaches that is sent now, as its pupil is told and as its seal opens.
fn readers_of(app: &TestApp, answers: Answers) -> Vec<String> {
    let before: BTreeSet<_> = app.slips().into_iter().map(|slip| slip.id).collect();
    let sent = send(app, answers);
    let slips = app.slips();
    let slip = slips.iter().find(|slip| !before.contains(&slip.id)).unwrap();
    let told: Vec<_> = sent.readers.iter().map(|one| one.name.as_str().to_owned()).collect();
    let opened: BTreeSet<_> = app.elmwood.who_can_open(slip).into_iter().collect();
    assert_eq!(told.iter().map(String::as_str).collect::<BTreeSet<_>>(), opened);
    told
}

fn about_staff(app: &TestApp) -> Vec<String> {
    readers_of(app, Answers { kind: kind(app, "ST1"), ..Answers::default() })
}

fn about_a_bag(app: &TestApp) -> Vec<String> {
    readers_of(app, Answers { words: WORDS.to_owned(), ..Answers::default() })
}

fn goes_on_to(app: &TestApp, then: i64) {
    app.app.clock.advance_seconds(then - app.app.clock.now().0);
}

/// Seconds since 1970 at this time in London, in winter.
fn in_winter(day: &str, hours: i64, minutes: i64) -> i64 {
    Day::parse(day).unwrap().start().0 + hours * 3_600 + minutes * 60
}

#[test]
fn a_slip_about_staff_reaches_the_chair_too_until_the_head_is_back() {
    let app = TestApp::spawn();
    let mut head = AtDesk::new(&app, Role::Head);
    assert_eq!(about_staff(&app), ["Dr Hughes"]);
    let page = away(&mut head, "2026-11-24", "2026-11-27");
    assert!(page.has(ENTERED), "{:?}", page.errors());
    assert!(page.has("Dr Hughes, from Tuesday 24 November 2026 to Friday 27 November 2026."));
    forget_notices(&app);
    assert_eq!(about_staff(&app), ["Mr Price", "Dr Hughes"]);
    let told: BTreeSet<_> = notified(&app).into_iter().collect();
    assert_eq!(
        told,
        BTreeSet::from([id(&app, Role::Head), id(&app, Role::Chair)].map(str::to_owned))
    );

    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let readers = lead.open(paths::READERS);
    assert!(section_of(&readers, "Dr Hughes").unwrap().contains("away until Friday 27 November"));
    assert!(!section_of(&readers, "Mr Price").unwrap().contains("away until"));
    head.sign_out();
    assert_eq!(head.sign_in().heading(), TODAY, "whoever is away can still look");

    goes_on_to(&app, in_winter("2026-11-27", 23, 59));
    assert_eq!(about_staff(&app), ["Mr Price", "Dr Hughes"]);
    app.app.clock.advance_seconds(60);
    assert_eq!(about_staff(&app), ["Dr Hughes"], "they are back");
    assert!(!lead.sign_in().has("is away until"));
}

#[test]
fn in_summer_days_away_begin_and_end_at_midnight_in_london_too() {
    let app = TestApp::spawn();
    // 12:00 UTC on Monday 7 June 2027.
    goes_on_to(&app, in_winter("2027-06-07", 12, 0));
    let mut head = AtDesk::new(&app, Role::Head);
    assert!(away(&mut head, "2027-06-09", "2027-06-10").has(ENTERED));
    goes_on_to(&app, in_winter("2027-06-08", 22, 59));
    assert_eq!(about_staff(&app), ["Dr Hughes"], "an hour to midnight for UTC, a minute here");
    app.app.clock.advance_seconds(60);
    assert_eq!(about_staff(&app), ["Mr Price", "Dr Hughes"]);
    goes_on_to(&app, in_winter("2027-06-10", 22, 59));
    assert_eq!(about_staff(&app), ["Mr Price", "Dr Hughes"]);
    app.app.clock.advance_seconds(60);
    assert_eq!(about_staff(&app), ["Dr Hughes"]);
}

#[test]
fn whoever_stands_in_reads_new_slips_and_never_one_that_names_them_or_leaves_them_out() {
    let app = TestApp::spawn();
    let before = urgent_slip(&app, "Before the lead was away.");
    assert_eq!(before.readers.len(), 3);
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let head = id(&app, Role::Head);
    let days = [("first", "2026-11-24"), ("last", "2026-11-25"), ("cover", head)];
    let page = enters(&mut lead, &days);
    assert!(page.has("Wednesday 25 November 2026. Dr Hughes stands in."), "{}", page.text());

    forget_notices(&app);
    let usual = ["Mrs Okafor", "Ms Shah", "Mr Lewis"];
    assert_eq!(about_a_bag(&app), ["Mrs Okafor", "Ms Shah", "Dr Hughes", "Mr Lewis"]);
    assert!(notified(&app).contains(&head.to_owned()), "the notice comes to them too");
    let hidden_from = BTreeSet::from([app.person(Role::Head).id().clone()]);
    assert_eq!(readers_of(&app, Answers { hidden_from, ..Answers::default() }), usual);
    let words = "Dr Hughes took my bag.".to_owned();
    assert_eq!(readers_of(&app, Answers { words, ..Answers::default() }), usual);
    let slip_about_staff = about_staff(&app);
    assert_eq!(slip_about_staff, ["Dr Hughes"], "is for the head as ever");

    let mut desk = AtDesk::new(&app, Role::Head);
    let seen = desk.open(paths::SLIPS).attributes("tbody a", "href").len();
    goes_on_to(&app, in_winter("2026-11-26", 0, 0));
    assert_eq!(about_a_bag(&app), ["Mr Lewis", "Mrs Okafor", "Ms Shah"]);
    desk.sign_in();
    let after = desk.open(paths::SLIPS).attributes("tbody a", "href").len();
    assert!(after >= seen, "what came in their days stays theirs to see to");
}

#[test]
fn a_pupil_is_shown_who_stands_in_before_they_send_and_may_leave_them_out() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let head = id(&app, Role::Head);
    assert!(!app.pupil().visit(paths::ABOUT).has("Dr Hughes"));
    let days = [("first", "2026-11-24"), ("last", "2026-11-25"), ("cover", head)];
    assert!(enters(&mut lead, &days).has(ENTERED));

    for page in ["/", paths::ABOUT, paths::ABOUT_PARENTS] {
        assert!(app.pupil().visit(page).has("Dr Hughes"), "{page}");
    }
    let mut pupil = app.pupil();
    let check = pupil.walk_to_check(&[("words", WORDS)]);
    assert!(check.has("Dr Hughes") && check.has("Mr Lewis"), "{}", check.text());
    let sent = pupil.press(&check, "send", &[]);
    assert!(sent.has("Dr Hughes") && !sent.has("away"), "{}", sent.text());
    let without = [("words", WORDS), ("hidden_from[]", head)];
    let sent = app.pupil().send_slip(&without);
    assert!(sent.has("Mr Lewis") && !sent.has("Dr Hughes"), "{}", sent.text());
}

#[test]
fn a_colleague_who_fell_ill_is_covered_and_ends_it_when_they_are_back() {
    let app = TestApp::spawn();
    let mut deputy = AtDesk::new(&app, Role::Deputy);
    forget_notices(&app);
    let (ill, chair) = (id(&app, Role::Head), id(&app, Role::Chair));
    let days = [("reader", ill), ("first", "2026-11-24"), ("last", "2026-12-04"), ("cover", chair)];
    let form = deputy.open(paths::DAYS_AWAY);
    let asked = deputy.browser.press(&form, "Enter the days", &days);
    assert_eq!((asked.status, asked.heading().as_str()), (422, "Show that it is you"));
    assert_eq!(about_staff(&app), ["Dr Hughes"], "nothing is entered yet");
    forget_notices(&app);
    let page = deputy.proves(asked);
    let page = deputy.browser.follow(page);
    assert!(page.has("Friday 4 December 2026. Mr Price stands in."), "{}", page.text());
    let told: BTreeSet<_> = notified(&app).into_iter().collect();
    assert!(told.contains(ill) && told.contains(chair), "whoever was entered as away is told too");
    assert!(told.contains(id(&app, Role::DesignatedSafeguardingLead)));
    assert!(!told.contains(id(&app, Role::Deputy)), "they did it");
    assert_eq!(about_staff(&app), ["Mr Price", "Dr Hughes"]);

    let mut head = AtDesk::before_signing_in(&app, Role::Head);
    let today = head.sign_in();
    let said = "Dr Hughes is away until Friday 4 December 2026. Mr Price stands in.";
    assert!(today.has(said), "{}", today.text());
    let page = head.open(paths::DAYS_AWAY);
    let page = head.press(&page, "Back at work now : Dr Hughes , Tuesday 24 November 2026", &[]);
    assert!(
        page.has("The days are taken back.") && page.has("Nobody, now or in the days to come.")
    );
    assert_eq!(about_staff(&app), ["Dr Hughes"]);
    assert!(!head.open(paths::STAFF).has("is away until"));

    let by = id(&app, Role::Deputy);
    let event = |by: &str, event: &str, of: &str| format!("{by} {event} {of}");
    let set = audit_events(&app, "reader.leave-set");
    assert!(set.len() == 1 && set[0].ends_with(&event(by, "reader.leave-set", ill)), "{set:?}");
    let cover = audit_events(&app, "reader.cover-set");
    assert!(cover[0].ends_with(&event(by, "reader.cover-set", chair)), "{cover:?}");
    let back = audit_events(&app, "reader.leave-taken-back");
    assert!(back[0].ends_with(&event(ill, "reader.leave-taken-back", ill)), "{back:?}");
    let log = head.open(paths::AUDIT_LOG);
    assert!(log.has("Entered days away of") && log.has("to stand in"), "{}", log.text());
}

#[test]
fn where_no_lead_and_no_deputy_would_be_left_it_is_asked_first_and_the_head_reads() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let mut deputy = AtDesk::new(&app, Role::Deputy);
    let mut officer = AtDesk::new(&app, Role::OnlineSafetyOfficer);
    assert!(away(&mut lead, "2026-11-26", "2026-12-04").has(ENTERED));
    let page = away(&mut deputy, "2026-11-24", "2026-11-30");
    assert_eq!(page.status, 422);
    let told = "On Thursday 26 November 2026 none of those would be at work";
    assert!(page.errors()[0].starts_with(told), "{:?}", page.errors());
    assert!(page.errors()[0].contains("Mr Lewis or Ms Shah"), "{:?}", page.errors());
    assert_eq!(page.field("first").as_deref(), Some("2026-11-24"), "what was typed is there");
    assert!(away(&mut officer, "2026-11-24", "2026-11-30").has(ENTERED));
    // She fell ill: that is so, whoever is missed.
    let page = deputy.press(&page, "Enter the days", &[("anyway", "yes")]);
    assert!(page.has(ENTERED), "{:?}", page.errors());

    goes_on_to(&app, in_winter("2026-11-26", 9, 0));
    let reached = about_a_bag(&app);
    assert_eq!(reached, ["Dr Hughes", "Mr Lewis", "Mrs Okafor", "Ms Shah"]);
    let mut head = AtDesk::new(&app, Role::Head);
    let page = away(&mut head, "2026-11-26", "2026-11-27");
    let page = head.press(&page, "Enter the days", &[("anyway", "yes")]);
    assert!(page.has(ENTERED), "{:?}", page.errors());
    assert_eq!(about_a_bag(&app)[0], "Mr Price", "and when the head is away, the chair");
}

#[test]
fn on_days_without_school_nobody_has_to_be_there() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let mut deputy = AtDesk::new(&app, Role::Deputy);
    saves(&mut lead, &[("off-1-first", "2026-11-26"), ("off-1-last", "2026-12-04")]);
    assert!(away(&mut lead, "2026-11-26", "2026-12-04").has(ENTERED));
    assert!(away(&mut deputy, "2026-11-26", "2026-12-06").has(ENTERED));
    let page = enters(&mut deputy, &[("first", "2026-11-24"), ("last", "2026-11-26")]);
    assert!(page.errors()[0].starts_with("They are away from Thursday 26 November 2026 to"));
}

#[test]
fn who_may_not_or_cannot_stand_in_is_said_and_nothing_is_entered() {
    let app = TestApp::build().with_second_school().spawn();
    let mut head = AtDesk::new(&app, Role::Head);
    let person = |role| id(&app, role);
    let (lead, deputy, chair) =
        (person(Role::DesignatedSafeguardingLead), person(Role::Deputy), person(Role::Chair));
    let (ict, elsewhere) =
        (person(Role::IctAdministrator), app.ashby.person(Role::Chair).id().as_str());
    let days = [("first", "2026-11-25"), ("last", "2026-11-26")];
    let only_price = "Choose Mr Price, or whoever is next.";
    let head_id = person(Role::Head);
    for (reader, cover, told) in [
        (head_id, lead, only_price),
        (head_id, head_id, only_price),
        (head_id, ict, only_price),
        (head_id, elsewhere, only_price),
        (chair, head_id, "Nobody else may be shown the slips"),
        (deputy, ict, "Choose Dr Hughes or Mr Lewis or Mr Price,"),
    ] {
        let filled = [&days[..], &[("reader", reader), ("cover", cover)]].concat();
        let page = enters(&mut head, &filled);
        assert_eq!(page.status, 422, "{told}");
        assert!(page.errors()[0].contains(told), "{told}: {:?}", page.errors());
        assert!(!page.has_button("They are away all the same"));
        assert_eq!(
            page.attributes("#cover", "aria-describedby"),
            ["cover-error"],
            "beside the field"
        );
    }
    let token = head.token();
    let stranger = [&days[..], &[("reader", elsewhere), ("csrf", &token)]].concat();
    assert_eq!(head.posts(paths::DAYS_AWAY, &stranger).status, 404);

    let with = |reader, cover| [&days[..], &[("reader", reader), ("cover", cover)]].concat();
    assert!(enters(&mut head, &with(lead, deputy)).has(ENTERED));
    let page = enters(&mut head, &with(person(Role::OnlineSafetyOfficer), lead));
    let told = "This colleague is away themself from Wednesday 25 November 2026";
    assert!(page.errors()[0].starts_with(told), "{:?}", page.errors());
    let page = enters(&mut head, &with(deputy, ""));
    let told = "They stand in for Mr Lewis from Wednesday 25 November 2026";
    assert!(page.errors()[0].starts_with(told), "{:?}", page.errors());
    assert_eq!(audit_events(&app, "reader.leave-set").len(), 1);
}

#[test]
fn days_that_are_none_are_told_and_kept_in_the_form() {
    let app = TestApp::spawn();
    let mut chair = AtDesk::new(&app, Role::Chair);
    for (first, last, told) in [
        ("", "2026-11-25", "Choose a day of the calendar."),
        ("2026-11-27", "2026-11-25", "The last day comes after the first"),
        ("2026-11-20", "2026-11-23", "These days are over."),
        ("2026-11-24", "2027-11-25", "Enter a year at most."),
    ] {
        let page = away(&mut chair, first, last);
        assert_eq!(page.status, 422, "{told}");
        assert!(page.errors()[0].starts_with(told), "{:?}", page.errors());
        assert_eq!(page.field("last").as_deref(), Some(last));
    }
    assert!(chair.open(paths::DAYS_AWAY).has("Nobody, now or in the days to come."));
}

#[test]
fn a_pupil_is_promised_the_day_on_which_somebody_is_back() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    saves(&mut lead, &[]);
    let about_the_head = [
        ("group", "adult"),
        ("hidden_from[]", app.person(Role::Head).id().as_str()),
        ("words", "It is about Dr Hughes."),
    ];
    let today = "They read slips today until 15:45.";
    let check = app.pupil().walk_to_check(&about_the_head);
    assert!(check.has("Mr Price") && check.has(today), "{}", check.text());

    // Nobody but the chair reads what is about the head.
    let mut chair = AtDesk::new(&app, Role::Chair);
    assert!(away(&mut chair, "2026-11-24", "2026-11-27").has(ENTERED));
    let mut pupil = app.pupil();
    let check = pupil.walk_to_check(&about_the_head);
    let monday = "They read slips on Monday from 8:15.";
    assert!(check.has("Mr Price") && check.has(monday) && !check.has(today), "{}", check.text());
    let sent = pupil.press(&check, "send", &[]);
    assert!(sent.has(monday) && !sent.has(today), "{}", sent.text());
    assert!(!sent.has("away"), "nobody is told who is away");
    // A slip that others read is read today.
    assert!(app.pupil().walk_to_check(&[("words", WORDS)]).has(today));
}

#[test]
fn whoever_stands_in_reads_what_is_handed_on_too() {
    let app = TestApp::spawn();
    let mut head = AtDesk::new(&app, Role::Head);
    assert!(away(&mut head, "2026-11-24", "2026-11-27").has(ENTERED));
    urgent_slip(&app, "He shouts at us.");
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let slip = lead.only_slip();
    lead.opens(&slip);
    let asked = lead.open(&format!("{slip}/hand-on"));
    assert!(asked.has("Mr Price, chair of governors"), "{}", asked.text());
    lead.press(&asked, "Hand it on and lock me out", &[("because", "about-staff")]);
    let mut chair = AtDesk::new(&app, Role::Chair);
    let theirs = chair.only_slip();
    assert!(chair.opens(&theirs).has("He shouts at us."));
}

#[test]
fn days_that_were_only_written_into_the_database_send_nobody_away() {
    let app = TestApp::spawn();
    let reader: ReaderId = app.person(Role::Head).id().clone();
    let planted = Leave {
        id: LeaveId::from_random([7; 16]),
        reader,
        cover: Some(app.person(Role::Chair).id().clone()),
        days: DaySpan::new(Timestamp(app.app.clock.now().0).day(), Day(30_000)).unwrap(),
    };
    write(&app, move |writer| -> Result<(), ServiceError> {
        Ok(store::leaves::insert(writer, &planted, &[7; 32])?)
    });
    assert_eq!(about_staff(&app), ["Dr Hughes"]);
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    assert!(lead.open(paths::DAYS_AWAY).has("Nobody, now or in the days to come."));
}

#[test]
fn whoever_left_the_school_stands_in_for_nobody() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let days = [("first", "2026-11-24"), ("last", "2026-11-25"), ("cover", id(&app, Role::Chair))];
    assert!(enters(&mut lead, &days).has(ENTERED));
    assert!(about_a_bag(&app).contains(&"Mr Price".to_owned()));
    lead.removes("Mr Price");
    assert_eq!(about_a_bag(&app), ["Mrs Okafor", "Ms Shah", "Mr Lewis"]);
    assert!(lead.open(paths::DAYS_AWAY).has("Nobody was asked to stand in."));
}
