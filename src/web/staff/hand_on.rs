//! A reader hands a slip on because it concerns them.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};

use super::page;
use super::slip::{find, note_error};
use crate::app::App;
use crate::domain::{ActKind, HandOnReason, ReaderSummary};
use crate::paths;
use crate::services::ServiceError;
use crate::services::hand_on::{HandOnError, hand_on, who_would_read};
use crate::services::read_slip::FoundSlip;
use crate::views::components::FieldError;
use crate::views::staff::{HandOnChoice, HandOnPage, HandedOnPage, NobodyElsePage};
use crate::web::guard::{Posted, SignedIn, SlipReader};
use crate::web::{WebError, respond};

/// The form as it is answered.
#[derive(Default)]
struct Filled {
    status: StatusCode,
    because: Option<HandOnReason>,
    note: String,
    notice: Option<String>,
    errors: Vec<FieldError>,
}

/// `GET /staff/slips/{id}/hand-on`.
pub async fn show_hand_on(
    app: Data<App>,
    by: SlipReader,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let found = find(&app, &by, &id).await?;
    answer(&app, &by, &found, Filled::default()).await
}

/// `POST /staff/slips/{id}/hand-on`.
pub async fn submit_hand_on(
    app: Data<App>,
    posted: Posted<SlipReader>,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let Posted { by, form } = posted;
    let found = find(&app, &by, &id).await?;
    let because = form.first("because").and_then(HandOnReason::parse);
    let note = form.lines("note");
    let mut errors = Vec::new();
    if because.is_none() {
        let message = app.words.text("staff-hand-on-choose");
        errors.push(FieldError { field: "because", message });
    }
    let act = because.map(|because| ActKind::handed_on(because, &note));
    errors.extend(note_error(&app, "staff-hand-on-note-long", &note));
    let Some(Ok(act)) = act else {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return answer(&app, &by, &found, Filled { status, because, note, notice: None, errors })
            .await;
    };
    let now = app.clock.now();
    match hand_on(&app.db, &app.sealing(), &by.at_work(), &found, now, act).await {
        Ok(()) => Ok(respond::see_other(paths::HANDED_ON)),
        Err(HandOnError::NobodyElse) => {
            let view = NobodyElsePage { slip: &found.line.id };
            Ok(page(&app, &by, None, StatusCode::CONFLICT, &view))
        }
        Err(HandOnError::Service(ServiceError::Changed)) => {
            let found = find(&app, &by, &id).await?;
            let notice = Some(app.words.text("staff-hand-on-changed"));
            let filled = Filled { status: StatusCode::CONFLICT, because, note, notice, errors };
            answer(&app, &by, &found, filled).await
        }
        Err(HandOnError::Service(error)) => Err(error.into()),
    }
}

/// `GET /staff/handed-on`.
pub async fn show_handed_on(app: Data<App>, by: SlipReader) -> Result<HttpResponse, WebError> {
    Ok(page(&app, &by, None, StatusCode::OK, &HandedOnPage))
}

async fn answer(
    app: &App,
    by: &SignedIn,
    found: &FoundSlip,
    filled: Filled,
) -> Result<HttpResponse, WebError> {
    let choices =
        who_would_read(&app.db, &app.sealing(), &by.at_work(), found, app.clock.now()).await?;
    let choice = |(because, readers): (HandOnReason, Vec<ReaderSummary>)| HandOnChoice {
        because,
        readers: readers.iter().map(ReaderSummary::name_and_title).collect(),
    };
    let choices = choices.into_iter().map(choice).collect();
    let view = HandOnPage {
        slip: &found.line.id,
        choices,
        because: filled.because,
        note: &filled.note,
        notice: filled.notice,
        errors: &filled.errors,
        csrf: by.session.csrf(),
    };
    Ok(page(app, by, None, filled.status, &view))
}
