//! The last page, and the way back that it offers: six words, shown once.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use super::slip::with_cookie;
use super::{help, status};
use crate::app::App;
use crate::crypto::draft::DraftToken;
use crate::domain::{
    Appearance, CodeOffer, OPENED_AGAIN, OpenThread, Press, SchoolSummary, SentNote, Trouble,
    Typed, Way,
};
use crate::drafts::Kept;
use crate::paths;
use crate::services::ServiceError;
use crate::services::give_code::{give_code, take_code_back, thread_of};
use crate::views::pupil::{KeptPage, Problem, SentPage, ShownWay};
use crate::web::respond;

/// How the page is looked at: straight after a press, or for the first time at all. Send pressed once more
/// makes another first look, and no other first at all.
pub(super) struct Look {
    pub is_first: bool,
    pub is_first_ever: bool,
}

pub(super) fn show(
    app: &App,
    school: &SchoolSummary,
    token: Option<&DraftToken>,
    note: &SentNote,
    Look { is_first: is_first_look, is_first_ever }: Look,
) -> HttpResponse {
    let page = SentPage {
        note,
        nation: app.site.nation_at(school.host.as_ref()),
        next_reading: school.next_reading_after(app.clock.now(), note.nobody_until),
        signposts: help::for_sent(app, school, note),
        is_first_look,
        way_back: shown(token, &note.way_back, is_first_look, is_first_ever),
    };
    respond::pupil_page(app, StatusCode::OK, note.appearance, &page)
}

/// Whoever opens the page again, or comes back to it, is shown no words and offered none: it may be
/// somebody else.
fn shown(
    token: Option<&DraftToken>,
    way_back: &CodeOffer,
    is_first_look: bool,
    is_first_ever: bool,
) -> ShownWay {
    match way_back {
        CodeOffer::Offered { is_busy, .. } if is_first_look => {
            ShownWay::Offer { is_busy: *is_busy }
        }
        CodeOffer::None | CodeOffer::Offered { .. } => ShownWay::Nothing,
        CodeOffer::Taken { thread, is_shown: true } if is_first_ever => {
            let code = token.zip(thread_of(thread)).map(|(token, thread)| token.code(&thread));
            code.map_or(ShownWay::Nothing, |code| ShownWay::Words(code.words()))
        }
        CodeOffer::Taken { .. } => ShownWay::Over,
        CodeOffer::Declined => ShownWay::Declined,
    }
}

/// A press on the last page.
pub(super) async fn press(
    app: &App,
    school: &SchoolSummary,
    token: &DraftToken,
    note: SentNote,
    typed: &Typed,
) -> Result<HttpResponse, Problem> {
    let go = typed.first("go").unwrap_or_default();
    // Words that are on the page stay on it when it changes its look; else they do not come back.
    let has_words = typed.first("has-words").is_some();
    let way_back = match (go, note.way_back) {
        ("code-yes", CodeOffer::Offered { thread, .. }) => take(app, school, token, thread).await,
        ("code-no", CodeOffer::Offered { .. }) => CodeOffer::Declined,
        ("code-no", CodeOffer::Taken { thread, is_shown }) => {
            match take_code_back(&app.db, &school.id, app.clock.now(), &thread).await {
                Ok(()) | Err(ServiceError::NotFound) => CodeOffer::Declined,
                // Its words are on the page still, and the button with them.
                Err(_) => CodeOffer::Taken { thread, is_shown: is_shown && has_words },
            }
        }
        // The answer to the press before got lost.
        ("code-yes", CodeOffer::Taken { thread, is_shown }) => {
            // Straight after the first press it is the same pupil, also where its page has come.
            let now = app.clock.now();
            let is_theirs =
                !app.drafts.was_shown(token, now) || app.drafts.is_straight_after(token, now);
            CodeOffer::Taken { thread, is_shown: is_shown && is_theirs }
        }
        (_, CodeOffer::Taken { thread, is_shown }) => {
            CodeOffer::Taken { thread, is_shown: is_shown && has_words }
        }
        (_, way_back) => way_back,
    };
    let pressed = Press::parse(Some(go));
    let appearance = pressed.changed(note.appearance).unwrap_or(note.appearance);
    let is_hidden = typed.first(OPENED_AGAIN).is_some();
    let note = SentNote { appearance, is_hidden, way_back, ..note };
    let token = app.drafts.mark_sent(token, &note, app.clock.now());
    with_cookie(&token.map_err(|_| Problem::Busy)?, note.way, pressed.aside())
}

/// A press on the last page after it has been cleared, or when another slip was begun since. Words that
/// were not asked for in time cannot be made: what opens their slip is gone.
pub(super) fn over(app: &App, typed: &Typed, usual: Appearance, way: Way) -> HttpResponse {
    let pressed = Press::parse(typed.first("go"));
    if let Some(aside) = pressed.aside() {
        return respond::see_other(paths::aside(aside));
    }
    let chosen = Appearance::read(|name| typed.first(name)).or(usual);
    let appearance = pressed.changed(chosen).unwrap_or(chosen);
    let page = KeptPage { problem: Problem::SentEarlier, typed: None, way };
    respond::pupil_page(app, status::of(page.problem), appearance, &page)
}

/// The pupil wants words. Where none can be made just now, they can press again.
async fn take(
    app: &App,
    school: &SchoolSummary,
    token: &DraftToken,
    thread: OpenThread,
) -> CodeOffer {
    let Some(id) = thread_of(&thread) else { return CodeOffer::None };
    let (locks, now) = (app.code_locks(), app.clock.now());
    match give_code(&app.db, &locks, &school.id, now, token.code(&id), &thread).await {
        Ok(()) => CodeOffer::Taken { thread, is_shown: true },
        Err(_) => CodeOffer::Offered { thread, is_busy: true },
    }
}

/// What a slip that was sent just now is offered: nothing new at a second press of Send, which knows
/// nothing of the slip that the first has stored.
pub(super) fn way_back(app: &App, token: &DraftToken, thread: Option<OpenThread>) -> CodeOffer {
    match thread {
        Some(thread) => CodeOffer::Offered { thread, is_busy: false },
        None => match app.drafts.open(token, app.clock.now()) {
            Some(Kept::Sent(note)) => note.way_back,
            Some(Kept::Writing(_) | Kept::Replying(_)) | None => CodeOffer::None,
        },
    }
}

/// Leads to the last page.
pub(super) fn page(
    app: &App,
    token: &DraftToken,
    note: &SentNote,
) -> Result<HttpResponse, Trouble> {
    let token = app.drafts.mark_sent(token, note, app.clock.now()).map_err(|_| Trouble::Fault)?;
    with_cookie(&token, note.way, None).map_err(|_| Trouble::Fault)
}
