//! The migrations of the two databases are twins, and lead there and back.

use std::path::Path;

use diesel::connection::SimpleConnection;
use ineedtotalk::db::revert_migrations;

use super::columns::allowed;
use super::schema::{self, Schema};
use crate::harness::{TestDatabase, wait};

fn folders(kind: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(kind);
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn both_databases_have_the_same_migrations_with_a_way_there_and_back() {
    assert_eq!(folders("sqlite"), folders("postgres"));
    for kind in ["sqlite", "postgres"] {
        for name in folders(kind) {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(kind);
            assert!(folder.join(&name).join("up.sql").exists(), "{kind}/{name}");
            assert!(folder.join(&name).join("down.sql").exists(), "{kind}/{name}");
        }
    }
}

/// Run on each kind, this compares the two: both are held to one list.
#[test]
fn this_database_has_the_tables_columns_and_keys_of_the_other() {
    let database = TestDatabase::create();
    assert_eq!(differences(&schema::read(&mut schema::connect(&database))), Vec::<String>::new());
}

#[test]
fn up_then_down_leaves_nothing_and_up_again_is_as_before() {
    let database = TestDatabase::create_empty();
    let migrate = || {
        let db = database.connect();
        wait(db.migrate()).unwrap();
    };
    migrate();
    let mut connection = schema::connect(&database);
    let first = schema::read(&mut connection);
    assert!(!first.is_empty());
    revert_migrations(&mut connection).unwrap();
    assert_eq!(schema::read(&mut connection), Schema::new());
    drop(connection);
    migrate();
    assert_eq!(schema::read(&mut schema::connect(&database)), first);
}

#[test]
fn a_table_a_column_an_empty_value_and_a_key_that_differ_are_found() {
    let planted = [
        ("CREATE TABLE visits (id TEXT NOT NULL)", "visits"),
        ("ALTER TABLE slips ADD COLUMN colour TEXT", "slips"),
        ("ALTER TABLE outbox ADD COLUMN priority INTEGER NOT NULL DEFAULT 0", "outbox"),
        ("CREATE UNIQUE INDEX one_a_day ON slips (school_id, day)", "slips"),
        ("DROP TABLE slip_indexes", "slip_indexes"),
        ("ALTER TABLE schools RENAME COLUMN name TO title", "schools"),
    ];
    for (statement, table) in planted {
        let database = TestDatabase::create();
        let mut connection = schema::connect(&database);
        connection.batch_execute(statement).unwrap();
        let found = differences(&schema::read(&mut connection));
        assert!(found.iter().all(|line| line.starts_with(table)), "{found:?}");
        assert!(!found.is_empty(), "{statement}");
    }
}

fn differences(found: &Schema) -> Vec<String> {
    let allowed = allowed();
    let empty = Vec::new();
    let tables: std::collections::BTreeSet<_> = found.keys().chain(allowed.keys()).collect();
    let mut lines = Vec::new();
    for table in tables {
        let here = found.get(table).unwrap_or(&empty);
        let there = allowed.get(table).unwrap_or(&empty);
        for line in here.iter().filter(|line| !there.contains(line)) {
            lines.push(format!("{table}: {line} is not allowed"));
        }
        for line in there.iter().filter(|line| !here.contains(line)) {
            lines.push(format!("{table}: {line} is missing"));
        }
    }
    lines
}
