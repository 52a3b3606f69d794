//! A reader makes themself a new recovery kit. The one before works until they have typed the new one
//! from their paper.

use super::ServiceError;
use super::enrol_reader::KitError;
use super::key_locks::Desk;
use super::tell_of_account::tell_of_account;
use crate::crypto::session::SessionKeys;
use crate::crypto::{ReaderPrivateKeys, RecoveryKit, Secret, key_lock, random};
use crate::domain::{Actor, EntryId, ReaderId};
use crate::store::reader_keys::NewLock;
use crate::store::{audit_log, reader_keys};

/// A kit that is shown and not theirs yet, and what brings it back from the page that shows it.
pub struct OfferedKit {
    pub kit: RecoveryKit,
    /// Only the session in which it was made opens it.
    pub sealed: Vec<u8>,
}

/// Whose kit it is to be.
pub struct KitOwner<'a> {
    pub reader: &'a ReaderId,
    pub session: &'a SessionKeys,
    pub keys: &'a ReaderPrivateKeys,
}

impl KitOwner<'_> {
    /// Makes a kit, and keeps nothing of it.
    pub fn offer(&self) -> Result<OfferedKit, ServiceError> {
        let kit = RecoveryKit::generate()?;
        let sealed = self.session.seal(&self.sealed_for(), kit.secret().expose().as_bytes())?;
        Ok(OfferedKit { kit, sealed })
    }

    /// The kit that was offered in this session; absent when it is of another, or none.
    pub fn offered(&self, sealed: Vec<u8>) -> Option<OfferedKit> {
        let plain = self.session.open(&self.sealed_for(), &sealed).ok()?;
        let kit = RecoveryKit::parse(std::str::from_utf8(plain.expose()).ok()?).ok()?;
        Some(OfferedKit { kit, sealed })
    }

    /// Not as the session seals keys, so that neither is taken for the other.
    fn sealed_for(&self) -> String {
        format!("{} new kit", self.reader.as_str())
    }
}

/// Locks the keys with the offered kit if it is the one that was typed. From then on it alone is theirs.
pub async fn renew_kit(
    desk: Desk<'_>,
    owner: &KitOwner<'_>,
    offered: &OfferedKit,
    typed: &str,
    slot_seconds: i64,
) -> Result<(), KitError> {
    let Desk { db, locks, school, now } = desk;
    let typed = RecoveryKit::parse(typed)?;
    if typed.secret().expose() != offered.kit.secret().expose() {
        return Err(KitError::OtherKit);
    }
    let (keys, public, cost) = (owner.keys.clone(), owner.keys.public(), locks.cost);
    let secret: Secret<String> = typed.secret().clone();
    let locked = locks.argon2.run(move || key_lock::lock(&keys, &secret, cost)).await;
    let locked = locked.map_err(ServiceError::from)?.map_err(ServiceError::from)?;
    let reader = owner.reader.clone();
    let actor = Actor::Reader(reader.clone());
    db.write(school.clone(), actor, now, move |writer| -> Result<(), ServiceError> {
        if !reader_keys::set_lock(writer, &reader, &public, &NewLock::of_kit(&locked))? {
            return Err(ServiceError::Changed);
        }
        let entry = EntryId::from_random(random::bytes()?);
        audit_log::append(writer, &entry, "reader.kit-renewed", Some(reader.as_str()))?;
        tell_of_account(writer, &reader, slot_seconds)
    })
    .await?;
    Ok(())
}
