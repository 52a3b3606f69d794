//! Every answer that is not success is a page for the person who gets it: nothing of the server's
//! own is ever shown, and a panic is one of ours.

use std::panic::AssertUnwindSafe;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{ALLOW, CONTENT_TYPE, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, FromRequest, HttpRequest, HttpResponse};
use futures_util::FutureExt;

use super::error::Advice;
use super::guard::{SessionHolder, SignedIn};
use super::kept_form::KeptForm;
use super::posted::own_session;
use super::pupil::appearance::appearance_of;
use super::school::School;
use super::staff::session::Locked;
use super::{kiosk, respond, security_headers, staff};
use crate::app::App;
use crate::domain::{Appearance, Way};
use crate::paths;
use crate::views::components::SendAgain;
use crate::views::pupil::{KeptPage, Problem};
use crate::views::staff::StaffProblemPage;

/// Gives a page to every failure, and turns a panic into one.
pub async fn replace(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let app = request.app_data::<Data<App>>().cloned();
    let is_staff = request.path().starts_with(paths::STAFF);
    let called = AssertUnwindSafe(next.call(request)).catch_unwind().await;
    let response = match called {
        Ok(Ok(response)) => response.map_into_boxed_body(),
        // A handler's own failures are answered further in; this is a broken connection.
        Ok(Err(error)) => return Err(error),
        Err(_panic) => return Err(after_panic(app.as_ref(), is_staff)),
    };
    let status = response.status();
    let is_page = response
        .headers()
        .get(CONTENT_TYPE)
        .is_some_and(|kind| kind == HeaderValue::from_static("text/html; charset=utf-8"));
    let is_failure = status.is_client_error() || status.is_server_error();
    let Some(app) = app.filter(|_| is_failure && !is_page) else { return Ok(response) };
    let advice = response.response().extensions().get::<Advice>().copied();
    let mut page = match is_staff {
        true => staff_page(&app, status, advice, response.request()).await,
        false => {
            let appearance = appearance_of(&app, response.request());
            kiosk::answered(response.request(), || page(&app, status, is_staff, advice, appearance))
        }
    };
    if let Some(allow) = response.headers().get(ALLOW) {
        page.headers_mut().insert(ALLOW, with_head(allow));
    }
    Ok(response.into_response(page))
}

/// The methods of an address, as the framework has them, and HEAD, which it sees as GET.
fn with_head(allow: &HeaderValue) -> HeaderValue {
    match allow.to_str().map(|methods| methods.replace("GET", "GET, HEAD")) {
        Ok(methods) => HeaderValue::from_str(&methods).unwrap_or_else(|_| allow.clone()),
        Err(_) => allow.clone(),
    }
}

/// In the frame of whoever is signed in: they have lost neither their session nor their way. A fault of
/// ours asks the database for nothing more.
async fn staff_page(
    app: &App,
    status: StatusCode,
    advice: Option<Advice>,
    request: &HttpRequest,
) -> HttpResponse {
    let is_theirs = status.is_client_error() && status != StatusCode::MISDIRECTED_REQUEST;
    let kept = KeptForm::put_aside_of(request);
    if is_theirs {
        if let Some(page) = locked_page(app, kept.as_ref(), request).await {
            return page;
        }
        let problem = problem_of_staff(status, advice);
        if let Ok(by) = SignedIn::from_request(request, &mut Payload::None).await {
            return staff::page(app, &by, None, status, &problem);
        }
        if let Ok(School(school)) = School::from_request(request, &mut Payload::None).await {
            return staff::bare_page(app, &school, status, &problem);
        }
    }
    let session = own_session(request);
    let again = kept.as_ref().zip(session.as_ref()).map(|(kept, session)| SendAgain {
        path: &kept.path,
        csrf: session.csrf(),
        fields: &kept.fields,
        button: app.words.text("staff-problem-again"),
    });
    let again = again.filter(|_| status.is_server_error());
    staff::nameless_page(
        app,
        status,
        &StaffProblemPage { again, ..problem_of_staff(status, advice) },
    )
}

/// For whoever sent a form that came when their screen was locked.
async fn locked_page(
    app: &App,
    kept: Option<&KeptForm>,
    request: &HttpRequest,
) -> Option<HttpResponse> {
    let kept = kept?;
    let by = SessionHolder::from_request(request, &mut Payload::None).await.ok()?;
    if !by.is_locked {
        return None;
    }
    let sealed = kept.seal(&by.session, &by.reader.id);
    let notice = sealed.is_some().then(|| app.words.text("staff-unlock-kept"));
    let locked = Locked { notice, kept: sealed.as_deref(), ..Locked::default() };
    Some(staff::session::locked_page(app, &by, StatusCode::CONFLICT, locked))
}

fn problem_of_staff(status: StatusCode, advice: Option<Advice>) -> StaffProblemPage<'static> {
    let advice = advice.map(|Advice(advice)| advice);
    StaffProblemPage { status: status.as_u16(), advice, again: None }
}

fn page(
    app: &App,
    status: StatusCode,
    is_staff: bool,
    advice: Option<Advice>,
    appearance: Appearance,
) -> HttpResponse {
    if is_staff {
        return staff::nameless_page(app, status, &problem_of_staff(status, advice));
    }
    let page = KeptPage { problem: problem_of(status), typed: None, way: Way::Usual };
    respond::pupil_page(app, status, appearance, &page)
}

/// The request is lost with the panic, so this answer carries all that others get on their way out.
fn after_panic(app: Option<&Data<App>>, is_staff: bool) -> Error {
    let status = StatusCode::INTERNAL_SERVER_ERROR;
    let mut response = match app {
        Some(app) => page(app, status, is_staff, None, Appearance::default()),
        None => HttpResponse::new(status),
    };
    security_headers::insert(response.headers_mut());
    actix_web::error::InternalError::from_response("a handler panicked", response).into()
}

fn problem_of(status: StatusCode) -> Problem {
    match status {
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => Problem::NotFound,
        StatusCode::MISDIRECTED_REQUEST | StatusCode::FORBIDDEN => Problem::NotFound,
        StatusCode::REQUEST_TIMEOUT => Problem::TooSlow,
        StatusCode::GONE => Problem::Cleared,
        StatusCode::PAYLOAD_TOO_LARGE | StatusCode::URI_TOO_LONG => Problem::TooMuch,
        StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => Problem::Busy,
        status if status.is_server_error() => Problem::Broken,
        _ => Problem::NotUnderstood,
    }
}
