//! How every cookie is made: for this host alone, over https alone, out of the reach of script and of
//! other sites.

use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};

/// A cookie whose name begins with `__Host-`, so that browsers hold it to all of this. It goes when the
/// browser is closed.
pub fn make(name: &'static str, value: String) -> Cookie<'static> {
    Cookie::build(name, value)
        .path("/")
        .secure(true)
        .http_only(true)
        .same_site(SameSite::Strict)
        .finish()
}

/// The same, but a browser also brings it along when a link or a redirect of another site leads here: for
/// whoever comes back from a provider. It opens nothing by itself.
pub fn make_for_return(name: &'static str, value: String) -> Cookie<'static> {
    let mut cookie = make(name, value);
    cookie.set_same_site(SameSite::Lax);
    cookie
}

/// The cookie that takes another away, a second later. Chromium drops a page from its back/forward
/// cache when a cookie is set, and (measured) not when one is only removed.
pub fn take_away(name: &'static str) -> Cookie<'static> {
    let mut cookie = make(name, "left".to_owned());
    cookie.set_max_age(Duration::seconds(1));
    cookie
}
