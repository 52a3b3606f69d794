//! The one cookie of the pupil's side: it opens the draft, and dies with the browser window.

use actix_web::HttpRequest;
use actix_web::cookie::Cookie;

use crate::crypto::draft::DraftToken;
use crate::web::host_cookie;

const NAME: &str = "__Host-draft";

/// The draft that came with the request, if the cookie is whole.
pub fn read(request: &HttpRequest) -> Option<DraftToken> {
    DraftToken::parse(request.cookie(NAME)?.value())
}

/// The cookie for a draft under its newest key.
pub fn keep(token: &DraftToken) -> Cookie<'static> {
    host_cookie::make(NAME, token.to_cookie().expose().clone())
}

/// The cookie that takes the draft's away.
pub fn forget() -> Cookie<'static> {
    host_cookie::take_away(NAME)
}
