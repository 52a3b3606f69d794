//! Looking at a kiosk before pupils write there: filling in what was found, and signing it.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};

use super::{DoneQuery, desk, done_of, page, wait_notice};
use crate::app::App;
use crate::crypto::Secret;
use crate::domain::{
    CheckItem, CheckProblem, Kiosk, KioskCheck, KioskCheckId, KioskId, NOTE_CHARACTERS_MAX,
    Permission, ReaderId,
};
use crate::i18n::Words;
use crate::paths;
use crate::services::ServiceError;
use crate::services::check_kiosk::{LookedAt, fill_kiosk_check, sign_kiosk_check};
use crate::services::sign_in::SignInError;
use crate::services::unlock_session::prove_password;
use crate::store::kiosk_checks::StoredCheck;
use crate::store::readers::StoredReader;
use crate::store::{kiosk_checks, kiosks, readers};
use crate::views::StaffArea;
use crate::views::components::FieldError;
use crate::views::staff::{KioskCheckPage, SignedCheckPage, SignedLine, check_item_in_words};
use crate::web::guard::{KioskKeeper, Posted, SignedIn};
use crate::web::{WebError, respond};

/// A kiosk and all that was looked at there.
struct Found {
    kiosk: Kiosk,
    draft: Option<StoredCheck>,
    signed: Vec<SignedLine>,
    people: Vec<StoredReader>,
}

/// A form as it is answered.
struct Filled {
    status: StatusCode,
    check: Option<KioskCheck>,
    errors: Vec<FieldError>,
    notice: Option<String>,
}

/// `GET /staff/kiosks/{id}/check`.
pub async fn show_check(
    app: Data<App>,
    by: KioskKeeper,
    id: Path<String>,
    query: Option<Query<DoneQuery>>,
) -> Result<HttpResponse, WebError> {
    let found = find(&app, &by, &id).await?;
    let notice = match done_of(query).as_deref() {
        Some("kept") => Some(app.words.text("staff-check-kept")),
        Some("signed") => Some(app.words.text("staff-check-was-signed")),
        Some(_) | None => None,
    };
    let filled = Filled { status: StatusCode::OK, check: None, errors: Vec::new(), notice };
    Ok(answer(&app, &by, &found, filled))
}

/// `GET /staff/kiosks/{id}/checks/{check}`.
pub async fn show_signed_check(
    app: Data<App>,
    by: KioskKeeper,
    ids: Path<(String, String)>,
) -> Result<HttpResponse, WebError> {
    let (id, check) = ids.into_inner();
    let found = find(&app, &by, &id).await?;
    let check = KioskCheckId::parse(&check).map_err(|_| WebError::NotFound)?;
    let signed = found.signed.iter().find(|one| one.id == check).ok_or(WebError::NotFound)?;
    let nation = app.site.nation_at(by.school.host.as_ref());
    let view = SignedCheckPage { kiosk: &found.kiosk, signed, nation };
    Ok(page(&app, &by, Some(StaffArea::Kiosks), StatusCode::OK, &view))
}

/// `POST /staff/kiosks/{id}/check`: whatever is wrong with it, what was filled in is in the page that answers.
pub async fn submit_check(
    app: Data<App>,
    posted: Posted<KioskKeeper>,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let Posted { by, form } = posted;
    let kiosk = KioskId::parse(&id).map_err(|_| WebError::NotFound)?;
    let check = KioskCheck::read(&form);
    let seen = form.first("seen").and_then(|seen| KioskCheckId::parse(seen).ok());
    let looked = LookedAt { kiosk, check, seen };
    let done = match form.first("go") {
        Some("sign") => {
            let password = form.first("password").unwrap_or_default().to_owned();
            sign(&app, &by, &looked, Secret::new(password)).await
        }
        Some(_) | None => keep(&app, &by, &looked).await,
    };
    let (status, errors) = match done {
        Ok(what) => {
            let page = paths::check_kiosk(&looked.kiosk);
            return Ok(respond::see_other(&paths::done(&page, what)));
        }
        Err(NotDone::ToPutRight(errors)) => (StatusCode::UNPROCESSABLE_ENTITY, errors),
        Err(NotDone::Wait(message)) => (StatusCode::TOO_MANY_REQUESTS, vec![on_password(message)]),
        Err(NotDone::Busy) => {
            let message = app.words.text("staff-sign-in-busy");
            (StatusCode::SERVICE_UNAVAILABLE, vec![on_password(message)])
        }
        Err(NotDone::Service(ServiceError::Changed)) => {
            let message = app.words.text("staff-check-meanwhile");
            (StatusCode::CONFLICT, vec![FieldError { field: "main", message }])
        }
        Err(NotDone::Service(error)) => return Err(error.into()),
        Err(NotDone::NotAllowed) => return Err(WebError::NotAllowed),
    };
    let found = find(&app, &by, &id).await?;
    let filled = Filled { status, check: Some(looked.check), errors, notice: None };
    Ok(answer(&app, &by, &found, filled))
}

/// Why it was neither kept nor signed.
enum NotDone {
    ToPutRight(Vec<FieldError>),
    /// Too many passwords were tried.
    Wait(String),
    Busy,
    NotAllowed,
    Service(ServiceError),
}

impl From<ServiceError> for NotDone {
    fn from(error: ServiceError) -> Self {
        Self::Service(error)
    }
}

async fn keep(app: &App, by: &SignedIn, looked: &LookedAt) -> Result<&'static str, NotDone> {
    let problems = looked.check.problems();
    if !problems.is_empty() {
        return Err(NotDone::ToPutRight(in_words(&problems, &app.words)));
    }
    let (school, now, looked) = (by.school.id.clone(), app.clock.now(), looked.clone());
    let reader = by.reader.id.clone();
    app.db
        .write(school, by.actor(), now, move |writer| fill_kiosk_check(writer, &reader, &looked))
        .await?;
    Ok("kept")
}

async fn sign(
    app: &App,
    by: &SignedIn,
    looked: &LookedAt,
    password: Secret<String>,
) -> Result<&'static str, NotDone> {
    if !by.may(Permission::ReadSlips) {
        return Err(NotDone::NotAllowed);
    }
    let problems = looked.check.problems_to_sign();
    if !problems.is_empty() {
        return Err(NotDone::ToPutRight(in_words(&problems, &app.words)));
    }
    prove(app, by, password).await?;
    let (school, now, looked) = (by.school.id.clone(), app.clock.now(), looked.clone());
    let reader = by.reader.clone();
    app.db
        .write(school, by.actor(), now, move |writer| {
            sign_kiosk_check(writer, &reader.id, &reader.roles, &looked)
        })
        .await?;
    Ok("signed")
}

/// As when a session is unlocked: the session proves the rest.
async fn prove(app: &App, by: &SignedIn, password: Secret<String>) -> Result<(), NotDone> {
    let attempt = app.sign_ins.attempt_by_itself(&by.session.row_id);
    if let Some(told) = wait_notice(app, &attempt) {
        return Err(NotDone::Wait(told));
    }
    app.sign_ins.count(&attempt, app.clock.now());
    let locks = app.key_locks();
    match prove_password(desk(app, &locks, &by.school), &by.reader.id, password).await {
        Ok(_keys) => {
            app.sign_ins.forgive(&attempt);
            Ok(())
        }
        Err(SignInError::Refused) => {
            let message = app.words.text("staff-check-password-refused");
            Err(NotDone::ToPutRight(vec![on_password(message)]))
        }
        Err(SignInError::Service(ServiceError::Busy(_))) => {
            app.sign_ins.take_back(&attempt);
            Err(NotDone::Busy)
        }
        Err(SignInError::Service(error)) => Err(error.into()),
    }
}

fn on_password(message: String) -> FieldError {
    FieldError { field: "password", message }
}

fn in_words(problems: &[(CheckItem, CheckProblem)], words: &Words) -> Vec<FieldError> {
    let told = |(item, problem): &(CheckItem, CheckProblem)| {
        let said = check_item_in_words(*item, words);
        let message = match problem {
            CheckProblem::NotAnswered => {
                words.fill("staff-check-answer", &[("item", (&said).into())])
            }
            CheckProblem::NoNote => words.fill("staff-check-say", &[("item", (&said).into())]),
            CheckProblem::NoteTooLong => words.fill(
                "staff-check-long",
                &[("item", (&said).into()), ("max", NOTE_CHARACTERS_MAX.into())],
            ),
        };
        FieldError { field: item.as_str(), message }
    };
    problems.iter().map(told).collect()
}

async fn find(app: &App, by: &SignedIn, id: &str) -> Result<Found, WebError> {
    let id = KioskId::parse(id).map_err(|_| WebError::NotFound)?;
    let (kiosk, checks, people) = app
        .db
        .read(by.school.id.clone(), move |reader| -> Result<_, ServiceError> {
            let kiosk = kiosks::list(reader)?.into_iter().find(|one| one.kiosk.id == id);
            let kiosk = kiosk.ok_or(ServiceError::NotFound)?.kiosk;
            let checks = kiosk_checks::of_kiosk(reader, &id)?;
            Ok((kiosk, checks, readers::list_with_leavers(reader)?))
        })
        .await?;
    let signed = checks.signed.into_iter().filter_map(|one| signed_line(one, &people)).collect();
    Ok(Found { kiosk, draft: checks.draft, signed, people })
}

fn signed_line(stored: StoredCheck, people: &[StoredReader]) -> Option<SignedLine> {
    let signature = stored.signature?;
    Some(SignedLine {
        id: stored.id,
        signed_on: signature.at.day(),
        signed_by: name_of(&signature.by, people),
        roles: signature.roles,
        filled_by: name_of(&stored.filled_by, people),
        filled_on: stored.filled_at.day(),
        check: stored.check,
    })
}

fn name_of(id: &ReaderId, people: &[StoredReader]) -> String {
    readers::name_of(people, id).unwrap_or_default().to_owned()
}

fn answer(app: &App, by: &SignedIn, found: &Found, filled: Filled) -> HttpResponse {
    let Found { kiosk, draft, signed, people } = found;
    let empty = KioskCheck::empty();
    let kept = draft.as_ref().map(|draft| &draft.check);
    let host = by.school.host.as_ref();
    let view = KioskCheckPage {
        kiosk,
        check: filled.check.as_ref().or(kept).unwrap_or(&empty),
        seen: draft.as_ref().map(|draft| &draft.id),
        filled: draft
            .as_ref()
            .map(|draft| (name_of(&draft.filled_by, people), draft.filled_at.day())),
        may_sign: by.may(Permission::ReadSlips),
        earlier: signed,
        nation: app.site.nation_at(host),
        device_test: app.site.url_of(host, paths::DEVICE_TEST),
        errors: &filled.errors,
        notice: filled.notice,
        csrf: by.session.csrf(),
    };
    page(app, by, Some(StaffArea::Kiosks), filled.status, &view)
}
