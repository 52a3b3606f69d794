//! Why a change by staff could not be made.

use crate::crypto::key_lock::LockError;
use crate::crypto::{GateBusy, NoRandomness};
use crate::db::{DbError, QueryFailure};

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ServiceError {
    /// Not there, not this school's, or not for this reader: they look the same from outside.
    #[error("not found")]
    NotFound,
    /// Somebody else did it first, or the page was from before it was done.
    #[error("it has changed meanwhile")]
    Changed,
    /// Whether the police or the local authority are told has to be decided first.
    #[error("something has to be decided first")]
    Undecided,
    /// A second case of it has to be closed first: what goes back and forth with the pupil ends with this one.
    #[error("a second case is open")]
    SecondOpen,
    /// A stored secret does not open: the database or the pepper was exchanged.
    #[error("a stored secret does not open")]
    Damaged,
    #[error(transparent)]
    Busy(#[from] GateBusy),
    #[error(transparent)]
    Database(#[from] DbError),
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
}

impl From<LockError> for ServiceError {
    fn from(error: LockError) -> Self {
        match error {
            LockError::Randomness(error) => error.into(),
            LockError::OutOfMemory => GateBusy.into(),
        }
    }
}

impl ServiceError {
    /// Whether the database said that the row is there already.
    pub fn is_already_there(&self) -> bool {
        matches!(self, Self::Database(DbError::Query(QueryFailure::AlreadyThere)))
    }
}
