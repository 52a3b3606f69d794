//! The school's own way back to a reader's keys: they are sealed to a key whose private half is on three
//! papers alone, any two of which give it back.

use hpke::{Deserializable, Kem, Serializable};
use ring::signature::{ED25519, UnparsedPublicKey};

use super::aead::{self, Key};
use super::fingerprint;
use super::hpke_seal::{self, NotSealed, PrivateKeyOf, PublicKeyOf, XWing};
use super::paper_shares::PaperSecret;
use super::reader_keys::{NotKeys, ReaderPrivateKeys, SigningPublicKey};
use crate::domain::{ReaderId, SchoolId};

const KEY_LABEL: &[u8] = b"ineedtotalk/recovery-papers/key/1/";
const COPY_LABEL: &[u8] = b"ineedtotalk/recovery-papers/copy/1";
const SIGNED_LABEL: &[u8] = b"ineedtotalk/recovery-papers/signed/1";

/// Whoever holds it opens the keys of every reader that are sealed to its public half. It is made of two
/// papers, and kept nowhere.
pub struct RecoveryPrivateKey {
    school: SchoolId,
    seed: Key,
}

impl RecoveryPrivateKey {
    /// The key of a school's papers.
    pub fn of_papers(secret: &PaperSecret, school: &SchoolId) -> Self {
        let seed = aead::derive(secret.expose(), &[KEY_LABEL, school.as_str().as_bytes()]);
        Self { school: school.clone(), seed }
    }

    pub fn public(&self) -> RecoveryPublicKey {
        RecoveryPublicKey { school: self.school.clone(), key: XWing::sk_to_pk(&self.key()) }
    }

    /// What [`RecoveryPublicKey::seal`] sealed of this reader.
    pub fn open(&self, reader: &ReaderId, sealed: &[u8]) -> Option<ReaderPrivateKeys> {
        let bound = bound(&self.school, reader);
        let keys = hpke_seal::open::<XWing>(&self.key(), COPY_LABEL, &bound, sealed)?;
        ReaderPrivateKeys::from_bytes(keys.expose()).ok()
    }

    #[expect(clippy::expect_used, reason = "the type has the length, and each seed is valid")]
    fn key(&self) -> PrivateKeyOf<XWing> {
        PrivateKeyOf::<XWing>::from_bytes(self.seed.expose()).expect("any 32 bytes are a seed")
    }
}

/// What readers' keys are sealed to, at one school.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecoveryPublicKey {
    school: SchoolId,
    key: PublicKeyOf<XWing>,
}

impl RecoveryPublicKey {
    pub fn to_bytes(&self) -> Vec<u8> {
        self.key.to_bytes().to_vec()
    }

    pub fn from_bytes(school: &SchoolId, bytes: &[u8]) -> Result<Self, NotKeys> {
        let key = PublicKeyOf::<XWing>::from_bytes(bytes).map_err(|_| NotKeys)?;
        Ok(Self { school: school.clone(), key })
    }

    /// Tells these papers from others.
    pub fn mark(&self) -> [u8; 32] {
        fingerprint::sha256(&self.to_bytes())
    }

    /// Seals the keys of `reader`, so that two papers open them and nothing else does.
    pub fn seal(&self, reader: &ReaderId, keys: &ReaderPrivateKeys) -> Result<Vec<u8>, NotSealed> {
        let bound = bound(&self.school, reader);
        hpke_seal::seal::<XWing>(&self.key, COPY_LABEL, &bound, keys.to_bytes().expose())
    }

    /// A reader answers for it that this is the school's key.
    pub fn sign(&self, by: &ReaderPrivateKeys) -> Vec<u8> {
        by.signing_key().sign(&self.signed_bytes()).as_ref().to_vec()
    }

    /// Whether the holder of `key` answers for it.
    pub fn is_signed(&self, key: &SigningPublicKey, signature: &[u8]) -> bool {
        let key = UnparsedPublicKey::new(&ED25519, key.as_bytes());
        key.verify(&self.signed_bytes(), signature).is_ok()
    }

    fn signed_bytes(&self) -> Vec<u8> {
        [SIGNED_LABEL, self.school.as_str().as_bytes(), &self.to_bytes()].concat()
    }
}

/// Both have a length of their own, so that no two read the same.
fn bound(school: &SchoolId, reader: &ReaderId) -> Vec<u8> {
    [school.as_str().as_bytes(), reader.as_str().as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::paper_shares::PaperShare;

    fn papers() -> PaperSecret {
        let [one, _, other] = PaperShare::make_set().unwrap();
        one.join(&other).unwrap()
    }

    #[test]
    fn two_papers_open_the_keys_of_this_reader_at_this_school_alone() {
        let (elmwood, ashby) = (SchoolId::from_random([9; 16]), SchoolId::from_random([7; 16]));
        let (own, other) = (ReaderId::from_random([1; 16]), ReaderId::from_random([2; 16]));
        let (keys, papers, wrong) = (ReaderPrivateKeys::generate().unwrap(), papers(), papers());
        let private = RecoveryPrivateKey::of_papers(&papers, &elmwood);
        let sealed = private.public().seal(&own, &keys).unwrap();
        assert_eq!(private.open(&own, &sealed).unwrap().public(), keys.public());
        assert!(private.open(&other, &sealed).is_none());
        assert!(RecoveryPrivateKey::of_papers(&papers, &ashby).open(&own, &sealed).is_none());
        assert!(RecoveryPrivateKey::of_papers(&wrong, &elmwood).open(&own, &sealed).is_none());
        for place in [0, sealed.len() / 2, sealed.len() - 1] {
            let mut changed = sealed.clone();
            changed[place] ^= 1;
            assert!(private.open(&own, &changed).is_none(), "byte {place}");
        }
    }

    #[test]
    fn a_signature_is_for_this_key_at_this_school() {
        let (elmwood, ashby) = (SchoolId::from_random([9; 16]), SchoolId::from_random([7; 16]));
        let [head, other] = [(); 2].map(|()| ReaderPrivateKeys::generate().unwrap());
        let public = RecoveryPrivateKey::of_papers(&papers(), &elmwood).public();
        let signature = public.sign(&head);
        assert!(public.is_signed(head.public().signing(), &signature));
        assert!(!public.is_signed(other.public().signing(), &signature));
        let elsewhere = RecoveryPublicKey::from_bytes(&ashby, &public.to_bytes()).unwrap();
        assert!(!elsewhere.is_signed(head.public().signing(), &signature));
        let another = RecoveryPrivateKey::of_papers(&papers(), &elmwood).public();
        assert!(!another.is_signed(head.public().signing(), &signature));
        assert!(RecoveryPublicKey::from_bytes(&elmwood, &public.to_bytes()[1..]).is_err());
    }
}
