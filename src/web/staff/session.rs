//! Locking, unlocking and ending a session.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;

use super::{bare_page, desk, see_other_with};
use crate::app::App;
use crate::crypto::Secret;
use crate::domain::Actor;
use crate::paths;
use crate::services::ServiceError;
use crate::services::sign_in::SignInError;
use crate::services::sign_out::{lock_session, sign_out};
use crate::services::unlock_session::unlock_session;
use crate::views::components::FieldError;
use crate::views::staff::UnlockPage;
use crate::web::guard::{Posted, SessionHolder};
use crate::web::{WebError, respond, staff_cookie};

/// `POST /staff/sign-out`.
pub async fn submit_sign_out(
    app: Data<App>,
    posted: Posted<SessionHolder>,
) -> Result<HttpResponse, WebError> {
    let (row, now) = (posted.by.session.row_id, app.clock.now());
    let actor = Actor::Reader(posted.by.reader.id);
    app.db.write(posted.by.school.id, actor, now, move |writer| sign_out(writer, &row)).await?;
    see_other_with(paths::SIGN_IN, &[staff_cookie::forget()])
}

/// `POST /staff/lock`.
pub async fn submit_lock(
    app: Data<App>,
    posted: Posted<SessionHolder>,
) -> Result<HttpResponse, WebError> {
    let (row, now) = (posted.by.session.row_id, app.clock.now());
    let actor = Actor::Reader(posted.by.reader.id);
    app.db.write(posted.by.school.id, actor, now, move |writer| lock_session(writer, &row)).await?;
    Ok(respond::see_other(paths::UNLOCK))
}

/// `GET /staff/unlock`.
pub async fn show_unlock(app: Data<App>, by: SessionHolder) -> HttpResponse {
    if !by.is_locked {
        return respond::see_other(paths::STAFF);
    }
    answer(&app, &by, StatusCode::OK, &[], None)
}

/// `POST /staff/unlock`.
pub async fn submit_unlock(
    app: Data<App>,
    posted: Posted<SessionHolder>,
) -> Result<HttpResponse, WebError> {
    let Posted { by, form } = posted;
    let attempt = app.sign_ins.attempt_by_itself(&by.session.row_id);
    let now = app.clock.now();
    let wait = app.sign_ins.wait_seconds(&attempt, now);
    if wait > 0 {
        let seconds = usize::try_from(wait).unwrap_or(1);
        let notice = app.words.fill("staff-sign-in-too-many", &[("seconds", seconds.into())]);
        return Ok(answer(&app, &by, StatusCode::TOO_MANY_REQUESTS, &[], Some(notice)));
    }
    app.sign_ins.count(&attempt, now);
    let password = Secret::new(form.first("password").unwrap_or_default().to_owned());
    let locks = app.key_locks();
    let desk = desk(&app, &locks, &by.school);
    match unlock_session(desk, &by.session, &by.reader.id, password).await {
        Ok(()) => {
            app.sign_ins.forgive(&attempt);
            Ok(respond::see_other(paths::STAFF))
        }
        Err(SignInError::Refused) => {
            let message = app.words.text("staff-unlock-refused");
            let errors = [FieldError { field: "password", message }];
            Ok(answer(&app, &by, StatusCode::UNPROCESSABLE_ENTITY, &errors, None))
        }
        Err(SignInError::Service(ServiceError::Busy(_))) => {
            app.sign_ins.take_back(&attempt);
            let notice = Some(app.words.text("staff-sign-in-busy"));
            Ok(answer(&app, &by, StatusCode::SERVICE_UNAVAILABLE, &[], notice))
        }
        Err(SignInError::Service(error)) => Err(error.into()),
    }
}

fn answer(
    app: &App,
    by: &SessionHolder,
    status: StatusCode,
    errors: &[FieldError],
    notice: Option<String>,
) -> HttpResponse {
    let (name, csrf) = (by.reader.name.as_str(), by.session.csrf());
    bare_page(app, &by.school, status, &UnlockPage { name, csrf, errors, notice })
}
