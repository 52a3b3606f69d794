//! Sealing a few bytes to one public key with HPKE (RFC 9180), base mode, in the two suites.

use std::convert::Infallible;

use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::rand_core::{TryCryptoRng, TryRng, utils};
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable};

use super::random::{self, NoRandomness};
use super::secret::Secret;

/// X25519, for suite 1.
pub(super) type X25519 = hpke::kem::X25519HkdfSha256;
/// ML-KEM-768 with X25519, for suite 2.
pub(super) type XWing = hpke::kem::XWing;

pub(super) type PublicKeyOf<K> = <K as Kem>::PublicKey;
pub(super) type PrivateKeyOf<K> = <K as Kem>::PrivateKey;

/// Why nothing could be sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotSealed {
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
    /// A key that was made wrongly or on purpose, so that what is sealed to it would be open.
    #[error("the public key cannot be sealed to")]
    UnusableKey,
}

/// encapsulated key ‖ ciphertext ‖ tag.
pub(super) fn seal<K: Kem>(
    to: &PublicKeyOf<K>,
    info: &[u8],
    aad: &[u8],
    plain: &[u8],
) -> Result<Vec<u8>, NotSealed> {
    seal_drawing::<K>(to, info, aad, plain, &mut Drawn::new(random::bytes()?))
}

fn seal_drawing<K: Kem>(
    to: &PublicKeyOf<K>,
    info: &[u8],
    aad: &[u8],
    plain: &[u8],
    drawn: &mut Drawn,
) -> Result<Vec<u8>, NotSealed> {
    let (encapsulated, sealed) =
        hpke::single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, K>(
            &OpModeS::Base,
            to,
            info,
            plain,
            aad,
            drawn,
        )
        .map_err(|_| NotSealed::UnusableKey)?;
    if drawn.ran_out {
        return Err(NoRandomness.into());
    }
    let mut slot = encapsulated.to_bytes().to_vec();
    slot.extend_from_slice(&sealed);
    Ok(slot)
}

/// What [`seal`] sealed, or `None` when it was sealed to another key or changed since.
pub(super) fn open<K: Kem>(
    key: &PrivateKeyOf<K>,
    info: &[u8],
    aad: &[u8],
    slot: &[u8],
) -> Option<Secret<Vec<u8>>> {
    let (encapsulated, sealed) = slot.split_at_checked(K::EncappedKey::size())?;
    let encapsulated = K::EncappedKey::from_bytes(encapsulated).ok()?;
    hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, K>(
        &OpModeR::Base,
        key,
        &encapsulated,
        info,
        sealed,
        aad,
    )
    .map(Secret::new)
    .ok()
}

/// Randomness drawn beforehand, because `hpke` panics where the operating system gives none.
struct Drawn {
    bytes: Secret<[u8; Self::BYTES]>,
    used: usize,
    /// More was asked for than was drawn: what was made with it must be thrown away.
    ran_out: bool,
}

impl Drawn {
    /// X-Wing uses all of it, X25519 half.
    const BYTES: usize = 64;

    fn new(bytes: [u8; Self::BYTES]) -> Self {
        Self { bytes: Secret::new(bytes), used: 0, ran_out: false }
    }
}

impl TryRng for Drawn {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        utils::next_word_via_fill(self)
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        utils::next_word_via_fill(self)
    }

    fn try_fill_bytes(&mut self, room: &mut [u8]) -> Result<(), Infallible> {
        match self.bytes.expose().get(self.used..self.used + room.len()) {
            Some(bytes) => room.copy_from_slice(bytes),
            None => self.ran_out = true,
        }
        self.used += room.len();
        Ok(())
    }
}

impl TryCryptoRng for Drawn {}

#[cfg(test)]
pub(super) fn seal_for_test<K: Kem>(
    to: &PublicKeyOf<K>,
    info: &[u8],
    aad: &[u8],
    plain: &[u8],
    drawn: [u8; 64],
) -> Result<Vec<u8>, NotSealed> {
    seal_drawing::<K>(to, info, aad, plain, &mut Drawn::new(drawn))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_would_seal_to_everyone_is_refused() {
        let public = PublicKeyOf::<X25519>::from_bytes(&[0; 32]).unwrap();
        assert_eq!(seal::<X25519>(&public, b"", b"", b"slip"), Err(NotSealed::UnusableKey));
    }

    #[test]
    fn sealing_with_too_little_randomness_is_refused() {
        let (_, public) = XWing::gen_keypair();
        let mut drawn = Drawn::new([7; 64]);
        drawn.used = 1;
        let sealed = seal_drawing::<XWing>(&public, b"", b"", b"slip", &mut drawn);
        assert_eq!(sealed, Err(NotSealed::Randomness(NoRandomness)));
    }
}
