//! What goes back and forth between a page and a passkey, in the words of Web Authentication: what the browser
//! is to ask the device, and what it sends back.

use actix_web::HttpRequest;
use data_encoding::BASE64URL_NOPAD;
use serde_json::{Value, json};

use super::{WebError, visit};
use crate::app::App;
use crate::crypto::passkey::{Challenge, Signed, Site};
use crate::domain::Typed;
use crate::services::passkeys::KeptPasskey;
use crate::services::prove_passkey::Answered;
use crate::services::sweep_sessions::PROOF_SECONDS_MAX;
use crate::views::components::PasskeyForm;

/// How long a browser waits for the device, in milliseconds.
pub(super) const WAIT_MILLISECONDS: i64 = PROOF_SECONDS_MAX * 1_000;

/// The site that a browser's passkeys are of: the host that it asked for, which is one of the allowed.
pub(super) fn site_of(app: &App, request: &HttpRequest) -> Result<Site, WebError> {
    let host = visit::host(request).ok_or(WebError::WrongHost)?;
    Ok(Site { id: host.as_str().to_owned(), origin: app.site.url_of(Some(&host), "") })
}

/// `PublicKeyCredentialRequestOptions` (§5.5), for these passkeys.
pub(super) fn to_sign<'a>(
    site: &Site,
    asked: &Challenge,
    passkeys: impl Iterator<Item = &'a KeptPasskey>,
) -> String {
    let asked = json!({
        "challenge": asked.to_text(),
        "rpId": site.id,
        "allowCredentials": named(passkeys),
        "userVerification": "required",
        "timeout": WAIT_MILLISECONDS,
    });
    asked.to_string()
}

/// These passkeys, as a browser is told of them.
pub(super) fn named<'a>(passkeys: impl Iterator<Item = &'a KeptPasskey>) -> Vec<Value> {
    let id = |one: &KeptPasskey| BASE64URL_NOPAD.encode(&one.passkey.credential);
    passkeys.map(|one| json!({ "type": "public-key", "id": id(one) })).collect()
}

/// What a device that has signed sent along with a form.
pub(super) struct PasskeyAnswer([Vec<u8>; 4]);

impl PasskeyAnswer {
    pub fn of(form: &Typed) -> Self {
        Self(PasskeyForm::SIGNED.map(|name| bytes_of(form, name)))
    }

    /// The answer, as one that came from this site.
    pub fn at<'a>(&'a self, site: &'a Site) -> Answered<'a> {
        let Self([credential, client_data, device_data, signature]) = self;
        Answered { credential, signed: Signed { client_data, device_data, signature }, at: site }
    }
}

/// A part of a device's answer; what is not base64url is nothing.
pub(super) fn bytes_of(form: &Typed, name: &str) -> Vec<u8> {
    let typed = form.first(name).unwrap_or_default();
    BASE64URL_NOPAD.decode(typed.as_bytes()).unwrap_or_default()
}
