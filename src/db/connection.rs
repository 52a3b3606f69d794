//! One connection type over the two databases the service runs on.

use diesel::prelude::*;

/// A connection to either database. It is opened in `sqlite.rs` or `postgres.rs`, by the scheme of
/// the URL: Diesel's own `establish` would fall back to a SQLite file without a word.
#[derive(diesel::MultiConnection)]
pub enum DbConnection {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

/// Runs the same Diesel statement on whichever database is behind the connection.
///
/// Diesel has no `ON CONFLICT` and no multi-row insert over a `MultiConnection`; both databases
/// have them, so those few statements go through here.
#[macro_export]
macro_rules! on_each_database {
    ($connection:expr, |$inner:ident| $statement:expr) => {
        match $connection {
            $crate::db::DbConnection::Sqlite($inner) => $statement,
            $crate::db::DbConnection::Postgres($inner) => $statement,
        }
    };
}
