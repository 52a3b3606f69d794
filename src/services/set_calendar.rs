//! The school says when its readers read.

use super::ServiceError;
use super::log_event::log_event;
use crate::db::Writer;
use crate::domain::SchoolCalendar;
use crate::store::schools;

pub fn set_calendar(
    writer: &mut Writer<'_>,
    calendar: &SchoolCalendar,
) -> Result<(), ServiceError> {
    schools::set_calendar(writer, calendar)?;
    let school = writer.school();
    log_event(writer, "school.calendar-set", Some(school.as_str()))
}
