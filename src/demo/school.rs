//! Making the demonstration's school: everyone is invited, enrols and is vouched for by the same
//! services that a real school uses.

use std::sync::Arc;

use super::DemoPerson;
use super::people::{CAST, Role};
use crate::app::App;
use crate::crypto::session::{SessionKeys, SessionToken};
use crate::crypto::totp::TotpSecret;
use crate::crypto::{NoRandomness, ReaderPrivateKeys, random};
use crate::db::DbError;
use crate::domain::{
    Actor, DetailError, EmailAddress, PasswordProblem, ReaderId, ReaderName, ReaderTitle, Roles,
    SchoolId, SchoolName, TypedPassword, UnknownRole,
};
use crate::services::ServiceError;
use crate::services::add_school::add_school;
use crate::services::confirm_reader::{
    Comparison, ConfirmError, Voucher, confirm_reader, seen_details,
};
use crate::services::enrol_reader::{
    KitError, ProvenFactor, Shown, begin_enrolment, finish_enrolment, to_show,
};
use crate::services::go_live::{GoLiveError, go_live};
use crate::services::invite_reader::{Invitation, NewReader, invite_reader};
use crate::services::key_locks::Desk;
use crate::store::sessions;

/// Why the demonstration could not be made.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    #[error(transparent)]
    Service(#[from] ServiceError),
    #[error(transparent)]
    Confirm(#[from] ConfirmError),
    #[error(transparent)]
    Kit(#[from] KitError),
    #[error(transparent)]
    GoLive(#[from] GoLiveError),
    #[error(transparent)]
    Password(#[from] PasswordProblem),
    #[error(transparent)]
    Detail(#[from] DetailError),
    #[error(transparent)]
    Role(#[from] UnknownRole),
}

impl From<DbError> for DemoError {
    fn from(error: DbError) -> Self {
        Self::Service(error.into())
    }
}

impl From<NoRandomness> for DemoError {
    fn from(error: NoRandomness) -> Self {
        Self::Service(error.into())
    }
}

/// The one who vouches for everybody after them.
struct First {
    reader: ReaderId,
    keys: ReaderPrivateKeys,
}

/// Makes Elmwood School with all its staff, opens its form, and says who may sign in.
pub async fn open_school(app: &App) -> Result<Arc<[DemoPerson]>, DemoError> {
    let school = SchoolId::from_random(random::bytes()?);
    let locks = app.key_locks();
    let now = app.clock.now();
    let desk = Desk { db: &app.db, locks: &locks, school: &school, now };
    let mut people = Vec::new();
    let mut first: Option<First> = None;
    for role in &CAST {
        let (person, keys) = enrol(app, desk, role).await?;
        match &first {
            None => first = Some(First { reader: person.summary.id.clone(), keys }),
            Some(first) => {
                let by = Voucher { reader: &first.reader, keys: &first.keys };
                let digits = keys.public().fingerprint();
                let slot = app.site.slot_seconds;
                let seen = seen_details(&person.summary);
                let typed = Comparison { seen: &seen, digits: &digits };
                confirm_reader(desk, by, &person.summary.id, typed, slot).await?;
            }
        }
        people.push(person);
    }
    let (pepper, taxonomy) = (Arc::clone(&app.pepper), Arc::clone(&app.taxonomy));
    app.db
        .write(school, Actor::CommandLine, now, move |writer| go_live(writer, &pepper, &taxonomy))
        .await?;
    app.schools.forget();
    Ok(people.into())
}

/// Invites one person and does what they would do in the browser.
async fn enrol(
    app: &App,
    desk: Desk<'_>,
    role: &Role,
) -> Result<(DemoPerson, ReaderPrivateKeys), DemoError> {
    let details = NewReader {
        name: ReaderName::parse(role.name)?,
        title: ReaderTitle::parse(role.title)?,
        roles: Roles::parse(role.roles)?,
        email: EmailAddress::parse(role.email)?,
    };
    let invitation = invite(desk, details.clone()).await?;
    let password = TypedPassword::parse(role.password, role.password)?.strong(&[])?;
    let factor = TotpSecret::generate()?;
    let secret = TotpSecret::from_bytes(factor.as_bytes()).ok_or(ServiceError::Damaged)?;
    // Step 0 is long ago: the first code that a visitor types has not been used here.
    let proven = ProvenFactor { secret, step: 0 };
    let session = begin_enrolment(desk, invitation.token.expose(), password, proven).await?;
    let keys = retype_kit(app, desk, &session, &invitation.reader).await?;
    let reader = crate::domain::ReaderSummary {
        id: invitation.reader,
        name: details.name,
        title: details.title,
        roles: details.roles,
        email: details.email,
    };
    let person = DemoPerson { summary: reader, password: role.password, factor, reads: role.reads };
    Ok((person, keys))
}

async fn invite(desk: Desk<'_>, details: NewReader) -> Result<Invitation, DemoError> {
    let pepper = Arc::clone(&desk.locks.pepper);
    let name = SchoolName::parse("Elmwood School")?;
    let is_first = desk
        .db
        .read(desk.school.clone(), |reader| {
            crate::store::schools::find(reader).map(|found| found.is_none())
        })
        .await
        .map_err(ServiceError::from)?;
    let invited = desk.db.write(desk.school.clone(), Actor::CommandLine, desk.now, move |writer| {
        match is_first {
            true => add_school(writer, &pepper, &name, None, &details),
            false => invite_reader(writer, &pepper, &details),
        }
    });
    Ok(invited.await?)
}

async fn retype_kit(
    app: &App,
    desk: Desk<'_>,
    session: &SessionToken,
    reader: &ReaderId,
) -> Result<ReaderPrivateKeys, DemoError> {
    let session_keys = SessionKeys::derive(&app.pepper, session);
    let sealed = sealed_of(app, &session_keys).await?;
    let Shown::Kit(kit) = to_show(&session_keys, reader, &sealed)? else {
        return Err(ServiceError::Damaged.into());
    };
    let typed = kit.secret().expose().clone();
    let after =
        finish_enrolment(desk, &session_keys, reader, &sealed, &typed, app.site.slot_seconds)
            .await?;
    let after = SessionKeys::derive(&app.pepper, &after.session);
    let sealed = sealed_of(app, &after).await?;
    let plain = after.open(reader.as_str(), &sealed).map_err(|_| ServiceError::Damaged)?;
    Ok(ReaderPrivateKeys::from_bytes(plain.expose()).map_err(|_| ServiceError::Damaged)?)
}

async fn sealed_of(app: &App, keys: &SessionKeys) -> Result<Vec<u8>, DemoError> {
    let row_id = keys.row_id;
    let found = app.db.across_schools(move |connection| sessions::find(connection, &row_id)).await;
    let found: Option<_> = found.map_err(ServiceError::from)?;
    Ok(found.and_then(|session| session.sealed).ok_or(ServiceError::Damaged)?)
}
