//! The log of who did what: who may see which line of it, and that none is changed unseen.

use std::collections::BTreeSet;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use ineedtotalk::db::DbError;
use ineedtotalk::db::schema::{audit_heads, audit_log};
use ineedtotalk::domain::{Answers, Danger, ReaderId, Role};
use ineedtotalk::paths;
use ineedtotalk::services::ServiceError;
use ineedtotalk::services::read_audit_log::{MarkOnPaper, Proof, prove};
use ineedtotalk::store::audit_log::AuditLine;

use super::at_desk::{AtDesk, send, urgent_slip, write};
use crate::harness::{Page, TestApp, is_postgres, wait};
use crate::shape::{schema, sources};

/// Each line as it is shown, the newest first.
fn lines(page: &Page) -> Vec<String> {
    page.text_of("tbody tr")
}

fn in_danger(app: &TestApp, words: &str, hidden_from: &[ReaderId]) {
    let hidden_from = hidden_from.iter().cloned().collect();
    let (danger, words) = (Some(Danger::Yes), words.to_owned());
    send(app, Answers { danger, words, hidden_from, ..Answers::default() });
}

fn has_line(page: &Page, who: &str, what: &str) -> bool {
    lines(page).iter().any(|line| line.contains(who) && line.contains(what))
}

fn proof(app: &TestApp, known: &[&str]) -> Proof {
    let known: Vec<_> = known.iter().map(|mark| MarkOnPaper::parse(mark).unwrap()).collect();
    let found = app.app.db.read(app.elmwood.id.clone(), move |reader| prove(reader, &known));
    wait(found).unwrap()
}

/// What whoever has the database can do, who knows how the log is held.
fn let_lines_be_changed(app: &TestApp) {
    let triggers = match is_postgres() {
        true => "DROP TRIGGER audit_log_keeps_its_lines ON audit_log",
        false => "DROP TRIGGER audit_log_keeps_its_lines; DROP TRIGGER audit_log_loses_no_line",
    };
    change_by_hand(app, triggers).unwrap();
}

fn change_by_hand(app: &TestApp, statement: &str) -> QueryResult<()> {
    schema::connect(&app.database).batch_execute(statement)
}

#[test]
fn the_head_sees_who_opened_what_and_when_and_never_a_word_and_others_do_not() {
    let app = TestApp::spawn();
    urgent_slip(&app, "They take my lunch money behind the gym.");
    let day = app.app.clock.now().day().in_words();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let slip = lead.only_slip();
    let page = lead.opens(&slip);
    lead.press(&page, "Keep the note", &[("case-note", "Spoke with the caretaker.")]);

    let mut head = AtDesk::new(&app, Role::Head);
    let log = head.open(paths::AUDIT_LOG);
    assert!(has_line(&log, "Mr Lewis", &format!("Opened: a slip of {day}")), "{:?}", lines(&log));
    assert!(has_line(&log, "Mr Lewis", &format!("Wrote something down: a slip of {day}")));
    assert!(has_line(&log, "Mr Lewis", "Signed in") && has_line(&log, "Dr Hughes", "Signed in"));
    let id = slip.rsplit('/').next().unwrap();
    for word in ["lunch", "gym", "caretaker", "behind", id] {
        assert!(!log.source.contains(word), "{word}");
    }

    // The lead sees what was done to the service. What is done with a slip is on the slip's page.
    let log = lead.open(paths::AUDIT_LOG);
    assert!(has_line(&log, "Dr Hughes", "Signed in"));
    assert!(!lines(&log).iter().any(|line| line.contains("Opened")), "{:?}", lines(&log));
    assert!(log.has("What readers do with slips is shown to the head."));
    for role in [Role::OnlineSafetyOfficer, Role::Deputy, Role::Chair, Role::IctAdministrator] {
        assert_eq!(AtDesk::new(&app, role).open(paths::AUDIT_LOG).status, 403, "{role:?}");
    }
}

#[test]
fn a_head_sees_no_line_of_a_slip_about_them_or_hidden_from_them() {
    let app = TestApp::spawn();
    let head_id = app.person(Role::Head).id().clone();
    let about_the_head =
        [("danger", "yes"), ("group", "adult"), ("hidden_from[]", head_id.as_str())];
    app.pupil().send_slip(&about_the_head);
    in_danger(&app, "Not for the head.", &[head_id]);
    let mut head = AtDesk::new(&app, Role::Head);
    let before = lines(&head.open(paths::AUDIT_LOG));
    let stored_before = proof(&app, &[]).mark.lines;

    for role in [Role::Chair, Role::OnlineSafetyOfficer] {
        let mut reader = AtDesk::new(&app, role);
        let slip = reader.only_slip();
        reader.opens(&slip);
    }
    // Each of them signed in and opened a slip; the log holds both, and shows the head the one.
    assert_eq!(proof(&app, &[]).mark.lines, stored_before + 4);
    let after = lines(&head.open(paths::AUDIT_LOG));
    let new: Vec<_> = after[..after.len() - before.len()].to_vec();
    assert_eq!(new.len(), 2, "{new:?}");
    assert!(new.iter().all(|line| line.contains("Signed in")), "{new:?}");
}

#[test]
fn outside_the_seal_no_line_tells_who_did_something_with_which_slip() {
    let app = TestApp::spawn();
    in_danger(&app, "One.", &[app.person(Role::Head).id().clone()]);
    in_danger(&app, "Two.", &[]);
    let mut officer = AtDesk::new(&app, Role::OnlineSafetyOfficer);
    for slip in officer.open(paths::SLIPS).attributes("tbody a", "href") {
        officer.opens(&slip);
    }
    let rows: Vec<AuditLine> =
        wait(app.app.db.across_schools(|connection| -> Result<_, DbError> {
            Ok(audit_log::table
                .filter(audit_log::event.eq("slip.acted"))
                .select(AuditLine::as_select())
                .load(connection)?)
        }))
        .unwrap();
    assert_eq!(rows.len(), 2);
    let day = app.app.clock.now().day().start().0;
    let length = rows[0].sealed.as_ref().unwrap().len();
    for row in rows {
        assert_eq!((row.at, row.actor.as_str(), row.subject), (day, "reader", None));
        assert_eq!(row.sealed.unwrap().len(), length);
    }
}

#[test]
fn a_line_that_is_changed_taken_out_or_put_in_is_found() {
    let app = TestApp::spawn();
    for _ in 0..3 {
        AtDesk::new(&app, Role::Head).sign_out();
        app.app.clock.advance_seconds(60);
    }
    assert_eq!(proof(&app, &[]).broken_at, None);
    let lines = proof(&app, &[]).mark.lines;
    assert!(lines >= 3);

    for statement in ["DELETE FROM audit_log", "UPDATE audit_log SET at = 0"] {
        let refused = change_by_hand(&app, statement).unwrap_err().to_string();
        assert!(refused.contains("the audit log is only added to"), "{refused}");
    }
    assert_eq!(proof(&app, &[]).broken_at, None);

    let_lines_be_changed(&app);
    change_by_hand(&app, "UPDATE audit_log SET actor = 'system' WHERE number = 2").unwrap();
    assert_eq!(proof(&app, &[]).broken_at, Some(2));
    let head = app.person(Role::Head).id().as_str().to_owned();
    change_by_hand(&app, &format!("UPDATE audit_log SET actor = '{head}' WHERE number = 2"))
        .unwrap();
    assert_eq!(proof(&app, &[]).broken_at, None, "put back");

    change_by_hand(&app, &format!("DELETE FROM audit_log WHERE number = {lines}")).unwrap();
    assert_eq!(proof(&app, &[]).broken_at, Some(lines), "the last");
    change_by_hand(&app, "DELETE FROM audit_log WHERE number = 1").unwrap();
    assert_eq!(proof(&app, &[]).broken_at, Some(1));
}

#[test]
fn a_log_that_was_written_anew_from_some_line_on_is_not_at_the_mark_on_paper() {
    let app = TestApp::spawn();
    AtDesk::new(&app, Role::Head);
    app.app.clock.advance_seconds(60);
    AtDesk::new(&app, Role::Chair);
    let mark = proof(&app, &[]).mark.in_words();
    app.app.clock.advance_seconds(60);
    AtDesk::new(&app, Role::Deputy);
    assert_eq!(proof(&app, &[&mark]).met.len(), 1);
    assert_eq!(proof(&app, &[&mark.to_uppercase()]).met.len(), 1, "typed from paper");

    // Whoever has the database and knows the rules makes the whole chain again without a line.
    let_lines_be_changed(&app);
    write(&app, |writer| rewrite_without_the_first(writer).map_err(ServiceError::from));
    let found = proof(&app, &[&mark]);
    assert_eq!((found.broken_at, found.met.len()), (None, 0));
}

fn rewrite_without_the_first(writer: &mut ineedtotalk::db::Writer<'_>) -> Result<(), DbError> {
    let school = writer.school();
    let all = ineedtotalk::store::audit_log::list_after(writer, 0, 100)?;
    diesel::delete(audit_log::table.filter(audit_log::school_id.eq(&school)))
        .execute(writer.connection())?;
    let (mut before, mut lines) = ([0; 32], 0);
    for mut line in all.into_iter().skip(1) {
        lines += 1;
        line.number = Some(lines);
        before = line.chained(school.as_str(), &before);
        diesel::insert_into(audit_log::table)
            .values((
                audit_log::id.eq(line.id),
                audit_log::school_id.eq(&school),
                audit_log::number.eq(line.number),
                audit_log::at.eq(line.at),
                audit_log::actor.eq(line.actor),
                audit_log::event.eq(line.event),
                audit_log::subject.eq(line.subject),
                audit_log::sealed.eq(line.sealed),
                audit_log::digest.eq(before.as_slice()),
            ))
            .execute(writer.connection())?;
    }
    diesel::update(audit_heads::table.filter(audit_heads::school_id.eq(&school)))
        .set((audit_heads::lines.eq(lines), audit_heads::digest.eq(before.as_slice())))
        .execute(writer.connection())?;
    Ok(())
}

#[test]
fn lines_written_at_the_same_moment_are_all_in_the_chain() {
    let app = TestApp::spawn();
    urgent_slip(&app, "Help.");
    let roles = [Role::DesignatedSafeguardingLead, Role::Deputy, Role::OnlineSafetyOfficer];
    let mut readers = roles.map(|role| AtDesk::new(&app, role));
    let slip = readers[0].only_slip();
    for reader in &mut readers {
        reader.opens(&slip);
    }
    let before = proof(&app, &[]).mark.lines;
    std::thread::scope(|scope| {
        for reader in &mut readers {
            let slip = slip.as_str();
            scope.spawn(move || {
                for note in ["One", "Two", "Three", "Four", "Five"] {
                    let page = reader.open(slip);
                    let kept = reader.press(&page, "Keep the note", &[("case-note", note)]);
                    assert_eq!(kept.status, 200, "{}", kept.text());
                }
            });
        }
    });
    let found = proof(&app, &[]);
    assert_eq!((found.mark.lines, found.broken_at), (before + 15, None));
}

#[test]
fn a_long_log_is_read_page_by_page_and_none_of_it_is_missing() {
    let app = TestApp::spawn();
    let mut head = AtDesk::new(&app, Role::Head);
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    urgent_slip(&app, "Help.");
    let slip = lead.only_slip();
    let mut page = lead.opens(&slip);
    for note in 1..=60 {
        page = lead.press(&page, "Keep the note", &[("case-note", &note.to_string())]);
    }
    let newest = head.open(paths::AUDIT_LOG);
    assert_eq!(lines(&newest).len(), 50);
    let older = newest.attributes("nav.go a", "href");
    let earlier = head.open(&older[0]);
    let wrote = |line: &&String| line.contains("Wrote something down");
    let written = |page: &Page| lines(page).iter().filter(wrote).count();
    assert_eq!(written(&newest) + written(&earlier), 60);
    assert_eq!(earlier.attributes("nav.go a", "href"), [paths::AUDIT_LOG], "and no further");
    let beyond = head.open(&format!("{}?before=1", paths::AUDIT_LOG));
    assert!(beyond.has("Nothing has been written down yet."));
}

#[test]
fn each_school_has_a_log_of_its_own() {
    let app = TestApp::build().with_second_school().spawn();
    AtDesk::new(&app, Role::Chair);
    let mut theirs = AtDesk::at(&app, &app.ashby, Role::Head);
    theirs.sign_in();
    let log = theirs.open(paths::AUDIT_LOG);
    assert!(has_line(&log, "Mrs Byrne", "Signed in"));
    assert!(!log.has("Mr Price"), "{:?}", lines(&log));
}

#[test]
fn everything_that_is_written_down_has_words() {
    let sources = sources::without_tests();
    let view = sources.iter().find(|source| source.name() == "views/staff/audit_log.rs").unwrap();
    let services = sources.iter().filter(|source| source.module() == "services");
    let is_event = |text: &&str| {
        let part = |part: &str| {
            !part.is_empty() && part.chars().all(|c| c == '-' || c.is_ascii_lowercase())
        };
        text.split_once('.').is_some_and(|(noun, past)| part(noun) && part(past))
    };
    let written =
        |text: &str| text.split('"').filter(is_event).map(str::to_owned).collect::<Vec<_>>();
    let events: BTreeSet<_> = services.flat_map(|source| written(&source.text)).collect();
    assert!(events.len() > 15, "{events:?}");
    assert!(events.contains("reader.signed-in"));
    let nameless = events.iter().filter(|event| !view.text.contains(&format!("\"{event}\" =>")));
    assert_eq!(nameless.collect::<Vec<_>>(), Vec::<&String>::new());
}
