//! A reader who has forgotten their password chooses a new one, with the kit on paper and the code
//! of their phone. Nobody else can do it for them, and no mail can.

use super::ServiceError;
use super::key_locks::Desk;
use super::log_event::log_event;
use super::sign_in::{SignInError, Unlocked, by_kit, find_account, open_account, seal_in_session};
use super::tell_of_account::tell_of_account;
use crate::crypto::session::SessionToken;
use crate::crypto::{RecoveryKit, Secret, key_lock};
use crate::domain::{Actor, PasswordProblem, TypedPassword};
use crate::store::reader_keys::NewLock;
use crate::store::sessions::SessionState;
use crate::store::{reader_keys, second_factors, sessions};

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
    slot_seconds: i64,
) -> Result<SessionToken, RecoverError> {
    let Recovery { email, kit, code, password, about } = typed;
    let account = find_account(desk, &email).await?;
    let unlocked = open_account(desk, account, by_kit, kit.secret().clone(), &code).await?;
    let relock = Relock { password, about, event: "reader.recovered" };
    relock.keep(desk, unlocked, slot_seconds).await
}

/// A new password for keys that were just opened.
pub(super) struct Relock {
    pub password: TypedPassword,
    /// What the person is known by, which must not carry the password.
    pub about: Vec<String>,
    /// What the audit log calls it.
    pub event: &'static str,
}

impl Relock {
    /// Locks the keys with it, uses up the code, and lets a new session take the place of all others.
    pub async fn keep(
        self,
        desk: Desk<'_>,
        unlocked: Unlocked,
        slot_seconds: i64,
    ) -> Result<SessionToken, RecoverError> {
        let Self { password, about, event } = self;
        let Desk { db, locks, school, now } = desk;
        let Unlocked { reader, keys, step } = unlocked;
        let (token, session, sealed) = seal_in_session(desk, &reader, &keys)?;
        let (cost, public) = (locks.cost, keys.public());
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
                if !reader_keys::set_lock(writer, &reader, &public, &NewLock::of_password(&locked))?
                {
                    return Err(ServiceError::Changed);
                }
                sessions::delete_of_reader(writer, &reader)?;
                let state = SessionState::Open;
                sessions::insert(writer, &session.row_id, &reader, state, &sealed)?;
                log_event(writer, event, Some(reader.as_str()))?;
                tell_of_account(writer, &reader, slot_seconds)?;
                Ok(true)
            })
            .await?;
        if is_first_use { Ok(token) } else { Err(SignInError::Refused.into()) }
    }
}
