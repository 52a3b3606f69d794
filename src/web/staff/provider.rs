//! Signing in with an account of another provider: there, back, and the passphrase. Where the provider
//! fails, the page for signing in is there as ever.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};
use data_encoding::HEXLOWER;

use super::sign_in::{self, Said};
use super::{bare_page, desk, see_other_with, wait_notice};
use crate::app::App;
use crate::crypto::Secret;
use crate::crypto::sign_in_request::SignInRequest;
use crate::domain::{ReaderSummary, SchoolSummary};
use crate::open_id::{Provider, ProviderTrouble};
use crate::paths;
use crate::services::ServiceError;
use crate::services::link_account::{ProvedAccount, find_owner};
use crate::services::sign_in::SignInError;
use crate::services::sign_in_with::sign_in_with;
use crate::views::components::FieldError;
use crate::views::staff::{PassphrasePage, ReturnedPage};
use crate::web::guard::PostedByAnyone;
use crate::web::provider_cookie::{self, AtProvider, Errand};
use crate::web::school::School;
use crate::web::{WebError, known_browser, staff_cookie, visit};

/// What the provider sends a browser back with. What else stands there is of no interest.
#[derive(serde::Deserialize)]
pub struct ReturnQuery {
    code: Option<String>,
    state: Option<String>,
    iss: Option<String>,
}

/// `GET /staff/sign-in/with`.
pub async fn show_provider(
    app: Data<App>,
    School(school): School,
    request: HttpRequest,
) -> Result<HttpResponse, WebError> {
    go_to_provider(&app, &school, &request, Errand::SignIn).await
}

/// `GET /staff/sign-in/return`: a redirect of the provider leads here, with no cookie of a session.
pub async fn show_return(
    app: Data<App>,
    School(school): School,
    request: HttpRequest,
    query: Option<Query<ReturnQuery>>,
) -> Result<HttpResponse, WebError> {
    let provider = provider(&app)?;
    let Some((asked, errand)) = provider_cookie::asked(&app, &request, &school.id) else {
        return failed(&app, &school, &Errand::SignIn, None);
    };
    let code = query.and_then(|Query(query)| query.code_for(&asked, provider.issuer()));
    let Some(code) = code else { return failed(&app, &school, &errand, None) };
    let (return_to, now) = (return_address(&app, &request)?, app.clock.now());
    match provider.identity(code, asked, return_to, now).await {
        Ok(identity) => {
            let issuer = provider.issuer();
            let account = ProvedAccount::new(&app.pepper, &school.id, issuer, identity, now);
            let back = AtProvider::Back { account, errand };
            let cookie = provider_cookie::keep(&app, &school.id, &back)?;
            see_other_with(paths::SIGN_IN_BACK, &[cookie])
        }
        Err(trouble) => failed(&app, &school, &errand, Some(trouble)),
    }
}

/// `GET /staff/sign-in/back`: still with no cookie of a session, which a browser brings along only from a
/// page of ours.
pub async fn show_back(
    app: Data<App>,
    School(school): School,
    request: HttpRequest,
) -> Result<HttpResponse, WebError> {
    let name = provider(&app)?.name();
    match provider_cookie::back(&app, &request, &school.id) {
        Some((_, Errand::SignIn)) => passphrase_page(&app, &school, StatusCode::OK, &[], None),
        Some((_, Errand::Link { .. })) => {
            let page = ReturnedPage { provider: name, problem: None };
            Ok(bare_page(&app, &school, StatusCode::OK, &page))
        }
        None => failed(&app, &school, &Errand::SignIn, None),
    }
}

/// `POST /staff/sign-in/back`. Wrong passphrases are counted with wrong passwords.
pub async fn submit_passphrase(
    app: Data<App>,
    School(school): School,
    request: HttpRequest,
    PostedByAnyone(form): PostedByAnyone,
) -> Result<HttpResponse, WebError> {
    let name = provider(&app)?.name();
    let Some((account, Errand::SignIn)) = provider_cookie::back(&app, &request, &school.id) else {
        return failed(&app, &school, &Errand::SignIn, None);
    };
    let owner = owner_of(&app, &school, &account).await?;
    let email = match &owner {
        Some(owner) => owner.email.as_str().to_owned(),
        None => HEXLOWER.encode(&account.tag),
    };
    let attempt = known_browser::attempt(&app, &request, &school.id, &email);
    if let notice @ Some(_) = wait_notice(&app, &attempt) {
        return passphrase_page(&app, &school, StatusCode::TOO_MANY_REQUESTS, &[], notice);
    }
    app.sign_ins.count(&attempt, app.clock.now());
    let passphrase = Secret::new(form.first("password").unwrap_or_default().to_owned());
    let locks = app.key_locks();
    let (at, owner) = (desk(&app, &locks, &school), owner.map(|owner| owner.id));
    match sign_in_with(at, name, &account, owner.as_ref(), passphrase).await {
        Ok(token) => {
            app.sign_ins.forgive(&attempt);
            let known = known_browser::keep(&app, &school.id, &email)?;
            let cookies = [staff_cookie::keep(&token), known, provider_cookie::forget()];
            see_other_with(paths::STAFF, &cookies)
        }
        Err(SignInError::Refused) => {
            let message = app.words.text("staff-with-refused");
            let errors = [FieldError { field: "password", message }];
            passphrase_page(&app, &school, StatusCode::UNPROCESSABLE_ENTITY, &errors, None)
        }
        Err(SignInError::Service(ServiceError::Busy(_))) => {
            app.sign_ins.take_back(&attempt);
            let notice = Some(app.words.text("staff-sign-in-busy"));
            passphrase_page(&app, &school, StatusCode::SERVICE_UNAVAILABLE, &[], notice)
        }
        Err(SignInError::Service(error)) => Err(error.into()),
    }
}

/// Sends a browser to the provider. It is led there by a link and never by a form, so no policy of ours
/// has to name the provider.
pub(super) async fn go_to_provider(
    app: &App,
    school: &SchoolSummary,
    request: &HttpRequest,
    errand: Errand,
) -> Result<HttpResponse, WebError> {
    let provider = provider(app)?;
    let (asked, at) = (SignInRequest::generate()?, app.clock.now());
    match provider.address(&asked, &return_address(app, request)?, at).await {
        Ok(address) => {
            let asked = AtProvider::Asked { request: asked, errand, at };
            let cookie = provider_cookie::keep(app, &school.id, &asked)?;
            see_other_with(&address, &[cookie])
        }
        Err(trouble) => failed(app, school, &errand, Some(trouble)),
    }
}

pub(super) fn provider(app: &App) -> Result<&Provider, WebError> {
    app.provider.as_ref().ok_or(WebError::NotFound)
}

impl ReturnQuery {
    /// The code that answers what was asked. A provider that names itself has to be the right one
    /// (RFC 9207).
    fn code_for(self, asked: &SignInRequest, issuer: &str) -> Option<Secret<String>> {
        let is_answer = self.state.is_some_and(|state| asked.is_answered_by(&state));
        let is_of_issuer = self.iss.is_none_or(|iss| iss == issuer);
        self.code.map(Secret::new).filter(|_| is_answer && is_of_issuer)
    }
}

/// Of the configured addresses, the one of the host that was asked for.
fn return_address(app: &App, request: &HttpRequest) -> Result<String, WebError> {
    let host = visit::host(request).ok_or(WebError::WrongHost)?;
    Ok(app.site.url_of(Some(&host), paths::SIGN_IN_RETURN))
}

async fn owner_of(
    app: &App,
    school: &SchoolSummary,
    account: &ProvedAccount,
) -> Result<Option<ReaderSummary>, WebError> {
    let (pepper, account) = (app.pepper.clone(), account.clone());
    let owner = app.db.read(school.id.clone(), move |reader| find_owner(reader, &pepper, &account));
    Ok(owner.await?)
}

fn passphrase_page(
    app: &App,
    school: &SchoolSummary,
    status: StatusCode,
    errors: &[FieldError],
    notice: Option<String>,
) -> Result<HttpResponse, WebError> {
    let page = PassphrasePage { provider: provider(app)?.name(), errors, notice };
    Ok(bare_page(app, school, status, &page))
}

/// What to do when nobody came back as anybody. The log says why, and nothing that the provider said.
fn failed(
    app: &App,
    school: &SchoolSummary,
    errand: &Errand,
    trouble: Option<ProviderTrouble>,
) -> Result<HttpResponse, WebError> {
    let name = provider(app)?.name();
    // Whoever presses many times at once writes nothing into the log.
    if let Some(reason) = trouble.filter(|it| *it != ProviderTrouble::Busy) {
        tracing::warn!(%reason, "the provider for signing in was of no help");
    }
    let is_away = matches!(trouble, Some(ProviderTrouble::NotReached | ProviderTrouble::Busy));
    let (status, of_sign_in, of_link) = match is_away {
        true => (StatusCode::SERVICE_UNAVAILABLE, "staff-with-away", "staff-returned-away"),
        false => (StatusCode::UNPROCESSABLE_ENTITY, "staff-with-failed", "staff-returned-failed"),
    };
    let told = |key| Some(app.words.fill(key, &[("provider", name.into())]));
    let mut response = match errand {
        Errand::SignIn => {
            let said = Said { notice: told(of_sign_in), ..Said::default() };
            sign_in::answer(app, school, status, said)
        }
        Errand::Link { .. } => {
            let page = ReturnedPage { provider: name, problem: told(of_link) };
            bare_page(app, school, status, &page)
        }
    };
    let cookie = provider_cookie::forget();
    response.add_cookie(&cookie).map_err(|_| WebError::Internal)?;
    Ok(response)
}
