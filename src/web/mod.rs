//! The HTTP edge: who may call, what they are answered.

mod alike;
mod device_test;
mod error;
mod error_pages;
mod forms;
mod front_door;
mod guard;
mod health;
mod host_cookie;
mod intake;
mod kiosk;
mod known_browser;
mod manifest;
mod media;
mod network;
mod neutral_requests;
mod origin;
mod own_request;
mod pass_on;
pub mod pupil;
mod respond;
mod routes;
mod school;
mod security_headers;
mod security_txt;
mod server;
pub mod staff;
mod staff_cookie;
mod static_files;
mod step_up;
mod tls;
mod visit;

pub use error::{Advice, WebError};
pub use own_request::{OwnRequest, shown_certificate};
pub use server::{ServeError, Server};
pub use tls::{CertificateError, CertificateFiles, CertificateFound, Tls, TlsError};
