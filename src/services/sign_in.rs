//! A reader signs in with address, password and the code of their authenticator app, or with a passkey
//! in its place. Whichever is wrong, the answer is the same and takes as long.

use super::ServiceError;
use super::key_locks::{Desk, KeyLocks, SECOND_FACTOR_PURPOSE};
use super::log_event::log_event;
use super::passkeys;
use super::recovery_papers::cover;
use crate::crypto::passkey::Site;
use crate::crypto::session::{SessionKeys, SessionToken};
use crate::crypto::totp::TotpSecret;
use crate::crypto::{ReaderPrivateKeys, Secret, key_lock};
use crate::db::{Reader, Writer};
use crate::domain::{Actor, EmailAddress, PasskeyId, ReaderId, Timestamp};
use crate::store::reader_keys::StoredKeys;
use crate::store::second_factors::StoredFactor;
use crate::store::sessions::{AskedTo, SessionState};
use crate::store::{self, reader_keys, readers, second_factors, sessions};

/// What a person types to sign in.
pub struct Credentials {
    pub email: String,
    pub password: Secret<String>,
    /// Left empty by whoever has a passkey.
    pub code: String,
}

/// How far somebody has come whose password was right.
pub enum SignedIn {
    Wholly(SessionToken),
    /// A passkey of theirs is asked for.
    ButForPasskey(SessionToken),
}

/// Why nobody was signed in.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// No such account, another password, or not the code or passkey: it is not said which.
    #[error("the address, the password or the code is not right")]
    Refused,
    #[error(transparent)]
    Service(#[from] ServiceError),
}

/// An account, as far as it is needed to open it.
pub(super) struct Account {
    reader: ReaderId,
    keys: StoredKeys,
    pub factor: StoredFactor,
}

/// An account that was opened: its keys, and the step of the code that was typed.
pub(super) struct Unlocked {
    pub reader: ReaderId,
    pub keys: ReaderPrivateKeys,
    pub step: i64,
}

/// What proves who somebody is. It is used up when the session opens, or when they prove in it once more that it is
/// them.
pub(super) enum Proof {
    /// The step of the code that was typed.
    Code { step: i64 },
    /// How often the passkey had signed, and has now.
    Passkey { id: PasskeyId, before: u32, now: u32 },
    /// When a provider said whose account this is, and what the provider is called.
    Account { provider: String, tag: [u8; 32], proved_at: Timestamp },
}

impl Proof {
    /// Two people with one code, one answer of a passkey or one return from a provider: the second is
    /// refused, in whatever order they came.
    pub(super) fn use_up(
        &self,
        writer: &mut Writer<'_>,
        reader: &ReaderId,
    ) -> Result<bool, ServiceError> {
        Ok(match self {
            Self::Code { step } => second_factors::set_last_step(writer, reader, *step)?,
            Self::Passkey { id, before, now } => {
                store::passkeys::set_sign_count(writer, id, *before, *now)?
            }
            Self::Account { tag, proved_at, .. } => {
                store::linked_accounts::set_proved_at(writer, reader, tag, proved_at.0)?
            }
        })
    }

    /// As the log has it, and what it says beside.
    fn event<'a>(&'a self, reader: &'a ReaderId) -> (&'static str, &'a str) {
        match self {
            Self::Code { .. } | Self::Passkey { .. } => ("reader.signed-in", reader.as_str()),
            Self::Account { provider, .. } => ("reader.signed-in-with", provider),
        }
    }
}

/// Opens a session and says what its cookie is; or, to whoever has left the code out and has a passkey
/// for this site, begins one that the passkey will open.
pub async fn sign_in(
    desk: Desk<'_>,
    typed: Credentials,
    at: &Site,
) -> Result<SignedIn, SignInError> {
    let Credentials { email, password, code } = typed;
    let account = find_account(desk, &email).await?;
    let (reader, keys, factor) = open_lock(desk, account, by_password, password).await?;
    if code.trim().is_empty() {
        return Ok(SignedIn::ButForPasskey(begin_to_prove(desk, reader, &keys, at).await?));
    }
    let step = check_code(desk, &reader, &factor, &code)?;
    let token = open_session(desk, &reader, &keys, Proof::Code { step }, None).await?;
    Ok(SignedIn::Wholly(token))
}

/// The account of an address, if there is one with keys and a second factor.
pub(super) async fn find_account(
    desk: Desk<'_>,
    email: &str,
) -> Result<Option<Account>, ServiceError> {
    let Ok(email) = EmailAddress::parse(email) else { return Ok(None) };
    desk.db.read(desk.school.clone(), move |reader| find(reader, &email)).await
}

fn find(reader: &mut Reader<'_>, email: &EmailAddress) -> Result<Option<Account>, ServiceError> {
    let Some(stored) = readers::find_by_email(reader, email)? else { return Ok(None) };
    find_of(reader, stored.summary.id)
}

/// The account of somebody who is signed in.
pub(super) async fn find_own_account(
    desk: Desk<'_>,
    id: &ReaderId,
) -> Result<Option<Account>, ServiceError> {
    let id = id.clone();
    desk.db.read(desk.school.clone(), move |reader| find_of(reader, id.clone())).await
}

fn find_of(reader: &mut Reader<'_>, id: ReaderId) -> Result<Option<Account>, ServiceError> {
    let keys = reader_keys::find(reader, &id)?;
    let factor = second_factors::find(reader, &id)?;
    Ok(keys.zip(factor).map(|(keys, factor)| Account { reader: id, keys, factor }))
}

/// Opens one of an account's two locks and checks the code; an account that is not there takes as
/// long and is refused alike.
pub(super) async fn open_account(
    desk: Desk<'_>,
    account: Option<Account>,
    lock: fn(&KeyLocks, &ReaderId, StoredKeys) -> Result<Vec<u8>, ServiceError>,
    secret: Secret<String>,
    code: &str,
) -> Result<Unlocked, SignInError> {
    let (reader, keys, factor) = open_lock(desk, account, lock, secret).await?;
    let step = check_code(desk, &reader, &factor, code)?;
    Ok(Unlocked { reader, keys, step })
}

pub(super) async fn open_lock(
    desk: Desk<'_>,
    account: Option<Account>,
    lock: fn(&KeyLocks, &ReaderId, StoredKeys) -> Result<Vec<u8>, ServiceError>,
    secret: Secret<String>,
) -> Result<(ReaderId, ReaderPrivateKeys, StoredFactor), SignInError> {
    let (locked, rest) = match account {
        Some(Account { reader, keys, factor }) => {
            (Some(lock(desk.locks, &reader, keys)?), Some((reader, factor)))
        }
        None => (None, None),
    };
    let keys = unlock_or_nothing(desk.locks, locked, secret).await?;
    let (Some(keys), Some((reader, factor))) = (keys, rest) else {
        return Err(SignInError::Refused);
    };
    Ok((reader, keys, factor))
}

/// The step of the code that was typed, which is not used up yet.
pub(super) fn check_code(
    desk: Desk<'_>,
    reader: &ReaderId,
    factor: &StoredFactor,
    code: &str,
) -> Result<i64, SignInError> {
    let bound = reader.as_str().as_bytes();
    let secret = desk
        .locks
        .pepper
        .open(SECOND_FACTOR_PURPOSE, bound, &factor.sealed_secret)
        .map_err(|_| ServiceError::Damaged)?;
    let secret = TotpSecret::from_bytes(secret.expose()).ok_or(ServiceError::Damaged)?;
    secret.verify(code, desk.now.0, factor.last_step).ok_or(SignInError::Refused)
}

pub(super) fn by_password(
    locks: &KeyLocks,
    reader: &ReaderId,
    keys: StoredKeys,
) -> Result<Vec<u8>, ServiceError> {
    locks.open_password_lock(reader, &keys)
}

pub(super) fn by_kit(
    _: &KeyLocks,
    _: &ReaderId,
    keys: StoredKeys,
) -> Result<Vec<u8>, ServiceError> {
    Ok(keys.locked_by_kit)
}

/// Opens both locks of an account, for whoever has no code; whichever of the two is wrong, or if there
/// is no account, it takes as long and is refused alike.
pub(super) async fn open_both_locks(
    desk: Desk<'_>,
    account: Option<Account>,
    password: Secret<String>,
    kit: Secret<String>,
) -> Result<(ReaderId, ReaderPrivateKeys), SignInError> {
    let (locks, reader) = match account {
        Some(Account { reader, keys, .. }) => {
            let by_password = desk.locks.open_password_lock(&reader, &keys)?;
            (Some((by_password, keys.locked_by_kit)), Some(reader))
        }
        None => (None, None),
    };
    let (by_password, by_kit) = locks.unzip();
    let one = unlock_or_nothing(desk.locks, by_password, password).await?;
    let other = unlock_or_nothing(desk.locks, by_kit, kit).await?;
    match (reader, one, other) {
        (Some(reader), Some(keys), Some(_)) => Ok((reader, keys)),
        _ => Err(SignInError::Refused),
    }
}

/// Unlocks the keys, or does the same work for an account that is not there.
pub(super) async fn unlock_or_nothing(
    locks: &KeyLocks,
    locked: Option<Vec<u8>>,
    password: Secret<String>,
) -> Result<Option<ReaderPrivateKeys>, ServiceError> {
    let cost = locks.cost;
    let outcome = locks.argon2.run(move || match locked {
        Some(locked) => match key_lock::unlock(&locked, &password) {
            Ok(keys) => Ok(Some(keys)),
            Err(key_lock::UnlockError::WrongSecret) => Ok(None),
            Err(key_lock::UnlockError::NotALock) => Err(ServiceError::Damaged),
            Err(key_lock::UnlockError::OutOfMemory) => Err(crate::crypto::GateBusy.into()),
        },
        None => {
            key_lock::unlock_nothing(&password, cost);
            Ok(None)
        }
    });
    outcome.await?
}

/// Begins the session that a passkey for this site will open. Whoever has none is refused as with a wrong
/// code.
async fn begin_to_prove(
    desk: Desk<'_>,
    reader: ReaderId,
    keys: &ReaderPrivateKeys,
    at: &Site,
) -> Result<SessionToken, SignInError> {
    let Desk { db, locks, school, now } = desk;
    let (token, session, sealed) = seal_in_session(desk, &reader, keys)?;
    let (actor, pepper, site) =
        (Actor::Reader(reader.clone()), locks.pepper.clone(), at.id.clone());
    let has_begun = db
        .write(school.clone(), actor, now, move |writer| -> Result<bool, ServiceError> {
            let all = passkeys::list_passkeys(writer, &pepper, &reader)?;
            if !all.iter().any(|one| one.passkey.site == site) {
                return Ok(false);
            }
            let state = SessionState::Proving;
            sessions::insert(writer, &session.row_id, &reader, state, &sealed)?;
            passkeys::ask(writer, &session.row_id, AskedTo::Sign)?;
            Ok(true)
        })
        .await?;
    if has_begun { Ok(token) } else { Err(SignInError::Refused) }
}

/// Opens a session under a new cookie; one in which a proof was asked for ends.
pub(super) async fn open_session(
    desk: Desk<'_>,
    reader: &ReaderId,
    keys: &ReaderPrivateKeys,
    proof: Proof,
    before: Option<[u8; 32]>,
) -> Result<SessionToken, SignInError> {
    let Desk { db, school, now, .. } = desk;
    let (token, session, sealed) = seal_in_session(desk, reader, keys)?;
    let (actor, reader) = (Actor::Reader(reader.clone()), reader.clone());
    let (keys, pepper) = (keys.clone(), desk.locks.pepper.clone());
    let is_first_use = db
        .write(school.clone(), actor, now, move |writer| -> Result<bool, ServiceError> {
            if !proof.use_up(writer, &reader)? {
                return Ok(false);
            }
            if let Some(before) = &before {
                sessions::delete(writer, before)?;
            }
            let state = SessionState::Open;
            sessions::insert(writer, &session.row_id, &reader, state, &sealed)?;
            let (event, about) = proof.event(&reader);
            log_event(writer, event, Some(about))?;
            cover(writer, &pepper, &reader, &keys)?;
            Ok(true)
        })
        .await?;
    if is_first_use { Ok(token) } else { Err(SignInError::Refused) }
}

/// A new session's cookie, its keys, and what its row holds.
pub(super) fn seal_in_session(
    desk: Desk<'_>,
    reader: &ReaderId,
    keys: &ReaderPrivateKeys,
) -> Result<(SessionToken, SessionKeys, Vec<u8>), ServiceError> {
    let token = SessionToken::generate()?;
    let session = SessionKeys::derive(&desk.locks.pepper, &token);
    let sealed = session.seal(reader.as_str(), keys.to_bytes().expose())?;
    Ok((token, session, sealed))
}
