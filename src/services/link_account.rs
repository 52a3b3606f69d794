//! A reader links an account of another provider to theirs, and takes it away. It is found by the name that
//! the provider never gives to anybody else, of which only a tag is kept.

use super::ServiceError;
use super::key_locks::LINKED_ACCOUNT_PURPOSE;
use super::log_event::log_event;
use super::tell_of_account::tell_of_account;
use crate::crypto::Pepper;
use crate::crypto::id_token::Identity;
use crate::db::{DbError, Reader, Writer};
use crate::domain::{Day, ReaderId, ReaderSummary, SchoolId, Timestamp};
use crate::store::linked_accounts::{self, StoredLink};
use crate::store::readers;

/// Longest name of an account that is shown, in characters.
const SHOWN_CHARACTERS_MAX: usize = 100;

/// An account of which a provider has just said that whoever came back is its owner.
#[derive(Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ProvedAccount {
    /// Tells nothing of the account without the pepper.
    pub tag: [u8; 32],
    /// How people call it, where the provider says so; nothing is found by it.
    pub shown: String,
    pub proved_at: Timestamp,
}

/// A reader's own, as their page has it.
#[derive(serde::Serialize, serde::Deserialize)]
pub struct LinkedAccount {
    pub shown: String,
    pub linked_on: Day,
}

/// Why no account was linked.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    #[error("the account is linked to another reader")]
    OfAnother,
    #[error(transparent)]
    Service(#[from] ServiceError),
}

impl From<DbError> for LinkError {
    fn from(error: DbError) -> Self {
        Self::Service(error.into())
    }
}

impl ProvedAccount {
    /// The same account at another provider or school has another tag.
    pub fn new(
        pepper: &Pepper,
        school: &SchoolId,
        issuer: &str,
        identity: Identity,
        proved_at: Timestamp,
    ) -> Self {
        // Neither of the first two has a line break in it.
        let account = [school.as_str(), "\n", issuer, "\n", &identity.subject].concat();
        let shown = identity.email.unwrap_or_default();
        let shown = shown.chars().filter(|it| !it.is_control()).take(SHOWN_CHARACTERS_MAX);
        Self {
            tag: pepper.tag(LINKED_ACCOUNT_PURPOSE, account.as_bytes()),
            shown: shown.collect(),
            proved_at,
        }
    }
}

/// Links it in the place of another that this reader had. Who does has proved just now that it is them.
pub fn link_account(
    writer: &mut Writer<'_>,
    pepper: &Pepper,
    of: &ReaderId,
    account: &ProvedAccount,
    slot_seconds: i64,
) -> Result<(), LinkError> {
    if linked_accounts::find_owner(writer, &account.tag)?.is_some_and(|owner| owner != *of) {
        return Err(LinkError::OfAnother);
    }
    linked_accounts::delete(writer, of)?;
    let linked = LinkedAccount { shown: account.shown.clone(), linked_on: writer.now.day() };
    let plain = serde_json::to_vec(&linked).map_err(|_| ServiceError::Damaged)?;
    let sealed = pepper.seal(LINKED_ACCOUNT_PURPOSE, &bound(of, &account.tag), &plain);
    let link = StoredLink {
        account: account.tag.to_vec(),
        sealed: sealed.map_err(ServiceError::from)?,
        proved_at: account.proved_at.0,
    };
    linked_accounts::insert(writer, of, &link)?;
    log_event(writer, "account.linked", Some(of.as_str()))?;
    Ok(tell_of_account(writer, of, slot_seconds)?)
}

/// `NotFound` when there is none.
pub fn unlink_account(
    writer: &mut Writer<'_>,
    of: &ReaderId,
    slot_seconds: i64,
) -> Result<(), ServiceError> {
    if !linked_accounts::delete(writer, of)? {
        return Err(ServiceError::NotFound);
    }
    log_event(writer, "account.unlinked", Some(of.as_str()))?;
    tell_of_account(writer, of, slot_seconds)
}

/// The account that this reader has linked.
pub fn find_linked(
    reader: &mut Reader<'_>,
    pepper: &Pepper,
    of: &ReaderId,
) -> Result<Option<LinkedAccount>, ServiceError> {
    let stored = linked_accounts::find(reader, of)?;
    stored.map(|stored| open(pepper, of, &stored)).transpose()
}

/// The reader who has linked this account. A row that somebody put there without the pepper is none.
pub fn find_owner(
    reader: &mut Reader<'_>,
    pepper: &Pepper,
    account: &ProvedAccount,
) -> Result<Option<ReaderSummary>, ServiceError> {
    let Some(owner) = linked_accounts::find_owner(reader, &account.tag)? else { return Ok(None) };
    let stored = linked_accounts::find(reader, &owner)?;
    let is_theirs = stored.is_some_and(|stored| open(pepper, &owner, &stored).is_ok());
    let owner = if is_theirs { readers::find(reader, &owner)? } else { None };
    Ok(owner.map(|stored| stored.summary))
}

fn open(
    pepper: &Pepper,
    of: &ReaderId,
    stored: &StoredLink,
) -> Result<LinkedAccount, ServiceError> {
    let plain = pepper.open(LINKED_ACCOUNT_PURPOSE, &bound(of, &stored.account), &stored.sealed);
    let plain = plain.map_err(|_| ServiceError::Damaged)?;
    serde_json::from_slice(plain.expose()).map_err(|_| ServiceError::Damaged)
}

/// Nobody can move it to another reader, or put another account in its place.
fn bound(of: &ReaderId, account: &[u8]) -> Vec<u8> {
    [of.as_str().as_bytes(), account].concat()
}
