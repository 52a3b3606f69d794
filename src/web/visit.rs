//! What is asked of a request, taken out of it before anything else. Then the request is emptied:
//! actix keeps finished requests for reuse, and with them would keep, for days at a quiet school,
//! the address, the browser's name and every other header of whoever came last.

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6};

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{ACCEPT_ENCODING, HeaderMap, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, HttpMessage, HttpRequest};

use super::network::{self, Network};
use super::sent_heads::EmptiesHeads;
use super::{front_door, kiosk, origin, school};
use crate::app::App;
use crate::crypto::kiosk::KioskToken;
use crate::crypto::{Secret, traces};
use crate::domain::Host;

/// All that handlers may know of where a request came from. It goes with the request.
struct Visit {
    network: Network,
    host: Option<Host>,
    is_same_site: bool,
    is_fetched_ahead: bool,
    is_from_elsewhere: bool,
    is_let_in: bool,
    kiosk: Option<KioskToken>,
}

/// Takes what is needed and forgets the rest, and of the answer its head. Must run before every other middleware.
pub async fn take(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<EmptiesHeads>, Error> {
    let response = traces::leaving_none_at_any_step(emptied(request, next)).await?;
    Ok(response.map_body(|_, body| EmptiesHeads::with(body)))
}

async fn emptied<B: MessageBody + 'static>(
    mut request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let kiosk = kiosk::take(request.headers_mut());
    let visit = Visit::of(request.request(), kiosk);
    // Read now, they are kept apart from the headers and go with the request.
    let _ = request.cookies();
    request.extensions_mut().insert(visit);
    let head = request.head_mut();
    // Monitors ask by HEAD. The answer is that to GET; the connection leaves its body out.
    if head.method == Method::HEAD {
        head.method = Method::GET;
    }
    if traces::forgets() {
        wipe(&mut head.peer_addr);
        head.headers = copies_of_what_tells_nobody(&head.headers);
    }
    next.call(request).await
}

/// In place: `None` would be written beside the address and leave it where it is.
fn wipe(address: &mut Option<SocketAddr>) {
    match address {
        Some(SocketAddr::V4(address)) => *address = SocketAddrV4::new(Ipv4Addr::UNSPECIFIED, 0),
        Some(SocketAddr::V6(address)) => {
            *address = SocketAddrV6::new(Ipv6Addr::UNSPECIFIED, 0, 0, 0);
        }
        None => {}
    }
}

/// The network the request came from, for limits and for nothing else.
pub fn network(request: &HttpRequest) -> Secret<Vec<u8>> {
    let found = request.extensions().get::<Visit>().map(|visit| visit.network.key.clone());
    found.unwrap_or_else(|| Secret::new(Vec::new()))
}

/// Whether it came from a network of the school, as far as anybody has said which these are.
pub fn is_at_school(request: &HttpRequest) -> bool {
    request.extensions().get::<Visit>().is_some_and(|visit| visit.network.is_at_school)
}

/// The host that was asked for, if it is one.
pub fn host(request: &HttpRequest) -> Option<Host> {
    request.extensions().get::<Visit>()?.host.clone()
}

/// False only when the browser says that another site sent the form.
pub fn is_same_site(request: &HttpRequest) -> bool {
    request.extensions().get::<Visit>().is_some_and(|visit| visit.is_same_site)
}

/// Whether the browser fetches the page before anybody asked for it.
pub fn is_fetched_ahead(request: &HttpRequest) -> bool {
    request.extensions().get::<Visit>().is_some_and(|visit| visit.is_fetched_ahead)
}

/// Whether somebody typed the address in, took it from a bookmark or came by the link of another site, such as
/// the school's own, as far as the browser says (Fetch Metadata, `Sec-Fetch-Site` other than `same-origin`).
/// A redirect, a button and a link of ours are none of these.
pub fn is_from_elsewhere(request: &HttpRequest) -> bool {
    request.extensions().get::<Visit>().is_some_and(|visit| visit.is_from_elsewhere)
}

/// The token of a kiosk, once: whoever asks first has it, and that is before any handler.
pub fn take_kiosk_token(request: &HttpRequest) -> Option<KioskToken> {
    request.extensions_mut().get_mut::<Visit>()?.kiosk.take()
}

/// Whether it came over TLS, from this computer or from a trusted proxy.
pub fn is_let_in(request: &HttpRequest) -> bool {
    request.extensions().get::<Visit>().is_some_and(|visit| visit.is_let_in)
}

impl Visit {
    fn of(request: &HttpRequest, kiosk: Option<KioskToken>) -> Self {
        let app = request.app_data::<Data<App>>();
        let trusted = app.map_or(&[][..], |app| &app.site.trusted_proxies);
        let host = school::host_of(request);
        let of_school = app.map_or(&[][..], |app| app.site.networks_at(host.as_ref()));
        Self {
            network: network::of(request, trusted, of_school),
            host,
            is_same_site: origin::is_same_site(request),
            is_fetched_ahead: request.headers().contains_key("sec-purpose"),
            is_from_elsewhere: request
                .headers()
                .get("sec-fetch-site")
                .is_some_and(|site| site.as_bytes() != b"same-origin"),
            is_let_in: front_door::is_let_in(request, trusted),
            kiosk,
        }
    }
}

/// Copies, since the values themselves are slices of the connection's buffer, with the words of the
/// form beside them.
fn copies_of_what_tells_nobody(headers: &HeaderMap) -> HeaderMap {
    let mut kept = HeaderMap::new();
    for value in headers.get_all(ACCEPT_ENCODING) {
        if let Ok(copy) = HeaderValue::from_bytes(value.as_bytes()) {
            kept.append(ACCEPT_ENCODING, copy);
        }
    }
    kept
}
