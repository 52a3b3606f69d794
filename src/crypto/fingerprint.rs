//! Hashes: of things that have no secrets in them, and of addresses under a key that soon goes.

use ring::{digest, hmac};

use super::random::{self, NoRandomness};

/// SHA-256. Only for what is long and random already, or public: short secrets can be guessed.
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    to_array(digest::digest(&digest::SHA256, bytes).as_ref())
}

/// Tells whether two visits came from one network, until the key is thrown away. It lives in
/// memory only and is renewed every few minutes, so its output means nothing afterwards.
pub struct NetworkKey(hmac::Key);

impl NetworkKey {
    pub fn generate() -> Result<Self, NoRandomness> {
        let key: [u8; 32] = random::bytes()?;
        Ok(Self(hmac::Key::new(hmac::HMAC_SHA256, &key)))
    }

    /// A number for `network` that is the same for as long as this key lasts.
    pub fn of(&self, network: &[u8]) -> u64 {
        let tag = hmac::sign(&self.0, network);
        tag.as_ref().first_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes))
    }
}

/// The first 32 bytes of a hash that is 32 bytes long.
#[expect(clippy::expect_used, reason = "SHA-256 gives 32 bytes")]
pub(super) fn to_array(hash: &[u8]) -> [u8; 32] {
    hash.try_into().expect("SHA-256 gives 32 bytes")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_sha_256() {
        let of_abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(data_encoding::HEXLOWER.encode(&sha256(b"abc")), of_abc);
    }

    #[test]
    fn a_network_is_known_again_until_the_key_is_renewed() {
        let (now, later) = (NetworkKey::generate().unwrap(), NetworkKey::generate().unwrap());
        assert_eq!(now.of(b"192.0.2.1"), now.of(b"192.0.2.1"));
        assert_ne!(now.of(b"192.0.2.1"), now.of(b"192.0.2.2"));
        assert_ne!(now.of(b"192.0.2.1"), later.of(b"192.0.2.1"));
    }
}
