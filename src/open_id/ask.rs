//! What goes to the provider and comes back: three short documents, each with a limit on its time and its
//! size. A redirect is not followed, so nothing goes where the provider's own document does not say.

use std::time::Duration;

use data_encoding::BASE64;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use ureq::http::Response;
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::{Agent, Body};

use super::ProviderTrouble;
use crate::crypto::Secret;
use crate::crypto::id_token::KeySet;
use crate::domain::ProviderUrl;

/// From the name's look-up to the last byte.
const ANSWER_SECONDS_MAX: u64 = 5;
/// Microsoft's keys, the longest, are 20 KB.
const BYTES_MAX: u64 = 128 * 1_024;
/// Where a provider says what it is (OpenID Connect Discovery 1.0, §4).
const DOCUMENT: &str = "/.well-known/openid-configuration";

/// What a provider says of itself, as far as it matters here.
#[derive(serde::Deserialize)]
pub(super) struct Document {
    issuer: String,
    pub authorization_endpoint: ProviderUrl,
    token_endpoint: ProviderUrl,
    jwks_uri: ProviderUrl,
    /// In the header, where it is left out.
    #[serde(default)]
    token_endpoint_auth_methods_supported: Vec<String>,
}

/// What comes for a code. Nothing is asked for with the other tokens.
#[derive(serde::Deserialize)]
struct Tokens {
    id_token: String,
}

pub(super) struct Wire(Agent);

impl Wire {
    pub fn new() -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_idle_connections(0)
            .timeout_global(Some(Duration::from_secs(ANSWER_SECONDS_MAX)))
            .tls_config(TlsConfig::builder().root_certs(authorities()).build())
            .user_agent("ineedtotalk")
            .build();
        Self(config.new_agent())
    }

    /// The provider's document: only the provider of that very name has it there.
    pub fn document(&self, issuer: &ProviderUrl) -> Result<Document, ProviderTrouble> {
        let place = format!("{}{DOCUMENT}", issuer.as_str().trim_end_matches('/'));
        let bytes = self.get(&place)?;
        let document: Document =
            serde_json::from_slice(&bytes).map_err(|_| ProviderTrouble::Unreadable)?;
        if document.issuer != issuer.as_str() {
            return Err(ProviderTrouble::OtherIssuer);
        }
        let Document { authorization_endpoint, token_endpoint, jwks_uri, .. } = &document;
        let has_tls =
            [authorization_endpoint, token_endpoint, jwks_uri].iter().all(|it| it.has_tls());
        match has_tls || !issuer.has_tls() {
            true => Ok(document),
            false => Err(ProviderTrouble::WithoutTls),
        }
    }

    pub fn keys(&self, document: &Document) -> Result<KeySet, ProviderTrouble> {
        Ok(KeySet::parse(&self.get(document.jwks_uri.as_str())?)?)
    }

    /// The ID token that the provider gives for a code, to whoever knows the secret.
    pub fn token(
        &self,
        document: &Document,
        client_id: &str,
        secret: &Secret<String>,
        form: &[(&str, &str)],
    ) -> Result<Secret<String>, ProviderTrouble> {
        let to = self.0.post(document.token_endpoint.as_str()).header("accept", "application/json");
        let answer = match document.takes_secret_in_form() {
            true => {
                let ours = [("client_id", client_id), ("client_secret", secret.expose().as_str())];
                to.send_form(form.iter().copied().chain(ours))
            }
            false => {
                let header = basic(client_id, secret);
                to.header("authorization", header.expose()).send_form(form.iter().copied())
            }
        };
        let (status, bytes) = read(answer)?;
        match status {
            200 => {
                let tokens: Tokens = serde_json::from_slice(bytes.expose())
                    .map_err(|_| ProviderTrouble::Unreadable)?;
                Ok(Secret::new(tokens.id_token))
            }
            400 | 401 | 403 => Err(ProviderTrouble::Refused),
            _ => Err(ProviderTrouble::Unreadable),
        }
    }

    fn get(&self, place: &str) -> Result<Vec<u8>, ProviderTrouble> {
        let (status, bytes) = read(self.0.get(place).header("accept", "application/json").call())?;
        match status {
            200 => Ok(bytes.expose().clone()),
            _ => Err(ProviderTrouble::Unreadable),
        }
    }
}

impl Document {
    fn takes_secret_in_form(&self) -> bool {
        let takes =
            |way: &str| self.token_endpoint_auth_methods_supported.iter().any(|it| it == way);
        takes("client_secret_post") && !takes("client_secret_basic")
    }
}

/// What is left as it is (RFC 3986 §2.3). A space becomes `%20` and no `+`, which some take for itself.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Each half is encoded by itself first (RFC 6749 §2.3.1).
fn basic(client_id: &str, secret: &Secret<String>) -> Secret<String> {
    let encoded = |text| utf8_percent_encode(text, ENCODED);
    let both = Secret::new(format!("{}:{}", encoded(client_id), encoded(secret.expose())));
    Secret::new(format!("Basic {}", BASE64.encode(both.expose().as_bytes())))
}

fn read(
    answer: Result<Response<Body>, ureq::Error>,
) -> Result<(u16, Secret<Vec<u8>>), ProviderTrouble> {
    let mut answer = answer.map_err(|error| trouble(&error))?;
    let body = answer.body_mut().with_config().limit(BYTES_MAX).read_to_vec();
    Ok((answer.status().as_u16(), Secret::new(body.map_err(|error| trouble(&error))?)))
}

fn trouble(error: &ureq::Error) -> ProviderTrouble {
    match error {
        ureq::Error::BodyExceedsLimit(_) => ProviderTrouble::Unreadable,
        _ => ProviderTrouble::NotReached,
    }
}

/// Those that this computer trusts; where it has none of its own, as in a container, those that
/// browsers do.
fn authorities() -> RootCerts {
    let ours: Vec<_> = rustls_native_certs::load_native_certs()
        .certs
        .iter()
        .map(|found| Certificate::from_der(found).to_owned())
        .collect();
    match ours.is_empty() {
        true => RootCerts::WebPki,
        false => RootCerts::new_with_certs(&ours),
    }
}
