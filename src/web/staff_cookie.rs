//! The cookie of a staff session: with the pepper it opens the session's row, alone it opens
//! nothing.

use actix_web::HttpRequest;
use actix_web::cookie::Cookie;

use super::host_cookie;
use crate::crypto::session::SessionToken;

const NAME: &str = "__Host-staff";

/// The session that came with the request, if the cookie is whole.
pub fn read(request: &HttpRequest) -> Option<SessionToken> {
    SessionToken::parse(request.cookie(NAME)?.value())
}

/// The cookie of a new session. It goes when the browser is closed.
pub fn keep(token: &SessionToken) -> Cookie<'static> {
    host_cookie::make(NAME, token.to_cookie().expose().clone())
}

/// The cookie that takes the session's away.
pub fn forget() -> Cookie<'static> {
    host_cookie::take_away(NAME)
}
