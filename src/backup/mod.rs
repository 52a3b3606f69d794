//! Backups: every row of every school in one sealed file, the same for both databases, and the way
//! back. The file opens with a key that is on paper only; the pepper is never in it.

mod contents;
mod folder;
mod key;
mod restore;
mod sealed_file;
mod take;

use std::io;
use std::path::{Path, PathBuf};

use crate::crypto::NotSealed;
use crate::crypto::backup_seal::BackupSealError;
use crate::db::{DbError, RefillError};

pub use contents::{CountedTable, FATES, Fate, Head};
pub use folder::{delete_older, file_of_day, latest};
pub use key::{read_key, write_key};
pub use restore::{Backup, check, restore};
pub use take::{Target, take};

/// Rows done, of how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    pub done: u64,
    pub total: u64,
}

/// Why there is no backup, or nothing was restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    #[error("{}: {cause}", .path.display())]
    File { path: PathBuf, cause: io::Error },
    #[error("{} is there already, and a backup replaces no other file", .0.display())]
    AlreadyThere(PathBuf),
    #[error("the file {} does not hold the public half of a backup key", .0.display())]
    NotAKey(PathBuf),
    #[error("{}: {cause}", .path.display())]
    NotOpened { path: PathBuf, cause: BackupSealError },
    #[error(
        "the pepper file is not the one this backup was made beside, and no reader could sign in: put the copy from the safe in its place"
    )]
    AnotherPepper,
    #[error(
        "the backup is of version {0} of this program, which is newer: install that version first"
    )]
    Newer(String),
    /// Every table has to be known: none is left out by mistake.
    #[error(
        "the database has a table {0:?} that this version of the program does not know: use the version that made it, or move the table elsewhere"
    )]
    UnknownTable(String),
    #[error("the database is not empty: say --replace to put it aside and restore the backup")]
    NotEmpty,
    #[error("{0}: stop the service, on every machine, and try again")]
    InUse(DbError),
    #[error("{0}")]
    Database(DbError),
    #[error(transparent)]
    NotSealed(#[from] NotSealed),
}

impl BackupError {
    fn file(path: &Path, cause: io::Error) -> Self {
        Self::File { path: path.to_owned(), cause }
    }

    fn damaged(path: &Path) -> Self {
        Self::NotOpened { path: path.to_owned(), cause: BackupSealError::Damaged }
    }
}

impl From<DbError> for BackupError {
    fn from(error: DbError) -> Self {
        match error {
            DbError::InUse(_) | DbError::InUseElsewhere => Self::InUse(error),
            other => Self::Database(other),
        }
    }
}

impl From<RefillError> for BackupError {
    fn from(error: RefillError) -> Self {
        match error {
            RefillError::NotEmpty => Self::NotEmpty,
            RefillError::Database(error) => error.into(),
        }
    }
}
