//! The schema of a database that is new, current, or opened twice.

use ineedtotalk::db::{Db, DbError};

use crate::harness::{TestDatabase, is_postgres, wait};

#[test]
fn a_new_database_tells_what_is_pending_until_it_is_migrated() {
    let database = TestDatabase::create_empty();
    let db = database.connect();
    let pending = wait(db.pending_migrations()).unwrap();
    assert!(!pending.is_empty());
    assert_eq!(wait(db.pending_migrations()).unwrap(), pending, "asking changes nothing");
    assert_eq!(wait(db.migrate()).unwrap().len(), pending.len());
    assert_eq!(wait(db.pending_migrations()).unwrap(), Vec::<String>::new());
    assert_eq!(wait(db.migrate()).unwrap(), Vec::<String>::new());
}

#[test]
fn two_instances_that_migrate_at_once_do_it_once() {
    if !is_postgres() {
        return;
    }
    let database = TestDatabase::create_empty();
    let (one, other) = (database.connect(), database.connect());
    let pending = wait(one.pending_migrations()).unwrap();
    let (ran, also_ran) = wait(async { tokio::join!(one.migrate(), other.migrate()) });
    let all = ran.unwrap().len() + also_ran.unwrap().len();
    assert_eq!(all, pending.len(), "each runs in one of them");
}

#[test]
fn a_second_process_is_kept_out_of_a_file_and_let_in_to_a_server() {
    let database = TestDatabase::create();
    let first = database.connect();
    let second = Db::connect(&database.settings());
    if is_postgres() {
        assert!(second.is_ok());
        return;
    }
    assert!(matches!(second, Err(DbError::InUse(_))));
    // To look is allowed: `doctor` does, beside the running service.
    let looking = Db::connect_to_read(&database.settings()).unwrap();
    assert!(wait(looking.pending_migrations()).unwrap().is_empty());
    assert_eq!(wait(looking.migrate()), Err(DbError::ReadOnly));
    drop((first, looking));
    assert!(Db::connect(&database.settings()).is_ok());
}
