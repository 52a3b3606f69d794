//! Who is let in at all: everybody over TLS; in the clear this computer and trusted proxies alone.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::{Error, HttpRequest, ResponseError};
use ipnet::IpNet;

use super::{WebError, visit};

/// A child's words never cross a network in the clear: it is TLS, or the peer is loopback or a
/// trusted proxy.
pub async fn check(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    if visit::is_let_in(request.request()) {
        return Ok(next.call(request).await?.map_into_left_body());
    }
    let refused = WebError::NotThroughProxy.error_response();
    Ok(request.into_response(refused).map_into_right_body())
}

/// Whether the connection is TLS, or its other end is loopback or in a trusted network.
pub fn is_let_in(request: &HttpRequest, trusted: &[IpNet]) -> bool {
    if request.app_config().secure() {
        return true;
    }
    let peer = request.peer_addr().map(|peer| peer.ip().to_canonical());
    peer.is_some_and(|peer| {
        peer.is_loopback() || trusted.iter().any(|network| network.contains(&peer))
    })
}
