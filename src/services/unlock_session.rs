//! A reader types their password again: whose session was locked, or who signs for something.

use super::ServiceError;
use super::key_locks::Desk;
use super::recovery_papers::cover;
use super::sign_in::{SignInError, unlock_or_nothing};
use crate::crypto::session::SessionKeys;
use crate::crypto::{ReaderPrivateKeys, Secret};
use crate::domain::{Actor, ReaderId};
use crate::store::{reader_keys, sessions};

/// Opens the locked session again. The password alone does it: the session proves the rest.
pub async fn unlock_session(
    desk: Desk<'_>,
    session: &SessionKeys,
    reader: &ReaderId,
    password: Secret<String>,
) -> Result<(), SignInError> {
    let keys = prove_password(desk, reader, password).await?;
    let Desk { db, locks, school, now } = desk;
    let sealed =
        session.seal(reader.as_str(), keys.to_bytes().expose()).map_err(ServiceError::from)?;
    let (row, pepper) = (session.row_id, locks.pepper.clone());
    let (actor, reader) = (Actor::Reader(reader.clone()), reader.clone());
    db.write(school.clone(), actor, now, move |writer| -> Result<(), ServiceError> {
        sessions::set_sealed(writer, &row, Some(&sealed))?;
        cover(writer, &pepper, &reader, &keys)
    })
    .await?;
    Ok(())
}

/// Whether whoever sits there knows the password of this reader: their keys, which nothing else opens.
pub async fn prove_password(
    desk: Desk<'_>,
    reader: &ReaderId,
    password: Secret<String>,
) -> Result<ReaderPrivateKeys, SignInError> {
    let Desk { db, locks, school, .. } = desk;
    let id = reader.clone();
    let stored = db
        .read(school.clone(), move |reader| -> Result<_, ServiceError> {
            Ok(reader_keys::find(reader, &id)?)
        })
        .await?;
    let locked = stored.map(|keys| locks.open_password_lock(reader, &keys)).transpose()?;
    unlock_or_nothing(locks, locked, password).await?.ok_or(SignInError::Refused)
}
