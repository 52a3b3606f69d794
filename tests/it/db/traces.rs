//! What was deleted is gone from the disk too.

use std::sync::mpsc;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Text};
use ineedtotalk::db::{DatabaseUrl, Db, DbError, Reader, Writer, schema};
use ineedtotalk::domain::{Day, EntryId, ReplyId, ReplyState, SlipId, ThreadId, Tray, Urgency};
use ineedtotalk::store::replies::{self, StoredReply};
use ineedtotalk::store::slips::{self, SealedSlip};
use ineedtotalk::store::threads::{self, SealedWay};
use ineedtotalk::store::{sent_drafts, slip_acts};

use super::{Place, school};
use crate::harness::wait;

const MARKER: &[u8] = b"marker-that-must-not-stay-behind";

#[test]
fn deleted_bytes_are_gone_from_the_file_and_its_log_after_a_checkpoint() {
    let place = Place::make();
    let Some(file) = place.database.file() else { return };
    let log = file.with_extension("sqlite-wal");
    wait(place.write(|writer| sent_drafts::insert(writer, MARKER, Day(1)))).unwrap();
    assert!(holds(&log, MARKER), "the log holds what was written, or the search finds nothing");
    wait(place.db.checkpoint()).unwrap();
    assert!(holds(&file, MARKER));
    assert_eq!(std::fs::metadata(&log).unwrap().len(), 0);

    wait(place.write(|writer| sent_drafts::delete_before(writer, Day(2)))).unwrap();
    checkpoint(&place.db);

    assert!(!holds(&file, MARKER));
    assert_eq!(std::fs::metadata(&log).unwrap().len(), 0);
    let beside = std::fs::read_dir(file.parent().unwrap()).unwrap();
    for entry in beside {
        assert!(!holds(&entry.unwrap().path(), MARKER));
    }
}

#[test]
fn a_checkpoint_on_a_server_is_nothing_to_do() {
    let place = Place::make();
    assert_eq!(wait(place.db.checkpoint()), Ok(()));
}

#[test]
fn rows_on_a_server_tell_no_order_once_it_is_forgotten_and_all_of_them_stay() {
    let place = Place::make();
    if place.database.file().is_some() {
        return;
    }
    four_are_sent(&place);
    assert_eq!(transactions(&place.db), 4, "rows tell it before, or the query finds nothing");
    wait(place.db.forget_order(Day(1))).unwrap();
    assert_eq!(transactions(&place.db), 1);
    assert_eq!(place.stored().len(), 4, "no draft is forgotten");
    assert!(has_intake_file(&place.db), "an intake with slips in it is left alone");

    assert_eq!(wait(place.write(slips::move_intake)), Ok(4));
    assert!(has_intake_file(&place.db), "deleted rows keep their place");
    // PostgreSQL itself may be looking at what was there before: then the next slot does it.
    let until = (0..100).find(|_| {
        wait(place.db.forget_order(Day(1))).unwrap();
        !has_intake_file(&place.db)
    });
    assert!(until.is_some());
    assert_eq!(wait(place.store(5)), Ok(()), "and it goes on");
}

#[test]
fn drafts_in_a_file_lie_by_their_hashes_once_the_order_is_forgotten_and_all_of_them_stay() {
    let place = Place::make();
    let Some(file) = place.database.file() else { return };
    let sent = [[9_u8; 32], [1; 32], [7; 32], [5; 32]];
    for hash in sent {
        wait(place.write(move |writer| sent_drafts::insert(writer, &hash, Day(1)))).unwrap();
    }
    checkpoint(&place.db);
    // A row is put before those that are on its page.
    assert_eq!(by_place(&file, sent), [sent[3], sent[2], sent[1], sent[0]]);

    wait(place.db.forget_order(Day(1))).unwrap();
    checkpoint(&place.db);
    assert_eq!(by_place(&file, sent), [[9; 32], [7; 32], [5; 32], [1; 32]]);
}

#[test]
fn more_drafts_than_are_written_anew_at_once_all_stay() {
    let place = Place::make();
    let remember_many = |writer: &mut Writer<'_>| {
        (0..1_203_u32).try_for_each(|number| {
            let mut hash = [0; 32];
            hash[28..].copy_from_slice(&number.to_be_bytes());
            sent_drafts::insert(writer, &hash, Day(1))
        })
    };
    wait(place.write(remember_many)).unwrap();
    wait(place.db.forget_order(Day(1))).unwrap();
    let left: i64 = wait(place.db.across_schools(|connection| -> Result<_, DbError> {
        Ok(schema::sent_drafts::table.count().get_result(connection)?)
    }))
    .unwrap();
    assert_eq!(left, 1_203);
}

/// Whoever saw in which order pupils came would know which of them came back.
#[test]
fn threads_lie_by_their_ids_once_the_order_is_forgotten_and_all_of_them_stay() {
    let place = Place::make();
    let ways = [[9_u8; 32], [1; 32], [7; 32], [5; 32]];
    ways.iter().for_each(|way| begin(&place, way, Day(1)));
    checkpoint(&place.db);
    let (as_they_came, by_ids) = match place.database.file() {
        // A row is put before those that are on its page.
        Some(file) => {
            let as_they_came = by_place(&file, ways) == [ways[3], ways[2], ways[1], ways[0]];
            wait(place.db.forget_order(Day(1))).unwrap();
            checkpoint(&place.db);
            (as_they_came, by_place(&file, ways) == [[9; 32], [7; 32], [5; 32], [1; 32]])
        }
        None => {
            let as_they_came = ways_by_place(&place.db) == ways;
            wait(place.db.forget_order(Day(1))).unwrap();
            (as_they_came, ways_by_place(&place.db) == [[1; 32], [5; 32], [7; 32], [9; 32]])
        }
    };
    assert!(as_they_came, "they tell it before, or the search finds nothing");
    assert!(by_ids);
    for way in ways {
        let tag = vec![way[0]; 20];
        let find = move |reader: &mut Reader<'_>| threads::find_by_tag(reader, &tag);
        let (id, opens) = wait(place.db.read(school(), find)).unwrap().unwrap();
        assert_eq!((id, opens), (ThreadId::from_random([way[0]; 16]), way.to_vec()));
    }
}

/// A slip's id stands beside an act, and a message is written with one: what locked the thread, or wrote the message,
/// would tell whose thread it is.
#[test]
fn nothing_of_a_message_has_the_number_of_its_act_once_the_order_is_forgotten() {
    let place = Place::make();
    if place.database.file().is_some() {
        return;
    }
    let thread = ThreadId::from_random([9; 16]);
    begin(&place, &[9; 32], Day(1));
    wait(place.db.forget_order(Day(1))).unwrap();
    let (stored, of_thread) = (slip(1), thread.clone());
    wait(place.write(move |writer| slips::insert(writer, &stored))).unwrap();
    let write = move |writer: &mut Writer<'_>| {
        let (id, state) = (ReplyId::from_random([8; 16]), ReplyState::ToPupil);
        let message = StoredReply { id, day: Day(1), state, sealed: vec![4; 8] };
        replies::insert(writer, &of_thread, &message)?;
        slip_acts::insert(writer, &EntryId::from_random([7; 16]), &slip(1).id, &[5; 8])
    };
    wait(place.write(write)).unwrap();
    let shared = "(SELECT count(*) FROM slip_acts AS act WHERE \
        EXISTS (SELECT FROM threads WHERE act.xmin IN (threads.xmin, threads.xmax)) \
        OR EXISTS (SELECT FROM replies WHERE act.xmin = replies.xmin))";
    assert_eq!(counted(&place.db, shared), 1, "it tells before, or the search finds nothing");
    wait(place.db.forget_order(Day(1))).unwrap();
    assert_eq!(counted(&place.db, shared), 0);
}

#[test]
fn what_lies_in_tables_of_another_role_is_not_said_to_be_erased() {
    let place = Place::make();
    if place.database.file().is_some() {
        return;
    }
    wait(place.db.rewrite_slips()).unwrap();
    let mut settings = place.database.settings();
    let url = place.database.url();
    let mut owner = PgConnection::establish(&url).unwrap();
    let grant = "CREATE ROLE lodger LOGIN; \
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO lodger";
    owner.batch_execute(grant).unwrap();
    let (_, host) = url.split_once('@').unwrap();
    settings.url = DatabaseUrl::parse(&format!("postgres://lodger@{host}")).unwrap();
    let erased = wait(Db::connect(&settings).unwrap().rewrite_slips());
    assert!(
        matches!(erased, Err(DbError::Setting { name: "owner of the tables", .. })),
        "{erased:?}"
    );
}

#[test]
fn a_thread_of_the_day_of_a_wrong_clock_keeps_no_later_one_where_it_came() {
    let place = Place::make();
    let Some(file) = place.database.file() else { return };
    begin(&place, &[3; 32], Day(400));
    let ways = [[9_u8; 32], [1; 32], [7; 32], [5; 32]];
    ways.iter().for_each(|way| begin(&place, way, Day(1)));
    wait(place.db.forget_order(Day(1))).unwrap();
    checkpoint(&place.db);
    assert_eq!(by_place(&file, ways), [[9; 32], [7; 32], [5; 32], [1; 32]]);
}

/// A backup is one moment, and a slot begins in the middle of it: what is moved on, and what is laid anew, was
/// somewhere at that moment.
#[test]
fn whoever_looks_at_the_moment_before_a_slot_finds_every_row_after_it() {
    let place = Place::make();
    begin(&place, &[9; 32], Day(1));
    begin(&place, &[1; 32], Day(1));
    four_are_sent(&place);
    let (has_looked, looked) = mpsc::channel();
    let (slot_began, go_on) = mpsc::channel::<()>();
    let backup = place.db.read_everything(move |connection| -> Result<_, DbError> {
        // From here on it sees this moment.
        let schools: i64 = schema::schools::table.count().get_result(connection)?;
        has_looked.send(schools).unwrap();
        go_on.recv().unwrap();
        let drafts: i64 = schema::sent_drafts::table.count().get_result(connection)?;
        let replies: i64 = schema::replies::table.count().get_result(connection)?;
        let threads: i64 = schema::threads::table.count().get_result(connection)?;
        let waiting: i64 = schema::intake::table.count().get_result(connection)?;
        let moved: i64 = schema::slips::table.count().get_result(connection)?;
        Ok((drafts, replies, threads, waiting, moved))
    });
    let slot = async {
        let looked = tokio::task::spawn_blocking(move || looked.recv()).await.unwrap();
        assert_eq!(looked, Ok(1));
        assert_eq!(place.write(slips::move_intake).await, Ok(4));
        // A server would lay anew what the backup may still see, too, and leaves it to the next slot.
        let on_server = place.database.file().is_none();
        let forgotten = place.db.forget_order(Day(1)).await;
        assert_eq!(forgotten, if on_server { Err(DbError::Busy) } else { Ok(()) });
        slot_began.send(()).unwrap();
    };
    let (found, ()) = wait(async { tokio::join!(backup, slot) });
    assert_eq!(found, Ok((4, 2, 2, 4, 0)));
}

/// For planning, PostgreSQL copies values of columns into a table of its own, where a deleted slip's would stay.
#[test]
fn no_bytes_and_no_id_of_a_slip_are_copied_for_planning() {
    let place = Place::make();
    if place.database.file().is_some() {
        return;
    }
    assert_eq!(
        copied_for_planning(
            &place.db,
            "slips intake slip_acts unfinished_notes threads replies sent_drafts slip_indexes slip_index_parts"
        ),
        ""
    );
    assert_eq!(copied_for_planning(&place.db, "kiosk_codes"), "kiosk_codes.code_tag");
}

/// Columns of these tables that PostgreSQL takes samples of, and in which nothing is alike but by chance.
fn copied_for_planning(db: &Db, tables: &str) -> String {
    let question = format!(
        "(SELECT coalesce(string_agg(attrelid::regclass || '.' || attname, ' '), '') FROM pg_attribute \
         WHERE attrelid = ANY (string_to_array('{tables}', ' ')::regclass[]) AND attnum > 0 AND NOT attisdropped \
         AND (atttypid = 'bytea'::regtype OR attname IN ('id', 'slip_id', 'thread_id')) \
         AND coalesce(attstattarget, -1) <> 0)"
    );
    wait(db.across_schools(move |connection| -> Result<String, DbError> {
        Ok(diesel::select(diesel::dsl::sql::<Text>(&question)).get_result(connection)?)
    }))
    .unwrap()
}

/// Four slips wait for their slot, and their drafts are remembered.
fn four_are_sent(place: &Place) {
    for number in 0..4 {
        wait(place.store(number)).unwrap();
        let slip = slip(number);
        wait(place.write(move |writer| slips::insert_into_intake(writer, &slip))).unwrap();
    }
}

/// A thread of these bytes, with what came back since.
fn begin(place: &Place, way: &[u8; 32], day: Day) {
    let (first, way) = (way[0], way.to_vec());
    let id = ThreadId::from_random([first; 16]);
    let begin = move |writer: &mut Writer<'_>| {
        let (tag, mark, way) = (vec![first; 20], vec![3; 8], way.clone());
        threads::insert(writer, &id, day, &SealedWay { tag, mark, way, told: None })?;
        let (reply, state) = (ReplyId::from_random([first; 16]), ReplyState::New);
        replies::insert(writer, &id, &StoredReply { id: reply, day, state, sealed: vec![4; 8] })
    };
    wait(place.write(begin)).unwrap();
}

/// What threads open, in the order in which their rows lie on a server.
fn ways_by_place(db: &Db) -> Vec<Vec<u8>> {
    wait(db.across_schools(|connection| -> Result<_, DbError> {
        let placed = diesel::dsl::sql::<Bool>("ctid");
        Ok(schema::threads::table.select(schema::threads::way).order(placed).load(connection)?)
    }))
    .unwrap()
}

/// These in the order in which they lie in the file.
fn by_place(file: &std::path::Path, mut pieces: [[u8; 32]; 4]) -> [[u8; 32]; 4] {
    let content = std::fs::read(file).unwrap();
    pieces.sort_by_key(|piece| content.windows(32).position(|window| window == piece).unwrap());
    pieces
}

fn slip(number: u32) -> SealedSlip {
    SealedSlip {
        id: SlipId::from_random(u128::from(number).to_be_bytes()),
        day: Day(1),
        urgency: Urgency::SameDay,
        tray: Tray::Normal,
        envelope: vec![7; 5_000],
        name_box: vec![7; 540],
    }
}

/// How many transactions wrote the drafts that are remembered.
fn transactions(db: &Db) -> i64 {
    counted(db, "(SELECT count(DISTINCT xmin::text) FROM sent_drafts)")
}

fn counted(db: &Db, question: &'static str) -> i64 {
    wait(db.across_schools(move |connection| -> Result<i64, DbError> {
        Ok(diesel::select(diesel::dsl::sql::<BigInt>(question)).get_result(connection)?)
    }))
    .unwrap()
}

fn has_intake_file(db: &Db) -> bool {
    wait(db.across_schools(move |connection| -> Result<bool, DbError> {
        let question = "pg_relation_size('intake') > 0";
        Ok(diesel::select(diesel::dsl::sql::<Bool>(question)).get_result(connection)?)
    }))
    .unwrap()
}

fn checkpoint(db: &Db) {
    wait(db.checkpoint()).unwrap();
}

fn holds(file: &std::path::Path, marker: &[u8]) -> bool {
    std::fs::read(file).unwrap().windows(marker.len()).any(|window| window == marker)
}
