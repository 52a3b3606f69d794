//! A slip that can wait becomes visible with the others of its slot, so that nobody who watches the
//! readers' list can tell when it was written.

use diesel::prelude::*;
use diesel::sql_types::Text;
use ineedtotalk::db::DbError;
use ineedtotalk::domain::Actor;
use ineedtotalk::services::open_slot::open_slot;

use crate::harness::{TestApp, is_postgres, wait};

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

/// More than a statement of SQLite's takes values, and more than a server should hold in memory.
const FLOOD: i32 = 40_000;

#[test]
fn after_a_flood_every_slip_becomes_visible_however_many_there_are() {
    let app = TestApp::spawn();
    let (school, now) = (app.elmwood.id.clone(), app.app.clock.now());
    let id_and_envelope = match is_postgres() {
        true => "lpad(to_hex(n), 32, '0'), 'school', 20000, 'routine', 'rush', '\\x00'::bytea",
        false => "printf('%032x', n), 'school', 20000, 'routine', 'rush', x'00'",
    };
    let flood = format!(
        "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {FLOOD}) \
         INSERT INTO intake (id, school_id, day, urgency, tray, envelope) SELECT {id_and_envelope} \
         FROM numbers"
    );
    let flood = flood.replace("'school'", &format!("'{}'", school.as_str()));
    let opened = app.app.db.write(school.clone(), Actor::System, now, move |writer| {
        diesel::sql_query(&flood).execute(writer.connection()).map_err(DbError::from)?;
        open_slot(writer, SLOT_SECONDS)
    });
    assert_eq!(wait(opened).unwrap(), Some(usize::try_from(FLOOD).unwrap()));

    let left = app.app.db.read(school, |reader| {
        let states = "SELECT state AS text FROM slips UNION ALL SELECT 'waiting' FROM intake";
        let states = format!("SELECT DISTINCT text FROM ({states}) AS every_slip");
        diesel::sql_query(states).load::<State>(reader.connection()).map_err(DbError::from)
    });
    let left: Vec<_> = wait(left).unwrap().into_iter().map(|state| state.text).collect();
    assert_eq!(left, ["new"]);
}

#[derive(QueryableByName)]
struct State {
    #[diesel(sql_type = Text)]
    text: String,
}
