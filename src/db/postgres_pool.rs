//! The connections of one instance to PostgreSQL, given out one request at a time, and what is told
//! while the server is away.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use diesel::connection::{Connection, InstrumentationEvent};
use diesel::r2d2::{ManageConnection, NopErrorHandler, Pool, PooledConnection, R2D2Connection};
use diesel::result::{DatabaseErrorKind, Error as DieselError};

use super::postgres_connection::{self, CONNECT_SECONDS_MAX};
use super::{DbConnection, DbError};

/// How long a request looks for a server that may have gone just now.
const LOOK: Duration = Duration::from_secs(CONNECT_SECONDS_MAX);
/// How long it looks for one that the request before it has not found: a page asks several times, and
/// its reader waits for all of them. The pool goes on trying by itself.
const LOOK_AGAIN: Duration = Duration::from_millis(200);
/// For how long a connection may be idle. Each keeps the room of the largest answer it had, so that those of a busy
/// hour are let go. Notices that are due are asked for every second, so that one is always left: no restore begins.
const IDLE: Duration = Duration::from_secs(180);

/// A connection of the pool.
pub(super) struct Pooled {
    pub(super) connection: DbConnection,
    /// Raised when a statement met a serialization failure, whatever the caller made of the error.
    pub(super) lost_a_race: Arc<AtomicBool>,
}

/// The connections of one instance.
pub(super) struct PostgresPool {
    pool: Pool<Manager>,
    /// No connection could be had when last one was wanted.
    is_away: AtomicBool,
}

impl PostgresPool {
    /// Opens the pool, and one connection now, so that a wrong address is told at the start.
    pub(super) fn open(url: &str, connections_max: u32) -> Result<Self, DbError> {
        let manager = Manager { url: url.to_owned() };
        drop(manager.connect().map_err(DbError::from)?);
        let pool = Pool::builder()
            .max_size(connections_max.max(1))
            .min_idle(Some(0))
            .idle_timeout(Some(IDLE))
            .connection_timeout(LOOK)
            .test_on_check_out(true)
            .error_handler(Box::new(NopErrorHandler))
            .build_unchecked(manager);
        Ok(Self { pool, is_away: AtomicBool::new(false) })
    }

    /// A connection that answers. Blocks for as long as [`LOOK`]; `Unreachable` when there is none.
    pub(super) fn get(&self) -> Result<PooledConnection<Manager>, DbError> {
        let look = if self.is_away.load(Ordering::Relaxed) { LOOK_AGAIN } else { LOOK };
        let found = self.pool.get_timeout(look);
        // Were all of them only in use, the server would not be away.
        let is_away = found.is_err() && self.pool.state().connections == 0;
        self.is_away.store(is_away, Ordering::Relaxed);
        found.map_err(|_| DbError::Unreachable)
    }
}

/// Opens connections and tells broken ones.
pub(super) struct Manager {
    url: String,
}

impl ManageConnection for Manager {
    type Connection = Pooled;
    type Error = ConnectFailure;

    fn connect(&self) -> Result<Pooled, ConnectFailure> {
        let mut connection = postgres_connection::open(&self.url).map_err(ConnectFailure)?;
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

/// Two transactions that cannot both have run alone, or that waited for one another.
fn is_lost_race(error: &DieselError) -> bool {
    match error {
        DieselError::DatabaseError(DatabaseErrorKind::SerializationFailure, _) => true,
        DieselError::DatabaseError(_, information) => information.message() == "deadlock detected",
        _ => false,
    }
}
