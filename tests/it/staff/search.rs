//! A reader searches their slips: what they may find, and what nobody learns of it.

use ineedtotalk::domain::{Answers, Danger, Place, Role};
use ineedtotalk::paths;

use super::at_desk::{AtDesk, send, urgent_slip};
use super::case::{kind, slip_about};
use super::hear_back::{answers, next_slot, send_with_code};
use super::retention::audit_events;
use crate::harness::{Page, TestApp};

const SEARCH: &str = "Search";
const NONE: &str = "Nothing was found in the slips that were looked through.";

fn lead_and_deputy(app: &TestApp) -> (AtDesk<'_>, AtDesk<'_>) {
    (AtDesk::new(app, Role::DesignatedSafeguardingLead), AtDesk::new(app, Role::Deputy))
}

fn searches(desk: &mut AtDesk<'_>, filled: &[(&str, &str)]) -> Page {
    let form = desk.open(paths::SEARCH_SLIPS);
    let page = desk.press(&form, SEARCH, filled);
    assert_eq!(page.status, 200, "{filled:?}: {:?}", page.errors());
    page
}

/// The slips in which this was found.
fn finds(desk: &mut AtDesk<'_>, filled: &[(&str, &str)]) -> Vec<String> {
    let page = searches(desk, filled);
    let found = page.attributes("tbody a", "href");
    assert_eq!(found.is_empty(), page.has(NONE), "{filled:?}: {}", page.text());
    found
}

#[test]
fn words_are_found_in_slips_and_notes_that_their_reader_has_opened_and_never_shown() {
    let app = TestApp::spawn();
    let (mut lead, mut deputy) = lead_and_deputy(&app);
    urgent_slip(&app, "Zoë keeps posting it on SnapChat, ask Jayden’s sister.");
    let slip = lead.only_slip();
    assert!(finds(&mut lead, &[("term", "snapchat")]).is_empty(), "not before it was opened");
    let page = lead.opens(&slip);
    let note = [("case-note", "Spoke to Mr Hâlim about the trampoline.")];
    lead.press(&page, "Keep the note", &note);

    for term in ["snapchat", "SNAP zoe", "jayden", "halim", "TRAMPOLINE posting"] {
        assert_eq!(finds(&mut lead, &[("term", term)]), [slip.as_str()], "{term}");
        assert!(finds(&mut deputy, &[("term", term)]).is_empty(), "{term}: she has not opened it");
    }
    assert!(finds(&mut lead, &[("term", "snapchat bus")]).is_empty(), "every word has to be there");
    let page = searches(&mut lead, &[("term", "zoe")]);
    for word in ["posting", "SnapChat", "Jayden", "sister", "Zoë", "trampoline", "lim about"] {
        assert!(!page.source.contains(word), "{word}");
    }
    deputy.opens(&slip);
    assert_eq!(finds(&mut deputy, &[("term", "trampoline")]), [slip.as_str()]);
    let page = lead.open(&slip);
    lead.press(&page, "Close the slip", &[("reason", "dealt-with")]);
    assert_eq!(finds(&mut lead, &[("term", "snapchat")]), [slip], "closed ones too");
}

#[test]
fn kind_and_place_are_found_unopened_and_a_sensitive_kind_is_not() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let toilets = Answers {
        danger: Some(Danger::Yes),
        kind: kind(&app, "CD1"),
        place: Some(Place::Toilets),
        ..Answers::default()
    };
    send(&app, toilets);
    let bullied = lead.only_slip();
    assert_eq!(finds(&mut lead, &[("kind", "CD1")]), [bullied.as_str()]);
    assert_eq!(finds(&mut lead, &[("place", "toilets")]), [bullied.as_str()]);
    assert_eq!(finds(&mut lead, &[("kind", "CD1"), ("place", "toilets")]), [bullied.as_str()]);
    assert!(finds(&mut lead, &[("kind", "CD1"), ("place", "home")]).is_empty());

    slip_about(&app, "CD5", "He touched her.");
    assert!(finds(&mut lead, &[("kind", "CD5")]).is_empty(), "its cover does not tell it either");
    assert!(finds(&mut lead, &[("term", "sexual")]).is_empty());
    let all = lead.open(paths::SLIPS).attributes("tbody a", "href");
    let touched = all.iter().find(|slip| **slip != bullied).unwrap().clone();
    lead.opens(&touched);
    assert_eq!(finds(&mut lead, &[("kind", "CD5")]), [touched]);
}

#[test]
fn how_things_stand_with_the_pupil_is_found() {
    let app = TestApp::spawn();
    urgent_slip(&app, "Without a code.");
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let mute = lead.only_slip();
    let code = send_with_code(&app);
    let all = lead.open(paths::SLIPS).attributes("tbody a", "href");
    let slip = all.iter().find(|slip| **slip != mute).unwrap().clone();
    assert_eq!(finds(&mut lead, &[("code", "none")]), [mute.as_str()]);
    assert!(finds(&mut lead, &[("code", "waiting")]).is_empty());

    let page = lead.opens(&slip);
    lead.press(&page, "Send to the pupil", &[("ready", "staff-reply-safe")]);
    assert_eq!(finds(&mut lead, &[("code", "waiting")]), [slip.as_str()]);
    answers(&app, &code, "Yes, every Tuesday.");
    next_slot(&app);
    lead.sign_in();
    assert_eq!(finds(&mut lead, &[("code", "unread")]), [slip.as_str()]);
    assert!(finds(&mut lead, &[("code", "waiting")]).is_empty());
    assert_eq!(finds(&mut lead, &[("term", "tuesday")]), [slip.as_str()]);
    let today = lead.open(paths::SLIPS_TODAY).text_of("tbody tr").join(" ");
    assert!(today.contains("A pupil’s answer is unread"), "{today}");
    let page = lead.opens(&slip);
    lead.press(&page, "I have read this", &[]);
    assert!(finds(&mut lead, &[("code", "unread")]).is_empty());
    assert_eq!(finds(&mut lead, &[("code", "none")]), [mute]);
}

#[test]
fn whoever_a_slip_goes_around_and_another_school_find_nothing_of_it() {
    let app = TestApp::build().with_second_school().spawn();
    let (mut lead, mut deputy) = lead_and_deputy(&app);
    let hidden_from = [app.person(Role::Deputy).id().clone()].into();
    let words = "Ms Shah shouts in the toilets.".to_owned();
    let place = Some(Place::Toilets);
    let kind = kind(&app, "CD1");
    let danger = Some(Danger::Yes);
    let hidden = Answers { danger, kind, place, words, hidden_from, ..Answers::default() };
    let mut head = AtDesk::at(&app, &app.ashby, Role::Head);
    head.sign_in();
    let sought =
        [[("term", "shah")], [("kind", "CD1")], [("place", "toilets")], [("code", "none")]];
    let look = |desk: &mut AtDesk<'_>| sought.map(|sought| searches(desk, &sought).text());
    let (before, at_ashby) = (look(&mut deputy), look(&mut head));

    send(&app, hidden);
    let slip = lead.only_slip();
    lead.opens(&slip);
    for sought in sought {
        assert_eq!(finds(&mut lead, &sought), [slip.as_str()], "{sought:?}");
    }
    assert_eq!(look(&mut deputy), before, "as if it were not there");
    assert_eq!(look(&mut head), at_ashby);
}

#[test]
fn that_somebody_searched_is_noted_and_neither_what_for_nor_in_which_slip() {
    let app = TestApp::spawn();
    let (mut lead, mut deputy) = lead_and_deputy(&app);
    urgent_slip(&app, "They took my bag.");
    let slip = lead.only_slip();
    deputy.opens(&slip);
    let acts = |desk: &mut AtDesk<'_>| desk.open(&slip).text_of("#done ~ ol > li").len();
    let before = acts(&mut deputy);
    lead.opens(&slip);
    let opened = acts(&mut deputy);
    assert_eq!(opened, before + 1);
    let form = lead.open(paths::SEARCH_SLIPS);
    let page = lead.browser.press_only(&form, SEARCH, &[("term", "bag")]);
    assert_eq!((page.status, page.location.as_deref()), (200, None), "no address has it");
    assert_eq!(page.attributes("tbody a", "href").len(), 1);
    assert_eq!(acts(&mut deputy), opened, "a search opens nothing to the others' eyes");
    let lewis = app.person(Role::DesignatedSafeguardingLead).id().as_str();
    assert_eq!(audit_events(&app, "slips.searched"), [format!("{lewis} slips.searched ")]);

    let asked = lead.open(&format!("{}?term=bag", paths::SEARCH_SLIPS));
    assert!(asked.attributes("tbody a", "href").is_empty(), "an address is no search");
    assert_eq!(asked.field("term").as_deref(), Some(""));
}

#[test]
fn nothing_to_look_for_and_too_much_of_it_come_back_with_what_to_do() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let form = lead.open(paths::SEARCH_SLIPS);
    let page = lead.press(&form, SEARCH, &[]);
    assert_eq!(page.status, 422);
    assert!(page.errors().join(" ").contains("Type a word to look for"), "{:?}", page.errors());
    let long = "x".repeat(101);
    let page = lead.press(&form, SEARCH, &[("term", &long), ("place", "toilets")]);
    assert_eq!(page.status, 422);
    assert!(page.errors().join(" ").contains("Type at most 100 characters."));
    assert_eq!(page.field("term"), Some(long));
    assert_eq!(page.attributes("#place option[selected]", "value"), ["toilets"]);
    assert!(audit_events(&app, "slips.searched").is_empty(), "nothing was searched");
}

#[test]
fn whatever_is_typed_is_looked_for_as_it_stands_and_does_nothing_else() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    urgent_slip(&app, "They took my bag.");
    let slip = lead.only_slip();
    lead.opens(&slip);
    let typed = [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' OR '1'='1",
        "'; DROP TABLE slips; --",
        "b_x",
        "x%",
        "%bag%zzz",
        "\u{202e}gab",
        "a\0z",
        "{{7*7}} ${7*7}",
        "bag\r\nSet-Cookie: a=b",
        "../../etc/passwd",
    ];
    for term in typed {
        let form = lead.open(paths::SEARCH_SLIPS);
        let page = lead.press(&form, SEARCH, &[("term", term)]);
        assert_eq!(page.status, 200, "{term:?}");
        assert!(page.attributes("tbody a", "href").is_empty(), "{term:?} is in no slip");
        for live in ["<script>alert", "<img src=x", "onerror=alert(1)>\""] {
            assert!(!page.source.contains(live), "{term:?}");
        }
    }
    for sign in ["%", "_", "'", "\0", "\u{202e}"] {
        let form = lead.open(paths::SEARCH_SLIPS);
        let page = lead.press(&form, SEARCH, &[("term", sign)]);
        assert_eq!(page.status, 422, "{sign:?} is no word");
    }
    assert_eq!(lead.only_slip(), slip, "it is all still there");
}
