//! A signed-in reader's session: the cookie and the pepper together open it, and any instance that
//! has the pepper can serve it.

use data_encoding::HEXLOWER;
use subtle::ConstantTimeEq;

use super::aead::{self, Key, NotOpened};
use super::cookie_token::CookieToken;
use super::pepper::Pepper;
use super::random::NoRandomness;
use super::secret::Secret;

/// What the reader's browser keeps: 256 random bits, kept nowhere else.
pub struct SessionToken(CookieToken);

impl SessionToken {
    pub fn generate() -> Result<Self, NoRandomness> {
        CookieToken::generate().map(Self)
    }

    /// The cookie's value: 43 characters.
    pub fn to_cookie(&self) -> Secret<String> {
        self.0.to_cookie()
    }

    /// `None` for anything but a whole token.
    pub fn parse(cookie: &str) -> Option<Self> {
        CookieToken::parse(cookie).map(Self)
    }
}

/// Three keys out of a token and the pepper. A copy of the database, a cookie, or the pepper alone
/// gives none of them.
pub struct SessionKeys {
    /// The row of the session; tells nothing about the cookie.
    pub row_id: [u8; 32],
    csrf: Secret<String>,
    seal: Key,
}

impl SessionKeys {
    pub fn derive(pepper: &Pepper, token: &SessionToken) -> Self {
        let part = |name: &[u8]| {
            aead::derive_with_salt(
                pepper.bytes(),
                token.0.bytes(),
                &[b"ineedtotalk/session/1/", name],
            )
        };
        Self {
            row_id: *part(b"row").expose(),
            csrf: Secret::new(HEXLOWER.encode(part(b"csrf").expose())),
            seal: part(b"seal"),
        }
    }

    /// The token that every form of this session carries.
    pub fn csrf(&self) -> &str {
        self.csrf.expose()
    }

    /// Whether a form carried the token, in constant time.
    pub fn is_csrf(&self, typed: &str) -> bool {
        self.csrf.expose().as_bytes().ct_eq(typed.as_bytes()).into()
    }

    /// Seals a reader's private keys for as long as the session is open.
    pub fn seal(&self, reader: &str, plain: &[u8]) -> Result<Vec<u8>, NoRandomness> {
        aead::seal(&self.seal, &self.bound_to(reader), plain)
    }

    pub fn open(&self, reader: &str, sealed: &[u8]) -> Result<Secret<Vec<u8>>, NotOpened> {
        aead::open(&self.seal, &self.bound_to(reader), sealed)
    }

    fn bound_to(&self, reader: &str) -> Vec<u8> {
        [self.row_id.as_slice(), reader.as_bytes()].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_read_back_and_anything_else_is_not() {
        let token = SessionToken::generate().unwrap();
        let cookie = token.to_cookie();
        let again = SessionToken::parse(cookie.expose()).unwrap();
        assert_eq!(again.0.bytes(), token.0.bytes());
        for wrong in ["", "a", &cookie.expose()[1..], &format!("{}A", cookie.expose()), "é"] {
            assert!(SessionToken::parse(wrong).is_none(), "{wrong:?}");
        }
    }

    #[test]
    fn a_session_opens_with_its_own_cookie_and_pepper_only() {
        let (pepper, token) = (Pepper::generate().unwrap(), SessionToken::generate().unwrap());
        let keys = SessionKeys::derive(&pepper, &token);
        let sealed = keys.seal("reader 1", b"private keys").unwrap();

        let same = SessionKeys::derive(&pepper, &token);
        assert_eq!(same.row_id, keys.row_id);
        assert_eq!(same.open("reader 1", &sealed).unwrap().expose(), b"private keys");
        assert!(same.open("reader 2", &sealed).is_err());

        let of_another_cookie = SessionKeys::derive(&pepper, &SessionToken::generate().unwrap());
        let of_another_pepper = SessionKeys::derive(&Pepper::generate().unwrap(), &token);
        for other in [of_another_cookie, of_another_pepper] {
            assert_ne!(other.row_id, keys.row_id);
            assert!(other.open("reader 1", &sealed).is_err());
            assert!(!other.is_csrf(keys.csrf()));
        }
        assert!(keys.is_csrf(same.csrf()) && !keys.is_csrf(""));
    }
}
