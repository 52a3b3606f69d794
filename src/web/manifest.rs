//! The web manifest: what a kiosk is called on the home screen of a device that keeps its pages there. It
//! needs no service worker, and names the school and nothing else.

use actix_web::HttpResponse;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::web::Data;

use super::school::School;
use crate::app::App;
use crate::paths;

/// `GET /manifest.webmanifest`.
pub async fn show_manifest(app: Data<App>, School(school): School) -> HttpResponse {
    let manifest = serde_json::json!({
        "id": paths::SLIP,
        "name": school.name.as_str(),
        // What the home itself is called: whoever sees the device reads nothing of slips.
        "short_name": app.words.text("home-title"),
        "start_url": paths::SLIP,
        "scope": paths::SLIP,
        "display": "fullscreen",
        "icons": [{ "src": paths::ICON, "sizes": "any", "type": "image/svg+xml" }],
    });
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "application/manifest+json"))
        .body(manifest.to_string())
}
