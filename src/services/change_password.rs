//! A reader who is signed in chooses another password. Every session of before ends, theirs too: they go
//! on in a new one.

use super::key_locks::Desk;
use super::recover_account::{RecoverError, Relock};
use super::sign_in::{by_password, find_own_account, open_account};
use crate::crypto::Secret;
use crate::crypto::session::SessionToken;
use crate::domain::{ReaderId, TypedPassword};

/// What a person types to choose another password.
pub struct PasswordChange {
    pub old: Secret<String>,
    pub code: String,
    pub password: TypedPassword,
    /// What the person is known by, which must not carry the password.
    pub about: Vec<String>,
}

/// `Refused` when the old password or the code is not right: then the new one is not looked at.
pub async fn change_password(
    desk: Desk<'_>,
    reader: &ReaderId,
    typed: PasswordChange,
    slot_seconds: i64,
) -> Result<SessionToken, RecoverError> {
    let PasswordChange { old, code, password, about } = typed;
    let account = find_own_account(desk, reader).await?;
    let unlocked = open_account(desk, account, by_password, old, &code).await?;
    let relock = Relock { password, about, event: "reader.password-changed" };
    relock.keep(desk, unlocked, slot_seconds).await
}
