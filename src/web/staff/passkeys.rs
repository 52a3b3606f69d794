//! A reader's own passkeys: seeing, adding and removing them.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use data_encoding::BASE64URL_NOPAD;
use serde_json::{Value, json};

use super::{DoneQuery, desk, done_of, page};
use crate::app::App;
use crate::crypto::passkey::{ALGORITHMS, Challenge, Made, Site};
use crate::db::Writer;
use crate::domain::{PasskeyId, PasskeyName};
use crate::paths;
use crate::services::add_passkey::{
    AddPasskeyError, PASSKEYS_MAX, add_passkey, ask_for_new_passkey,
};
use crate::services::passkeys::{KeptPasskey, asked_now, list_passkeys};
use crate::services::remove_passkey::remove_passkey;
use crate::store::sessions::AskedTo;
use crate::views::StaffArea;
use crate::views::components::FieldError;
use crate::views::staff::{NewPasskeyPage, PasskeyLine, PasskeysPage};
use crate::web::guard::{Posted, SignedIn};
use crate::web::passkey_exchange::{WAIT_MILLISECONDS, bytes_of, named, site_of};
use crate::web::step_up::PostedAfresh;
use crate::web::{WebError, respond};

/// `GET /staff/passkeys`.
pub async fn show_passkeys(
    app: Data<App>,
    by: SignedIn,
    request: HttpRequest,
    query: Option<Query<DoneQuery>>,
) -> Result<HttpResponse, WebError> {
    let done = done_of(query);
    let notice = match done.as_deref() {
        Some("added") => Some(app.words.text("staff-passkeys-was-added")),
        Some("removed") => Some(app.words.text("staff-passkeys-was-removed")),
        Some(_) | None => None,
    };
    let site = site_of(&app, &request)?;
    answer(&app, &by, &site, StatusCode::OK, &[], notice).await
}

/// `POST /staff/passkeys/add`: the device is asked on the page that follows.
pub async fn submit_add_passkey(
    app: Data<App>,
    posted: PostedAfresh<SignedIn>,
) -> Result<HttpResponse, WebError> {
    let PostedAfresh { by, .. } = posted;
    let (school, now, row) = (by.school.id.clone(), app.clock.now(), by.session.row_id);
    app.db.write(school, by.actor(), now, move |writer| ask_for_new_passkey(writer, &row)).await?;
    Ok(respond::see_other(paths::NEW_PASSKEY))
}

/// `GET /staff/passkeys/new`.
pub async fn show_new_passkey(
    app: Data<App>,
    by: SignedIn,
    request: HttpRequest,
) -> Result<HttpResponse, WebError> {
    let site = site_of(&app, &request)?;
    answer_new(&app, &by, &site, StatusCode::OK, "", &[]).await
}

/// `POST /staff/passkeys/new`: what the device answered, and what its owner calls it.
pub async fn submit_new_passkey(
    app: Data<App>,
    posted: Posted<SignedIn>,
    request: HttpRequest,
) -> Result<HttpResponse, WebError> {
    let Posted { by, form } = posted;
    let (site, unprocessable) = (site_of(&app, &request)?, StatusCode::UNPROCESSABLE_ENTITY);
    let typed = form.first("name").unwrap_or_default();
    let Ok(name) = PasskeyName::parse(typed) else {
        let max = PasskeyName::CHARACTERS_MAX;
        let message = app.words.fill("staff-passkey-name-wrong", &[("max", max.into())]);
        let errors = [FieldError { field: "name", message }];
        return answer_new(&app, &by, &site, unprocessable, typed, &errors).await;
    };
    let [client_data, device_data] = NewPasskeyPage::ANSWERS.map(|name| bytes_of(&form, name));
    let made = Made { client_data: &client_data, device_data: &device_data };
    let locks = app.key_locks();
    let at = desk(&app, &locks, &by.school);
    let (named, slot_seconds) = ((name, &site), app.site.slot_seconds);
    let added = add_passkey(at, &by.session, &by.reader.id, named, made, slot_seconds);
    let message = match added.await {
        Ok(()) => return Ok(respond::see_other(&paths::done(paths::PASSKEYS, "added"))),
        Err(AddPasskeyError::Refused) => app.words.text("staff-passkeys-not-taken"),
        Err(AddPasskeyError::TooMany) => {
            app.words.fill("staff-passkeys-too-many", &[("max", PASSKEYS_MAX.into())])
        }
        Err(AddPasskeyError::Service(error)) => return Err(error.into()),
    };
    let errors = [FieldError { field: "add", message }];
    answer(&app, &by, &site, unprocessable, &errors, None).await
}

/// `POST /staff/passkeys/{id}/remove`.
pub async fn submit_remove_passkey(
    app: Data<App>,
    posted: PostedAfresh<SignedIn>,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let PostedAfresh { by, .. } = posted;
    let id = PasskeyId::parse(&id).map_err(|_| WebError::NotFound)?;
    let (school, now, of) = (by.school.id.clone(), app.clock.now(), by.reader.id.clone());
    let slot_seconds = app.site.slot_seconds;
    let remove = move |writer: &mut Writer<'_>| remove_passkey(writer, &of, &id, slot_seconds);
    app.db.write(school, by.actor(), now, remove).await?;
    Ok(respond::see_other(&paths::done(paths::PASSKEYS, "removed")))
}

async fn answer(
    app: &App,
    by: &SignedIn,
    site: &Site,
    status: StatusCode,
    errors: &[FieldError],
    notice: Option<String>,
) -> Result<HttpResponse, WebError> {
    let (pepper, of) = (app.pepper.clone(), by.reader.id.clone());
    let all = app
        .db
        .read(by.school.id.clone(), move |reader| list_passkeys(reader, &pepper, &of))
        .await?;
    let line = |one: KeptPasskey| PasskeyLine {
        id: one.id,
        name: one.name,
        added_on: one.added_on,
        elsewhere: Some(one.passkey.site).filter(|host| *host != site.id),
    };
    let lines: Vec<_> = all.into_iter().map(line).collect();
    let view = PasskeysPage { lines: &lines, errors, notice, csrf: by.session.csrf() };
    Ok(page(app, by, Some(StaffArea::Account), status, &view))
}

/// The page on which the device is asked; back to the list when nothing is asked any more.
async fn answer_new(
    app: &App,
    by: &SignedIn,
    site: &Site,
    status: StatusCode,
    name: &str,
    errors: &[FieldError],
) -> Result<HttpResponse, WebError> {
    let (pepper, of) = (app.pepper.clone(), by.reader.id.clone());
    let (row, now) = (by.session.row_id, app.clock.now());
    let (asked, others) = app
        .db
        .read(by.school.id.clone(), move |reader| -> Result<_, WebError> {
            Ok((asked_now(reader, &row, AskedTo::Make, now)?, list_passkeys(reader, &pepper, &of)?))
        })
        .await?;
    let Some(asked) = asked else { return Ok(respond::see_other(paths::PASSKEYS)) };
    let asked = to_make(by, site, &asked, &others).to_string();
    let view = NewPasskeyPage { asked: &asked, name, errors, csrf: by.session.csrf() };
    Ok(page(app, by, Some(StaffArea::Account), status, &view))
}

/// `PublicKeyCredentialCreationOptions` (§5.4). The device must ask who holds it; who made it is not asked.
fn to_make(by: &SignedIn, site: &Site, asked: &Challenge, others: &[KeptPasskey]) -> Value {
    json!({
        "challenge": asked.to_text(),
        "rp": { "id": site.id, "name": by.school.name.as_str() },
        "user": {
            "id": BASE64URL_NOPAD.encode(&by.reader.id.to_bytes()),
            "name": by.reader.email.as_str(),
            "displayName": by.reader.name.as_str(),
        },
        "pubKeyCredParams": ALGORITHMS.map(|alg| json!({ "type": "public-key", "alg": alg })),
        "excludeCredentials": named(others.iter()),
        "authenticatorSelection": { "residentKey": "preferred", "userVerification": "required" },
        "attestation": "none",
        "timeout": WAIT_MILLISECONDS,
    })
}
