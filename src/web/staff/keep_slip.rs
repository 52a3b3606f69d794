//! How long a slip is kept: holding it, and agreeing with another reader to delete it early.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};

use super::slip::{after_change, find_opened, too_long};
use super::slip_page::{Answer, answer};
use crate::app::App;
use crate::db::Db;
use crate::domain::{ActKind, ReasonProblem, Timestamp};
use crate::paths;
use crate::services::ServiceError;
use crate::services::keep_slip::{
    ask_for_purge, confirm_purge, erase_name, hold_slip, lift_hold, refuse_purge,
};
use crate::services::read_slip::{FoundSlip, ReaderAtWork};
use crate::views::components::FieldError;
use crate::views::staff::KeepFields;
use crate::web::guard::{Posted, SignedIn, SlipReader};
use crate::web::step_up::PostedAfresh;
use crate::web::{WebError, respond};

/// `POST /staff/slips/{id}/hold`.
pub async fn submit_hold(
    app: Data<App>,
    posted: Posted<SlipReader>,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let Posted { by, form } = posted;
    let found = find_opened(&app, &by, &id).await?;
    let hold_reason = form.lines("hold-reason");
    match ActKind::held(&hold_reason) {
        Ok(act) => {
            let done = hold_slip(&app.db, &by.at_work(), &found, app.clock.now(), act).await;
            after(&app, &by, &found, done).await
        }
        Err(problem) => {
            let errors = vec![error(&app, "hold-reason", &hold_reason, problem)];
            let keep = KeepFields { hold_reason, ..KeepFields::default() };
            put_right(&app, &by, &found, keep, errors).await
        }
    }
}

/// `POST /staff/slips/{id}/lift-hold`.
pub async fn submit_lift(
    app: Data<App>,
    posted: Posted<SlipReader>,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    change(&app, &posted.by, &id, lift_hold).await
}

/// `POST /staff/slips/{id}/erase-name`.
pub async fn submit_erase_name(
    app: Data<App>,
    posted: Posted<SlipReader>,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    change(&app, &posted.by, &id, erase_name).await
}

/// `POST /staff/slips/{id}/ask-purge`.
pub async fn submit_ask_purge(
    app: Data<App>,
    posted: PostedAfresh<SlipReader>,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let PostedAfresh { by, form } = posted;
    let found = find_opened(&app, &by, &id).await?;
    let purge_reason = form.lines("purge-reason");
    match ActKind::purge_asked(&purge_reason) {
        Ok(act) => {
            let done = ask_for_purge(&app.db, &by.at_work(), &found, app.clock.now(), act).await;
            after(&app, &by, &found, done).await
        }
        Err(problem) => {
            let errors = vec![error(&app, "purge-reason", &purge_reason, problem)];
            let keep = KeepFields { purge_reason, ..KeepFields::default() };
            put_right(&app, &by, &found, keep, errors).await
        }
    }
}

/// `POST /staff/slips/{id}/refuse-purge`.
pub async fn submit_refuse(
    app: Data<App>,
    posted: Posted<SlipReader>,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    change(&app, &posted.by, &id, refuse_purge).await
}

/// `POST /staff/slips/{id}/confirm-purge`.
pub async fn submit_confirm_purge(
    app: Data<App>,
    posted: PostedAfresh<SlipReader>,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let by = posted.by;
    let found = find_opened(&app, &by, &id).await?;
    match confirm_purge(&app.db, &by.at_work(), &found, app.clock.now()).await {
        Ok(()) => Ok(respond::see_other(paths::SLIPS_AFTER_PURGE)),
        refused => after(&app, &by, &found, refused).await,
    }
}

/// A change that needs nothing but its button.
async fn change(
    app: &App,
    by: &SignedIn,
    id: &str,
    make: impl AsyncFnOnce(&Db, &ReaderAtWork, &FoundSlip, Timestamp) -> Result<(), ServiceError>,
) -> Result<HttpResponse, WebError> {
    let found = find_opened(app, by, id).await?;
    let done = make(&app.db, &by.at_work(), &found, app.clock.now()).await;
    after(app, by, &found, done).await
}

async fn after(
    app: &App,
    by: &SignedIn,
    found: &FoundSlip,
    done: Result<(), ServiceError>,
) -> Result<HttpResponse, WebError> {
    after_change(app, by, found, done, |_| "staff-keep-changed").await
}

async fn put_right(
    app: &App,
    by: &SignedIn,
    found: &FoundSlip,
    keep: KeepFields,
    errors: Vec<FieldError>,
) -> Result<HttpResponse, WebError> {
    answer(app, by, found, Answer { keep, ..Answer::put_right(errors) }).await
}

fn error(app: &App, field: &'static str, typed: &str, problem: ReasonProblem) -> FieldError {
    let message = match problem {
        ReasonProblem::Missing => app.words.text("staff-keep-reason-missing"),
        ReasonProblem::TooLong => {
            too_long(app, "staff-keep-reason-long", typed, ActKind::NOTE_CHARACTERS_MAX)
        }
    };
    FieldError { field, message }
}
