//! What the six words of a pupil's code open, and only they: a row that nobody else can find or read.

use argon2::{Algorithm, Argon2, Version};

use super::aead::{self, Key, NotOpened};
use super::draft::DraftToken;
use super::key_lock::Cost;
use super::pepper::Pepper;
use super::random::{self, NoRandomness};
use super::secret::Secret;
use super::thread::{WAY_BYTES, Way};
use crate::domain::{FollowUpCode, ThreadId};

const TAG_BYTES: usize = 32;
const ROOT_BYTES: usize = 64;
const SALT_PURPOSE: &str = "code-salt";

/// The keys of one code: by the first its row is found, with the second it is opened.
#[derive(Clone)]
pub struct CodeKeys {
    tag: [u8; TAG_BYTES],
    key: Key,
}

impl CodeKeys {
    /// Slow on purpose: go through `Argon2Gate`. Without the pepper nobody can try words on a copy of
    /// the database. `None` when there is no memory for it.
    pub fn stretch(code: &FollowUpCode, school: &str, pepper: &Pepper, cost: Cost) -> Option<Self> {
        let words = Secret::new(code.words().join(" "));
        let salt = pepper.tag(SALT_PURPOSE, school.as_bytes());
        let params = cost.params(ROOT_BYTES)?;
        let mut root = Secret::new([0; ROOT_BYTES]);
        Argon2::new_with_secret(pepper.bytes(), Algorithm::Argon2id, Version::V0x13, params)
            .ok()?
            .hash_password_into(words.expose().as_bytes(), &salt, root.expose_mut())
            .ok()?;
        let tag = aead::derive(root.expose(), &[b"ineedtotalk/code/tag/1"]);
        let key = aead::derive(root.expose(), &[b"ineedtotalk/code/key/1"]);
        Some(Self { tag: *tag.expose(), key })
    }

    /// By which the row is found. Long and random, it tells nothing of the words.
    pub fn tag(&self) -> &[u8; TAG_BYTES] {
        &self.tag
    }

    /// For the memory of a visit, sealed: the words are not kept.
    pub fn to_text(&self) -> Secret<String> {
        let both = Secret::new([self.tag.as_slice(), self.key.expose()].concat());
        Secret::new(data_encoding::HEXLOWER.encode(both.expose()))
    }

    pub fn parse(text: &str) -> Option<Self> {
        let both = Secret::new(data_encoding::HEXLOWER.decode(text.as_bytes()).ok()?);
        let (tag, key) = both.expose().split_first_chunk()?;
        Some(Self { tag: *tag, key: Secret::new(key.try_into().ok()?) })
    }

    /// Seals the way to a thread. `place` says which row it is.
    pub fn seal_way(&self, place: &str, way: &Way) -> Result<Vec<u8>, NoRandomness> {
        aead::seal(&self.key, place.as_bytes(), way.bytes())
    }

    pub fn open_way(&self, place: &str, sealed: &[u8]) -> Result<Way, NotOpened> {
        Way::from_bytes(aead::open(&self.key, place.as_bytes(), sealed)?.expose())
    }

    /// A tag and a sealed way of no code, which nobody can tell from those of one.
    pub fn look_alike() -> Result<(Vec<u8>, Vec<u8>), NoRandomness> {
        let mut way = vec![0; WAY_BYTES + aead::OVERHEAD_BYTES];
        random::fill(&mut way)?;
        Ok((random::bytes::<TAG_BYTES>()?.to_vec(), way))
    }
}

impl DraftToken {
    /// The six words of a slip that was written under this cookie: the same however often they are asked
    /// for, so that a press whose answer got lost makes no others.
    pub fn code(&self, thread: &ThreadId) -> FollowUpCode {
        let label = [b"ineedtotalk/code/words/1/".as_slice(), thread.as_str().as_bytes()];
        let drawn = aead::derive(self.id_bytes(), &label);
        let first = drawn.expose().first_chunk().copied().unwrap_or_default();
        FollowUpCode::from_bytes(&first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::SlipKey;

    fn code(byte: u8) -> FollowUpCode {
        FollowUpCode::from_bytes(&[byte; 12])
    }

    fn keys(byte: u8, school: &str, pepper: u8) -> CodeKeys {
        let pepper = Pepper::from_bytes([pepper; 32]);
        CodeKeys::stretch(&code(byte), school, &pepper, Cost::for_tests()).unwrap()
    }

    #[test]
    fn only_the_words_at_their_school_with_the_pepper_find_and_open_a_way() {
        let way = SlipKey::generate().unwrap().thread().way(&[]).unwrap();
        let right = keys(1, "elmwood", 7);
        let sealed = right.seal_way("row", &way).unwrap();
        assert!(keys(1, "elmwood", 7).open_way("row", &sealed).is_ok());
        assert!(right.open_way("another row", &sealed).is_err());
        for wrong in [keys(2, "elmwood", 7), keys(1, "ashby", 7), keys(1, "elmwood", 8)] {
            assert_ne!(wrong.tag(), right.tag());
            assert!(wrong.open_way("row", &sealed).is_err());
        }
    }

    #[test]
    fn a_row_without_a_code_is_as_long_as_one_with() {
        let way = SlipKey::generate().unwrap().thread().way(&[]).unwrap();
        let sealed = keys(1, "elmwood", 7).seal_way("row", &way).unwrap();
        let (tag, none) = CodeKeys::look_alike().unwrap();
        assert_eq!((tag.len(), none.len()), (TAG_BYTES, sealed.len()));
        assert_ne!(CodeKeys::look_alike().unwrap().0, tag);
    }

    #[test]
    fn keys_survive_the_memory_of_a_visit() {
        let right = keys(1, "elmwood", 7);
        let again = CodeKeys::parse(right.to_text().expose()).unwrap();
        assert_eq!((again.tag, again.key.expose()), (right.tag, right.key.expose()));
        assert!(CodeKeys::parse("00").is_none() && CodeKeys::parse("xyz").is_none());
    }

    #[test]
    fn a_slip_has_one_code_whichever_key_its_cookie_has() {
        let token = DraftToken::generate().unwrap();
        let [thread, other] = [1, 2].map(|byte| ThreadId::from_random([byte; 16]));
        assert_eq!(token.fresh_key().unwrap().code(&thread), token.code(&thread));
        assert_ne!(token.code(&other), token.code(&thread));
        assert_ne!(DraftToken::generate().unwrap().code(&thread), token.code(&thread));
    }
}
