//! Several instances, or one that died: a notice is claimed before it is sent.

use ineedtotalk::domain::{Actor, NoticeKind};
use ineedtotalk::jobs;
use ineedtotalk::services::open_slot::open_slot;
use ineedtotalk::services::settle_notice::claim_notices;

use super::{
    TO_NEXT_SLOT, advance, run_due, send_emergency, send_ordinary_slip, waiting, with_sink,
};
use crate::harness::{Behaviour, TestApp, wait};

#[test]
fn two_runners_at_once_deliver_once() {
    let (app, sink) = with_sink(Behaviour::AcceptSlowly);
    for round in 1..=3 {
        send_ordinary_slip(&app);
        advance(&app, if round == 1 { TO_NEXT_SLOT } else { 900 });
        wait(async {
            let (one, other) = tokio::join!(jobs::run_due(&app.app), jobs::run_due(&app.app));
            one.and(other).unwrap();
        });
        assert_eq!((sink.mails().len(), waiting(&app)), (3 * round, 0));
    }
}

#[test]
fn what_a_runner_that_died_had_claimed_is_sent_when_its_lease_is_over() {
    let (app, sink) = with_sink(Behaviour::Accept);
    send_ordinary_slip(&app);
    advance(&app, TO_NEXT_SLOT);
    let (now, slot) = (app.app.clock.now(), app.app.site.slot_seconds);
    wait(open_this_slot(&app));
    let claimed = app.app.db.write(app.elmwood.id.clone(), Actor::System, now, move |writer| {
        claim_notices(writer, slot, 100)
    });
    assert_eq!(wait(claimed).unwrap().len(), 3);
    run_due(&app);
    assert!(sink.mails().is_empty(), "they are somebody else's to send");
    advance(&app, 121);
    run_due(&app);
    assert_eq!((sink.mails().len(), waiting(&app)), (3, 0));
}

#[test]
fn an_emergency_is_claimed_before_notices_that_were_due_earlier() {
    let (app, _sink) = with_sink(Behaviour::Accept);
    send_ordinary_slip(&app);
    advance(&app, TO_NEXT_SLOT + 1);
    send_emergency(&app);
    let (now, slot) = (app.app.clock.now(), app.app.site.slot_seconds);
    let claimed = app.app.db.write(app.elmwood.id.clone(), Actor::System, now, move |writer| {
        claim_notices(writer, slot, 3)
    });
    let claimed = wait(claimed).unwrap();
    assert_eq!(claimed.len(), 3, "room for three went to notices that wait for their slot");
    assert!(claimed.iter().all(|claimed| claimed.notice.kind == NoticeKind::Urgent));
}

async fn open_this_slot(app: &TestApp) {
    let (now, slot) = (app.app.clock.now(), app.app.site.slot_seconds);
    let opened = app
        .app
        .db
        .write(app.elmwood.id.clone(), Actor::System, now, move |writer| open_slot(writer, slot));
    assert_eq!(opened.await.unwrap(), Some(1));
}
