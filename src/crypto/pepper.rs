//! The pepper: one secret of the installation that lives outside the database and its backups, so
//! that neither is enough by itself.

use data_encoding::HEXLOWER_PERMISSIVE;
use ring::hmac;

use super::aead::{self, Key, NotOpened};
use super::fingerprint;
use super::random::{self, NoRandomness};
use super::secret::Secret;

/// 32 random bytes, kept in a file that only the service reads.
#[derive(Clone)]
pub struct Pepper(Key);

/// The file does not hold a pepper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a pepper is written as 64 hexadecimal digits")]
pub struct NotAPepper;

impl Pepper {
    pub fn generate() -> Result<Self, NoRandomness> {
        Ok(Self(Secret::new(random::bytes()?)))
    }

    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Secret::new(bytes))
    }

    /// Reads what [`Pepper::to_text`] wrote, with white space around it.
    pub fn parse(text: &str) -> Result<Self, NotAPepper> {
        let mut bytes = Secret::new([0; 32]);
        let digits = text.trim().as_bytes();
        if digits.len() != 64 {
            return Err(NotAPepper);
        }
        HEXLOWER_PERMISSIVE.decode_mut(digits, bytes.expose_mut()).map_err(|_| NotAPepper)?;
        Ok(Self(bytes))
    }

    /// For the file it is kept in: 64 hexadecimal digits.
    pub fn to_text(&self) -> Secret<String> {
        Secret::new(HEXLOWER_PERMISSIVE.encode(self.0.expose()))
    }

    /// Seals what the service itself must be able to read, such as a second factor.
    pub fn seal(&self, purpose: &str, aad: &[u8], plain: &[u8]) -> Result<Vec<u8>, NoRandomness> {
        aead::seal(&self.key_for(b"seal/", purpose), aad, plain)
    }

    pub fn open(
        &self,
        purpose: &str,
        aad: &[u8],
        sealed: &[u8],
    ) -> Result<Secret<Vec<u8>>, NotOpened> {
        aead::open(&self.key_for(b"seal/", purpose), aad, sealed)
    }

    /// A tag that cannot be made, and tells nothing about `bytes`, without the pepper.
    pub fn tag(&self, purpose: &str, bytes: &[u8]) -> [u8; 32] {
        let key = self.key_for(b"tag/", purpose);
        let key = hmac::Key::new(hmac::HMAC_SHA256, key.expose());
        fingerprint::to_array(hmac::sign(&key, bytes).as_ref())
    }

    /// Whether `tag` is [`Pepper::tag`] of the same, in constant time.
    pub fn has_tag(&self, purpose: &str, bytes: &[u8], tag: &[u8]) -> bool {
        let key = self.key_for(b"tag/", purpose);
        hmac::verify(&hmac::Key::new(hmac::HMAC_SHA256, key.expose()), bytes, tag).is_ok()
    }

    pub(super) fn bytes(&self) -> &[u8; 32] {
        self.0.expose()
    }

    fn key_for(&self, kind: &[u8], purpose: &str) -> Key {
        aead::derive(self.bytes(), &[b"ineedtotalk/pepper/1/", kind, purpose.as_bytes()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pepper_survives_its_file() {
        let pepper = Pepper::generate().unwrap();
        let text = format!("{}\n", pepper.to_text().expose());
        let again = Pepper::parse(&text).unwrap();
        assert_eq!(again.tag("x", b"y"), pepper.tag("x", b"y"));
        for wrong in ["", "abc", &text[..63], &text.replace(&text[..1], "g")] {
            assert_eq!(Pepper::parse(wrong).err(), Some(NotAPepper), "{wrong:?}");
        }
    }

    #[test]
    fn what_it_seals_opens_for_the_same_purpose_and_place_only() {
        let (pepper, other) = (Pepper::generate().unwrap(), Pepper::generate().unwrap());
        let sealed = pepper.seal("totp", b"reader 1", b"key").unwrap();
        assert_eq!(pepper.open("totp", b"reader 1", &sealed).unwrap().expose(), b"key");
        assert!(pepper.open("totp", b"reader 2", &sealed).is_err());
        assert!(pepper.open("other", b"reader 1", &sealed).is_err());
        assert!(other.open("totp", b"reader 1", &sealed).is_err());
    }

    #[test]
    fn tags_differ_by_purpose_and_pepper_and_are_checked() {
        let (pepper, other) = (Pepper::from_bytes([1; 32]), Pepper::from_bytes([2; 32]));
        let tag = pepper.tag("root", b"key");
        assert!(pepper.has_tag("root", b"key", &tag));
        assert!(!pepper.has_tag("root", b"kez", &tag));
        assert!(!pepper.has_tag("other", b"key", &tag));
        assert!(!other.has_tag("root", b"key", &tag));
        assert!(!pepper.has_tag("root", b"key", &tag[..31]));
    }
}
