//! Whether a request comes from a kiosk of its school, told once and before any handler. From here on
//! it is known how the pages look and in which lane a slip is counted; which kiosk it is, nobody can ask.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, HttpMessage, HttpRequest};

use crate::app::App;
use crate::crypto::kiosk::KioskToken;
use crate::crypto::{NoRandomness, Secret};
use crate::domain::{Appearance, Kiosk, KioskName, SchoolId};
use crate::paths;
use crate::rate_limit::{Admission, Lane};
use crate::web::visit;

/// The request comes from a kiosk: all that pupils' pages know of it.
struct AtKiosk(Appearance);

/// What it is called, for its own page alone.
struct Called(KioskName);

/// In which lane what is sent with this request is counted.
pub enum SlipLane {
    Kiosks,
    Network(Secret<Vec<u8>>),
}

/// Turns the token into what may be known, and lets go of it.
pub async fn recognise(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    if let Some(token) = visit::take_kiosk_token(request.request())
        && let Some(Kiosk { name, appearance, .. }) = find(request.request(), &token).await
    {
        let mut known = request.extensions_mut();
        known.insert(AtKiosk(appearance));
        if request.path() == paths::KIOSK {
            known.insert(Called(name));
        }
    }
    next.call(request).await
}

/// The kiosk of this token, if it is one of the school that was asked for. While its school cannot be told
/// it is a browser like any other.
async fn find(request: &HttpRequest, token: &KioskToken) -> Option<Kiosk> {
    let app = request.app_data::<Data<App>>()?.clone();
    let (host, now) = (visit::host(request)?, app.clock.now());
    let school = app.schools.find(&host, &app.site, now).await.ok()??;
    let kiosk = app.kiosks.find(&school.id, &token.tag(&app.pepper), now).await?;
    let is_first_page = request.path() == paths::SLIP && request.method() == Method::GET;
    if is_first_page && !visit::is_fetched_ahead(request) {
        app.kiosks.note_seen(&school.id, &kiosk.id, now.day());
    }
    Some(kiosk)
}

/// What the kiosk's pages begin with; nothing where it is no kiosk.
pub fn look_of(request: &HttpRequest) -> Appearance {
    request.extensions().get::<AtKiosk>().map(|AtKiosk(appearance)| *appearance).unwrap_or_default()
}

/// How pages look and read until somebody chooses: as the kiosk has it, else as the school does.
pub fn usual_look(app: &App, request: &HttpRequest) -> Appearance {
    look_of(request).or(app.site.appearance)
}

/// What this computer is called, on the page of kiosks.
pub(super) fn name_of(request: &HttpRequest) -> Option<KioskName> {
    request.extensions().get::<Called>().map(|Called(name)| name.clone())
}

impl SlipLane {
    pub fn of(request: &HttpRequest) -> Self {
        match request.extensions().get::<AtKiosk>() {
            Some(_) => Self::Kiosks,
            None => Self::Network(visit::network(request)),
        }
    }

    /// Counts one slip, or one answer.
    pub fn admit(&self, app: &App, school: &SchoolId) -> Result<Admission, NoRandomness> {
        let lane = match self {
            Self::Kiosks => Lane::Kiosks(school),
            Self::Network(network) => Lane::Network(network.expose()),
        };
        app.limiter.admit(lane, app.clock.now())
    }
}
