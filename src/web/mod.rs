//! The HTTP edge: who may call, what they are answered.

mod error;
mod error_pages;
mod forms;
mod front_door;
mod guard;
mod health;
mod host_cookie;
mod known_browser;
mod network;
mod neutral_requests;
mod origin;
pub mod pupil;
mod respond;
mod routes;
mod school;
mod security_headers;
mod server;
pub mod staff;
mod staff_cookie;
mod static_files;
mod visit;

pub use error::{Advice, WebError};
pub use neutral_requests::on_this_machine;
pub use server::{ServeError, Server};
