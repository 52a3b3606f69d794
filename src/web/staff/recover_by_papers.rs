//! Getting one's keys back by two of the school's recovery papers. Whichever is wrong of address and papers, the
//! answer is the same.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

use super::enrol::password_error;
use super::offered_factor::OfferedFactor;
use super::recovery_papers::read_paper;
use super::{bare_page, desk, see_other_with, wait_notice};
use crate::app::App;
use crate::domain::{SchoolSummary, Typed, TypedPassword};
use crate::paths;
use crate::services::ServiceError;
use crate::services::recover_account::RecoverError;
use crate::services::recover_by_papers::{ByPapers, recover_by_papers};
use crate::services::sign_in::SignInError;
use crate::views::components::FieldError;
use crate::views::staff::{PAPER_FIELDS, RecoverByPapersPage};
use crate::web::guard::PostedByAnyone;
use crate::web::school::School;
use crate::web::{WebError, known_browser, staff_cookie};

/// What the seal of a factor is bound to that is offered to somebody not known yet.
const BY_PAPERS: &[u8] = b"recovery-papers";

/// `GET /staff/recovery`.
pub async fn show_recovery(
    app: Data<App>,
    School(school): School,
) -> Result<HttpResponse, WebError> {
    let asked = Asked { app: &app, school: &school, form: &Typed::default() };
    asked.answer(&OfferedFactor::generate()?, StatusCode::OK, &[], None)
}

/// `POST /staff/recovery`.
pub async fn submit_recovery(
    app: Data<App>,
    School(school): School,
    request: HttpRequest,
    PostedByAnyone(form): PostedByAnyone,
) -> Result<HttpResponse, WebError> {
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
    let asked = Asked { app: &app, school: &school, form: &form };
    let offered = OfferedFactor::of_form(&app, BY_PAPERS, &form)?;
    let typed = match asked.read(&offered) {
        Ok(typed) => typed,
        Err(errors) => return asked.answer(&offered, unprocessable, &errors, None),
    };
    let attempt = known_browser::attempt(&app, &request, &school.id, &typed.email);
    if let Some(notice) = wait_notice(&app, &attempt) {
        return asked.answer(&offered, StatusCode::TOO_MANY_REQUESTS, &[], Some(notice));
    }
    app.sign_ins.count(&attempt, app.clock.now());
    let locks = app.key_locks();
    match recover_by_papers(desk(&app, &locks, &school), typed).await {
        Ok(token) => {
            app.sign_ins.forgive(&attempt);
            see_other_with(paths::ENROL_KIT, &[staff_cookie::keep(&token)])
        }
        Err(RecoverError::Password(problem)) => {
            app.sign_ins.forgive(&attempt);
            asked.answer(&offered, unprocessable, &[password_error(problem)], None)
        }
        Err(RecoverError::SignIn(SignInError::Refused)) => {
            let message = app.words.text("staff-papers-refused");
            let errors = [FieldError { field: "email", message }];
            asked.answer(&offered, unprocessable, &errors, None)
        }
        Err(RecoverError::SignIn(SignInError::Service(ServiceError::Busy(_)))) => {
            app.sign_ins.take_back(&attempt);
            let notice = Some(app.words.text("staff-sign-in-busy"));
            asked.answer(&offered, StatusCode::SERVICE_UNAVAILABLE, &[], notice)
        }
        Err(RecoverError::SignIn(SignInError::Service(error))) => Err(error.into()),
    }
}

/// What somebody has typed so far.
struct Asked<'a> {
    app: &'a App,
    school: &'a SchoolSummary,
    form: &'a Typed,
}

impl Asked<'_> {
    /// What needs no account to be found wrong: a group of a paper that was mistyped, a password too short.
    fn read(&self, offered: &OfferedFactor) -> Result<ByPapers, Vec<FieldError>> {
        let Self { app, school, form } = self;
        let field = |name: &str| form.first(name).unwrap_or_default();
        let [one, other, _] = PAPER_FIELDS.map(|field| read_paper(form, field, &app.words));
        let password =
            TypedPassword::parse(field("password"), field("again")).map_err(password_error);
        match (one, other, password, offered.proven(app, form)) {
            (Ok(one), Ok(other), Ok(password), Ok(factor)) => Ok(ByPapers {
                email: field("email").to_owned(),
                papers: [one, other],
                password,
                about: vec![field("email").to_owned(), school.name.as_str().to_owned()],
                factor,
            }),
            (one, other, password, factor) => {
                let errors = [one.err(), other.err(), password.err(), factor.err()];
                Err(errors.into_iter().flatten().collect())
            }
        }
    }

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
        let factor = offered.on_page(app, BY_PAPERS, school.name.as_str(), account)?;
        let [one, other, _] = PAPER_FIELDS;
        let view = RecoverByPapersPage {
            email: field("email"),
            papers: [(one, field(one)), (other, field(other))],
            offer: factor.offer(errors),
            notice,
        };
        Ok(bare_page(app, school, status, &view))
    }
}
