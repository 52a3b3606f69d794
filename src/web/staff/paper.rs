//! Posters and slips to print, for whoever is signed in.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::web::{Data, Query};

use super::page;
use crate::app::App;
use crate::crypto::traces::leaving_none_elsewhere;
use crate::documents::{FontFiles, Pictures, own_pictures_not_in_pdf, pdf};
use crate::domain::{Appearance, PaperOrder};
use crate::media::Media;
use crate::paths;
use crate::views::StaffArea;
use crate::views::paper::{PaperSource, Sheet, paper_document, sheet};
use crate::views::staff::PaperPage;
use crate::web::guard::{ServiceViewer, SignedIn};
use crate::web::{WebError, respond, static_files};

/// What the form chose; none of it says anything of a slip.
#[derive(serde::Deserialize)]
pub struct PaperQuery {
    kind: Option<String>,
    mode: Option<String>,
    lang: Option<String>,
    size: Option<String>,
}

/// `GET /staff/paper`.
pub async fn show_paper(app: Data<App>, by: ServiceViewer) -> HttpResponse {
    let view = PaperPage {
        usual: usual(&app),
        languages: app.languages.offered(),
        not_in_pdf: &own_pictures_not_in_pdf(&app.media),
    };
    page(&app, &by, Some(StaffArea::Paper), StatusCode::OK, &view)
}

/// `GET /staff/paper/page`.
pub async fn show_paper_page(
    app: Data<App>,
    by: ServiceViewer,
    query: Option<Query<PaperQuery>>,
) -> Result<HttpResponse, WebError> {
    let sheet = ordered(&app, &by, query).await?;
    Ok(respond::document(StatusCode::OK, paper_document(&sheet, &app.words, &app.media)))
}

/// `GET /staff/paper/pdf`.
pub async fn show_paper_pdf(
    app: Data<App>,
    by: ServiceViewer,
    query: Option<Query<PaperQuery>>,
) -> Result<HttpResponse, WebError> {
    let sheet = ordered(&app, &by, query).await?;
    let name = sheet.order.file_name();
    let bytes = leaving_none_elsewhere(move || made(&sheet, &app.media))
        .await
        .map_err(|_| WebError::Internal)??;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "application/pdf"))
        .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .body(bytes))
}

fn made(sheet: &Sheet, media: &Media) -> Result<Vec<u8>, WebError> {
    let sprite = static_files::plain(paths::files::SYM_SVG).unwrap_or_default();
    let sprite = std::str::from_utf8(sprite).map_err(|_| WebError::Internal)?;
    let fonts = FontFiles::read(static_files::plain).map_err(|error| {
        tracing::error!(%error, "a sheet has no letters");
        WebError::Internal
    })?;
    pdf(sheet, &fonts, Pictures::new(sprite, media)).map_err(|error| {
        tracing::error!(%error, "a sheet could not be made");
        WebError::Internal
    })
}

/// As pupils of this school meet it until they choose.
fn usual(app: &App) -> PaperOrder {
    let Appearance { mode, language, .. } = app.site.appearance;
    PaperOrder {
        mode: mode.unwrap_or_default(),
        language: language.unwrap_or_default(),
        ..PaperOrder::default()
    }
}

async fn ordered(
    app: &App,
    by: &SignedIn,
    query: Option<Query<PaperQuery>>,
) -> Result<Sheet, WebError> {
    let chosen = query.map(Query::into_inner);
    let named = |name: &str| {
        let chosen = chosen.as_ref()?;
        match name {
            "kind" => chosen.kind.as_deref(),
            "mode" => chosen.mode.as_deref(),
            "lang" => chosen.lang.as_deref(),
            _ => chosen.size.as_deref(),
        }
    };
    let mut order = PaperOrder::read(named, usual(app));
    let words = app.languages.words(order.language, order.mode);
    // A language that is not whole is not offered.
    order.language = words.language();
    let school = &by.school;
    let readers = app.readers.of(&school.id, app.clock.now()).await?;
    let link = Appearance {
        mode: Some(order.mode),
        language: Some(order.language),
        ..Appearance::default()
    };
    let host = school.host.as_ref();
    let address = app.site.url_of(host, "");
    Ok(sheet(&PaperSource {
        order,
        words,
        taxonomy: &app.taxonomy,
        readers: &readers,
        nation: app.site.nation_at(host),
        url: app.site.url_of(host, &paths::looking_like(paths::SLIP, link)),
        address: address.split_once("://").map_or(address.as_str(), |(_, rest)| rest).to_owned(),
    }))
}
