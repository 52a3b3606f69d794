//! A computer becomes a kiosk: somebody types the eight words that staff have made for it.

use std::panic::AssertUnwindSafe;

use actix_web::cookie::Cookie;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse, ResponseError};
use futures_util::FutureExt;

use super::cookie;
use super::seat::{self, ThisOne};
use crate::app::App;
use crate::crypto::kiosk::KioskToken;
use crate::domain::{Actor, Appearance, KioskCode, KioskTrouble, Press, SchoolSummary};
use crate::paths;
use crate::services::ServiceError;
use crate::services::enrol_kiosk::{EnrolKioskError, enrol_kiosk, stop_kiosk};
use crate::views::kiosk::KioskPage;
use crate::web::forms::{self, Arrival};
use crate::web::pupil::appearance::appearance_of;
use crate::web::pupil::help;
use crate::web::school::School;
use crate::web::{WebError, respond, visit};

/// `GET /kiosk`: the box for the words, or which kiosk this is.
pub async fn show(app: Data<App>, School(_): School, request: HttpRequest) -> HttpResponse {
    let appearance = appearance_of(&app, &request);
    page(&app, &request, appearance, "", None)
}

/// `POST /kiosk`: whatever happens to it, the words that came are in a page afterwards.
pub async fn press(
    app: Data<App>,
    school: Result<School, WebError>,
    request: HttpRequest,
    payload: Payload,
) -> HttpResponse {
    let (form, arrival) = forms::read(payload).await;
    let appearance = Appearance::read(|name| form.first(name)).or(appearance_of(&app, &request));
    let typed = form.first("code").unwrap_or_default();
    let keeping = |trouble| page(&app, &request, appearance, typed, Some(&trouble));
    let School(school) = match school {
        Ok(school) => school,
        Err(WebError::Busy) => return keeping(KioskTrouble::Busy),
        Err(error) => return error.error_response(),
    };
    match arrival {
        Arrival::Whole => {}
        Arrival::TooLarge => return keeping(KioskTrouble::CutShort),
        Arrival::Broken | Arrival::TooSlow => return keeping(KioskTrouble::Garbled),
    }
    let pressed = form.first("go").unwrap_or_default();
    if let Some(changed) = Press::parse(Some(pressed)).changed(appearance) {
        return page(&app, &request, changed, typed, None);
    }
    // Another site's form makes no kiosk and unmakes none.
    let is_ours = visit::is_same_site(&request);
    match pressed {
        "forget" if is_ours => match stop(&app, &school, &request).await {
            Ok(()) => with_cookie(&cookie::forget()),
            // A token that the service still takes stays here, so that it can be stopped here.
            Err(trouble) => keeping(trouble),
        },
        "enrol" if is_ours => {
            let enrolled = enrol(&app, &school, &request, typed);
            match AssertUnwindSafe(enrolled).catch_unwind().await {
                Ok(Ok(token)) => with_cookie(&cookie::keep(&token)),
                Ok(Err(trouble)) => keeping(trouble),
                Err(_panic) => keeping(KioskTrouble::Fault),
            }
        }
        "help" => help::carrying_kiosk_words(&app, &school, appearance, typed),
        _ => page(&app, &request, appearance, typed, None),
    }
}

/// The service takes the token of this computer no more.
async fn stop(
    app: &App,
    school: &SchoolSummary,
    request: &HttpRequest,
) -> Result<(), KioskTrouble> {
    let Some(ThisOne { kiosk, tag }) = seat::this_one(request) else { return Ok(()) };
    let now = app.clock.now();
    let stopped = app.db.write(school.id.clone(), Actor::Kiosk, now, move |writer| {
        stop_kiosk(writer, &kiosk.id, &tag)
    });
    stopped.await.map_err(|error| trouble_of(error.into()))?;
    app.kiosks.forget(&school.id);
    Ok(())
}

async fn enrol(
    app: &App,
    school: &SchoolSummary,
    request: &HttpRequest,
    typed: &str,
) -> Result<KioskToken, KioskTrouble> {
    let code = KioskCode::parse(typed).map_err(KioskTrouble::NotACode)?;
    let (network, now) = (visit::network(request), app.clock.now());
    match app.limiter.admit_code(network.expose(), now) {
        Ok(true) if app.kiosk_tries.admit(&school.id) => {}
        Ok(_) => return Err(KioskTrouble::Busy),
        Err(_) => return Err(KioskTrouble::Fault),
    }
    let token = KioskToken::generate().map_err(|_| KioskTrouble::Fault)?;
    let (pepper, kept) = (app.pepper.clone(), token.clone());
    let enrolled = app.db.write(school.id.clone(), Actor::Kiosk, now, move |writer| {
        enrol_kiosk(writer, &pepper, &code, &kept)
    });
    enrolled.await.map_err(trouble_of)?;
    app.kiosks.forget(&school.id);
    Ok(token)
}

fn trouble_of(error: EnrolKioskError) -> KioskTrouble {
    match error {
        EnrolKioskError::Unknown => KioskTrouble::Unknown,
        EnrolKioskError::Used => KioskTrouble::Used,
        EnrolKioskError::Expired => KioskTrouble::Expired,
        EnrolKioskError::Service(ServiceError::Database(_) | ServiceError::Busy(_)) => {
            KioskTrouble::Busy
        }
        EnrolKioskError::Service(_) => KioskTrouble::Fault,
    }
}

fn page(
    app: &App,
    request: &HttpRequest,
    appearance: Appearance,
    typed: &str,
    trouble: Option<&KioskTrouble>,
) -> HttpResponse {
    let status = trouble.map_or(StatusCode::OK, status_of);
    let this_one = seat::this_one(request);
    let name = this_one.as_ref().map(|this_one| &this_one.kiosk.name);
    let view = KioskPage { appearance, name, typed, trouble };
    respond::pupil_page(app, status, appearance, &view)
}

fn with_cookie(cookie: &Cookie<'_>) -> HttpResponse {
    let mut response = respond::see_other(paths::KIOSK);
    match response.add_cookie(cookie) {
        Ok(()) => response,
        Err(_) => WebError::Internal.error_response(),
    }
}

fn status_of(trouble: &KioskTrouble) -> StatusCode {
    match trouble {
        KioskTrouble::NotACode(_)
        | KioskTrouble::Unknown
        | KioskTrouble::Used
        | KioskTrouble::Expired => StatusCode::UNPROCESSABLE_ENTITY,
        KioskTrouble::Garbled => StatusCode::BAD_REQUEST,
        KioskTrouble::CutShort => StatusCode::PAYLOAD_TOO_LARGE,
        KioskTrouble::Busy => StatusCode::SERVICE_UNAVAILABLE,
        KioskTrouble::Fault => StatusCode::INTERNAL_SERVER_ERROR,
    }
}
