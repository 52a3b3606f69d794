//! Whom somebody who finds a weakness should tell (RFC 9116).

use actix_web::HttpResponse;
use actix_web::web::Data;

use super::WebError;
use super::school::School;
use crate::app::App;
use crate::paths;

/// RFC 9116 asks for less than a year; a copy that somebody keeps should not outlive the school year.
const GOOD_FOR_DAYS: i64 = 300;

/// `GET /.well-known/security.txt`: not found when no contact is configured.
pub async fn show_security_txt(
    app: Data<App>,
    School(school): School,
) -> Result<HttpResponse, WebError> {
    let contact = app.site.security_contact.as_ref().ok_or(WebError::NotFound)?;
    let expires = app.clock.now().plus_seconds(GOOD_FOR_DAYS * 86_400).midnight_for_machines();
    let canonical = app.site.url_of(school.host.as_ref(), paths::SECURITY_TXT);
    let text = format!(
        "Contact: {contact}\nExpires: {expires}\nPreferred-Languages: en\nCanonical: {canonical}\n"
    );
    Ok(HttpResponse::Ok().content_type("text/plain; charset=utf-8").body(text))
}
