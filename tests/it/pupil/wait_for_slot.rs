//! A slip that can wait becomes visible with the others of its slot, so that nobody who watches the
//! readers' list can tell when it was written.

use ineedtotalk::domain::Actor;
use ineedtotalk::services::open_slot::open_slot;

use crate::harness::{TestApp, wait};

const SLOT_SECONDS: i64 = 600;

#[test]
fn slips_of_one_slot_become_visible_together_and_not_before_its_end() {
    let app = TestApp::build().slot_seconds(SLOT_SECONDS).spawn();
    app.pupil().send_slip(&[("words", "first")]);
    app.app.clock.advance_seconds(100);
    app.pupil().send_slip(&[("words", "second")]);
    assert!(app.slips().iter().all(|slip| !slip.is_visible));

    app.app.clock.advance_seconds(SLOT_SECONDS);
    let (school, now) = (app.elmwood.id.clone(), app.app.clock.now());
    let opened =
        app.app.db.write(school, Actor::System, now, |writer| open_slot(writer, SLOT_SECONDS));
    wait(opened).unwrap();

    let slips = app.slips();
    assert_eq!(slips.len(), 2);
    assert!(slips.iter().all(|slip| slip.is_visible));
    let mut words: Vec<_> =
        slips.iter().map(|slip| app.elmwood.content_of(slip).answers.words).collect();
    words.sort();
    assert_eq!(words, ["first", "second"]);
}
