//! A reader vouches for another, after the two have compared the digits of the new key.

use data_encoding::HEXLOWER;

use super::ServiceError;
use super::invite_reader::details_digest;
use super::key_locks::Desk;
use super::log_event::log_event;
use super::trusted_readers::trusted_readers;
use crate::crypto::chain::{self, Statement};
use crate::crypto::{Pepper, ReaderPrivateKeys, ReaderPublicKeys, random};
use crate::db::Writer;
use crate::domain::{Actor, NoticeId, NoticeKind, ReaderId, ReaderSummary};
use crate::store::{outbox, reader_keys, readers};

/// Why nobody was vouched for.
#[derive(Debug, thiserror::Error)]
pub enum ConfirmError {
    /// Somebody mistyped, or the key is not the one the person made.
    #[error("the digits are not those of this person's key")]
    OtherDigits,
    #[error(transparent)]
    Service(#[from] ServiceError),
}

/// What the person who vouches has seen and heard.
#[derive(Clone, Copy)]
pub struct Comparison<'a> {
    /// `seen_details` of the person as the page showed them.
    pub seen: &'a str,
    /// The digits as the newcomer read them out.
    pub digits: &'a str,
}

/// Who vouches, with what key.
pub struct Voucher<'a> {
    pub reader: &'a ReaderId,
    pub keys: &'a ReaderPrivateKeys,
}

/// Stands for somebody's details in the form that confirms them.
pub fn seen_details(of: &ReaderSummary) -> String {
    HEXLOWER.encode(&details_digest(of))
}

/// Whether these are the digits of the keys, however they are grouped.
pub(super) fn is_digits_of(typed: &str, keys: &ReaderPublicKeys) -> bool {
    let only_digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    only_digits(typed) == only_digits(&keys.fingerprint())
}

/// Signs the keys of `newcomer` if the digits are theirs, as they read them from their own screen;
/// `Changed` if their details are no longer those that the page showed. Every other reader is told
/// that somebody was added.
pub async fn confirm_reader(
    desk: Desk<'_>,
    by: Voucher<'_>,
    newcomer: &ReaderId,
    typed: Comparison<'_>,
    slot_seconds: i64,
) -> Result<(), ConfirmError> {
    let Desk { db, locks, school, now } = desk;
    let id = newcomer.clone();
    let (stored, keys) = db
        .read(school.clone(), move |reader| -> Result<_, ServiceError> {
            let stored = readers::find(reader, &id)?.ok_or(ServiceError::NotFound)?;
            let keys = reader_keys::find(reader, &id)?.ok_or(ServiceError::Changed)?;
            Ok((stored, keys))
        })
        .await?;
    if seen_details(&stored.summary) != typed.seen {
        return Err(ServiceError::Changed.into());
    }
    if !is_digits_of(typed.digits, &keys.public) {
        return Err(ConfirmError::OtherDigits);
    }
    let statement = Statement { school: school.clone(), reader: stored.summary, keys: keys.public };
    let signature = chain::sign(by.keys, &statement);
    let (actor, by) = (Actor::Reader(by.reader.clone()), by.reader.clone());
    let pepper = locks.pepper.clone();
    db.write(school.clone(), actor, now, move |writer| -> Result<(), ServiceError> {
        let Statement { reader, keys, .. } = &statement;
        if !reader_keys::set_signature(writer, &reader.id, keys, &by, &signature)? {
            return Err(ServiceError::Changed);
        }
        log_event(writer, "reader.confirmed", Some(reader.id.as_str()))?;
        tell_the_others(writer, &pepper, &by, slot_seconds)
    })
    .await?;
    Ok(())
}

/// A notice to every reader but the one who did it: that the readers changed. `Changed` when that
/// one is a reader no longer: two who remove each other do not both succeed.
pub(super) fn tell_the_others(
    writer: &mut Writer<'_>,
    pepper: &Pepper,
    by: &ReaderId,
    slot_seconds: i64,
) -> Result<(), ServiceError> {
    let slot = writer.now.next_slot(slot_seconds);
    let trusted = trusted_readers(writer, pepper)?;
    if !trusted.iter().any(|reader| reader.summary.id == *by) {
        return Err(ServiceError::Changed);
    }
    for other in trusted {
        if other.summary.id != *by {
            let id = NoticeId::from_random(random::bytes()?);
            let kind = NoticeKind::ReaderChange;
            outbox::enqueue(writer, &id, &other.summary.id, kind, slot, slot)?;
        }
    }
    Ok(())
}
