//! On a page of its file SQLite puts each new row before the last, so that small rows lie in the order
//! in which they came, whatever they are sorted by.

use diesel::connection::SimpleConnection;

use super::{DbConnection, DbError};

/// Drafts are remembered as they are sent. The same rows, in the order of their hashes.
const REWRITE_DRAFTS: &str = "CREATE TEMPORARY TABLE kept_drafts AS SELECT * FROM sent_drafts; \
     DELETE FROM sent_drafts; \
     INSERT INTO sent_drafts SELECT * FROM kept_drafts ORDER BY draft_hash; \
     DROP TABLE kept_drafts";

/// So are replies, in the order of their ids.
const REWRITE_REPLIES: &str = "CREATE TEMPORARY TABLE kept_replies AS SELECT * FROM replies; \
     DELETE FROM replies; \
     INSERT INTO replies SELECT * FROM kept_replies ORDER BY id; \
     DROP TABLE kept_replies";

/// And what they belong to, of the last two days on which one began: each day's has been written in this order before.
/// Nobody can tell whose slip it is of; but who saw in which order pupils came would know which of them came back.
const REWRITE_THREADS: &str = "CREATE TEMPORARY TABLE kept_threads AS SELECT * FROM threads \
         WHERE day >= (SELECT max(day) FROM threads) - 1; \
     PRAGMA defer_foreign_keys = ON; \
     DELETE FROM threads WHERE id IN (SELECT id FROM kept_threads); \
     INSERT INTO threads SELECT * FROM kept_threads ORDER BY id; \
     DROP TABLE kept_threads";

/// Makes pages tell no order; all that is stored stays.
pub(super) fn forget(connection: &mut DbConnection) -> Result<(), DbError> {
    let DbConnection::Sqlite(connection) = connection else { return Ok(()) };
    connection.immediate_transaction(|connection| {
        connection.batch_execute(REWRITE_DRAFTS)?;
        connection.batch_execute(REWRITE_THREADS)?;
        Ok(connection.batch_execute(REWRITE_REPLIES)?)
    })
}
