//! The second step of signing in: the password was right, and a passkey or the app's code proves the
//! rest. Until then nothing is open, and after five minutes it begins again with the password.

use super::ServiceError;
use super::add_passkey::note;
use super::key_locks::Desk;
use super::passkeys::{self as kept, KeptPasskey};
use super::sign_in::{Proof, SignInError, check_code, find_own_account, open_session};
use crate::crypto::passkey::{PasskeyError, Signed, Site};
use crate::crypto::session::{SessionKeys, SessionToken};
use crate::crypto::{ReaderPrivateKeys, Secret};
use crate::domain::{Actor, PasskeyId, ReaderId};
use crate::store::sessions::AskedTo;

/// Somebody whose password was right.
pub struct Proving<'a> {
    pub session: &'a SessionKeys,
    pub reader: &'a ReaderId,
    /// Their keys, which the session opens.
    pub sealed: &'a [u8],
}

impl Proving<'_> {
    fn keys(&self) -> Result<ReaderPrivateKeys, ServiceError> {
        let opened = self.session.open(self.reader.as_str(), self.sealed);
        let opened: Secret<Vec<u8>> = opened.map_err(|_| ServiceError::Damaged)?;
        ReaderPrivateKeys::from_bytes(opened.expose()).map_err(|_| ServiceError::Damaged)
    }
}

/// What a browser sent back, as it says.
pub struct Answered<'a> {
    /// Which passkey signed.
    pub credential: &'a [u8],
    pub signed: Signed<'a>,
    /// The site that it came from.
    pub at: &'a Site,
}

/// Opens the session when one of the reader's own passkeys has signed what was asked.
pub async fn prove_passkey(
    desk: Desk<'_>,
    by: Proving<'_>,
    answered: Answered<'_>,
) -> Result<SessionToken, SignInError> {
    let proof = check_answer(desk, by.session, by.reader, answered).await?;
    open_session(desk, by.reader, &by.keys()?, proof, Some(by.session.row_id)).await
}

/// The proof, which is not used up yet, when a passkey of this reader has signed what this session asked.
/// What was asked is not asked again; where the answer is refused, something new is.
pub(super) async fn check_answer(
    desk: Desk<'_>,
    session: &SessionKeys,
    reader: &ReaderId,
    answered: Answered<'_>,
) -> Result<Proof, SignInError> {
    let Answered { credential, signed, at } = answered;
    let asked = kept::use_up(desk, session, reader, AskedTo::Sign).await?;
    let found = match asked {
        Some(asked) => {
            let passkey = find(desk, reader, credential).await?;
            passkey.map(|one| (one.passkey.accept(&signed, &asked, at, one.sign_count), one))
        }
        None => None,
    };
    let copied = match found {
        Some((Ok(now), KeptPasskey { id, sign_count: before, .. })) => {
            return Ok(Proof::Passkey { id, before, now });
        }
        Some((Err(PasskeyError::Copied), KeptPasskey { id, .. })) => Some(id),
        Some((Err(_), _)) | None => None,
    };
    ask_again(desk, session, reader, copied).await?;
    Err(SignInError::Refused)
}

/// Opens the session with the code of the authenticator app instead.
pub async fn prove_code(
    desk: Desk<'_>,
    by: Proving<'_>,
    code: &str,
) -> Result<SessionToken, SignInError> {
    let account = find_own_account(desk, by.reader).await?.ok_or(SignInError::Refused)?;
    let step = check_code(desk, by.reader, &account.factor, code)?;
    let proof = Proof::Code { step };
    open_session(desk, by.reader, &by.keys()?, proof, Some(by.session.row_id)).await
}

async fn find(
    desk: Desk<'_>,
    of: &ReaderId,
    credential: &[u8],
) -> Result<Option<KeptPasskey>, ServiceError> {
    let (pepper, of) = (desk.locks.pepper.clone(), of.clone());
    let all =
        desk.db.read(desk.school.clone(), move |reader| kept::list_passkeys(reader, &pepper, &of));
    Ok(all.await?.into_iter().find(|one| one.passkey.credential == credential))
}

async fn ask_again(
    desk: Desk<'_>,
    session: &SessionKeys,
    reader: &ReaderId,
    copied: Option<PasskeyId>,
) -> Result<(), ServiceError> {
    let Desk { db, school, now, .. } = desk;
    let (row, actor) = (session.row_id, Actor::Reader(reader.clone()));
    db.write(school.clone(), actor, now, move |writer| {
        if let Some(id) = &copied {
            note(writer, "passkey.copied", id)?;
        }
        kept::ask(writer, &row, AskedTo::Sign)?;
        Ok(())
    })
    .await
}
