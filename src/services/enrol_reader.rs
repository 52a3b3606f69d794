//! Someone who was invited chooses a password, sets up a second factor, and proves that they have
//! their recovery kit on paper. So does a reader who needs other keys; theirs count once two colleagues
//! have vouched for them (`renew_keys`). And so does whoever got their keys back by the school's recovery
//! papers (`recover_by_papers`).

use std::collections::{BTreeMap, BTreeSet};

use zeroize::{Zeroize, ZeroizeOnDrop};

use super::key_locks::{Desk, KeyLocks, SECOND_FACTOR_PURPOSE};
use super::log_event::log_event;
use super::recover_by_papers::give_back;
use super::recovery_papers::cover;
use super::slip_index::{Place, SlipSheet};
use super::trusted_readers::sealed_root;
use super::{ServiceError, invite_reader};
use crate::crypto::chain::{self, Statement};
use crate::crypto::recovery_kit::RecoveryKitError;
use crate::crypto::session::{SessionKeys, SessionToken};
use crate::crypto::totp::TotpSecret;
use crate::crypto::{Pepper, ReaderPrivateKeys, RecoveryKit, Secret, key_lock};
use crate::db::{Reader, Writer};
use crate::domain::{Actor, Day, NewPassword, Permission, ReaderId, ReaderSummary, Timestamp};
use crate::store::new_keys::NewKeys;
use crate::store::second_factors::StoredFactor;
use crate::store::sessions::SessionState;
use crate::store::{
    invitations, new_keys, reader_keys, readers, schools, second_factors, sessions, slip_indexes,
    slip_lists, tombstones,
};

/// Why a recovery kit was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KitError {
    #[error(transparent)]
    Unreadable(#[from] RecoveryKitError),
    /// A whole kit, but not the one on the paper.
    #[error("this is another recovery kit")]
    OtherKit,
    #[error(transparent)]
    Service(#[from] ServiceError),
}

/// What a person has chosen, between choosing a password and re-typing the kit. It is sealed in
/// their session and kept nowhere else.
#[derive(serde::Serialize, serde::Deserialize, Zeroize, ZeroizeOnDrop)]
pub(super) struct Pending {
    keys: Vec<u8>,
    kit: String,
    pub locked_by_password: Vec<u8>,
    pub locked_by_kit: Vec<u8>,
    second_factor: Vec<u8>,
    last_step: i64,
    #[zeroize(skip)]
    grounds: Grounds,
}

/// What lets somebody choose a password: each is used up by it.
#[derive(Clone, Copy, serde::Serialize, serde::Deserialize)]
pub(super) enum Grounds {
    /// The hash of a one-time link.
    Link([u8; 32]),
    /// The mark of the school's recovery papers.
    Papers([u8; 32]),
}

/// What the session of somebody who is enrolling keeps.
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(untagged)]
enum Kept {
    Pending(Pending),
    /// Other keys of a reader, which wait for colleagues to compare these digits.
    Made {
        digits: String,
    },
}

/// What is shown to somebody who is enrolling.
pub enum Shown {
    /// For as long as they have not re-typed it.
    Kit(RecoveryKit),
    /// The digits of their new keys, for colleagues to compare.
    Digits(String),
}

/// How it goes on once the kit was re-typed.
pub struct Finished {
    /// The session goes on under a new cookie.
    pub session: SessionToken,
    /// Whether colleagues have to vouch for the keys before anybody can sign in with them.
    pub are_new_keys: bool,
}

/// A second factor whose code the person has just typed.
pub struct ProvenFactor {
    pub secret: TotpSecret,
    /// The step of that code.
    pub step: i64,
}

/// Whom a link is for; `NotFound` when it was used, has expired, or never was.
pub fn find_invited(
    reader: &mut Reader<'_>,
    pepper: &Pepper,
    token: &str,
    now: Timestamp,
) -> Result<ReaderSummary, ServiceError> {
    let hash = invite_reader::token_hash(token).ok_or(ServiceError::NotFound)?;
    let invitation = invitations::find_unused(reader, &hash)?.ok_or(ServiceError::NotFound)?;
    if invitation.expires_at <= now {
        return Err(ServiceError::NotFound);
    }
    let stored = readers::find(reader, &invitation.reader)?.ok_or(ServiceError::NotFound)?;
    let school = reader.school();
    let made = invite_reader::link_token(pepper, &school, &stored.summary, invitation.expires_at);
    if *made.expose() != token {
        return Err(ServiceError::NotFound);
    }
    Ok(stored.summary)
}

/// Makes the person's keys and recovery kit and begins a session in which the kit is shown. Nothing
/// is theirs until they have re-typed it: the link still works if they go away now.
pub async fn begin_enrolment(
    desk: Desk<'_>,
    token: &str,
    password: NewPassword,
    factor: ProvenFactor,
) -> Result<SessionToken, ServiceError> {
    let Desk { db, locks, school, now } = desk;
    let token_hash = invite_reader::token_hash(token).ok_or(ServiceError::NotFound)?;
    let (typed, pepper) = (Secret::new(token.to_owned()), locks.pepper.clone());
    let invited = db
        .read(school.clone(), move |reader| find_invited(reader, &pepper, typed.expose(), now))
        .await?
        .id;
    let keys = ReaderPrivateKeys::generate()?;
    let kit = RecoveryKit::generate()?;
    let grounds = Grounds::Link(token_hash);
    let pending = lock_both(locks, keys, kit, password, factor, grounds).await?;
    begin_session(desk, invited, pending).await
}

/// The session in which the kit is shown.
pub(super) async fn begin_session(
    desk: Desk<'_>,
    reader: ReaderId,
    pending: Pending,
) -> Result<SessionToken, ServiceError> {
    let Desk { db, locks, school, now } = desk;
    let session = SessionToken::generate()?;
    let session_keys = SessionKeys::derive(&locks.pepper, &session);
    let sealed = seal_kept(&session_keys, &reader, &Kept::Pending(pending))?;
    let actor = Actor::Reader(reader.clone());
    db.write(school.clone(), actor, now, move |writer| -> Result<(), ServiceError> {
        // One at a time: whoever begins again starts with other keys and another kit. A reader who needs
        // other keys stays signed in elsewhere until these count.
        let stored = readers::find(writer, &reader)?.ok_or(ServiceError::NotFound)?;
        if stored.enrolled_at.is_none() {
            sessions::delete_of_reader(writer, &reader)?;
        }
        let state = SessionState::Enrolling;
        Ok(sessions::insert(writer, &session_keys.row_id, &reader, state, &sealed)?)
    })
    .await?;
    Ok(session)
}

/// Locks keys with a password and a kit, which are not theirs yet.
pub(super) async fn lock_both(
    locks: &KeyLocks,
    keys: ReaderPrivateKeys,
    kit: RecoveryKit,
    password: NewPassword,
    factor: ProvenFactor,
    grounds: Grounds,
) -> Result<Pending, ServiceError> {
    let cost = locks.cost;
    let locked = locks.argon2.run(move || {
        let password = Secret::new(password.as_str().to_owned());
        let locked_by_password = key_lock::lock(&keys, &password, cost)?;
        let locked_by_kit = key_lock::lock(&keys, kit.secret(), cost)?;
        Ok::<_, key_lock::LockError>(Pending {
            keys: keys.to_bytes().expose().clone(),
            kit: kit.secret().expose().clone(),
            locked_by_password,
            locked_by_kit,
            second_factor: factor.secret.as_bytes().to_vec(),
            last_step: factor.step,
            grounds,
        })
    });
    Ok(locked.await??)
}

/// What a person who is enrolling is shown.
pub fn to_show(
    session: &SessionKeys,
    reader: &ReaderId,
    sealed: &[u8],
) -> Result<Shown, ServiceError> {
    match open_kept(session, reader, sealed)? {
        Kept::Pending(pending) => {
            let kit = RecoveryKit::parse(&pending.kit).map_err(|_| ServiceError::Damaged)?;
            Ok(Shown::Kit(kit))
        }
        Kept::Made { digits } => Ok(Shown::Digits(digits)),
    }
}

/// Checks the re-typed kit and makes the account. The school's first reader becomes the root of its
/// chain; everyone after them waits for another reader to vouch for them, and whoever made other keys
/// for two.
pub async fn finish_enrolment(
    desk: Desk<'_>,
    session: &SessionKeys,
    reader: &ReaderId,
    sealed: &[u8],
    typed_kit: &str,
    slot_seconds: i64,
) -> Result<Finished, KitError> {
    let Desk { db, locks, school, now } = desk;
    let Kept::Pending(pending) = open_kept(session, reader, sealed)? else {
        return Err(ServiceError::Changed.into());
    };
    let typed = RecoveryKit::parse(typed_kit)?;
    if *typed.secret().expose() != pending.kit {
        return Err(KitError::OtherKit);
    }
    let keys = ReaderPrivateKeys::from_bytes(&pending.keys).map_err(|_| ServiceError::Damaged)?;
    let token = SessionToken::generate().map_err(ServiceError::from)?;
    let next = SessionKeys::derive(&locks.pepper, &token);
    let seal_factor = |purpose: &str| {
        locks.pepper.seal(purpose, reader.as_str().as_bytes(), &pending.second_factor)
    };
    let id = reader.clone();
    let stored = db.read(school.clone(), move |reader| readers::find(reader, &id)).await;
    let stored = stored.map_err(ServiceError::from)?.ok_or(ServiceError::Changed)?;
    let are_new_keys = match pending.grounds {
        Grounds::Link(_) => stored.enrolled_at.is_some(),
        Grounds::Papers(_) => false,
    };
    let sealed = match are_new_keys {
        true => {
            let digits = keys.public().fingerprint();
            seal_kept(&next, reader, &Kept::Made { digits })?
        }
        false => {
            next.seal(reader.as_str(), keys.to_bytes().expose()).map_err(ServiceError::from)?
        }
    };
    let account = Account {
        reader: reader.clone(),
        factor: StoredFactor {
            sealed_secret: seal_factor(SECOND_FACTOR_PURPOSE).map_err(ServiceError::from)?,
            last_step: pending.last_step,
        },
        session_before: session.row_id,
        session_after: next.row_id,
        sealed,
        keys,
        pending,
    };
    let (actor, locks) = (Actor::Reader(reader.clone()), locks.clone());
    db.write(school.clone(), actor, now, move |writer| match account.pending.grounds {
        Grounds::Link(link) if are_new_keys => keep_new_keys(writer, &locks, &account, &link),
        Grounds::Link(link) => make(writer, &locks, &account, &link),
        Grounds::Papers(mark) => give_back(writer, &locks, &account, mark, slot_seconds),
    })
    .await?;
    Ok(Finished { session: token, are_new_keys })
}

/// What is kept once the kit was typed.
pub(super) struct Account {
    pub reader: ReaderId,
    pub keys: ReaderPrivateKeys,
    pub factor: StoredFactor,
    session_before: [u8; 32],
    pub session_after: [u8; 32],
    pub sealed: Vec<u8>,
    pub pending: Pending,
}

/// Keeps the keys beside those that count until two colleagues have vouched for them.
fn keep_new_keys(
    writer: &mut Writer<'_>,
    locks: &KeyLocks,
    account: &Account,
    link: &[u8; 32],
) -> Result<(), ServiceError> {
    let Account { reader, keys, pending, factor, .. } = account;
    if !invitations::set_used_at(writer, link)? {
        return Err(ServiceError::Changed);
    }
    let new = NewKeys {
        public: keys.public(),
        locked_by_password: locks.seal_password_lock(reader, &pending.locked_by_password)?,
        locked_by_kit: pending.locked_by_kit.clone(),
        factor: factor.clone(),
        first: None,
    };
    new_keys::insert(writer, reader, &new)?;
    sessions::delete(writer, &account.session_before)?;
    let (row, sealed) = (&account.session_after, &account.sealed);
    sessions::insert(writer, row, reader, SessionState::Enrolling, sealed)?;
    log_event(writer, "reader.new-keys-made", Some(reader.as_str()))
}

fn make(
    writer: &mut Writer<'_>,
    locks: &KeyLocks,
    account: &Account,
    link: &[u8; 32],
) -> Result<(), ServiceError> {
    let Account { reader, keys, pending, .. } = account;
    let is_theirs = invitations::set_used_at(writer, link)?;
    if !is_theirs || !readers::set_enrolled_at(writer, reader)? {
        return Err(ServiceError::Changed);
    }
    let public = keys.public();
    let by_password = locks.seal_password_lock(reader, &pending.locked_by_password)?;
    reader_keys::insert(writer, reader, &public, &by_password, &pending.locked_by_kit)?;
    second_factors::insert(writer, reader, &account.factor)?;

    let summary = readers::find(writer, reader)?.ok_or(ServiceError::Changed)?.summary;
    let may_vouch = summary.roles.may(Permission::ManageReaders);
    let root = sealed_root(&locks.pepper, &writer.school(), public.signing());
    if may_vouch && schools::set_root(writer, &root)? {
        let statement = Statement { school: writer.school(), reader: summary, keys: public };
        let signature = chain::sign(keys, &statement);
        reader_keys::set_signature(writer, reader, &statement.keys, reader, &signature)?;
    }
    // These keys are new: no slip that is there already was sealed to them.
    let gone = tombstones::list(writer)?.into_iter().collect::<BTreeMap<Day, i32>>();
    let days: BTreeSet<Day> =
        slip_lists::count_alike(writer)?.into_iter().map(|alike| alike.day).collect();
    for day in days {
        let mut sheet = SlipSheet::default();
        for (slip, _) in slip_lists::list_day(writer, day)? {
            sheet.note_unreadable(&slip);
        }
        let gone = gone.get(&day).copied().unwrap_or_default();
        let sheet = sheet.seal(keys, Place { reader, day }, gone)?;
        slip_indexes::set_sealed(writer, reader, &sheet.head, &sheet.sealed)?;
    }

    sessions::delete(writer, &account.session_before)?;
    let (row, sealed) = (&account.session_after, &account.sealed);
    sessions::insert(writer, row, reader, SessionState::Open, sealed)?;
    log_event(writer, "reader.enrolled", Some(reader.as_str()))?;
    cover(writer, &locks.pepper, reader, keys)
}

fn seal_kept(
    session: &SessionKeys,
    reader: &ReaderId,
    kept: &Kept,
) -> Result<Vec<u8>, ServiceError> {
    let plain = Secret::new(serde_json::to_vec(kept).map_err(|_| ServiceError::Damaged)?);
    Ok(session.seal(reader.as_str(), plain.expose())?)
}

fn open_kept(
    session: &SessionKeys,
    reader: &ReaderId,
    sealed: &[u8],
) -> Result<Kept, ServiceError> {
    let plain = session.open(reader.as_str(), sealed).map_err(|_| ServiceError::Damaged)?;
    serde_json::from_slice(plain.expose()).map_err(|_| ServiceError::Damaged)
}
