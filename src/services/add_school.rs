//! A school is added, with an invitation for its first reader.

use super::ServiceError;
use super::invite_reader::{Invitation, NewReader, invite_reader};
use crate::crypto::{Pepper, random};
use crate::db::Writer;
use crate::domain::{EntryId, Host, SchoolName};
use crate::store::{audit_log, schools};

/// The writer's school, shut to pupils until its routes are complete. `AlreadyThere` when the host
/// is another school's.
pub fn add_school(
    writer: &mut Writer<'_>,
    pepper: &Pepper,
    name: &SchoolName,
    host: Option<&Host>,
    first: &NewReader,
) -> Result<Invitation, ServiceError> {
    schools::insert(writer, name, host)?;
    let entry = EntryId::from_random(random::bytes()?);
    let school = writer.school();
    audit_log::append(writer, &entry, "school.added", Some(school.as_str()))?;
    invite_reader(writer, pepper, first)
}
