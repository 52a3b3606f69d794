//! Transactions on PostgreSQL that end as if each had run alone, and one that lost a race run again.

use std::sync::atomic::Ordering;
use std::time::Duration;

use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};

use super::postgres_pool::PostgresPool;
use super::school::Scope;
use super::{DbConnection, DbError, QueryFailure, Writer};
use crate::crypto::random;

/// How often a change that lost a race is made again before the caller is told to come back.
const ATTEMPTS_MAX: u32 = 10;

/// Makes the change in a transaction that ends as if no other had run beside it. A change that lost
/// a race is made again, which is why it can be called more than once.
pub(super) fn write<T, E: From<DbError>>(
    pool: &PostgresPool,
    scope: &Scope,
    mut change: impl FnMut(&mut Writer<'_>) -> Result<T, E>,
) -> Result<T, E> {
    let mut pooled = pool.get()?;
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

/// Reads in a transaction, so that all the query sees is of one moment.
pub(super) fn read<T, E: From<DbError>>(
    pool: &PostgresPool,
    query: impl FnOnce(&mut DbConnection) -> Result<T, E>,
) -> Result<T, E> {
    let mut pooled = pool.get()?;
    begin(&mut pooled.connection, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")?;
    let answer = query(&mut pooled.connection);
    roll_back(&mut pooled.connection)?;
    answer
}
