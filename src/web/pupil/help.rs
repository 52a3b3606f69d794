//! Numbers and places that help, whatever else works or does not.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;

use crate::app::App;
use crate::domain::Appearance;
use crate::views::pupil::HelpPage;
use crate::web::respond;

/// `GET /help`. It asks nothing of the database.
pub async fn show_help(app: Data<App>) -> HttpResponse {
    respond::pupil_page(&app, StatusCode::OK, Appearance::default(), &HelpPage)
}
