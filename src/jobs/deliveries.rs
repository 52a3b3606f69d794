//! Notices leave for the mail server, a few at a time. One that hangs holds up no other.

use tokio::task::JoinSet;

use super::chores::empty_the_log;
use crate::app::App;
use crate::db::{DbConnection, Writer};
use crate::domain::{Actor, SchoolSummary};
use crate::mail::{Notice, Reason, SendFailure};
use crate::paths;
use crate::services::ServiceError;
use crate::services::settle_notice::{ClaimedNotice, Outcome, claim_notices, settle_notice};
use crate::store::outbox;

/// Conversations with the mail server at once.
const SENDING_MAX: usize = 8;

/// Notices that are being sent.
pub(super) struct Deliveries {
    app: App,
    under_way: JoinSet<()>,
}

impl Deliveries {
    pub(super) fn new(app: App) -> Self {
        Self { app, under_way: JoinSet::new() }
    }

    /// Claims what is due, as much as there is room for, begins to send it, and says how many.
    pub(super) async fn begin_due(&mut self) -> Result<usize, ServiceError> {
        self.clear_finished().await;
        let (now, slot_seconds) = (self.app.clock.now(), self.app.site.slot_seconds);
        let mut begun = 0;
        for school in self.schools_with_due().await? {
            let room = SENDING_MAX.saturating_sub(self.under_way.len());
            if room == 0 {
                break;
            }
            let most = i64::try_from(room).unwrap_or(1);
            let claim = move |writer: &mut Writer<'_>| claim_notices(writer, slot_seconds, most);
            let claimed = self.app.db.write(school.id.clone(), Actor::System, now, claim).await?;
            begun += claimed.len();
            for notice in claimed {
                self.under_way.spawn(deliver(self.app.clone(), school.clone(), notice));
            }
        }
        Ok(begun)
    }

    /// Waits until everything that was begun has ended.
    pub(super) async fn finish(&mut self) {
        while let Some(ended) = self.under_way.join_next().await {
            log_panic(&ended);
        }
        self.empty_the_log().await;
    }

    async fn clear_finished(&mut self) {
        let before = self.under_way.len();
        while let Some(ended) = self.under_way.try_join_next() {
            log_panic(&ended);
        }
        if before > 0 && self.under_way.is_empty() {
            self.empty_the_log().await;
        }
    }

    /// After the last of several: the log still holds what was deleted. It is no reason to hold
    /// up a notice; the next slot empties it too.
    async fn empty_the_log(&self) {
        if let Err(error) = empty_the_log(&self.app).await {
            tracing::warn!(%error, "the write-ahead log could not be emptied");
        }
    }

    async fn schools_with_due(&self) -> Result<Vec<SchoolSummary>, ServiceError> {
        let now = self.app.clock.now();
        let due = move |connection: &mut DbConnection| outbox::schools_with_due(connection, now);
        let due = self.app.db.across_schools(due).await?;
        if due.is_empty() {
            return Ok(Vec::new());
        }
        let schools = self.app.schools.list(now).await?;
        Ok(schools.into_iter().filter(|school| due.contains(&school.id)).collect())
    }
}

async fn deliver(app: App, school: SchoolSummary, claimed: ClaimedNotice) {
    let ClaimedNotice { notice, to } = claimed;
    let mail = Notice {
        id: notice.id.clone(),
        dated_at: notice.slot,
        sign_in_url: app.site.url_of(school.host.as_ref(), paths::STAFF),
    };
    let outcome = match app.mailer.send(&to, &mail).await {
        Ok(()) => Outcome::Taken,
        Err(SendFailure::Temporary(reason)) => {
            tracing::warn!(%reason, attempts = notice.attempts, "a notice was put off");
            Outcome::PutOff { given_up: Reason::GivenUp.to_string() }
        }
        Err(SendFailure::Permanent(reason)) => {
            tracing::warn!(%reason, "a notice was refused");
            Outcome::Refused(reason.to_string())
        }
    };
    let settled = app.db.write(school.id, Actor::System, app.clock.now(), move |writer| {
        settle_notice(writer, &notice, &outcome)
    });
    if let Err(error) = settled.await {
        // Its lease runs out, and it is sent again: twice rather than never.
        tracing::warn!(%error, "what became of a notice could not be written down");
    }
}

fn log_panic(ended: &Result<(), tokio::task::JoinError>) {
    if ended.is_err() {
        tracing::error!("sending a notice panicked; it is sent again");
    }
}
