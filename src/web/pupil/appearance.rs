//! How a pupil's pages look and read: what a link asks for, and what the draft keeps.

use actix_web::cookie::Cookie;
use actix_web::{HttpRequest, HttpResponse};

use super::draft_cookie;
use crate::app::App;
use crate::crypto::draft::DraftToken;
use crate::domain::{Appearance, Draft, Press, SentNote};
use crate::drafts::{DraftError, Kept};
use crate::paths;
use crate::web::{kiosk, respond, visit};

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
    let kept = kept_aside(app, request);
    kept.map_or_else(|| kiosk::look_of(request), |kept| kept.appearance())
}

/// What this pupil comes back to from a page beside the slip: the slip that they have begun, or the visit
/// that they came back for with their words, whichever they were at last.
pub fn kept_aside(app: &App, request: &HttpRequest) -> Option<Kept> {
    let token = token_of_last_page(app, request)?;
    app.drafts.open(&token, app.clock.now())
}

/// Whether they came there by a press of its own. Who types in the address may be somebody else.
pub fn has_pressed(app: &App, request: &HttpRequest) -> bool {
    let token = token_of_last_page(app, request).filter(|_| !visit::is_from_elsewhere(request));
    token.is_some_and(|token| !app.drafts.was_shown(&token, app.clock.now()))
}

/// The address of it.
pub fn address_of(kept: Option<&Kept>) -> &'static str {
    match kept {
        Some(Kept::Replying(_)) => paths::REPLY,
        Some(Kept::Writing(draft)) => paths::slip_of(draft.way),
        Some(Kept::Sent(note)) => paths::slip_of(note.way),
        None => paths::SLIP,
    }
}

fn token_of_last_page(app: &App, request: &HttpRequest) -> Option<DraftToken> {
    let tokens = [draft_cookie::read(request), draft_cookie::read_visit(request)];
    app.drafts.last_used(tokens.iter().flatten(), app.clock.now()).cloned()
}

/// Changes how this pupil's pages look, from a page beside the slip, and leads back to it. Nothing else
/// of what is being written is touched, and what was shown before is not shown once more.
pub fn change_appearance(
    app: &App,
    request: &HttpRequest,
    press: Press,
    back_to: &str,
) -> HttpResponse {
    let now = app.clock.now();
    let may_be_another = !has_pressed(app, request);
    let token = token_of_last_page(app, request);
    let kept = token.as_ref().and_then(|token| app.drafts.open(token, now));
    let before = match &kept {
        Some(kept) => kept.appearance(),
        None => kiosk::usual_look(app, request),
    };
    let Some(appearance) = press.changed(before) else { return respond::see_other(back_to) };
    let mut cookie: fn(&DraftToken) -> Cookie<'static> = draft_cookie::keep;
    let changed = match (kept, &token) {
        (Some(Kept::Writing(mut draft)), token) => {
            draft.appearance = appearance;
            draft.is_hidden |= may_be_another;
            app.drafts.keep(token.as_ref(), &draft, now)
        }
        (Some(Kept::Replying(mut visit)), token) => {
            visit.appearance = appearance;
            visit.is_hidden |= may_be_another;
            cookie = draft_cookie::keep_visit;
            app.drafts.keep_visit(token.as_ref(), &visit, now)
        }
        (Some(Kept::Sent(note)), Some(token)) => {
            let is_hidden = note.is_hidden || may_be_another;
            let way_back = note.way_back.without_words();
            let note = SentNote { appearance, is_hidden, way_back, ..note };
            app.drafts.mark_sent(token, &note, now)
        }
        // Another site's form comes without the cookie, and must not put a new one in its place.
        _ if !visit::is_same_site(request) => return respond::see_other(back_to),
        _ => app.drafts.keep(None, &Draft::begin(appearance), now),
    };
    answer(changed.map(|token| cookie(&token)), appearance, back_to)
}

/// Where nothing can be kept, the address says it, as a class's link does.
fn answer(
    changed: Result<Cookie<'static>, DraftError>,
    appearance: Appearance,
    back_to: &str,
) -> HttpResponse {
    let Ok(cookie) = changed else {
        return respond::see_other(&paths::looking_like(paths::SLIP, appearance));
    };
    let mut response = respond::see_other(back_to);
    match response.add_cookie(&cookie) {
        Ok(()) => response,
        Err(_) => respond::see_other(back_to),
    }
}
