//! On a page of its file SQLite puts each new row before the last, so that small rows lie in the order
//! in which they came, whatever they are sorted by.

use diesel::connection::SimpleConnection;

use super::{DbConnection, DbError};

/// Drafts are remembered as they are sent. The same rows, in the order of their hashes.
const REWRITE_DRAFTS: &str = "CREATE TEMPORARY TABLE kept_drafts AS SELECT * FROM sent_drafts; \
     DELETE FROM sent_drafts; \
     INSERT INTO sent_drafts SELECT * FROM kept_drafts ORDER BY draft_hash; \
     DROP TABLE kept_drafts";

/// So are replies, in the order of their ids. What they belong to is one row for every slip, of which
/// nobody can tell which slip's it is: they are left as they lie.
const REWRITE_REPLIES: &str = "CREATE TEMPORARY TABLE kept_replies AS SELECT * FROM replies; \
     DELETE FROM replies; \
     INSERT INTO replies SELECT * FROM kept_replies ORDER BY id; \
     DROP TABLE kept_replies";

/// Makes pages tell no order; all that is stored stays.
pub(super) fn forget(connection: &mut DbConnection) -> Result<(), DbError> {
    let DbConnection::Sqlite(connection) = connection else { return Ok(()) };
    connection.immediate_transaction(|connection| {
        connection.batch_execute(REWRITE_DRAFTS)?;
        Ok(connection.batch_execute(REWRITE_REPLIES)?)
    })
}
