//! A reader lets a colleague read a slip that did not go to them, and nobody whom anything keeps out of it.

use ineedtotalk::domain::{Answers, Danger, ReaderId, Role};
use ineedtotalk::paths;

use super::at_desk::{AtDesk, forget_notices, notified, send};
use super::case::{kind, slip_about};
use crate::harness::{Page, TestApp};

const BUTTON: &str = "Let them read it";
const NOTE: &str = "Spoke to her form tutor.";

fn desk(app: &TestApp, role: Role) -> AtDesk<'_> {
    AtDesk::new(app, role)
}

fn id_of(app: &TestApp, role: Role) -> String {
    app.person(role).id().as_str().to_owned()
}

fn lets_in(reader: &mut AtDesk<'_>, slip: &str, colleague: &str) -> Page {
    let page = reader.open(&format!("{slip}/let-read"));
    reader.press(&page, BUTTON, &[("colleague", colleague)])
}

/// Refused, with this reason, and the colleague learns nothing.
fn is_refused(app: &TestApp, reader: &mut AtDesk<'_>, slip: &str, role: Role, why: &str) {
    forget_notices(app);
    let before = app.slips().iter().map(|slip| slip.envelope.clone()).collect::<Vec<_>>();
    let page = lets_in(reader, slip, &id_of(app, role));
    assert_eq!(page.status, 422, "{role:?}: {}", page.text());
    assert!(page.errors().join(" ").contains(why), "{role:?}: {:?}", page.errors());
    let after = app.slips().iter().map(|slip| slip.envelope.clone()).collect::<Vec<_>>();
    assert_eq!(before, after, "{role:?}");
    assert!(notified(app).is_empty(), "{role:?}");
    let mut colleague = desk(app, role);
    assert!(colleague.open(paths::SLIPS).attributes("tbody a", "href").is_empty(), "{role:?}");
    assert_eq!(colleague.open(slip).status, 404, "{role:?}");
}

#[test]
fn a_colleague_who_is_let_in_finds_all_that_is_there_and_nobody_loses_it() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let sent = pupil.send_slip(&[("danger", "yes"), ("words", "They post about me.")]);
    let code = pupil.press(&sent, "code-yes", &[]).six_words();
    let (mut lead, mut deputy) =
        (desk(&app, Role::DesignatedSafeguardingLead), desk(&app, Role::Deputy));
    let mut head = desk(&app, Role::Head);
    let slip = lead.only_slip();
    deputy.opens(&slip);
    let page = lead.opens(&slip);
    lead.press(&page, "Keep the note", &[("case-note", NOTE)]);
    forget_notices(&app);

    let asked = lead.open(&format!("{slip}/let-read"));
    let offered = asked.attributes("input[name=colleague]", "value");
    assert_eq!(offered, [id_of(&app, Role::Head), id_of(&app, Role::Chair)]);
    let kept_out = asked.text_of("main ul.steps-list li").join("; ");
    assert!(kept_out.contains("Sam Reed, ICT manager – Their post reads no slips."));
    assert!(kept_out.contains("Ms Shah, deputy safeguarding lead – They can read it already."));
    assert_eq!(lead.press(&asked, BUTTON, &[]).status, 422);
    let page = lead.press(&asked, BUTTON, &[("colleague", &offered[0])]);
    assert!(page.has("Mr Lewis let a colleague read it"), "{}", page.text());
    assert!(page.has(NOTE) && page.has("They post about me."), "open for whoever had opened it");
    assert_eq!(notified(&app), [offered[0].as_str()]);
    // Back, and once more: it is at another address by now, and nothing is done twice.
    assert_eq!(lead.press(&asked, BUTTON, &[("colleague", &offered[0])]).status, 404);
    assert_eq!(app.slips().len(), 1);

    let theirs = head.only_slip();
    assert_ne!(theirs, slip);
    head.opens(&theirs);
    for reader in [&mut lead, &mut deputy, &mut head] {
        let address = reader.only_slip();
        let page = reader.open(&address);
        for words in ["They post about me.", NOTE, "Mr Lewis let a colleague read it", "Dr Hughes"]
        {
            assert!(page.has(words), "{}: {words}: {}", reader.name, page.text());
        }
        assert_eq!(reader.open(&slip).status, 404, "{}", reader.name);
    }
    assert!(head.open(paths::AUDIT_LOG).has("Let a colleague read"));

    let mut pupil = app.pupil();
    let asked = pupil.visit(paths::REPLY);
    let page = head.open(&theirs);
    head.press(&page, "Send to the pupil", &[("message", "Thank you. I see to it.")]);
    let page = pupil.press(&asked, "open", &[("code", &code.join(" "))]);
    assert!(page.has("Thank you. I see to it."), "{}", page.text());
    forget_notices(&app);
    pupil.press(&page, "answer", &[("words", "It was again today.")]);
    assert_eq!(notified(&app).len(), 4, "all who read it are told that the pupil has answered");
}

#[test]
fn whoever_anything_keeps_out_of_a_slip_is_not_let_in_and_learns_nothing() {
    let app = TestApp::spawn();
    let (danger, words) = (Some(Danger::Yes), "They post about me.".to_owned());
    let hidden_from = [app.person(Role::Deputy).id().clone()].into();
    send(&app, Answers { danger, words, hidden_from, ..Answers::default() });
    let mut lead = desk(&app, Role::DesignatedSafeguardingLead);
    let slip = lead.only_slip();
    lead.opens(&slip);
    let hidden = "The pupil did not want them to read it.";
    is_refused(&app, &mut lead, &slip, Role::Deputy, hidden);

    let mut officer = desk(&app, Role::OnlineSafetyOfficer);
    let theirs = officer.only_slip();
    let page = officer.open(&format!("{theirs}/hand-on"));
    officer.press(&page, "Hand it on and lock me out", &[("because", "too-close")]);
    let slip = lead.only_slip();
    is_refused(&app, &mut lead, &slip, Role::OnlineSafetyOfficer, "They handed it on");
}

#[test]
fn what_is_said_of_an_adult_at_school_is_let_be_read_by_the_head_and_the_chair_alone() {
    let app = TestApp::spawn();
    slip_about(&app, "ST1", "Sir shouts.");
    let mut head = desk(&app, Role::Head);
    let slip = head.only_slip();
    head.opens(&slip);
    let why = "for the head or the chair of governors alone";
    for role in [Role::DesignatedSafeguardingLead, Role::Deputy, Role::OnlineSafetyOfficer] {
        is_refused(&app, &mut head, &slip, role, why);
    }
    let page = lets_in(&mut head, &slip, &id_of(&app, Role::Chair));
    assert!(page.has("Dr Hughes let a colleague read it"), "{}", page.text());
    let mut chair = desk(&app, Role::Chair);
    let theirs = chair.only_slip();
    assert!(chair.opens(&theirs).has("Sir shouts."));
    assert!(!head.open(paths::AUDIT_LOG).has("Let a colleague read"), "no head is told of those");
}

#[test]
fn a_colleague_whom_the_words_name_is_not_let_in() {
    let app = TestApp::spawn();
    slip_about(&app, "CD1", "It was when Mr Price was in the hall.");
    let mut lead = desk(&app, Role::DesignatedSafeguardingLead);
    let slip = lead.only_slip();
    lead.opens(&slip);
    is_refused(&app, &mut lead, &slip, Role::Chair, "The pupil’s words name them");
    let theirs = lets_in(&mut lead, &slip, ReaderId::from_random([7; 16]).as_str());
    assert_eq!(theirs.status, 404, "nobody of that id is a reader here");
}

#[test]
fn who_was_let_in_reads_on_when_another_hands_it_on() {
    let app = TestApp::spawn();
    let kind = kind(&app, "CD1");
    let words = "They post about me.".to_owned();
    send(&app, Answers { danger: Some(Danger::Yes), kind, words, ..Answers::default() });
    let (mut lead, mut deputy) =
        (desk(&app, Role::DesignatedSafeguardingLead), desk(&app, Role::Deputy));
    let slip = lead.only_slip();
    lead.opens(&slip);
    lets_in(&mut lead, &slip, &id_of(&app, Role::Chair));
    let mut chair = desk(&app, Role::Chair);
    for (reader, because, left) in [(&mut deputy, "too-close", 1), (&mut lead, "about-staff", 0)] {
        let theirs = reader.only_slip();
        let page = reader.open(&format!("{theirs}/hand-on"));
        assert!(page.has("Mr Price, chair of governors"), "{}", page.text());
        reader.press(&page, "Hand it on and lock me out", &[("because", because)]);
        let links = chair.open(paths::SLIPS).attributes("tbody a", "href");
        assert_eq!(links.len(), left, "handed on: {because}");
    }
    desk(&app, Role::Head).only_slip();
}

#[test]
fn two_who_let_somebody_in_at_once_leave_one_slip_that_both_colleagues_can_be_let_in_to() {
    let app = TestApp::spawn();
    slip_about(&app, "CD1", "They post about me.");
    let mut readers = [Role::DesignatedSafeguardingLead, Role::Deputy].map(|role| desk(&app, role));
    for reader in &mut readers {
        let slip = reader.only_slip();
        reader.opens(&slip);
    }
    let slip = readers[0].only_slip();
    let colleagues = [Role::Head, Role::Chair].map(|role| id_of(&app, role));
    std::thread::scope(|scope| {
        for (reader, colleague) in readers.iter_mut().zip(&colleagues) {
            let address = format!("{slip}/let-read");
            scope.spawn(move || {
                let page = reader.open(&address);
                // Whoever comes second is told that it is at another address by now, or that it changed.
                if page.status == 200 {
                    let done = reader.press(&page, BUTTON, &[("colleague", colleague)]);
                    assert!([200, 404, 409].contains(&done.status), "{}", done.text());
                }
            });
        }
    });
    assert_eq!(app.slips().len(), 1);
    let lead = &mut readers[0];
    let slip = lead.only_slip();
    let offered =
        lead.open(&format!("{slip}/let-read")).attributes("input[name=colleague]", "value");
    assert_eq!(offered.len(), 1, "one of them was let in");
    lets_in(lead, &slip, &offered[0]);
    for role in [Role::Head, Role::Chair, Role::OnlineSafetyOfficer] {
        let mut reader = desk(&app, role);
        let theirs = reader.only_slip();
        assert!(reader.opens(&theirs).has("They post about me."), "{role:?}");
    }
}

#[test]
fn while_the_database_is_away_nobody_is_let_in_and_it_can_be_done_afterwards() {
    let app = TestApp::spawn();
    slip_about(&app, "CD1", "They post about me.");
    let mut lead = desk(&app, Role::DesignatedSafeguardingLead);
    let slip = lead.only_slip();
    lead.opens(&slip);
    let asked = lead.open(&format!("{slip}/let-read"));
    let chair = id_of(&app, Role::Chair);
    let away = app.take_database_away();
    assert_eq!(lead.press(&asked, BUTTON, &[("colleague", &chair)]).status, 503);
    away.bring_back();
    assert_eq!(lead.only_slip(), slip);
    assert!(lets_in(&mut lead, &slip, &chair).has("Mr Lewis let a colleague read it"));
}
