//! One slip: looking at its cover, opening it, taking it on, closing it.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};

use super::page;
use super::slip_page::{Answer, answer, is_opened};
use crate::app::App;
use crate::domain::{ActKind, CloseReason, SlipId, SlipState};
use crate::paths;
use crate::services::ServiceError;
use crate::services::acknowledge_slip::acknowledge_slip;
use crate::services::cases_of_slip::may_show_nudes;
use crate::services::close_slip::{Closing, close_slip};
use crate::services::read_slip::{FoundSlip, find_slip, open_slip};
use crate::views::components::FieldError;
use crate::views::staff::{CloseFields, NudesPage};
use crate::web::guard::{Posted, SignedIn, SlipReader};
use crate::web::{WebError, respond};

/// `GET /staff/slips/{id}`: the cover, or the slip if this person has opened it in this session.
pub async fn show_slip(
    app: Data<App>,
    by: SlipReader,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let found = find(&app, &by, &id).await?;
    answer(&app, &by, &found, Answer::default()).await
}

/// `POST /staff/slips/{id}/open`.
pub async fn submit_open(
    app: Data<App>,
    posted: Posted<SlipReader>,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let Posted { by, form } = posted;
    let found = find(&app, &by, &id).await?;
    if !is_opened(&by, &found) {
        // Before anybody has opened it, and so before any of its words.
        if form.first("nudes-read").is_none() && is_to_be_warned(&app, &by, &found).await? {
            let view = NudesPage { slip: &found.line.id, csrf: by.session.csrf() };
            return Ok(page(&app, &by, None, StatusCode::OK, &view));
        }
        open_slip(&app.db, &by.at_work(), &found, app.clock.now()).await?;
    }
    Ok(respond::see_other(&paths::slip(&found.line.id)))
}

/// `POST /staff/slips/{id}/acknowledge`.
pub async fn submit_acknowledge(
    app: Data<App>,
    posted: Posted<SlipReader>,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let by = posted.by;
    let found = find_opened(&app, &by, &id).await?;
    let done = acknowledge_slip(&app.db, &by.at_work(), &found, app.clock.now()).await;
    after(&app, &by, &found, done).await
}

/// `POST /staff/slips/{id}/close`.
pub async fn submit_close(
    app: Data<App>,
    posted: Posted<SlipReader>,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let Posted { by, form } = posted;
    let found = find_opened(&app, &by, &id).await?;
    let reason = form.first("reason").and_then(CloseReason::parse);
    let note = form.lines("note");
    let mut errors = Vec::new();
    if reason.is_none() {
        let message = app.words.text("staff-slip-close-choose");
        errors.push(FieldError { field: "reason", message });
    }
    let closing = reason.zip(reason.map(|reason| ActKind::closed(reason, &note)));
    errors.extend(note_error(&app, "staff-slip-close-note-long", &note));
    let Some((reason, Ok(act))) = closing else {
        let close = CloseFields { reason, note };
        let put_right = Answer { close, ..Answer::put_right(errors) };
        return answer(&app, &by, &found, put_right).await;
    };
    let is_unread = |slip: &FoundSlip| !slip.line.state.is_over() && !is_opened(&by, slip);
    if found.beside.iter().any(is_unread) {
        let message = app.words.text("staff-together-close-unread");
        let errors = vec![FieldError { field: "together", message }];
        let close = CloseFields { reason: Some(reason), note };
        let put_right = Answer { close, ..Answer::put_right(errors) };
        return answer(&app, &by, &found, put_right).await;
    }
    let now = app.clock.now();
    let purge_on = app.site.retention.purge_on(reason, now.day());
    let closing = Closing { act, purge_on };
    let done = close_slip(&app.db, &app.taxonomy, &by.at_work(), &found, now, closing).await;
    let missing = match done {
        Err(ServiceError::Undecided) => Some(("deciding", "staff-slip-close-undecided")),
        Err(ServiceError::SecondOpen) => Some(("split", "staff-split-close-second")),
        _ => None,
    };
    if let Some((field, key)) = missing {
        let message = app.words.text(key);
        let errors = vec![FieldError { field, message }];
        let close = CloseFields { reason: Some(reason), note };
        let put_right = Answer { close, ..Answer::put_right(errors) };
        return answer(&app, &by, &found, put_right).await;
    }
    after(&app, &by, &found, done).await
}

/// Whether somebody may have to be told not to look at pictures, for it or for another slip of its case.
async fn is_to_be_warned(app: &App, by: &SignedIn, found: &FoundSlip) -> Result<bool, WebError> {
    let (who, taxonomy) = (by.at_work(), &app.taxonomy);
    let is_beside_one = found.beside.iter().any(|slip| slip.came_as_nudes(&who.school, taxonomy));
    Ok(is_beside_one || may_show_nudes(&app.db, &who, taxonomy, found).await?)
}

pub(super) async fn find(app: &App, by: &SignedIn, id: &str) -> Result<FoundSlip, WebError> {
    let id = SlipId::parse(id).map_err(|_| WebError::NotFound)?;
    Ok(find_slip(&app.db, &by.at_work(), &id).await?)
}

/// Nobody acts on what they have not read.
pub(super) async fn find_opened(app: &App, by: &SignedIn, id: &str) -> Result<FoundSlip, WebError> {
    let found = find(app, by, id).await?;
    match is_opened(by, &found) {
        true => Ok(found),
        false => Err(WebError::Conflict("staff-problem-changed-advice")),
    }
}

/// What is wrong with the note of a form, if it is too long.
pub(super) fn note_error(app: &App, id: &'static str, note: &str) -> Option<FieldError> {
    let max = ActKind::NOTE_CHARACTERS_MAX;
    let is_long = note.trim().chars().count() > max;
    is_long.then(|| FieldError { field: "note", message: too_long(app, id, note, max) })
}

/// That what was typed has more characters than `max`; `id` names the sentence.
pub(super) fn too_long(app: &App, id: &'static str, typed: &str, max: usize) -> String {
    let count = typed.trim().chars().count();
    app.words.fill(id, &[("count", count.into()), ("max", max.into())])
}

async fn after(
    app: &App,
    by: &SignedIn,
    found: &FoundSlip,
    done: Result<(), ServiceError>,
) -> Result<HttpResponse, WebError> {
    after_change(app, by, found, done, |now| match now {
        SlipState::New | SlipState::Acknowledged => "staff-slip-faster-acknowledged",
        SlipState::AsideAsked | SlipState::Aside => "staff-slip-faster-aside",
        SlipState::Closed => "staff-slip-faster-closed",
    })
    .await
}

/// After a change, or after somebody else made one first: then `faster` names the sentence that
/// says so, by the state the slip is in now.
pub(super) async fn after_change(
    app: &App,
    by: &SignedIn,
    found: &FoundSlip,
    done: Result<(), ServiceError>,
    faster: impl FnOnce(SlipState) -> &'static str,
) -> Result<HttpResponse, WebError> {
    match done {
        Ok(()) => Ok(respond::see_other(&paths::slip(&found.line.id))),
        Err(ServiceError::Changed) => {
            let now = find(app, by, found.line.id.as_str()).await?;
            let notice = Some(app.words.text(faster(now.line.state)));
            let status = StatusCode::CONFLICT;
            answer(app, by, &now, Answer { status, notice, ..Answer::default() }).await
        }
        Err(error) => Err(error.into()),
    }
}
