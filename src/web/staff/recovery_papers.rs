//! The school's recovery papers: whom they help, and a set of them, shown once and typed again from paper before it
//! counts.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use data_encoding::BASE64URL_NOPAD;

use super::{DoneQuery, desk, done_of, page};
use crate::app::App;
use crate::crypto::PaperShare;
use crate::crypto::paper_shares::PaperError;
use crate::domain::{Permission, Typed};
use crate::i18n::Words;
use crate::paths;
use crate::services::ServiceError;
use crate::services::recovery_papers::{Coverage, OfferedPapers, find_coverage, keep_papers};
use crate::store::readers;
use crate::views::StaffArea;
use crate::views::components::FieldError;
use crate::views::staff::{NewPapersPage, PAPER_FIELDS, RecoveryPapersPage};
use crate::web::guard::{PaperMaker, SignedIn, SlipReader};
use crate::web::step_up::PostedAfresh;
use crate::web::{WebError, respond};

/// `GET /staff/recovery-papers`.
pub async fn show_papers(
    app: Data<App>,
    by: SlipReader,
    query: Option<Query<DoneQuery>>,
) -> Result<HttpResponse, WebError> {
    let is_done = done_of(query).as_deref() == Some("made");
    let notice = is_done.then(|| app.words.text("staff-papers-was-made"));
    let pepper = app.pepper.clone();
    let (staff, coverage) = app
        .db
        .read(by.school.id.clone(), move |reader| -> Result<_, ServiceError> {
            Ok((readers::list(reader)?, find_coverage(reader, &pepper)?))
        })
        .await?;
    let Coverage { papers, covered } = coverage;
    let enrolled = staff.iter().filter(|one| one.enrolled_at.is_some());
    let (covered, waiting): (Vec<_>, Vec<_>) =
        enrolled.partition(|one| covered.contains(&one.summary.id));
    let name_of = |one: &readers::StoredReader| one.summary.name.as_str().to_owned();
    let made_by = papers
        .map(|papers| readers::name_of(&staff, &papers.signed_by).unwrap_or_default().to_owned());
    let view = RecoveryPapersPage {
        made_by,
        covered: covered.into_iter().map(name_of).collect(),
        waiting: waiting.into_iter().map(name_of).collect(),
        may_make: by.may(Permission::MakePapers),
        csrf: by.session.csrf(),
        notice,
    };
    Ok(page(&app, &by, Some(StaffArea::Readers), StatusCode::OK, &view))
}

/// `POST /staff/recovery-papers/new`. They are on the page that answers, and nowhere else.
pub async fn submit_new_papers(
    app: Data<App>,
    posted: PostedAfresh<PaperMaker>,
) -> Result<HttpResponse, WebError> {
    let by = posted.by;
    Ok(show(
        &app,
        &by,
        &OfferedPapers::make(&by.key_holder())?,
        StatusCode::OK,
        &Typed::default(),
        &[],
    ))
}

/// `POST /staff/recovery-papers/keep`.
pub async fn submit_keep_papers(
    app: Data<App>,
    posted: PostedAfresh<PaperMaker>,
) -> Result<HttpResponse, WebError> {
    let PostedAfresh { by, form } = posted;
    let owner = by.key_holder();
    let sealed = form.first("offered").unwrap_or_default();
    let sealed = BASE64URL_NOPAD.decode(sealed.as_bytes()).ok();
    // From a page that is none of ours, or of another session: other papers are offered.
    let Some(offered) = sealed.and_then(|sealed| OfferedPapers::come_back(&owner, sealed)) else {
        return Err(WebError::Conflict("staff-problem-changed-advice"));
    };
    let errors: Vec<FieldError> = PAPER_FIELDS
        .into_iter()
        .zip(&offered.papers)
        .filter_map(|(field, paper)| {
            let message = match read_paper(&form, field, &app.words) {
                Ok(typed) if typed.is(paper) => return None,
                Ok(_) => app.words.text("staff-papers-other"),
                Err(error) => return Some(error),
            };
            Some(FieldError { field, message })
        })
        .collect();
    if !errors.is_empty() {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(show(&app, &by, &offered, status, &form, &errors));
    }
    let locks = app.key_locks();
    keep_papers(desk(&app, &locks, &by.school), &owner, &offered, app.site.slot_seconds).await?;
    Ok(respond::see_other(&paths::done(paths::RECOVERY_PAPERS, "made")))
}

/// A paper as it was typed into a field.
pub(super) fn read_paper(
    form: &Typed,
    field: &'static str,
    words: &Words,
) -> Result<PaperShare, FieldError> {
    PaperShare::parse(form.first(field).unwrap_or_default()).map_err(|problem| {
        let message = match problem {
            PaperError::WrongLength(count) => {
                words.fill("staff-papers-wrong-length", &[("count", count.into())])
            }
            PaperError::UnknownCharacter(character) => {
                let character = character.to_string();
                words.fill("staff-papers-unknown-character", &[("character", (&character).into())])
            }
            PaperError::Mistyped(group) => {
                words.fill("staff-papers-mistyped", &[("group", group.into())])
            }
        };
        FieldError { field, message }
    })
}

fn show(
    app: &App,
    by: &SignedIn,
    offered: &OfferedPapers,
    status: StatusCode,
    form: &Typed,
    errors: &[FieldError],
) -> HttpResponse {
    let texts = offered.papers.each_ref().map(PaperShare::text);
    let view = NewPapersPage {
        papers: texts.each_ref().map(|text| text.expose().as_str()),
        address: &app.site.url_of(by.school.host.as_ref(), paths::RECOVER_BY_PAPERS),
        offered: &BASE64URL_NOPAD.encode(&offered.sealed),
        csrf: by.session.csrf(),
        typed: PAPER_FIELDS.map(|field| form.first(field).unwrap_or_default()),
        errors,
    };
    page(app, by, Some(StaffArea::Readers), status, &view)
}
