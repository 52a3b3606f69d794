//! PostgreSQL keeps with each row the number of the transaction that wrote it, and numbers only grow:
//! also in rows that are deleted, until their room is used again. Read from the files, they would
//! tell in which order slips came, and between which acts of staff.

use diesel::connection::SimpleConnection;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;

use super::postgres_pool::PostgresPool;
use super::{DbConnection, DbError};

/// Senders wait behind whoever waits for a table: better to leave it to the next slot.
const WAIT: &str = "SET LOCAL lock_timeout = '300ms'";

/// The intake has held slips and is empty: with the table, its indexes and its long values become
/// new files, and the old ones are gone.
const INTAKE_IS_LEFT: &str = "pg_relation_size('intake') > 0 AND NOT EXISTS (SELECT FROM intake)";
/// Looked at again once nobody else can add to it.
const CLEAR_INTAKE: &str = "LOCK TABLE intake IN ACCESS EXCLUSIVE MODE; \
     DO $$ BEGIN IF NOT EXISTS (SELECT FROM intake) THEN TRUNCATE intake; END IF; END $$";

/// Drafts are remembered as they are sent, each in its slip's transaction.
const DRAFTS_TELL: &str = "(SELECT count(DISTINCT xmin::text) > 1 FROM sent_drafts)";
/// The same rows, written by one transaction in the order of their hashes. Whoever remembers one at
/// the same time meets the unique key as ever.
const REWRITE_DRAFTS: &str = "LOCK TABLE sent_drafts IN ACCESS EXCLUSIVE MODE; \
     CREATE TEMPORARY TABLE kept_drafts ON COMMIT DROP AS SELECT * FROM sent_drafts; \
     TRUNCATE sent_drafts; \
     INSERT INTO sent_drafts SELECT * FROM kept_drafts ORDER BY draft_hash";

/// A row is written with its slip and again with each reply, and a reply beside the act that says so.
const REPLIES_TELL: &str = "(SELECT count(DISTINCT xmin::text) > 1 FROM replies)";
/// The same as with drafts.
const REWRITE_REPLIES: &str = "LOCK TABLE replies IN ACCESS EXCLUSIVE MODE; \
     CREATE TEMPORARY TABLE kept_replies ON COMMIT DROP AS SELECT * FROM replies; \
     TRUNCATE replies; \
     INSERT INTO replies SELECT * FROM kept_replies ORDER BY id";
const THREADS_TELL: &str = "(SELECT count(DISTINCT xmin::text) > 1 FROM threads)";
/// There is one for every slip, so they are written anew without keeping anybody from them,
const REWRITE_THREADS: &str = "UPDATE threads SET used_on = used_on";
/// and then laid into new files in the order of their ids: in the old ones, and in those of its indexes, they lie as
/// they came. Above this size, some hundred thousand, a Send would wait for it for too long.
const THREADS_LIE_AS_THEY_CAME: &str = "(SELECT pg_relation_size('threads') < 100000000 AND EXISTS ( \
     SELECT FROM (SELECT id, lag(id) OVER (ORDER BY ctid) AS before FROM threads) AS placed \
     WHERE id < before))";
const SORT_THREADS: &str = "CLUSTER threads USING threads_pkey";

/// What was mailed is deleted, and what was written anew left behind, and rarely enough that PostgreSQL itself would not clear it away.
const CLEAR: [&str; 2] = ["VACUUM outbox", "VACUUM threads"];

/// Makes rows and files tell no order; all that is stored stays.
pub(super) fn forget(pool: &PostgresPool) -> Result<(), DbError> {
    let mut pooled = pool.get()?;
    let DbConnection::Postgres(connection) = &mut pooled.connection else {
        return Err(DbError::Closed);
    };
    forget_when(connection, INTAKE_IS_LEFT, CLEAR_INTAKE)?;
    forget_when(connection, DRAFTS_TELL, REWRITE_DRAFTS)?;
    forget_when(connection, REPLIES_TELL, REWRITE_REPLIES)?;
    forget_when(connection, THREADS_TELL, REWRITE_THREADS)?;
    forget_when(connection, THREADS_LIE_AS_THEY_CAME, SORT_THREADS)?;
    for clear in CLEAR {
        connection.batch_execute(clear)?;
    }
    Ok(())
}

fn forget_when(
    connection: &mut PgConnection,
    condition: &str,
    statements: &str,
) -> Result<(), DbError> {
    if !diesel::select(sql::<Bool>(condition)).get_result(connection)? {
        return Ok(());
    }
    // What is asked after the lock has to see what was committed before it.
    connection.build_transaction().read_committed().run(|connection| {
        connection.batch_execute(WAIT)?;
        Ok(connection.batch_execute(statements)?)
    })
}
