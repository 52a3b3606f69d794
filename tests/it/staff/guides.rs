//! Whoever sets computers up reads how, with this school's address in it.

use ineedtotalk::domain::{Guide, GuideFile, Role};
use ineedtotalk::paths;
use serde_json::Value;

use super::at_desk::AtDesk;
use crate::harness::TestApp;

#[test]
fn the_ict_administrator_finds_every_guide_from_the_kiosks_with_the_schools_own_address() {
    let app = TestApp::spawn();
    let mut reed = AtDesk::new(&app, Role::IctAdministrator);
    let kiosks = reed.open(paths::KIOSKS);
    assert!(kiosks.attributes("main a", "href").contains(&paths::GUIDES.to_owned()));

    let list = reed.open(paths::GUIDES);
    let links = list.attributes("main a", "href");
    assert_eq!(links, Guide::ALL.map(paths::guide));
    for (guide, link) in Guide::ALL.into_iter().zip(&links) {
        let page = reed.open(link);
        assert_eq!(page.status, 200, "{link}");
        assert!(list.has(&page.heading()), "{link}: {}", page.heading());
        let names_it = page.has("https://talk.elmwood.example/");
        let is_about_it = !matches!(guide, Guide::Placement | Guide::Agreement);
        assert_eq!(names_it, is_about_it, "{link}: {}", page.text());
        let tests_it = page.has("https://talk.elmwood.example/device-test");
        let sets_one_up = is_about_it && guide != Guide::Lesson;
        assert_eq!(tests_it, sets_one_up, "{link}: {}", page.text());
        assert!(page.attributes("main a", "href").contains(&paths::GUIDES.to_owned()), "{link}");
    }
    let letter = reed.open(&paths::guide(Guide::Monitoring));
    assert!(letter.has("Signed, for Elmwood"), "{}", letter.text());
    assert_eq!(reed.open("/staff/guides/nothing").status, 404);
}

#[test]
fn files_for_a_kiosk_are_saved_whole_and_open_this_schools_pages_alone() {
    let app = TestApp::spawn();
    let mut okafor = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let page = okafor.open(&paths::guide(Guide::Browser));
    let link = paths::guide_file(GuideFile::BrowserPolicies);
    assert!(page.attributes("main a", "href").contains(&link));

    let saved = okafor.browser.get(&link);
    let disposition = saved.header("content-disposition").unwrap();
    assert_eq!(disposition, "attachment; filename=\"i-need-to-talk-policies.json\"");
    assert_eq!(saved.header("cache-control"), Some("no-store"));
    let policies: Value = serde_json::from_slice(&saved.body).unwrap();
    assert_eq!(policies["URLAllowlist"][0], "talk.elmwood.example");
    assert_eq!(policies["URLBlocklist"], serde_json::json!(["*"]));
    assert!(page.has("\"URLAllowlist\""), "what is saved can be read first");

    let saved = okafor.browser.get(&paths::guide_file(GuideFile::AssignedAccess));
    let text = String::from_utf8(saved.body).unwrap();
    assert!(text.contains("--kiosk https://talk.elmwood.example/ "), "{text}");
    assert_eq!(okafor.browser.get("/staff/guides/files/nothing").status, 404);
}

#[test]
fn guides_are_for_staff() {
    let app = TestApp::spawn();
    let mut browser = app.pupil();
    for path in [paths::GUIDES.to_owned(), paths::guide_file(GuideFile::AssignedAccess)] {
        let page = browser.visit(&path);
        assert_eq!(page.heading(), super::at_desk::SIGN_IN, "{path}");
    }
}
