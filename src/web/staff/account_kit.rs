//! A new recovery kit for oneself: shown once, and typed again from the paper before it counts.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use data_encoding::BASE64URL_NOPAD;

use super::enrol::kit_problem_in_words;
use super::{desk, page};
use crate::app::App;
use crate::paths;
use crate::services::ServiceError;
use crate::services::enrol_reader::KitError;
use crate::services::renew_kit::{OfferedKit, renew_kit};
use crate::views::StaffArea;
use crate::views::components::FieldError;
use crate::views::staff::{KitPage, KitStory};
use crate::web::guard::SignedIn;
use crate::web::step_up::PostedAfresh;
use crate::web::{WebError, respond};

/// `POST /staff/account/kit`. It is on the page that answers, and nowhere else.
pub async fn submit_new_kit(
    app: Data<App>,
    posted: PostedAfresh<SignedIn>,
) -> Result<HttpResponse, WebError> {
    let by = posted.by;
    Ok(show(&app, &by, &OfferedKit::make(&by.key_holder())?, StatusCode::OK, "", &[]))
}

/// `POST /staff/account/keep-kit`.
pub async fn submit_keep_kit(
    app: Data<App>,
    posted: PostedAfresh<SignedIn>,
) -> Result<HttpResponse, WebError> {
    let PostedAfresh { by, form } = posted;
    let field = |name: &str| form.first(name).unwrap_or_default();
    let (owner, typed) = (by.key_holder(), field("kit"));
    let sealed = BASE64URL_NOPAD.decode(field("offered").as_bytes()).ok();
    // From a page that is none of ours, or of another session: another kit is offered.
    let Some(offered) = sealed.and_then(|sealed| OfferedKit::come_back(&owner, sealed)) else {
        return Err(WebError::Conflict("staff-problem-changed-advice"));
    };
    let locks = app.key_locks();
    let desk = desk(&app, &locks, &by.school);
    match renew_kit(desk, &owner, &offered, typed, app.site.slot_seconds).await {
        Ok(()) => Ok(respond::see_other(&paths::done(paths::ACCOUNT, "kit"))),
        Err(KitError::Service(ServiceError::Busy(_))) => {
            let message = app.words.text("staff-sign-in-busy");
            let errors = [FieldError { field: "kit", message }];
            Ok(show(&app, &by, &offered, StatusCode::SERVICE_UNAVAILABLE, typed, &errors))
        }
        Err(KitError::Service(error)) => Err(error.into()),
        Err(problem @ (KitError::Unreadable(_) | KitError::OtherKit)) => {
            let message = kit_problem_in_words(&problem, &app.words);
            let errors = [FieldError { field: "kit", message }];
            Ok(show(&app, &by, &offered, StatusCode::UNPROCESSABLE_ENTITY, typed, &errors))
        }
    }
}

fn show(
    app: &App,
    by: &SignedIn,
    offered: &OfferedKit,
    status: StatusCode,
    typed: &str,
    errors: &[FieldError],
) -> HttpResponse {
    let sealed = BASE64URL_NOPAD.encode(&offered.sealed);
    let view = KitPage {
        name: by.reader.name.as_str(),
        groups: &offered.kit.groups(),
        csrf: by.session.csrf(),
        typed,
        errors,
        story: KitStory::Renewing { offered: &sealed },
    };
    page(app, by, Some(StaffArea::Account), status, &view)
}
