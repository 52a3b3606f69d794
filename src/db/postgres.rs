//! PostgreSQL: a pool of connections, transactions that end as if each had run alone, and one that
//! lost a race run again.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use diesel::connection::{
    AnsiTransactionManager, InstrumentationEvent, SimpleConnection, TransactionManager,
};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::r2d2::{ManageConnection, NopErrorHandler, Pool, R2D2Connection};
use diesel::result::{DatabaseErrorKind, Error as DieselError};
use diesel::sql_types::{Bool, Text};

use super::school::Scope;
use super::{DbConnection, DbError, QueryFailure, Writer};
use crate::crypto::random;

/// How often a change that lost a race is made again before the caller is told to come back.
const ATTEMPTS_MAX: u32 = 10;
/// How long to look for the server before a request is answered that it is away.
const CONNECT_SECONDS_MAX: u64 = 3;

/// Bounds on every statement, so that a stuck one never holds a pupil's request.
const SESSION_LIMITS: &str = "SET statement_timeout = '10s'; SET lock_timeout = '3s'; \
                              SET idle_in_transaction_session_timeout = '30s'";

/// Every connection shares this lock, and a restore wants it alone: neither begins beside the other.
/// Any number, so long as nothing else in the database locks the same.
const IN_USE_LOCK: i64 = 0x1_4E33_D271;

/// How often, and how long apart, a restore asks whether it is alone.
const ALONE_TRIES: u32 = 10;
const ALONE_PAUSE: Duration = Duration::from_millis(200);

/// A connection of the pool.
pub(super) struct Pooled {
    pub(super) connection: DbConnection,
    /// Raised when a statement met a serialization failure, whatever the caller made of the error.
    lost_a_race: Arc<AtomicBool>,
}

/// Opens connections and tells broken ones.
pub(super) struct Manager {
    url: String,
}

/// The connections of one instance.
pub(super) type PostgresPool = Pool<Manager>;

/// Opens the pool, and one connection now, so that a wrong address is told at the start.
pub(super) fn open_pool(url: &str, connections_max: u32) -> Result<PostgresPool, DbError> {
    let manager = Manager { url: url.to_owned() };
    drop(manager.connect().map_err(DbError::from)?);
    Ok(Pool::builder()
        .max_size(connections_max.max(1))
        .min_idle(Some(0))
        .connection_timeout(Duration::from_secs(CONNECT_SECONDS_MAX))
        .test_on_check_out(true)
        .error_handler(Box::new(NopErrorHandler))
        .build_unchecked(manager))
}

/// Opens a connection beside others, unless a restore is under way.
pub(super) fn open(url: &str) -> Result<DbConnection, DbError> {
    open_locking(url, "pg_try_advisory_lock_shared", DbError::BeingRestored)
}

/// Opens a connection that keeps every other away for as long as it is open.
pub(super) fn open_alone(url: &str) -> Result<DbConnection, DbError> {
    let mut opened = open_locking(url, "pg_try_advisory_lock", DbError::InUseElsewhere);
    for _ in 0..ALONE_TRIES {
        if !matches!(opened, Err(DbError::InUseElsewhere)) {
            break;
        }
        // The server takes a moment to see that a service has ended. Waiting for the lock in the
        // server instead would keep out those who only share it.
        std::thread::sleep(ALONE_PAUSE);
        opened = open_locking(url, "pg_try_advisory_lock", DbError::InUseElsewhere);
    }
    opened
}

/// Ends being alone, once all is written. The server takes a moment to see that a connection has ended,
/// and whoever opened one in that moment was told that a restore is still under way.
pub(super) fn let_others_in(connection: &mut DbConnection) {
    if let DbConnection::Postgres(inner) = connection {
        // A connection that breaks now has ended, which is as good.
        let _ = inner.batch_execute(&format!("SELECT pg_advisory_unlock({IN_USE_LOCK})"));
    }
}

/// Refuses a server that would acknowledge what is not on its disk, too.
fn open_locking(url: &str, lock: &str, refusal: DbError) -> Result<DbConnection, DbError> {
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
        return Err(refusal);
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

impl ManageConnection for Manager {
    type Connection = Pooled;
    type Error = ConnectFailure;

    fn connect(&self) -> Result<Pooled, ConnectFailure> {
        let mut connection = open(&self.url).map_err(ConnectFailure)?;
        let lost_a_race = Arc::new(AtomicBool::new(false));
        if let DbConnection::Postgres(inner) = &mut connection {
            let raised = Arc::clone(&lost_a_race);
            inner.set_instrumentation(move |event: InstrumentationEvent<'_>| {
                if let InstrumentationEvent::FinishQuery { error: Some(error), .. } = event
                    && is_lost_race(error)
                {
                    raised.store(true, Ordering::Relaxed);
                }
            });
        }
        Ok(Pooled { connection, lost_a_race })
    }

    fn is_valid(&self, pooled: &mut Pooled) -> Result<(), ConnectFailure> {
        pooled.connection.ping().map_err(|error| ConnectFailure(error.into()))
    }

    fn has_broken(&self, pooled: &mut Pooled) -> bool {
        std::thread::panicking() || pooled.connection.is_broken()
    }
}

/// Why the pool has no connection to give.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct ConnectFailure(DbError);

impl From<ConnectFailure> for DbError {
    fn from(failure: ConnectFailure) -> Self {
        failure.0
    }
}

/// Makes the change in a transaction that ends as if no other had run beside it. A change that lost
/// a race is made again, which is why it can be called more than once.
pub(super) fn write<T, E: From<DbError>>(
    pool: &PostgresPool,
    scope: &Scope,
    mut change: impl FnMut(&mut Writer<'_>) -> Result<T, E>,
) -> Result<T, E> {
    let mut pooled = pool.get().map_err(|_| DbError::Unreachable)?;
    for attempt in 0..ATTEMPTS_MAX {
        if attempt > 0 {
            step_aside(attempt);
        }
        pooled.lost_a_race.store(false, Ordering::Relaxed);
        begin(&mut pooled.connection, "BEGIN ISOLATION LEVEL SERIALIZABLE")?;
        let made = change(&mut Writer::new(&mut pooled.connection, scope));
        let committed = match made {
            Ok(value) => commit(&mut pooled.connection).map(|()| value).map_err(E::from),
            Err(refused) => {
                roll_back(&mut pooled.connection)?;
                Err(refused)
            }
        };
        if committed.is_ok() || !pooled.lost_a_race.load(Ordering::Relaxed) {
            return committed;
        }
    }
    Err(DbError::Busy.into())
}

/// Waits a moment of random length, longer at each attempt: those who lost to one another would
/// otherwise meet again at once.
fn step_aside(attempt: u32) {
    let [chance] = random::bytes::<1>().unwrap_or_default();
    let milliseconds = u64::from(chance) % (2 << attempt.min(5));
    std::thread::sleep(Duration::from_millis(milliseconds));
}

/// Begins a transaction of the wanted kind.
pub(super) fn begin(connection: &mut DbConnection, kind: &str) -> Result<(), DbError> {
    match connection {
        DbConnection::Sqlite(inner) => AnsiTransactionManager::begin_transaction_sql(inner, kind)?,
        DbConnection::Postgres(inner) => {
            AnsiTransactionManager::begin_transaction_sql(inner, kind)?;
        }
    }
    Ok(())
}

/// Lets the transaction that is under way take its time.
pub(super) fn lift_limits(connection: &mut DbConnection) -> Result<(), DbError> {
    if let DbConnection::Postgres(inner) = connection {
        inner.batch_execute(
            "SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0",
        )?;
    }
    Ok(())
}

/// Ends a transaction, keeping nothing.
pub(super) fn roll_back(connection: &mut DbConnection) -> Result<(), DbError> {
    match connection {
        DbConnection::Sqlite(inner) => AnsiTransactionManager::rollback_transaction(inner)?,
        DbConnection::Postgres(inner) => AnsiTransactionManager::rollback_transaction(inner)?,
    }
    Ok(())
}

/// Ends a transaction, keeping all. A connection that goes in the middle of it leaves it open
/// whether the change stands.
fn commit(connection: &mut DbConnection) -> Result<(), DbError> {
    let DbConnection::Postgres(inner) = connection else { return Err(DbError::Closed) };
    AnsiTransactionManager::commit_transaction(inner).map_err(|error| match DbError::from(error) {
        DbError::Unreachable | DbError::Query(QueryFailure::Other) => DbError::Unconfirmed,
        other => other,
    })
}

/// Two transactions that cannot both have run alone, or that waited for one another.
fn is_lost_race(error: &DieselError) -> bool {
    match error {
        DieselError::DatabaseError(DatabaseErrorKind::SerializationFailure, _) => true,
        DieselError::DatabaseError(_, information) => information.message() == "deadlock detected",
        _ => false,
    }
}

/// Reads in a transaction, so that all the query sees is of one moment.
pub(super) fn read<T, E: From<DbError>>(
    pool: &PostgresPool,
    query: impl FnOnce(&mut DbConnection) -> Result<T, E>,
) -> Result<T, E> {
    let mut pooled = pool.get().map_err(|_| DbError::Unreachable)?;
    begin(&mut pooled.connection, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")?;
    let answer = query(&mut pooled.connection);
    roll_back(&mut pooled.connection)?;
    answer
}
