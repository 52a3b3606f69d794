//! Leaving: the draft is gone at once, and a visit with a code too, and what is shown next looks like a clock.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

use super::draft_cookie;
use crate::app::App;
use crate::paths;
use crate::views::bare_document;
use crate::views::pupil::AwayPage;
use crate::web::{kiosk, respond, visit};

/// `GET /leave`. A kiosk is led to where the next pupil begins, any other browser away. A browser that
/// fetches ahead of the press ends nothing.
pub async fn leave(app: Data<App>, request: HttpRequest) -> HttpResponse {
    if visit::is_fetched_ahead(&request) {
        return HttpResponse::ServiceUnavailable().finish();
    }
    let visit = draft_cookie::read_visit(&request);
    for token in [draft_cookie::read(&request), visit.clone()].into_iter().flatten() {
        app.drafts.end(&token, app.clock.now());
    }
    let to = if kiosk::is_one(&request) { paths::SLIP } else { paths::AWAY };
    let mut response = respond::see_other(to);
    let header = (
        actix_web::http::header::HeaderName::from_static("clear-site-data"),
        actix_web::http::header::HeaderValue::from_static("\"cache\", \"storage\""),
    );
    response.headers_mut().insert(header.0, header.1);
    // A cookie that changes is what makes Chromium drop the page from its back/forward cache.
    let forgotten = response.add_cookie(&draft_cookie::forget());
    let visit_forgotten = match visit {
        Some(_) => response.add_cookie(&draft_cookie::forget_visit()),
        None => Ok(()),
    };
    match forgotten.and(visit_forgotten) {
        Ok(()) => response,
        Err(_) => respond::see_other(to),
    }
}

/// `GET /away`.
pub async fn show_away(app: Data<App>, request: HttpRequest) -> HttpResponse {
    if kiosk::is_one(&request) {
        // A clock has no way back.
        return respond::see_other(paths::SLIP);
    }
    let page = AwayPage { now: app.clock.now() };
    respond::document(
        StatusCode::OK,
        bare_document(&page, &respond::frame(&app, kiosk::look_of(&request))),
    )
}
