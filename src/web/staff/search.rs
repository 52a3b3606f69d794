//! Searching one's slips. What is looked for comes in the body of a POST, and its results are the answer:
//! no address, history or log has a word of it.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;

use super::page;
use super::slips::{line, look_note};
use crate::app::App;
use crate::domain::{CodeState, Place, SEARCH_CHARACTERS_MAX, SearchProblem, SearchTerm, Typed};
use crate::i18n::Words;
use crate::services::search_slips::{Searched, search_slips};
use crate::services::sought::Sought;
use crate::views::StaffArea;
use crate::views::components::FieldError;
use crate::views::staff::{SearchForm, SearchFound, SearchPage};
use crate::web::WebError;
use crate::web::guard::{Posted, SignedIn, SlipReader};

/// `GET /staff/search`.
pub async fn show_search(app: Data<App>, by: SlipReader) -> HttpResponse {
    answer(&app, &by, StatusCode::OK, SearchForm::default(), Vec::new(), None)
}

/// `POST /staff/search`.
pub async fn submit_search(
    app: Data<App>,
    posted: Posted<SlipReader>,
) -> Result<HttpResponse, WebError> {
    let Posted { by, form } = posted;
    let (sought, filled) = (sought(&app, &form), filled(&form));
    let sought = match sought {
        Ok(sought) => sought,
        Err(errors) => {
            return Ok(answer(&app, &by, StatusCode::UNPROCESSABLE_ENTITY, filled, errors, None));
        }
    };
    let from = form.first("looked").and_then(|from| from.parse().ok()).unwrap_or_default();
    let (who, now) = (by.at_work(), app.clock.now());
    let searched = search_slips(&app.db, &who, &app.taxonomy, now, sought, from).await?;
    let Searched { looked, untried } = searched;
    let note = look_note(&looked, from);
    let lines = looked.lines.into_iter().map(|(it, needs)| line(it, needs)).collect();
    let found = Some(SearchFound { lines, note, untried });
    Ok(answer(&app, &by, StatusCode::OK, filled, Vec::new(), found))
}

fn answer(
    app: &App,
    by: &SignedIn,
    status: StatusCode,
    form: SearchForm,
    errors: Vec<FieldError>,
    found: Option<SearchFound>,
) -> HttpResponse {
    let kinds = app.taxonomy.categories();
    let kinds: Vec<_> =
        kinds.map(|kind| (kind.code.as_str().to_owned(), kind.staff_words.clone())).collect();
    let view = SearchPage { form, kinds: &kinds, errors: &errors, found, csrf: by.session.csrf() };
    page(app, by, Some(StaffArea::ToLookAt), status, &view)
}

fn filled(form: &Typed) -> SearchForm {
    let typed = |name| form.first(name).unwrap_or_default().to_owned();
    SearchForm {
        term: typed("term"),
        kind: typed("kind"),
        place: typed("place"),
        code: typed("code"),
    }
}

/// What is looked for, or what is wrong with it.
fn sought(app: &App, form: &Typed) -> Result<Sought, Vec<FieldError>> {
    let chosen = |name| form.first(name).unwrap_or_default();
    let kind = app.taxonomy.categories().find(|kind| kind.code.as_str() == chosen("kind"));
    let sought = Sought {
        kind: kind.map(|kind| kind.code.clone()),
        place: Place::parse(chosen("place")),
        code: CodeState::parse(chosen("code")),
        ..Sought::default()
    };
    let typed = chosen("term");
    if typed.trim().is_empty() && sought.is_sealed() {
        return Ok(sought);
    }
    let term = SearchTerm::parse(typed).map_err(|problem| vec![put_right(problem, &app.words)])?;
    Ok(Sought { term: Some(term), ..sought })
}

fn put_right(problem: SearchProblem, words: &Words) -> FieldError {
    let message = match problem {
        SearchProblem::NoWord => words.text("staff-search-no-word"),
        SearchProblem::TooLong => {
            words.fill("staff-search-long", &[("max", SEARCH_CHARACTERS_MAX.into())])
        }
    };
    FieldError { field: "term", message }
}
