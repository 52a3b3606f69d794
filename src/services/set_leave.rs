//! A reader is away for some days, or not after all. Who reads in their place follows from it, so every reader
//! is told.

use super::ServiceError;
use super::confirm_reader::tell_the_others;
use super::log_event::log_event;
use super::trusted_readers::trusted_readers;
use crate::crypto::Pepper;
use crate::db::{DbError, Reader, Writer};
use crate::domain::{
    Day, Leave, LeaveId, LeaveProblem, Permission, ReaderId, ReaderSummary, Rota, SchoolCalendar,
    SchoolId, Taxonomy,
};
use crate::store::leaves;

/// What the pepper's tag on a leave is for: whoever can only write to the database sends nobody away.
const TAG_PURPOSE: &str = "leave";

/// Who enters days away or takes some back, and what it takes.
pub struct LeaveDesk<'a> {
    pub pepper: &'a Pepper,
    pub by: &'a ReaderId,
    pub slot_seconds: i64,
}

/// Why nobody's leave was entered.
#[derive(Debug, thiserror::Error)]
pub enum LeaveError {
    #[error("these days cannot be entered")]
    Problems(Vec<LeaveProblem>),
    #[error(transparent)]
    Service(#[from] ServiceError),
}

impl From<DbError> for LeaveError {
    fn from(error: DbError) -> Self {
        Self::Service(error.into())
    }
}

/// The leaves that are not over on this day, the earliest first.
pub fn known_leaves(
    reader: &mut Reader<'_>,
    pepper: &Pepper,
    day: Day,
) -> Result<Vec<Leave>, DbError> {
    let school = reader.school();
    let stored = leaves::list_from(reader, day)?.into_iter();
    let is_ours = |stored: &leaves::StoredLeave| {
        pepper.has_tag(TAG_PURPOSE, &tagged(&school, &stored.leave), &stored.tag)
    };
    Ok(stored.filter(is_ours).map(|stored| stored.leave).collect())
}

/// Those whose days away there are: everyone who reads slips.
pub fn slip_readers(
    reader: &mut Reader<'_>,
    pepper: &Pepper,
) -> Result<Vec<ReaderSummary>, DbError> {
    let trusted = trusted_readers(reader, pepper)?.into_iter().map(|one| one.summary);
    Ok(trusted.filter(|one| one.roles.may(Permission::ReadSlips)).collect())
}

/// Enters a leave. Where some kind of slip would then wait, only if it `is_meant` all the same.
pub fn set_leave(
    writer: &mut Writer<'_>,
    LeaveDesk { pepper, by, slot_seconds }: &LeaveDesk<'_>,
    taxonomy: &Taxonomy,
    calendar: Option<&SchoolCalendar>,
    leave: &Leave,
    is_meant: bool,
) -> Result<(), LeaveError> {
    let today = writer.now.day();
    let readers = slip_readers(writer, pepper)?;
    if !readers.iter().any(|reader| reader.id == leave.reader) {
        return Err(ServiceError::NotFound.into());
    }
    let known = known_leaves(writer, pepper, today)?;
    let rota = Rota { taxonomy, readers: &readers, calendar, leaves: &known, today };
    let problems = rota.problems_of(leave);
    let is_settled = is_meant && problems.iter().all(LeaveProblem::may_be_all_the_same);
    if !problems.is_empty() && !is_settled {
        return Err(LeaveError::Problems(problems));
    }
    leaves::delete_before(writer, today)?;
    let tag = pepper.tag(TAG_PURPOSE, &tagged(&writer.school(), leave));
    leaves::insert(writer, leave, &tag)?;
    log_event(writer, "reader.leave-set", Some(leave.reader.as_str()))?;
    if let Some(cover) = &leave.cover {
        log_event(writer, "reader.cover-set", Some(cover.as_str()))?;
    }
    Ok(tell_the_others(writer, pepper, by, *slot_seconds)?)
}

/// Takes a leave back: whoever it was is at work again, or will be.
pub fn take_leave_back(
    writer: &mut Writer<'_>,
    LeaveDesk { pepper, by, slot_seconds }: &LeaveDesk<'_>,
    id: &LeaveId,
) -> Result<(), ServiceError> {
    let today = writer.now.day();
    let mut known = known_leaves(writer, pepper, today)?.into_iter();
    let leave = known.find(|leave| leave.id == *id).ok_or(ServiceError::NotFound)?;
    leaves::delete(writer, id)?;
    log_event(writer, "reader.leave-taken-back", Some(leave.reader.as_str()))?;
    tell_the_others(writer, pepper, by, *slot_seconds)
}

fn tagged(school: &SchoolId, leave: &Leave) -> Vec<u8> {
    let (first, last) = (leave.days.first().0, leave.days.last().0);
    let cover = leave.cover.as_ref().map_or("", ReaderId::as_str);
    let parts = [school.as_str(), leave.id.as_str(), leave.reader.as_str(), cover];
    // The ids are of one length, and the days are.
    [parts.concat().as_bytes(), &first.to_be_bytes(), &last.to_be_bytes()].concat()
}
