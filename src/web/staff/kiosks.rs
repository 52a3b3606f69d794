//! Kiosks: adding one, changing how its pages look, pausing it, making its words anew, taking it back.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};

use super::{DoneQuery, done_of, page};
use crate::app::App;
use crate::db::Writer;
use crate::domain::{Appearance, Day, KioskId, KioskName, Typed, is_check_of_kiosk_due};
use crate::paths;
use crate::services::ServiceError;
use crate::services::add_kiosk::{
    KioskWords, add_kiosk, change_kiosk, make_kiosk_words, pause_kiosk, resume_kiosk, revoke_kiosk,
};
use crate::store::kiosk_checks::StoredCheck;
use crate::store::kiosks::StoredKiosk;
use crate::store::readers::StoredReader;
use crate::store::{kiosk_checks, kiosk_codes, kiosks, readers};
use crate::views::StaffArea;
use crate::views::components::FieldError;
use crate::views::staff::{
    KioskFields, KioskLine, KioskState, KioskWordsPage, KiosksPage, LastCheck,
};
use crate::web::guard::{KioskKeeper, Posted, SignedIn};
use crate::web::{WebError, respond};

/// `GET /staff/kiosks`.
pub async fn show_kiosks(
    app: Data<App>,
    by: KioskKeeper,
    query: Option<Query<DoneQuery>>,
) -> Result<HttpResponse, WebError> {
    let done = done_of(query);
    let notice = match done.as_deref() {
        Some("changed") => Some(app.words.text("staff-kiosks-was-changed")),
        Some("paused") => Some(app.words.text("staff-kiosks-was-paused")),
        Some("resumed") => Some(app.words.text("staff-kiosks-was-resumed")),
        Some("revoked") => Some(app.words.text("staff-kiosks-was-revoked")),
        Some(_) | None => None,
    };
    answer(&app, &by, Answer { notice, ..Answer::default() }).await
}

/// `POST /staff/kiosks/add`. The answer is the words themselves, since nothing but this page ever has
/// them.
pub async fn submit_add(
    app: Data<App>,
    posted: Posted<KioskKeeper>,
) -> Result<HttpResponse, WebError> {
    let Posted { by, form } = posted;
    let fields = fields_of(&form);
    let name = match read_name(&app, &form) {
        Ok(name) => name,
        Err(message) => return not_added(&app, &by, fields, message).await,
    };
    let (school, now, pepper) = (by.school.id.clone(), app.clock.now(), app.pepper.clone());
    let (added, reader, look) = (name.clone(), by.reader.id.clone(), fields.appearance);
    let made = app.db.write(school, by.actor(), now, move |writer| {
        add_kiosk(writer, &pepper, &reader, &added, look)
    });
    match made.await {
        Ok(words) => Ok(show_words(&app, &by, &name, &words)),
        Err(error) if error.is_already_there() => {
            let message = app.words.text("staff-kiosks-name-taken");
            not_added(&app, &by, fields, message).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /staff/kiosks/{id}/new-words`.
pub async fn submit_new_words(
    app: Data<App>,
    posted: Posted<KioskKeeper>,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let (by, id) = (posted.by, kiosk_id(&id)?);
    let (school, now, pepper) = (by.school.id.clone(), app.clock.now(), app.pepper.clone());
    let (reader, of) = (by.reader.id.clone(), id.clone());
    let made = app.db.write(school.clone(), by.actor(), now, move |writer| {
        let words = make_kiosk_words(writer, &pepper, &reader, &of)?;
        let stored = kiosks::list(writer)?.into_iter().find(|one| one.kiosk.id == of);
        Ok::<_, ServiceError>((words, stored.ok_or(ServiceError::NotFound)?))
    });
    let (words, stored) = made.await?;
    Ok(show_words(&app, &by, &stored.kiosk.name, &words))
}

/// `POST /staff/kiosks/{id}/change`.
pub async fn submit_change(
    app: Data<App>,
    posted: Posted<KioskKeeper>,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let Posted { by, form } = posted;
    let (id, fields) = (kiosk_id(&id)?, fields_of(&form));
    let name = match read_name(&app, &form) {
        Ok(name) => name,
        Err(message) => return not_changed(&app, &by, id, fields, message).await,
    };
    let (school, now) = (by.school.id.clone(), app.clock.now());
    let (changed, look) = (id.clone(), fields.appearance);
    let changing = app.db.write(school.clone(), by.actor(), now, move |writer| {
        change_kiosk(writer, &changed, &name, look)
    });
    match changing.await {
        Ok(()) => {
            app.kiosks.forget(&school);
            Ok(respond::see_other(&paths::done(paths::KIOSKS, "changed")))
        }
        Err(error) if error.is_already_there() => {
            let message = app.words.text("staff-kiosks-name-taken");
            not_changed(&app, &by, id, fields, message).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /staff/kiosks/{id}/pause`.
pub async fn submit_pause(
    app: Data<App>,
    posted: Posted<KioskKeeper>,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    on_one(&app, &posted.by, &id, pause_kiosk, "paused").await
}

/// `POST /staff/kiosks/{id}/resume`.
pub async fn submit_resume(
    app: Data<App>,
    posted: Posted<KioskKeeper>,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    on_one(&app, &posted.by, &id, resume_kiosk, "resumed").await
}

/// `POST /staff/kiosks/{id}/revoke`.
pub async fn submit_revoke(
    app: Data<App>,
    posted: Posted<KioskKeeper>,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    on_one(&app, &posted.by, &id, revoke_kiosk, "revoked").await
}

/// Changes one kiosk, and says on the list what was done.
async fn on_one(
    app: &App,
    by: &SignedIn,
    id: &str,
    change: fn(&mut Writer<'_>, &KioskId) -> Result<(), ServiceError>,
    what: &str,
) -> Result<HttpResponse, WebError> {
    let (school, now, id) = (by.school.id.clone(), app.clock.now(), kiosk_id(id)?);
    app.db.write(school.clone(), by.actor(), now, move |writer| change(writer, &id)).await?;
    app.kiosks.forget(&school);
    Ok(respond::see_other(&paths::done(paths::KIOSKS, what)))
}

fn show_words(app: &App, by: &SignedIn, name: &KioskName, made: &KioskWords) -> HttpResponse {
    let at = |path: &str| app.site.url_of(by.school.host.as_ref(), path);
    let view = KioskWordsPage {
        name: name.as_str(),
        code: &made.code,
        expires_at: made.expires_at,
        address: at(paths::KIOSK),
        first_page: at(paths::SLIP),
    };
    page(app, by, Some(StaffArea::Kiosks), StatusCode::OK, &view)
}

fn kiosk_id(typed: &str) -> Result<KioskId, WebError> {
    KioskId::parse(typed).map_err(|_| WebError::NotFound)
}

/// A size of text is the pupil's own to choose.
fn fields_of(form: &Typed) -> KioskFields {
    let appearance = Appearance { size: None, ..Appearance::read(|name| form.first(name)) };
    KioskFields { name: form.first("name").unwrap_or_default().to_owned(), appearance }
}

fn read_name(app: &App, form: &Typed) -> Result<KioskName, String> {
    KioskName::parse(form.first("name").unwrap_or_default()).map_err(|_| {
        let max = KioskName::CHARACTERS_MAX;
        app.words.fill("staff-kiosks-name-missing", &[("max", max.into())])
    })
}

async fn not_added(
    app: &App,
    by: &SignedIn,
    add: KioskFields,
    message: String,
) -> Result<HttpResponse, WebError> {
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    let errors = vec![FieldError { field: "name", message }];
    answer(app, by, Answer { status, add, errors, ..Answer::default() }).await
}

async fn not_changed(
    app: &App,
    by: &SignedIn,
    id: KioskId,
    fields: KioskFields,
    message: String,
) -> Result<HttpResponse, WebError> {
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    let put_right = Some((id, fields, message));
    answer(app, by, Answer { status, put_right, ..Answer::default() }).await
}

/// What to say besides which kiosks there are.
struct Answer {
    status: StatusCode,
    notice: Option<String>,
    add: KioskFields,
    errors: Vec<FieldError>,
    /// A change that could not be made, and why.
    put_right: Option<(KioskId, KioskFields, String)>,
}

impl Default for Answer {
    fn default() -> Self {
        let (notice, add, errors) = (None, KioskFields::default(), Vec::new());
        Self { status: StatusCode::OK, notice, add, errors, put_right: None }
    }
}

async fn answer(app: &App, by: &SignedIn, answer: Answer) -> Result<HttpResponse, WebError> {
    let now = app.clock.now();
    let (stored, waiting, people, checks) = app
        .db
        .read(by.school.id.clone(), move |reader| -> Result<_, ServiceError> {
            let waiting = kiosk_codes::list_waiting(reader, now)?;
            let (stored, people) = (kiosks::list(reader)?, readers::list_with_leavers(reader)?);
            Ok((stored, waiting, people, kiosk_checks::list(reader)?))
        })
        .await?;
    if let Some((id, ..)) = &answer.put_right
        && !stored.iter().any(|one| one.kiosk.id == *id)
    {
        return Err(WebError::NotFound);
    }
    let lines: Vec<KioskLine> = stored
        .into_iter()
        .map(|stored| {
            let id = &stored.kiosk.id;
            let has_draft = checks_of(&checks, id).any(|one| one.signature.is_none());
            KioskLine {
                state: state_of(&stored, &waiting, &people),
                seen_on: stored.seen_on,
                checked: last_check(&checks, id, now.day()),
                has_draft,
                put_right: answer.put_right.as_ref().and_then(|(of, fields, message)| {
                    (of == id).then(|| (fields.clone(), message.clone()))
                }),
                kiosk: stored.kiosk,
            }
        })
        .collect();
    let view = KiosksPage {
        lines: &lines,
        languages: app.languages.offered(),
        nation: app.site.nation_at(by.school.host.as_ref()),
        add: answer.add,
        errors: &answer.errors,
        notice: answer.notice,
        csrf: by.session.csrf(),
    };
    Ok(page(app, by, Some(StaffArea::Kiosks), answer.status, &view))
}

fn state_of(stored: &StoredKiosk, waiting: &[KioskId], people: &[StoredReader]) -> KioskState {
    match (stored.enrolled_on, &stored.enrolled_by) {
        (Some(_), _) if stored.token_tag.is_none() => match waiting.contains(&stored.kiosk.id) {
            true => KioskState::Waiting,
            false => KioskState::Stopped,
        },
        (Some(on), Some(by)) => {
            let by = readers::name_of(people, by).unwrap_or_default().to_owned();
            KioskState::Enrolled { on, by }
        }
        (_, _) if waiting.contains(&stored.kiosk.id) => KioskState::Waiting,
        (_, _) => KioskState::Lapsed,
    }
}

fn checks_of<'a, 'k>(
    checks: &'a [StoredCheck],
    kiosk: &'k KioskId,
) -> impl Iterator<Item = &'a StoredCheck> + use<'a, 'k> {
    checks.iter().filter(move |one| one.kiosk == *kiosk)
}

/// The latest comes first.
fn last_check(checks: &[StoredCheck], kiosk: &KioskId, today: Day) -> Option<LastCheck> {
    let mut signed =
        checks_of(checks, kiosk).filter_map(|one| Some((one, one.signature.as_ref()?)));
    let (last, signature) = signed.next()?;
    let signed_on = signature.at.day();
    Some(LastCheck {
        signed_on,
        roles: signature.roles.clone(),
        open: last.check.count_open(),
        is_due: is_check_of_kiosk_due(Some(signed_on), today),
    })
}
