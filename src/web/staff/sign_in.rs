//! Signing in. Whatever is wrong, the answer is the same.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

use super::{bare_page, desk, see_other_with, wait_notice};
use crate::app::App;
use crate::crypto::Secret;
use crate::domain::SchoolSummary;
use crate::open_id::Provider;
use crate::paths;
use crate::services::ServiceError;
use crate::services::sign_in::{Credentials, SignInError, SignedIn, sign_in};
use crate::views::components::FieldError;
use crate::views::staff::SignInPage;
use crate::web::guard::PostedByAnyone;
use crate::web::passkey_exchange::site_of;
use crate::web::school::School;
use crate::web::{WebError, known_browser, staff_cookie};

/// `GET /staff/sign-in`.
pub async fn show_sign_in(app: Data<App>, School(school): School) -> HttpResponse {
    answer(&app, &school, StatusCode::OK, Said::default())
}

/// `POST /staff/sign-in`.
pub async fn submit_sign_in(
    app: Data<App>,
    School(school): School,
    request: HttpRequest,
    PostedByAnyone(form): PostedByAnyone,
) -> Result<HttpResponse, WebError> {
    let field = |name: &str| form.first(name).unwrap_or_default().to_owned();
    let email = field("email");
    let attempt = known_browser::attempt(&app, &request, &school.id, &email);
    if let Some(notice) = wait_notice(&app, &attempt) {
        let said = Said { email: &email, notice: Some(notice), ..Said::default() };
        return Ok(answer(&app, &school, StatusCode::TOO_MANY_REQUESTS, said));
    }
    app.sign_ins.count(&attempt, app.clock.now());
    let typed = Credentials {
        email: email.clone(),
        password: Secret::new(field("password")),
        code: field("code"),
    };
    let locks = app.key_locks();
    let site = site_of(&app, &request)?;
    match sign_in(desk(&app, &locks, &school), typed, &site).await {
        Ok(SignedIn::ButForPasskey(token)) => {
            // The password was right; the passkey or the code is counted by itself.
            app.sign_ins.take_back(&attempt);
            see_other_with(paths::PROVE_PASSKEY, &[staff_cookie::keep(&token)])
        }
        Ok(SignedIn::Wholly(token)) => {
            app.sign_ins.forgive(&attempt);
            let known = known_browser::keep(&app, &school.id, &email)?;
            see_other_with(paths::STAFF, &[staff_cookie::keep(&token), known])
        }
        Err(SignInError::Refused) => {
            let message = app.words.text("staff-sign-in-refused");
            let errors = [FieldError { field: "email", message }];
            let said = Said { email: &email, errors: &errors, notice: None };
            Ok(answer(&app, &school, StatusCode::UNPROCESSABLE_ENTITY, said))
        }
        Err(SignInError::Service(ServiceError::Busy(_))) => {
            app.sign_ins.take_back(&attempt);
            let notice = Some(app.words.text("staff-sign-in-busy"));
            let said = Said { email: &email, errors: &[], notice };
            Ok(answer(&app, &school, StatusCode::SERVICE_UNAVAILABLE, said))
        }
        Err(SignInError::Service(error)) => Err(error.into()),
    }
}

/// What the page for signing in says.
#[derive(Default)]
pub(super) struct Said<'a> {
    pub email: &'a str,
    pub errors: &'a [FieldError],
    pub notice: Option<String>,
}

pub(super) fn answer(
    app: &App,
    school: &SchoolSummary,
    status: StatusCode,
    said: Said<'_>,
) -> HttpResponse {
    let Said { email, errors, notice } = said;
    let provider = app.provider.as_ref().map(Provider::name);
    bare_page(app, school, status, &SignInPage { email, errors, notice, provider })
}
