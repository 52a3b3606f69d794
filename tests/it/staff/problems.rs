//! What staff see when something is not there or not for them: a page in their own frame.

use ineedtotalk::domain::Role;
use ineedtotalk::paths;

use super::at_desk::{AtDesk, SIGN_IN, urgent_slip};
use crate::harness::{Page, TestApp};

const NO_SUCH_SLIP: &str = "/staff/slips/00000000000000000000000000000000";

/// The school in the bar, and the areas in it.
fn bar(page: &Page) -> (String, Vec<String>) {
    (page.text_of(".staff-bar .brand").concat(), page.text_of(".staff-bar nav a"))
}

fn leads_back(page: &Page) -> bool {
    page.attributes("main a.btn", "href") == [paths::STAFF]
}

#[test]
fn a_reader_who_opens_what_is_not_there_keeps_their_bar_and_a_way_back() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let (brand, areas) = bar(&lead.open(paths::SLIPS));
    for (path, status) in [(NO_SUCH_SLIP, 404), ("/staff/nothing-here", 404)] {
        let page = lead.open(path);
        assert_eq!(page.status, status);
        assert_eq!(bar(&page), (brand.clone(), areas.clone()), "{path}");
        assert!(leads_back(&page) && page.has_button("Lock"), "{path}: {}", page.source);
    }
    // The form in the bar works.
    let page = lead.open(NO_SUCH_SLIP);
    let button = format!("Sign out {}", lead.name);
    assert_eq!(lead.press(&page, &button, &[]).heading(), SIGN_IN);
}

#[test]
fn whoever_may_not_is_told_so_in_the_frame_of_what_they_may() {
    let app = TestApp::spawn();
    let mut technician = AtDesk::new(&app, Role::IctAdministrator);
    let page = technician.open(paths::SLIPS);
    assert_eq!(page.status, 403);
    let (brand, areas) = bar(&page);
    assert!(brand.contains("Elmwood School"), "{brand}");
    assert_eq!(areas, ["Kiosks", "Set-up", "Paper", "Pass on", "My account"]);
    assert!(leads_back(&page), "{}", page.source);
}

#[test]
fn a_form_from_elsewhere_is_refused_in_the_frame_and_changes_nothing() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let page = lead.browser.post(paths::SIGN_OUT, &[("csrf", "00")]);
    assert_eq!((page.status, bar(&page).1.is_empty()), (403, false));
    assert_eq!(lead.open(paths::SLIPS).status, 200);
}

#[test]
fn before_signing_in_while_locked_and_at_another_school_a_problem_shows_nobodys_areas() {
    let app = TestApp::build().with_second_school().spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let mut elsewhere = app.browser_at(app.ashby.host);
    elsewhere.cookies = lead.browser.cookies.clone();
    let locked = lead.open(paths::SLIPS);
    lead.press(&locked, "Lock", &[]);
    for (browser, school) in [
        (&mut lead.browser, "Elmwood School"),
        (&mut app.pupil(), "Elmwood School"),
        (&mut elsewhere, "Ashby Academy"),
    ] {
        let page = browser.visit("/staff/nothing-here");
        let (brand, areas) = bar(&page);
        assert_eq!((page.status, areas.len()), (404, 0), "{school}");
        assert!(brand.contains(school) && !page.has("Sign out"), "{}", page.text());
    }
}

#[test]
fn every_cell_of_a_list_names_its_column_for_those_who_read_it_as_a_card() {
    let app = TestApp::spawn();
    urgent_slip(&app, "They took my bag.");
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let page = lead.open(paths::SLIPS);
    let columns = page.text_of("thead th");
    let named = page.attributes("tbody tr td", "data-column");
    assert_eq!(named, columns[..columns.len() - 1], "the button needs no name");
    assert_eq!(page.text_of("tbody tr td").len(), columns.len());
}
