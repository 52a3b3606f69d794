//! The jobs running beside the server. Each has a task of its own, so none waits for another, and
//! a job that fails or panics is run again.

use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::{Interval, MissedTickBehavior};

use super::deliveries::Deliveries;
use super::{Job, TIMETABLE};
use crate::app::App;
use crate::domain::Timestamp;
use crate::services::ServiceError;

/// How often the clock is looked at.
const TICK: Duration = Duration::from_secs(1);
/// How long notices under way are waited for at the end; a lease covers those that take longer.
const GOODBYE_MAX: Duration = Duration::from_secs(5);

/// The running jobs.
pub struct Jobs {
    stop: watch::Sender<bool>,
    tasks: Vec<JoinHandle<()>>,
}

impl Jobs {
    /// Starts them. Must be called within a Tokio runtime.
    pub fn spawn(app: App) -> Self {
        let (stop, stopped) = watch::channel(false);
        let mut tasks: Vec<_> = TIMETABLE
            .iter()
            .map(|job| tokio::spawn(keep_running(job, app.clone(), stopped.clone())))
            .collect();
        tasks.push(tokio::spawn(keep_delivering(app, stopped)));
        Self { stop, tasks }
    }

    /// Ends them; what is under way is finished first.
    pub async fn stop(self) {
        // Nobody listens any more only when every task has ended already.
        let _ = self.stop.send(true);
        for task in self.tasks {
            let _ = task.await;
        }
    }
}

async fn keep_running(job: &'static Job, app: App, mut stopped: watch::Receiver<bool>) {
    let mut ticks = ticks();
    let mut next = Timestamp(i64::MIN);
    let mut health = Health::new(job.name);
    while goes_on(&mut ticks, &mut stopped).await {
        let now = app.clock.now();
        // A clock that was put back does not make the job wait for the old time to come again.
        if now < next && next.0 - now.0 <= job.every_seconds {
            continue;
        }
        next = now.plus_seconds(job.every_seconds);
        match tokio::spawn((job.run)(app.clone())).await {
            Ok(outcome) => health.note(outcome),
            Err(_) => tracing::error!(job = job.name, "a job panicked; it is run again"),
        }
    }
}

async fn keep_delivering(app: App, mut stopped: watch::Receiver<bool>) {
    let mut ticks = ticks();
    let mut health = Health::new("deliver-notices");
    let mut deliveries = Deliveries::new(app);
    while goes_on(&mut ticks, &mut stopped).await {
        health.note(deliveries.begin_due().await.map(|_| ()));
    }
    let _ = tokio::time::timeout(GOODBYE_MAX, deliveries.finish()).await;
}

/// Waits for the next tick; false once the service stops.
async fn goes_on(ticks: &mut Interval, stopped: &mut watch::Receiver<bool>) -> bool {
    tokio::select! {
        biased;
        _ = stopped.wait_for(|stopped| *stopped) => false,
        _ = ticks.tick() => true,
    }
}

fn ticks() -> Interval {
    let mut ticks = tokio::time::interval(TICK);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    ticks
}

/// Says once that a job fails and once that it works again, not each second.
struct Health {
    job: &'static str,
    is_failing: bool,
}

impl Health {
    fn new(job: &'static str) -> Self {
        Self { job, is_failing: false }
    }

    fn note(&mut self, outcome: Result<(), ServiceError>) {
        match (outcome, self.is_failing) {
            (Err(error), false) => {
                tracing::warn!(job = self.job, %error, "a job fails; it is tried again");
            }
            (Ok(()), true) => tracing::info!(job = self.job, "a job works again"),
            (Err(_), true) => return,
            (Ok(()), false) => return,
        }
        self.is_failing = !self.is_failing;
    }
}
