//! The pages beside the service: who may sign in, and what mail was sent.

use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::ContentType;
use actix_web::web::{self, Data, ServiceConfig};

use super::pages::{DemoPage, MailboxPage};
use super::{DemoPerson, Mailbox};
use crate::app::App;
use crate::paths;
use crate::views::{StaffFrame, StaffPage, staff_document};

/// What the demonstration has that a school's service has not.
#[derive(Clone)]
pub struct Demonstration {
    pub people: Arc<[DemoPerson]>,
    pub mailbox: Mailbox,
}

/// Adds the demonstration's pages to the service's own.
pub fn routes(demonstration: &Demonstration, config: &mut ServiceConfig) {
    config
        .app_data(Data::new(demonstration.clone()))
        .route(paths::DEMO, web::get().to(show_demo))
        .route(paths::DEMO_MAILBOX, web::get().to(show_mailbox));
}

/// `GET /demo`.
async fn show_demo(app: Data<App>, demonstration: Data<Demonstration>) -> HttpResponse {
    let page = DemoPage { people: &demonstration.people, now: app.clock.now() };
    answer(&app, &page)
}

/// `GET /demo/mailbox`.
async fn show_mailbox(app: Data<App>, demonstration: Data<Demonstration>) -> HttpResponse {
    answer(&app, &MailboxPage { mails: demonstration.mailbox.messages() })
}

fn answer(app: &App, page: &impl StaffPage) -> HttpResponse {
    let frame = StaffFrame {
        words: &app.words,
        school: "Demonstration",
        signed_in: None,
        area: None,
        banner: app.site.banner.as_deref(),
    };
    HttpResponse::build(StatusCode::OK)
        .content_type(ContentType::html())
        .body(staff_document(page, &frame).into_string())
}
