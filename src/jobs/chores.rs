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
    let (app, now, slot_seconds) = (&app, app.clock.now(), app.site.slot_seconds);
    let (opened, outcome) = in_each_school(app, |school| async move {
        let is_open = move |reader: &mut Reader<'_>| is_slot_open(reader, now, slot_seconds);
        if app.db.read::<_, DbError>(school.clone(), is_open).await? {
            return Ok(None);
        }
        let open = move |writer: &mut Writer<'_>| open_slot(writer, slot_seconds);
        app.db.write_alone(school, Actor::System, now, open).await
    })
    .await;
    if opened.iter().any(Option::is_some) {
        // Whatever was in the way, the next slot makes up for it.
        if let Err(error) = app.db.forget_order(now.day()).await {
            tracing::warn!(%error, "the order of slips could not be forgotten yet");
        }
        empty_the_log(app).await?;
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
    let (app, now) = (&app, app.clock.now());
    let sweep = |school| app.db.write(school, Actor::System, now, sweep_sessions);
    in_each_school(app, sweep).await.1
}

/// Forgets, once a day, which drafts were sent, and what is over of a rush.
pub(super) async fn forget(app: App) -> Result<(), ServiceError> {
    let (app, now) = (&app, app.clock.now());
    let (forgotten, outcome) = in_each_school(app, |school| async move {
        let forget = |writer: &mut Writer<'_>| forget_sent_drafts(writer);
        let forgotten = app.db.write(school.clone(), Actor::System, now, forget).await?;
        // What came in a rush is counted for its day, and its emergencies are told for their time.
        let forget = move |writer: &mut Writer<'_>| {
            rush_budgets::delete_but(writer, now.day())?;
            forget_rush_claims(writer)
        };
        app.db.write::<_, DbError>(school, Actor::System, now, forget).await?;
        Ok(forgotten)
    })
    .await;
    if forgotten.iter().any(Option::is_some) {
        empty_the_log(app).await?;
    }
    outcome
}

/// Forgets words of kiosks that nobody can use any more, and writes down which kiosks were used today:
/// once a day each, all of a school's together and at an hour of its own, beside no slip.
pub(super) async fn kiosks(app: App) -> Result<(), ServiceError> {
    let (app, now) = (&app, app.clock.now());
    let keep = |school: SchoolId| async move {
        app.db.write(school.clone(), Actor::System, now, forget_kiosk_codes).await?;
        let Some((seen, day)) = app.kiosks.seen_unwritten(&school) else { return Ok(()) };
        let noted = seen.clone();
        let note = move |writer: &mut Writer<'_>| note_kiosks_seen(writer, &noted, day);
        app.db.write_alone(school.clone(), Actor::System, now, note).await?;
        app.kiosks.note_written(&school, &seen, day);
        Ok(())
    };
    in_each_school(app, keep).await.1
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

/// Does this in each school, and answers with what came of it. One in which it fails keeps it from none after it; the
/// last error is told.
pub(super) async fn in_each_school<T, F>(
    app: &App,
    work: impl Fn(SchoolId) -> F,
) -> (Vec<T>, Result<(), ServiceError>)
where
    F: Future<Output = Result<T, ServiceError>>,
{
    let schools = match app.schools.list(app.clock.now()).await {
        Ok(schools) => schools,
        Err(error) => return (Vec::new(), Err(error.into())),
    };
    let (mut done, mut outcome) = (Vec::new(), Ok(()));
    for school in schools {
        match work(school.id).await {
            Ok(one) => done.push(one),
            Err(error) => outcome = Err(error),
        }
    }
    (done, outcome)
}
