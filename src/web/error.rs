//! What went wrong, as a status. The words come from `error_pages`, which knows who is reading.

use std::fmt;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};
use maud::Markup;

use super::respond;
use crate::crypto::NoRandomness;
use crate::db::DbError;
use crate::paths;
use crate::services::ServiceError;

/// Everything a handler may fail with.
#[derive(Debug, thiserror::Error)]
pub enum WebError {
    #[error("not found")]
    NotFound,
    /// The host is no school's.
    #[error("no school answers this host")]
    WrongHost,
    /// Neither this computer nor a trusted proxy is at the other end.
    #[error("plain HTTP from elsewhere")]
    NotThroughProxy,
    /// The form did not come from our own page.
    #[error("the form did not come from its page")]
    Forged,
    #[error("not signed in")]
    SignInNeeded,
    /// Signed in, but idle for too long: the key is locked away.
    #[error("locked")]
    UnlockNeeded,
    /// The same, and the form that came is kept until the password is typed.
    #[error("locked while something was typed")]
    LockedMeanwhile,
    /// Signed in, but no reader has vouched for them yet.
    #[error("not confirmed")]
    ConfirmationNeeded,
    /// Signed in, but not somebody who may.
    #[error("not allowed")]
    NotAllowed,
    /// Signed in, and to prove again that it is them: the page that asks for it.
    #[error("a proof of who they are is needed")]
    ProofNeeded(AskingPage),
    /// Somebody else was faster, or it is not the moment for it.
    #[error("{0}")]
    Conflict(&'static str),
    #[error("the form could not be read")]
    NotUnderstood,
    #[error("busy")]
    Busy,
    #[error("internal error")]
    Internal,
}

/// A whole page, with what somebody typed in it.
pub struct AskingPage {
    pub status: StatusCode,
    pub document: Markup,
}

/// What was typed never reaches a log.
impl fmt::Debug for AskingPage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("AskingPage(..)")
    }
}

/// What a member of staff is told about a conflict, for `error_pages`.
#[derive(Clone, Copy)]
pub struct Advice(pub &'static str);

impl WebError {
    /// Whether somebody gets over it with the form that they have sent: by their password, or by trying again.
    pub fn may_be_gone_on_from(&self) -> bool {
        match self {
            Self::UnlockNeeded | Self::Busy | Self::Internal => true,
            Self::NotFound
            | Self::WrongHost
            | Self::NotThroughProxy
            | Self::Forged
            | Self::SignInNeeded
            | Self::LockedMeanwhile
            | Self::ConfirmationNeeded
            | Self::NotAllowed
            | Self::ProofNeeded(_)
            | Self::Conflict(_)
            | Self::NotUnderstood => false,
        }
    }
}

impl From<DbError> for WebError {
    fn from(error: DbError) -> Self {
        match error {
            DbError::Query(_) | DbError::Panicked => Self::Internal,
            DbError::Busy
            | DbError::Replaced
            | DbError::DiskFull
            | DbError::DiskFailed
            | DbError::Unreachable
            | DbError::Unconfirmed
            | DbError::Closed
            | DbError::ReadOnly
            | DbError::InUse(_)
            | DbError::InUseElsewhere
            | DbError::BeingRestored
            | DbError::File { .. }
            | DbError::Setting { .. }
            | DbError::Migration => Self::Busy,
        }
    }
}

impl From<ServiceError> for WebError {
    fn from(error: ServiceError) -> Self {
        match error {
            ServiceError::NotFound => Self::NotFound,
            ServiceError::Changed | ServiceError::Undecided | ServiceError::SecondOpen => {
                Self::Conflict("staff-problem-changed-advice")
            }
            ServiceError::Busy(_) => Self::Busy,
            ServiceError::Damaged | ServiceError::Randomness(_) => Self::Internal,
            ServiceError::Database(error) => error.into(),
        }
    }
}

impl From<NoRandomness> for WebError {
    fn from(_: NoRandomness) -> Self {
        Self::Internal
    }
}

impl ResponseError for WebError {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::WrongHost => StatusCode::MISDIRECTED_REQUEST,
            Self::NotThroughProxy | Self::Forged | Self::NotAllowed => StatusCode::FORBIDDEN,
            Self::SignInNeeded | Self::UnlockNeeded | Self::ConfirmationNeeded => {
                StatusCode::SEE_OTHER
            }
            Self::NotUnderstood => StatusCode::BAD_REQUEST,
            Self::ProofNeeded(page) => page.status,
            Self::Conflict(_) | Self::LockedMeanwhile => StatusCode::CONFLICT,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse {
        match self {
            Self::SignInNeeded => respond::see_other(paths::SIGN_IN),
            Self::UnlockNeeded => respond::see_other(paths::UNLOCK),
            Self::ConfirmationNeeded => respond::see_other(paths::STAFF),
            Self::ProofNeeded(page) => respond::document(page.status, page.document.clone()),
            Self::Conflict(what) => {
                let mut response = HttpResponse::new(self.status_code());
                response.extensions_mut().insert(Advice(what));
                response
            }
            Self::NotFound
            | Self::WrongHost
            | Self::NotThroughProxy
            | Self::Forged
            | Self::NotAllowed
            | Self::NotUnderstood
            | Self::LockedMeanwhile
            | Self::Busy
            | Self::Internal => HttpResponse::new(self.status_code()),
        }
    }
}
