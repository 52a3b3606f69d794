//! PostgreSQL leaves the bytes of a deleted row in its file, also after a plain VACUUM, until another
//! row happens to take the place. Only writing the table anew takes them out.

use std::thread;
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable};

use super::{DbConnection, DbError, postgres_connection};

/// Where an envelope, an act, a note or a reply has been. A slip that has moved on has left its bytes in the intake. A
/// reader's sheet is not among them: it has the key of an envelope, for one who could open that without it.
const TABLES: [&str; 6] =
    ["slips", "slip_acts", "unfinished_notes", "intake", "replies", "threads"];

/// Enough for far more slips than a school has; without a bound a stuck disk would hold every Send.
const LIMITS: &str = "SET statement_timeout = '60s'";

/// How long to wait for transactions that may still see what was deleted: ours are bounded by less.
const OTHERS_WAIT_MAX: Duration = Duration::from_secs(40);
const OTHERS_PAUSE: Duration = Duration::from_millis(100);

/// Transactions in this database that began before now. Rows that one of them may still see would
/// be written anew with the others. When a session of another role began its own, this one may not know.
const OTHERS: &str = "(SELECT count(*) FROM pg_stat_activity \
     WHERE datname = current_database() AND pid <> pg_backend_pid() \
     AND backend_xmin IS NOT NULL AND backend_type = 'client backend' \
     AND coalesce(xact_start, to_timestamp(0)) < ";

/// Writes the tables anew, each under a lock of its own. Sends wait meanwhile: one that would wait for
/// more than three seconds keeps its words and can be pressed again.
pub(super) fn rewrite_slips(url: &str) -> Result<(), DbError> {
    let mut connection = postgres_connection::open(url)?;
    let DbConnection::Postgres(inner) = &mut connection else { return Err(DbError::Closed) };
    inner.batch_execute(LIMITS)?;
    wait_for_others(inner, OTHERS_WAIT_MAX)?;
    for table in TABLES {
        let before = file_of(inner, table)?;
        // Each by itself: VACUUM refuses to run within a transaction.
        inner.batch_execute(&format!("VACUUM (FULL) {table}"))?;
        if file_of(inner, table)? == before {
            // It only warns where the table is another role's, and has done nothing.
            let (name, expected) = ("owner of the tables", "the service's role");
            return Err(DbError::Setting { name, expected, found: "another role".to_owned() });
        }
    }
    Ok(())
}

/// The number of the file in which a table lies.
fn file_of(connection: &mut PgConnection, table: &str) -> Result<Option<i64>, DbError> {
    let question = format!("pg_relation_filenode('{table}')::int8");
    Ok(diesel::select(sql::<Nullable<BigInt>>(&question)).get_result(connection)?)
}

/// Waits until every transaction that began before now has ended; `Busy` when that takes longer than this.
pub(super) fn wait_for_others(
    connection: &mut PgConnection,
    most: Duration,
) -> Result<(), DbError> {
    let began = Instant::now();
    let now: f64 = diesel::select(sql::<diesel::sql_types::Double>(
        "extract(epoch FROM clock_timestamp())::float8",
    ))
    .get_result(connection)?;
    let question = format!("{OTHERS} to_timestamp({now}))");
    while began.elapsed() < most {
        let others: i64 = diesel::select(sql::<BigInt>(&question)).get_result(connection)?;
        if others == 0 {
            return Ok(());
        }
        thread::sleep(OTHERS_PAUSE);
    }
    Err(DbError::Busy)
}
