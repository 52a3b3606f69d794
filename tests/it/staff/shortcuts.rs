//! Keys that take readers around without a mouse. What a key does in a browser is tried in `tests/e2e/staff_day.py`.

use std::collections::BTreeSet;

use ineedtotalk::domain::Role;
use ineedtotalk::paths;

use super::at_desk::{AtDesk, urgent_slip};
use crate::harness::{Page, TestApp};

/// Those that `static/keys.js` acts on by itself.
const OF_THE_SCRIPT: [&str; 3] = ["?", "j", "k"];
const SCRIPT: &str = include_str!("../../../static/keys.js");
const SCRIPT_BYTES_MAX: usize = 3_000;

fn lead(app: &TestApp) -> AtDesk<'_> {
    AtDesk::new(app, Role::DesignatedSafeguardingLead)
}

fn has_script(page: &Page) -> bool {
    page.attributes("script", "src").iter().any(|script| script == paths::files::KEYS_JS)
}

#[test]
fn every_key_of_the_list_has_something_to_act_on_and_no_other_has() {
    let app = TestApp::spawn();
    urgent_slip(&app, "Somebody follows me home.");
    let mut lead = lead(&app);
    let queue = lead.open(paths::SLIPS);
    let listed: BTreeSet<String> = queue.text_of("#keys kbd").into_iter().collect();
    assert_eq!(queue.attributes("tbody [data-row]", "href"), [lead.only_slip()]);

    let slip = lead.only_slip();
    let cover = lead.open(&slip);
    let opened = lead.opens(&slip);
    let mut acted_on: BTreeSet<_> =
        [queue, cover, opened].iter().flat_map(|page| page.attributes("*", "data-key")).collect();
    for key in OF_THE_SCRIPT {
        assert!(SCRIPT.contains(&format!("key === \"{key}\"")), "{key}");
        acted_on.insert(key.to_owned());
    }
    assert_eq!(listed, acted_on);
    assert!(SCRIPT.len() <= SCRIPT_BYTES_MAX, "{}", SCRIPT.len());
}

#[test]
fn a_reader_switches_the_keys_off_in_their_browser_and_on_again() {
    let app = TestApp::spawn();
    let mut lead = lead(&app);
    let page = lead.open(paths::SHORTCUTS);
    assert!(has_script(&page) && page.has("The keys are on"));

    let page = lead.press(&page, "Switch them off", &[]);
    assert!(page.has("The keys are off"));
    for path in [paths::SHORTCUTS, paths::SLIPS, paths::READERS] {
        let page = lead.open(path);
        assert!(!has_script(&page) && page.text_of("dialog").is_empty(), "{path}");
    }
    // It is the browser's, also for whoever signs in there next, and says nothing of anybody.
    lead.sign_out();
    assert_eq!(lead.browser.cookie("__Host-keys"), Some("off"));
    assert!(!has_script(&lead.sign_in()));
    assert!(has_script(&AtDesk::new(&app, Role::Head).open(paths::SLIPS)));

    let page = lead.open(paths::SHORTCUTS);
    assert!(page.text_of("kbd").contains(&"?".to_owned()), "they can still be read");
    let page = lead.press(&page, "Switch them on", &[]);
    assert!(page.has("The keys are on"));
}

#[test]
fn pages_before_signing_in_and_those_of_pupils_have_no_keys() {
    let app = TestApp::spawn();
    for path in [paths::SIGN_IN, paths::SLIP, paths::PASS_ON] {
        assert!(!has_script(&app.pupil().visit(path)), "{path}");
    }
}
