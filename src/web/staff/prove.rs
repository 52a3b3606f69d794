//! The second step of signing in, for whoever has a passkey. Nobody comes here but with the right
//! password.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

use super::{bare_page, desk, see_other_with, wait_notice};
use crate::app::App;
use crate::crypto::passkey::Site;
use crate::crypto::session::SessionToken;
use crate::paths;
use crate::services::passkeys::{asked_now, list_passkeys};
use crate::services::prove_passkey::{self, prove_code, prove_passkey};
use crate::services::sign_in::SignInError;
use crate::sign_in_throttle::Attempt;
use crate::store::sessions::AskedTo;
use crate::views::components::FieldError;
use crate::views::staff::ProvePage;
use crate::web::guard::Posted;
use crate::web::on_the_way::Proving;
use crate::web::passkey_exchange::{PasskeyAnswer, site_of, to_sign};
use crate::web::{WebError, known_browser, staff_cookie};

/// `GET /staff/sign-in/passkey`.
pub async fn show_prove(
    app: Data<App>,
    by: Proving,
    request: HttpRequest,
) -> Result<HttpResponse, WebError> {
    let site = site_of(&app, &request)?;
    answer(&app, &by, &site, StatusCode::OK, &[], None).await
}

/// `POST /staff/sign-in/passkey`.
pub async fn submit_passkey(
    app: Data<App>,
    posted: Posted<Proving>,
    request: HttpRequest,
) -> Result<HttpResponse, WebError> {
    let Posted { by, form } = posted;
    let site = site_of(&app, &request)?;
    let attempt = match counted(&app, &by, &request) {
        Ok(attempt) => attempt,
        Err(notice) => return told_to_wait(&app, &by, &site, notice).await,
    };
    let answer = PasskeyAnswer::of(&form);
    let locks = app.key_locks();
    let at = desk(&app, &locks, &by.school);
    let proved = prove_passkey(at, proving(&by), answer.at(&site)).await;
    let refused = FieldError { field: "code", message: app.words.text("staff-prove-refused") };
    open_or_again(&app, &by, &site, (proved, &attempt), refused).await
}

/// `POST /staff/sign-in/code`.
pub async fn submit_code(
    app: Data<App>,
    posted: Posted<Proving>,
    request: HttpRequest,
) -> Result<HttpResponse, WebError> {
    let Posted { by, form } = posted;
    let site = site_of(&app, &request)?;
    let attempt = match counted(&app, &by, &request) {
        Ok(attempt) => attempt,
        Err(notice) => return told_to_wait(&app, &by, &site, notice).await,
    };
    let locks = app.key_locks();
    let at = desk(&app, &locks, &by.school);
    let proved = prove_code(at, proving(&by), form.first("code").unwrap_or_default()).await;
    let message = app.words.text("staff-prove-code-refused");
    open_or_again(&app, &by, &site, (proved, &attempt), FieldError { field: "code", message }).await
}

fn proving(by: &Proving) -> prove_passkey::Proving<'_> {
    let Proving { session, reader, sealed, .. } = by;
    prove_passkey::Proving { session, reader: &reader.id, sealed }
}

/// Counts a try with those at the page before, so that a right password does not begin the count anew;
/// or says how long to wait.
fn counted(app: &App, by: &Proving, request: &HttpRequest) -> Result<Attempt, String> {
    let email = by.reader.email.as_str();
    let attempt = known_browser::attempt(app, request, &by.school.id, email);
    if let Some(notice) = wait_notice(app, &attempt) {
        return Err(notice);
    }
    app.sign_ins.count(&attempt, app.clock.now());
    Ok(attempt)
}

async fn told_to_wait(
    app: &App,
    by: &Proving,
    site: &Site,
    notice: String,
) -> Result<HttpResponse, WebError> {
    answer(app, by, site, StatusCode::TOO_MANY_REQUESTS, &[], Some(notice)).await
}

async fn open_or_again(
    app: &App,
    by: &Proving,
    site: &Site,
    (proved, attempt): (Result<SessionToken, SignInError>, &Attempt),
    refused: FieldError,
) -> Result<HttpResponse, WebError> {
    match proved {
        Ok(token) => {
            app.sign_ins.forgive(attempt);
            let known = known_browser::keep(app, &by.school.id, by.reader.email.as_str())?;
            see_other_with(paths::STAFF, &[staff_cookie::keep(&token), known])
        }
        Err(SignInError::Refused) => {
            answer(app, by, site, StatusCode::UNPROCESSABLE_ENTITY, &[refused], None).await
        }
        Err(SignInError::Service(error)) => Err(error.into()),
    }
}

async fn answer(
    app: &App,
    by: &Proving,
    site: &Site,
    status: StatusCode,
    errors: &[FieldError],
    notice: Option<String>,
) -> Result<HttpResponse, WebError> {
    let (pepper, of) = (app.pepper.clone(), by.reader.id.clone());
    let (row, now) = (by.session.row_id, app.clock.now());
    let (asked, all) = app
        .db
        .read(by.school.id.clone(), move |reader| -> Result<_, WebError> {
            Ok((asked_now(reader, &row, AskedTo::Sign, now)?, list_passkeys(reader, &pepper, &of)?))
        })
        .await?;
    let of_site = all.iter().filter(|one| one.passkey.site == site.id);
    let asked = asked.map(|asked| to_sign(site, &asked, of_site));
    let csrf = by.session.csrf();
    let view = ProvePage { asked: asked.as_deref(), csrf, errors, notice };
    Ok(bare_page(app, &by.school, status, &view))
}
