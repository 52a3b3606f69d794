//! Locking, unlocking and ending a session.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;

use super::{bare_page, desk, see_other_with, wait_notice};
use crate::app::App;
use crate::crypto::Secret;
use crate::domain::Actor;
use crate::paths;
use crate::services::ServiceError;
use crate::services::sign_in::SignInError;
use crate::services::sign_out::{lock_session, sign_out};
use crate::services::unlock_session::unlock_session;
use crate::views::components::{FieldError, SendAgain};
use crate::views::staff::{GoOnPage, UnlockPage};
use crate::web::guard::{Posted, SessionHolder};
use crate::web::kept_form::KeptForm;
use crate::web::{WebError, respond, staff_cookie, visited_cookie};

/// `POST /staff/sign-out`.
pub async fn submit_sign_out(
    app: Data<App>,
    posted: Posted<SessionHolder>,
) -> Result<HttpResponse, WebError> {
    let (row, now) = (posted.by.session.row_id, app.clock.now());
    let actor = Actor::Reader(posted.by.reader.id);
    app.db.write(posted.by.school.id, actor, now, move |writer| sign_out(writer, &row)).await?;
    see_other_with(paths::SIGN_IN, &[staff_cookie::forget(), visited_cookie::forget()])
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
    locked_page(&app, &by, StatusCode::OK, Locked::default())
}

/// `POST /staff/unlock`.
pub async fn submit_unlock(
    app: Data<App>,
    posted: Posted<SessionHolder>,
) -> Result<HttpResponse, WebError> {
    let Posted { by, form } = posted;
    let kept = form.first("kept");
    let attempt = app.sign_ins.attempt_by_itself(&by.session.row_id);
    if let notice @ Some(_) = wait_notice(&app, &attempt) {
        let locked = Locked { notice, kept, ..Locked::default() };
        return Ok(locked_page(&app, &by, StatusCode::TOO_MANY_REQUESTS, locked));
    }
    app.sign_ins.count(&attempt, app.clock.now());
    let password = Secret::new(form.first("password").unwrap_or_default().to_owned());
    let locks = app.key_locks();
    let desk = desk(&app, &locks, &by.school);
    match unlock_session(desk, &by.session, &by.reader.id, password).await {
        Ok(()) => {
            app.sign_ins.forgive(&attempt);
            let opened = kept.and_then(|it| KeptForm::open(&by.session, &by.reader.id, it));
            Ok(opened.map_or_else(|| respond::see_other(paths::STAFF), |it| go_on(&app, &by, &it)))
        }
        Err(SignInError::Refused) => {
            let message = app.words.text("staff-unlock-refused");
            let errors = vec![FieldError { field: "password", message }];
            let locked = Locked { errors, kept, ..Locked::default() };
            Ok(locked_page(&app, &by, StatusCode::UNPROCESSABLE_ENTITY, locked))
        }
        Err(SignInError::Service(ServiceError::Busy(_))) => {
            app.sign_ins.take_back(&attempt);
            let notice = Some(app.words.text("staff-sign-in-busy"));
            let locked = Locked { notice, kept, ..Locked::default() };
            Ok(locked_page(&app, &by, StatusCode::SERVICE_UNAVAILABLE, locked))
        }
        Err(SignInError::Service(error)) => Err(error.into()),
    }
}

/// What the locked screen says.
#[derive(Default)]
pub(in crate::web) struct Locked<'a> {
    pub(in crate::web) errors: Vec<FieldError>,
    pub(in crate::web) notice: Option<String>,
    /// A form that came meanwhile, sealed.
    pub(in crate::web) kept: Option<&'a str>,
}

pub(in crate::web) fn locked_page(
    app: &App,
    by: &SessionHolder,
    status: StatusCode,
    locked: Locked<'_>,
) -> HttpResponse {
    let Locked { errors, notice, kept } = locked;
    let (name, csrf) = (by.reader.name.as_str(), by.session.csrf());
    let view = UnlockPage { name, csrf, errors: &errors, notice, kept };
    bare_page(app, &by.school, status, &view)
}

/// A form is never sent on by itself: who unlocks the screen says that it still is to be done.
fn go_on(app: &App, by: &SessionHolder, kept: &KeptForm) -> HttpResponse {
    let again = SendAgain {
        path: &kept.path,
        csrf: by.session.csrf(),
        fields: &kept.fields,
        button: app.words.text("staff-go-on-button"),
    };
    bare_page(app, &by.school, StatusCode::OK, &GoOnPage { again })
}
