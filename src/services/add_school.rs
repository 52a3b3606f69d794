//! A school is added, with an invitation for its first reader.

use super::ServiceError;
use super::invite_reader::{Invitation, NewReader, invite_reader};
use super::log_event::log_event;
use crate::crypto::Pepper;
use crate::db::Writer;
use crate::domain::{Host, SchoolName};
use crate::store::schools;

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
    let school = writer.school();
    log_event(writer, "school.added", Some(school.as_str()))?;
    invite_reader(writer, pepper, first)
}
