//! Whether a request comes from a kiosk of its school, told once and before any handler. From here on
//! it is known how the pages look and in which lane a slip is counted; which kiosk it is, nobody can ask.

use actix_web::body::MessageBody;
use actix_web::cookie::Cookie;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, HttpMessage, HttpRequest};

use super::cookie;
use crate::app::App;
use crate::crypto::kiosk::KioskToken;
use crate::crypto::{NoRandomness, Secret};
use crate::domain::{Appearance, Kiosk, Lane, SchoolId};
use crate::paths;
use crate::rate_limit::{Admission, KioskLane, Manner, Network, Sender};
use crate::web::visit;

tokio::task_local! {
    /// Set while an answer to a kiosk is made: every page that it sees has a curtain, whoever makes it.
    static ANSWERED: ();
}

/// The request comes from a kiosk: all that pupils' pages know of it.
struct AtKiosk {
    appearance: Appearance,
    lane: Option<KioskLane>,
    is_paused: bool,
}

/// Which kiosk it is, for its own page alone.
#[derive(Clone)]
pub(super) struct ThisOne {
    pub kiosk: Kiosk,
    /// Of its token, by which it is found.
    pub tag: [u8; 32],
}

/// In which lane what is sent with this request is counted.
pub enum SlipLane {
    Kiosk(KioskLane),
    School(Secret<Vec<u8>>),
    Outside(Secret<Vec<u8>>),
}

/// Turns the token into what may be known, and lets go of it. On the first visit of a day the browser is
/// given its cookie anew.
pub async fn recognise(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let renewed = match visit::take_kiosk_token(request.request()) {
        Some(token) => seat(request.request(), &token).await,
        None => None,
    };
    let is_one = is_one(request.request());
    let called = next.call(request);
    let mut response = match is_one {
        true => ANSWERED.scope((), called).await?,
        false => called.await?,
    };
    if let Some(renewed) = renewed {
        response.response_mut().add_cookie(&renewed)?;
    }
    Ok(response)
}

/// Notes in the request that it comes from a kiosk, where it does; the cookie, if it is due.
async fn seat(request: &HttpRequest, token: &KioskToken) -> Option<Cookie<'static>> {
    let app = request.app_data::<Data<App>>()?.clone();
    let (host, now) = (visit::host(request)?, app.clock.now());
    // While its school cannot be told it is a browser like any other.
    let school = app.schools.find(&host, &app.site, now).await.ok()??;
    let tag = token.tag(&app.pepper);
    let kiosk = app.kiosks.find(&school.id, &tag, now).await?;
    let is_first_page = request.path() == paths::SLIP && request.method() == Method::GET;
    let is_used = is_first_page && !visit::is_fetched_ahead(request);
    let is_first_today = is_used && app.kiosks.note_seen(&school.id, &kiosk.id, now.day());
    let lane = app.limiter.lane_of_kiosk(&tag, now).ok();
    let mut known = request.extensions_mut();
    let is_paused = kiosk.paused_on.is_some();
    known.insert(AtKiosk { appearance: kiosk.appearance, lane, is_paused });
    if request.path() == paths::KIOSK {
        known.insert(ThisOne { kiosk, tag });
    }
    is_first_today.then(|| cookie::keep(token))
}

/// Whether the request comes from a kiosk.
pub fn is_one(request: &HttpRequest) -> bool {
    request.extensions().get::<AtKiosk>().is_some()
}

/// Whether nobody is to begin a slip at it.
pub fn is_paused(request: &HttpRequest) -> bool {
    request.extensions().get::<AtKiosk>().is_some_and(|known| known.is_paused)
}

/// Whether what is answered now is answered to a kiosk.
pub fn is_answered() -> bool {
    ANSWERED.try_with(|()| ()).is_ok()
}

/// Makes the answer to this request where `recognise` is over already.
pub fn answered<T>(request: &HttpRequest, make: impl FnOnce() -> T) -> T {
    match is_one(request) {
        true => ANSWERED.sync_scope((), make),
        false => make(),
    }
}

/// What the kiosk's pages begin with; nothing where it is no kiosk.
pub fn look_of(request: &HttpRequest) -> Appearance {
    request.extensions().get::<AtKiosk>().map(|known| known.appearance).unwrap_or_default()
}

/// How pages look and read until somebody chooses: as the kiosk has it, else as the school does.
pub fn usual_look(app: &App, request: &HttpRequest) -> Appearance {
    look_of(request).or(app.site.appearance)
}

/// Which kiosk this computer is, on the page of kiosks.
pub(super) fn this_one(request: &HttpRequest) -> Option<ThisOne> {
    request.extensions().get::<ThisOne>().cloned()
}

impl SlipLane {
    pub fn of(request: &HttpRequest) -> Self {
        let lane = request.extensions().get::<AtKiosk>().and_then(|known| known.lane);
        match (lane, visit::is_at_school(request)) {
            (Some(lane), _) => Self::Kiosk(lane),
            (None, true) => Self::School(visit::network(request)),
            (None, false) => Self::Outside(visit::network(request)),
        }
    }

    pub fn lane(&self) -> Lane {
        match self {
            Self::Kiosk(_) => Lane::Kiosks,
            Self::School(_) => Lane::School,
            Self::Outside(_) => Lane::Outside,
        }
    }

    /// Counts one slip, or one answer.
    pub fn admit(
        &self,
        app: &App,
        school: &SchoolId,
        manner: Manner,
    ) -> Result<Admission, NoRandomness> {
        let sender = match self {
            Self::Kiosk(lane) => Sender::Kiosk(*lane),
            Self::School(key) => Sender::School(Network { school, key: key.expose() }),
            Self::Outside(key) => Sender::Outside(Network { school, key: key.expose() }),
        };
        app.limiter.admit(sender, manner, app.clock.now())
    }
}
