//! The schema of a real database, in words that are the same for both kinds.

use std::collections::BTreeMap;

use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};
use diesel::{Connection, PgConnection, SqliteConnection};
use ineedtotalk::db::DbConnection;

use crate::harness::TestDatabase;

/// Diesel's own table, which is not the service's.
const MIGRATIONS: &str = "__diesel_schema_migrations";

/// Each table with its columns, in the order of their names: "name type", with "?" for one that
/// may be empty; and its unique keys, "(a, b)".
pub type Schema = BTreeMap<String, Vec<String>>;

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    column_name: String,
    #[diesel(sql_type = Text)]
    data_type: String,
    #[diesel(sql_type = Bool)]
    may_be_empty: bool,
}

#[derive(QueryableByName)]
struct UniqueKey {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    key_columns: String,
}

const SQLITE_COLUMNS: &str = "SELECT t.name AS table_name, c.name AS column_name, \
     lower(c.type) AS data_type, c.\"notnull\" = 0 AS may_be_empty \
     FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table'";
const SQLITE_KEYS: &str = "SELECT t.name AS table_name, \
     (SELECT group_concat(c.name, ', ') FROM pragma_index_info(k.name) c) AS key_columns \
     FROM sqlite_master t JOIN pragma_index_list(t.name) k \
     WHERE t.type = 'table' AND k.\"unique\" = 1";
const POSTGRES_COLUMNS: &str = "SELECT table_name::text, column_name::text, data_type::text, \
     is_nullable = 'YES' AS may_be_empty \
     FROM information_schema.columns WHERE table_schema = 'public'";
const POSTGRES_KEYS: &str = "SELECT t.relname::text AS table_name, \
     (SELECT string_agg(a.attname, ', ' ORDER BY p.place) \
      FROM unnest(i.indkey) WITH ORDINALITY AS p (number, place) \
      JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = p.number) AS key_columns \
     FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid \
     JOIN pg_namespace n ON n.oid = t.relnamespace \
     WHERE i.indisunique AND n.nspname = 'public'";

/// A connection of the test's own.
pub fn connect(database: &TestDatabase) -> DbConnection {
    match database.file() {
        Some(file) => {
            DbConnection::Sqlite(SqliteConnection::establish(&file.display().to_string()).unwrap())
        }
        None => DbConnection::Postgres(PgConnection::establish(&database.url()).unwrap()),
    }
}

pub fn read(connection: &mut DbConnection) -> Schema {
    let (columns, keys) = match connection {
        DbConnection::Sqlite(_) => (SQLITE_COLUMNS, SQLITE_KEYS),
        DbConnection::Postgres(_) => (POSTGRES_COLUMNS, POSTGRES_KEYS),
    };
    let columns: Vec<Column> = diesel::sql_query(columns).load(connection).unwrap();
    let keys: Vec<UniqueKey> = diesel::sql_query(keys).load(connection).unwrap();
    let mut schema = Schema::new();
    for column in columns.iter().filter(|column| column.table_name != MIGRATIONS) {
        let mark = if column.may_be_empty { "?" } else { "" };
        let kind = kind_of(&column.data_type);
        let line = format!("{} {kind}{mark}", column.column_name);
        schema.entry(column.table_name.clone()).or_default().push(line);
    }
    for key in keys.iter().filter(|key| key.table_name != MIGRATIONS) {
        let line = format!("({})", key.key_columns);
        schema.entry(key.table_name.clone()).or_default().push(line);
    }
    for lines in schema.values_mut() {
        lines.sort();
        lines.dedup();
    }
    schema
}

fn kind_of(data_type: &str) -> &str {
    match data_type {
        "integer" | "bigint" => "number",
        "blob" | "bytea" => "bytes",
        other => other,
    }
}
