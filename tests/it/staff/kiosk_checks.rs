//! Staff look at a kiosk before pupils write there; a reader answers for it with their password.

use ineedtotalk::domain::{CHECKED_AGAIN_DAYS, CheckItem, Role};
use ineedtotalk::paths;
use ineedtotalk::services::check_kiosk::SIGNED_KEPT_MAX;

use super::at_desk::AtDesk;
use super::kiosks::adds;
use super::retention::audit_events;
use crate::harness::{Page, TestApp};

const KEEP: &str = "keep";
const SIGN: &str = "sign";
const TODAY: &str = "Tuesday 24 November 2026";
const BY_LEAD: &str = "Tuesday 24 November 2026, by: Designated safeguarding lead";

/// Where the check of the only kiosk is, as the list has it.
fn check_of(desk: &mut AtDesk<'_>) -> String {
    let links = desk.open(paths::KIOSKS).attributes("main a", "href");
    links.into_iter().find(|link| link.ends_with("/check")).unwrap()
}

/// Every item answered in this way, and whatever else is filled in.
fn filled<'a>(answer: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let others = CheckItem::ALL.map(CheckItem::as_str).into_iter();
    let others = others.filter(|item| !more.iter().any(|(name, _)| name == item));
    others.map(|item| (item, answer)).chain(more.iter().copied()).collect()
}

fn signs(desk: &mut AtDesk<'_>, check: &str, more: &[(&str, &str)]) -> Page {
    let password = desk.password.clone();
    let page = desk.open(check);
    let typed = [more, &[("password", password.as_str())]].concat();
    desk.press(&page, SIGN, &filled("yes", &typed))
}

fn errors(page: &Page) -> Vec<String> {
    page.text_of("#errors a")
}

/// What the list says of the only kiosk.
fn on_list(desk: &mut AtDesk<'_>) -> String {
    desk.open(paths::KIOSKS).text_of("dl.facts dd").pop().unwrap()
}

#[test]
fn an_ict_administrator_fills_in_what_a_reader_signs_and_the_list_says_when_and_by_whom() {
    let app = TestApp::spawn();
    let mut reed = AtDesk::new(&app, Role::IctAdministrator);
    adds(&mut reed, "Library 1", &[]);
    assert_eq!(on_list(&mut reed), "Not yet");
    let check = check_of(&mut reed);
    let empty = reed.open(&check);
    assert_eq!(empty.heading(), "Check of Library 1");
    assert!(empty.has("Nobody has signed for this kiosk yet."), "{}", empty.text());
    assert!(empty.has("https://talk.elmwood.example/device-test"), "{}", empty.text());
    assert!(empty.has("A reader signs it, with their password.") && !empty.has_button(SIGN));

    let found = [("poster", "no"), ("note-poster", "Ordered on Monday"), ("locked", "not-here")];
    let kept = reed.press(&empty, KEEP, &filled("yes", &found));
    assert!(kept.has("Kept. A reader can sign it now."), "{}", kept.text());
    assert_eq!(on_list(&mut reed), "Not yet", "nobody has answered for it");
    assert!(reed.open(paths::KIOSKS).has("waits for a reader to sign it."));

    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let page = lead.open(&check);
    assert!(page.has(&format!("Sam Reed filled this in on {TODAY}.")), "{}", page.text());
    assert_eq!(page.field("poster").as_deref(), Some("no"));
    assert_eq!(page.field("note-poster").as_deref(), Some("Ordered on Monday"));
    assert_eq!(page.field("locked").as_deref(), Some("not-here"));
    let password = lead.password.clone();
    let signed = lead.press(&page, SIGN, &[("password", &password)]);
    assert!(signed.has("Signed.") && signed.has(BY_LEAD), "{}", signed.text());
    assert_eq!(on_list(&mut reed), format!("{BY_LEAD} 1 thing was not as it should be"));
    assert!(!reed.open(paths::KIOSKS).has("waits for a reader"));

    let link = signed.attributes("#earlier ~ ul a", "href").pop().unwrap();
    let printed = reed.open(&link);
    for text in ["Elmwood School", "Sam Reed", "Mr Lewis", TODAY, "Ordered on Monday"] {
        assert!(printed.has(text), "{text}: {}", printed.text());
    }
    assert_eq!(printed.text_of("tbody tr").len(), CheckItem::ALL.len());
    assert_eq!(printed.text_of("tbody .pill.now"), ["No"]);
    let events = audit_events(&app, "kiosk.check");
    let said: Vec<_> = events.iter().map(|one| one.split(' ').nth(1).unwrap()).collect();
    assert_eq!(said, ["kiosk.check-filled", "kiosk.check-signed"], "{events:?}");
}

#[test]
fn after_a_term_a_kiosk_is_due_again_and_the_latest_looks_alone_are_kept() {
    let app = TestApp::spawn();
    let mut head = AtDesk::new(&app, Role::Head);
    adds(&mut head, "Library 1", &[]);
    let check = check_of(&mut head);
    for _ in 0..=SIGNED_KEPT_MAX {
        signs(&mut head, &check, &[]);
        assert!(!on_list(&mut head).contains("due again"));
        let days = i64::from(CHECKED_AGAIN_DAYS);
        app.app.clock.advance_seconds(days * 24 * 3_600);
        head = AtDesk::new(&app, Role::Head);
        assert!(on_list(&mut head).ends_with("Headteacher due again"), "{}", on_list(&mut head));
    }
    let page = head.open(&check);
    let kept = page.text_of("#earlier ~ ul a");
    assert_eq!(kept.len(), SIGNED_KEPT_MAX);
    assert!(!kept.iter().any(|one| one.contains(TODAY)), "the first is gone: {kept:?}");
    assert!(on_list(&mut head).starts_with(kept[0].as_str()), "the latest is first");
}

#[test]
fn whatever_is_wrong_with_a_check_what_was_filled_in_stays() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    adds(&mut lead, "Library 1", &[]);
    let check = check_of(&mut lead);
    let empty = lead.open(&check);
    let nothing = lead.press(&empty, SIGN, &[]);
    assert_eq!((nothing.status, errors(&nothing).len()), (422, CheckItem::ALL.len()));

    let long = "x".repeat(201);
    let password = lead.password.clone();
    for (wrong, told) in [
        (vec![("sound", "no")], "Write what will be done about it: Headphones are here"),
        (vec![("sound", "perhaps")], "Choose one of the answers: Headphones are here"),
        (vec![("note-sound", long.as_str())], "Shorten the note to 200 characters: Headphones"),
        (vec![("password", "another one")], "That is not your password. Nothing was signed"),
    ] {
        let typed = [&[("password", password.as_str()), ("note-power", "Off at six")], &wrong[..]];
        let mut typed = typed.concat();
        typed.reverse();
        let page = lead.press(&empty, SIGN, &filled("yes", &typed));
        assert_eq!((page.status, errors(&page).len()), (422, 1), "{told}: {:?}", errors(&page));
        assert!(errors(&page)[0].starts_with(told), "{:?}", errors(&page));
        assert_eq!(page.field("note-power").as_deref(), Some("Off at six"));
        assert_eq!(page.field("placement").as_deref(), Some("yes"));
        assert_eq!(page.field("password").as_deref(), Some(""), "but for the password");
        if let Some((_, note)) = wrong.iter().find(|(name, _)| *name == "note-sound") {
            assert_eq!(page.field("note-sound").as_deref(), Some(*note));
        }
    }
    let page = lead.press(&empty, KEEP, &[("note-sound", &long)]);
    assert_eq!((page.status, page.field("note-sound")), (422, Some(long)));
    assert_eq!(on_list(&mut lead), "Not yet");
}

#[test]
fn nobody_signs_what_somebody_else_has_filled_in_meanwhile() {
    let app = TestApp::spawn();
    let mut reed = AtDesk::new(&app, Role::IctAdministrator);
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    adds(&mut reed, "Library 1", &[]);
    let check = check_of(&mut reed);
    let (of_reed, of_lead) = (reed.open(&check), lead.open(&check));
    reed.press(&of_reed, KEEP, &[("back", "no"), ("note-back", "A swipe brings words back")]);
    let password = lead.password.clone();
    let page = lead.press(&of_lead, SIGN, &filled("yes", &[("password", &password)]));
    assert_eq!(page.status, 409, "{}", page.text());
    assert!(page.has("Somebody else filled this in meanwhile."), "{}", page.text());
    assert_eq!(page.field("back").as_deref(), Some("yes"), "what they filled in is there");
    let shown = lead.open(&check);
    assert_eq!(shown.field("note-back").as_deref(), Some("A swipe brings words back"));
    let signed = lead.press(&page, SIGN, &[("password", &password)]);
    assert!(signed.has("Signed."), "whoever has compared goes on: {}", signed.text());
}

#[test]
fn only_a_reader_signs_and_a_check_goes_with_its_kiosk() {
    let app = TestApp::spawn();
    let mut reed = AtDesk::new(&app, Role::IctAdministrator);
    adds(&mut reed, "Library 1", &[]);
    let check = check_of(&mut reed);
    let (password, csrf) = (reed.password.clone(), reed.token());
    let more = [("password", password.as_str()), ("csrf", &csrf), ("go", SIGN)];
    assert_eq!(reed.browser.post(&check, &filled("yes", &more)).status, 403);
    assert_eq!(AtDesk::new(&app, Role::Chair).open(&check).status, 403);
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let signed = signs(&mut lead, &check, &[]);
    let link = signed.attributes("#earlier ~ ul a", "href").pop().unwrap();
    let page = lead.open(&check);
    lead.press(&page, KEEP, &[("back", "yes")]);
    let list = lead.open(paths::KIOSKS);
    assert!(lead.press(&list, "Take back Library 1 now", &[]).has("It is taken back."));
    for address in [&check, &link] {
        assert_eq!(lead.open(address).status, 404, "{address}");
    }
}
