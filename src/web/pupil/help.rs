//! Numbers and places that help, whatever else works or does not.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};

use super::appearance::{address_of, change_appearance, has_pressed, kept_aside};
use crate::app::App;
use crate::domain::{
    Answers, Appearance, Draft, Mode, Press, SchoolDetails, SchoolSummary, SentNote, Signpost,
};
use crate::drafts::Kept;
use crate::paths;
use crate::views::components::LanguageForm;
use crate::views::pupil::{HelpPage, WayBack};
use crate::web::{forms, kiosk, respond, visit};

/// `GET /help`. It asks nothing of the database.
pub async fn show_help(app: Data<App>, request: HttpRequest) -> HttpResponse {
    let kept = kept_aside(&app, &request);
    let appearance = kept.as_ref().map_or_else(|| kiosk::look_of(&request), Kept::appearance);
    // What fits a slip that was sent was said after Send, to the pupil alone.
    let worry = match &kept {
        // In everyone's turn the page is the same for everybody, to the byte.
        Some(Kept::Writing(draft))
            if !draft.is_hidden && !draft.way.is_turn() && has_pressed(&app, &request) =>
        {
            Some(&draft.answers)
        }
        Some(_) | None => None,
    };
    let school = app.site.school_at(visit::host(&request).as_ref());
    let mode = respond::frame(&app, appearance).words.mode();
    let page = page(&app, school, worry, mode, WayBack::Link(address_of(kept.as_ref())));
    respond::pupil_page(&app, StatusCode::OK, appearance, &page)
}

/// The same, for a slip that only the pages themselves carry.
pub fn carrying(app: &App, school: &SchoolSummary, draft: &Draft) -> HttpResponse {
    let school = app.site.school_at(school.host.as_ref());
    let page = page(app, school, Some(&draft.answers), draft.mode(), WayBack::carrying(draft));
    respond::pupil_page(app, StatusCode::OK, draft.appearance, &page)
}

/// The same, for the words that somebody is typing to make a computer a kiosk.
pub fn carrying_kiosk_words(
    app: &App,
    school: &SchoolSummary,
    appearance: Appearance,
    typed: &str,
) -> HttpResponse {
    let school = app.site.school_at(school.host.as_ref());
    let mode = respond::frame(app, appearance).words.mode();
    let page = page(app, school, None, mode, WayBack::to_kiosk(appearance, typed));
    respond::pupil_page(app, StatusCode::OK, appearance, &page)
}

/// Whom the page after Send points to.
pub fn for_sent<'a>(app: &'a App, school: &SchoolSummary, note: &SentNote) -> Vec<&'a Signpost> {
    let nation = app.site.nation_at(school.host.as_ref());
    app.signposts.of_codes(&note.signposts, nation)
}

fn page<'a>(
    app: &'a App,
    school: &'a SchoolDetails,
    worry: Option<&Answers>,
    mode: Mode,
    back: WayBack,
) -> HelpPage<'a> {
    let named = worry.map(|answers| answers.signposts(&app.taxonomy)).unwrap_or_default();
    HelpPage {
        help: app.signposts.sorted_for(&named, school.nation, mode),
        own: &school.own_help,
        is_about_staff: worry.is_some_and(|answers| answers.is_about_staff(&app.taxonomy)),
        back,
    }
}

/// `POST /help`: another language, also from the pages for what went wrong. It asks nothing of the
/// database either.
pub async fn change_language(
    app: Data<App>,
    request: HttpRequest,
    payload: Payload,
) -> HttpResponse {
    let (typed, _) = forms::read(payload).await;
    let back_to = match typed.first("step") {
        Some(LanguageForm::FROM_HELP) => paths::HELP,
        Some(_) | None => paths::SLIP,
    };
    change_appearance(&app, &request, Press::parse(typed.first("go")), back_to)
}
