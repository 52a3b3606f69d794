//! The mail server will never take a mail for somebody.

use ineedtotalk::domain::{Actor, Role};
use ineedtotalk::mail::Reason;
use ineedtotalk::store::readers;

use super::{
    HOUR, TO_NEXT_SLOT, address, advance, refused, run_due, send_ordinary_slip, waiting, with_sink,
};
use crate::harness::{Behaviour, wait};

#[test]
fn the_others_are_told_and_the_dashboard_knows() {
    let (app, sink) = with_sink(Behaviour::Accept);
    let officer = address(&app, Role::OnlineSafetyOfficer);
    sink.behave(Behaviour::Refuse(vec![officer]));
    send_ordinary_slip(&app);
    advance(&app, TO_NEXT_SLOT);
    run_due(&app);

    let told = refused(&app);
    assert_eq!(told.len(), 1);
    assert_eq!(&told[0].reader, app.person(Role::OnlineSafetyOfficer).id());
    assert_eq!(told[0].refusal, Reason::AddressRefused.to_string());
    // The lead and the deputy: one for the slip, one for the trouble; the head: for the trouble.
    let (lead, deputy, head) =
        ("lewis@elmwood.example", "shah@elmwood.example", "hughes@elmwood.example");
    assert_eq!(sink.readers(), [head, lead, lead, deputy, deputy]);

    sink.behave(Behaviour::Accept);
    send_ordinary_slip(&app);
    advance(&app, 900);
    run_due(&app);
    assert!(refused(&app).is_empty(), "the address works again");
}

#[test]
fn word_of_trouble_that_is_refused_too_makes_no_more_of_it() {
    let (app, sink) = with_sink(Behaviour::Accept);
    let everybody =
        app.elmwood.people.iter().map(|person| person.summary.email.as_str().to_owned());
    sink.behave(Behaviour::Refuse(everybody.collect()));
    send_ordinary_slip(&app);
    advance(&app, TO_NEXT_SLOT);
    for _ in 0..5 {
        run_due(&app);
        advance(&app, HOUR);
    }
    assert_eq!((sink.mails().len(), waiting(&app)), (0, 0));
    // Three for the slip, and one each for those who are told of trouble.
    assert_eq!(refused(&app).len(), 3 + 4);
}

#[test]
fn whoever_has_left_is_told_nothing() {
    let (app, sink) = with_sink(Behaviour::Accept);
    send_ordinary_slip(&app);
    let leaver = app.person(Role::OnlineSafetyOfficer).id().clone();
    let left = app.app.db.write(
        app.elmwood.id.clone(),
        Actor::CommandLine,
        app.app.clock.now(),
        move |writer| readers::set_left_at(writer, &leaver),
    );
    assert!(wait(left).unwrap());
    advance(&app, TO_NEXT_SLOT);
    run_due(&app);
    assert_eq!(sink.readers(), ["lewis@elmwood.example", "shah@elmwood.example"]);
    assert_eq!(waiting(&app), 0);
}
