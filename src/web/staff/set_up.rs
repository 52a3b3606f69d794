//! Whom slips reach, and opening the form to pupils.

use std::collections::BTreeSet;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};

use super::{DoneQuery, done_of, page};
use crate::app::App;
use crate::db::{DbError, Reader};
use crate::domain::{Permission, SchoolCalendar};
use crate::paths;
use crate::services::ServiceError;
use crate::services::go_live::{GoLiveError, check_routes, go_live};
use crate::services::purge_slips::purge_waits_until;
use crate::store::{outbox, readers};
use crate::views::StaffArea;
use crate::views::pupil::told_when;
use crate::views::staff::{CalendarView, RefusedMail, SetUpPage};
use crate::web::guard::{Posted, ReaderManager, ServiceViewer, SignedIn};
use crate::web::{WebError, respond};

/// `GET /staff/set-up`.
pub async fn show_set_up(
    app: Data<App>,
    by: ServiceViewer,
    query: Option<Query<DoneQuery>>,
) -> Result<HttpResponse, WebError> {
    let notice = match done_of(query).as_deref() {
        Some("removed") => Some(app.words.text("staff-readers-was-removed")),
        Some(_) | None => None,
    };
    answer(&app, &by, StatusCode::OK, notice).await
}

/// `POST /staff/go-live`.
pub async fn submit_go_live(
    app: Data<App>,
    posted: Posted<ReaderManager>,
) -> Result<HttpResponse, WebError> {
    let by = posted.by;
    let (school, now) = (by.school.id.clone(), app.clock.now());
    let (pepper, taxonomy) = (app.pepper.clone(), app.taxonomy.clone());
    let opened = app
        .db
        .write(school, by.actor(), now, move |writer| go_live(writer, &pepper, &taxonomy))
        .await;
    match opened {
        Ok(()) => {
            app.schools.forget();
            Ok(respond::see_other(paths::SET_UP))
        }
        Err(GoLiveError::Gaps(_)) => {
            answer(&app, &by, StatusCode::UNPROCESSABLE_ENTITY, None).await
        }
        Err(GoLiveError::Service(error)) => Err(error.into()),
    }
}

async fn answer(
    app: &App,
    by: &SignedIn,
    status: StatusCode,
    notice: Option<String>,
) -> Result<HttpResponse, WebError> {
    let (pepper, taxonomy) = (app.pepper.clone(), app.taxonomy.clone());
    let now = app.clock.now();
    let (gaps, readers, refused_mail, purge_waits_until) = app
        .db
        .read(by.school.id.clone(), move |reader| -> Result<_, ServiceError> {
            let (gaps, readers) = check_routes(reader, &pepper, &taxonomy)?;
            Ok((gaps, readers, list_refused_mail(reader)?, purge_waits_until(reader, now)?))
        })
        .await?;
    let (school, now) = (&by.school, app.clock.now());
    let calendar = CalendarView {
        told: told_when(school.next_reading(now), &app.words),
        ends_on: school.calendar.as_ref().and_then(SchoolCalendar::last_day),
        today: now.day(),
    };
    let view = SetUpPage {
        notice,
        calendar,
        readers: &readers,
        nation: app.site.nation_at(school.host.as_ref()),
        gaps: &gaps,
        is_live: by.school.is_live,
        refused_mail: &refused_mail,
        retention: app.site.retention,
        purge_waits_until,
        today: now.day(),
        may_open: by.may(Permission::ManageReaders),
        csrf: by.session.csrf(),
    };
    Ok(page(app, by, Some(StaffArea::SetUp), status, &view))
}

/// One line for each reader whose mail is refused, with the latest reason.
fn list_refused_mail(reader: &mut Reader<'_>) -> Result<Vec<RefusedMail>, DbError> {
    let mut refused = outbox::list_refused(reader)?;
    let people = readers::list(reader)?;
    let mut told = BTreeSet::new();
    refused.retain(|notice| told.insert(notice.reader.clone()));
    let mails = refused.into_iter().filter_map(|notice| {
        let person = people.iter().find(|person| person.summary.id == notice.reader)?;
        Some(RefusedMail {
            name: person.summary.name.as_str().to_owned(),
            since: notice.refused_at,
            reason: notice.refusal,
        })
    });
    Ok(mails.collect())
}
