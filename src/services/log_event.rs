//! A line in the school's audit log, for everybody who may see the log.

use super::ServiceError;
use crate::crypto::random;
use crate::db::Writer;
use crate::domain::EntryId;
use crate::store::audit_log;

/// Adds a line of whoever writes. `event` is `noun.past`; `about` is an id or a count, never a person's name.
pub(super) fn log_event(
    writer: &mut Writer<'_>,
    event: &'static str,
    about: Option<&str>,
) -> Result<(), ServiceError> {
    let entry = EntryId::from_random(random::bytes()?);
    Ok(audit_log::append(writer, &entry, event, about)?)
}
