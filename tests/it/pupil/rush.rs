//! Many slips at once from one network: none is lost, and nobody is turned away for being many.

use std::time::Duration;

use ineedtotalk::paths;

use super::{CHECK, SENT};
use crate::harness::{Page, TestApp};

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
    assert_eq!(waiting.attributes("#go", "data-again").len(), 1, "a script presses it again");
    assert_eq!(checks[3].attributes("#go", "data-again").len(), 0);
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

fn trays(app: &TestApp) -> Vec<String> {
    let mut trays: Vec<_> = app.slips().into_iter().map(|slip| slip.tray).collect();
    trays.sort();
    trays
}

/// What a script sends that reads no page.
const BARE: &[(&str, &str)] =
    &[("step", "check"), ("go", "send"), ("danger", "no"), ("words", "All at once.")];

#[test]
fn what_nobody_can_have_written_by_hand_is_stored_in_the_rush_tray_and_takes_nobodys_room() {
    let app =
        TestApp::build().limits(1, 100).config(|to| to.limits.writing_seconds_min = 3).spawn();
    let mut script = app.pupil();
    let sent = script.post("/", BARE);
    assert_eq!(script.follow(sent).heading(), SENT, "refused it is not");
    let mut hasty = app.pupil();
    let check = hasty.walk_to_check(&[]);
    app.app.clock.advance_seconds(2);
    assert_eq!(hasty.press(&check, "send", &[]).heading(), SENT);
    let mut led = app.pupil();
    let check = led.walk_to_check(&[]);
    app.app.clock.advance_seconds(3);
    let (action, fields) = check.form_of("send");
    let fields: Vec<_> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let sent = led.post_with(&action, &fields, ("sec-fetch-site", "cross-site"));
    assert_eq!(led.follow(sent).heading(), SENT);
    assert_eq!(trays(&app), ["rush"; 3]);

    // One is normal here, and it is still there for whoever writes.
    let mut pupil = app.pupil();
    let check = pupil.walk_to_check(&[]);
    app.app.clock.advance_seconds(3);
    assert_eq!(pupil.press(&check, "send", &[]).heading(), SENT);
    assert_eq!(trays(&app), ["normal", "rush", "rush", "rush"]);
}

/// The least that an adult fills in, and the button below it.
const PASSED_ON: [(&str, &str); 3] = [("how", "told"), ("danger", "no"), ("words", "On Monday.")];
const PASS_ON: &str = "Pass it on";

fn is_passed_on(page: &Page) -> bool {
    page.location.as_deref() == Some(paths::PASS_ON_DONE)
}

#[test]
fn what_is_passed_on_by_a_script_lies_in_the_rush_tray_and_leaves_adults_their_room() {
    let app =
        TestApp::build().limits(2, 100).config(|to| to.limits.writing_seconds_min = 3).spawn();
    let mut script = app.pupil();
    assert!(is_passed_on(&script.post(paths::PASS_ON, &PASSED_ON)));
    let made_up = "A".repeat(64);
    let named = [&PASSED_ON[..], &[("key", &made_up)]].concat();
    assert!(is_passed_on(&script.post(paths::PASS_ON, &named)));
    let hasty = script.visit(paths::PASS_ON);
    app.app.clock.advance_seconds(2);
    assert!(is_passed_on(&script.press_only(&hasty, PASS_ON, &PASSED_ON)));
    let mut led = app.pupil();
    let form = led.visit(paths::PASS_ON);
    app.app.clock.advance_seconds(3);
    let key = form.field("key").unwrap();
    let fields = [&PASSED_ON[..], &[("key", &key)]].concat();
    let cross_site = ("sec-fetch-site", "cross-site");
    assert!(is_passed_on(&led.post_with(paths::PASS_ON, &fields, cross_site)));
    assert_eq!(trays(&app), ["rush"; 4]);

    // Two are normal here, and both are still there for who reads the page and writes.
    let mut adult = app.pupil();
    let form = adult.visit(paths::PASS_ON);
    app.app.clock.advance_seconds(3);
    assert!(is_passed_on(&adult.press_only(&form, PASS_ON, &PASSED_ON)));
    assert_eq!(trays(&app), ["normal", "rush", "rush", "rush", "rush"]);
    // A page that was read once is good for one slip.
    let another = [PASSED_ON[0], PASSED_ON[1], ("words", "On Tuesday.")];
    assert!(is_passed_on(&adult.press_only(&form, PASS_ON, &another)));
    assert_eq!(trays(&app).iter().filter(|tray| *tray == "normal").count(), 1);
    let form = adult.visit(paths::PASS_ON);
    app.app.clock.advance_seconds(3);
    assert!(is_passed_on(&adult.press_only(&form, PASS_ON, &another)));
    assert_eq!(trays(&app).iter().filter(|tray| *tray == "normal").count(), 2);
}

#[test]
fn what_an_adult_passes_on_is_by_hand_after_something_to_put_right_and_never_lost_after_hours() {
    let app =
        TestApp::build().limits(9, 100).config(|to| to.limits.writing_seconds_min = 3).spawn();
    let mut adult = app.pupil();
    let form = adult.visit(paths::PASS_ON);
    app.app.clock.advance_seconds(3);
    let empty = adult.press(&form, PASS_ON, &PASSED_ON[2..]);
    assert_eq!(empty.status, 422);
    assert!(is_passed_on(&adult.press_only(&empty, PASS_ON, &PASSED_ON)));
    assert_eq!(trays(&app), ["normal"]);
    // Back is the page from before, and the same slip is the same.
    assert!(is_passed_on(&adult.press_only(&form, PASS_ON, &PASSED_ON)));
    assert_eq!(trays(&app), ["normal"]);

    let form = adult.visit(paths::PASS_ON);
    app.app.clock.advance_seconds(3 * 3_600);
    assert!(is_passed_on(&adult.press_only(&form, PASS_ON, &PASSED_ON)));
    let form = adult.visit(paths::PASS_ON);
    app.app.clock.advance_seconds(3);
    let app = app.restart();
    assert!(is_passed_on(&adult.press_only(&form, PASS_ON, &PASSED_ON)));
    assert_eq!(trays(&app), ["normal", "rush", "rush"]);
}

#[test]
fn whoever_sends_from_elsewhere_uses_up_a_small_room_of_their_own() {
    for (networks, expected) in
        [("127.0.0.0/8", ["normal", "normal"]), ("203.0.113.0/28", ["normal", "rush"])]
    {
        let app = TestApp::build().limits(2, 5);
        let app = app.config(|to| {
            to.school.networks = vec![networks.parse().unwrap()];
            to.limits.outside_burst = 1;
        });
        let app = app.spawn();
        for _ in 0..2 {
            assert_eq!(app.pupil().send_slip(&[]).heading(), SENT);
        }
        assert_eq!(trays(&app), expected, "{networks}");
    }
}

#[test]
fn a_rush_takes_no_more_room_in_a_day_than_it_may_and_then_the_words_stay_until_the_next() {
    let app = TestApp::build().limits(1, 1_000);
    let app = app.config(|to| to.limits.rush_megabytes_a_day = 1).spawn();
    let send = |app: &TestApp| {
        let mut script = app.pupil();
        let answer = script.post("/", BARE);
        script.follow(answer)
    };
    // Each is some ten kilobytes, sealed.
    let mut taken = 0;
    let kept = loop {
        let answer = send(&app);
        if answer.heading() != SENT {
            break answer;
        }
        taken += 1;
        assert!(taken < 200, "there is no end to it");
    };
    assert!(taken > 50, "{taken}");
    assert_eq!(app.slips().len(), taken);
    assert_eq!(kept.status, 429);
    assert!(kept.has("All at once.") && kept.has("0800 1111"), "{}", kept.text());

    let app = app.restart();
    assert_eq!(send(&app).status, 429, "the database remembers it");
    // Whoever writes at school has the room that is theirs.
    assert_eq!(app.pupil().send_slip(&[]).heading(), SENT);
    app.app.clock.advance_seconds(86_400);
    assert_eq!(send(&app).heading(), SENT);
    assert_eq!(app.slips().len(), taken + 2);
}
