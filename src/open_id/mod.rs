//! The provider whose accounts staff may sign in with (OpenID Connect Core 1.0, §3.1). It is told that
//! somebody signs in here, and when; never of a slip, and nothing that would open one.

mod ask;

use std::sync::{Arc, Mutex, PoisonError};

use form_urlencoded::Serializer;
use tokio::sync::Semaphore;

use crate::config::SignInWith;
use crate::crypto::id_token::{Expected, IdTokenError, Identity, KeySet};
use crate::crypto::sign_in_request::SignInRequest;
use crate::crypto::{Secret, traces};
use crate::domain::{ProviderUrl, Timestamp};

use ask::{Document, Wire};

/// How long what the provider shows to everybody is taken to be so still.
const KNOWN_SECONDS: i64 = 3_600;
/// Most people who wait for the provider at once. Whoever comes then signs in with password and code.
const ASKING_MAX: usize = 4;

/// Shared; a clone is cheap.
#[derive(Clone)]
pub struct Provider(Arc<Inner>);

struct Inner {
    name: String,
    issuer: ProviderUrl,
    client_id: String,
    secret: Secret<String>,
    wire: Wire,
    asking: Semaphore,
    known: Mutex<Known>,
}

/// What the provider shows to everybody, and when it was read.
#[derive(Default)]
struct Known {
    document: Option<(Timestamp, Arc<Document>)>,
    keys: Option<(Timestamp, Arc<KeySet>)>,
}

/// The section cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("[sign_in_with] client_secret_file: {file} cannot be read, or is empty: {cause}")]
pub struct ProviderError {
    file: String,
    cause: std::io::Error,
}

/// Why nobody came back from the provider as anybody. None of these holds a word that it said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProviderTrouble {
    #[error("it cannot be reached, or is too slow")]
    NotReached,
    #[error("it answers with something else than what was asked for")]
    Unreadable,
    #[error("its document names another issuer")]
    OtherIssuer,
    #[error("its document names an address without TLS")]
    WithoutTls,
    #[error("too many wait for it")]
    Busy,
    #[error("it takes this service's client_id or secret, or the code, for wrong")]
    Refused,
    #[error(transparent)]
    Token(#[from] IdTokenError),
}

impl Provider {
    /// Reads the secret now, so that a mistake shows at start. The provider itself is asked when
    /// somebody signs in: while it is away, everything else goes on.
    pub fn new(section: SignInWith<'_>) -> Result<Self, ProviderError> {
        let SignInWith { name, issuer, client_id, client_secret_file } = section;
        let file = client_secret_file.display().to_string();
        let secret = match std::fs::read_to_string(client_secret_file).map(Secret::new) {
            Ok(read) if read.expose().trim().is_empty() => {
                return Err(ProviderError { file, cause: std::io::ErrorKind::InvalidData.into() });
            }
            Ok(read) => Secret::new(read.expose().trim().to_owned()),
            Err(cause) => return Err(ProviderError { file, cause }),
        };
        Ok(Self(Arc::new(Inner {
            name: name.to_owned(),
            issuer: issuer.clone(),
            client_id: client_id.to_owned(),
            secret,
            wire: Wire::new(),
            asking: Semaphore::new(ASKING_MAX),
            known: Mutex::default(),
        })))
    }

    /// As staff know it.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// What tells its accounts from those of any other provider.
    pub fn issuer(&self) -> &str {
        self.0.issuer.as_str()
    }

    /// Where a browser goes to be asked who it is, and comes back from to `return_to`.
    pub async fn address(
        &self,
        request: &SignInRequest,
        return_to: &str,
        now: Timestamp,
    ) -> Result<String, ProviderTrouble> {
        let document = self.elsewhere(move |inner| inner.document(now)).await?;
        let start = document.authorization_endpoint.as_str();
        let start = format!("{start}{}", if start.contains('?') { '&' } else { '?' });
        let length = start.len();
        Ok(Serializer::for_suffix(start, length)
            .append_pair("response_type", "code")
            .append_pair("client_id", &self.0.client_id)
            .append_pair("redirect_uri", return_to)
            .append_pair("scope", "openid email")
            .append_pair("state", request.state())
            .append_pair("nonce", request.nonce())
            .append_pair("code_challenge", &request.challenge())
            .append_pair("code_challenge_method", "S256")
            // Somebody else may have been at this computer before.
            .append_pair("prompt", "select_account")
            .finish())
    }

    /// Whose account it was that came back with this code.
    pub async fn identity(
        &self,
        code: Secret<String>,
        request: SignInRequest,
        return_to: String,
        now: Timestamp,
    ) -> Result<Identity, ProviderTrouble> {
        self.elsewhere(move |inner| inner.identity(&code, &request, &return_to, now)).await
    }

    /// Whether it can be reached, names itself as the configuration does and shows keys.
    pub async fn check(&self, now: Timestamp) -> Result<(), ProviderTrouble> {
        self.elsewhere(move |inner| inner.keys(now).map(|_| ())).await
    }

    /// On a thread that may wait, and of which nothing is left on the stack.
    async fn elsewhere<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Inner) -> Result<T, ProviderTrouble> + Send + 'static,
    ) -> Result<T, ProviderTrouble> {
        let _turn = self.0.asking.try_acquire().map_err(|_| ProviderTrouble::Busy)?;
        let inner = Arc::clone(&self.0);
        let outcome = traces::leaving_none_elsewhere(move || work(&inner)).await;
        outcome.unwrap_or(Err(ProviderTrouble::Unreadable))
    }
}

impl Inner {
    fn identity(
        &self,
        code: &Secret<String>,
        request: &SignInRequest,
        return_to: &str,
        now: Timestamp,
    ) -> Result<Identity, ProviderTrouble> {
        let document = self.document(now)?;
        let form = [
            ("grant_type", "authorization_code"),
            ("code", code.expose().as_str()),
            ("redirect_uri", return_to),
            ("code_verifier", request.verifier()),
        ];
        let token = self.wire.token(&document, &self.client_id, &self.secret, &form)?;
        let expected = Expected {
            issuer: self.issuer.as_str(),
            client_id: &self.client_id,
            nonce: request.nonce(),
            now,
        };
        match self.keys(now)?.accept(token.expose(), &expected) {
            // It may sign with a new key since its keys were read.
            Err(IdTokenError::UnknownKey) => {
                self.known().keys = None;
                Ok(self.keys(now)?.accept(token.expose(), &expected)?)
            }
            outcome => Ok(outcome?),
        }
    }

    fn document(&self, now: Timestamp) -> Result<Arc<Document>, ProviderTrouble> {
        let known = self.known().document.clone();
        if let Some((_, document)) = known.filter(|(at, _)| is_recent(*at, now)) {
            return Ok(document);
        }
        let document = Arc::new(self.wire.document(&self.issuer)?);
        self.known().document = Some((now, Arc::clone(&document)));
        Ok(document)
    }

    fn keys(&self, now: Timestamp) -> Result<Arc<KeySet>, ProviderTrouble> {
        let known = self.known().keys.clone();
        if let Some((_, keys)) = known.filter(|(at, _)| is_recent(*at, now)) {
            return Ok(keys);
        }
        let keys = Arc::new(self.wire.keys(&*self.document(now)?)?);
        self.known().keys = Some((now, Arc::clone(&keys)));
        Ok(keys)
    }

    /// Held for no longer than it takes to look.
    fn known(&self) -> std::sync::MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn is_recent(at: Timestamp, now: Timestamp) -> bool {
    now.0.abs_diff(at.0) < KNOWN_SECONDS.unsigned_abs()
}
