//! A pupil comes back with six words where there is no room: for one more answer, or for one more visit.

use diesel::prelude::*;
use ineedtotalk::crypto::thread::ANSWERS_MAX;
use ineedtotalk::db::DbError;
use ineedtotalk::db::schema::replies;
use ineedtotalk::domain::{Actor, ReplyState};
use ineedtotalk::drafts::IDLE_SECONDS_MAX;
use ineedtotalk::paths;

use super::no_room::fill;
use crate::harness::{TestApp, wait};

const MESSAGES: &str = "Messages for you";
const ANSWER: &str = "Yes, every Tuesday.";

/// The six words to come back with, of a slip that is seen at once.
fn six_words(app: &TestApp) -> String {
    let mut pupil = app.pupil();
    let sent = pupil.send_slip(&[("danger", "yes")]);
    pupil.press(&sent, "code-yes", &[]).six_words().join(" ")
}

/// Beside the one answer that there is, places as many as leave room for one more.
fn leave_room_for_one(app: &TestApp) {
    let (db, now) = (&app.app.db, app.app.clock.now());
    let placed = db.write(app.elmwood.id.clone(), Actor::Pupil, now, |writer| {
        let (thread, day, sealed): (String, i32, Vec<u8>) = replies::table
            .filter(replies::school_id.eq(writer.school()))
            .select((replies::thread_id, replies::day, replies::sealed))
            .first(writer.connection())?;
        for number in 2..ANSWERS_MAX {
            diesel::insert_into(replies::table)
                .values((
                    replies::id.eq(format!("{number:032x}")),
                    replies::school_id.eq(writer.school()),
                    replies::thread_id.eq(&thread),
                    replies::day.eq(day),
                    replies::state.eq(ReplyState::Seen),
                    replies::sealed.eq(&sealed),
                ))
                .execute(writer.connection())?;
        }
        Ok::<(), DbError>(())
    });
    wait(placed).unwrap();
}

#[test]
fn whoever_has_answered_as_often_as_there_is_room_is_told_so_and_keeps_their_words() {
    let app = TestApp::spawn();
    let code = six_words(&app);
    let mut pupil = app.pupil();
    let asked = pupil.visit(paths::REPLY);
    let page = pupil.press(&asked, "open", &[("code", &code)]);
    let first = pupil.press(&page, "answer", &[("quick", "yes")]);
    assert!(first.has("Your answer is sent."), "{}", first.text());
    leave_room_for_one(&app);

    // The last that there is room for, pressed twice, is sent and no failure.
    let mut again = pupil.clone();
    assert_eq!(pupil.press_only(&first, "answer", &[("words", ANSWER)]).status, 303);
    let last = again.press(&first, "answer", &[("words", ANSWER)]);
    assert!(last.has("Your answer is sent."), "{}", last.text());

    let told = again.press(&last, "answer", &[("words", ANSWER)]);
    let no_more = "There is no room for more answers with these six words. Write a new slip, or \
                   call a number here.";
    assert_eq!((told.status, told.errors()), (422, vec![no_more.to_owned()]));
    assert_eq!(told.field("words").as_deref(), Some(ANSWER));
    assert!(told.has("999") && told.has("0800 1111"));
}

#[test]
fn with_no_room_for_one_more_visit_the_six_words_stay_in_their_box() {
    let app = TestApp::spawn();
    let code = six_words(&app);
    fill(&app);
    let mut pupil = app.pupil();
    let asked = pupil.visit(paths::REPLY);
    let told = pupil.press(&asked, "open", &[("code", &code)]);
    assert_eq!((told.status, told.field("code")), (503, Some(code.clone())), "{}", told.text());
    assert!(told.errors()[0].contains("We are very busy"), "{:?}", told.errors());
    let tapped = pupil.press(&told, "tap-begin", &[]);
    assert_eq!(tapped.field("code"), Some(code), "also beside the letters to tap");

    // Once others have left, the same page opens what staff have written.
    app.app.clock.advance_seconds(IDLE_SECONDS_MAX + 1);
    assert_eq!(pupil.press(&told, "open", &[]).heading(), MESSAGES);
}
