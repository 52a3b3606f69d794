//! The list of slips a reader can open.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};

use super::page;
use crate::app::App;
use crate::domain::{SlipState, Urgency};
use crate::services::list_slips::{Part, View, list_own_slips};
use crate::services::read_answers::list_unread;
use crate::store::outbox;
use crate::store::slip_lists::{Alike, SlipLine};
use crate::views::StaffArea;
use crate::views::staff::{QueueCounts, QueueLine, QueuePage, TrayLine};
use crate::web::WebError;
use crate::web::guard::SlipReader;

/// Slips on one page.
const LINES_MAX: usize = 50;

#[derive(serde::Deserialize)]
pub struct QueueQuery {
    state: Option<String>,
    page: Option<usize>,
    done: Option<String>,
}

/// `GET /staff/slips`.
pub async fn show_queue(
    app: Data<App>,
    by: SlipReader,
    query: Option<Query<QueueQuery>>,
) -> Result<HttpResponse, WebError> {
    let (state, number, done) = match query {
        Some(Query(QueueQuery { state, page, done })) => (state, page, done),
        None => (None, None, None),
    };
    let is_closed = state.as_deref() == Some(SlipState::Closed.as_str());
    let part = if is_closed { Part::Closed } else { Part::ToLookAt };
    let view = View { part, page: number.unwrap_or(1), lines_a_page: LINES_MAX };
    let own = list_own_slips(&app.db, &by.at_work(), app.clock.now(), view).await?;
    let unread = list_unread(&app.db, &by.at_work()).await?;
    let has_refused_mail = app
        .db
        .read(by.school.id.clone(), |reader| {
            outbox::list_refused(reader).map(|all| !all.is_empty())
        })
        .await?;
    let view = QueuePage {
        is_closed,
        counts: counts(own.counts.iter().chain(&own.in_tray)),
        in_tray: tray_line(&own.in_tray),
        total: own.counts.iter().map(|alike| alike.count).sum(),
        page: own.page,
        pages: own.pages,
        untried: own.untried,
        damaged: own.damaged,
        has_refused_mail,
        unread: unread.into_iter().map(|unread| (unread.slip, unread.day)).collect(),
        has_deleted: done.as_deref() == Some("deleted"),
        lines: own.lines.into_iter().map(line).collect(),
    };
    let area = if is_closed { StaffArea::Closed } else { StaffArea::ToLookAt };
    Ok(page(&app, &by, Some(area), StatusCode::OK, &view))
}

/// What came in a rush, as one line; nothing where nothing did.
fn tray_line(in_tray: &[Alike]) -> Option<TrayLine> {
    let count = |is_one: fn(&&Alike) -> bool| {
        in_tray.iter().filter(is_one).map(|alike| alike.count).sum::<usize>()
    };
    let days = in_tray.iter().filter(|alike| alike.count > 0);
    let urgency = days.clone().map(|alike| alike.urgency).max()?;
    Some(TrayLine {
        count: count(|_| true),
        emergencies: count(|alike| alike.urgency == Urgency::Emergency),
        asked: count(|alike| alike.state == SlipState::AsideAsked),
        since: days.map(|alike| alike.day).min()?,
        urgency,
    })
}

fn counts<'a>(all: impl Iterator<Item = &'a Alike> + Clone) -> QueueCounts {
    let count = |is_one: fn(&Alike) -> bool| {
        all.clone().filter(|alike| is_one(alike)).map(|alike| alike.count).sum()
    };
    QueueCounts {
        emergency_or_urgent: count(|alike| {
            alike.urgency >= Urgency::Urgent && alike.state == SlipState::New
        }),
        not_acknowledged: count(|alike| alike.state == SlipState::New),
        being_looked_at: count(|alike| alike.state == SlipState::Acknowledged),
    }
}

fn line(line: SlipLine) -> QueueLine {
    let SlipLine { id, day, urgency, tray, state, purge_on, is_held } = line;
    QueueLine { id, day, urgency, state, tray, purge_on, is_held }
}
