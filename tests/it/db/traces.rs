//! What was deleted is gone from the disk too.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool};
use ineedtotalk::db::{Db, DbError};
use ineedtotalk::domain::{Day, SlipId, Tray, Urgency};
use ineedtotalk::store::sent_drafts;
use ineedtotalk::store::slips::{self, SealedSlip};

use super::Place;
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
    for number in 0..4 {
        wait(place.store(number)).unwrap();
        let slip = slip(number);
        wait(place.write(move |writer| slips::insert_into_intake(writer, &slip))).unwrap();
    }
    assert_eq!(transactions(&place.db), 4, "rows tell it before, or the query finds nothing");
    wait(place.db.forget_order()).unwrap();
    assert_eq!(transactions(&place.db), 1);
    assert_eq!(place.stored().len(), 4, "no draft is forgotten");
    assert!(has_intake_file(&place.db), "an intake with slips in it is left alone");

    assert_eq!(wait(place.write(slips::move_intake)), Ok(4));
    assert!(has_intake_file(&place.db), "deleted rows keep their place");
    wait(place.db.forget_order()).unwrap();
    assert!(!has_intake_file(&place.db));
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
    let by_place = |mut hashes: Vec<[u8; 32]>| {
        let content = std::fs::read(&file).unwrap();
        hashes.sort_by_key(|hash| content.windows(32).position(|window| window == hash).unwrap());
        hashes
    };
    // A row is put before those that are on its page.
    assert_eq!(by_place(sent.to_vec()), [sent[3], sent[2], sent[1], sent[0]]);

    wait(place.db.forget_order()).unwrap();
    checkpoint(&place.db);
    assert_eq!(by_place(sent.to_vec()), [[9; 32], [7; 32], [5; 32], [1; 32]]);
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
    let question = "(SELECT count(DISTINCT xmin::text) FROM sent_drafts)";
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
