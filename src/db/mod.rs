//! The database: one `read` and one `write` for both kinds. A write answers only once it is on the
//! disk.

mod ballast;
mod columns;
mod connection;
mod error;
mod migrations;
mod postgres;
mod postgres_connection;
mod postgres_order;
mod postgres_pool;
mod postgres_rewrite;
mod refill;
pub mod rows;
pub mod schema;
mod school;
mod server_log;
mod sqlite;
mod sqlite_order;
mod sqlite_pool;
mod sqlite_writer;
mod url;

pub use connection::DbConnection;
pub use error::{DbError, QueryFailure};
pub use refill::{Refill, RefillError, put_aside};
pub use school::{Reader, Writer};
pub use server_log::{LoudSetting, QUIET_LOG};
pub use url::{DatabaseUrl, DatabaseUrlError, PostgresServer};

use std::fs::File;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::crypto::traces;
use crate::domain::{Actor, Day, SchoolId, Timestamp};
use ballast::Ballast;
use postgres_pool::PostgresPool;
use school::Scope;
use sqlite_pool::SqliteReaders;
use sqlite_writer::{Company, SqliteWriter};

/// How long a request waits for a connection before it is answered `Busy`.
const WAIT_MAX: Duration = Duration::from_secs(5);
/// Connections that read a SQLite file beside the one that writes.
const SQLITE_READERS: usize = 4;

/// Where the database is and how much of it one instance may use.
#[derive(Debug, Clone)]
pub struct DatabaseSettings {
    pub url: DatabaseUrl,
    /// Connections to PostgreSQL, at least 1. SQLite has one that writes and four that read.
    pub connections_max: u32,
    /// Room that is kept on the disk of SQLite's file for when it is full, in bytes; 0 for none.
    pub ballast_bytes: u64,
}

/// The database as handlers and jobs use it. Clones share it; it closes when the last is dropped.
#[derive(Clone)]
pub struct Db(Arc<Inner>);

struct Inner {
    /// A place for each connection that may be in use: without it, waiting requests would each
    /// take a thread.
    places: Arc<Semaphore>,
    backend: Backend,
}

enum Backend {
    /// Fields close in this order: the lock is let go last.
    Sqlite {
        readers: SqliteReaders,
        writer: Option<SqliteWriter>,
        _lock: Option<File>,
    },
    Postgres {
        pool: PostgresPool,
        url: String,
    },
}

impl Db {
    /// Opens the database and refuses one that would not keep what it acknowledges. On SQLite it
    /// makes the file when there is none and keeps other processes out. It does not migrate.
    pub fn connect(settings: &DatabaseSettings) -> Result<Self, DbError> {
        match &settings.url {
            DatabaseUrl::Sqlite(path) => Self::open_sqlite_to_write(path, settings.ballast_bytes),
            DatabaseUrl::Postgres(url) => Self::open_postgres(url, settings.connections_max),
        }
    }

    /// Opens the database beside a running service, to look and never to change: no lock is taken
    /// and no file is made. On SQLite every write answers `ReadOnly`.
    pub fn connect_to_read(settings: &DatabaseSettings) -> Result<Self, DbError> {
        match &settings.url {
            DatabaseUrl::Sqlite(path) => Self::with_sqlite(SqliteReaders::open(path)?, None, None),
            DatabaseUrl::Postgres(url) => Self::open_postgres(url, settings.connections_max),
        }
    }

    fn open_sqlite_to_write(path: &Path, ballast_bytes: u64) -> Result<Self, DbError> {
        let ballast = Ballast::beside(path, ballast_bytes);
        let lock = sqlite::lock(path)?;
        sqlite::make(path)?;
        let mut watch = sqlite::FileWatch::begin(path)?;
        let connection = match sqlite::open_to_write(path) {
            Err(DbError::DiskFull | DbError::DiskFailed) if ballast.give_back() => {
                sqlite::open_to_write(path)?
            }
            opened => opened?,
        };
        let readers = SqliteReaders::open(path)?;
        watch.check()?;
        let writer = SqliteWriter::start(path.to_owned(), watch, ballast, connection)?;
        Self::with_sqlite(readers, Some(writer), Some(lock))
    }

    fn with_sqlite(
        readers: SqliteReaders,
        writer: Option<SqliteWriter>,
        lock: Option<File>,
    ) -> Result<Self, DbError> {
        let backend = Backend::Sqlite { readers, writer, _lock: lock };
        Ok(Self(Arc::new(Inner { places: Arc::new(Semaphore::new(SQLITE_READERS)), backend })))
    }

    fn open_postgres(url: &str, connections_max: u32) -> Result<Self, DbError> {
        let pool = PostgresPool::open(url, connections_max)?;
        let places = usize::try_from(connections_max.max(1)).unwrap_or(1);
        let backend = Backend::Postgres { pool, url: url.to_owned() };
        Ok(Self(Arc::new(Inner { places: Arc::new(Semaphore::new(places)), backend })))
    }

    /// Reads one school's rows, all as they were at one moment.
    pub async fn read<T, E>(
        &self,
        school: SchoolId,
        query: impl FnOnce(&mut Reader<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        self.across_schools(move |connection| query(&mut Reader::new(connection, school))).await
    }

    /// For the few questions that come before a school is known: which school answers this host,
    /// whose session this is, which invitation this is. Never to change anything.
    pub async fn across_schools<T, E>(
        &self,
        query: impl FnOnce(&mut DbConnection) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        self.on_blocking_thread(move |inner| match &inner.backend {
            Backend::Sqlite { readers, .. } => readers.read(query),
            Backend::Postgres { pool, .. } => postgres::read(pool, query),
        })
        .await
    }

    /// Every row of every school, all as they were at one moment, however long the reading takes:
    /// for a backup.
    pub async fn read_everything<T, E>(
        &self,
        query: impl FnOnce(&mut DbConnection) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        self.across_schools(move |connection| {
            postgres::lift_limits(connection)?;
            query(connection)
        })
        .await
    }

    /// Changes one school's rows in one transaction, and answers once that is on the disk. The
    /// change may be made more than once when it loses a race; only the last counts. No sealing,
    /// no password hashing and no mail inside: it would hold up every other change.
    pub async fn write<T, E>(
        &self,
        school: SchoolId,
        actor: Actor,
        now: Timestamp,
        change: impl FnMut(&mut Writer<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        self.write_in(Company::Welcome, Scope { school, actor, now }, change).await
    }

    /// The same for a change of more rows than fit in memory: it shares its transaction with no
    /// other, so SQLite keeps no copy of what it changes.
    pub async fn write_alone<T, E>(
        &self,
        school: SchoolId,
        actor: Actor,
        now: Timestamp,
        change: impl FnMut(&mut Writer<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        self.write_in(Company::None, Scope { school, actor, now }, change).await
    }

    async fn write_in<T, E>(
        &self,
        company: Company,
        scope: Scope,
        change: impl FnMut(&mut Writer<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        if let Backend::Sqlite { writer, .. } = &self.0.backend {
            let writer = writer.as_ref().ok_or(DbError::ReadOnly)?;
            return writer.write(company, scope, change).await;
        }
        self.on_blocking_thread(move |inner| match &inner.backend {
            Backend::Sqlite { .. } => Err(DbError::Closed.into()),
            Backend::Postgres { pool, .. } => postgres::write(pool, &scope, change),
        })
        .await
    }

    /// Brings the database up to this binary's schema, and says which migrations ran. On PostgreSQL
    /// the role's log settings are put right as far as it may.
    pub async fn migrate(&self) -> Result<Vec<String>, DbError> {
        match &self.0.backend {
            Backend::Sqlite { writer, .. } => {
                writer.as_ref().ok_or(DbError::ReadOnly)?.migrate().await
            }
            Backend::Postgres { url, .. } => {
                let url = url.clone();
                self.on_blocking_thread(move |_| {
                    let mut connection = postgres_connection::open(&url)?;
                    let ran = migrations::run(&mut connection)?;
                    server_log::quieten(&mut connection)?;
                    Ok(ran)
                })
                .await
            }
        }
    }

    /// The migrations this binary has and the database has not, oldest first.
    pub async fn pending_migrations(&self) -> Result<Vec<String>, DbError> {
        self.across_schools(migrations::pending).await
    }

    /// What PostgreSQL is set to write into its log and must not, as a new connection finds it.
    pub async fn loud_settings(&self) -> Result<Vec<LoudSetting>, DbError> {
        match &self.0.backend {
            Backend::Sqlite { .. } => Ok(Vec::new()),
            Backend::Postgres { url, .. } => {
                let url = url.clone();
                self.on_blocking_thread(move |_| {
                    server_log::loud(&mut postgres_connection::open(&url)?)
                })
                .await
            }
        }
    }

    /// Empties SQLite's write-ahead log, which otherwise keeps what was deleted and the order in
    /// which slips came. `Busy` when a reader was in the way. Nothing to do on PostgreSQL.
    pub async fn checkpoint(&self) -> Result<(), DbError> {
        match &self.0.backend {
            Backend::Sqlite { writer, .. } => {
                writer.as_ref().ok_or(DbError::ReadOnly)?.chore(sqlite::checkpoint).await
            }
            Backend::Postgres { .. } => Ok(()),
        }
    }

    /// Takes out of PostgreSQL's files what deleted slips have left there. Nothing to do on SQLite,
    /// which overwrites what it deletes; its log is another matter (`checkpoint`).
    pub async fn rewrite_slips(&self) -> Result<(), DbError> {
        match &self.0.backend {
            Backend::Sqlite { .. } => Ok(()),
            Backend::Postgres { url, .. } => {
                let url = url.clone();
                self.on_blocking_thread(move |_| postgres_rewrite::rewrite_slips(&url)).await
            }
        }
    }

    /// Keeps room on the disk for the day when the rest is full. On PostgreSQL that is its own business.
    pub async fn keep_ballast(&self) -> Result<(), DbError> {
        self.on_blocking_thread(|inner| match &inner.backend {
            Backend::Sqlite { writer, .. } => {
                writer.as_ref().ok_or(DbError::ReadOnly)?.ballast().keep()
            }
            Backend::Postgres { .. } => Ok(()),
        })
        .await
    }

    /// Makes rows and files tell no order in which slips came, once a slot's slips are visible. On SQLite that
    /// writes to the log, which has to be emptied afterwards. What is older than yesterday was made so before.
    pub async fn forget_order(&self, today: Day) -> Result<(), DbError> {
        match &self.0.backend {
            Backend::Sqlite { writer, .. } => {
                writer
                    .as_ref()
                    .ok_or(DbError::ReadOnly)?
                    .chore(move |connection| sqlite_order::forget(connection, today))
                    .await
            }
            Backend::Postgres { .. } => {
                self.on_blocking_thread(|inner| match &inner.backend {
                    Backend::Sqlite { .. } => Err(DbError::Closed),
                    Backend::Postgres { pool, .. } => postgres_order::forget(pool),
                })
                .await
            }
        }
    }

    async fn on_blocking_thread<T, E>(
        &self,
        work: impl FnOnce(&Inner) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let place = self.place().await?;
        let inner = Arc::clone(&self.0);
        let done = traces::leaving_none_elsewhere(move || {
            // Moved in, so that a request that is given up frees its place only when it is done.
            let _place = place;
            work(&inner)
        });
        done.await.unwrap_or_else(|_| Err(DbError::Panicked.into()))
    }

    async fn place(&self) -> Result<OwnedSemaphorePermit, DbError> {
        let waiting = Arc::clone(&self.0.places).acquire_owned();
        match tokio::time::timeout(WAIT_MAX, waiting).await {
            Ok(place) => place.map_err(|_| DbError::Closed),
            Err(_) => Err(DbError::Busy),
        }
    }
}

/// The migrations that have run, oldest first.
pub fn applied_migrations(connection: &mut DbConnection) -> Result<Vec<String>, DbError> {
    migrations::applied(connection)
}

/// Those of these migrations that this binary has not.
pub fn unknown_migrations(versions: &[String]) -> Result<Vec<String>, DbError> {
    migrations::unknown(versions)
}

/// Undoes every migration of an empty database, then says which were undone. It exists so that the
/// way back is tested; no command reaches it.
pub fn revert_migrations(connection: &mut DbConnection) -> Result<Vec<String>, DbError> {
    migrations::revert(connection)
}
