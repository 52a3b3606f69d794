//! Guides for whoever sets computers up, and the files that they hand out.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::web::{Data, Path};

use super::page;
use crate::app::App;
use crate::domain::{Guide, GuideFile, SchoolSummary};
use crate::paths;
use crate::views::StaffArea;
use crate::views::staff::{GuidePage, GuideSite, GuidesPage, content_of};
use crate::web::WebError;
use crate::web::guard::KioskKeeper;

/// `GET /staff/guides`.
pub async fn show_guides(app: Data<App>, by: KioskKeeper) -> HttpResponse {
    page(&app, &by, Some(StaffArea::Kiosks), StatusCode::OK, &GuidesPage)
}

/// `GET /staff/guides/{guide}`.
pub async fn show_guide(
    app: Data<App>,
    by: KioskKeeper,
    name: Path<String>,
) -> Result<HttpResponse, WebError> {
    let guide = Guide::parse(&name).ok_or(WebError::NotFound)?;
    let site = site_of(&app, &by.school);
    let view = GuidePage { guide, site: &site };
    Ok(page(&app, &by, Some(StaffArea::Kiosks), StatusCode::OK, &view))
}

/// `GET /staff/guides/files/{file}`: saved, not shown.
pub async fn save_file(
    app: Data<App>,
    by: KioskKeeper,
    name: Path<String>,
) -> Result<HttpResponse, WebError> {
    let file = GuideFile::parse(&name).ok_or(WebError::NotFound)?;
    let kind = match file {
        GuideFile::BrowserPolicies => "application/json",
        GuideFile::AssignedAccess => "application/xml",
    };
    let saved_as = format!("attachment; filename=\"{}\"", file.as_str());
    let content = content_of(file, &site_of(&app, &by.school));
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, kind))
        .insert_header((CONTENT_DISPOSITION, saved_as))
        .body(content))
}

fn site_of(app: &App, school: &SchoolSummary) -> GuideSite {
    let address = app.site.url_of(school.host.as_ref(), paths::SLIP);
    let place = address.split_once("://").map_or(address.as_str(), |(_, place)| place);
    let host = place.split(['/', ':']).next().unwrap_or(place).to_owned();
    let at = |path| app.site.url_of(school.host.as_ref(), path);
    GuideSite {
        address,
        host,
        device_test: at(paths::DEVICE_TEST),
        turn: at(paths::TURN),
        practice: at(paths::PRACTICE),
    }
}
