//! A database that goes away while the service runs, and comes back.

use std::path::PathBuf;

use super::database::TestDatabase;

/// How long it is away: on SQLite another file lies in its place, on PostgreSQL every connection is
/// cut and none is taken.
pub struct Away<'a> {
    database: &'a TestDatabase,
    aside: Option<(PathBuf, PathBuf)>,
}

impl<'a> Away<'a> {
    pub fn take(database: &'a TestDatabase) -> Self {
        let Some(file) = database.file() else {
            database.run_beside("ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false");
            database.run_beside(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'",
            );
            return Self { database, aside: None };
        };
        let aside = file.with_extension("aside");
        std::fs::rename(&file, &aside).unwrap();
        std::fs::write(&file, b"").unwrap();
        Self { database, aside: Some((aside, file)) }
    }

    /// Whether reading fails as well: who has a SQLite file open goes on reading it.
    pub fn is_read_too(&self) -> bool {
        self.aside.is_none()
    }

    pub fn bring_back(self) {
        match self.aside {
            Some((aside, file)) => std::fs::rename(aside, file).unwrap(),
            None => self.database.run_beside("ALTER DATABASE {name} WITH ALLOW_CONNECTIONS true"),
        }
    }
}
