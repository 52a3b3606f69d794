//! A reader signs in with the account of another provider, which stands in the place of the code. The
//! passphrase is asked for as ever: it alone unlocks the slips, and the provider never learns it.

use super::key_locks::Desk;
use super::link_account::ProvedAccount;
use super::sign_in::{Proof, SignInError, by_password, find_own_account, open_lock, open_session};
use crate::crypto::Secret;
use crate::crypto::session::SessionToken;
use crate::domain::ReaderId;

/// Opens a session for the owner of the account. Whether nobody has linked it or the passphrase is wrong,
/// the answer is the same and takes as long.
pub async fn sign_in_with(
    desk: Desk<'_>,
    provider: &str,
    account: &ProvedAccount,
    owner: Option<&ReaderId>,
    passphrase: Secret<String>,
) -> Result<SessionToken, SignInError> {
    let found = match owner {
        Some(owner) => find_own_account(desk, owner).await?,
        None => None,
    };
    let (reader, keys, _) = open_lock(desk, found, by_password, passphrase).await?;
    let proof = Proof::Account {
        provider: provider.to_owned(),
        tag: account.tag,
        proved_at: account.proved_at,
    };
    open_session(desk, &reader, &keys, proof, None).await
}
