//! The keys of one reader: two that open slips, one that vouches for other readers.

use hpke::{Deserializable, Kem, Serializable};
use ring::signature::{Ed25519KeyPair, KeyPair};

use super::aead::{self, Key, NotOpened};
use super::fingerprint;
use super::hpke_seal::{self, NotSealed, PrivateKeyOf, PublicKeyOf, X25519, XWing};
use super::random::{self, NoRandomness};
use super::secret::Secret;

/// How slips are sealed. Its number is written in every envelope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Suite {
    /// DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305: RFC 9180.
    X25519 = 1,
    /// The same with X-Wing (ML-KEM-768 and X25519), which a quantum computer does not open.
    XWing = 2,
}

impl Suite {
    pub fn from_number(number: u8) -> Option<Self> {
        match number {
            1 => Some(Self::X25519),
            2 => Some(Self::XWing),
            _ => None,
        }
    }

    pub fn number(self) -> u8 {
        self as u8
    }

    /// How the suite is written in the configuration: `x25519` or `x-wing`.
    pub fn parse(written: &str) -> Option<Self> {
        match written {
            "x25519" => Some(Self::X25519),
            "x-wing" => Some(Self::XWing),
            _ => None,
        }
    }

    /// The length of an encapsulated key.
    pub(super) fn encapsulated_bytes(self) -> usize {
        match self {
            Self::X25519 => <X25519 as Kem>::EncappedKey::size(),
            Self::XWing => <XWing as Kem>::EncappedKey::size(),
        }
    }
}

/// These bytes are not keys that this version made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the bytes are not a reader's keys")]
pub struct NotKeys;

const VERSION: u8 = 1;
const SEED_BYTES: usize = 32;
const SIGNING_BYTES: usize = 32;
const X25519_BYTES: usize = 32;
const XWING_BYTES: usize = 1_216;

/// Whoever holds these reads the slips sealed to their public halves.
#[derive(Clone)]
pub struct ReaderPrivateKeys {
    x25519: Key,
    xwing: Key,
    signing: Key,
}

impl ReaderPrivateKeys {
    /// New keys, unlike any others.
    pub fn generate() -> Result<Self, NoRandomness> {
        let (x25519, _) = X25519::derive_keypair(Secret::new(random::bytes::<32>()?).expose());
        let mut clamped = Secret::new([0; SEED_BYTES]);
        x25519.write_exact(clamped.expose_mut());
        Ok(Self {
            x25519: clamped,
            xwing: Secret::new(random::bytes()?),
            signing: Secret::new(random::bytes()?),
        })
    }

    /// version ‖ X25519 ‖ X-Wing seed ‖ Ed25519 seed.
    pub fn to_bytes(&self) -> Secret<Vec<u8>> {
        let mut bytes = Vec::with_capacity(1 + 3 * SEED_BYTES);
        bytes.push(VERSION);
        for key in [&self.x25519, &self.xwing, &self.signing] {
            bytes.extend_from_slice(key.expose());
        }
        Secret::new(bytes)
    }

    pub fn from_bytes(bytes: &[u8]) -> Result<Self, NotKeys> {
        let (&[VERSION], rest) = bytes.split_first_chunk::<1>().ok_or(NotKeys)? else {
            return Err(NotKeys);
        };
        let (x25519, rest) = rest.split_first_chunk().ok_or(NotKeys)?;
        let (xwing, rest) = rest.split_first_chunk().ok_or(NotKeys)?;
        let signing = rest.try_into().map_err(|_| NotKeys)?;
        Ok(Self {
            x25519: Secret::new(*x25519),
            xwing: Secret::new(*xwing),
            signing: Secret::new(signing),
        })
    }

    /// The halves that may be shown to anyone.
    pub fn public(&self) -> ReaderPublicKeys {
        ReaderPublicKeys {
            x25519: X25519::sk_to_pk(&self.x25519_key()),
            xwing: XWing::sk_to_pk(&self.xwing_key()),
            signing: self.signing_public(),
        }
    }

    /// Seals something that only this reader can open again, such as the list of their slips.
    pub fn seal_own(
        &self,
        purpose: &str,
        aad: &[u8],
        plain: &[u8],
    ) -> Result<Vec<u8>, NoRandomness> {
        aead::seal(&self.own_key(purpose), aad, plain)
    }

    pub fn open_own(
        &self,
        purpose: &str,
        aad: &[u8],
        sealed: &[u8],
    ) -> Result<Secret<Vec<u8>>, NotOpened> {
        aead::open(&self.own_key(purpose), aad, sealed)
    }

    fn own_key(&self, purpose: &str) -> Key {
        aead::derive(self.to_bytes().expose(), &[b"ineedtotalk/own/1/", purpose.as_bytes()])
    }

    pub(super) fn open(
        &self,
        suite: Suite,
        info: &[u8],
        aad: &[u8],
        slot: &[u8],
    ) -> Option<Secret<Vec<u8>>> {
        match suite {
            Suite::X25519 => hpke_seal::open::<X25519>(&self.x25519_key(), info, aad, slot),
            Suite::XWing => hpke_seal::open::<XWing>(&self.xwing_key(), info, aad, slot),
        }
    }

    #[expect(clippy::expect_used, reason = "the type has the length, and each seed is valid")]
    fn x25519_key(&self) -> PrivateKeyOf<X25519> {
        PrivateKeyOf::<X25519>::from_bytes(self.x25519.expose()).expect("any 32 bytes are a key")
    }

    #[expect(clippy::expect_used, reason = "the type has the length, and each seed is valid")]
    fn xwing_key(&self) -> PrivateKeyOf<XWing> {
        PrivateKeyOf::<XWing>::from_bytes(self.xwing.expose()).expect("any 32 bytes are a seed")
    }

    #[expect(clippy::expect_used, reason = "ring gives public keys of the length of the type")]
    fn signing_public(&self) -> SigningPublicKey {
        let key = self.signing_key();
        SigningPublicKey::from_bytes(key.public_key().as_ref()).expect("Ed25519 has 32 bytes")
    }

    #[expect(clippy::expect_used, reason = "the type has the length, and each seed is valid")]
    pub(super) fn signing_key(&self) -> Ed25519KeyPair {
        Ed25519KeyPair::from_seed_unchecked(self.signing.expose()).expect("any 32 bytes are a seed")
    }
}

/// The key that checks what a reader has signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SigningPublicKey([u8; SIGNING_BYTES]);

impl SigningPublicKey {
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, NotKeys> {
        bytes.try_into().map(Self).map_err(|_| NotKeys)
    }

    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

/// What slips are sealed to, and what a reader's signatures are checked with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReaderPublicKeys {
    x25519: PublicKeyOf<X25519>,
    xwing: PublicKeyOf<XWing>,
    signing: SigningPublicKey,
}

impl ReaderPublicKeys {
    /// version ‖ Ed25519 ‖ X25519 ‖ X-Wing.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(1 + SIGNING_BYTES + X25519_BYTES + XWING_BYTES);
        bytes.push(VERSION);
        bytes.extend_from_slice(self.signing.as_bytes());
        bytes.extend_from_slice(&self.x25519.to_bytes());
        bytes.extend_from_slice(&self.xwing.to_bytes());
        bytes
    }

    /// Refuses anything but whole keys that can be sealed to.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, NotKeys> {
        let (&[VERSION], rest) = bytes.split_first_chunk::<1>().ok_or(NotKeys)? else {
            return Err(NotKeys);
        };
        let (signing, rest) = rest.split_first_chunk().ok_or(NotKeys)?;
        let (x25519, xwing) = rest.split_at_checked(X25519_BYTES).ok_or(NotKeys)?;
        Ok(Self {
            signing: SigningPublicKey(*signing),
            x25519: PublicKeyOf::<X25519>::from_bytes(x25519).map_err(|_| NotKeys)?,
            xwing: PublicKeyOf::<XWing>::from_bytes(xwing).map_err(|_| NotKeys)?,
        })
    }

    pub fn signing(&self) -> &SigningPublicKey {
        &self.signing
    }

    /// Tells these keys from others of the same reader.
    pub fn mark(&self) -> u64 {
        let hash = fingerprint::sha256(&self.to_bytes());
        hash.first_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes))
    }

    /// Twenty digits that two people compare by voice, in groups of four: 66 bits of the hash of
    /// all three keys, so that no one makes other keys that show the same.
    pub fn fingerprint(&self) -> String {
        let hash = fingerprint::sha256(&self.to_bytes());
        let number = hash
            .first_chunk::<16>()
            .map_or(0, |bytes| u128::from_be_bytes(*bytes) % 100_000_000_000_000_000_000);
        let digits = format!("{number:020}");
        let groups: Vec<&str> =
            (0..5).filter_map(|group| digits.get(group * 4..group * 4 + 4)).collect();
        groups.join(" ")
    }

    pub(super) fn seal(
        &self,
        suite: Suite,
        info: &[u8],
        aad: &[u8],
        plain: &[u8],
    ) -> Result<Vec<u8>, NotSealed> {
        match suite {
            Suite::X25519 => hpke_seal::seal::<X25519>(&self.x25519, info, aad, plain),
            Suite::XWing => hpke_seal::seal::<XWing>(&self.xwing, info, aad, plain),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_survive_being_written_and_read() {
        let keys = ReaderPrivateKeys::generate().unwrap();
        let again = ReaderPrivateKeys::from_bytes(keys.to_bytes().expose()).unwrap();
        assert_eq!(again.public(), keys.public());
        let public = ReaderPublicKeys::from_bytes(&keys.public().to_bytes()).unwrap();
        assert_eq!(public, keys.public());
        for suite in [Suite::X25519, Suite::XWing] {
            let slot = public.seal(suite, b"info", b"aad", b"slip key").unwrap();
            let opened = again.open(suite, b"info", b"aad", &slot).unwrap();
            assert_eq!(opened.expose().as_slice(), b"slip key");
            assert!(again.open(suite, b"other", b"aad", &slot).is_none());
            assert!(again.open(suite, b"info", b"other", &slot).is_none());
        }
    }

    #[test]
    fn half_a_key_or_another_version_is_refused() {
        let keys = ReaderPrivateKeys::generate().unwrap();
        let mut private = keys.to_bytes().expose().clone();
        assert!(ReaderPrivateKeys::from_bytes(&private[1..]).is_err());
        assert!(ReaderPrivateKeys::from_bytes(&[]).is_err());
        private[0] = 2;
        assert!(ReaderPrivateKeys::from_bytes(&private).is_err());
        let mut public = keys.public().to_bytes();
        assert!(ReaderPublicKeys::from_bytes(&public[..public.len() - 1]).is_err());
        public[0] = 2;
        assert_eq!(ReaderPublicKeys::from_bytes(&public), Err(NotKeys));
        assert_eq!(ReaderPublicKeys::from_bytes(&[]), Err(NotKeys));
    }

    #[test]
    fn a_fingerprint_is_five_groups_of_four_digits_and_differs_between_readers() {
        let one = ReaderPrivateKeys::generate().unwrap().public();
        let other = ReaderPrivateKeys::generate().unwrap().public();
        assert_ne!(one.fingerprint(), other.fingerprint());
        let groups: Vec<String> = one.fingerprint().split(' ').map(str::to_owned).collect();
        assert_eq!(groups.len(), 5);
        assert!(groups.iter().all(|g| g.len() == 4 && g.bytes().all(|b| b.is_ascii_digit())));
    }

    #[test]
    fn what_a_reader_seals_for_themself_opens_for_nobody_else() {
        let own = ReaderPrivateKeys::generate().unwrap();
        let other = ReaderPrivateKeys::generate().unwrap();
        let sealed = own.seal_own("index", b"school", b"three slips").unwrap();
        let opened = own.open_own("index", b"school", &sealed).unwrap();
        assert_eq!(opened.expose().as_slice(), b"three slips");
        assert!(other.open_own("index", b"school", &sealed).is_err());
        assert!(own.open_own("index", b"elsewhere", &sealed).is_err());
        assert!(own.open_own("other", b"school", &sealed).is_err());
    }
}
