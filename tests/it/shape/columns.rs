//! Everything the service can remember, by name. A new column is added here, and thought about.

use diesel::connection::SimpleConnection;

use super::schema::{self, Schema};
use crate::harness::TestDatabase;

/// Every table, column and unique key there is.
const ALLOWED: &str = include_str!("columns.txt");

/// Tables whose rows a pupil made.
const PUPILS: &[&str] = &[
    "intake",
    "slips",
    "slip_acts",
    "unfinished_notes",
    "tombstones",
    "sent_drafts",
    "threads",
    "replies",
];

/// Parts of names that would tell who or where somebody is, or what they hold in their hands. A
/// reader's `email` is where their notices go.
const NEVER: &[&str] = &[
    "ip",
    "addr",
    "address",
    "agent",
    "browser",
    "device",
    "machine",
    "phone",
    "referer",
    "referrer",
    "cookie",
    "fingerprint",
    "network",
    "location",
    "latitude",
    "longitude",
    "mac",
    "hostname",
    "language",
    "screen",
    "pupil",
    "child",
    "age",
    "gender",
    "class",
];

/// Parts of names that would tell a pupil's hour.
const TIMES: &[&str] = &["at", "time", "hour", "minute", "second", "until", "created", "slot"];

pub fn allowed() -> Schema {
    let mut schema = Schema::new();
    for line in ALLOWED.lines().filter(|line| !line.is_empty()) {
        let (table, rest) = line.split_once(": ").unwrap();
        schema.entry(table.to_owned()).or_default().push(rest.to_owned());
    }
    for lines in schema.values_mut() {
        lines.sort();
    }
    schema
}

#[test]
fn no_column_tells_who_a_pupil_is_or_when_they_wrote() {
    let database = TestDatabase::create();
    let schema = schema::read(&mut schema::connect(&database));
    for table in PUPILS {
        assert!(schema.contains_key(*table), "{table}");
    }
    assert_eq!(telling(&schema), Vec::<String>::new());
}

#[test]
fn a_column_that_would_tell_is_found() {
    for (table, column) in [
        ("audit_log", "ip"),
        ("sessions", "user_agent"),
        ("slips", "client_address"),
        ("slips", "created_at"),
        ("sent_drafts", "hour"),
        ("intake", "device_id"),
        ("slip_acts", "read_at"),
    ] {
        let database = TestDatabase::create();
        let mut connection = schema::connect(&database);
        let statement = format!("ALTER TABLE {table} ADD COLUMN {column} TEXT");
        connection.batch_execute(&statement).unwrap();
        let found = telling(&schema::read(&mut connection));
        assert_eq!(found, [format!("{table}.{column}")]);
    }
}

fn telling(schema: &Schema) -> Vec<String> {
    let mut found = Vec::new();
    for (table, lines) in schema {
        for line in lines.iter().filter(|line| !line.starts_with('(')) {
            let column = line.split(' ').next().unwrap_or_default();
            let parts: Vec<_> = column.split('_').collect();
            let has_any = |names: &[&str]| parts.iter().any(|part| names.contains(part));
            let is_pupils = PUPILS.contains(&table.as_str());
            if has_any(NEVER) || (is_pupils && has_any(TIMES)) {
                found.push(format!("{table}.{column}"));
            }
        }
    }
    found
}
