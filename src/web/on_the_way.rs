//! Who has not come all the way in: between choosing a password and re-typing the kit, or between the
//! password and the passkey. What they have so far is sealed in a session that opens nothing.

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};

use super::WebError;
use super::guard::{Found, Guarded, HasSession, app_of, find_reader, is_far};
use crate::crypto::session::SessionKeys;
use crate::domain::{ReaderSummary, SchoolSummary};
use crate::services::sign_out::sign_out;
use crate::services::sweep_sessions::{PROOF_SECONDS_MAX, SESSION_SECONDS_MAX};
use crate::store::sessions::SessionState;

/// Someone between choosing a password and re-typing their recovery kit.
pub struct Enrolling {
    pub school: SchoolSummary,
    pub reader: ReaderSummary,
    pub session: SessionKeys,
    /// What they have chosen; the session opens it.
    pub sealed: Vec<u8>,
}

/// Someone whose password was right, until a passkey or a code has proved the rest.
pub struct Proving {
    pub school: SchoolSummary,
    pub reader: ReaderSummary,
    pub session: SessionKeys,
    /// Their keys; the session opens them.
    pub sealed: Vec<u8>,
}

macro_rules! on_the_way_in {
    ($($guard:ident => $seconds:expr),+) => {$(
        impl HasSession for $guard {
            fn session(&self) -> &SessionKeys {
                &self.session
            }
        }

        impl FromRequest for $guard {
            type Error = WebError;
            type Future = Guarded<Self>;

            fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
                let (app, found) = (app_of(request), Found::of(request, payload));
                Box::pin(async move {
                    let (app, found) = (app?, found.await?);
                    let is_here = found.row.state == SessionState::$guard;
                    if is_here && is_far(found.row.started_at, app.clock.now(), $seconds) {
                        found.change(&app, sign_out).await?;
                        return Err(WebError::SignInNeeded);
                    }
                    let sealed = found.row.sealed.clone().filter(|_| is_here);
                    let sealed = sealed.ok_or(WebError::SignInNeeded)?;
                    let reader = find_reader(&app, &found).await?;
                    let Found { school, session, .. } = found;
                    Ok(Self { school, reader, session, sealed })
                })
            }
        }
    )+};
}

on_the_way_in!(
    Enrolling => SESSION_SECONDS_MAX,
    Proving => PROOF_SECONDS_MAX
);
