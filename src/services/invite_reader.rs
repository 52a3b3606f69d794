//! Someone is invited to enrol, or invited again.

use data_encoding::BASE64URL_NOPAD;

use super::ServiceError;
use super::log_event::log_event;
use crate::crypto::{Pepper, Secret, fingerprint, random};
use crate::db::Writer;
use crate::domain::{
    EmailAddress, ReaderId, ReaderName, ReaderSummary, ReaderTitle, Roles, SchoolId, Timestamp,
};
use crate::store::invitations::StoredInvitation;
use crate::store::{invitations, readers};

/// A link works once, within a week.
pub const LIFETIME_SECONDS: i64 = 7 * 24 * 3_600;
/// What the audit log says of somebody new.
const INVITED: &str = "reader.invited";
/// What the pepper's tag in a link is for.
const TAG_PURPOSE: &str = "invitation";

/// Someone to be invited.
#[derive(Debug, Clone)]
pub struct NewReader {
    pub name: ReaderName,
    pub title: ReaderTitle,
    pub roles: Roles,
    pub email: EmailAddress,
}

/// An invitation, and the secret part of its link.
pub struct Invitation {
    pub reader: ReaderId,
    pub expires_at: Timestamp,
    pub token: Secret<String>,
}

/// Adds someone who may enrol with a one-time link. `AlreadyThere` when the address is somebody's.
pub fn invite_reader(
    writer: &mut Writer<'_>,
    pepper: &Pepper,
    details: &NewReader,
) -> Result<Invitation, ServiceError> {
    let reader = ReaderSummary {
        id: ReaderId::from_random(random::bytes()?),
        name: details.name.clone(),
        title: details.title.clone(),
        roles: details.roles.clone(),
        email: details.email.clone(),
    };
    readers::insert(writer, &reader)?;
    invite(writer, pepper, &reader, INVITED)
}

/// Makes a new link for someone who has not enrolled; the links before it stop working.
pub fn invite_reader_again(
    writer: &mut Writer<'_>,
    pepper: &Pepper,
    id: &ReaderId,
) -> Result<Invitation, ServiceError> {
    let stored = readers::find(writer, id)?.ok_or(ServiceError::NotFound)?;
    if stored.enrolled_at.is_some() {
        return Err(ServiceError::Changed);
    }
    invitations::delete_of_reader(writer, id)?;
    invite(writer, pepper, &stored.summary, INVITED)
}

/// Makes the link. `event` is what the audit log says of it.
pub(super) fn invite(
    writer: &mut Writer<'_>,
    pepper: &Pepper,
    invited: &ReaderSummary,
    event: &'static str,
) -> Result<Invitation, ServiceError> {
    let id = &invited.id;
    let stored = StoredInvitation {
        reader: id.clone(),
        expires_at: writer.now.plus_seconds(LIFETIME_SECONDS),
    };
    let token = link_token(pepper, &writer.school(), invited, stored.expires_at);
    let hash = token_hash(token.expose()).ok_or(ServiceError::Damaged)?;
    invitations::insert(writer, &hash, &stored)?;
    log_event(writer, event, Some(id.as_str()))?;
    Ok(Invitation { reader: stored.reader, expires_at: stored.expires_at, token })
}

/// The secret part of an invitation's link. It is made anew from the pepper each time it is shown,
/// so the database holds nothing that opens it; and it names whom it is for and as what, so whoever
/// can only write to the database invites nobody and gives nobody another role.
pub fn link_token(
    pepper: &Pepper,
    school: &SchoolId,
    invited: &ReaderSummary,
    expires_at: Timestamp,
) -> Secret<String> {
    let mut of = details_digest(invited).to_vec();
    of.extend_from_slice(&expires_at.0.to_be_bytes());
    of.extend_from_slice(school.as_str().as_bytes());
    Secret::new(BASE64URL_NOPAD.encode(&pepper.tag(TAG_PURPOSE, &of)))
}

/// A digest of who somebody is: another for another name, title, role or address.
pub(super) fn details_digest(of: &ReaderSummary) -> [u8; 32] {
    let roles = of.roles.as_text();
    // None of the details has a line break in it.
    let lines = [of.id.as_str(), of.name.as_str(), of.title.as_str(), &roles, of.email.as_str()];
    fingerprint::sha256(lines.join("\n").as_bytes())
}

/// How an invitation is looked up; `None` for what is no token.
pub fn token_hash(token: &str) -> Option<[u8; 32]> {
    let bytes = Secret::new(BASE64URL_NOPAD.decode(token.as_bytes()).ok()?);
    (bytes.expose().len() == 32).then(|| fingerprint::sha256(bytes.expose()))
}
