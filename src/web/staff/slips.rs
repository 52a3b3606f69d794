//! The list of slips a reader can open.

use std::cmp::Reverse;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};

use super::page;
use crate::app::App;
use crate::domain::{SlipState, Urgency};
use crate::services::read_slip::list_own_slips;
use crate::store::outbox;
use crate::store::slips::SlipLine;
use crate::views::StaffArea;
use crate::views::staff::{QueueCounts, QueueLine, QueuePage};
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
    let own = list_own_slips(&app.db, &by.at_work(), app.clock.now(), is_closed).await?;
    let has_refused_mail = app
        .db
        .read(by.school.id.clone(), |reader| {
            outbox::list_refused(reader).map(|all| !all.is_empty())
        })
        .await?;
    let mut lines = own.lines;
    if !is_closed {
        // What cannot wait comes first; within that, what nobody has taken on, then the oldest.
        lines.sort_by_key(|line| (Reverse(line.urgency), line.state != SlipState::New, line.day));
    }
    let pages = lines.len().div_ceil(LINES_MAX).max(1);
    let number = number.unwrap_or(1).clamp(1, pages);
    let view = QueuePage {
        is_closed,
        counts: counts(&lines),
        total: lines.len(),
        page: number,
        pages,
        untried: own.untried,
        damaged: own.damaged,
        has_refused_mail,
        has_deleted: done.as_deref() == Some("deleted"),
        lines: lines.into_iter().skip((number - 1) * LINES_MAX).take(LINES_MAX).map(line).collect(),
    };
    let area = if is_closed { StaffArea::Closed } else { StaffArea::ToLookAt };
    Ok(page(&app, &by, Some(area), StatusCode::OK, &view))
}

fn counts(lines: &[SlipLine]) -> QueueCounts {
    let count = |is_one: fn(&SlipLine) -> bool| lines.iter().filter(|line| is_one(line)).count();
    QueueCounts {
        emergency_or_urgent: count(|line| {
            line.urgency >= Urgency::Urgent && line.state == SlipState::New
        }),
        not_acknowledged: count(|line| line.state == SlipState::New),
        being_looked_at: count(|line| line.state == SlipState::Acknowledged),
    }
}

fn line(line: SlipLine) -> QueueLine {
    let SlipLine { id, day, urgency, tray, state, purge_on, is_held } = line;
    QueueLine { id, day, urgency, state, tray, purge_on, is_held }
}
