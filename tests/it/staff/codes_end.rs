//! A code ends when nobody has used it for long; what its pupil answered belongs to the slip.

use ineedtotalk::domain::Role;
use ineedtotalk::store::job_runs;

use super::at_desk::AtDesk;
use super::hear_back::{READ, answers, come_back, count_replies, next_slot, rows, send_with_code};
use super::retention::{DAY, days_pass, open_parts_of_threads, run_due};
use crate::harness::{TestApp, wait};

const NO_SLIP: &str = "No slip has those words.";

/// The words of a child are the slip's, which may be open or on hold for years.
#[test]
fn what_a_pupil_answered_stays_with_an_open_slip_when_its_code_is_over() {
    let app = TestApp::spawn();
    let code = send_with_code(&app);
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let slip = lead.only_slip();
    lead.opens(&slip);
    answers(&app, &code, "It was on Friday.");
    next_slot(&app);
    let page = lead.open(&slip);
    let page = lead.press(&page, READ, &[]);
    lead.press(&page, "Send to the pupil", &[("message", "Come to the office.")]);
    let before = rows(&app);

    days_pass(&app, 200);
    assert!(come_back(&app, &code).1.has(NO_SLIP));
    lead.sign_in();
    let page = lead.opens(&slip);
    assert!(page.has("It was on Friday."), "{}", page.text());
    assert!(!page.has_button("Send to the pupil"), "nobody would read it");
    assert_eq!((count_replies(&app), rows(&app).len()), (1, 1));
    let (old, new) = (&before[0], &rows(&app)[0]);
    assert!(old.0 != new.0 && old.1 != new.1 && old.2 != new.2, "nothing of the code is left");
    assert_eq!((old.0.len(), old.1.len(), old.2.len()), (new.0.len(), new.1.len(), new.2.len()));
}

#[test]
fn a_code_that_comes_back_out_of_a_backup_is_not_ended_at_the_first_look() {
    let app = TestApp::spawn();
    let code = send_with_code(&app);
    app.app.clock.advance_seconds(400 * DAY);
    run_due(&app);
    assert!(!come_back(&app, &code).1.has(NO_SLIP), "the date may be wrong");
}

#[test]
fn the_bytes_of_a_code_that_nobody_used_are_erased_too() {
    let app = TestApp::spawn();
    send_with_code(&app);
    let erased_at = |app: &TestApp| {
        let find = |reader: &mut ineedtotalk::db::Reader<'_>| {
            job_runs::find_done_at(reader, "erase-purged")
        };
        wait(app.app.db.read(app.elmwood.id.clone(), find)).unwrap()
    };
    days_pass(&app, 90);
    assert_eq!((open_parts_of_threads(&app).len(), erased_at(&app)), (1, None));
    days_pass(&app, 1);
    assert_eq!(open_parts_of_threads(&app), []);
    assert!(erased_at(&app).is_some());
}
