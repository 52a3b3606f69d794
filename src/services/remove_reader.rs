//! A reader leaves: their sessions end at once, their keys are forgotten, and nothing is sealed to
//! them any more. What they could open is sealed anew by those who can open it too (`reseal_slips`).

use super::begin_chain_anew::ChainAnew;
use super::confirm_reader::{Voucher, tell_the_others};
use super::key_locks::Desk;
use super::log_event::log_event;
use super::recovery_papers::papers_among;
use super::trusted_readers::{TrustedReader, trusted_readers};
use super::{ServiceError, reseal_slips};
use crate::db::Writer;
use crate::domain::{Actor, Permission, ReaderId};
use crate::store::{
    invitations, kiosk_codes, leaves, linked_accounts, new_keys, outbox, passkeys, reader_keys,
    readers, recovery_papers, reseals, second_factors, sessions, slip_indexes, vouches,
};

/// Why nobody was removed.
#[derive(Debug, thiserror::Error)]
pub enum RemoveError {
    /// Somebody else has to: else the last reader could lock the school out.
    #[error("nobody removes themself")]
    OwnAccount,
    #[error(transparent)]
    Service(#[from] ServiceError),
}

/// Removes `leaver`. The chain of the others begins anew with the remover, who vouches for each of
/// those whom it led to before: it may have led to them, or to the remover, by way of the leaver.
pub async fn remove_reader(
    desk: Desk<'_>,
    by: Voucher<'_>,
    leaver: &ReaderId,
    slot_seconds: i64,
) -> Result<(), RemoveError> {
    if by.reader == leaver {
        return Err(RemoveError::OwnAccount);
    }
    let Desk { db, locks, school, now } = desk;
    let pepper = locks.pepper.clone();
    let (trusted, papers) = db
        .read(school.clone(), move |reader| -> Result<_, ServiceError> {
            let trusted = trusted_readers(reader, &pepper)?;
            let papers = papers_among(reader, &trusted)?;
            Ok((trusted, papers))
        })
        .await?;
    let could_read = |reader: &TrustedReader| {
        reader.summary.id == *leaver && reader.summary.roles.may(Permission::ReadSlips)
    };
    let could_read = trusted.iter().any(could_read);
    let others = trusted.into_iter().filter(|reader| reader.summary.id != *leaver);
    let anew = ChainAnew::sign(&locks.pepper, school, &by, others, papers.as_ref());

    let (actor, by, leaver) = (Actor::Reader(by.reader.clone()), by.reader.clone(), leaver.clone());
    let pepper = locks.pepper.clone();
    db.write(school.clone(), actor, now, move |writer| -> Result<(), ServiceError> {
        // Before anything of theirs is gone, so that nobody is missed.
        tell_the_others(writer, &pepper, &by, slot_seconds)?;
        forget(writer, &leaver)?;
        anew.keep(writer)?;
        if could_read {
            reseal_slips::set_due(writer, anew.readers())?;
        }
        log_event(writer, "reader.removed", Some(leaver.as_str()))
    })
    .await?;
    Ok(())
}

fn forget(writer: &mut Writer<'_>, leaver: &ReaderId) -> Result<(), ServiceError> {
    if !readers::set_left_at(writer, leaver)? {
        return Err(ServiceError::NotFound);
    }
    sessions::delete_of_reader(writer, leaver)?;
    invitations::delete_of_reader(writer, leaver)?;
    kiosk_codes::delete_of_reader(writer, leaver)?;
    second_factors::delete(writer, leaver)?;
    passkeys::delete_of_reader(writer, leaver)?;
    linked_accounts::delete(writer, leaver)?;
    slip_indexes::delete(writer, leaver)?;
    reseals::delete(writer, leaver)?;
    leaves::delete_of_reader(writer, leaver)?;
    reader_keys::delete(writer, leaver)?;
    recovery_papers::delete_copy(writer, leaver)?;
    new_keys::delete(writer, leaver)?;
    vouches::delete_of_reader(writer, leaver)?;
    Ok(outbox::delete_of_reader(writer, leaver)?)
}
