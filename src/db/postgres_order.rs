//! PostgreSQL keeps with each row the number of the transaction that wrote it, and numbers only grow:
//! also in rows that are deleted, until their room is used again. Read from the files, they would
//! tell in which order slips came, and between which acts of staff.

use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;

use super::postgres_pool::PostgresPool;
use super::postgres_rewrite::wait_for_others;
use super::{DbConnection, DbError};

/// Rows that somebody may still see as they were are laid anew with the others. A request takes less, a backup more:
/// then the next slot does it.
const OTHERS_WAIT_MAX: Duration = Duration::from_secs(5);

/// Senders wait behind whoever waits for a table: better to leave it to the next slot.
const WAIT: &str = "SET LOCAL lock_timeout = '300ms'";

/// The intake has held slips and is empty. Laid anew, with its indexes and long values, it becomes new files, and the
/// old ones are gone. TRUNCATE would do the same and take from a backup, or whoever else sees an earlier moment, slips
/// that are not yet among the others for them.
const INTAKE_IS_LEFT: &str = "pg_relation_size('intake') > 0 AND NOT EXISTS (SELECT FROM intake)";
const CLEAR_INTAKE: &str = "CLUSTER intake USING intake_pkey";

/// What was mailed is deleted, rarely enough that PostgreSQL itself would not clear it away.
const CLEAR: &str = "VACUUM outbox";

/// Rows that are written as pupils come: in the order of their places and of their transactions.
struct Written {
    table: &'static str,
    key: &'static str,
}

const WRITTEN: [Written; 3] = [
    // Each in its slip's transaction.
    Written { table: "sent_drafts", key: "draft_hash" },
    // Each beside the act that says so.
    Written { table: "replies", key: "id" },
    // With its slip, and again with each reply.
    Written { table: "threads", key: "id" },
];

/// Above this, some hundred thousand threads, a Send would wait for it for too long: they are left as they came.
const BYTES_MAX: u32 = 100_000_000;

/// Makes rows and files tell no order; all that is stored stays.
pub(super) fn forget(pool: &PostgresPool) -> Result<(), DbError> {
    let mut pooled = pool.get()?;
    let DbConnection::Postgres(connection) = &mut pooled.connection else {
        return Err(DbError::Closed);
    };
    if holds(connection, INTAKE_IS_LEFT)? {
        wait_for_others(connection, OTHERS_WAIT_MAX)?;
        soon(connection, CLEAR_INTAKE)?;
    }
    for written in &WRITTEN {
        written.forget(connection)?;
    }
    Ok(connection.batch_execute(CLEAR)?)
}

impl Written {
    /// The same rows, written by one transaction, and then laid into new files by their keys: in the old ones, and in
    /// those of their indexes, they lie as they came.
    fn forget(&self, connection: &mut PgConnection) -> Result<(), DbError> {
        let Self { table, .. } = self;
        let is_small = format!("pg_relation_size('{table}') < {BYTES_MAX}");
        if !holds(connection, &is_small)? {
            return Ok(());
        }
        if holds(connection, &self.tells_by_numbers())?
            || holds(connection, &self.tells_by_places())?
        {
            // Before, so that it is all as it was where somebody is in the way: the next slot does it.
            wait_for_others(connection, OTHERS_WAIT_MAX)?;
            soon(connection, &format!("UPDATE {table} SET day = day"))?;
            wait_for_others(connection, OTHERS_WAIT_MAX)?;
            soon(connection, &format!("CLUSTER {table} USING {table}_pkey"))?;
            // What somebody who had just come could still see of what was written anew.
            connection.batch_execute(&format!("VACUUM {table}"))?;
        }
        Ok(())
    }

    /// Whether rows were written by several transactions, or locked by one (a message locks its thread), or by one that
    /// wrote an act as well, beside which a slip's id stands.
    fn tells_by_numbers(&self) -> String {
        let Self { table, .. } = self;
        format!(
            "(SELECT count(DISTINCT xmin::text) > 1 OR coalesce(bool_or(xmax::text <> '0'), false) OR \
             EXISTS (SELECT FROM {table} AS one JOIN slip_acts AS act ON act.xmin = one.xmin) FROM {table})"
        )
    }

    /// Whether rows lie otherwise than by their keys.
    fn tells_by_places(&self) -> String {
        let Self { table, key } = self;
        format!(
            "EXISTS (SELECT FROM (SELECT {key}, lag({key}) OVER (ORDER BY ctid) AS before \
             FROM {table}) AS placed WHERE {key} < before)"
        )
    }
}

fn holds(connection: &mut PgConnection, condition: &str) -> Result<bool, DbError> {
    Ok(diesel::select(sql::<Bool>(condition)).get_result(connection)?)
}

fn soon(connection: &mut PgConnection, statement: &str) -> Result<(), DbError> {
    connection.build_transaction().read_committed().run(|connection| {
        connection.batch_execute(WAIT)?;
        Ok(connection.batch_execute(statement)?)
    })
}
