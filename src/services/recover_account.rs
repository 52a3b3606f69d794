//! A reader who has forgotten their password chooses a new one, with the kit on paper and the code
//! of their phone. Nobody else can do it for them, and no mail can.

use super::ServiceError;
use super::key_locks::{Desk, KeyLocks};
use super::sign_in::{SignInError, Unlocked, find_account, open_account};
use crate::crypto::session::{SessionKeys, SessionToken};
use crate::crypto::{RecoveryKit, Secret, key_lock, random};
use crate::domain::{Actor, EntryId, PasswordProblem, ReaderId, TypedPassword};
use crate::store::reader_keys::StoredKeys;
use crate::store::sessions::SessionState;
use crate::store::{audit_log, reader_keys, second_factors, sessions};

/// What a person types to choose a new password.
pub struct Recovery {
    pub email: String,
    pub kit: RecoveryKit,
    pub code: String,
    pub password: TypedPassword,
    /// What the person is known by, which must not carry the password.
    pub about: Vec<String>,
}

/// Why no password was changed.
#[derive(Debug, thiserror::Error)]
pub enum RecoverError {
    /// The account is theirs; the password is not good enough. Nothing is used up.
    #[error(transparent)]
    Password(#[from] PasswordProblem),
    #[error(transparent)]
    SignIn(#[from] SignInError),
}

impl From<ServiceError> for RecoverError {
    fn from(error: ServiceError) -> Self {
        Self::SignIn(error.into())
    }
}

/// Locks the keys with the new password, ends every session of before and opens a new one.
/// `Refused` when there is no such account, the kit is another, or the code is not right; only then is
/// the password looked at, which is work that no stranger may ask for.
pub async fn recover_account(
    desk: Desk<'_>,
    typed: Recovery,
) -> Result<SessionToken, RecoverError> {
    let Desk { db, locks, school, now } = desk;
    let Recovery { email, kit, code, password, about } = typed;
    let account = find_account(desk, &email).await?;
    let Unlocked { reader, keys, step } =
        open_account(desk, account, by_kit, kit.secret().clone(), &code).await?;

    let token = SessionToken::generate().map_err(ServiceError::from)?;
    let session = SessionKeys::derive(&locks.pepper, &token);
    let sealed =
        session.seal(reader.as_str(), keys.to_bytes().expose()).map_err(ServiceError::from)?;
    let cost = locks.cost;
    let locked = locks
        .argon2
        .run(move || {
            let about: Vec<&str> = about.iter().map(String::as_str).collect();
            let password = Secret::new(password.strong(&about)?.as_str().to_owned());
            Ok::<_, RecoverError>(
                key_lock::lock(&keys, &password, cost).map_err(ServiceError::from)?,
            )
        })
        .await
        .map_err(ServiceError::from)??;
    let locked = locks.seal_password_lock(&reader, &locked).map_err(ServiceError::from)?;
    let actor = Actor::Reader(reader.clone());
    let is_first_use = db
        .write(school.clone(), actor, now, move |writer| -> Result<bool, ServiceError> {
            if !second_factors::set_last_step(writer, &reader, step)? {
                return Ok(false);
            }
            reader_keys::set_locked_by_password(writer, &reader, &locked)?;
            sessions::delete_of_reader(writer, &reader)?;
            let state = SessionState::Open;
            sessions::insert(writer, &session.row_id, &reader, state, &sealed)?;
            let entry = EntryId::from_random(random::bytes()?);
            audit_log::append(writer, &entry, "reader.recovered", Some(reader.as_str()))?;
            Ok(true)
        })
        .await?;
    if is_first_use { Ok(token) } else { Err(SignInError::Refused.into()) }
}

fn by_kit(_: &KeyLocks, _: &ReaderId, keys: StoredKeys) -> Result<Vec<u8>, ServiceError> {
    Ok(keys.locked_by_kit)
}
