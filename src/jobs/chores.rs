//! The jobs of the timetable, each a few lines around a service.

use std::sync::Arc;
use std::time::Duration;

use crate::app::App;
use crate::crypto::traces;
use crate::db::{DbError, Reader, Writer};
use crate::domain::{Actor, SchoolId};
use crate::services::ServiceError;
use crate::services::enrol_kiosk::{forget_kiosk_codes, note_kiosks_seen};
use crate::services::forget_sent_drafts::forget_sent_drafts;
use crate::services::open_slot::{is_slot_open, open_slot};
use crate::services::rush_notices::forget_rush_claims;
use crate::services::sweep_sessions::sweep_sessions;
use crate::store::rush_budgets;

/// Spare slots made in one go: a few milliseconds of one processor.
const SPARE_SLOTS_AT_ONCE: usize = 16;
/// How often a reader may be in the way before the log is left for the next time.
const CHECKPOINT_TRIES: u32 = 40;
const CHECKPOINT_PAUSE: Duration = Duration::from_millis(200);

/// Makes visible what waited for a slot, in every school whose slot has begun.
pub(super) async fn open_slots(app: App) -> Result<(), ServiceError> {
    let (now, slot_seconds) = (app.clock.now(), app.site.slot_seconds);
    let mut has_opened = false;
    let mut outcome = Ok(());
    for school in schools(&app).await? {
        let opened = async {
            let is_open = move |reader: &mut Reader<'_>| is_slot_open(reader, now, slot_seconds);
            if app.db.read::<_, DbError>(school.clone(), is_open).await? {
                return Ok(None);
            }
            let open = move |writer: &mut Writer<'_>| open_slot(writer, slot_seconds);
            app.db.write_alone(school, Actor::System, now, open).await
        };
        match opened.await {
            Ok(opened) => has_opened |= opened.is_some(),
            Err(error) => outcome = Err(error),
        }
    }
    if has_opened {
        // Whatever was in the way, the next slot makes up for it.
        if let Err(error) = app.db.forget_order().await {
            tracing::warn!(%error, "the order of slips could not be forgotten yet");
        }
        empty_the_log(&app).await?;
    }
    outcome
}

/// Makes slots for nobody while nothing else is to do: a Send is quicker for it.
pub(super) async fn spare(app: App) -> Result<(), ServiceError> {
    let spare_slots = Arc::clone(&app.spare_slots);
    let made = traces::leaving_none_elsewhere(move || {
        for _ in 0..SPARE_SLOTS_AT_ONCE {
            if !spare_slots.add_one().map_err(|_| ServiceError::Damaged)? {
                break;
            }
        }
        Ok(())
    });
    made.await.unwrap_or(Err(ServiceError::Damaged))
}

/// Forgets drafts that were left alone, networks that send no more, and what a rush was alike.
pub(super) async fn sweep(app: App) -> Result<(), ServiceError> {
    app.drafts.sweep(app.clock.now());
    app.near_copies.sweep(app.clock.now()).map_err(|_| ServiceError::Damaged)?;
    app.limiter.sweep(app.clock.now()).map_err(|_| ServiceError::Damaged)
}

/// Locks and ends sessions that nobody uses.
pub(super) async fn sessions(app: App) -> Result<(), ServiceError> {
    let now = app.clock.now();
    for school in schools(&app).await? {
        app.db.write(school, Actor::System, now, sweep_sessions).await?;
    }
    Ok(())
}

/// Forgets, once a day, which drafts were sent, and what is over of a rush.
pub(super) async fn forget(app: App) -> Result<(), ServiceError> {
    let now = app.clock.now();
    let mut has_forgotten = false;
    for school in schools(&app).await? {
        let forget = |writer: &mut Writer<'_>| forget_sent_drafts(writer);
        has_forgotten |= app.db.write(school.clone(), Actor::System, now, forget).await?.is_some();
        // What came in a rush is counted for its day, and its emergencies are told for their time.
        let forget = move |writer: &mut Writer<'_>| {
            rush_budgets::delete_but(writer, now.day())?;
            forget_rush_claims(writer)
        };
        app.db.write::<_, DbError>(school, Actor::System, now, forget).await?;
    }
    match has_forgotten {
        true => empty_the_log(&app).await,
        false => Ok(()),
    }
}

/// Forgets words of kiosks that nobody can use any more, and writes down which kiosks were used today:
/// once a day each, all of a school's together and at an hour of its own, beside no slip.
pub(super) async fn kiosks(app: App) -> Result<(), ServiceError> {
    let now = app.clock.now();
    for school in schools(&app).await? {
        app.db.write(school.clone(), Actor::System, now, forget_kiosk_codes).await?;
        let Some((seen, day)) = app.kiosks.seen_unwritten(&school) else { continue };
        let noted = seen.clone();
        let note = move |writer: &mut Writer<'_>| note_kiosks_seen(writer, &noted, day);
        app.db.write_alone(school.clone(), Actor::System, now, note).await?;
        app.kiosks.note_written(&school, &seen, day);
    }
    Ok(())
}

/// Keeps room for the day when the disk is full, again once somebody has made some.
pub(super) async fn ballast(app: App) -> Result<(), ServiceError> {
    Ok(app.db.keep_ballast().await?)
}

/// Empties the write-ahead log, which keeps what was deleted and the order in which slips came.
pub(super) async fn empty_the_log(app: &App) -> Result<(), ServiceError> {
    for _ in 1..CHECKPOINT_TRIES {
        match app.db.checkpoint().await {
            Err(DbError::Busy) => tokio::time::sleep(CHECKPOINT_PAUSE).await,
            outcome => return Ok(outcome?),
        }
    }
    Ok(app.db.checkpoint().await?)
}

pub(super) async fn schools(app: &App) -> Result<Vec<SchoolId>, ServiceError> {
    let schools = app.schools.list(app.clock.now()).await?;
    Ok(schools.into_iter().map(|school| school.id).collect())
}
