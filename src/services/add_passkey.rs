//! A reader adds a passkey: it is asked for, and the device makes it.

use super::ServiceError;
use super::key_locks::Desk;
use super::log_event::log_event;
use super::passkeys::{self as kept, KeptPasskey};
use super::tell_of_account::tell_of_account;
use crate::crypto::passkey::{Made, Passkey, Site};
use crate::crypto::random;
use crate::crypto::session::SessionKeys;
use crate::db::{DbError, Writer};
use crate::domain::{Actor, PasskeyId, PasskeyName, ReaderId};
use crate::store::passkeys;
use crate::store::sessions::AskedTo;

/// More than anybody has devices.
pub const PASSKEYS_MAX: usize = 10;

/// Why no passkey was added.
#[derive(Debug, thiserror::Error)]
pub enum AddPasskeyError {
    /// Nothing was asked, it was asked too long ago, or the answer is not one to it.
    #[error("the device's answer was not taken")]
    Refused,
    #[error("there are {PASSKEYS_MAX} already")]
    TooMany,
    #[error(transparent)]
    Service(#[from] ServiceError),
}

impl From<DbError> for AddPasskeyError {
    fn from(error: DbError) -> Self {
        Self::Service(error.into())
    }
}

/// Asks for a passkey in this session. Who asks has proved just now that it is them: whoever sits at a
/// screen that was left open adds none of their own.
pub fn ask_for_new_passkey(writer: &mut Writer<'_>, session: &[u8]) -> Result<(), ServiceError> {
    kept::ask(writer, session, AskedTo::Make)?;
    Ok(())
}

/// Keeps the passkey that the device made for what it was asked, once.
pub async fn add_passkey(
    desk: Desk<'_>,
    session: &SessionKeys,
    reader: &ReaderId,
    (name, site): (PasskeyName, &Site),
    made: Made<'_>,
    slot_seconds: i64,
) -> Result<(), AddPasskeyError> {
    let asked = kept::use_up(desk, session, reader, AskedTo::Make).await?;
    let asked = asked.ok_or(AddPasskeyError::Refused)?;
    let (passkey, sign_count) = made.accept(&asked, site).map_err(|_| AddPasskeyError::Refused)?;
    let Desk { db, locks, school, now } = desk;
    let (pepper, actor, of) = (locks.pepper.clone(), Actor::Reader(reader.clone()), reader.clone());
    db.write(school.clone(), actor, now, move |writer| {
        let others = kept::list_passkeys(writer, &pepper, &of)?;
        if others.len() >= PASSKEYS_MAX {
            return Err(AddPasskeyError::TooMany);
        }
        let is_same = |other: &KeptPasskey| other.passkey.credential == passkey.credential;
        if others.iter().any(is_same) {
            return Err(AddPasskeyError::Refused);
        }
        let new = new_passkey(writer, &name, &passkey, sign_count)?;
        let id = new.id.clone();
        passkeys::insert(writer, &of, &kept::seal(&pepper, &of, new)?)?;
        note(writer, "passkey.added", &id)?;
        Ok(tell_of_account(writer, &of, slot_seconds)?)
    })
    .await
}

fn new_passkey(
    writer: &Writer<'_>,
    name: &PasskeyName,
    passkey: &Passkey,
    sign_count: u32,
) -> Result<KeptPasskey, ServiceError> {
    Ok(KeptPasskey {
        id: PasskeyId::from_random(random::bytes()?),
        name: name.clone(),
        added_on: writer.now.day(),
        passkey: passkey.clone(),
        sign_count,
    })
}

pub(super) fn note(
    writer: &mut Writer<'_>,
    event: &'static str,
    id: &PasskeyId,
) -> Result<(), ServiceError> {
    log_event(writer, event, Some(id.as_str()))
}
