//! A reader lets a colleague read a slip that did not go to them.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};

use super::page;
use super::slip::find_opened;
use crate::app::App;
use crate::domain::{NotLetIn, ReaderId, ReaderSummary};
use crate::paths;
use crate::services::ServiceError;
use crate::services::let_read::{LetReadError, let_read, who_may_be_let_in};
use crate::services::read_slip::FoundSlip;
use crate::views::components::FieldError;
use crate::views::staff::{ColleagueLine, LetReadPage, not_let_in_in_words};
use crate::web::guard::{Posted, SignedIn, SlipReader};
use crate::web::{WebError, respond};

/// The form as it is answered.
#[derive(Default)]
struct Filled {
    status: StatusCode,
    chosen: Option<ReaderId>,
    notice: Option<String>,
    problem: Option<NotLetIn>,
}

/// `GET /staff/slips/{id}/let-read`.
pub async fn show_let_read(
    app: Data<App>,
    by: SlipReader,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let found = find_opened(&app, &by, &id).await?;
    answer(&app, &by, &found, Filled::default()).await
}

/// `POST /staff/slips/{id}/let-read`.
pub async fn submit_let_read(
    app: Data<App>,
    posted: Posted<SlipReader>,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let Posted { by, form } = posted;
    let found = find_opened(&app, &by, &id).await?;
    let chosen = form.first("colleague").and_then(|id| ReaderId::parse(id).ok());
    let Some(colleague) = chosen.clone() else {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return answer(&app, &by, &found, Filled { status, ..Filled::default() }).await;
    };
    let (sealing, now) = (app.sealing(), app.clock.now());
    match let_read(&app.db, &sealing, &by.at_work(), &found, now, &colleague).await {
        Ok(slip) => Ok(respond::see_other(&paths::slip(&slip))),
        Err(LetReadError::NotLetIn(problem)) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            let filled = Filled { status, chosen, notice: None, problem: Some(problem) };
            answer(&app, &by, &found, filled).await
        }
        Err(LetReadError::Service(ServiceError::Changed)) => {
            let found = find_opened(&app, &by, &id).await?;
            let notice = Some(app.words.text("staff-let-read-changed"));
            let status = StatusCode::CONFLICT;
            answer(&app, &by, &found, Filled { status, chosen, notice, problem: None }).await
        }
        Err(LetReadError::Service(error)) => Err(error.into()),
    }
}

async fn answer(
    app: &App,
    by: &SignedIn,
    found: &FoundSlip,
    filled: Filled,
) -> Result<HttpResponse, WebError> {
    let colleagues = who_may_be_let_in(&app.db, &app.sealing(), &by.at_work(), found).await?;
    let line = |(colleague, problem): (ReaderSummary, Option<NotLetIn>)| ColleagueLine {
        name: colleague.name_and_title(),
        id: colleague.id,
        problem,
    };
    let colleagues: Vec<ColleagueLine> = colleagues.into_iter().map(line).collect();
    let named = colleagues.iter().find(|one| Some(&one.id) == filled.chosen.as_ref());
    let message = match filled.problem.zip(named) {
        Some((problem, one)) => {
            let why = not_let_in_in_words(problem, &app.words);
            Some(app.words.fill(
                "staff-let-read-refused",
                &[("who", (&one.name).into()), ("why", (&why).into())],
            ))
        }
        None if filled.status == StatusCode::UNPROCESSABLE_ENTITY => {
            Some(app.words.text("staff-let-read-choose"))
        }
        None => None,
    };
    let error = |message| FieldError { field: "colleague", message };
    let errors: Vec<FieldError> = message.into_iter().map(error).collect();
    let view = LetReadPage {
        slip: &found.line.id,
        colleagues,
        chosen: filled.chosen,
        notice: filled.notice,
        errors: &errors,
        csrf: by.session.csrf(),
    };
    Ok(page(app, by, None, filled.status, &view))
}
