//! One's own account: another password, and the other places where one is signed in.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};

use super::enrol::password_error;
use super::{DoneQuery, desk, done_of, page, see_other_with, wait_notice};
use crate::app::App;
use crate::crypto::Secret;
use crate::domain::{PasswordProblem, Typed, TypedPassword};
use crate::open_id::Provider;
use crate::paths;
use crate::services::ServiceError;
use crate::services::change_password::{PasswordChange, change_password};
use crate::services::recover_account::RecoverError;
use crate::services::recovery_papers::{Coverage, find_coverage};
use crate::services::sign_in::SignInError;
use crate::services::sign_out::sign_out_elsewhere;
use crate::services::tell_of_account::ACCOUNT_EVENTS;
use crate::store::{audit_log, sessions};
use crate::views::StaffArea;
use crate::views::components::FieldError;
use crate::views::staff::{AccountChange, AccountPage, PapersForOneself};
use crate::web::guard::{Posted, SignedIn};
use crate::web::{WebError, respond, staff_cookie};

/// As many changes of the account as are shown.
const CHANGES_SHOWN: i64 = 6;

/// `GET /staff/account`.
pub async fn show_account(
    app: Data<App>,
    by: SignedIn,
    query: Option<Query<DoneQuery>>,
) -> Result<HttpResponse, WebError> {
    let done = done_of(query);
    let notice = match done.as_deref() {
        Some("password") => Some("staff-account-password-done"),
        Some("kit") => Some("staff-account-kit-done"),
        Some("factor") => Some("staff-account-factor-done"),
        Some("others") => Some("staff-account-others-done"),
        Some(_) | None => None,
    };
    answer(&app, &by, StatusCode::OK, &[], notice.map(|key| app.words.text(key))).await
}

/// `POST /staff/account/password`: the form has the old password and a code in it, so no page asks for
/// them again.
pub async fn submit_password(
    app: Data<App>,
    posted: Posted<SignedIn>,
) -> Result<HttpResponse, WebError> {
    let Posted { by, form } = posted;
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
    let typed = match read(&by, &form) {
        Ok(typed) => typed,
        Err(problem) => {
            return answer(&app, &by, unprocessable, &[password_error(problem)], None).await;
        }
    };
    let attempt = app.sign_ins.attempt_by_itself(&by.session.row_id);
    if let Some(notice) = wait_notice(&app, &attempt) {
        return answer(&app, &by, StatusCode::TOO_MANY_REQUESTS, &[], Some(notice)).await;
    }
    app.sign_ins.count(&attempt, app.clock.now());
    let locks = app.key_locks();
    let desk = desk(&app, &locks, &by.school);
    match change_password(desk, &by.reader.id, typed, app.site.slot_seconds).await {
        Ok(token) => {
            app.sign_ins.forgive(&attempt);
            see_other_with(&paths::done(paths::ACCOUNT, "password"), &[staff_cookie::keep(&token)])
        }
        Err(RecoverError::Password(problem)) => {
            app.sign_ins.forgive(&attempt);
            answer(&app, &by, unprocessable, &[password_error(problem)], None).await
        }
        Err(RecoverError::SignIn(SignInError::Refused)) => {
            let message = app.words.text("staff-step-up-refused");
            let errors = [FieldError { field: "old", message }];
            answer(&app, &by, unprocessable, &errors, None).await
        }
        Err(RecoverError::SignIn(SignInError::Service(ServiceError::Busy(_)))) => {
            app.sign_ins.take_back(&attempt);
            let notice = Some(app.words.text("staff-sign-in-busy"));
            answer(&app, &by, StatusCode::SERVICE_UNAVAILABLE, &[], notice).await
        }
        Err(RecoverError::SignIn(SignInError::Service(error))) => Err(error.into()),
    }
}

/// `POST /staff/account/end-others`.
pub async fn submit_end_others(
    app: Data<App>,
    posted: Posted<SignedIn>,
) -> Result<HttpResponse, WebError> {
    let by = posted.by;
    let (row, reader) = (by.session.row_id, by.reader.id.clone());
    let (school, now) = (by.school.id.clone(), app.clock.now());
    app.db
        .write(school, by.actor(), now, move |writer| sign_out_elsewhere(writer, &reader, &row))
        .await?;
    Ok(respond::see_other(&paths::done(paths::ACCOUNT, "others")))
}

/// What needs no account to be found wrong: a new password that is too short.
fn read(by: &SignedIn, form: &Typed) -> Result<PasswordChange, PasswordProblem> {
    let field = |name: &str| form.first(name).unwrap_or_default();
    let reader = &by.reader;
    let about = [reader.name.as_str(), reader.email.as_str(), by.school.name.as_str()];
    Ok(PasswordChange {
        old: Secret::new(field("old").to_owned()),
        code: field("code").to_owned(),
        password: TypedPassword::parse(field("password"), field("again"))?,
        about: about.map(str::to_owned).into(),
    })
}

async fn answer(
    app: &App,
    by: &SignedIn,
    status: StatusCode,
    errors: &[FieldError],
    notice: Option<String>,
) -> Result<HttpResponse, WebError> {
    let (id, row, actor) = (by.reader.id.clone(), by.session.row_id, by.actor());
    let pepper = app.pepper.clone();
    let (others, changes, papers) = app
        .db
        .read(by.school.id.clone(), move |reader| -> Result<_, WebError> {
            let others = sessions::list_others(reader, &id, &row)?;
            let changes = audit_log::list_of_actor(reader, &actor, &ACCOUNT_EVENTS, CHANGES_SHOWN)?;
            let papers = match find_coverage(reader, &pepper)? {
                Coverage { papers: None, .. } => PapersForOneself::None,
                Coverage { covered, .. } if covered.contains(&id) => PapersForOneself::Covered,
                Coverage { .. } => PapersForOneself::Waiting,
            };
            Ok((others, changes, papers))
        })
        .await?;
    let changes = changes.into_iter();
    let view = AccountPage {
        reader: &by.reader,
        csrf: by.session.csrf(),
        began: by.started_at.day(),
        others: others.into_iter().map(|began| began.day()).collect(),
        changes: changes.map(|line| AccountChange { day: line.day(), event: line.event }).collect(),
        papers,
        errors,
        notice,
        provider: app.provider.as_ref().map(Provider::name),
    };
    Ok(page(app, by, Some(StaffArea::Account), status, &view))
}
