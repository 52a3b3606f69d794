//! A reader says that slips are about the same thing, and that they are not after all.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};

use super::page;
use super::slip::{find, find_opened};
use super::slip_page::{Answer, answer as slip_page};
use crate::app::App;
use crate::domain::{SLIPS_OF_CASE_MAX, SlipFilter, SlipId};
use crate::paths;
use crate::services::ServiceError;
use crate::services::likely_slips::{Likely, Why, likely_slips};
use crate::services::list_slips::{Part, View, list_own_slips};
use crate::services::put_together::{PutTogether, put_together, take_apart};
use crate::services::read_slip::FoundSlip;
use crate::views::components::FieldError;
use crate::views::staff::{LikelyBecause, LikelyLine, TogetherPage};
use crate::web::guard::{Posted, SignedIn, SlipReader};
use crate::web::{WebError, respond};

/// What to say besides the slips that are offered.
#[derive(Default)]
struct Filled {
    status: StatusCode,
    chosen: Option<SlipId>,
    notice: Option<String>,
    errors: Vec<FieldError>,
}

/// `GET /staff/slips/{id}/together`.
pub async fn show_together(
    app: Data<App>,
    by: SlipReader,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let found = find_opened(&app, &by, &id).await?;
    answer(&app, &by, &found, Filled::default()).await
}

/// `POST /staff/slips/{id}/together`.
pub async fn submit_together(
    app: Data<App>,
    posted: Posted<SlipReader>,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let Posted { by, form } = posted;
    let found = find_opened(&app, &by, &id).await?;
    let Some(with) = form.first("with") else {
        let message = app.words.text("staff-together-choose");
        return put_right(&app, &by, &found, message).await;
    };
    let other = match find(&app, &by, with).await {
        Ok(other) => other,
        // It was deleted meanwhile, or sealed anew; or it was never theirs.
        Err(WebError::NotFound) => return changed(&app, &by, &found, None).await,
        Err(error) => return Err(error),
    };
    match put_together(&app.db, &by.at_work(), &found, &other, app.clock.now()).await {
        Ok(PutTogether::Done) => Ok(respond::see_other(&paths::slip(&found.line.id))),
        Ok(PutTogether::TooMany) => {
            let message =
                app.words.fill("staff-together-too-many", &[("max", SLIPS_OF_CASE_MAX.into())]);
            put_right(&app, &by, &found, message).await
        }
        Ok(PutTogether::SameSlip) => {
            put_right(&app, &by, &found, app.words.text("staff-together-same-slip")).await
        }
        Err(ServiceError::Changed) => changed(&app, &by, &found, Some(other)).await,
        Err(error) => Err(error.into()),
    }
}

/// `POST /staff/slips/{id}/apart`.
pub async fn submit_apart(
    app: Data<App>,
    posted: Posted<SlipReader>,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let by = posted.by;
    let found = find_opened(&app, &by, &id).await?;
    match take_apart(&app.db, &by.at_work(), &found, app.clock.now()).await {
        Ok(()) => Ok(respond::see_other(&paths::slip(&found.line.id))),
        Err(ServiceError::Changed) => {
            let now = find(&app, &by, &id).await?;
            let notice = Some(app.words.text("staff-together-apart-changed"));
            let status = StatusCode::CONFLICT;
            slip_page(&app, &by, &now, Answer { status, notice, ..Answer::default() }).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn put_right(
    app: &App,
    by: &SignedIn,
    found: &FoundSlip,
    message: String,
) -> Result<HttpResponse, WebError> {
    let errors = vec![FieldError { field: "with", message }];
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    answer(app, by, found, Filled { status, errors, ..Filled::default() }).await
}

async fn changed(
    app: &App,
    by: &SignedIn,
    found: &FoundSlip,
    other: Option<FoundSlip>,
) -> Result<HttpResponse, WebError> {
    let found = find(app, by, found.line.id.as_str()).await?;
    let notice = Some(app.words.text("staff-together-changed"));
    let chosen = other.map(|other| other.line.id);
    let status = StatusCode::CONFLICT;
    answer(app, by, &found, Filled { status, chosen, notice, ..Filled::default() }).await
}

async fn answer(
    app: &App,
    by: &SignedIn,
    found: &FoundSlip,
    filled: Filled,
) -> Result<HttpResponse, WebError> {
    let (who, now) = (by.at_work(), app.clock.now());
    // Tries what has come, so that it is among those that are looked through.
    let filter = SlipFilter::default();
    let view = View { part: Part::ToLookAt, filter, page: 1, lines_a_page: 1 };
    list_own_slips(&app.db, &who, now, view).await?;
    let likely = likely_slips(&app.db, &who, &app.taxonomy, found).await?;
    let view = TogetherPage {
        slip: &found.line.id,
        likely: likely.into_iter().map(|likely| line(app, likely)).collect(),
        chosen: filled.chosen,
        notice: filled.notice,
        errors: &filled.errors,
        csrf: by.session.csrf(),
    };
    Ok(page(app, by, None, filled.status, &view))
}

fn line(app: &App, Likely { line, why, kind }: Likely) -> LikelyLine {
    let kind = kind.and_then(|code| app.taxonomy.category(&code));
    LikelyLine {
        id: line.id,
        day: line.day,
        urgency: line.urgency,
        state: line.state,
        kind: kind.map(|kind| kind.staff_words.clone()).unwrap_or_default(),
        why: match why {
            Why::SaysTheSame => LikelyBecause::SaysTheSame,
            Why::SameKind => LikelyBecause::SameKind,
            Why::LookedAt(at) => LikelyBecause::LookedAt(at.0),
        },
    }
}
