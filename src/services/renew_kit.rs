//! A reader makes themself a new recovery kit. The one before works until they have typed the new one
//! from their paper.

use super::ServiceError;
use super::enrol_reader::KitError;
use super::key_holder::KeyHolder;
use super::key_locks::Desk;
use super::log_event::log_event;
use super::tell_of_account::tell_of_account;
use crate::crypto::{RecoveryKit, Secret, key_lock};
use crate::domain::Actor;
use crate::store::reader_keys;
use crate::store::reader_keys::NewLock;

/// A kit that is shown and not theirs yet, and what brings it back from the page that shows it.
pub struct OfferedKit {
    pub kit: RecoveryKit,
    /// Only the session in which it was made opens it.
    pub sealed: Vec<u8>,
}

/// Parts it from whatever else is offered in a session.
const WHAT: &str = "new kit";

impl OfferedKit {
    /// Makes a kit, and keeps nothing of it.
    pub fn make(to: &KeyHolder<'_>) -> Result<Self, ServiceError> {
        let kit = RecoveryKit::generate()?;
        let sealed = to.seal_offer(WHAT, kit.secret().expose().as_bytes())?;
        Ok(Self { kit, sealed })
    }

    /// The kit that was offered in this session; absent when it is of another, or none.
    pub fn come_back(to: &KeyHolder<'_>, sealed: Vec<u8>) -> Option<Self> {
        let plain = to.open_offer(WHAT, &sealed)?;
        let kit = RecoveryKit::parse(std::str::from_utf8(plain.expose()).ok()?).ok()?;
        Some(Self { kit, sealed })
    }
}

/// Locks the keys with the offered kit if it is the one that was typed. From then on it alone is theirs.
pub async fn renew_kit(
    desk: Desk<'_>,
    owner: &KeyHolder<'_>,
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
        log_event(writer, "reader.kit-renewed", Some(reader.as_str()))?;
        tell_of_account(writer, &reader, slot_seconds)
    })
    .await?;
    Ok(())
}
