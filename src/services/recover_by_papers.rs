//! A reader who has lost password, phone and kit gets their keys back by two of the school's three recovery papers:
//! the same keys, with another password, second factor and kit. The papers are used up with it.

use super::ServiceError;
use super::confirm_reader::tell_the_others;
use super::enrol_reader::{Account, Grounds, ProvenFactor, begin_session, lock_both};
use super::key_locks::{Desk, KeyLocks};
use super::log_event::log_event;
use super::recover_account::RecoverError;
use super::recovery_papers::{find_papers, open_copy, papers_among};
use super::sign_in::SignInError;
use super::tell_of_account::tell_of_account;
use super::trusted_readers::trusted_readers;
use crate::crypto::paper_shares::NotAPair;
use crate::crypto::school_recovery::RecoveryPrivateKey;
use crate::crypto::session::SessionToken;
use crate::crypto::{PaperShare, ReaderPrivateKeys, RecoveryKit};
use crate::db::Writer;
use crate::domain::{EmailAddress, ReaderId, TypedPassword};
use crate::store::reader_keys::NewLock;
use crate::store::sessions::SessionState;
use crate::store::{
    linked_accounts, passkeys, reader_keys, readers, recovery_papers, second_factors, sessions,
};

/// What is typed by whoever has lost everything, with two colleagues beside them.
pub struct ByPapers {
    pub email: String,
    pub papers: [PaperShare; 2],
    pub password: TypedPassword,
    /// What the person is known by, which must not carry the password.
    pub about: Vec<String>,
    /// On the phone that they have now.
    pub factor: ProvenFactor,
}

impl From<NotAPair> for RecoverError {
    fn from(_: NotAPair) -> Self {
        SignInError::Refused.into()
    }
}

/// Begins a session in which another kit is shown; until it is typed from paper everything is as it was. `Refused`
/// when the papers are not those that count, or there is no such account; which of the two is not said, and
/// whoever has not the papers is refused before an account is looked for.
pub async fn recover_by_papers(
    desk: Desk<'_>,
    typed: ByPapers,
) -> Result<SessionToken, RecoverError> {
    let ByPapers { email, papers: [one, other], password, about, factor } = typed;
    let private = RecoveryPrivateKey::of_papers(&one.join(&other)?, desk.school);
    let mark = private.public().mark();
    let (reader, keys) =
        open(desk, email, private).await?.ok_or(RecoverError::SignIn(SignInError::Refused))?;
    let judged = desk.locks.argon2.run(move || {
        let about: Vec<&str> = about.iter().map(String::as_str).collect();
        password.strong(&about)
    });
    let password = judged.await.map_err(ServiceError::from)??;
    let kit = RecoveryKit::generate().map_err(ServiceError::from)?;
    let grounds = Grounds::Papers(mark);
    let pending = lock_both(desk.locks, keys, kit, password, factor, grounds).await?;
    Ok(begin_session(desk, reader, pending).await?)
}

async fn open(
    desk: Desk<'_>,
    email: String,
    private: RecoveryPrivateKey,
) -> Result<Option<(ReaderId, ReaderPrivateKeys)>, ServiceError> {
    let pepper = desk.locks.pepper.clone();
    desk.db
        .read(desk.school.clone(), move |reader| -> Result<_, ServiceError> {
            let trusted = trusted_readers(reader, &pepper)?;
            let papers = papers_among(reader, &trusted)?;
            if papers.is_none_or(|papers| papers.public != private.public()) {
                return Ok(None);
            }
            let Ok(email) = EmailAddress::parse(&email) else { return Ok(None) };
            let Some(stored) = readers::find_by_email(reader, &email)? else { return Ok(None) };
            let id = stored.summary.id;
            // Whoever is not confirmed has nothing to lose, and nobody to tell.
            if !trusted.iter().any(|one| one.summary.id == id) {
                return Ok(None);
            }
            let keys = open_copy(reader, &pepper, &id, &private)?;
            Ok(keys.map(|keys| (id, keys)))
        })
        .await
}

/// The keys stay as they are; what opens them, every session and the papers do not. `NotFound` when the papers
/// were used or others made meanwhile.
pub(super) fn give_back(
    writer: &mut Writer<'_>,
    locks: &KeyLocks,
    account: &Account,
    mark: [u8; 32],
    slot_seconds: i64,
) -> Result<(), ServiceError> {
    let Account { reader, keys, pending, factor, .. } = account;
    let papers = find_papers(writer, &locks.pepper)?;
    if papers.is_none_or(|papers| papers.public.mark() != mark) {
        return Err(ServiceError::NotFound);
    }
    let by_password = locks.seal_password_lock(reader, &pending.locked_by_password)?;
    for lock in [NewLock::of_password(&by_password), NewLock::of_kit(&pending.locked_by_kit)] {
        if !reader_keys::set_lock(writer, reader, &keys.public(), &lock)? {
            return Err(ServiceError::Changed);
        }
    }
    second_factors::set_factor(writer, reader, factor)?;
    passkeys::delete_of_reader(writer, reader)?;
    linked_accounts::delete(writer, reader)?;
    sessions::delete_of_reader(writer, reader)?;
    let (row, sealed) = (&account.session_after, &account.sealed);
    sessions::insert(writer, row, reader, SessionState::Open, sealed)?;
    recovery_papers::delete(writer)?;
    log_event(writer, "reader.recovered-by-papers", Some(reader.as_str()))?;
    tell_the_others(writer, &locks.pepper, reader, slot_seconds)?;
    tell_of_account(writer, reader, slot_seconds)
}
