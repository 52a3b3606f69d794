//! The school a request is for.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::header::HOST;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest};

use super::{WebError, visit};
use crate::app::App;
use crate::domain::{Host, SchoolSummary};

/// The school whose host name was asked for. A handler that takes it serves no other host.
pub struct School(pub SchoolSummary);

impl FromRequest for School {
    type Error = WebError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, WebError>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let app = request.app_data::<Data<App>>().cloned();
        let host = visit::host(request);
        Box::pin(async move {
            let (Some(app), Some(host)) = (app, host) else { return Err(WebError::WrongHost) };
            let found = app.schools.find(&host, &app.site, app.clock.now()).await?;
            found.map(Self).ok_or(WebError::WrongHost)
        })
    }
}

/// The host that was asked for: an absolute request target wins over the header (RFC 9112 §3.2.2).
pub fn host_of(request: &HttpRequest) -> Option<Host> {
    let named = match request.uri().host() {
        Some(host) => host,
        None => request.headers().get(HOST)?.to_str().ok()?,
    };
    Host::parse(named).ok()
}
