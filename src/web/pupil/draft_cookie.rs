//! The one cookie of the pupil's side: it opens the draft, and dies with the browser window.

use actix_web::HttpRequest;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};

use crate::crypto::draft::DraftToken;

const NAME: &str = "__Host-draft";

/// The draft that came with the request, if the cookie is whole.
pub fn read(request: &HttpRequest) -> Option<DraftToken> {
    DraftToken::parse(request.cookie(NAME)?.value())
}

/// The cookie for a draft under its newest key.
pub fn keep(token: &DraftToken) -> Cookie<'static> {
    make(token.to_cookie().expose().clone())
}

/// The cookie that takes the draft's away, a second later. Chromium drops a page from its
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
