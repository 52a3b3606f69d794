//! Nobody types anything twice: what was sent while a screen was locked, or when something of ours failed, goes
//! on with one press.

use ineedtotalk::domain::Role;
use ineedtotalk::paths;

use super::at_desk::{AtDesk, TODAY, urgent_slip};
use super::who_may::{address, guarded};
use crate::harness::{Away, Page, TestApp};

const NOTE: &str = "Spoke with Amir's mother.\nShe asks <b>not</b> to be rung at work.";
const IDLE_SECONDS: i64 = 15 * 60 + 1;
const BACK: &str = "You are back";

fn lead(app: &TestApp) -> AtDesk<'_> {
    AtDesk::new(app, Role::DesignatedSafeguardingLead)
}

fn unlocks(desk: &mut AtDesk<'_>, locked: &Page) -> Page {
    let password = desk.password.clone();
    desk.press(locked, "Unlock", &[("password", &password)])
}

/// The locked screen with something kept, and no word of it.
fn is_kept_unseen(page: &Page) {
    assert_eq!((page.status, page.heading().as_str()), (409, "This screen is locked"));
    assert!(page.has("What you typed is kept"), "{}", page.text());
    for word in ["Amir", "mother", "case-note"] {
        assert!(!page.source.contains(word), "{word}");
    }
}

#[test]
fn a_note_that_was_typed_while_the_screen_locked_is_added_after_the_password() {
    let app = TestApp::spawn();
    urgent_slip(&app, "Somebody follows me home.");
    let mut lead = lead(&app);
    let slip = lead.only_slip();
    let page = lead.opens(&slip);
    app.app.clock.advance_seconds(IDLE_SECONDS);

    let locked = lead.press(&page, "Keep the note", &[("case-note", NOTE)]);
    is_kept_unseen(&locked);
    let refused = lead.press(&locked, "Unlock", &[("password", "not this one")]);
    assert_eq!(refused.status, 422);
    let back = unlocks(&mut lead, &refused);
    assert_eq!(back.heading(), BACK);
    assert!(!lead.open(&slip).has("not to be rung at work"), "nothing is sent by itself");

    let page = lead.press(&back, "Do it now", &[]);
    assert!(page.has("She asks <b>not</b> to be rung at work."), "{}", page.text());
}

#[test]
fn a_form_that_was_put_right_or_too_long_is_kept_like_any_other() {
    let app = TestApp::spawn();
    urgent_slip(&app, "Somebody follows me home.");
    let mut lead = lead(&app);
    let slip = lead.only_slip();
    let page = lead.opens(&slip);
    app.app.clock.advance_seconds(IDLE_SECONDS);
    let long = "ж".repeat(10_000);
    let locked = lead.press(&page, "Keep the note", &[("case-note", &long)]);
    let back = unlocks(&mut lead, &locked);
    let page = lead.press(&back, "Do it now", &[]);
    assert_eq!((page.status, page.field("case-note")), (422, Some(long)));
}

#[test]
fn what_is_kept_is_nothing_to_another_session_and_a_forged_form_is_not_kept() {
    let app = TestApp::spawn();
    let mut lead = lead(&app);
    let page = lead.open(paths::READERS);
    app.app.clock.advance_seconds(IDLE_SECONDS);
    let invited = [("name", "Ms Amir"), ("title", "deputy"), ("email", "a@elmwood.example")];
    let locked = lead.press(&page, "Invite", &invited);
    is_kept_unseen(&locked);
    let kept = locked.field("kept").unwrap();

    let mut officer = AtDesk::new(&app, Role::OnlineSafetyOfficer);
    let page = officer.open(paths::STAFF);
    let page = officer.press(&page, "Lock", &[]);
    let password = officer.password.clone();
    let page = officer.press(&page, "Unlock", &[("password", &password), ("kept", &kept)]);
    assert_eq!(page.heading(), TODAY);

    let forged = lead.browser.post(paths::INVITE_READER, &[("csrf", "00"), ("name", "Eve")]);
    assert_eq!(forged.location.as_deref(), Some(paths::UNLOCK));
    let other_site = ("sec-fetch-site", "cross-site");
    let token = locked.field("csrf").unwrap();
    let fields = [("csrf", token.as_str()), ("name", "Eve")];
    let forged = lead.browser.post_with(paths::INVITE_READER, &fields, other_site);
    assert_eq!(forged.location.as_deref(), Some(paths::UNLOCK));
}

#[test]
fn every_form_of_staff_that_meets_a_locked_screen_goes_on_and_no_password_is_kept() {
    let app = TestApp::spawn();
    for role in [Role::DesignatedSafeguardingLead, Role::IctAdministrator] {
        let mut person = AtDesk::new(&app, role);
        let token = person.token();
        let forms = guarded()
            .into_iter()
            .filter(|(route, permission)| route.method == "post" && role.may(*permission));
        for (route, _) in forms {
            let path = address(&route, "00000000000000000000000000000000");
            let page = person.open(paths::STAFF);
            person.press(&page, "Lock", &[]);
            let fields = [
                ("csrf", token.as_str()),
                ("case-note", "Amir"),
                ("boxes[]", "mother"),
                ("boxes[]", "ж"),
                ("password", "lantern"),
            ];
            let locked = person.browser.post(&path, &fields);
            is_kept_unseen(&locked);
            let back = unlocks(&mut person, &locked);
            let (action, sent) = back.form_of("Do it now");
            let sent: Vec<_> = sent.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
            assert_eq!((action, sent.as_slice()), (path, &fields[..4]), "{}", route.address);
        }
    }
}

#[test]
fn a_note_that_the_database_does_not_take_is_on_the_page_that_says_so() {
    let app = TestApp::spawn();
    urgent_slip(&app, "Somebody follows me home.");
    let mut lead = lead(&app);
    let slip = lead.only_slip();
    let page = lead.opens(&slip);

    let away = Away::take(&app.database);
    let failed = lead.press(&page, "Keep the note", &[("case-note", NOTE)]);
    assert_eq!(failed.status, 503);
    let still = lead.press(&failed, "Try again", &[]);
    assert_eq!(still.status, 503);
    away.bring_back();

    let page = lead.press(&still, "Try again", &[]);
    assert!(page.has("She asks <b>not</b> to be rung at work."), "{}", page.text());
    let acts = page.text_of("#done ~ ol li").concat();
    assert_eq!(acts.matches("She asks").count(), 1, "{acts}");
}
