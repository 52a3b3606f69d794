//! The cookie of a staff session: with the pepper it opens the session's row, alone it opens
//! nothing.

use actix_web::HttpRequest;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};

use crate::crypto::session::SessionToken;

const NAME: &str = "__Host-staff";

/// The session that came with the request, if the cookie is whole.
pub fn read(request: &HttpRequest) -> Option<SessionToken> {
    SessionToken::parse(request.cookie(NAME)?.value())
}

/// The cookie of a new session. It goes when the browser is closed.
pub fn keep(token: &SessionToken) -> Cookie<'static> {
    make(token.to_cookie().expose().clone())
}

/// The cookie that takes the session's away, a second later. Chromium drops a page from its
/// back/forward cache when a cookie is set, and (measured) not when one is only removed.
pub fn forget() -> Cookie<'static> {
    let mut cookie = make("left".to_owned());
    cookie.set_max_age(Duration::seconds(1));
    cookie
}

fn make(value: String) -> Cookie<'static> {
    Cookie::build(NAME, value)
        .path("/")
        .secure(true)
        .http_only(true)
        .same_site(SameSite::Strict)
        .finish()
}
