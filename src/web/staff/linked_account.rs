//! The account of another provider that a reader signs in with: seeing, linking and unlinking it.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};

use super::provider::{go_to_provider, provider};
use super::{DoneQuery, done_of, page, see_other_with};
use crate::app::App;
use crate::db::Writer;
use crate::paths;
use crate::services::link_account::{
    LinkError, ProvedAccount, find_linked, link_account, unlink_account,
};
use crate::views::StaffArea;
use crate::views::components::FieldError;
use crate::views::staff::{AccountState, LinkedAccountPage};
use crate::web::guard::SignedIn;
use crate::web::provider_cookie::{self, Errand};
use crate::web::step_up::PostedAfresh;
use crate::web::{WebError, respond};

/// `GET /staff/account/linked`.
pub async fn show_linked(
    app: Data<App>,
    by: SignedIn,
    request: HttpRequest,
    query: Option<Query<DoneQuery>>,
) -> Result<HttpResponse, WebError> {
    let name = provider(&app)?.name();
    let told = |key| Some(app.words.fill(key, &[("provider", name.into())]));
    let notice = match done_of(query).as_deref() {
        Some("linked") => told("staff-linked-was-linked"),
        Some("removed") => told("staff-linked-was-removed"),
        Some(_) | None => None,
    };
    answer(&app, &by, &request, StatusCode::OK, &[], notice).await
}

/// `GET /staff/account/linked/with`.
pub async fn show_link(
    app: Data<App>,
    by: SignedIn,
    request: HttpRequest,
) -> Result<HttpResponse, WebError> {
    go_to_provider(&app, &by.school, &request, Errand::Link { session: by.session.row_id }).await
}

/// `POST /staff/account/linked`: who came back from the provider in this session.
pub async fn submit_link(
    app: Data<App>,
    posted: PostedAfresh<SignedIn>,
    request: HttpRequest,
) -> Result<HttpResponse, WebError> {
    let PostedAfresh { by, .. } = posted;
    let name = provider(&app)?.name();
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
    let wrong = |key| {
        [FieldError { field: "link", message: app.words.fill(key, &[("provider", name.into())]) }]
    };
    let Some(account) = came_back(&app, &by, &request) else {
        return answer(&app, &by, &request, unprocessable, &wrong("staff-linked-late"), None).await;
    };
    let (pepper, of) = (app.pepper.clone(), by.reader.id.clone());
    let (school, now, slot_seconds) =
        (by.school.id.clone(), app.clock.now(), app.site.slot_seconds);
    let link =
        move |writer: &mut Writer<'_>| link_account(writer, &pepper, &of, &account, slot_seconds);
    match app.db.write(school, by.actor(), now, link).await {
        Ok(()) => see_other_with(
            &paths::done(paths::LINKED_ACCOUNT, "linked"),
            &[provider_cookie::forget()],
        ),
        Err(LinkError::OfAnother) => {
            let errors = wrong("staff-linked-of-another");
            answer(&app, &by, &request, unprocessable, &errors, None).await
        }
        Err(LinkError::Service(error)) => Err(error.into()),
    }
}

/// `POST /staff/account/linked/remove`.
pub async fn submit_unlink(
    app: Data<App>,
    posted: PostedAfresh<SignedIn>,
) -> Result<HttpResponse, WebError> {
    let PostedAfresh { by, .. } = posted;
    let (school, now, of) = (by.school.id.clone(), app.clock.now(), by.reader.id.clone());
    let slot_seconds = app.site.slot_seconds;
    let unlink = move |writer: &mut Writer<'_>| unlink_account(writer, &of, slot_seconds);
    app.db.write(school, by.actor(), now, unlink).await?;
    Ok(respond::see_other(&paths::done(paths::LINKED_ACCOUNT, "removed")))
}

/// The account that the provider named in this session, just now.
fn came_back(app: &App, by: &SignedIn, request: &HttpRequest) -> Option<ProvedAccount> {
    let (account, errand) = provider_cookie::back(app, request, &by.school.id)?;
    (errand == Errand::Link { session: by.session.row_id }).then_some(account)
}

async fn answer(
    app: &App,
    by: &SignedIn,
    request: &HttpRequest,
    status: StatusCode,
    errors: &[FieldError],
    notice: Option<String>,
) -> Result<HttpResponse, WebError> {
    let (pepper, of) = (app.pepper.clone(), by.reader.id.clone());
    let linked =
        app.db.read(by.school.id.clone(), move |reader| find_linked(reader, &pepper, &of)).await?;
    let back = came_back(app, by, request);
    let state = match (&back, &linked) {
        (Some(account), _) => AccountState::Back { shown: &account.shown },
        (None, Some(linked)) => AccountState::Linked { shown: &linked.shown, on: linked.linked_on },
        (None, None) => AccountState::None,
    };
    let name = provider(app)?.name();
    let view = LinkedAccountPage { provider: name, state, errors, notice, csrf: by.session.csrf() };
    Ok(page(app, by, Some(StaffArea::Account), status, &view))
}
