//! Choosing a new password with the recovery kit. Whichever is wrong of address, kit and code, the
//! answer is the same.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

use super::enrol::{kit_problem_in_words, password_error};
use super::{bare_page, desk, see_other_with, wait_notice};
use crate::app::App;
use crate::crypto::RecoveryKit;
use crate::domain::{SchoolSummary, Typed, TypedPassword};
use crate::paths;
use crate::services::ServiceError;
use crate::services::enrol_reader::KitError;
use crate::services::recover_account::{RecoverError, Recovery, recover_account};
use crate::services::sign_in::SignInError;
use crate::views::components::FieldError;
use crate::views::staff::RecoverPage;
use crate::web::guard::PostedByAnyone;
use crate::web::school::School;
use crate::web::{WebError, known_browser, staff_cookie};

/// `GET /staff/recover`.
pub async fn show_recover(app: Data<App>, School(school): School) -> HttpResponse {
    answer(&app, &school, StatusCode::OK, &Typed::default(), &[], None)
}

/// `POST /staff/recover`.
pub async fn submit_recover(
    app: Data<App>,
    School(school): School,
    request: HttpRequest,
    PostedByAnyone(form): PostedByAnyone,
) -> Result<HttpResponse, WebError> {
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
    let typed = match read(&app, &school, &form) {
        Ok(typed) => typed,
        Err(errors) => return Ok(answer(&app, &school, unprocessable, &form, &errors, None)),
    };
    let email = typed.email.clone();
    let attempt = known_browser::attempt(&app, &request, &school.id, &email);
    if let Some(notice) = wait_notice(&app, &attempt) {
        let status = StatusCode::TOO_MANY_REQUESTS;
        return Ok(answer(&app, &school, status, &form, &[], Some(notice)));
    }
    app.sign_ins.count(&attempt, app.clock.now());
    let locks = app.key_locks();
    match recover_account(desk(&app, &locks, &school), typed, app.site.slot_seconds).await {
        Ok(token) => {
            app.sign_ins.forgive(&attempt);
            let known = known_browser::keep(&app, &school.id, &email)?;
            see_other_with(paths::STAFF, &[staff_cookie::keep(&token), known])
        }
        Err(RecoverError::Password(problem)) => {
            app.sign_ins.forgive(&attempt);
            let errors = [password_error(problem)];
            Ok(answer(&app, &school, unprocessable, &form, &errors, None))
        }
        Err(RecoverError::SignIn(SignInError::Refused)) => {
            let message = app.words.text("staff-recover-refused");
            let errors = [FieldError { field: "email", message }];
            Ok(answer(&app, &school, unprocessable, &form, &errors, None))
        }
        Err(RecoverError::SignIn(SignInError::Service(ServiceError::Busy(_)))) => {
            app.sign_ins.take_back(&attempt);
            let notice = Some(app.words.text("staff-sign-in-busy"));
            Ok(answer(&app, &school, StatusCode::SERVICE_UNAVAILABLE, &form, &[], notice))
        }
        Err(RecoverError::SignIn(SignInError::Service(error))) => Err(error.into()),
    }
}

/// What needs no account to be found wrong: a kit that is no kit, a password that is too short.
fn read(app: &App, school: &SchoolSummary, form: &Typed) -> Result<Recovery, Vec<FieldError>> {
    let field = |name: &str| form.first(name).unwrap_or_default();
    let (email, code) = (field("email").to_owned(), field("code").to_owned());
    let kit = RecoveryKit::parse(field("kit")).map_err(|problem| FieldError {
        field: "kit",
        message: kit_problem_in_words(&KitError::Unreadable(problem), &app.words),
    });
    let about = vec![email.clone(), school.name.as_str().to_owned()];
    let password = TypedPassword::parse(field("password"), field("again")).map_err(password_error);
    match (kit, password) {
        (Ok(kit), Ok(password)) => Ok(Recovery { email, kit, code, password, about }),
        (kit, password) => Err([kit.err(), password.err()].into_iter().flatten().collect()),
    }
}

fn answer(
    app: &App,
    school: &SchoolSummary,
    status: StatusCode,
    form: &Typed,
    errors: &[FieldError],
    notice: Option<String>,
) -> HttpResponse {
    let field = |name: &str| form.first(name).unwrap_or_default();
    let page = RecoverPage { email: field("email"), kit: field("kit"), errors, notice };
    bare_page(app, school, status, &page)
}
