//! Two schools on one instance, and a school that is not open.

use super::{SENT, START};
use crate::harness::TestApp;

#[test]
fn each_host_is_its_own_school_with_its_own_readers() {
    let app = TestApp::build().with_second_school().spawn();
    let elmwood = app.pupil().visit("/");
    let ashby = app.browser_at(app.ashby.host).visit("/");
    assert!(elmwood.has("Mrs Okafor") && !elmwood.has("Mrs Byrne"), "{}", elmwood.text());
    assert!(ashby.has("Mrs Byrne") && !ashby.has("Mrs Okafor"), "{}", ashby.text());

    let sent = app.browser_at(app.ashby.host).send_slip(&[("words", "At Ashby.")]);
    assert_eq!(sent.heading(), SENT);
    assert_eq!((app.slips().len(), app.slips_of(&app.ashby).len()), (0, 1));
    let slip = &app.slips_of(&app.ashby)[0];
    assert!(!app.ashby.who_can_open(slip).is_empty());
    for person in &app.elmwood.people {
        assert!(person.opened(&app.elmwood.id, slip).is_none());
    }
}

#[test]
fn a_slip_moved_to_another_school_does_not_open_there() {
    let app = TestApp::build().with_second_school().spawn();
    app.pupil().send_slip(&[]);
    let slip = &app.slips()[0];
    assert!(app.elmwood.who_can_open(slip).len() > 1);
    for person in &app.elmwood.people {
        assert!(person.opened(&app.ashby.id, slip).is_none());
    }
}

#[test]
fn a_host_that_is_nobodys_is_not_answered_with_a_school() {
    let app = TestApp::build().with_second_school().spawn();
    for host in ["talk.other.example", "127.0.0.1", "elmwood.example", "talk.elmwood.example.evil"]
    {
        let page = app.browser_at(host).visit("/");
        assert_eq!(page.status, 421, "{host}");
        assert!(page.has("999") && page.has("0800 1111"), "{}", page.text());
        assert!(!page.has("Okafor") && !page.has("Byrne"), "{}", page.text());
        let page = app.browser_at(host).post("/", &[("step", "check"), ("go", "send")]);
        assert_eq!(page.status, 421, "{host}");
    }
    assert_eq!(app.browser_at("TALK.ELMWOOD.EXAMPLE:8443").visit("/").heading(), START);
}

#[test]
fn a_school_that_is_not_open_says_so_with_help_and_takes_no_slip() {
    let app = TestApp::build().not_live().spawn();
    let mut pupil = app.pupil();
    let page = pupil.visit("/");
    assert_eq!((page.status, page.heading().as_str()), (503, "No one can read slips right now"));
    assert!(page.has("999") && page.has("0800 1111"), "{}", page.text());

    let answer =
        pupil.post("/", &[("step", "check"), ("danger", "no"), ("words", "x"), ("go", "send")]);
    let page = pupil.follow(answer);
    assert_eq!((page.status, page.heading().as_str()), (503, "No one can read slips right now"));
    assert_eq!(page.field("words").as_deref(), Some("x"), "what was written is not lost");
    assert!(app.slips().is_empty());
}

#[test]
fn a_school_whose_root_was_tampered_with_takes_no_slip() {
    let app = TestApp::spawn();
    app.tamper_with_root();
    app.app.clock.advance_seconds(60);
    let page = app.pupil().visit("/");
    assert_eq!((page.status, page.heading().as_str()), (503, "No one can read slips right now"));
}
