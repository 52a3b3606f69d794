//! The term in numbers.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};

use super::page;
use crate::app::App;
use crate::domain::{Rounding, SlipFilter, TermFigures, term_until};
use crate::services::count_term::count_term;
use crate::services::list_slips::{Part, View, list_own_slips};
use crate::views::staff::TermPage;
use crate::web::WebError;
use crate::web::guard::SlipReader;

#[derive(Default, serde::Deserialize)]
pub struct TermQuery {
    /// `others`: no number may tell of one pupil.
    r#for: Option<String>,
}

/// `GET /staff/term`.
pub async fn show_term(
    app: Data<App>,
    by: SlipReader,
    query: Option<Query<TermQuery>>,
) -> Result<HttpResponse, WebError> {
    let is_for_others = query.is_some_and(|query| query.r#for.as_deref() == Some("others"));
    let (who, now) = (by.at_work(), app.clock.now());
    // Slips that have come are tried first.
    let filter = SlipFilter::default();
    let view = View { part: Part::ToLookAt, filter, page: 1, lines_a_page: 1 };
    let own = list_own_slips(&app.db, &who, now, view).await?;
    let calendar = by.school.calendar.as_ref();
    let span = term_until(now.day(), calendar);
    let counted = count_term(&app.db, &who, &app.taxonomy, span).await?;
    let figures = TermFigures::of(&counted.slips, span, calendar);
    let view = TermPage {
        span,
        for_others: is_for_others.then(|| Rounding::of(&figures)),
        figures,
        second_cases: TermFigures::by_risk(&counted.second_cases),
        left_out: counted.left_out + own.untried,
    };
    Ok(page(&app, &by, None, StatusCode::OK, &view))
}
