//! Where staff begin.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;

use super::page;
use crate::app::App;
use crate::domain::Permission;
use crate::paths;
use crate::views::staff::WaitingPage;
use crate::web::guard::SignedIn;
use crate::web::respond;

/// `GET /staff`: to what this person is here for, or what they have to do first.
pub async fn show_home(app: Data<App>, by: SignedIn) -> HttpResponse {
    if by.may(Permission::ReadSlips) {
        return respond::see_other(paths::SLIPS_TODAY);
    }
    if by.may(Permission::SeeService) {
        return respond::see_other(paths::SET_UP);
    }
    let fingerprint = by.keys.public().fingerprint();
    page(&app, &by, None, StatusCode::OK, &WaitingPage { fingerprint: &fingerprint })
}
