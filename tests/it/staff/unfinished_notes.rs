//! A note that a reader has begun waits for them, and for nobody else, until they add it or throw it away.

use diesel::prelude::*;
use ineedtotalk::db::DbError;
use ineedtotalk::db::schema::unfinished_notes;
use ineedtotalk::domain::Role;
use ineedtotalk::jobs;
use ineedtotalk::paths;

use super::at_desk::{AtDesk, urgent_slip};
use crate::harness::{Page, TestApp, wait};

const BEGUN: &str = "Rang home.\nNobody there, so";
const NOT_YET: &str = "This is not saved as a note yet";
const DAY_SECONDS: i64 = 86_400;

struct Desk<'a> {
    lead: AtDesk<'a>,
    slip: String,
    page: Page,
}

/// The lead with the only slip open.
fn at_work(app: &TestApp) -> Desk<'_> {
    urgent_slip(app, "Somebody follows me home.");
    let mut lead = AtDesk::new(app, Role::DesignatedSafeguardingLead);
    let slip = lead.only_slip();
    let page = lead.opens(&slip);
    Desk { lead, slip, page }
}

impl Desk<'_> {
    fn puts_by(&mut self, note: &str) -> Page {
        let path = format!("{}/unfinished-note", self.slip);
        let token = self.page.field("csrf").unwrap();
        let page = self.lead.browser.post(&path, &[("csrf", token.as_str()), ("case-note", note)]);
        self.lead.browser.follow(page)
    }
}

fn stored(app: &TestApp) -> Vec<(String, Vec<u8>)> {
    wait(app.app.db.across_schools(|connection| -> Result<_, DbError> {
        let columns = (unfinished_notes::id, unfinished_notes::sealed);
        Ok(unfinished_notes::table.select(columns).load(connection)?)
    }))
    .unwrap()
}

/// What is in the box for a note, and whether the page says that it is not one yet.
fn begun(page: &Page) -> (Option<String>, bool) {
    (page.field("case-note").filter(|note| !note.is_empty()), page.has(NOT_YET))
}

#[test]
fn a_note_that_was_put_by_waits_for_its_reader_alone_in_every_later_session() {
    let app = TestApp::spawn();
    let mut desk = at_work(&app);
    assert_eq!(
        desk.page.attributes("#note-form button", "formaction"),
        [format!("{}/unfinished-note", desk.slip)]
    );
    desk.puts_by("Rang");
    let page = desk.puts_by(BEGUN);
    assert_eq!(begun(&page), (Some(BEGUN.to_owned()), true));
    assert!(!page.text_of("#done ~ ol li").concat().contains("Rang"), "it is no act");

    let mut officer = AtDesk::new(&app, Role::OnlineSafetyOfficer);
    assert_eq!(begun(&officer.opens(&desk.slip)), (None, false));

    desk.lead.sign_out();
    desk.lead.sign_in();
    let cover = desk.lead.open(&desk.slip);
    assert!(!cover.source.contains("Rang home"), "not before the slip is opened");
    let page = desk.lead.opens(&desk.slip);
    assert_eq!(begun(&page), (Some(BEGUN.to_owned()), true));

    // Outside the seal there is the slip, and nothing of whose it is.
    let rows = stored(&app);
    assert_eq!(rows.len(), 1);
    let reader = app.person(Role::DesignatedSafeguardingLead).id().as_str().to_owned();
    assert!(!rows[0].0.contains(&reader) && !rows[0].1.windows(4).any(|it| it == b"Rang"));
}

#[test]
fn what_was_begun_goes_when_the_note_is_added_or_it_is_thrown_away() {
    let app = TestApp::spawn();
    let mut desk = at_work(&app);
    let page = desk.puts_by(BEGUN);
    let added = format!("{BEGUN} I wrote.");
    let page = desk.lead.press(&page, "Keep the note", &[("case-note", &added)]);
    assert_eq!((begun(&page), stored(&app).len()), ((None, false), 0));
    assert!(page.text_of("#done ~ ol li").concat().contains("so I wrote."), "{}", page.text());

    let page = desk.puts_by("Perhaps");
    let page = desk.lead.press(&page, "Throw away what I had begun", &[]);
    assert_eq!((begun(&page), stored(&app).len()), ((None, false), 0));
    desk.puts_by("Perhaps");
    let page = desk.puts_by(" \n");
    assert_eq!((begun(&page), stored(&app).len()), ((None, false), 0));
}

#[test]
fn another_form_of_the_page_that_is_sent_back_leaves_what_was_begun() {
    let app = TestApp::spawn();
    let mut desk = at_work(&app);
    let page = desk.puts_by(BEGUN);
    let page = desk.lead.press(&page, "Close the slip", &[]);
    assert_eq!((page.status, begun(&page)), (422, (Some(BEGUN.to_owned()), true)));
}

#[test]
fn what_was_begun_is_still_there_when_a_colleague_lets_another_read_the_slip() {
    let app = TestApp::spawn();
    let mut desk = at_work(&app);
    desk.puts_by(BEGUN);
    let before = stored(&app);
    let mut deputy = AtDesk::new(&app, Role::Deputy);
    let slip = deputy.only_slip();
    deputy.opens(&slip);
    let page = deputy.open(&format!("{slip}/let-read"));
    let colleague = page.attributes("input[name=colleague]", "value").remove(0);
    deputy.press(&page, "Let them read it", &[("colleague", &colleague)]);

    let slip = desk.lead.only_slip();
    assert_eq!(begun(&desk.lead.open(&slip)), (Some(BEGUN.to_owned()), true));
    let after = stored(&app);
    assert!(after.len() == 1 && after[0].0 != before[0].0, "nothing tells that it is the same");
}

#[test]
fn what_was_begun_goes_with_a_slip_that_is_handed_on_or_deleted() {
    let app = TestApp::spawn();
    let mut desk = at_work(&app);
    desk.puts_by(BEGUN);
    let page = desk.lead.open(&format!("{}/hand-on", desk.slip));
    desk.lead.press(&page, "Hand it on and lock me out", &[("because", "about-staff")]);
    assert!(stored(&app).is_empty());

    let mut head = AtDesk::new(&app, Role::Head);
    let slip = head.only_slip();
    let page = head.opens(&slip);
    assert_eq!(begun(&page), (None, false));
    let decided = [
        ("body", "lado"),
        ("decision", "done"),
        ("decision-reason", "Rang."),
        ("thought-over", "yes"),
    ];
    let page = head.press(&page, "Write it down", &decided);
    assert_eq!(page.status, 200, "{:?}", page.errors());
    let page = head.press(&page, "Close the slip", &[("reason", "recorded")]);
    assert_eq!(page.status, 200, "{:?}", page.errors());
    let mut desk = Desk { lead: head, slip, page };
    desk.puts_by(BEGUN);
    assert_eq!(stored(&app).len(), 1);
    for _ in 0..200 {
        app.app.clock.advance_seconds(DAY_SECONDS);
        wait(jobs::run_due(&app.app)).unwrap();
    }
    assert!(app.slips().is_empty() && stored(&app).is_empty());
}

#[test]
fn a_script_is_told_without_a_page_and_what_is_too_long_comes_back() {
    let app = TestApp::spawn();
    let mut desk = at_work(&app);
    let token = desk.page.field("csrf").unwrap();
    let path = format!("{}/unfinished-note", desk.slip);
    let body = format!("csrf={token}&case-note=Rang&quiet=1");
    let answer = desk.lead.browser.post_raw(&path, body.len(), body.as_bytes()).unwrap();
    assert_eq!((answer.status, answer.body.len()), (204, 0));
    assert_eq!(begun(&desk.lead.open(&desk.slip)), (Some("Rang".to_owned()), true));
    assert!(desk.page.attributes("script", "src").contains(&paths::files::NOTE_JS.to_owned()));

    let long = "x".repeat(8_001);
    let page = desk.puts_by(&long);
    assert_eq!((page.status, page.field("case-note")), (422, Some(long)));

    // Nobody writes about what they have not opened.
    let mut officer = AtDesk::new(&app, Role::OnlineSafetyOfficer);
    let token = officer.token();
    let fields = [("csrf", token.as_str()), ("case-note", "Rang")];
    assert_eq!(officer.browser.post(&path, &fields).status, 409);
}
