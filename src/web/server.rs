//! The HTTP server.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::time::Duration;

use actix_web::dev::ServerHandle;
use actix_web::http::KeepAlive;
use actix_web::middleware::from_fn;
use actix_web::web::{Data, PayloadConfig, ServiceConfig};
use actix_web::{App as ActixApp, HttpServer};

use super::own_request::OwnRequest;
use super::tls::{OwnCertificate, Renewal, Tls, TlsError};
use super::{error_pages, front_door, kiosk, neutral_requests, routes, security_headers, visit};
use crate::app::App;

/// Threads that answer. Two are enough for thousands of pages a second.
const WORKERS: usize = 2;
/// Longest time for a TLS handshake, and for the head of a request.
const HEAD_SECONDS_MAX: u64 = 5;
/// Longest time for a client to take nothing of its answer: then the system ends the connection.
const TAKES_NOTHING_MILLISECONDS_MAX: u32 = 30_000;
/// Most connections a worker holds open.
const CONNECTIONS_MAX: usize = 10_000;

/// A server that is bound and not yet serving.
pub struct Server {
    /// Where it listens, also when the port was left to the system.
    pub address: SocketAddr,
    inner: actix_web::dev::Server,
    own: OwnRequest,
    renewal: Option<Renewal>,
}

/// Why the server did not start.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    #[error(
        "plain HTTP is served on this computer only: listen on 127.0.0.1 and put a proxy with TLS in front, or name the proxy's network in [server] trusted_proxies, or a certificate in [server] tls_certificate and tls_key"
    )]
    InTheClear,
    #[error("{0}")]
    Tls(#[from] TlsError),
    #[error("cannot listen on {address}: {cause}")]
    NotBound { address: SocketAddr, cause: io::Error },
}

impl From<rustls::Error> for ServeError {
    fn from(error: rustls::Error) -> Self {
        Self::Tls(error.into())
    }
}

impl Server {
    /// Binds now, so that the caller knows the port; serves once awaited. With `tls` it speaks TLS
    /// alone, to everyone; without it plain HTTP, to this computer and to trusted proxies.
    pub fn bind(app: App, address: SocketAddr, tls: Option<Tls>) -> Result<Self, ServeError> {
        Self::bind_with(app, address, tls, |_| {})
    }

    /// The same with further routes: those of the demonstration.
    pub fn bind_with(
        app: App,
        address: SocketAddr,
        tls: Option<Tls>,
        further: impl Fn(&mut ServiceConfig) + Clone + Send + 'static,
    ) -> Result<Self, ServeError> {
        if tls.is_none() && !address.ip().is_loopback() && app.site.trusted_proxies.is_empty() {
            return Err(ServeError::InTheClear);
        }
        let not_bound = |cause| ServeError::NotBound { address, cause };
        let listener = TcpListener::bind(address).map_err(not_bound)?;
        // Each connection has it from the socket that listens; actix waits for ever.
        rustix::net::sockopt::set_tcp_user_timeout(&listener, TAKES_NOTHING_MILLISECONDS_MAX)
            .map_err(|error| not_bound(error.into()))?;
        let address = listener.local_addr().map_err(not_bound)?;
        let own = OwnRequest::to(address, tls.is_some())?;
        let (app, certificate) = (Data::new(app), Data::new(OwnCertificate::of(tls.as_ref())));
        let server = HttpServer::new(move || {
            ActixApp::new()
                .app_data(app.clone())
                .app_data(certificate.clone())
                .app_data(PayloadConfig::new(1))
                .configure(routes::all)
                .configure(further.clone())
                .wrap(from_fn(kiosk::recognise))
                .wrap(from_fn(front_door::check))
                .wrap(from_fn(error_pages::replace))
                .wrap(from_fn(security_headers::add))
                .wrap(from_fn(visit::take))
        })
        .workers(WORKERS)
        .max_connections(CONNECTIONS_MAX)
        .client_request_timeout(Duration::from_secs(HEAD_SECONDS_MAX))
        .client_disconnect_timeout(Duration::from_secs(1))
        // What was read and written on a connection is wiped when it ends: so it ends with the answer.
        .keep_alive(KeepAlive::Disabled)
        .shutdown_timeout(10)
        .tls_handshake_timeout(Duration::from_secs(HEAD_SECONDS_MAX))
        .disable_signals();
        let (server, renewal) = match tls {
            None => (server.listen(listener), None),
            Some(Tls { config, renewal }) => {
                (server.listen_rustls_0_23(listener, config), Some(renewal))
            }
        };
        let inner = server.map_err(not_bound)?.run();
        Ok(Self { address, inner, own, renewal })
    }

    /// Stops it from elsewhere.
    pub fn handle(&self) -> ServerHandle {
        self.inner.handle()
    }

    /// Serves until it is stopped.
    pub async fn run(self) -> io::Result<()> {
        let neutral = actix_web::rt::spawn(neutral_requests::keep_coming(self.own));
        let renewal = self.renewal.map(|renewal| actix_web::rt::spawn(renewal.keep_fresh()));
        let ended = self.inner.await;
        neutral.abort();
        if let Some(renewal) = renewal {
            renewal.abort();
        }
        ended
    }
}
