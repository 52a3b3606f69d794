//! The slips that a reader has looked at last are one press away, and nobody else learns which.

use ineedtotalk::domain::{Answers, Danger, Role};
use ineedtotalk::paths;

use super::at_desk::{AtDesk, send, urgent_slip};
use crate::harness::{Page, TestApp};

const COOKIE: &str = "__Host-visited";

fn lead(app: &TestApp) -> AtDesk<'_> {
    AtDesk::new(app, Role::DesignatedSafeguardingLead)
}

fn visited(page: &Page) -> Vec<String> {
    page.attributes(".visited a", "href")
}

/// Sends as many slips and says where they are, in the order of the lead's list.
fn slips_of(lead: &mut AtDesk<'_>, count: usize) -> Vec<String> {
    for number in 0..count {
        urgent_slip(lead.app, &format!("Somebody follows me home, {number}."));
    }
    let slips = lead.open(paths::SLIPS).attributes("tbody a", "href");
    assert_eq!(slips.len(), count);
    slips
}

#[test]
fn the_last_ten_slips_that_a_reader_opened_are_on_their_list_the_last_first() {
    let app = TestApp::spawn();
    let mut lead = lead(&app);
    let slips = slips_of(&mut lead, 11);
    assert!(visited(&lead.open(paths::SLIPS)).is_empty());
    lead.open(&slips[0]);
    assert!(visited(&lead.open(paths::SLIPS)).is_empty(), "a cover is not a slip");

    let mut lengths = Vec::new();
    for slip in &slips {
        lead.opens(slip);
        lengths.push(lead.browser.cookie(COOKIE).unwrap().len());
    }
    lead.open(&slips[3]);
    let expected: Vec<_> =
        [3, 10, 9, 8, 7, 6, 5, 4, 2, 1].iter().map(|place| slips[*place].clone()).collect();
    for list in [paths::SLIPS, paths::SLIPS_TODAY, paths::SLIPS_CLOSED] {
        assert_eq!(visited(&lead.open(list)), expected, "{list}");
    }
    lengths.dedup();
    assert_eq!(lengths.len(), 1, "its length does not tell how many there were");
}

#[test]
fn what_somebody_looked_at_is_gone_when_they_sign_out_and_opens_for_no_other_session() {
    let app = TestApp::spawn();
    let mut lead = lead(&app);
    let slips = slips_of(&mut lead, 1);
    lead.opens(&slips[0]);
    let kept = lead.browser.cookie(COOKIE).unwrap().to_owned();
    lead.open(paths::SLIPS);

    let mut officer = AtDesk::new(&app, Role::OnlineSafetyOfficer);
    officer.open(paths::SLIPS);
    officer.browser.cookies.push((COOKIE.to_owned(), kept.clone()));
    assert!(visited(&officer.open(paths::SLIPS)).is_empty());

    lead.sign_out();
    assert_ne!(lead.browser.cookie(COOKIE), Some(kept.as_str()));
    lead.sign_in();
    lead.browser.cookies.retain(|(name, _)| name != COOKIE);
    lead.browser.cookies.push((COOKIE.to_owned(), kept));
    assert!(visited(&lead.open(paths::SLIPS)).is_empty());
}

#[test]
fn a_slip_that_a_reader_handed_on_is_not_among_what_they_looked_at() {
    let app = TestApp::spawn();
    let danger = Some(Danger::Yes);
    send(&app, Answers { danger, words: "Ms Achebe shouts.".to_owned(), ..Answers::default() });
    let mut lead = lead(&app);
    let slip = lead.only_slip();
    lead.opens(&slip);
    assert_eq!(visited(&lead.open(paths::SLIPS)), std::slice::from_ref(&slip));

    let page = lead.open(&format!("{slip}/hand-on"));
    let page = lead.press(&page, "Hand it on and lock me out", &[("because", "about-staff")]);
    assert_eq!((page.heading().as_str(), lead.open(&slip).status), ("You handed it on", 404));
    assert!(visited(&lead.open(paths::SLIPS)).is_empty());
}
