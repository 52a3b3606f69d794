//! Many slips at once from one network: none is lost, and nobody is turned away for being many.

use std::time::Duration;

use super::{CHECK, SENT};
use crate::harness::TestApp;

#[test]
fn over_the_normal_rate_a_slip_is_stored_and_flagged_and_only_a_flood_waits() {
    let app = TestApp::build().limits(2, 1).spawn();
    let mut pupils: Vec<_> = (0..4).map(|_| app.pupil()).collect();
    let checks: Vec<_> = pupils
        .iter_mut()
        .map(|pupil| pupil.walk_to_check(&[("words", "We all saw it.")]))
        .collect();

    let answers: Vec<_> = pupils
        .iter_mut()
        .zip(&checks)
        .map(|(pupil, check)| pupil.press(check, "send", &[]))
        .collect();

    for sent in &answers[..3] {
        assert_eq!((sent.status, sent.heading().as_str()), (200, SENT));
    }
    let mut trays: Vec<_> = app.slips().into_iter().map(|slip| slip.tray).collect();
    trays.sort();
    assert_eq!(trays, ["normal", "normal", "rush"]);

    let waiting = &answers[3];
    assert_eq!((waiting.status, waiting.heading().as_str()), (429, CHECK));
    assert!(waiting.has("We all saw it."), "{}", waiting.text());
    assert!(waiting.has("0800 1111") && waiting.has("999"));

    // The bucket of a rush fills by one a second.
    std::thread::sleep(Duration::from_millis(1_100));
    assert_eq!(pupils[3].press(waiting, "send", &[]).heading(), SENT);
    assert_eq!(app.slips().len(), 4);
}

#[test]
fn a_slip_in_a_rush_is_read_by_the_same_people() {
    let app = TestApp::build().limits(1, 5).spawn();
    for _ in 0..2 {
        app.pupil().send_slip(&[("group", "unkind"), ("kind", "CD1")]);
    }
    for slip in app.slips() {
        assert_eq!(app.elmwood.who_can_open(&slip), ["Mrs Okafor", "Mr Lewis", "Ms Shah"]);
    }
}

#[test]
fn send_pressed_again_in_a_flood_says_sent_if_it_was() {
    let app = TestApp::build().limits(1, 1).spawn();
    let mut pupil = app.pupil();
    let check = pupil.walk_to_check(&[]);
    pupil.press_and_hang_up(&check, "send", &[]);
    app.wait_for_slips(1);
    // Nothing but the database remembers it now, and others use up what may be sent.
    let app = app.restart();
    for _ in 0..2 {
        assert_eq!(app.pupil().send_slip(&[]).heading(), SENT);
    }
    let sent = pupil.press(&check, "send", &[]);
    assert_eq!(sent.heading(), SENT);
    // Who they were is sealed by now.
    assert!(!sent.has("will read it"), "{}", sent.text());
    assert_eq!(app.slips().len(), 3);
}
