//! Handlers for members of staff.

pub mod account;
pub mod account_factor;
pub mod account_kit;
pub mod answers;
pub mod audit_log;
pub mod calendar;
pub mod case;
pub mod enrol;
pub mod guides;
pub mod hand_on;
pub mod home;
pub mod keep_slip;
pub mod kiosk_checks;
pub mod kiosks;
pub mod leave;
pub mod let_read;
pub mod linked_account;
pub mod new_keys;
pub mod paper;
pub mod passkeys;
pub mod prove;
pub mod provider;
mod offered_factor;
mod queue_query;
pub mod readers;
pub mod recover;
pub mod recover_by_papers;
pub mod recovery_papers;
pub mod reseal;
pub mod search;
pub mod session;
pub mod set_up;
pub mod shortcuts;
pub mod sign_in;
pub mod slip;
mod slip_page;
pub mod slips;
pub mod split;
pub mod together;
pub mod term;
pub mod tray;

use actix_web::HttpResponse;
use actix_web::cookie::Cookie;
use actix_web::http::StatusCode;
use actix_web::web::Query;
use maud::Markup;

use super::guard::SignedIn;
use super::{WebError, respond};
use crate::app::App;
use crate::domain::SchoolSummary;
use crate::services::key_locks::{Desk, KeyLocks};
use crate::sign_in_throttle::Attempt;
use crate::views::{self, StaffArea, StaffFrame, StaffPage, staff_document};

/// A page for somebody who is signed in.
pub(in crate::web) fn page(
    app: &App,
    by: &SignedIn,
    area: Option<StaffArea>,
    status: StatusCode,
    page: &impl StaffPage,
) -> HttpResponse {
    respond::document(status, signed_in_document(app, by, area, page))
}

/// The whole document of such a page.
pub(in crate::web) fn signed_in_document(
    app: &App,
    by: &SignedIn,
    area: Option<StaffArea>,
    page: &impl StaffPage,
) -> Markup {
    let frame = StaffFrame {
        words: &app.words,
        school: by.school.name.as_str(),
        signed_in: Some(views::SignedIn {
            name: by.reader.name.as_str(),
            roles: &by.reader.roles,
            csrf: by.session.csrf(),
            has_shortcuts: by.has_shortcuts,
        }),
        area,
        banner: app.site.banner.as_deref(),
    };
    staff_document(page, &frame)
}

/// A page before signing in.
pub(in crate::web) fn bare_page(
    app: &App,
    school: &SchoolSummary,
    status: StatusCode,
    page: &impl StaffPage,
) -> HttpResponse {
    let frame = StaffFrame {
        words: &app.words,
        school: school.name.as_str(),
        signed_in: None,
        area: None,
        banner: app.site.banner.as_deref(),
    };
    respond::document(status, staff_document(page, &frame))
}

/// A page for somebody of a school that cannot be told just now.
pub(in crate::web) fn nameless_page(
    app: &App,
    status: StatusCode,
    page: &impl StaffPage,
) -> HttpResponse {
    let banner = app.site.banner.as_deref();
    let frame = StaffFrame { words: &app.words, school: "", signed_in: None, area: None, banner };
    respond::document(status, staff_document(page, &frame))
}

/// A redirect that sets the session's cookie or takes it away.
fn see_other_with(path: &str, cookies: &[Cookie<'_>]) -> Result<HttpResponse, WebError> {
    let mut response = respond::see_other(path);
    for cookie in cookies {
        response.add_cookie(cookie).map_err(|_| WebError::Internal)?;
    }
    Ok(response)
}

/// What to say to somebody who has to wait before this attempt is looked at; nothing where it is now.
pub(in crate::web) fn wait_notice(app: &App, attempt: &Attempt) -> Option<String> {
    let wait = app.sign_ins.wait_seconds(attempt, app.clock.now());
    let seconds = usize::try_from(wait).unwrap_or(1);
    (wait > 0).then(|| app.words.fill("staff-sign-in-too-many", &[("seconds", seconds.into())]))
}

pub(in crate::web) fn desk<'a>(
    app: &'a App,
    locks: &'a KeyLocks,
    school: &'a SchoolSummary,
) -> Desk<'a> {
    Desk { db: &app.db, locks, school: &school.id, now: app.clock.now() }
}

/// What was done just now, so that the page can say so. It names nobody.
#[derive(serde::Deserialize)]
pub struct DoneQuery {
    done: Option<String>,
}

/// What was done just now, if anything was.
fn done_of(query: Option<Query<DoneQuery>>) -> Option<String> {
    query.and_then(|Query(query)| query.done)
}
