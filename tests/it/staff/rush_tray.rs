//! What came in a rush: one line for readers, copies beside each other, and nothing set aside by one alone.

use std::collections::BTreeSet;

use ineedtotalk::domain::Role;
use ineedtotalk::paths;
use ineedtotalk::store::slips;

use super::at_desk::{AtDesk, write};
use super::retention::{days_pass, is_there, minute_passes, tombstones};
use crate::harness::{Page, TestApp};

const AGREE: &str = "Agree and set 5 aside";
const ASK: &str = "Ask another reader to set all 5 aside";

pub fn app() -> TestApp {
    TestApp::build().limits(5, 1_000).spawn()
}

/// Sends them as a script does, and lets them become visible.
pub fn flood(app: &TestApp, danger: &str, all: &[String]) {
    for words in all {
        let fields = [("step", "check"), ("go", "send"), ("danger", danger), ("words", words)];
        let sent = app.pupil().post("/", &fields);
        assert_eq!(sent.location.as_deref(), Some("/"), "{}", sent.text());
    }
    write(app, |writer| Ok(slips::move_intake(writer)?));
}

pub fn copies(count: usize) -> Vec<String> {
    (0..count).map(|number| format!("Mr Smith is a poo head haha {number}{number}!")).collect()
}

const OTHERS: [&str; 5] = [
    "Someone keeps sending me horrible messages at night.",
    "There is a photo of me going round and I want it gone.",
    "A man online asked me for my address.",
    "They took my bag again and nobody helped me.",
    "My mum hits me when she is drunk.",
];

fn others(count: usize) -> Vec<String> {
    OTHERS.iter().take(count).map(|words| (*words).to_owned()).collect()
}

fn lead_and_deputy(app: &TestApp) -> (AtDesk<'_>, AtDesk<'_>) {
    (AtDesk::new(app, Role::DesignatedSafeguardingLead), AtDesk::new(app, Role::Deputy))
}

fn rows(page: &Page) -> Vec<String> {
    page.text_of("tbody tr")
}

fn links(page: &Page) -> Vec<String> {
    page.attributes("tbody a", "href")
}

/// The page of the slips that say nearly the same.
pub fn group(desk: &mut AtDesk<'_>) -> Page {
    let tray = desk.open(paths::TRAY);
    let links = links(&tray);
    let link = links.iter().find(|link| link.contains("alike=")).unwrap();
    desk.open(link)
}

/// Opens the first slip of that page.
pub fn opens_one(desk: &mut AtDesk<'_>) -> String {
    let slip = links(&group(desk))[0].clone();
    desk.opens(&slip);
    slip
}

#[test]
fn what_came_in_a_rush_is_one_line_that_opens_and_of_its_copies_none_is_dropped() {
    let app = app();
    app.pupil().send_slip(&[("words", "By hand.")]);
    flood(&app, "no", &copies(5));
    flood(&app, "no", &others(2));
    let (mut lead, mut deputy) = lead_and_deputy(&app);

    for desk in [&mut lead, &mut deputy] {
        let list = desk.open(paths::SLIPS);
        assert_eq!(rows(&list).len(), 2, "{:?}", rows(&list));
        assert!(rows(&list).iter().any(|row| row.contains("7 slips came in a rush")));
        assert_eq!(list.text_of(".figures strong"), ["0", "8", "0"]);
        assert!(links(&list).contains(&paths::TRAY.to_owned()));

        let tray = desk.open(paths::TRAY);
        let counts = |words: &str| rows(&tray).iter().filter(|row| row.contains(words)).count();
        assert_eq!((counts("5 alike"), counts("1 slip")), (1, 2), "{:?}", rows(&tray));
        let page = group(desk);
        assert_eq!(page.heading(), "5 slips that say nearly the same");
        assert_eq!(rows(&page).len(), 5);
        let told: BTreeSet<String> = links(&page)
            .iter()
            .map(|slip| desk.opens(slip).text_of("blockquote.told").concat())
            .collect();
        assert_eq!(told, copies(5).into_iter().collect());
    }
}

#[test]
fn a_slip_of_a_rush_that_somebody_takes_on_is_a_line_of_its_own() {
    let app = app();
    flood(&app, "no", &others(2));
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let slip = links(&lead.open(paths::TRAY))[0].clone();
    let page = lead.opens(&slip);
    lead.press(&page, "I am looking into it", &[]);
    let list = lead.open(paths::SLIPS);
    assert!(links(&list).contains(&slip), "{:?}", links(&list));
    assert!(list.has("1 slip came in a rush"));
}

#[test]
fn twenty_are_read_on_one_page_by_chance_and_one_of_each_kind_before_a_second_of_any() {
    let app = app();
    flood(&app, "no", &copies(22));
    flood(&app, "yes", &others(5));
    let (mut lead, mut deputy) = lead_and_deputy(&app);
    let tray = lead.open(paths::TRAY);
    let page = lead.press(&tray, "Look at 20", &[]);
    let told = page.text_of("blockquote.told");
    assert_eq!(told.len(), 20);
    assert!(OTHERS.iter().all(|words| told.iter().any(|one| one == words)), "{told:?}");
    assert!(page.path.starts_with(paths::SKIM_TRAY) && !page.path.contains("Smith"));

    // The other readers of each see that it was opened, and see no word without opening it.
    let address = page.path.clone();
    assert_eq!(deputy.open(&address).text_of("blockquote.told").len(), 0);
    let slip = page.attributes("section a", "href")[0].clone();
    assert!(deputy.open(&slip).has("Mr Lewis opened it"));

    let page = lead.press(&page, "Look at 20 more", &[]);
    assert_eq!(page.text_of("blockquote.told").len(), 7, "the rest");
    let page = lead.press(&page, "Look at 20 more", &[]);
    assert!(page.has("You have opened all of them."), "{}", page.text());
}

#[test]
fn two_readers_who_have_looked_set_copies_aside_and_one_takes_them_back() {
    let app = app();
    flood(&app, "no", &copies(5));
    let (mut lead, mut deputy) = lead_and_deputy(&app);
    let page = group(&mut lead);
    let refused = lead.press(&page, ASK, &[]);
    assert_eq!(refused.status, 409);
    assert!(refused.has("Open 1 of them first. You have opened 0"), "{}", refused.text());

    opens_one(&mut lead);
    minute_passes(&app);
    let page = group(&mut lead);
    let page = lead.press(&page, ASK, &[]);
    assert!(page.has("Nothing is set aside until they agree."), "{}", page.text());
    let own = group(&mut lead);
    assert!(own.has("You ask to set 5 aside.") && !own.has_button(AGREE));
    let token = lead.token();
    let fields = [("csrf", token.as_str())];
    lead.browser.post(paths::AGREE_ASIDE, &fields);
    assert!(
        lead.open(paths::TRAY_ASIDE).has("Nothing is set aside."),
        "nobody agrees with themself"
    );

    assert!(deputy.open(paths::SLIPS).has("A reader asks to set 5 aside."));
    let page = group(&mut deputy);
    assert!(page.has("Mr Lewis asks to set 5 aside."), "{}", page.text());
    assert_eq!(
        deputy.press(&page, AGREE, &[]).status,
        409,
        "nobody agrees to what they have not read"
    );
    let slip = opens_one(&mut deputy);
    minute_passes(&app);
    let page = group(&mut deputy);
    let page = deputy.press(&page, AGREE, &[]);
    assert!(page.has("They are set aside.") && page.has("Nothing that came in a rush"));
    assert!(lead.open(paths::SLIPS).has("There is no slip to look at."));
    assert!(lead.open(&slip).has("Ms Shah agreed to set it aside"));

    let aside = lead.open(paths::TRAY_ASIDE);
    assert!(rows(&aside)[0].contains("5 alike") && rows(&aside)[0].contains("24 December 2026"));
    minute_passes(&app);
    let back = lead.press(&aside, "Take all 5 back", &[]);
    assert!(back.has("They are back") && rows(&back)[0].contains("5 alike"), "{}", back.text());
}

#[test]
fn what_was_set_aside_is_there_for_thirty_days_and_then_goes_like_a_closed_slip() {
    let app = app();
    flood(&app, "no", &copies(5));
    let (mut lead, mut deputy) = lead_and_deputy(&app);
    for (desk, press) in [(&mut lead, ASK), (&mut deputy, AGREE)] {
        opens_one(desk);
        minute_passes(&app);
        let page = group(desk);
        desk.press(&page, press, &[]);
    }
    let slips = {
        let aside = lead.open(paths::TRAY_ASIDE);
        let page = lead.open(&links(&aside)[0]);
        links(&page)
    };
    days_pass(&app, 29);
    lead.sign_in();
    // One is real after all.
    let page = lead.opens(&slips[0]);
    lead.press(&page, "I am looking into it", &[]);
    days_pass(&app, 2);
    assert!(is_there(&app, &slips[0]));
    assert!(slips[1..].iter().all(|slip| !is_there(&app, slip)));
    assert_eq!(tombstones(&app), [("Tuesday 24 November 2026".to_owned(), 4)]);
    lead.sign_in();
    assert_eq!(links(&lead.open(paths::SLIPS)), [slips[0].as_str()]);
}

#[test]
fn a_reader_who_says_no_keeps_them_where_they_are() {
    let app = app();
    flood(&app, "no", &copies(5));
    let (mut lead, mut deputy) = lead_and_deputy(&app);
    opens_one(&mut lead);
    let page = group(&mut lead);
    lead.press(&page, ASK, &[]);
    let page = group(&mut deputy);
    let page = deputy.press(&page, "Keep them here", &[]);
    assert!(page.has("They stay, and wait to be read."), "{}", page.text());
    assert!(group(&mut lead).has_button(ASK));
}

#[test]
fn an_emergency_is_first_in_the_tray_and_is_never_set_aside_unread() {
    let app = app();
    flood(&app, "no", &copies(4));
    flood(&app, "yes", &copies(1));
    let (mut lead, mut deputy) = lead_and_deputy(&app);
    let list = lead.open(paths::SLIPS);
    assert!(rows(&list)[0].contains("1 says someone is in danger now."), "{:?}", rows(&list));
    let page = group(&mut lead);
    let (emergency, calm) = (links(&page)[0].clone(), links(&page)[1].clone());
    assert!(lead.open(&emergency).has("Emergency"), "what cannot wait is first");
    lead.opens(&calm);
    minute_passes(&app);
    let page = group(&mut lead);
    let page = lead.press(&page, ASK, &[]);
    assert!(page.has("1 was left as it is"), "{}", page.text());
    deputy.opens(&calm);
    minute_passes(&app);
    let page = group(&mut deputy);
    deputy.press(&page, "Agree and set 4 aside", &[]);
    let tray = lead.open(paths::TRAY);
    assert_eq!(links(&tray), [emergency]);
}

#[test]
fn the_whole_tray_is_set_aside_only_by_those_who_have_looked_at_twenty() {
    let app = app();
    flood(&app, "no", &copies(21));
    flood(&app, "no", &others(5));
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let tray = lead.open(paths::TRAY);
    let refused = lead.press(&tray, "Ask another reader to set all 26 aside", &[]);
    assert_eq!(refused.status, 409);
    assert!(refused.has("Open 20 of them first."), "{}", refused.text());
    lead.press(&refused, "Look at 20", &[]);
    let tray = lead.open(paths::TRAY);
    let page = lead.press(&tray, "Ask another reader to set all 26 aside", &[]);
    assert!(page.has("Nothing is set aside until they agree."), "{}", page.text());
}

#[test]
fn a_group_of_another_reader_or_school_is_not_there() {
    let app = TestApp::build().limits(5, 1_000).with_second_school().spawn();
    flood(&app, "no", &copies(5));
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let link = links(&lead.open(paths::TRAY))[0].clone();
    let mut byrne = AtDesk::at(&app, &app.ashby, Role::Head);
    byrne.sign_in();
    assert!(byrne.open(paths::TRAY).has("Nothing that came in a rush"));
    assert_eq!(byrne.browser.get(&link).status, 404);
    // Whoever is on no slip's route has an empty tray.
    let mut chair = AtDesk::new(&app, Role::Chair);
    assert!(chair.open(paths::TRAY).has("Nothing that came in a rush"));
    assert_eq!(chair.browser.get(&link).status, 404);
    assert!(!chair.open(paths::SLIPS).has("in a rush"), "nor does its list tell of one");
}
