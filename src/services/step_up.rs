//! A reader who is signed in proves again that it is them, before they change who can read slips or
//! delete one: a screen that was left open is not enough for that.

use super::ServiceError;
use super::key_locks::Desk;
use super::passkeys::{self, KeptPasskey};
use super::prove_passkey::{Answered, check_answer};
use super::sign_in::{Proof, SignInError, by_password, find_own_account, open_account};
use crate::crypto::Secret;
use crate::crypto::passkey::{Challenge, Site};
use crate::crypto::session::SessionKeys;
use crate::db::Writer;
use crate::domain::{Actor, ReaderId};
use crate::store::sessions::{self, AskedTo};

/// What was proved holds so long, in the session in which it was.
pub const PROVEN_SECONDS: i64 = 5 * 60;

/// What somebody proves with that it is them.
pub enum ProvenBy<'a> {
    Typed {
        password: Secret<String>,
        code: &'a str,
    },
    /// The device has asked who holds it, which is why no password is asked for beside it.
    Passkey(Answered<'a>),
}

/// What a passkey is asked to sign, and which ones may.
pub struct Asked {
    pub challenge: Challenge,
    pub passkeys: Vec<KeptPasskey>,
}

/// Asks the reader's passkeys for this site to sign something new in this session; `None` when they have
/// none. The answer is taken for five minutes.
pub async fn ask_for_passkey(
    desk: Desk<'_>,
    session: &SessionKeys,
    reader: &ReaderId,
    at: &Site,
) -> Result<Option<Asked>, ServiceError> {
    let Desk { db, locks, school, now } = desk;
    let (pepper, of, site) = (locks.pepper.clone(), reader.clone(), at.id.clone());
    let row = session.row_id;
    let mut passkeys = db
        .read(school.clone(), move |reader| passkeys::list_passkeys(reader, &pepper, &of))
        .await?;
    passkeys.retain(|one| one.passkey.site == site);
    if passkeys.is_empty() {
        return Ok(None);
    }
    let actor = Actor::Reader(reader.clone());
    let ask = move |writer: &mut Writer<'_>| passkeys::ask(writer, &row, AskedTo::Sign);
    let challenge = db.write(school.clone(), actor, now, ask).await?;
    Ok(Some(Asked { challenge, passkeys }))
}

/// Takes the proof, uses it up, and says so in this session alone. `Refused` when it is none.
pub async fn step_up(
    desk: Desk<'_>,
    session: &SessionKeys,
    reader: &ReaderId,
    by: ProvenBy<'_>,
) -> Result<(), SignInError> {
    let proof = match by {
        ProvenBy::Typed { password, code } => {
            let account = find_own_account(desk, reader).await?;
            let unlocked = open_account(desk, account, by_password, password, code).await?;
            Proof::Code { step: unlocked.step }
        }
        ProvenBy::Passkey(answered) => check_answer(desk, session, reader, answered).await?,
    };
    let Desk { db, school, now, .. } = desk;
    let (row, id) = (session.row_id, reader.clone());
    let actor = Actor::Reader(reader.clone());
    let is_first_use = db
        .write(school.clone(), actor, now, move |writer| -> Result<bool, ServiceError> {
            if !proof.use_up(writer, &id)? {
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
