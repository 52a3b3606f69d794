//! The two cookies of the pupils' side: one opens the draft of a slip, the other the visit of somebody
//! who came back with a code. Both die with the browser window.

use actix_web::HttpRequest;
use actix_web::cookie::Cookie;

use crate::crypto::draft::DraftToken;
use crate::web::host_cookie;

const NAME: &str = "__Host-draft";
const VISIT_NAME: &str = "__Host-reply";

/// The draft that came with the request, if the cookie is whole.
pub fn read(request: &HttpRequest) -> Option<DraftToken> {
    DraftToken::parse(request.cookie(NAME)?.value())
}

/// The same for a visit with a code.
pub fn read_visit(request: &HttpRequest) -> Option<DraftToken> {
    DraftToken::parse(request.cookie(VISIT_NAME)?.value())
}

/// The cookie for a draft under its newest key.
pub fn keep(token: &DraftToken) -> Cookie<'static> {
    host_cookie::make(NAME, token.to_cookie().expose().clone())
}

pub fn keep_visit(token: &DraftToken) -> Cookie<'static> {
    host_cookie::make(VISIT_NAME, token.to_cookie().expose().clone())
}

/// The cookie that takes the draft's away.
pub fn forget() -> Cookie<'static> {
    host_cookie::take_away(NAME)
}

pub fn forget_visit() -> Cookie<'static> {
    host_cookie::take_away(VISIT_NAME)
}
