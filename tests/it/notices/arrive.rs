//! When and to whom notices go, and that they all read the same.

use std::time::{Duration, Instant};

use ineedtotalk::domain::{Answers, Language, Mode, Tray};
use ineedtotalk::jobs::Jobs;
use ineedtotalk::rate_limit::Manner;
use ineedtotalk::services::send_slip::{OutgoingSlip, send_slip};

use super::{TO_NEXT_SLOT, advance, run_due, send, send_emergency, send_ordinary_slip, with_sink};
use crate::harness::{Behaviour, START, wait};

/// Those to whom online bullying goes at Elmwood.
const READERS: [&str; 3] =
    ["lewis@elmwood.example", "okafor@elmwood.example", "shah@elmwood.example"];

#[test]
fn an_ordinary_slip_is_told_at_its_slot_to_its_readers_and_nobody_else() {
    let (app, sink) = with_sink(Behaviour::Accept);
    send_ordinary_slip(&app);
    advance(&app, TO_NEXT_SLOT - 1);
    run_due(&app);
    assert_eq!(sink.readers(), [""; 0], "before the slot");
    assert!(!app.slips()[0].is_visible);

    advance(&app, 1);
    run_due(&app);
    assert!(app.slips()[0].is_visible);
    assert_eq!(sink.readers(), READERS);

    run_due(&app);
    advance(&app, 900);
    run_due(&app);
    assert_eq!(sink.readers(), READERS, "told once");
}

#[test]
fn an_answer_of_a_pupil_is_told_at_its_slot_as_a_slip_is() {
    let (app, sink) = with_sink(Behaviour::Accept);
    let mut pupil = app.pupil();
    let answers = [("group", "unkind"), ("kind", "CD1"), ("about", "me")];
    let sent = pupil.send_slip(&answers);
    let page = pupil.press(&sent, "code-yes", &[]);
    let code = page.six_words().join(" ");
    advance(&app, TO_NEXT_SLOT);
    run_due(&app);
    assert_eq!(sink.readers(), READERS);

    let asked = pupil.visit("/reply");
    let page = pupil.press(&asked, "open", &[("code", &code)]);
    let page = pupil.press(&page, "answer", &[("quick", "no")]);
    pupil.press(&page, "answer", &[("words", "And again today.")]);
    run_due(&app);
    assert_eq!(sink.readers(), READERS, "not before the slot");
    advance(&app, 900);
    run_due(&app);
    let twice: Vec<&str> = READERS.iter().flat_map(|reader| [*reader; 2]).collect();
    assert_eq!(sink.readers(), twice, "once for both");
}

#[test]
fn a_slip_about_staff_is_told_to_the_head_alone() {
    let (app, sink) = with_sink(Behaviour::Accept);
    send(&app, "no", "adult", "ST1");
    advance(&app, TO_NEXT_SLOT);
    run_due(&app);
    assert_eq!(sink.readers(), ["hughes@elmwood.example"]);
}

#[test]
fn many_slips_of_one_slot_make_one_notice_each() {
    let (app, sink) = with_sink(Behaviour::Accept);
    for _ in 0..3 {
        send_ordinary_slip(&app);
    }
    advance(&app, TO_NEXT_SLOT);
    run_due(&app);
    assert_eq!(sink.readers(), READERS);
}

#[test]
fn an_emergency_leaves_within_five_seconds_and_waits_for_no_slot() {
    let (app, sink) = with_sink(Behaviour::Accept);
    let service = app.app.clone();
    let jobs = wait(async move { Jobs::spawn(service) });
    send_ordinary_slip(&app);
    send_emergency(&app);
    let stored_at = Instant::now();
    while sink.readers().len() < READERS.len() {
        assert!(stored_at.elapsed() < Duration::from_secs(5), "told {:?}", sink.readers());
        std::thread::sleep(Duration::from_millis(20));
    }
    wait(jobs.stop());
    assert_eq!(sink.readers(), READERS);
    assert_eq!(app.slips().iter().filter(|slip| slip.is_visible).count(), 1);
}

#[test]
fn notices_differ_in_id_recipient_and_date_only() {
    let (app, sink) = with_sink(Behaviour::Accept);
    send_emergency(&app);
    send(&app, "no", "adult", "ST1");
    send_ordinary_slip(&app);
    advance(&app, TO_NEXT_SLOT);
    run_due(&app);

    let mails = sink.mails();
    assert_eq!(mails.len(), 7);
    let variable = ["Message-ID: <", "To: ", "Date: "];
    let is_constant = |line: &&str| !variable.iter().any(|start| line.starts_with(start));
    let constant =
        |raw: &str| raw.split("\r\n").filter(is_constant).map(str::to_owned).collect::<Vec<_>>();
    for mail in &mails {
        assert_eq!(constant(&mail.raw), constant(&mails[0].raw));
        let of = |start: &str| mail.raw.split("\r\n").filter(|l| l.starts_with(start)).count();
        assert_eq!(variable.map(of), [1, 1, 1], "{}", mail.raw);
        assert!(mail.raw.contains(&format!("To: {}\r\n", mail.to)), "{}", mail.raw);
        assert!(mail.raw.contains("@talk.elmwood.example>\r\n"), "{}", mail.raw);
        assert!(mail.raw.contains("https://talk.elmwood.example/staff"), "{}", mail.raw);
        for forbidden in ["Elmwood School", "User-Agent", "X-", "CD1", "ST1", "unkind", "slip"] {
            assert!(!mail.raw.contains(forbidden), "{forbidden}: {}", mail.raw);
        }
    }
    let at_slot = mails.iter().filter(|mail| mail.raw.contains("10:15:00 +0000")).count();
    assert_eq!(at_slot, 4, "ordinary notices are dated with their slot");
    let hello = sink.commands().into_iter().find(|line| line.starts_with("EHLO"));
    assert_eq!(hello.as_deref(), Some("EHLO talk.elmwood.example"));
}

#[test]
fn a_slip_that_was_being_sealed_while_its_slot_opened_waits_for_the_next() {
    let (app, sink) = with_sink(Behaviour::Accept);
    advance(&app, TO_NEXT_SLOT);
    run_due(&app);
    let late = OutgoingSlip {
        draft_hash: [7; 32],
        answers: Answers::default(),
        mode: Mode::More,
        language: Language::English,
        sentences: String::new(),
        passed_on: None,
        manner: Manner::ByHand,
        alike: None,
        tray: Tray::Normal,
    };
    let service = &app.app;
    wait(send_slip(&service.db, &service.sealing(), &app.elmwood.id, START, late)).unwrap();
    run_due(&app);
    assert_eq!(sink.readers(), [""; 0], "no notice comes before its slip");
    assert!(!app.slips()[0].is_visible);

    advance(&app, 900);
    run_due(&app);
    assert!(app.slips()[0].is_visible && !sink.mails().is_empty());
}
