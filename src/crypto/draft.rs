//! A slip that is not sent yet: sealed in memory under a key that only the pupil's cookie holds.

use data_encoding::BASE64URL_NOPAD;

use super::aead::{self, Key, NotOpened};
use super::fingerprint;
use super::random::{self, NoRandomness};
use super::secret::Secret;

const ID_BYTES: usize = 16;

/// What the pupil's browser keeps: which draft, and the key that opens it.
#[derive(Clone)]
pub struct DraftToken {
    id: Secret<[u8; ID_BYTES]>,
    key: Key,
}

impl DraftToken {
    /// For a new draft.
    pub fn generate() -> Result<Self, NoRandomness> {
        Ok(Self { id: Secret::new(random::bytes()?), key: Secret::new(random::bytes()?) })
    }

    /// The same draft under a new key: with every step the key before it dies.
    pub fn fresh_key(&self) -> Result<Self, NoRandomness> {
        Ok(Self { id: self.id.clone(), key: Secret::new(random::bytes()?) })
    }

    /// The cookie's value: 64 characters.
    pub fn to_cookie(&self) -> Secret<String> {
        let both = Secret::new([self.id.expose().as_slice(), self.key.expose()].concat());
        Secret::new(BASE64URL_NOPAD.encode(both.expose()))
    }

    /// `None` for anything but a whole token.
    pub fn parse(cookie: &str) -> Option<Self> {
        let both = Secret::new(BASE64URL_NOPAD.decode(cookie.as_bytes()).ok()?);
        let (id, key) = both.expose().split_first_chunk()?;
        Some(Self { id: Secret::new(*id), key: Secret::new(key.try_into().ok()?) })
    }

    /// Which draft it is, however often the key changed. Also what makes sending twice store once.
    pub fn id_hash(&self) -> [u8; 32] {
        fingerprint::sha256(&[b"ineedtotalk/draft/id/1/".as_slice(), self.id.expose()].concat())
    }

    /// Which of the draft's keys this is, without giving the key away.
    pub fn key_hash(&self) -> [u8; 32] {
        fingerprint::sha256(&[b"ineedtotalk/draft/key/1/".as_slice(), self.key.expose()].concat())
    }

    pub fn seal(&self, plain: &[u8]) -> Result<Vec<u8>, NoRandomness> {
        aead::seal(&self.seal_key(), self.id.expose(), plain)
    }

    pub fn open(&self, sealed: &[u8]) -> Result<Secret<Vec<u8>>, NotOpened> {
        aead::open(&self.seal_key(), self.id.expose(), sealed)
    }

    /// Seals what is left of a slip that was sent, which has no words in it, to whoever has the id of
    /// its draft, under whichever key.
    pub fn seal_note(&self, plain: &[u8]) -> Result<Vec<u8>, NoRandomness> {
        aead::seal(&self.note_key(), self.id.expose(), plain)
    }

    pub fn open_note(&self, sealed: &[u8]) -> Result<Secret<Vec<u8>>, NotOpened> {
        aead::open(&self.note_key(), self.id.expose(), sealed)
    }

    pub(super) fn id_bytes(&self) -> &[u8] {
        self.id.expose()
    }

    fn seal_key(&self) -> Key {
        aead::derive(self.key.expose(), &[b"ineedtotalk/draft/seal/1"])
    }

    fn note_key(&self) -> Key {
        aead::derive(self.id.expose(), &[b"ineedtotalk/draft/note/1"])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_read_back_and_anything_else_is_not() {
        let token = DraftToken::generate().unwrap();
        let cookie = token.to_cookie();
        assert_eq!(cookie.expose().len(), 64);
        let again = DraftToken::parse(cookie.expose()).unwrap();
        assert_eq!((again.id_hash(), again.key_hash()), (token.id_hash(), token.key_hash()));
        for wrong in ["", "AAAA", &cookie.expose()[4..], &format!("{}AAAA", cookie.expose())] {
            assert!(DraftToken::parse(wrong).is_none(), "{wrong:?}");
        }
    }

    #[test]
    fn a_draft_opens_with_its_newest_key_only() {
        let token = DraftToken::generate().unwrap();
        let next = token.fresh_key().unwrap();
        assert_eq!(next.id_hash(), token.id_hash());
        assert_ne!(next.key_hash(), token.key_hash());
        let sealed = next.seal(b"They took my bag.").unwrap();
        assert_eq!(next.open(&sealed).unwrap().expose(), b"They took my bag.");
        assert!(token.open(&sealed).is_err());
        assert!(DraftToken::generate().unwrap().open(&sealed).is_err());
    }

    #[test]
    fn a_note_opens_with_every_key_of_its_draft_and_opens_no_other() {
        let token = DraftToken::generate().unwrap();
        let note = token.seal_note(b"Mrs Okafor reads it.").unwrap();
        let opened = token.fresh_key().unwrap().open_note(&note).unwrap();
        assert_eq!(opened.expose(), b"Mrs Okafor reads it.");
        assert!(DraftToken::generate().unwrap().open_note(&note).is_err());
        assert!(token.open(&note).is_err());
    }
}
