//! How a pupil's pages look and read: what a link asks for, and what the draft keeps.

use actix_web::HttpRequest;

use super::draft_cookie;
use crate::app::App;
use crate::crypto::draft::DraftToken;
use crate::domain::Appearance;
use crate::drafts::Kept;

/// How a kiosk's or class's link wants the pages to look and read, before there is a draft.
#[derive(serde::Deserialize)]
pub struct AppearanceQuery {
    look: Option<String>,
    size: Option<String>,
    mode: Option<String>,
    lang: Option<String>,
}

impl From<&AppearanceQuery> for Appearance {
    fn from(query: &AppearanceQuery) -> Self {
        Self::read(|name| match name {
            "look" => query.look.as_deref(),
            "size" => query.size.as_deref(),
            "mode" => query.mode.as_deref(),
            "lang" => query.lang.as_deref(),
            _ => None,
        })
    }
}

/// How this pupil's pages look, for a page beside the slip from which they come back.
pub fn appearance_of(app: &App, request: &HttpRequest) -> Appearance {
    kept_aside(app, request).map(|kept| kept.appearance()).unwrap_or_default()
}

/// What this pupil comes back to from a page beside the slip, if they have begun one; else the visit that
/// they came back for with their words.
pub fn kept_aside(app: &App, request: &HttpRequest) -> Option<Kept> {
    let tokens = [draft_cookie::read(request), draft_cookie::read_visit(request)];
    let aside = |token: &DraftToken| app.drafts.step_aside(token, app.clock.now());
    tokens.iter().flatten().find_map(aside)
}
