//! Numbers and places that help, whatever else works or does not.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

use super::appearance::appearance_of;
use crate::app::App;
use crate::views::pupil::HelpPage;
use crate::web::respond;

/// `GET /help`. It asks nothing of the database.
pub async fn show_help(app: Data<App>, request: HttpRequest) -> HttpResponse {
    let appearance = appearance_of(&app, &request);
    respond::pupil_page(&app, StatusCode::OK, appearance, &HelpPage)
}
