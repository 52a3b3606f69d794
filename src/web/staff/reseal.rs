//! A reader seals slips anew without somebody who could open them.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;

use super::page;
use crate::app::App;
use crate::paths;
use crate::services::reseal_slips::{reseal_progress, reseal_some};
use crate::views::staff::{ResealPage, ResealState};
use crate::web::guard::{Posted, SlipReader};
use crate::web::{WebError, respond};

/// `GET /staff/readers/reseal`.
pub async fn show_reseal(app: Data<App>, by: SlipReader) -> Result<HttpResponse, WebError> {
    let progress = reseal_progress(&app.db, &app.sealing(), &by.at_work()).await?;
    let state = match progress {
        Some(progress) => ResealState::Due { done: progress.done, total: progress.total },
        None => ResealState::Nothing,
    };
    let view = ResealPage { state, csrf: by.session.csrf() };
    Ok(page(&app, &by, None, StatusCode::OK, &view))
}

/// `POST /staff/readers/reseal`: the next ones.
pub async fn submit_reseal(
    app: Data<App>,
    posted: Posted<SlipReader>,
) -> Result<HttpResponse, WebError> {
    let by = posted.by;
    reseal_some(&app.db, &app.sealing(), &by.at_work(), app.clock.now()).await?;
    Ok(respond::see_other(paths::RESEAL))
}
