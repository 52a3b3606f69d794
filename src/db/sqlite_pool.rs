//! The connections that read a SQLite file. They stay open for as long as the database does, so the
//! write-ahead log is never removed under the writing thread.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::{DbConnection, DbError, SQLITE_READERS, postgres, sqlite};

/// Connections waiting for a query. `Db` lets in no more queries than there are connections.
pub(super) struct SqliteReaders {
    path: PathBuf,
    idle: Mutex<Vec<DbConnection>>,
}

impl SqliteReaders {
    pub(super) fn open(path: &Path) -> Result<Self, DbError> {
        let idle = (0..SQLITE_READERS)
            .map(|_| sqlite::open_to_read(path))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self { path: path.to_owned(), idle: Mutex::new(idle) })
    }

    /// Runs the query in a transaction, so that all it reads is of one moment. A connection on
    /// which the query panicked is not used again.
    pub(super) fn read<T, E: From<DbError>>(
        &self,
        query: impl FnOnce(&mut DbConnection) -> Result<T, E>,
    ) -> Result<T, E> {
        let idle = self.idle().pop();
        let mut connection = match idle {
            Some(connection) => connection,
            None => sqlite::open_to_read(&self.path)?,
        };
        postgres::begin(&mut connection, "BEGIN")?;
        let answer = query(&mut connection);
        postgres::roll_back(&mut connection)?;
        self.idle().push(connection);
        answer
    }

    fn idle(&self) -> MutexGuard<'_, Vec<DbConnection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
