//! The server's clock runs ahead, as after a flat battery, and is put right.

use super::{
    TO_NEXT_SLOT, advance, run_due, send_emergency, send_ordinary_slip, waiting, with_sink,
};
use crate::harness::Behaviour;

const AHEAD: i64 = 400 * 86_400;

#[test]
fn what_was_sent_while_the_clock_ran_ahead_and_after_waits_no_longer_than_a_slot() {
    let (app, sink) = with_sink(Behaviour::Accept);
    advance(&app, AHEAD);
    run_due(&app);
    send_ordinary_slip(&app);
    sink.behave(Behaviour::PutOff);
    send_emergency(&app);
    run_due(&app);
    assert_eq!((sink.mails().len(), waiting(&app)), (0, 6));

    advance(&app, -AHEAD);
    sink.behave(Behaviour::Accept);
    send_ordinary_slip(&app);
    advance(&app, TO_NEXT_SLOT);
    run_due(&app);
    assert!(app.slips().iter().all(|slip| slip.is_visible), "readers see all three");
    assert_eq!((sink.mails().len(), waiting(&app)), (9, 0));

    // Time goes on as before: the next slot opens when it comes, and not sooner.
    send_ordinary_slip(&app);
    run_due(&app);
    assert_eq!(sink.mails().len(), 9);
    advance(&app, 900);
    run_due(&app);
    assert_eq!((sink.mails().len(), app.slips().len()), (12, 4));
}
