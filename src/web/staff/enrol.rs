//! The one-time link, and the recovery kit after it.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};

use super::offered_factor::OfferedFactor;
use super::{bare_page, desk, see_other_with};
use crate::app::App;
use crate::crypto::Secret;
use crate::crypto::recovery_kit::RecoveryKitError;
use crate::domain::{NewPassword, PasswordProblem, ReaderSummary, SchoolSummary, TypedPassword};
use crate::i18n::Words;
use crate::paths;
use crate::services::ServiceError;
use crate::services::enrol_reader::{
    Finished, KitError, Shown, begin_enrolment, find_invited, finish_enrolment, to_show,
};
use crate::views::components::FieldError;
use crate::views::staff::{EnrolPage, KitPage, KitStory, NewKeysMadePage, StaffProblemPage};
use crate::web::guard::{Posted, PostedByAnyone};
use crate::web::on_the_way::Enrolling;
use crate::web::school::School;
use crate::web::{WebError, known_browser, staff_cookie};

/// `GET /staff/enrol/{token}`.
pub async fn show_enrol(
    app: Data<App>,
    School(school): School,
    token: Path<String>,
) -> Result<HttpResponse, WebError> {
    let Some(reader) = invited(&app, &school, &token).await? else {
        return Ok(link_used(&app, &school));
    };
    let form = EnrolForm { token: token.into_inner(), reader, factor: OfferedFactor::generate()? };
    form.answer(&app, &school, StatusCode::OK, &[])
}

/// `POST /staff/enrol/{token}`.
pub async fn submit_enrol(
    app: Data<App>,
    School(school): School,
    token: Path<String>,
    PostedByAnyone(form): PostedByAnyone,
) -> Result<HttpResponse, WebError> {
    let Some(reader) = invited(&app, &school, &token).await? else {
        return Ok(link_used(&app, &school));
    };
    let field = |name: &str| form.first(name).unwrap_or_default();
    let factor = OfferedFactor::of_form(&app, reader.id.as_str().as_bytes(), &form)?;
    let email = reader.email.as_str().to_owned();
    let about = [reader.name.as_str(), &email, school.name.as_str()].map(str::to_owned);
    let typed = TypedPassword::parse(field("password"), field("again"));
    let password = match typed {
        Ok(typed) => strong(&app, typed, about).await?,
        Err(problem) => Err(problem),
    };
    let proven = factor.proven(&app, &form);
    let enrolment = EnrolForm { token: token.into_inner(), reader, factor };
    let (password, proven) = match (password.map_err(password_error), proven) {
        (Ok(password), Ok(proven)) => (password, proven),
        (password, proven) => {
            let errors: Vec<_> = [password.err(), proven.err()].into_iter().flatten().collect();
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return enrolment.answer(&app, &school, status, &errors);
        }
    };
    let (locks, token) = (app.key_locks(), enrolment.token);
    match begin_enrolment(desk(&app, &locks, &school), &token, password, proven).await {
        Ok(session) => see_other_with(paths::ENROL_KIT, &[staff_cookie::keep(&session)]),
        Err(ServiceError::NotFound) => Ok(link_used(&app, &school)),
        Err(error) => Err(error.into()),
    }
}

/// How strong a password is takes a while to find out.
async fn strong(
    app: &App,
    typed: TypedPassword,
    about: [String; 3],
) -> Result<Result<NewPassword, PasswordProblem>, WebError> {
    let judged = app.argon2.run(move || typed.strong(&about.each_ref().map(String::as_str)));
    Ok(judged.await.map_err(ServiceError::from)?)
}

/// `GET /staff/enrol-kit`.
pub async fn show_kit(app: Data<App>, by: Enrolling) -> Result<HttpResponse, WebError> {
    answer_kit(&app, &by, StatusCode::OK, "", &[])
}

/// `POST /staff/enrol-kit`.
pub async fn submit_kit(
    app: Data<App>,
    posted: Posted<Enrolling>,
) -> Result<HttpResponse, WebError> {
    let Posted { by, form } = posted;
    let typed = form.first("kit").unwrap_or_default();
    let locks = app.key_locks();
    let desk = desk(&app, &locks, &by.school);
    match finish_enrolment(
        desk,
        &by.session,
        &by.reader.id,
        &by.sealed,
        typed,
        app.site.slot_seconds,
    )
    .await
    {
        Ok(Finished { session, are_new_keys: true }) => {
            see_other_with(paths::ENROL_KIT, &[staff_cookie::keep(&session)])
        }
        Ok(Finished { session, are_new_keys: false }) => {
            let known = known_browser::keep(&app, &by.school.id, by.reader.email.as_str())?;
            see_other_with(paths::STAFF, &[staff_cookie::keep(&session), known])
        }
        Err(KitError::Service(ServiceError::Changed)) => Ok(link_used(&app, &by.school)),
        Err(KitError::Service(ServiceError::NotFound)) => {
            Err(WebError::Conflict("staff-papers-used"))
        }
        Err(KitError::Service(error)) => Err(error.into()),
        Err(problem) => {
            let message = kit_problem_in_words(&problem, &app.words);
            let errors = [FieldError { field: "kit", message }];
            answer_kit(&app, &by, StatusCode::UNPROCESSABLE_ENTITY, typed, &errors)
        }
    }
}

fn answer_kit(
    app: &App,
    by: &Enrolling,
    status: StatusCode,
    typed: &str,
    errors: &[FieldError],
) -> Result<HttpResponse, WebError> {
    let kit = match to_show(&by.session, &by.reader.id, &by.sealed)? {
        Shown::Kit(kit) => kit,
        Shown::Digits(digits) => {
            let page = NewKeysMadePage { digits: &digits };
            return Ok(bare_page(app, &by.school, status, &page));
        }
    };
    let page = KitPage {
        name: by.reader.name.as_str(),
        groups: &kit.groups(),
        csrf: by.session.csrf(),
        typed,
        errors,
        story: KitStory::Enrolling,
    };
    Ok(bare_page(app, &by.school, status, &page))
}

/// The page of a link, with the second factor that it offers.
struct EnrolForm {
    token: String,
    reader: ReaderSummary,
    factor: OfferedFactor,
}

impl EnrolForm {
    fn answer(
        &self,
        app: &App,
        school: &SchoolSummary,
        status: StatusCode,
        errors: &[FieldError],
    ) -> Result<HttpResponse, WebError> {
        let reader = &self.reader;
        let (bound, account) = (reader.id.as_str().as_bytes(), reader.email.as_str());
        let factor = self.factor.on_page(app, bound, school.name.as_str(), account)?;
        let page = EnrolPage {
            reader,
            nation: app.site.nation_at(school.host.as_ref()),
            token: &self.token,
            factor: factor.offer(errors),
            errors,
        };
        Ok(bare_page(app, school, status, &page))
    }
}

async fn invited(
    app: &App,
    school: &SchoolSummary,
    token: &str,
) -> Result<Option<ReaderSummary>, WebError> {
    let (token, now) = (Secret::new(token.to_owned()), app.clock.now());
    let pepper = app.pepper.clone();
    let found = app
        .db
        .read(school.id.clone(), move |reader| find_invited(reader, &pepper, token.expose(), now));
    match found.await {
        Ok(reader) => Ok(Some(reader)),
        Err(ServiceError::NotFound) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn link_used(app: &App, school: &SchoolSummary) -> HttpResponse {
    let page = StaffProblemPage { status: 404, advice: Some("staff-enrol-link-used"), again: None };
    bare_page(app, school, StatusCode::NOT_FOUND, &page)
}

/// What is wrong with a new password, at the field that it belongs to.
pub(super) fn password_error(problem: PasswordProblem) -> FieldError {
    use crate::domain::PasswordProblem::{EasyToGuess, NotTheSame, TooLong, TooShort};
    let field = match problem {
        TooShort | TooLong | EasyToGuess => "password",
        NotTheSame => "again",
    };
    FieldError { field, message: format!("{problem}.") }
}

/// What is wrong with a kit as typed, and what to do.
pub(super) fn kit_problem_in_words(problem: &KitError, words: &Words) -> String {
    match problem {
        KitError::Unreadable(RecoveryKitError::WrongLength(count)) => {
            words.fill("staff-kit-wrong-length", &[("count", (*count).into())])
        }
        KitError::Unreadable(RecoveryKitError::UnknownCharacter(character)) => {
            let character = character.to_string();
            words.fill("staff-kit-unknown-character", &[("character", (&character).into())])
        }
        KitError::Unreadable(RecoveryKitError::Mistyped) => words.text("staff-kit-mistyped"),
        KitError::OtherKit => words.text("staff-kit-other"),
        KitError::Service(error) => error.to_string(),
    }
}
