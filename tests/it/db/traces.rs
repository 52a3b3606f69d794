//! What was deleted is gone from the disk too.

use ineedtotalk::db::Db;
use ineedtotalk::domain::Day;
use ineedtotalk::store::sent_drafts;

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

fn checkpoint(db: &Db) {
    wait(db.checkpoint()).unwrap();
}

fn holds(file: &std::path::Path, marker: &[u8]) -> bool {
    std::fs::read(file).unwrap().windows(marker.len()).any(|window| window == marker)
}
