//! The answers a handler gives: a page, or a redirect.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{ContentType, LOCATION};
use maud::Markup;

use crate::app::App;
use crate::domain::Appearance;
use crate::views::{Frame, Page, pupil_document};
use crate::web::kiosk;

/// A page for pupils.
pub fn pupil_page(
    app: &App,
    status: StatusCode,
    appearance: Appearance,
    page: &impl Page,
) -> HttpResponse {
    document(status, pupil_document(page, &frame(app, appearance)))
}

/// What pages for pupils share.
pub fn frame(app: &App, appearance: Appearance) -> Frame<'_> {
    let appearance = appearance.or(app.site.appearance);
    let (language, mode) =
        (appearance.language.unwrap_or_default(), appearance.mode.unwrap_or_default());
    Frame {
        words: app.languages.words(language, mode),
        languages: app.languages.offered(),
        appearance,
        usual: app.site.appearance,
        media: &app.media,
        banner: app.site.banner.as_deref(),
        is_at_kiosk: kiosk::is_answered(),
    }
}

/// Any whole document.
pub fn document(status: StatusCode, document: Markup) -> HttpResponse {
    HttpResponse::build(status).content_type(ContentType::html()).body(document.into_string())
}

/// After every change, so that reloading the page does not repeat it, and so that the browser keeps
/// nothing of what was sent.
pub fn see_other(path: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((LOCATION, path)).finish()
}
