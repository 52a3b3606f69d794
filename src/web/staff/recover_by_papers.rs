//! Getting one's keys back by two of the school's recovery papers. Whichever is wrong of address and papers, the
//! answer is the same.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

use super::enrol::{open_factor, problem_field, seal_factor};
use super::recovery_papers::read_paper;
use super::{bare_page, desk, see_other_with, wait_notice};
use crate::app::App;
use crate::crypto::totp::TotpSecret;
use crate::domain::{PasswordProblem, SchoolSummary, Typed, TypedPassword};
use crate::paths;
use crate::services::ServiceError;
use crate::services::enrol_reader::ProvenFactor;
use crate::services::recover_account::RecoverError;
use crate::services::recover_by_papers::{ByPapers, recover_by_papers};
use crate::services::sign_in::SignInError;
use crate::views::components::{FactorOffer, FieldError};
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
    asked.answer(&TotpSecret::generate()?, StatusCode::OK, &[], None)
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
    let sealed = form.first("factor").unwrap_or_default();
    // Another where the form has none of ours: then no code is one of it.
    let (offered, is_same) = match open_factor(&app, BY_PAPERS, sealed) {
        Some(offered) => (offered, true),
        None => (TotpSecret::generate()?, false),
    };
    let typed = match asked.read(&offered, is_same) {
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

fn password_error(problem: PasswordProblem) -> FieldError {
    FieldError { field: problem_field(problem), message: format!("{problem}.") }
}

/// What somebody has typed so far.
struct Asked<'a> {
    app: &'a App,
    school: &'a SchoolSummary,
    form: &'a Typed,
}

impl Asked<'_> {
    /// What needs no account to be found wrong: a group of a paper that was mistyped, a password too short.
    fn read(&self, offered: &TotpSecret, is_same: bool) -> Result<ByPapers, Vec<FieldError>> {
        let Self { app, school, form } = self;
        let field = |name: &str| form.first(name).unwrap_or_default();
        let [one, other, _] = PAPER_FIELDS.map(|field| read_paper(form, field, &app.words));
        let password =
            TypedPassword::parse(field("password"), field("again")).map_err(password_error);
        let code = if is_same { field("code") } else { "" };
        let step = offered.verify(code, app.clock.now().0, 0).ok_or_else(|| FieldError {
            field: "code",
            message: app.words.text("staff-enrol-factor-wrong"),
        });
        match (one, other, password, step) {
            (Ok(one), Ok(other), Ok(password), Ok(step)) => Ok(ByPapers {
                email: field("email").to_owned(),
                papers: [one, other],
                password,
                about: vec![field("email").to_owned(), school.name.as_str().to_owned()],
                factor: ProvenFactor { secret: offered.clone(), step },
            }),
            (one, other, password, step) => {
                let errors = [one.err(), other.err(), password.err(), step.err()];
                Err(errors.into_iter().flatten().collect())
            }
        }
    }

    fn answer(
        &self,
        offered: &TotpSecret,
        status: StatusCode,
        errors: &[FieldError],
        notice: Option<String>,
    ) -> Result<HttpResponse, WebError> {
        let Self { app, school, form } = self;
        let field = |name: &str| form.first(name).unwrap_or_default();
        // Whoever comes first has typed no address yet.
        let account = form.first("email").unwrap_or("staff");
        let (uri, text) = (offered.uri(school.name.as_str(), account), offered.base32());
        let sealed = seal_factor(app, BY_PAPERS, offered)?;
        let [one, other, _] = PAPER_FIELDS;
        let view = RecoverByPapersPage {
            email: field("email"),
            papers: [(one, field(one)), (other, field(other))],
            offer: FactorOffer { uri: uri.expose(), text: text.expose(), sealed: &sealed, errors },
            notice,
        };
        Ok(bare_page(app, school, status, &view))
    }
}
