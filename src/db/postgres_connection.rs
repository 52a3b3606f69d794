//! One connection to PostgreSQL: its limits, what its server must promise, and who else is connected.

use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};

use super::{DbConnection, DbError};

/// How long to look for the server before a request is answered that it is away.
pub(super) const CONNECT_SECONDS_MAX: u64 = 3;

/// Bounds on every statement, so that a stuck one never holds a pupil's request.
const SESSION_LIMITS: &str = "SET statement_timeout = '10s'; SET lock_timeout = '3s'; \
                              SET idle_in_transaction_session_timeout = '30s'";

/// Every connection shares this lock, and a restore wants it alone: neither begins beside the other.
/// Any number, so long as nothing else in the database locks the same.
const IN_USE_LOCK: i64 = 0x1_4E33_D271;

/// How often, and how long apart, to ask whether those who are in the way are gone. The server takes a
/// moment to see that a connection has ended.
const WAY_TRIES: u32 = 10;
const WAY_PAUSE: Duration = Duration::from_millis(200);

/// Opens a connection beside others, unless a restore is under way.
pub(super) fn open(url: &str) -> Result<DbConnection, DbError> {
    open_soon(url, "pg_try_advisory_lock_shared", &DbError::BeingRestored)
}

/// Opens a connection that keeps every other away for as long as it is open.
pub(super) fn open_alone(url: &str) -> Result<DbConnection, DbError> {
    open_soon(url, "pg_try_advisory_lock", &DbError::InUseElsewhere)
}

/// Waiting for the lock in the server instead would keep out those who only share it.
fn open_soon(url: &str, lock: &str, in_the_way: &DbError) -> Result<DbConnection, DbError> {
    for _ in 0..WAY_TRIES {
        match open_locking(url, lock, in_the_way) {
            Err(refused) if refused == *in_the_way => std::thread::sleep(WAY_PAUSE),
            outcome => return outcome,
        }
    }
    open_locking(url, lock, in_the_way)
}

/// Refuses a server that would acknowledge what is not on its disk, too.
fn open_locking(url: &str, lock: &str, in_the_way: &DbError) -> Result<DbConnection, DbError> {
    let mut connection =
        PgConnection::establish(&with_time_limit(url)).map_err(|_| DbError::Unreachable)?;
    connection.batch_execute(SESSION_LIMITS)?;
    for (name, expected, refused) in [("fsync", "on", "off"), ("synchronous_commit", "on", "off")] {
        let found: String = sql::<Text>(&format!("SHOW {name}")).get_result(&mut connection)?;
        if found == refused {
            return Err(DbError::Setting { name, expected, found });
        }
    }
    let is_locked: bool = diesel::select(sql::<Bool>(&format!("{lock}({IN_USE_LOCK})")))
        .get_result(&mut connection)?;
    if !is_locked {
        return Err(in_the_way.clone());
    }
    Ok(DbConnection::Postgres(connection))
}

/// libpq would wait for a silent server for minutes.
fn with_time_limit(url: &str) -> String {
    if url.contains("connect_timeout=") {
        return url.to_owned();
    }
    let joint = if url.contains('?') { '&' } else { '?' };
    format!("{url}{joint}connect_timeout={CONNECT_SECONDS_MAX}")
}
