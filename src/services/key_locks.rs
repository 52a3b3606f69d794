//! What it takes to lock and unlock readers' keys.

use std::sync::Arc;

use super::ServiceError;
use crate::crypto::{Argon2Gate, Cost, NoRandomness, Pepper};
use crate::db::Db;
use crate::domain::{ReaderId, SchoolId, Timestamp};
use crate::store::reader_keys::StoredKeys;

/// Shared by everything that deals with passwords and sessions.
#[derive(Clone)]
pub struct KeyLocks {
    pub pepper: Arc<Pepper>,
    pub argon2: Argon2Gate,
    /// What a password costs to try.
    pub cost: Cost,
}

impl KeyLocks {
    /// A key locked by a password, sealed once more: whoever has the database alone has nothing to
    /// try passwords on.
    pub(super) fn seal_password_lock(
        &self,
        reader: &ReaderId,
        locked: &[u8],
    ) -> Result<Vec<u8>, NoRandomness> {
        self.pepper.seal(PASSWORD_LOCK_PURPOSE, reader.as_str().as_bytes(), locked)
    }

    /// What `seal_password_lock` sealed.
    pub(super) fn open_password_lock(
        &self,
        reader: &ReaderId,
        keys: &StoredKeys,
    ) -> Result<Vec<u8>, ServiceError> {
        self.pepper
            .open(PASSWORD_LOCK_PURPOSE, reader.as_str().as_bytes(), &keys.locked_by_password)
            .map(|locked| locked.expose().clone())
            .map_err(|_| ServiceError::Damaged)
    }
}

/// Where and when something is done: at one school, at one moment.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    pub db: &'a Db,
    pub locks: &'a KeyLocks,
    pub school: &'a SchoolId,
    pub now: Timestamp,
}

/// What the pepper's seal on a key locked by a password is for.
const PASSWORD_LOCK_PURPOSE: &str = "password-lock";
/// What the pepper's seal on a second factor is for.
pub(super) const SECOND_FACTOR_PURPOSE: &str = "second-factor";
/// What the pepper's seal on a passkey is for.
pub(super) const PASSKEY_PURPOSE: &str = "passkey";
/// What its tag and its seal on a linked account are for.
pub(super) const LINKED_ACCOUNT_PURPOSE: &str = "linked-account";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::{ReaderPrivateKeys, Secret, key_lock};

    #[test]
    fn the_database_alone_gives_a_thief_nothing_to_try_passwords_on() {
        let locks = KeyLocks {
            pepper: Arc::new(Pepper::generate().unwrap()),
            argon2: Argon2Gate::default(),
            cost: Cost::for_tests(),
        };
        let keys = ReaderPrivateKeys::generate().unwrap();
        let password = Secret::new("lantern gravel oboe thirty".to_owned());
        let locked = key_lock::lock(&keys, &password, locks.cost).unwrap();
        let reader = ReaderId::from_random([1; 16]);
        let stored = StoredKeys {
            public: keys.public(),
            locked_by_password: locks.seal_password_lock(&reader, &locked).unwrap(),
            locked_by_kit: Vec::new(),
            signed_by: None,
            signature: None,
        };

        assert!(key_lock::unlock(&stored.locked_by_password, &password).is_err());
        let opened = locks.open_password_lock(&reader, &stored).unwrap();
        assert!(key_lock::unlock(&opened, &password).unwrap().public() == keys.public());
        let another = ReaderId::from_random([2; 16]);
        assert!(locks.open_password_lock(&another, &stored).is_err());
    }
}
