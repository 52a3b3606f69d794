//! A pupil comes back with their six words: they read what staff have written, and answer. As with a slip,
//! a form is posted, the visit moves on in memory, and the browser is sent back to look.

use std::panic::AssertUnwindSafe;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Payload, Query};
use actix_web::{HttpRequest, HttpResponse, ResponseError};
use futures_util::FutureExt;

use super::appearance::{AppearanceQuery, appearance_of};
use super::draft_cookie;
use crate::app::App;
use crate::crypto::draft::DraftToken;
use crate::crypto::{CodeKeys, Secret};
use crate::domain::{
    Appearance, FollowUpCode, Press, ReplyPressed, ReplyTrouble, ReplyVisit, SchoolSummary, Typed,
};
use crate::drafts::{Kept, Shown};
use crate::paths;
use crate::rate_limit::{Admission, Manner};
use crate::services::ServiceError;
use crate::services::open_thread::{open_thread, read_messages};
use crate::services::send_answer::{AnswerError, send_answer};
use crate::views::pupil::{ReplyContent, ReplyPage};
use crate::web::forms::{self, Arrival};
use crate::web::kiosk::SlipLane;
use crate::web::school::School;
use crate::web::{WebError, respond, visit};

/// `GET /reply`: the box for the words, or what they have opened.
pub async fn show(
    app: Data<App>,
    School(school): School,
    query: Option<Query<AppearanceQuery>>,
    request: HttpRequest,
) -> HttpResponse {
    if visit::is_fetched_ahead(&request) {
        return HttpResponse::ServiceUnavailable().finish();
    }
    let token = draft_cookie::read_visit(&request);
    let shown = token.and_then(|token| app.drafts.look(&token, app.clock.now()));
    match shown {
        Some(Shown { kept: Kept::Replying(visit), is_first_look, .. }) => {
            look(&app, &school, visit, is_first_look, visit::is_from_elsewhere(&request)).await
        }
        Some(_) | None => {
            let chosen = query.as_deref().map(Appearance::from).unwrap_or_default();
            let visit = ReplyVisit::begin(chosen.or(appearance_of(&app, &request)));
            page(&app, &visit, ReplyContent::Code)
        }
    }
}

async fn look(
    app: &App,
    school: &SchoolSummary,
    mut visit: ReplyVisit,
    is_first_look: bool,
    is_from_elsewhere: bool,
) -> HttpResponse {
    let keys = visit.keys.as_deref().and_then(CodeKeys::parse);
    if !is_first_look || visit.is_hidden || is_from_elsewhere {
        // Somebody else may have gone back to the page, or opened it again.
        let shown = ReplyVisit::begin(visit.appearance);
        let is_any = keys.is_some() || !visit.answer.is_empty();
        let hidden = if is_any { ReplyContent::Hidden } else { ReplyContent::Code };
        return page(app, &shown, hidden);
    }
    let Some(keys) = keys else { return page(app, &visit, ReplyContent::Code) };
    match read_messages(&app.db, &school.id, &keys).await {
        Ok(Some(messages)) => {
            let nation = app.site.nation_at(school.host.as_ref());
            page(app, &visit, ReplyContent::Messages(&messages, nation))
        }
        // Over since it was opened.
        Ok(None) => {
            visit.trouble = Some(ReplyTrouble::NoSlip);
            page(app, &visit, ReplyContent::Code)
        }
        Err(_) => {
            visit.trouble = Some(ReplyTrouble::Busy);
            page(app, &visit, ReplyContent::Hidden)
        }
    }
}

/// `POST /reply`: whatever happens to it, the words that came are in a page afterwards.
pub async fn press(
    app: Data<App>,
    school: Result<School, WebError>,
    request: HttpRequest,
    payload: Payload,
) -> HttpResponse {
    let (typed, arrival) = forms::read(payload).await;
    let appearance = Appearance::read(|name| typed.first(name)).or(appearance_of(&app, &request));
    let keeping = |trouble| {
        let mut visit = ReplyVisit::begin(appearance);
        visit.keep_typed(&typed, Some(trouble));
        page(&app, &visit, ReplyContent::Code)
    };
    let School(school) = match school {
        Ok(school) => school,
        Err(WebError::Busy) => return keeping(ReplyTrouble::Busy),
        Err(error) => return error.error_response(),
    };
    let visitor = Visitor {
        token: draft_cookie::read_visit(&request),
        network: visit::network(&request),
        lane: SlipLane::of(&request),
        appearance,
    };
    let answered = AssertUnwindSafe(visitor.press(&app, &school, &typed, arrival)).catch_unwind();
    match answered.await {
        Ok(response) => response,
        // Whatever panicked is not called again.
        Err(_panic) => {
            let mut visit = ReplyVisit::begin(appearance);
            visit.keep_typed(&typed, Some(ReplyTrouble::Fault));
            page(&app, &visit, ReplyContent::Code)
        }
    }
}

/// What is known of a press beside its form.
struct Visitor {
    token: Option<DraftToken>,
    network: Secret<Vec<u8>>,
    lane: SlipLane,
    appearance: Appearance,
}

impl Visitor {
    async fn press(
        &self,
        app: &App,
        school: &SchoolSummary,
        typed: &Typed,
        arrival: Arrival,
    ) -> HttpResponse {
        let kept = self.token.as_ref().and_then(|token| app.drafts.open(token, app.clock.now()));
        let (mut visit, before) = match kept {
            // Somebody else's words are not opened by theirs, nor by going back.
            Some(Kept::Replying(visit)) if Press::parse(typed.first("go")) == Press::Anew => {
                if let Some(token) = &self.token {
                    app.drafts.end(token, app.clock.now());
                }
                (visit, None)
            }
            Some(Kept::Replying(visit)) => (visit, self.token.as_ref()),
            Some(Kept::Writing(_) | Kept::Sent(_)) | None => {
                (ReplyVisit::begin(self.appearance), None)
            }
        };
        let mut to = paths::REPLY;
        match arrival {
            Arrival::Whole => match visit.press(typed) {
                ReplyPressed::Aside(aside) => to = paths::aside(aside),
                ReplyPressed::Show => {}
                ReplyPressed::Open => visit.trouble = self.open(app, school, &mut visit).await,
                ReplyPressed::Answer { number } => {
                    visit.trouble = self.answer(app, school, &mut visit, number).await;
                }
            },
            Arrival::TooLarge => visit.keep_typed(typed, Some(ReplyTrouble::CutShort)),
            Arrival::Broken | Arrival::TooSlow => {
                visit.keep_typed(typed, Some(ReplyTrouble::Garbled));
            }
        }
        match app.drafts.keep_visit(before, &visit, app.clock.now()) {
            Ok(token) => {
                let mut response = respond::see_other(to);
                match response.add_cookie(&draft_cookie::keep_visit(&token)) {
                    Ok(()) => response,
                    Err(_) => page(app, &visit, ReplyContent::Code),
                }
            }
            // No room for one more: the page itself carries what was typed.
            Err(_) => {
                visit.shut(typed);
                visit.trouble.get_or_insert(ReplyTrouble::Busy);
                page(app, &visit, ReplyContent::Code)
            }
        }
    }

    async fn open(
        &self,
        app: &App,
        school: &SchoolSummary,
        visit: &mut ReplyVisit,
    ) -> Option<ReplyTrouble> {
        let code = match FollowUpCode::parse(&visit.typed) {
            Ok(code) => code,
            Err(problem) => return Some(ReplyTrouble::NotACode(problem)),
        };
        let (locks, now) = (app.code_locks(), app.clock.now());
        match app.limiter.admit_code(self.network.expose(), now) {
            Ok(true) if app.code_tries.admit(&school.id) => {}
            Ok(_) => return Some(ReplyTrouble::Busy),
            Err(_) => return Some(ReplyTrouble::Fault),
        }
        match open_thread(&app.db, &locks, &school.id, now, code).await {
            Ok(Some(keys)) => {
                visit.open(keys.to_text().expose().clone());
                None
            }
            Ok(None) => Some(ReplyTrouble::NoSlip),
            Err(ServiceError::Busy(_) | ServiceError::Database(_)) => Some(ReplyTrouble::Busy),
            Err(_) => Some(ReplyTrouble::Fault),
        }
    }

    async fn answer(
        &self,
        app: &App,
        school: &SchoolSummary,
        visit: &mut ReplyVisit,
        number: u32,
    ) -> Option<ReplyTrouble> {
        let keys = visit.keys.as_deref().and_then(CodeKeys::parse)?;
        let now = app.clock.now();
        match self.lane.admit(app, &school.id, Manner::ByHand) {
            Ok(Admission::Normal | Admission::Rush) => {}
            Ok(Admission::Full) => return Some(ReplyTrouble::Busy),
            Err(_) => return Some(ReplyTrouble::Fault),
        }
        let mut answer = visit.answer.clone();
        answer.mode = visit.appearance.or(app.site.appearance).mode.unwrap_or_default();
        answer.language = visit.appearance.or(app.site.appearance).language.unwrap_or_default();
        let id = self.token.as_ref().map(DraftToken::id_hash).unwrap_or_default();
        let press = [id.as_slice(), &number.to_be_bytes()].concat();
        let sealing = app.sealing();
        match send_answer(&app.db, &sealing, &school.id, now, &keys, &press, &answer).await {
            Ok(()) => {
                visit.sent(number);
                None
            }
            Err(AnswerError::Over) => {
                visit.keys = None;
                Some(ReplyTrouble::NoSlip)
            }
            Err(AnswerError::NobodyLeft) => Some(ReplyTrouble::NobodyLeft),
            Err(AnswerError::TooMany) => Some(ReplyTrouble::NoMoreAnswers),
            Err(AnswerError::Database(_)) => Some(ReplyTrouble::Busy),
            Err(AnswerError::NotSealed) => Some(ReplyTrouble::Fault),
        }
    }
}

fn page(app: &App, visit: &ReplyVisit, content: ReplyContent<'_>) -> HttpResponse {
    let status = visit.trouble.as_ref().map_or(StatusCode::OK, status_of);
    respond::pupil_page(app, status, visit.appearance, &ReplyPage { visit, content })
}

fn status_of(trouble: &ReplyTrouble) -> StatusCode {
    match trouble {
        ReplyTrouble::NotACode(_)
        | ReplyTrouble::NoSlip
        | ReplyTrouble::Empty
        | ReplyTrouble::TooLong { .. }
        | ReplyTrouble::Ended
        | ReplyTrouble::NobodyLeft
        | ReplyTrouble::NoMoreAnswers => StatusCode::UNPROCESSABLE_ENTITY,
        ReplyTrouble::Garbled => StatusCode::BAD_REQUEST,
        ReplyTrouble::CutShort => StatusCode::PAYLOAD_TOO_LARGE,
        ReplyTrouble::Busy => StatusCode::SERVICE_UNAVAILABLE,
        ReplyTrouble::Fault => StatusCode::INTERNAL_SERVER_ERROR,
    }
}
