//! A reader sets up their authenticator app anew: on another phone while they have the old one, or
//! after it is lost, with their password and their recovery kit. Nobody else can do it for them, and
//! no mail can.

use super::ServiceError;
use super::enrol_reader::ProvenFactor;
use super::key_locks::{Desk, KeyLocks, SECOND_FACTOR_PURPOSE};
use super::log_event::log_event;
use super::sign_in::{SignInError, find_account, open_both_locks, seal_in_session};
use super::tell_of_account::tell_of_account;
use crate::crypto::session::SessionToken;
use crate::crypto::{NoRandomness, RecoveryKit, Secret};
use crate::domain::{Actor, ReaderId};
use crate::store::second_factors::StoredFactor;
use crate::store::sessions::SessionState;
use crate::store::{second_factors, sessions};

/// What a person types who has lost their phone.
pub struct LostPhone {
    pub email: String,
    pub password: Secret<String>,
    pub kit: RecoveryKit,
    /// On the phone that they have now.
    pub factor: ProvenFactor,
}

/// Puts a factor, whose code was just typed, in the place of the one before.
pub async fn renew_factor(
    desk: Desk<'_>,
    reader: &ReaderId,
    factor: &ProvenFactor,
    slot_seconds: i64,
) -> Result<(), ServiceError> {
    let Desk { db, locks, school, now } = desk;
    let (reader, factor) = (reader.clone(), sealed(locks, reader, factor)?);
    let actor = Actor::Reader(reader.clone());
    db.write(school.clone(), actor, now, move |writer| -> Result<(), ServiceError> {
        second_factors::set_factor(writer, &reader, &factor)?;
        log_event(writer, "reader.factor-renewed", Some(reader.as_str()))?;
        tell_of_account(writer, &reader, slot_seconds)
    })
    .await
}

/// The same for whoever has lost the one before; every session of before ends, and a new one begins.
/// `Refused` when there is no such account, or password or kit is another.
pub async fn replace_lost_factor(
    desk: Desk<'_>,
    typed: LostPhone,
    slot_seconds: i64,
) -> Result<SessionToken, SignInError> {
    let Desk { db, locks, school, now } = desk;
    let LostPhone { email, password, kit, factor } = typed;
    let account = find_account(desk, &email).await?;
    let kit = kit.secret().clone();
    let (reader, keys) = open_both_locks(desk, account, password, kit).await?;
    let factor = sealed(locks, &reader, &factor).map_err(ServiceError::from)?;
    let (token, session, keys) = seal_in_session(desk, &reader, &keys)?;
    let actor = Actor::Reader(reader.clone());
    db.write(school.clone(), actor, now, move |writer| -> Result<(), ServiceError> {
        second_factors::set_factor(writer, &reader, &factor)?;
        sessions::delete_of_reader(writer, &reader)?;
        sessions::insert(writer, &session.row_id, &reader, SessionState::Open, &keys)?;
        log_event(writer, "reader.factor-replaced", Some(reader.as_str()))?;
        tell_of_account(writer, &reader, slot_seconds)
    })
    .await?;
    Ok(token)
}

fn sealed(
    locks: &KeyLocks,
    reader: &ReaderId,
    factor: &ProvenFactor,
) -> Result<StoredFactor, NoRandomness> {
    let bound = reader.as_str().as_bytes();
    let sealed_secret =
        locks.pepper.seal(SECOND_FACTOR_PURPOSE, bound, factor.secret.as_bytes())?;
    Ok(StoredFactor { sealed_secret, last_step: factor.step })
}
