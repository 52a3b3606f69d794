//! Somebody puts another file in the database's place while the service runs: a backup that is put
//! back, a cleaned folder. Nothing is acknowledged into a file that is not there.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ineedtotalk::db::DbError;

use super::{Place, stored_in};
use crate::harness::{TestDatabase, wait};

/// What somebody does to the file, and how it is undone.
type Deed = (&'static str, fn(&Path));

const DEEDS: [Deed; 4] = [
    ("moved away", |file| fs::rename(file, aside(file)).unwrap()),
    ("removed", |file| {
        fs::hard_link(file, aside(file)).unwrap();
        fs::remove_file(file).unwrap();
    }),
    ("replaced by a copy", |file| {
        fs::rename(file, aside(file)).unwrap();
        fs::copy(aside(file), file).unwrap();
    }),
    ("replaced by an empty file", |file| {
        fs::rename(file, aside(file)).unwrap();
        fs::write(file, b"").unwrap();
    }),
];

fn aside(file: &Path) -> PathBuf {
    file.with_extension("aside")
}

#[test]
fn nothing_is_acknowledged_into_a_file_that_is_no_longer_there() {
    for (what, deed) in DEEDS {
        let place = Arc::new(Place::make());
        let Some(file) = place.database.file() else { return };
        wait(place.store(1)).unwrap();
        deed(&file);

        let told = wait(async {
            let stored = (2..40).map(|number| {
                let place = Arc::clone(&place);
                tokio::spawn(async move { place.store(number).await })
            });
            futures_util::future::join_all(stored).await
        });
        for answer in told {
            assert_eq!(answer.unwrap(), Err(DbError::Replaced), "{what}");
        }

        fs::rename(aside(&file), &file).unwrap();
        wait(place.store(50)).unwrap();
        let stored = place.stored();
        assert_eq!((stored.get(&1), stored.get(&50)), (Some(&1), Some(&1)), "{what}");
    }
}

#[test]
fn a_log_that_was_removed_is_noticed_and_what_was_told_before_is_kept() {
    let place = Place::make();
    let Some(file) = place.database.file() else { return };
    wait(place.store(1)).unwrap();
    wait(place.db.checkpoint()).unwrap();
    wait(place.store(2)).unwrap();
    let log = file.with_extension("sqlite-wal");
    fs::remove_file(&log).unwrap();
    assert_eq!(wait(place.store(3)), Err(DbError::Replaced));
}

#[test]
fn a_database_that_is_closed_and_opened_again_has_all_it_told_of() {
    let place = Place::make();
    for number in 0..20 {
        wait(place.store(number)).unwrap();
    }
    let Place { db, database, .. } = place;
    drop(db);
    assert_eq!(stored_in(&reopened(&database)).len(), 20);
}

/// The thread that writes lets go of the file a moment after the last user.
fn reopened(database: &TestDatabase) -> ineedtotalk::db::Db {
    for _ in 0..500 {
        match ineedtotalk::db::Db::connect(&database.settings()) {
            Ok(db) => return db,
            Err(DbError::InUse(_)) => std::thread::sleep(std::time::Duration::from_millis(10)),
            Err(error) => panic!("{error}"),
        }
    }
    panic!("the file is still locked");
}
