//! The school's form is opened to pupils.

use super::ServiceError;
use super::log_event::log_event;
use super::trusted_readers::trusted_readers;
use crate::crypto::Pepper;
use crate::db::{DbError, Reader, Writer};
use crate::domain::{ReaderSummary, RouteGap, Taxonomy, route_gaps};
use crate::store::schools;

/// Why the form stays shut.
#[derive(Debug, thiserror::Error)]
pub enum GoLiveError {
    /// A slip would reach nobody, one person only, or the person it is about.
    #[error("not every slip would reach somebody")]
    Gaps(Vec<RouteGap>),
    #[error(transparent)]
    Service(#[from] ServiceError),
}

impl From<DbError> for GoLiveError {
    fn from(error: DbError) -> Self {
        Self::Service(error.into())
    }
}

/// What keeps this school from opening its form, and the readers it has.
pub fn check_routes(
    reader: &mut Reader<'_>,
    pepper: &Pepper,
    taxonomy: &Taxonomy,
) -> Result<(Vec<RouteGap>, Vec<ReaderSummary>), ServiceError> {
    let readers: Vec<ReaderSummary> =
        trusted_readers(reader, pepper)?.into_iter().map(|trusted| trusted.summary).collect();
    Ok((route_gaps(taxonomy, &readers), readers))
}

/// Opens the form, if every slip would reach somebody.
pub fn go_live(
    writer: &mut Writer<'_>,
    pepper: &Pepper,
    taxonomy: &Taxonomy,
) -> Result<(), GoLiveError> {
    let (gaps, _) = check_routes(writer, pepper, taxonomy)?;
    if !gaps.is_empty() {
        return Err(GoLiveError::Gaps(gaps));
    }
    let (now, school) = (writer.now, writer.school());
    schools::set_live_at(writer, Some(now))?;
    Ok(log_event(writer, "school.opened", Some(school.as_str()))?)
}
