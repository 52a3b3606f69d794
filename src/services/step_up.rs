//! A reader who is signed in proves again that it is them, before they change who can read slips or
//! delete one: a screen that was left open is not enough for that.

use super::ServiceError;
use super::key_locks::Desk;
use super::sign_in::{SignInError, by_password, find_own_account, open_account};
use crate::crypto::Secret;
use crate::crypto::session::SessionKeys;
use crate::domain::{Actor, ReaderId};
use crate::store::{second_factors, sessions};

/// What was proved holds so long, in the session in which it was.
pub const PROVEN_SECONDS: i64 = 5 * 60;

/// Takes the password and a code that was not used before, and says so in this session alone.
/// `Refused` when either is not right.
pub async fn step_up(
    desk: Desk<'_>,
    session: &SessionKeys,
    reader: &ReaderId,
    password: Secret<String>,
    code: &str,
) -> Result<(), SignInError> {
    let account = find_own_account(desk, reader).await?;
    let step = open_account(desk, account, by_password, password, code).await?.step;
    let Desk { db, school, now, .. } = desk;
    let (row, id) = (session.row_id, reader.clone());
    let actor = Actor::Reader(reader.clone());
    let is_first_use = db
        .write(school.clone(), actor, now, move |writer| -> Result<bool, ServiceError> {
            if !second_factors::set_last_step(writer, &id, step)? {
                return Ok(false);
            }
            if sessions::set_proven_at(writer, &row)? {
                Ok(true)
            } else {
                Err(ServiceError::Changed)
            }
        })
        .await?;
    if is_first_use { Ok(()) } else { Err(SignInError::Refused) }
}
