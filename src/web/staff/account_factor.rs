//! The authenticator app set up anew: on another phone by whoever has the old one, or with password and
//! recovery kit by whoever has lost it.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

use super::enrol::kit_problem_in_words;
use super::offered_factor::OfferedFactor;
use super::{bare_page, desk, page, see_other_with, wait_notice};
use crate::app::App;
use crate::crypto::{RecoveryKit, Secret};
use crate::domain::{SchoolSummary, Typed};
use crate::paths;
use crate::services::ServiceError;
use crate::services::enrol_reader::KitError;
use crate::services::renew_factor::{LostPhone, renew_factor, replace_lost_factor};
use crate::services::sign_in::SignInError;
use crate::views::StaffArea;
use crate::views::components::FieldError;
use crate::views::staff::{LostPhonePage, NewFactorPage};
use crate::web::guard::{PostedByAnyone, SignedIn};
use crate::web::school::School;
use crate::web::step_up::PostedAfresh;
use crate::web::{WebError, known_browser, respond, staff_cookie};

/// What the seal of a factor is bound to that is offered to somebody not known yet.
const LOST: &[u8] = b"lost-phone";

/// `POST /staff/account/factor`. Its key is on the page that answers, and counts for nothing yet.
pub async fn submit_new_factor(
    app: Data<App>,
    posted: PostedAfresh<SignedIn>,
) -> Result<HttpResponse, WebError> {
    show_new(&app, &posted.by, &OfferedFactor::generate()?, StatusCode::OK, &[])
}

/// `POST /staff/account/keep-factor`.
pub async fn submit_keep_factor(
    app: Data<App>,
    posted: PostedAfresh<SignedIn>,
) -> Result<HttpResponse, WebError> {
    let PostedAfresh { by, form } = posted;
    let offered = OfferedFactor::of_form(&app, by.reader.id.as_str().as_bytes(), &form)?;
    let proven = match offered.proven(&app, &form) {
        Ok(proven) => proven,
        Err(error) => {
            return show_new(&app, &by, &offered, StatusCode::UNPROCESSABLE_ENTITY, &[error]);
        }
    };
    let locks = app.key_locks();
    let desk = desk(&app, &locks, &by.school);
    renew_factor(desk, &by.reader.id, &proven, app.site.slot_seconds).await?;
    Ok(respond::see_other(&paths::done(paths::ACCOUNT, "factor")))
}

/// `GET /staff/lost-phone`.
pub async fn show_lost_phone(
    app: Data<App>,
    School(school): School,
) -> Result<HttpResponse, WebError> {
    let asked = Asked { app: &app, school: &school, form: &Typed::default() };
    asked.answer(&OfferedFactor::generate()?, StatusCode::OK, &[], None)
}

/// `POST /staff/lost-phone`.
pub async fn submit_lost_phone(
    app: Data<App>,
    School(school): School,
    request: HttpRequest,
    PostedByAnyone(form): PostedByAnyone,
) -> Result<HttpResponse, WebError> {
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
    let asked = Asked { app: &app, school: &school, form: &form };
    let offered = OfferedFactor::of_form(&app, LOST, &form)?;
    let field = |name: &str| form.first(name).unwrap_or_default().to_owned();
    let kit = RecoveryKit::parse(&field("kit")).map_err(|problem| FieldError {
        field: "kit",
        message: kit_problem_in_words(&KitError::Unreadable(problem), &app.words),
    });
    let (kit, factor) = match (kit, offered.proven(&app, &form)) {
        (Ok(kit), Ok(factor)) => (kit, factor),
        (kit, factor) => {
            let errors: Vec<_> = [kit.err(), factor.err()].into_iter().flatten().collect();
            return asked.answer(&offered, unprocessable, &errors, None);
        }
    };
    let email = field("email");
    let attempt = known_browser::attempt(&app, &request, &school.id, &email);
    if let Some(notice) = wait_notice(&app, &attempt) {
        return asked.answer(&offered, StatusCode::TOO_MANY_REQUESTS, &[], Some(notice));
    }
    app.sign_ins.count(&attempt, app.clock.now());
    let locks = app.key_locks();
    let typed =
        LostPhone { email: email.clone(), password: Secret::new(field("password")), kit, factor };
    let desk = desk(&app, &locks, &school);
    match replace_lost_factor(desk, typed, app.site.slot_seconds).await {
        Ok(token) => {
            app.sign_ins.forgive(&attempt);
            let known = known_browser::keep(&app, &school.id, &email)?;
            see_other_with(paths::STAFF, &[staff_cookie::keep(&token), known])
        }
        Err(SignInError::Refused) => {
            let message = app.words.text("staff-lost-phone-refused");
            let errors = [FieldError { field: "email", message }];
            asked.answer(&offered, unprocessable, &errors, None)
        }
        Err(SignInError::Service(ServiceError::Busy(_))) => {
            app.sign_ins.take_back(&attempt);
            let notice = Some(app.words.text("staff-sign-in-busy"));
            asked.answer(&offered, StatusCode::SERVICE_UNAVAILABLE, &[], notice)
        }
        Err(SignInError::Service(error)) => Err(error.into()),
    }
}

fn show_new(
    app: &App,
    by: &SignedIn,
    offered: &OfferedFactor,
    status: StatusCode,
    errors: &[FieldError],
) -> Result<HttpResponse, WebError> {
    let (bound, account) = (by.reader.id.as_str().as_bytes(), by.reader.email.as_str());
    let factor = offered.on_page(app, bound, by.school.name.as_str(), account)?;
    let view = NewFactorPage { offer: factor.offer(errors), csrf: by.session.csrf() };
    Ok(page(app, by, Some(StaffArea::Account), status, &view))
}

/// What somebody who has lost their phone has typed so far.
struct Asked<'a> {
    app: &'a App,
    school: &'a SchoolSummary,
    form: &'a Typed,
}

impl Asked<'_> {
    fn answer(
        &self,
        offered: &OfferedFactor,
        status: StatusCode,
        errors: &[FieldError],
        notice: Option<String>,
    ) -> Result<HttpResponse, WebError> {
        let Self { app, school, form } = self;
        let field = |name: &str| form.first(name).unwrap_or_default();
        // Whoever comes first has typed no address yet.
        let account = form.first("email").unwrap_or("staff");
        let factor = offered.on_page(app, LOST, school.name.as_str(), account)?;
        let offer = factor.offer(errors);
        let view = LostPhonePage { email: field("email"), kit: field("kit"), offer, notice };
        Ok(bare_page(app, school, status, &view))
    }
}
