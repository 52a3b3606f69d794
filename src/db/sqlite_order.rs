//! On a page of its file SQLite puts each new row before the last, so that small rows lie in the order
//! in which they came, whatever they are sorted by.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;

use super::{DbConnection, DbError};
use crate::domain::Day;

/// Rows that are written anew at once: meanwhile they are in memory, also in a rush with thousands of them.
const ROWS_AT_ONCE: usize = 500;

/// A table whose rows are written anew, the same in the order of their keys.
struct Rewritten {
    table: &'static str,
    key: &'static str,
    /// What comes before every key.
    before_all: &'static str,
}

/// Drafts are remembered as they are sent.
const DRAFTS: Rewritten = Rewritten { table: "sent_drafts", key: "draft_hash", before_all: "x''" };
const REPLIES: Rewritten = Rewritten { table: "replies", key: "id", before_all: "''" };
/// What replies belong to. Nobody can tell whose slip it is of; but who saw in which order pupils came would know which
/// of them came back.
const THREADS: Rewritten = Rewritten { table: "threads", key: "id", before_all: "''" };

/// Makes pages tell no order; all that is stored stays.
pub(super) fn forget(connection: &mut DbConnection, today: Day) -> Result<(), DbError> {
    let DbConnection::Sqlite(connection) = connection else { return Ok(()) };
    connection.immediate_transaction(|connection| {
        rewrite(connection, &DRAFTS, i32::MIN)?;
        rewrite(connection, &REPLIES, i32::MIN)?;
        // There is one for every slip: those that began since yesterday, by whatever clock. Each was once among them.
        rewrite(connection, &THREADS, today.0 - 1)
    })
}

/// Of this day and later ones.
fn rewrite(
    connection: &mut SqliteConnection,
    Rewritten { table, key, before_all }: &Rewritten,
    since: i32,
) -> Result<(), DbError> {
    // What refers to a row finds it again by the end of the transaction.
    connection.batch_execute(&format!(
        "PRAGMA defer_foreign_keys = ON; \
         CREATE TEMPORARY TABLE reached AS SELECT {before_all} AS last; \
         CREATE TEMPORARY TABLE kept AS SELECT * FROM {table} LIMIT 0"
    ))?;
    let take = format!(
        "INSERT INTO kept SELECT * FROM {table} \
         WHERE {key} > (SELECT last FROM reached) AND day >= {since} \
         ORDER BY {key} LIMIT {ROWS_AT_ONCE}"
    );
    let put_back = format!(
        "DELETE FROM {table} WHERE {key} IN (SELECT {key} FROM kept); \
         INSERT INTO {table} SELECT * FROM kept ORDER BY {key}; \
         UPDATE reached SET last = (SELECT max({key}) FROM kept); \
         DELETE FROM kept"
    );
    while diesel::sql_query(&take).execute(connection)? > 0 {
        connection.batch_execute(&put_back)?;
    }
    Ok(connection.batch_execute("DROP TABLE kept; DROP TABLE reached")?)
}
