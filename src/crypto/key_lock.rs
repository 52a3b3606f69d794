//! A reader's private keys, locked with a password or a recovery kit (Argon2id).

use argon2::{Algorithm, Argon2, Params, Version};

use super::aead::{self, Key};
use super::random::{self, NoRandomness};
use super::reader_keys::ReaderPrivateKeys;
use super::secret::Secret;

const VERSION: u8 = 1;
const SALT_BYTES: usize = 16;
/// version ‖ memory ‖ passes ‖ lanes ‖ salt, in front of what is sealed, and bound to it.
const HEAD_BYTES: usize = 1 + 4 + 4 + 4 + SALT_BYTES;

/// How much work each guess of a password costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
}

impl Cost {
    /// 64 MiB and three passes: about a quarter of a second.
    pub const fn production() -> Self {
        Self { memory_kib: 64 * 1_024, passes: 3, lanes: 1 }
    }

    /// As little work as Argon2id allows. Only for tests: they lock keys by the hundred.
    pub const fn for_tests() -> Self {
        Self { memory_kib: 8, passes: 1, lanes: 1 }
    }

    /// As Argon2 takes it, for so many bytes.
    pub(super) fn params(self, bytes: usize) -> Option<Params> {
        Params::new(self.memory_kib, self.passes, self.lanes, Some(bytes)).ok()
    }

    /// Whoever can write to the database must not be able to exhaust the memory with it.
    fn is_bearable(self) -> bool {
        (8..=1_024 * 1_024).contains(&self.memory_kib)
            && (1..=16).contains(&self.passes)
            && (1..=4).contains(&self.lanes)
    }
}

/// Nothing could be locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LockError {
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
    #[error("there is not enough memory to lock keys")]
    OutOfMemory,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UnlockError {
    /// Or the lock was changed: the two look the same.
    #[error("the secret does not unlock these keys")]
    WrongSecret,
    #[error("the bytes are not locked keys")]
    NotALock,
    #[error("there is not enough memory to unlock keys")]
    OutOfMemory,
}

/// Locks `keys` so that only `secret` unlocks them. Slow on purpose: go through `Argon2Gate`.
pub fn lock(
    keys: &ReaderPrivateKeys,
    secret: &Secret<String>,
    cost: Cost,
) -> Result<Vec<u8>, LockError> {
    let salt: [u8; SALT_BYTES] = random::bytes()?;
    let mut locked = Vec::with_capacity(256);
    locked.push(VERSION);
    for number in [cost.memory_kib, cost.passes, cost.lanes] {
        locked.extend_from_slice(&number.to_be_bytes());
    }
    locked.extend_from_slice(&salt);
    let key = stretch(secret, &salt, cost).ok_or(LockError::OutOfMemory)?;
    let sealed = aead::seal(&key, &locked, keys.to_bytes().expose())?;
    locked.extend_from_slice(&sealed);
    Ok(locked)
}

/// Slow on purpose: go through `Argon2Gate`.
pub fn unlock(locked: &[u8], secret: &Secret<String>) -> Result<ReaderPrivateKeys, UnlockError> {
    let (head, sealed) = locked.split_at_checked(HEAD_BYTES).ok_or(UnlockError::NotALock)?;
    let (cost, salt) = read_head(head).ok_or(UnlockError::NotALock)?;
    let key = stretch(secret, &salt, cost).ok_or(UnlockError::OutOfMemory)?;
    let keys = aead::open(&key, head, sealed).map_err(|_| UnlockError::WrongSecret)?;
    ReaderPrivateKeys::from_bytes(keys.expose()).map_err(|_| UnlockError::NotALock)
}

/// The work of [`unlock`] without a lock, for accounts that do not exist: the answer takes as long.
pub fn unlock_nothing(secret: &Secret<String>, cost: Cost) {
    // What it gives is of no use to anyone; that it was computed is the point.
    let _ = std::hint::black_box(stretch(secret, &[0; SALT_BYTES], cost));
}

fn read_head(head: &[u8]) -> Option<(Cost, [u8; SALT_BYTES])> {
    let (&[VERSION], rest) = head.split_first_chunk::<1>()? else { return None };
    let (memory, rest) = rest.split_first_chunk()?;
    let (passes, rest) = rest.split_first_chunk()?;
    let (lanes, salt) = rest.split_first_chunk()?;
    let cost = Cost {
        memory_kib: u32::from_be_bytes(*memory),
        passes: u32::from_be_bytes(*passes),
        lanes: u32::from_be_bytes(*lanes),
    };
    cost.is_bearable().then_some((cost, salt.try_into().ok()?))
}

/// Argon2id. `None` when there is no memory for it.
fn stretch(secret: &Secret<String>, salt: &[u8; SALT_BYTES], cost: Cost) -> Option<Key> {
    let params = cost.params(32)?;
    let mut key = Secret::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(secret.expose().as_bytes(), salt, key.expose_mut())
        .ok()?;
    Some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(words: &str) -> Secret<String> {
        Secret::new(words.to_owned())
    }

    #[test]
    fn only_the_right_secret_unlocks() {
        let keys = ReaderPrivateKeys::generate().unwrap();
        let locked = lock(&keys, &secret("grey heron on the weir"), Cost::for_tests()).unwrap();
        let unlocked = unlock(&locked, &secret("grey heron on the weir")).unwrap();
        assert_eq!(unlocked.public(), keys.public());
        for wrong in ["grey heron on the wei", "Grey heron on the weir", ""] {
            let refused = unlock(&locked, &secret(wrong)).map(|_| ());
            assert_eq!(refused, Err(UnlockError::WrongSecret), "{wrong:?}");
        }
    }

    #[test]
    fn a_lock_changed_anywhere_does_not_unlock() {
        let keys = ReaderPrivateKeys::generate().unwrap();
        let locked = lock(&keys, &secret("pass"), Cost::for_tests()).unwrap();
        for place in 0..locked.len() {
            let mut changed = locked.clone();
            changed[place] ^= 1;
            assert!(unlock(&changed, &secret("pass")).is_err(), "byte {place}");
        }
        assert!(unlock(&locked[..HEAD_BYTES - 1], &secret("pass")).is_err());
    }

    #[test]
    fn a_lock_that_would_exhaust_the_memory_is_refused_before_any_work() {
        let keys = ReaderPrivateKeys::generate().unwrap();
        let mut locked = lock(&keys, &secret("pass"), Cost::for_tests()).unwrap();
        locked[1..5].copy_from_slice(&u32::MAX.to_be_bytes());
        let refused = unlock(&locked, &secret("pass")).map(|_| ());
        assert_eq!(refused, Err(UnlockError::NotALock));
    }

    #[test]
    fn two_locks_of_one_password_have_nothing_in_common() {
        let keys = ReaderPrivateKeys::generate().unwrap();
        let make = || lock(&keys, &secret("pass"), Cost::for_tests()).unwrap();
        assert_ne!(make()[13..], make()[13..]);
    }

    #[test]
    fn the_stretching_is_argon2id() {
        // Made with the reference implementation: argon2 -id -t 1 -k 8 -p 1 -l 32.
        let key = stretch(&secret("password"), b"somesaltsomesalt", Cost::for_tests()).unwrap();
        assert_eq!(data_encoding::HEXLOWER.encode(key.expose()), ARGON2ID_REFERENCE);
    }

    const ARGON2ID_REFERENCE: &str =
        "05b6ca8f8038b683887ad4916533858b49cb52040126c134f4c6e9d8711b8c09";
}
