//! A reader has forgotten their password and has no kit, or fears that somebody saw their keys. They make other
//! keys under the same account, and two colleagues compare the digits and sign: one alone changes nothing. Slips
//! are sealed anew to the new keys by whoever can open them (`reseal_slips`).

use std::collections::{BTreeMap, BTreeSet};

use super::ServiceError;
use super::begin_chain_anew::ChainAnew;
use super::confirm_reader::{Comparison, Voucher, is_digits_of, seen_details, tell_the_others};
use super::invite_reader::{Invitation, invite};
use super::key_locks::Desk;
use super::log_event::log_event;
use super::read_slip::ReaderAtWork;
use super::recovery_papers::papers_among;
use super::reseal_slips;
use super::trusted_readers::{TrustedReader, trusted_readers};
use crate::crypto::Pepper;
use crate::crypto::chain::{self, Vouch};
use crate::db::{Db, DbError, Reader, Writer};
use crate::domain::{Actor, Permission, ReaderId, Timestamp};
use crate::store::new_keys::NewKeys;
use crate::store::vouches::StoredVouch;
use crate::store::{
    invitations, linked_accounts, new_keys, passkeys, reader_keys, readers, recovery_papers,
    reseals, second_factors, sessions, slip_indexes, vouches,
};

/// Colleagues who have to vouch before keys count.
const VOUCHERS: usize = 2;
/// What has become due longer after somebody's keys counted is due because of somebody else.
const CAUSE_SECONDS_MAX: i64 = 30 * 86_400;

/// Why nobody vouched for anything.
#[derive(Debug, thiserror::Error)]
pub enum VouchError {
    /// Somebody mistyped, or the key is not the one the person made.
    #[error("the digits are not those of this person's new key")]
    OtherDigits,
    /// It takes another.
    #[error("nobody vouches for themself, or twice")]
    NotYou,
    #[error(transparent)]
    Service(#[from] ServiceError),
}

impl From<DbError> for VouchError {
    fn from(error: DbError) -> Self {
        Self::Service(error.into())
    }
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vouched {
    First,
    /// The keys count from now on.
    Second,
}

/// Makes a one-time link with which somebody makes other keys. Nothing of theirs changes by it; every reader is
/// told. `Changed` when they have no account yet, or it is one's own.
pub fn begin_new_keys(
    writer: &mut Writer<'_>,
    pepper: &Pepper,
    by: &ReaderId,
    of: &ReaderId,
    slot_seconds: i64,
) -> Result<Invitation, ServiceError> {
    let stored = readers::find(writer, of)?.ok_or(ServiceError::NotFound)?;
    if stored.enrolled_at.is_none() || by == of {
        return Err(ServiceError::Changed);
    }
    new_keys::delete(writer, of)?;
    invitations::delete_of_reader(writer, of)?;
    tell_the_others(writer, pepper, by, slot_seconds)?;
    invite(writer, pepper, &stored.summary, "reader.new-keys-begun")
}

/// How far somebody's new keys are.
pub struct Waiting {
    pub of: ReaderId,
    /// Who vouched for them first; absent where that is nobody whose signature is good.
    pub first: Option<ReaderId>,
}

/// Everyone who has made new keys that do not count yet.
pub fn list_waiting(reader: &mut Reader<'_>, pepper: &Pepper) -> Result<Vec<Waiting>, DbError> {
    let trusted = trusted_readers(reader, pepper)?;
    let mut waiting = Vec::new();
    for of in new_keys::list(reader)? {
        let Some(keys) = new_keys::find(reader, &of)? else { continue };
        let first = good_first(reader, &trusted, &of, &keys).map(|(by, _)| by);
        waiting.push(Waiting { of, first });
    }
    Ok(waiting)
}

/// Vouches for somebody's new keys, if the digits are theirs; `Changed` if their details are no longer those
/// that the page showed, or the keys are others by now. The second voucher makes them count: the old ones, with
/// their password, kit, second factor and sessions, are gone in the same moment.
pub async fn vouch_for_new_keys(
    desk: Desk<'_>,
    by: Voucher<'_>,
    of: &ReaderId,
    typed: Comparison<'_>,
    slot_seconds: i64,
) -> Result<Vouched, VouchError> {
    let Desk { db, locks, school, now } = desk;
    if by.reader == of {
        return Err(VouchError::NotYou);
    }
    let (id, pepper) = (of.clone(), locks.pepper.clone());
    let (stored, keys, trusted, papers) = db
        .read(school.clone(), move |reader| -> Result<_, ServiceError> {
            let stored = readers::find(reader, &id)?.ok_or(ServiceError::NotFound)?;
            let keys = new_keys::find(reader, &id)?.ok_or(ServiceError::Changed)?;
            let trusted = trusted_readers(reader, &pepper)?;
            let papers = papers_among(reader, &trusted)?;
            Ok((stored.summary, keys, trusted, papers))
        })
        .await?;
    if seen_details(&stored) != typed.seen {
        return Err(ServiceError::Changed.into());
    }
    if !is_digits_of(typed.digits, &keys.public) {
        return Err(VouchError::OtherDigits);
    }
    let vouch = Vouch { school, reader: of, keys: &keys.public };
    let (by_id, signature) = (by.reader.clone(), chain::vouch(by.keys, &vouch));
    let own = StoredVouch { reader: of.clone(), by: by_id.clone(), signature };
    let others = trusted.into_iter().filter(|one| one.summary.id != *of);
    let renewed = TrustedReader { summary: stored, keys: keys.public };
    let others: Vec<TrustedReader> = others.collect();
    let everyone = others.iter().cloned().chain([renewed.clone()]);
    let anew = ChainAnew::sign(&locks.pepper, school, &by, everyone, papers.as_ref());
    let (actor, pepper) = (Actor::Reader(by_id.clone()), locks.pepper.clone());
    db.write(school.clone(), actor, now, move |writer| -> Result<_, VouchError> {
        let TrustedReader { summary, keys: public } = &renewed;
        let found = new_keys::find(writer, &summary.id)?.ok_or(ServiceError::Changed)?;
        if found.public != *public {
            return Err(ServiceError::Changed.into());
        }
        let trusted = trusted_readers(writer, &pepper)?;
        tell_the_others(writer, &pepper, &by_id, slot_seconds)?;
        let (vouched, event) = match good_first(writer, &trusted, &summary.id, &found) {
            Some((first, _)) if first == by_id => return Err(VouchError::NotYou),
            Some((first, signature)) => {
                let first = StoredVouch { reader: summary.id.clone(), by: first, signature };
                put_in_place(writer, &summary.id, &found, [&first, &own])?;
                anew.keep(writer)?;
                reseal_slips::set_due(writer, others.iter().map(|one| &one.summary))?;
                (Vouched::Second, "reader.new-keys")
            }
            None => {
                new_keys::set_first(writer, &summary.id, public, &by_id, &own.signature)?;
                (Vouched::First, "reader.new-keys-vouched")
            }
        };
        log_event(writer, event, Some(summary.id.as_str()))?;
        Ok(vouched)
    })
    .await
}

fn put_in_place(
    writer: &mut Writer<'_>,
    of: &ReaderId,
    keys: &NewKeys,
    by: [&StoredVouch; VOUCHERS],
) -> Result<(), ServiceError> {
    reader_keys::delete(writer, of)?;
    recovery_papers::delete_copy(writer, of)?;
    let NewKeys { public, locked_by_password, locked_by_kit, factor, .. } = keys;
    reader_keys::insert(writer, of, public, locked_by_password, locked_by_kit)?;
    second_factors::delete(writer, of)?;
    second_factors::insert(writer, of, factor)?;
    passkeys::delete_of_reader(writer, of)?;
    linked_accounts::delete(writer, of)?;
    // Sheets that the old keys sealed, and what is signed in with them.
    slip_indexes::delete(writer, of)?;
    sessions::delete_of_reader(writer, of)?;
    new_keys::delete(writer, of)?;
    vouches::delete_of_reader(writer, of)?;
    by.into_iter().try_for_each(|vouch| Ok(vouches::insert(writer, vouch)?))
}

/// Who vouched for these keys first, where that is a reader and the signature is theirs: a row alone is nothing.
fn good_first(
    reader: &mut Reader<'_>,
    trusted: &[TrustedReader],
    of: &ReaderId,
    keys: &NewKeys,
) -> Option<(ReaderId, Vec<u8>)> {
    let (by, signature) = keys.first.as_ref()?;
    let vouch = Vouch { school: &reader.school(), reader: of, keys: &keys.public };
    is_good(trusted, &vouch, by, signature).then(|| (by.clone(), signature.clone()))
}

fn is_good(trusted: &[TrustedReader], vouch: &Vouch<'_>, by: &ReaderId, signature: &[u8]) -> bool {
    let may_vouch = |one: &&TrustedReader| {
        one.summary.id == *by && by != vouch.reader && one.summary.roles.may(Permission::ReadSlips)
    };
    let voucher = trusted.iter().find(may_vouch);
    voucher.is_some_and(|one| chain::verify_vouch(one.keys.signing(), vouch, signature))
}

/// How many colleagues have yet to seal anew what was sent before this reader's keys of now counted: until then
/// their list may lack slips. None where the keys are those they began with.
pub async fn colleagues_yet_to_seal(db: &Db, who: &ReaderAtWork) -> Result<usize, DbError> {
    let own = who.id.clone();
    let find = move |reader: &mut Reader<'_>| -> Result<usize, DbError> {
        let is_renewed = vouches::list(reader)?.iter().any(|vouch| vouch.reader == own);
        let made_at = reader_keys::made_at(reader, &own)?.filter(|_| is_renewed);
        let Some(made_at) = made_at else { return Ok(0) };
        let is_because_of_them =
            |due: Timestamp| (0..=CAUSE_SECONDS_MAX).contains(&(due.0 - made_at.0));
        let due = reseals::list(reader)?.into_iter();
        Ok(due.filter(|(id, due)| *id != own && is_because_of_them(*due)).count())
    };
    db.read(who.school.clone(), find).await
}

/// Those of the readers who have their keys in the place of others, with two colleagues who vouched for that.
pub(super) fn list_renewed(
    reader: &mut Reader<'_>,
    trusted: &[TrustedReader],
) -> Result<BTreeSet<ReaderId>, DbError> {
    let school = reader.school();
    let mut vouched_by = BTreeMap::<ReaderId, BTreeSet<ReaderId>>::new();
    for StoredVouch { reader: of, by, signature } in vouches::list(reader)? {
        let Some(one) = trusted.iter().find(|one| one.summary.id == of) else { continue };
        let vouch = Vouch { school: &school, reader: &of, keys: &one.keys };
        if is_good(trusted, &vouch, &by, &signature) {
            vouched_by.entry(of).or_default().insert(by);
        }
    }
    vouched_by.retain(|_, by| by.len() >= VOUCHERS);
    Ok(vouched_by.into_keys().collect())
}
