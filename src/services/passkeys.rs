//! A reader's passkeys, opened, and what one of them is asked to sign.

use super::ServiceError;
use super::key_locks::{Desk, PASSKEY_PURPOSE};
use super::sweep_sessions::PROOF_SECONDS_MAX;
use crate::crypto::Pepper;
use crate::crypto::passkey::{Challenge, Passkey};
use crate::crypto::session::SessionKeys;
use crate::db::{Reader, Writer};
use crate::domain::{Actor, Day, PasskeyId, PasskeyName, ReaderId, Timestamp};
use crate::store::passkeys::{self, StoredPasskey};
use crate::store::sessions::{self, AskedTo, StoredChallenge};

/// A passkey, and how its owner tells it from their others.
pub struct KeptPasskey {
    pub id: PasskeyId,
    pub name: PasskeyName,
    pub added_on: Day,
    pub passkey: Passkey,
    pub sign_count: u32,
}

/// What the pepper seals of one.
#[derive(serde::Serialize, serde::Deserialize)]
struct Sealed {
    name: PasskeyName,
    added_on: Day,
    passkey: Passkey,
}

/// Every passkey of this person, oldest first.
pub fn list_passkeys(
    reader: &mut Reader<'_>,
    pepper: &Pepper,
    of: &ReaderId,
) -> Result<Vec<KeptPasskey>, ServiceError> {
    let stored = passkeys::list(reader, of)?;
    let opened = stored.into_iter().map(|stored| open(pepper, of, stored));
    let mut kept = opened.collect::<Result<Vec<_>, _>>()?;
    kept.sort_by_key(|one| one.added_on);
    Ok(kept)
}

/// What is stored of it. Nobody can move it to another reader, or another row.
pub(super) fn seal(
    pepper: &Pepper,
    of: &ReaderId,
    kept: KeptPasskey,
) -> Result<StoredPasskey, ServiceError> {
    let KeptPasskey { id, name, added_on, passkey, sign_count } = kept;
    let plain = serde_json::to_vec(&Sealed { name, added_on, passkey });
    let plain = plain.map_err(|_| ServiceError::Damaged)?;
    let sealed = pepper.seal(PASSKEY_PURPOSE, &bound(of, &id), &plain)?;
    Ok(StoredPasskey { id, sealed, sign_count })
}

fn open(
    pepper: &Pepper,
    of: &ReaderId,
    stored: StoredPasskey,
) -> Result<KeptPasskey, ServiceError> {
    let StoredPasskey { id, sealed, sign_count } = stored;
    let plain = pepper.open(PASSKEY_PURPOSE, &bound(of, &id), &sealed);
    let plain = plain.map_err(|_| ServiceError::Damaged)?;
    let Sealed { name, added_on, passkey } =
        serde_json::from_slice(plain.expose()).map_err(|_| ServiceError::Damaged)?;
    Ok(KeptPasskey { id, name, added_on, passkey, sign_count })
}

fn bound(of: &ReaderId, id: &PasskeyId) -> Vec<u8> {
    [of.as_str(), id.as_str()].concat().into_bytes()
}

/// What this session asks a device now, if it asks it to do this.
pub fn asked_now(
    reader: &mut Reader<'_>,
    session: &[u8],
    asked_to: AskedTo,
    now: Timestamp,
) -> Result<Option<Challenge>, ServiceError> {
    let found = sessions::find_challenge(reader, session, asked_to)?;
    found.filter(|asked| is_fresh(asked, now)).map(|asked| read(&asked)).transpose()
}

/// Asks for something new, in the place of what was asked before.
pub(super) fn ask(
    writer: &mut Writer<'_>,
    session: &[u8],
    asked_to: AskedTo,
) -> Result<Challenge, ServiceError> {
    let challenge = Challenge::generate()?;
    sessions::set_challenge(writer, session, challenge.as_bytes(), asked_to)?;
    Ok(challenge)
}

/// Takes back what this session asks for, for the one answer that may be given to it. `None` when
/// nothing was asked, or something else, or too long ago.
pub(super) async fn use_up(
    desk: Desk<'_>,
    session: &SessionKeys,
    of: &ReaderId,
    asked_to: AskedTo,
) -> Result<Option<Challenge>, ServiceError> {
    let Desk { db, school, now, .. } = desk;
    let (row, actor) = (session.row_id, Actor::Reader(of.clone()));
    db.write(school.clone(), actor, now, move |writer| {
        let Some(asked) = sessions::find_challenge(writer, &row, asked_to)? else {
            return Ok(None);
        };
        let is_first = sessions::use_challenge(writer, &row, &asked)?;
        if is_first && is_fresh(&asked, now) { read(&asked).map(Some) } else { Ok(None) }
    })
    .await
}

fn is_fresh(asked: &StoredChallenge, now: Timestamp) -> bool {
    now.0.abs_diff(asked.asked_at.0) <= PROOF_SECONDS_MAX.unsigned_abs()
}

fn read(asked: &StoredChallenge) -> Result<Challenge, ServiceError> {
    Challenge::from_bytes(&asked.challenge).ok_or(ServiceError::Damaged)
}
