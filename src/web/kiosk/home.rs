//! Where pupils come to a kiosk, and where Leave, Finish and a page that cleared itself lead.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};

use super::seat;
use crate::app::App;
use crate::domain::{Appearance, Press};
use crate::paths;
use crate::views::kiosk::HomePage;
use crate::web::pupil::appearance::{appearance_of, change_appearance};
use crate::web::{forms, respond};

/// `GET /home`: with the look that was chosen here. Any other browser begins at the slip.
pub async fn show(app: Data<App>, request: HttpRequest) -> HttpResponse {
    match seat::is_one(&request) {
        true => page(&app, &request, appearance_of(&app, &request)),
        false => respond::see_other(paths::SLIP),
    }
}

/// `POST /home`: another look or language.
pub async fn press(app: Data<App>, request: HttpRequest, payload: Payload) -> HttpResponse {
    let (typed, _) = forms::read(payload).await;
    change_appearance(&app, &request, Press::parse(typed.first("go")), paths::HOME)
}

/// It asks nothing of the database.
pub fn page(app: &App, request: &HttpRequest, appearance: Appearance) -> HttpResponse {
    let is_paused = seat::is_paused(request);
    let page = HomePage { today: app.clock.now().day(), is_paused };
    respond::pupil_page(app, StatusCode::OK, appearance, &page)
}
