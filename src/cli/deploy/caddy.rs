//! Caddy in front of the service.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::super::CommandError;
use super::proxy::Front;
use super::template::name_of;
use crate::config::Config;

/// Above the service's own limit, so that what is too long is answered with the words still there.
const BODY_BYTES_MAX: u64 = 256 * 1_024;
/// Loggers that would name a visitor's address, browser and page.
const LOGGERS_LEFT_OUT: [&str; 3] = ["http.log", "http.handlers", "http.stdlib"];
/// What a browser says of itself.
const HEADERS_LEFT_OUT: [&str; 5] =
    ["User-Agent", "Referer", "Accept-Language", "X-Real-Ip", "Forwarded"];

pub(super) fn caddy(
    config: &Config,
    certificate: Option<(PathBuf, PathBuf)>,
) -> Result<String, CommandError> {
    let front = Front::of(config)?;
    // A ticket would link visits.
    let mut tls = json!({ "session_tickets": { "disabled": true } });
    if let (Some((certificate, key)), Some(tls)) = (certificate, tls.as_object_mut()) {
        let files = json!([{ "certificate": name_of(&certificate)?, "key": name_of(&key)? }]);
        tls.insert("certificates".to_owned(), json!({ "load_files": files }));
    }
    let whole = json!({
        "logging": { "logs": { "default": { "exclude": LOGGERS_LEFT_OUT } } },
        "apps": { "tls": tls, "http": { "servers": { "ineedtotalk": server(&front) } } },
    });
    serde_json::to_string_pretty(&whole)
        .map_err(|error| CommandError::Refused(format!("the file cannot be written: {error}")))
}

fn server(front: &Front) -> Value {
    let away = json!({
        "handler": "static_response",
        "status_code": 503,
        "headers": { "Content-Type": ["text/html; charset=utf-8"], "Cache-Control": ["no-store"] },
        "body": front.away,
    });
    let proxied = json!({
        "handler": "reverse_proxy",
        "upstreams": [{ "dial": front.upstream.to_string() }],
        "headers": { "request": {
            // Set, not added to: what a browser sends of its own is worth nothing.
            "set": { "X-Forwarded-For": ["{http.request.remote.host}"] },
            "delete": HEADERS_LEFT_OUT,
        } },
    });
    json!({
        "listen": [format!(":{}", front.port)],
        "protocols": ["h1", "h2"],
        "tls_connection_policies": [{ "protocol_min": "tls1.2" }],
        "routes": [{
            "match": [{ "host": front.hosts }],
            "handle": [{ "handler": "request_body", "max_size": BODY_BYTES_MAX }, proxied],
        }],
        "errors": { "routes": [{ "handle": [away] }] },
    })
}
