//! The audit log of the school.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};

use super::page;
use crate::app::App;
use crate::domain::{Actor, ReaderId, Role};
use crate::services::read_audit_log::{Logged, read_audit_log};
use crate::store::readers::{self, StoredReader};
use crate::views::StaffArea;
use crate::views::staff::{AuditLogLine, AuditLogPage, LoggedAs, LoggedBy};
use crate::web::WebError;
use crate::web::guard::ReaderManager;

/// Lines on one page.
const LINES_MAX: usize = 50;

#[derive(serde::Deserialize)]
pub struct LogQuery {
    before: Option<i64>,
}

/// `GET /staff/log`.
pub async fn show_log(
    app: Data<App>,
    by: ReaderManager,
    query: Option<Query<LogQuery>>,
) -> Result<HttpResponse, WebError> {
    let before = query.and_then(|Query(query)| query.before);
    let is_head = by.reader.roles.has(Role::Head);
    let found = read_audit_log(&app.db, &by.at_work(), is_head, before, LINES_MAX).await?;
    let people = app.db.read(by.school.id.clone(), readers::list_with_leavers).await?;
    let view = AuditLogPage {
        lines: found.lines.into_iter().map(|line| shown(line, &people)).collect(),
        mark: found.mark,
        is_head,
        older: found.older,
        is_newest: before.is_none(),
    };
    Ok(page(&app, &by, Some(StaffArea::Log), StatusCode::OK, &view))
}

fn shown(line: Logged, people: &[StoredReader]) -> AuditLogLine {
    match line {
        Logged::Service { at, actor, event, subject } => {
            let about = subject.unwrap_or_default();
            let name = name_of(&about, people);
            AuditLogLine {
                at: at.in_words(),
                who: by_whom(&actor, people),
                what: LoggedAs::Event { event, about: name.unwrap_or(about) },
            }
        }
        Logged::Slip(entry) => AuditLogLine {
            at: entry.at.in_words(),
            who: by_whom(entry.reader.as_str(), people),
            what: LoggedAs::Slips(entry),
        },
    }
}

fn by_whom(actor: &str, people: &[StoredReader]) -> LoggedBy {
    if let Some(name) = name_of(actor, people) {
        LoggedBy::Person(name)
    } else if actor == Actor::System.as_str() {
        LoggedBy::Service
    } else if actor == Actor::CommandLine.as_str() {
        LoggedBy::Machine
    } else if actor == Actor::Kiosk.as_str() {
        LoggedBy::Kiosk
    } else {
        LoggedBy::Unknown
    }
}

fn name_of(id: &str, people: &[StoredReader]) -> Option<String> {
    readers::name_of(people, &ReaderId::parse(id).ok()?).map(str::to_owned)
}
