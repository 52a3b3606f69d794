//! Slips whose time is over are deleted, and then their bytes are erased from the disk.

use std::sync::Arc;

use super::chores::{empty_the_log, in_each_school};
use crate::app::App;
use crate::db::Writer;
use crate::domain::{Actor, SchoolId};
use crate::services::ServiceError;
use crate::services::purge_slips::{claim_erasing, purge_slips, purge_to_erase, set_erased};

/// Deletes, in every school, what is due by now.
pub(super) async fn purge(app: App) -> Result<(), ServiceError> {
    let (app, now) = (&app, app.clock.now());
    let purge = |school: SchoolId| async move {
        loop {
            let pepper = Arc::clone(&app.pepper);
            let purge = move |writer: &mut Writer<'_>| purge_slips(writer, &pepper);
            let look = app.db.write(school.clone(), Actor::System, now, purge).await?;
            if look.has_noticed_gap {
                tracing::warn!(
                    "the clock is more than 36 hours from the last look at slips that are due: \
                     none is deleted for a day; if the date is wrong, put it right"
                );
            }
            if look.purged > 0 {
                tracing::info!(count = look.purged, "closed slips were deleted");
            }
            if !look.is_more_due {
                return Ok(());
            }
        }
    };
    in_each_school(app, purge).await.1
}

/// Erases what deleted slips have left on the disk. Where that is not possible just now, it is tried
/// again.
pub(super) async fn erase(app: App) -> Result<(), ServiceError> {
    let (app, now) = (&app, app.clock.now());
    let (claimed, mut outcome) = in_each_school(app, |school| async move {
        if app.db.read(school.clone(), purge_to_erase).await?.is_none() {
            return Ok(None);
        }
        let claim = |writer: &mut Writer<'_>| claim_erasing(writer);
        let purge = app.db.write(school.clone(), Actor::System, now, claim).await?;
        Ok::<_, ServiceError>(purge.map(|purge| (school, purge)))
    })
    .await;
    let claimed: Vec<_> = claimed.into_iter().flatten().collect();
    if claimed.is_empty() {
        return outcome;
    }
    app.db.rewrite_slips().await?;
    empty_the_log(app).await?;
    for (school, purge) in claimed {
        let done = move |writer: &mut Writer<'_>| set_erased(writer, purge);
        if let Err(error) = app.db.write(school, Actor::System, now, done).await {
            outcome = Err(error);
        }
    }
    outcome
}
