//! The school says when its readers read.

use super::ServiceError;
use crate::crypto::random;
use crate::db::Writer;
use crate::domain::{EntryId, SchoolCalendar};
use crate::store::{audit_log, schools};

pub fn set_calendar(
    writer: &mut Writer<'_>,
    calendar: &SchoolCalendar,
) -> Result<(), ServiceError> {
    schools::set_calendar(writer, calendar)?;
    let entry = EntryId::from_random(random::bytes()?);
    let school = writer.school();
    Ok(audit_log::append(writer, &entry, "school.calendar-set", Some(school.as_str()))?)
}
