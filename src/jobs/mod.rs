//! What the service does by itself, and how often. Several instances may run: whatever one of them
//! alone may do is claimed in the database first.

mod chores;
mod deliveries;
mod purge;
mod runner;

use std::pin::Pin;

use crate::app::App;
use crate::services::ServiceError;
use deliveries::Deliveries;

pub use runner::Jobs;

type Running = Pin<Box<dyn Future<Output = Result<(), ServiceError>> + Send>>;

/// Something that is done again and again. Doing it too often changes nothing.
struct Job {
    /// As the log has it.
    name: &'static str,
    every_seconds: i64,
    run: fn(App) -> Running,
}

/// The timetable. Beside it notices are delivered, each second (`deliveries`).
const TIMETABLE: &[Job] = &[
    Job { name: "open-slots", every_seconds: 1, run: |app| Box::pin(chores::open_slots(app)) },
    Job { name: "make-spare-slots", every_seconds: 1, run: |app| Box::pin(chores::spare(app)) },
    Job { name: "sweep-memory", every_seconds: 60, run: |app| Box::pin(chores::sweep(app)) },
    Job { name: "sweep-sessions", every_seconds: 60, run: |app| Box::pin(chores::sessions(app)) },
    Job { name: "purge-slips", every_seconds: 600, run: |app| Box::pin(purge::purge(app)) },
    Job { name: "erase-purged", every_seconds: 10, run: |app| Box::pin(purge::erase(app)) },
    Job { name: "keep-ballast", every_seconds: 600, run: |app| Box::pin(chores::ballast(app)) },
    Job { name: "keep-kiosks", every_seconds: 3_600, run: |app| Box::pin(chores::kiosks(app)) },
    Job { name: "forget-drafts", every_seconds: 600, run: |app| Box::pin(chores::forget(app)) },
];

/// Does once whatever is due at this moment of the app's clock, and answers when it is done.
pub async fn run_due(app: &App) -> Result<(), ServiceError> {
    for job in TIMETABLE {
        (job.run)(app.clone()).await?;
    }
    let mut deliveries = Deliveries::new(app.clone());
    while deliveries.begin_due().await? > 0 {
        deliveries.finish().await;
    }
    Ok(())
}
