//! The audit log: who did what to the service and when. What readers do with slips is not here, but
//! sealed with the slip.

use diesel::prelude::*;

use crate::db::schema::audit_log;
use crate::db::{DbError, Writer};
use crate::domain::EntryId;

/// Adds a line. `event` is `noun.past`; `subject` is an id or a count, never a name.
pub fn append(
    writer: &mut Writer<'_>,
    id: &EntryId,
    event: &'static str,
    subject: Option<&str>,
) -> Result<(), DbError> {
    let (school, actor, now) = (writer.school(), writer.actor.clone(), writer.now);
    diesel::insert_into(audit_log::table)
        .values((
            audit_log::id.eq(id),
            audit_log::school_id.eq(school),
            audit_log::at.eq(now),
            audit_log::actor.eq(actor),
            audit_log::event.eq(event),
            audit_log::subject.eq(subject),
        ))
        .execute(writer.connection())?;
    Ok(())
}
