//! A reader sees their term in numbers, and shows others what tells of no pupil.

use ineedtotalk::domain::{Answers, Danger, Role};
use ineedtotalk::paths;

use super::at_desk::{AtDesk, send};
use crate::harness::{Page, TestApp};

/// So many urgent slips of this kind, which their readers see at once.
fn sent(app: &TestApp, code: &str, count: usize) {
    for number in 0..count {
        let kind = app.app.taxonomy.categories().find(|kind| kind.code.as_str() == code);
        let (kind, words) = (kind.map(|kind| kind.code.clone()), format!("Slip {number}."));
        send(app, Answers { danger: Some(Danger::Yes), kind, words, ..Answers::default() });
    }
}

/// The cells of the row of this table that begins so.
fn row(page: &Page, table: &str, first: &str) -> Vec<String> {
    let cells = page.text_of(&format!("table[aria-labelledby={table}] td"));
    let columns = page.text_of(&format!("table[aria-labelledby={table}] th")).len();
    let found = cells.chunks(columns).find(|row| row[0] == first);
    found.unwrap_or_else(|| panic!("{first}: {cells:?}"))[1..].to_vec()
}

fn this_week(page: &Page) -> Vec<String> {
    let cells = page.text_of("table[aria-labelledby=weeks] td");
    cells[cells.len() - 5..].to_vec()
}

#[test]
fn readers_see_what_they_may_read_by_week_urgency_state_and_how_soon() {
    let app = TestApp::spawn();
    for (code, count) in [("CD1", 6), ("CT1", 2), ("CM1", 1), ("ST1", 3)] {
        sent(&app, code, count);
    }
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let page = lead.open(paths::TERM);
    assert_eq!(this_week(&page), ["0", "2", "6", "1", "0"]);
    assert_eq!(row(&page, "urgency", "Emergency"), ["9"]);
    assert_eq!(row(&page, "soon", "Not yet"), ["9"]);

    let slip = lead.open(paths::SLIPS).attributes("tbody a", "href")[0].clone();
    let opened = lead.opens(&slip);
    lead.press(&opened, "I am looking into it", &[]);
    let page = lead.open(paths::TERM);
    assert_eq!(row(&page, "state", "Being looked at"), ["1"]);
    assert_eq!(row(&page, "soon", "On the school day they came"), ["1"]);
    assert_eq!(row(&page, "soon", "Not yet"), ["8"]);

    // What goes around the lead is the head's alone.
    let mut head = AtDesk::new(&app, Role::Head);
    assert_eq!(this_week(&head.open(paths::TERM)), ["0", "0", "0", "0", "3"]);
    assert_eq!(AtDesk::new(&app, Role::IctAdministrator).open(paths::TERM).status, 403);
}

#[test]
fn what_others_are_shown_has_no_number_below_five_and_none_that_differs_by_one() {
    let app = TestApp::spawn();
    for (code, count) in [("CD1", 6), ("CT1", 2)] {
        sent(&app, code, count);
    }
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let page = lead.open(paths::TERM_FOR_OTHERS);
    let few = "fewer than 5";
    assert_eq!(this_week(&page), [few, few, "about 5", few, few]);
    assert_eq!(row(&page, "urgency", "Emergency"), ["about 10"]);
    // Nor do the bars: one of six is as long as one of five.
    let texts: Vec<_> =
        page.text_of(".chart text").into_iter().filter(|text| !text.is_empty()).collect();
    assert!(!texts.iter().any(|text| text.parse::<usize>().is_ok()), "{texts:?}");
    let mut one_more = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    sent(&app, "CD1", 1);
    let after = one_more.open(paths::TERM_FOR_OTHERS);
    assert_eq!(
        after.attributes("#weeks-chart-title ~ rect", "width"),
        page.attributes("#weeks-chart-title ~ rect", "width")
    );
}

#[test]
fn each_chart_says_what_it_shows_and_has_its_table() {
    let app = TestApp::spawn();
    sent(&app, "CD1", 1);
    let page = AtDesk::new(&app, Role::DesignatedSafeguardingLead).open(paths::TERM);
    let charts = page.attributes(".chart > svg[role=img]", "aria-labelledby");
    assert_eq!(charts.len(), 5);
    for (chart, table) in charts.iter().zip(["weeks", "urgency", "state", "soon", "second"]) {
        assert_eq!(*chart, format!("{table}-chart-title {table}-chart-desc"));
        for id in chart.split(' ') {
            assert_eq!(page.text_of(&format!("#{id}")).len(), 1, "{id}");
        }
        let numbers = page.text_of(&format!("table[aria-labelledby={table}] tbody td"));
        let is_of_slips = table != "second";
        assert_eq!(numbers.contains(&"1".to_owned()), is_of_slips, "{table}: {numbers:?}");
    }
    // Parts differ by pattern.
    let legend = page.attributes(".legend rect", "fill");
    assert_eq!(legend.len(), 5);
    assert!(
        legend
            .iter()
            .all(|fill| page.source.contains(&format!("id=\"{}\"", &fill[5..fill.len() - 1])))
    );
}
