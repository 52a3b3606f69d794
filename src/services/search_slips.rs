//! A reader searches their slips. What they look for is kept nowhere; that they searched is in the audit log.

use std::sync::Arc;

use super::ServiceError;
use super::list_slips::{Part, View, list_own_slips};
use super::log_event::log_event;
use super::look_through::{Look, Looked, look_through};
use super::read_slip::ReaderAtWork;
use super::sought::Sought;
use crate::db::Db;
use crate::domain::{Actor, SlipFilter, Taxonomy, Timestamp};

/// What a search found.
pub struct Searched {
    pub looked: Looked,
    /// Slips that have not been tried with this reader's key yet.
    pub untried: usize,
}

/// Looks further where so many of the slips were looked through before, the newest day first.
pub async fn search_slips(
    db: &Db,
    who: &ReaderAtWork,
    taxonomy: &Arc<Taxonomy>,
    now: Timestamp,
    sought: Sought,
    from: usize,
) -> Result<Searched, ServiceError> {
    let actor = Actor::Reader(who.id.clone());
    db.write(who.school.clone(), actor, now, move |writer| {
        log_event(writer, "slips.searched", None)
    })
    .await?;
    let filter = SlipFilter::default();
    let view = View { part: Part::ToLookAt, filter, page: 1, lines_a_page: 1 };
    let untried = list_own_slips(db, who, now, view).await?.untried;
    let look = Look { sought, filter, from, today: now.day() };
    let looked = look_through(db, who, taxonomy, look).await?;
    Ok(Searched { looked, untried })
}
