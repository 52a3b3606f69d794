//! What can go wrong with the database, in words that hold no row, no query and no value.

use std::io;
use std::path::PathBuf;

use diesel::result::{DatabaseErrorKind, Error as DieselError};

/// Why a read or a write did not happen. A write that answers with one of these is not stored,
/// except `Unconfirmed`, where nobody can know.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DbError {
    /// Too much is waiting, or something else holds the database. Trying again soon is right.
    #[error("the database is busy")]
    Busy,
    /// The file at the path is not the one that was opened. Nothing more is acknowledged until the
    /// service is started again.
    #[error("the database file was moved, removed or replaced while the service was running")]
    Replaced,
    #[error("the disk that holds the database is full")]
    DiskFull,
    #[error("the disk that holds the database cannot be written or read")]
    DiskFailed,
    #[error("the database server cannot be reached")]
    Unreachable,
    /// The connection went while the commit was under way: it happened, or it did not.
    #[error("the database did not confirm the change")]
    Unconfirmed,
    /// The work panicked; what it had done is undone.
    #[error("the work on the database panicked and was undone")]
    Panicked,
    /// The writing thread has ended: the service is stopping.
    #[error("the database is closed")]
    Closed,
    #[error("the database was opened to be read only")]
    ReadOnly,
    #[error("another process has this database open (it holds {})", .0.display())]
    InUse(PathBuf),
    /// PostgreSQL only: the service, or another command, is connected, and a restore needs to be
    /// alone.
    #[error("the service, or another command, is connected to this database")]
    InUseElsewhere,
    /// PostgreSQL only: a restore is under way.
    #[error("a backup is being restored into this database")]
    BeingRestored,
    #[error("{} cannot be opened: {problem}", .path.display())]
    File { path: PathBuf, problem: io::ErrorKind },
    /// A setting that durability or privacy rests on did not take.
    #[error("the database setting {name} is {found:?} and must be {expected:?}")]
    Setting { name: &'static str, expected: &'static str, found: String },
    #[error("the migration failed")]
    Migration,
    #[error("a query failed: {0}")]
    Query(QueryFailure),
}

/// What kind of failure a query met. Diesel's own text may hold values, so it ends here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum QueryFailure {
    #[error("the row is not there")]
    NotFound,
    #[error("the row is already there")]
    AlreadyThere,
    #[error("a row it refers to is missing, or a row still refers to it")]
    BrokenReference,
    #[error("a column has no value")]
    MissingValue,
    #[error("a column does not take the value")]
    RefusedValue,
    #[error("another change came in between")]
    Conflict,
    #[error("a stored row cannot be understood")]
    UnreadableRow,
    #[error("the database refused it")]
    Other,
}

impl From<DieselError> for DbError {
    fn from(error: DieselError) -> Self {
        match error {
            DieselError::NotFound => Self::Query(QueryFailure::NotFound),
            DieselError::DeserializationError(_) => Self::Query(QueryFailure::UnreadableRow),
            DieselError::DatabaseError(kind, information) => of_kind(kind, information.message()),
            DieselError::RollbackErrorOnCommit { commit_error, .. } => Self::from(*commit_error),
            _ => Self::Query(QueryFailure::Other),
        }
    }
}

fn of_kind(kind: DatabaseErrorKind, message: &str) -> DbError {
    match kind {
        DatabaseErrorKind::UniqueViolation => DbError::Query(QueryFailure::AlreadyThere),
        DatabaseErrorKind::ForeignKeyViolation | DatabaseErrorKind::RestrictViolation => {
            DbError::Query(QueryFailure::BrokenReference)
        }
        DatabaseErrorKind::NotNullViolation => DbError::Query(QueryFailure::MissingValue),
        DatabaseErrorKind::CheckViolation | DatabaseErrorKind::ExclusionViolation => {
            DbError::Query(QueryFailure::RefusedValue)
        }
        DatabaseErrorKind::SerializationFailure => DbError::Query(QueryFailure::Conflict),
        DatabaseErrorKind::ReadOnlyTransaction => DbError::ReadOnly,
        DatabaseErrorKind::ClosedConnection | DatabaseErrorKind::UnableToSendCommand => {
            DbError::Unreachable
        }
        _ => of_message(message),
    }
}

/// What SQLite says when there is no room.
pub(super) const FULL: &str = "database or disk is full";

/// SQLite's failures of the machine have no kind of their own in Diesel; their texts are constants
/// of SQLite.
fn of_message(message: &str) -> DbError {
    match message {
        FULL => DbError::DiskFull,
        "disk I/O error" | "unable to open database file" => DbError::DiskFailed,
        "database is locked" | "database table is locked" => DbError::Busy,
        "attempt to write a readonly database" => DbError::ReadOnly,
        _ => DbError::Query(QueryFailure::Other),
    }
}
