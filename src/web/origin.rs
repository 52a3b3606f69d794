//! Whether a form came from our own page, as the browser says it.

use actix_web::HttpRequest;
use actix_web::http::header::ORIGIN;

use super::school::host_of;
use crate::domain::Host;

/// False only when the browser says that another site sent the form. A browser that says nothing is
/// an old one, not an enemy.
pub fn is_same_site(request: &HttpRequest) -> bool {
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    match header("sec-fetch-site") {
        Some(site) => matches!(site, "same-origin" | "none"),
        None => match header(ORIGIN.as_str()) {
            Some(origin) => origin_host(origin).is_some_and(|host| Some(host) == host_of(request)),
            None => true,
        },
    }
}

fn origin_host(origin: &str) -> Option<Host> {
    Host::parse(origin.split_once("://")?.1).ok()
}
