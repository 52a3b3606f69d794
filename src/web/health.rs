//! Whether the service answers: for a container's health check and a load balancer.

use actix_web::HttpResponse;
use actix_web::web::Data;

use crate::app::App;
use crate::store::schools;

/// `GET /health`: 200 when the database answers too, 503 when it does not. It tells nothing else.
pub async fn show_health(app: Data<App>) -> HttpResponse {
    // Not from what is remembered: the question is whether the database answers now.
    match app.db.across_schools(schools::list).await {
        Ok(_) => HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("ok\n"),
        Err(_) => HttpResponse::ServiceUnavailable().finish(),
    }
}
