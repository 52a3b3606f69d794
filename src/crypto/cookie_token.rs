//! What a browser keeps in a cookie to be known by: 256 random bits.

use data_encoding::BASE64URL_NOPAD;

use super::random::{self, NoRandomness};
use super::secret::Secret;

/// Kept nowhere but in the browser. What it opens or chooses is for whoever wraps it.
#[derive(Clone)]
pub(super) struct CookieToken(Secret<[u8; 32]>);

impl CookieToken {
    pub fn generate() -> Result<Self, NoRandomness> {
        Ok(Self(Secret::new(random::bytes()?)))
    }

    /// The cookie's value: 43 characters.
    pub fn to_cookie(&self) -> Secret<String> {
        Secret::new(BASE64URL_NOPAD.encode(self.0.expose()))
    }

    /// `None` for anything but a whole token.
    pub fn parse(cookie: &str) -> Option<Self> {
        let bytes = Secret::new(BASE64URL_NOPAD.decode(cookie.as_bytes()).ok()?);
        bytes.expose().as_slice().try_into().ok().map(|token| Self(Secret::new(token)))
    }

    pub fn bytes(&self) -> &[u8; 32] {
        self.0.expose()
    }
}
