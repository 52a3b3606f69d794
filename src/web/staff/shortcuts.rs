//! The keys of the pages of staff: which there are, and switching them off.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;

use super::{page, see_other_with};
use crate::app::App;
use crate::paths;
use crate::views::staff::ShortcutsPage;
use crate::web::guard::{Posted, SignedIn};
use crate::web::{WebError, shortcuts_cookie};

/// `GET /staff/shortcuts`.
pub async fn show_shortcuts(app: Data<App>, by: SignedIn) -> HttpResponse {
    let view = ShortcutsPage { are_on: by.has_shortcuts, csrf: by.session.csrf() };
    page(&app, &by, None, StatusCode::OK, &view)
}

/// `POST /staff/shortcuts`.
pub async fn submit_shortcuts(posted: Posted<SignedIn>) -> Result<HttpResponse, WebError> {
    let cookie = match posted.form.first("keys") {
        Some("off") => shortcuts_cookie::switch_off(),
        Some("on") => shortcuts_cookie::switch_on(),
        _ => return Err(WebError::NotUnderstood),
    };
    see_other_with(paths::SHORTCUTS, &[cookie])
}
