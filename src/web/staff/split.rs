//! A reader finds that a slip tells of two things, and that it does not after all.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};

use super::page;
use super::slip::{find, find_opened};
use super::slip_page::{Answer, answer as slip_page};
use crate::app::App;
use crate::crypto::random;
use crate::domain::{ActKind, NotSplit, PressId, ReaderSummary, SlipAct, Typed, may_split};
use crate::paths;
use crate::services::ServiceError;
use crate::services::read_slip::FoundSlip;
use crate::services::split_slip::{
    SplitError, Splitting, put_back, split_slip, who_would_read_about_staff,
};
use crate::views::components::FieldError;
use crate::views::staff::{PutBackPage, SplitPage};
use crate::web::guard::{Posted, SignedIn, SlipReader};
use crate::web::{WebError, respond};

/// The form as it is answered.
struct Filled {
    status: StatusCode,
    press: PressId,
    chosen: Option<String>,
    problem: Option<NotSplit>,
    notice: Option<String>,
    errors: Vec<FieldError>,
}

impl Filled {
    fn with(press: PressId) -> Self {
        let (status, errors) = (StatusCode::OK, Vec::new());
        Self { status, press, chosen: None, problem: None, notice: None, errors }
    }
}

/// `GET /staff/slips/{id}/split`.
pub async fn show_split(
    app: Data<App>,
    by: SlipReader,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let found = find_opened(&app, &by, &id).await?;
    let content = found.content(&by.school.id)?;
    let problem = may_split(&content, found.second_cases().len(), found.line.state).err();
    answer(&app, &by, &found, Filled { problem, ..Filled::with(new_press()?) }).await
}

/// `POST /staff/slips/{id}/split`.
pub async fn submit_split(
    app: Data<App>,
    posted: Posted<SlipReader>,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let Posted { by, form } = posted;
    let found = find_opened(&app, &by, &id).await?;
    let press = match form.first("press").and_then(|press| PressId::parse(press).ok()) {
        Some(press) => press,
        None => new_press()?,
    };
    let chosen = form.first("second-kind").map(str::to_owned);
    let kind = app.taxonomy.categories().find(|kind| Some(kind.code.as_str()) == chosen.as_deref());
    let filled = Filled { chosen: chosen.clone(), ..Filled::with(press.clone()) };
    let Some(kind) = kind else {
        let message = app.words.text("staff-split-choose");
        let errors = vec![FieldError { field: "second-kind", message }];
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return answer(&app, &by, &found, Filled { status, errors, ..filled }).await;
    };
    let splitting = Splitting { kind, press };
    let (sealing, now) = (app.sealing(), app.clock.now());
    match split_slip(&app.db, &sealing, &by.at_work(), &found, now, &splitting).await {
        Ok(second) => Ok(respond::see_other(&paths::slip(&second.unwrap_or(found.line.id)))),
        Err(SplitError::NotSplit(problem)) => {
            let (status, problem) = (StatusCode::CONFLICT, Some(problem));
            answer(&app, &by, &found, Filled { status, problem, ..filled }).await
        }
        Err(SplitError::Service(ServiceError::Changed)) => {
            let found = find_opened(&app, &by, &id).await?;
            let notice = Some(app.words.text("staff-split-changed"));
            let status = StatusCode::CONFLICT;
            answer(&app, &by, &found, Filled { status, notice, ..filled }).await
        }
        Err(SplitError::Service(error)) => Err(error.into()),
    }
}

/// `GET /staff/slips/{id}/put-back`.
pub async fn show_put_back(
    app: Data<App>,
    by: SlipReader,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let found = find_opened(&app, &by, &id).await?;
    let content = found.content(&by.school.id)?;
    let Some(first) = found.may_be_put_back(&content, &app.taxonomy) else {
        return worked_on(&app, &by, &found).await;
    };
    let view = PutBackPage { slip: &found.line.id, first, csrf: by.session.csrf() };
    Ok(page(&app, &by, None, StatusCode::OK, &view))
}

/// `POST /staff/slips/{id}/put-back`.
pub async fn submit_put_back(
    app: Data<App>,
    posted: Posted<SlipReader>,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let Posted { by, form } = posted;
    let found = match find_opened(&app, &by, &id).await {
        Err(WebError::NotFound) => return put_back_before(&app, &by, &form).await,
        found => found?,
    };
    match put_back(&app.db, &app.taxonomy, &by.at_work(), &found, app.clock.now()).await {
        Ok(first) => Ok(respond::see_other(&paths::slip(&first))),
        Err(ServiceError::Changed) => {
            let now = find(&app, &by, &id).await?;
            worked_on(&app, &by, &now).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The button was pressed twice: the first press has done it.
async fn put_back_before(app: &App, by: &SignedIn, form: &Typed) -> Result<HttpResponse, WebError> {
    let first = find_opened(app, by, form.first("first").unwrap_or_default()).await?;
    let was_put_back = |act: &SlipAct| matches!(act.kind, ActKind::PutBack { .. });
    match first.acts.iter().any(was_put_back) {
        true => Ok(respond::see_other(&paths::slip(&first.line.id))),
        false => Err(WebError::NotFound),
    }
}

async fn worked_on(app: &App, by: &SignedIn, found: &FoundSlip) -> Result<HttpResponse, WebError> {
    let notice = Some(app.words.text("staff-put-back-worked"));
    let status = StatusCode::CONFLICT;
    slip_page(app, by, found, Answer { status, notice, ..Answer::default() }).await
}

fn new_press() -> Result<PressId, WebError> {
    Ok(PressId::from_random(random::bytes()?))
}

async fn answer(
    app: &App,
    by: &SignedIn,
    found: &FoundSlip,
    filled: Filled,
) -> Result<HttpResponse, WebError> {
    let (sealing, now) = (app.sealing(), app.clock.now());
    let who = by.at_work();
    let about_staff = match who_would_read_about_staff(&app.db, &sealing, &who, found, now).await {
        Ok(readers) => readers.iter().map(ReaderSummary::name_and_title).collect(),
        Err(SplitError::NotSplit(_)) => Vec::new(),
        Err(SplitError::Service(error)) => return Err(error.into()),
    };
    let kinds = app.taxonomy.categories();
    let view = SplitPage {
        slip: &found.line.id,
        problem: filled.problem,
        kinds: kinds.map(|kind| (kind.code.as_str(), kind.staff_words.clone())).collect(),
        chosen: filled.chosen.as_deref(),
        about_staff: &about_staff,
        press: &filled.press,
        notice: filled.notice,
        errors: &filled.errors,
        csrf: by.session.csrf(),
    };
    Ok(page(app, by, None, filled.status, &view))
}
