//! One way to seal bytes under a key, and one way to make a key for one purpose out of another.

use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::hkdf;

use zeroize::Zeroize;

use super::random::{self, NoRandomness};
use super::secret::Secret;

pub(super) const TAG_BYTES: usize = 16;
/// What sealing adds to the length.
pub(super) const OVERHEAD_BYTES: usize = NONCE_LEN + TAG_BYTES;

/// Sealed with another key, for another purpose, or changed since: the three look the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the sealed bytes do not open with this key")]
pub struct NotOpened;

pub(super) type Key = Secret<[u8; 32]>;

/// A key for one purpose. `secret` is uniformly random; `label` names the purpose.
pub(super) fn derive(secret: &[u8], label: &[&[u8]]) -> Key {
    derive_with_salt(&[], secret, label)
}

#[expect(clippy::expect_used, reason = "HKDF-SHA256 always gives the 32 bytes of one hash")]
pub(super) fn derive_with_salt(salt: &[u8], secret: &[u8], label: &[&[u8]]) -> Key {
    let mut key = Secret::new([0; 32]);
    hkdf::Salt::new(hkdf::HKDF_SHA256, salt)
        .extract(secret)
        .expand(label, hkdf::HKDF_SHA256)
        .and_then(|expanded| expanded.fill(key.expose_mut()))
        .expect("32 bytes is one hash");
    key
}

/// nonce ‖ ciphertext ‖ tag.
pub(super) fn seal(key: &Key, aad: &[u8], plain: &[u8]) -> Result<Vec<u8>, NoRandomness> {
    let nonce: [u8; NONCE_LEN] = random::bytes()?;
    let mut sealed = Vec::with_capacity(plain.len() + OVERHEAD_BYTES);
    sealed.extend_from_slice(&nonce);
    sealed.extend_from_slice(&seal_with_nonce(key, nonce, aad, plain.to_vec()));
    Ok(sealed)
}

/// The other way of [`seal`].
pub(super) fn open(key: &Key, aad: &[u8], sealed: &[u8]) -> Result<Secret<Vec<u8>>, NotOpened> {
    let (nonce, sealed) = sealed.split_first_chunk::<NONCE_LEN>().ok_or(NotOpened)?;
    open_with_nonce(key, *nonce, aad, sealed)
}

/// ciphertext ‖ tag. Only for a key that seals once. `plain` is sealed where it lies.
#[expect(clippy::expect_used, reason = "only a message of 256 GB is too long for the cipher")]
pub(super) fn seal_with_nonce(
    key: &Key,
    nonce: [u8; NONCE_LEN],
    aad: &[u8],
    mut plain: Vec<u8>,
) -> Vec<u8> {
    // Growing by the tag would leave a copy of the plain text where it lay before.
    let mut sealed = Vec::with_capacity(plain.len() + TAG_BYTES);
    sealed.extend_from_slice(&plain);
    plain.zeroize();
    cipher(key)
        .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(aad), &mut sealed)
        .expect("no message here is 256 GB long");
    sealed
}

pub(super) fn open_with_nonce(
    key: &Key,
    nonce: [u8; NONCE_LEN],
    aad: &[u8],
    sealed: &[u8],
) -> Result<Secret<Vec<u8>>, NotOpened> {
    let mut room = Secret::new(sealed.to_vec());
    let length = cipher(key)
        .open_in_place(
            Nonce::assume_unique_for_key(nonce),
            Aad::from(aad),
            room.expose_mut().as_mut_slice(),
        )
        .map_err(|_| NotOpened)?
        .len();
    room.expose_mut().truncate(length);
    Ok(room)
}

#[expect(clippy::expect_used, reason = "the key's type has the cipher's length")]
fn cipher(key: &Key) -> LessSafeKey {
    let key = UnboundKey::new(&CHACHA20_POLY1305, key.expose());
    LessSafeKey::new(key.expect("the cipher takes keys of 32 bytes"))
}
