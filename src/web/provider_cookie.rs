//! What a browser keeps while it is at a provider, and until the passphrase is typed: what was asked, and
//! then who came back. It is sealed, so nobody who has the browser reads or changes it, and it opens
//! nothing without the passphrase.

use actix_web::HttpRequest;
use actix_web::cookie::Cookie;
use data_encoding::BASE64URL_NOPAD;

use super::guard::is_far;
use super::{WebError, host_cookie};
use crate::app::App;
use crate::crypto::sign_in_request::SignInRequest;
use crate::domain::{SchoolId, Timestamp};
use crate::services::link_account::ProvedAccount;
use crate::services::sweep_sessions::PROOF_SECONDS_MAX;

const NAME: &str = "__Host-provider";
/// What the pepper's seal on it is for.
const PURPOSE: &str = "provider-cookie";
/// Long enough to find one's phone, which the provider asks for too.
const ASKED_SECONDS_MAX: i64 = 10 * 60;

/// Why somebody goes to the provider.
#[derive(Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Errand {
    SignIn,
    /// In this session, and no other.
    Link {
        session: [u8; 32],
    },
}

/// How far they have come.
#[derive(serde::Serialize, serde::Deserialize)]
pub enum AtProvider {
    Asked { request: SignInRequest, errand: Errand, at: Timestamp },
    Back { account: ProvedAccount, errand: Errand },
}

/// What this browser has asked the provider just now.
pub fn asked(
    app: &App,
    request: &HttpRequest,
    school: &SchoolId,
) -> Option<(SignInRequest, Errand)> {
    match read(app, request, school)? {
        AtProvider::Asked { request, errand, at } => {
            (!is_far(at, app.clock.now(), ASKED_SECONDS_MAX)).then_some((request, errand))
        }
        AtProvider::Back { .. } => None,
    }
}

/// As whom it came back just now.
pub fn back(
    app: &App,
    request: &HttpRequest,
    school: &SchoolId,
) -> Option<(ProvedAccount, Errand)> {
    match read(app, request, school)? {
        AtProvider::Back { account, errand } => {
            let is_late = is_far(account.proved_at, app.clock.now(), PROOF_SECONDS_MAX);
            (!is_late).then_some((account, errand))
        }
        AtProvider::Asked { .. } => None,
    }
}

/// It takes the place of the one before, so nothing is answered twice.
pub fn keep(app: &App, school: &SchoolId, at: &AtProvider) -> Result<Cookie<'static>, WebError> {
    let plain = serde_json::to_vec(at).map_err(|_| WebError::Internal)?;
    let sealed = app.pepper.seal(PURPOSE, school.as_str().as_bytes(), &plain)?;
    Ok(host_cookie::make_for_return(NAME, BASE64URL_NOPAD.encode(&sealed)))
}

/// The cookie that takes it away.
pub fn forget() -> Cookie<'static> {
    host_cookie::take_away(NAME)
}

fn read(app: &App, request: &HttpRequest, school: &SchoolId) -> Option<AtProvider> {
    let sealed = BASE64URL_NOPAD.decode(request.cookie(NAME)?.value().as_bytes()).ok()?;
    let plain = app.pepper.open(PURPOSE, school.as_str().as_bytes(), &sealed).ok()?;
    serde_json::from_slice(plain.expose()).ok()
}
