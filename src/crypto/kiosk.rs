//! What makes a computer a kiosk: a token that only its browser keeps, and the words by which it gets
//! one. Of both the database has tags under the pepper, and nothing that opens anything.

use super::cookie_token::CookieToken;
use super::pepper::Pepper;
use super::random::{self, NoRandomness};
use super::secret::Secret;
use crate::domain::{KioskCode, SchoolId};

/// What the pepper's tags are for.
const TOKEN_PURPOSE: &str = "kiosk-token";
const CODE_PURPOSE: &str = "kiosk-code";

/// 256 random bits. They choose how pages look and the lane of the rate limit, and open nothing.
#[derive(Clone)]
pub struct KioskToken(CookieToken);

impl KioskToken {
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

    /// How its kiosk is found.
    pub fn tag(&self, pepper: &Pepper) -> [u8; 32] {
        pepper.tag(TOKEN_PURPOSE, self.0.bytes())
    }
}

/// Eight words that nobody can guess.
pub fn new_code() -> Result<KioskCode, NoRandomness> {
    Ok(KioskCode::from_bytes(Secret::new(random::bytes()?).expose()))
}

/// How the words are found again, at their school.
pub fn code_tag(pepper: &Pepper, school: &SchoolId, code: &KioskCode) -> [u8; 32] {
    let words = code.words().join(" ");
    pepper.tag(CODE_PURPOSE, [school.as_str(), "\n", &words].concat().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_read_back_and_its_tag_is_the_peppers_own() {
        let (pepper, other) = (Pepper::from_bytes([1; 32]), Pepper::from_bytes([2; 32]));
        let token = KioskToken::generate().unwrap();
        let cookie = token.to_cookie();
        let again = KioskToken::parse(cookie.expose()).unwrap();
        assert_eq!(again.tag(&pepper), token.tag(&pepper));
        assert_ne!(token.tag(&other), token.tag(&pepper));
        assert_ne!(KioskToken::generate().unwrap().tag(&pepper), token.tag(&pepper));
        for wrong in ["", "a", &cookie.expose()[1..], &format!("{}A", cookie.expose()), "é"] {
            assert!(KioskToken::parse(wrong).is_none(), "{wrong:?}");
        }
    }

    #[test]
    fn words_are_found_at_their_own_school_only() {
        let pepper = Pepper::from_bytes([1; 32]);
        let [elmwood, ashby] = [1, 2].map(|byte| SchoolId::from_random([byte; 16]));
        let code = new_code().unwrap();
        let tag = code_tag(&pepper, &elmwood, &code);
        assert_eq!(code_tag(&pepper, &elmwood, &code), tag);
        assert_ne!(code_tag(&pepper, &ashby, &code), tag);
        assert_ne!(code_tag(&pepper, &elmwood, &new_code().unwrap()), tag);
    }
}
