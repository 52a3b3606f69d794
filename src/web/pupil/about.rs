//! The pages about the service. A pupil comes back from them to where they were.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

use super::appearance::{address_of, appearance_of, kept_aside};
use crate::app::App;
use crate::domain::{Away, Draft, ReaderSummary, SchoolSummary, who_reads_today};
use crate::views::Page;
use crate::views::pupil::{AboutPage, AccessibilityPage, ParentsPage, PrivacyPage, WayBack};
use crate::web::respond;
use crate::web::school::School;

/// `GET /about`.
pub async fn show_about(
    app: Data<App>,
    School(school): School,
    request: HttpRequest,
) -> HttpResponse {
    let readers = readers(&app, &school).await;
    let back = WayBack::Link(address_of(kept_aside(&app, &request).as_ref()));
    show(&app, &request, &about(&app, &school, &readers, back))
}

/// `GET /about/privacy`.
pub async fn show_privacy(
    app: Data<App>,
    School(school): School,
    request: HttpRequest,
) -> HttpResponse {
    let page = PrivacyPage {
        school: school.name.as_str(),
        details: app.site.school_at(school.host.as_ref()),
        retention: app.site.retention,
        backup_days: app.site.backup_days,
    };
    show(&app, &request, &page)
}

/// `GET /about/parents`.
pub async fn show_parents(
    app: Data<App>,
    School(school): School,
    request: HttpRequest,
) -> HttpResponse {
    let readers = readers(&app, &school).await;
    let details = app.site.school_at(school.host.as_ref());
    let nation = app.site.nation_at(school.host.as_ref());
    let page = ParentsPage { school: school.name.as_str(), details, readers: &readers, nation };
    show(&app, &request, &page)
}

/// `GET /about/accessibility`.
pub async fn show_accessibility(
    app: Data<App>,
    School(school): School,
    request: HttpRequest,
) -> HttpResponse {
    let details = app.site.school_at(school.host.as_ref());
    show(&app, &request, &AccessibilityPage { school: school.name.as_str(), details })
}

/// The first of them, for a slip that only the pages themselves carry.
pub async fn carrying(app: &App, school: &SchoolSummary, draft: &Draft) -> HttpResponse {
    let readers = readers(app, school).await;
    let page = about(app, school, &readers, WayBack::carrying(draft));
    respond::pupil_page(app, StatusCode::OK, draft.appearance, &page)
}

fn about<'a>(
    app: &App,
    school: &'a SchoolSummary,
    readers: &'a [ReaderSummary],
    back: WayBack,
) -> AboutPage<'a> {
    let next_reading = school.next_reading(app.clock.now());
    let nation = app.site.nation_at(school.host.as_ref());
    AboutPage { school: school.name.as_str(), readers, nation, next_reading, back }
}

/// Who reads from day to day, and whoever stands in today. Nobody, where nobody is known yet or the form is not
/// open.
async fn readers(app: &App, school: &SchoolSummary) -> Vec<ReaderSummary> {
    if !school.is_live {
        return Vec::new();
    }
    let now = app.clock.now();
    let readers = app.readers.of(&school.id, now).await.unwrap_or_default();
    let away = Away::on(&app.readers.leaves_of(&school.id), now.day());
    who_reads_today(&app.taxonomy, &readers, &away)
}

fn show(app: &App, request: &HttpRequest, page: &impl Page) -> HttpResponse {
    respond::pupil_page(app, StatusCode::OK, appearance_of(app, request), page)
}
