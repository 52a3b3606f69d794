//! The cookie of a browser in which somebody has switched the keys of the pages of staff off. It says no
//! more than that, and of nobody.

use actix_web::HttpRequest;
use actix_web::cookie::Cookie;
use actix_web::cookie::time::Duration;

use super::host_cookie;

const NAME: &str = "__Host-keys";
const OFF: &str = "off";
const DAYS: i64 = 365;

/// Whether this browser has the keys: unless they were switched off in it.
pub fn are_on(request: &HttpRequest) -> bool {
    request.cookie(NAME).is_none_or(|cookie| cookie.value() != OFF)
}

pub fn switch_off() -> Cookie<'static> {
    let mut cookie = host_cookie::make(NAME, OFF.to_owned());
    cookie.set_max_age(Duration::days(DAYS));
    cookie
}

pub fn switch_on() -> Cookie<'static> {
    host_cookie::take_away(NAME)
}
