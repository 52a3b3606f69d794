//! So many slips are being written that no draft can be kept for one more. A pupil sends one all the
//! same: the page itself carries every answer.

use super::{CHECK, SENT};
use crate::harness::TestApp;
use ineedtotalk::domain::Draft;

/// As long as a form may be: a few hundred of them fill the room.
const LONG: usize = 60_000;

/// Fills the room with drafts that have words in them and came back, which are put out for nobody.
pub fn fill(app: &TestApp) {
    let (drafts, now) = (&app.app.drafts, app.app.clock.now());
    for length in [LONG, 1] {
        let mut draft = Draft::default();
        draft.answers.words = "x".repeat(length);
        while let Ok(token) = drafts.keep(None, &draft, now) {
            assert!(drafts.open(&token, now).is_some());
        }
    }
}

#[test]
fn with_no_room_for_another_draft_a_pupil_writes_and_sends_a_slip_all_the_same() {
    let app = TestApp::spawn();
    fill(&app);
    let mut pupil = app.pupil();
    let mut page = pupil.visit("/?look=cream");
    let answers = [
        ("start", ("", "")),
        ("danger", ("danger", "no")),
        ("about", ("about", "me")),
        ("kind", ("group", "unkind")),
        ("kind-within", ("kind", "CD1")),
        ("place", ("place", "class")),
        ("still", ("still", "no")),
        ("words", ("words", "There is no room for me.")),
        ("who", ("who", "Robin")),
        ("name", ("name", "Ana in 7B")),
        ("hidden-from", ("", "")),
    ];
    for (step, (name, value)) in answers {
        assert_eq!((page.status, page.field("step").as_deref()), (200, Some(step)));
        assert_eq!(page.attributes("html", "data-look"), ["cream"], "{step}");
        let filled: &[(&str, &str)] = if name.is_empty() { &[] } else { &[(name, value)] };
        page = pupil.press(&page, "next", filled);
    }
    assert_eq!(page.heading(), CHECK);
    let about = pupil.press(&page, "change-about", &[]);
    assert_eq!(about.field("about").as_deref(), Some("me"));
    let check = pupil.walk_on(about, &[("about", "group")]);

    let sent = pupil.press(&check, "send", &[]);
    assert_eq!(sent.heading(), SENT);
    let content = app.elmwood.content_of(&app.slips()[0]);
    assert_eq!(content.answers.words, "There is no room for me.");
    assert_eq!((content.answers.who.as_str(), content.category.as_str()), ("Robin", "CD1"));
    assert_eq!(content.answers.about.unwrap().as_str(), "group");
}

#[test]
fn with_no_room_for_another_draft_send_pressed_twice_stores_one_slip() {
    let app = TestApp::spawn();
    fill(&app);
    let mut pupil = app.pupil();
    let start = pupil.visit("/");
    let check = pupil.walk_on(start, &[("danger", "no"), ("words", "Once.")]);
    assert_eq!(check.heading(), CHECK);
    let mut twin = pupil.clone();
    assert_eq!(pupil.press(&check, "send", &[]).heading(), SENT);
    assert_eq!(twin.press(&check, "send", &[]).heading(), SENT);
    assert_eq!(app.slips().len(), 1);
}
