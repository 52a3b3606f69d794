//! Readers give a colleague a link to make new keys, and vouch for them.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};

use super::readers::{link_of, reader_id};
use super::{DoneQuery, desk, done_of, page};
use crate::app::App;
use crate::domain::ReaderId;
use crate::paths;
use crate::services::ServiceError;
use crate::services::confirm_reader::{Comparison, Voucher, seen_details};
use crate::services::renew_keys::{
    VouchError, Vouched, Waiting, begin_new_keys, list_waiting, vouch_for_new_keys,
};
use crate::store::invitations;
use crate::store::readers::{self, StoredReader};
use crate::views::staff::{NewKeysLine, NewKeysPage, NewKeysState};
use crate::web::guard::{SignedIn, SlipReader};
use crate::web::step_up::PostedAfresh;
use crate::web::{WebError, respond};

/// `GET /staff/new-keys`.
pub async fn show_new_keys(
    app: Data<App>,
    by: SlipReader,
    query: Option<Query<DoneQuery>>,
) -> Result<HttpResponse, WebError> {
    let done = done_of(query);
    let notice = match done.as_deref() {
        Some("begun") => Some(app.words.text("staff-new-keys-was-begun")),
        Some("first") => Some(app.words.text("staff-new-keys-was-first")),
        Some("second") => Some(app.words.text("staff-new-keys-was-second")),
        Some(_) | None => None,
    };
    answer(&app, &by, StatusCode::OK, notice, None).await
}

/// `POST /staff/new-keys/{id}/begin`.
pub async fn submit_begin(
    app: Data<App>,
    posted: PostedAfresh<SlipReader>,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let (by, id) = (posted.by, reader_id(&id)?);
    let (school, now, pepper) = (by.school.id.clone(), app.clock.now(), app.pepper.clone());
    let (own, slot_seconds) = (by.reader.id.clone(), app.site.slot_seconds);
    app.db
        .write(school, by.actor(), now, move |writer| {
            begin_new_keys(writer, &pepper, &own, &id, slot_seconds).map(|_| ())
        })
        .await?;
    Ok(respond::see_other(&paths::done(paths::NEW_KEYS, "begun")))
}

/// `POST /staff/new-keys/{id}/vouch`.
pub async fn submit_vouch(
    app: Data<App>,
    posted: PostedAfresh<SlipReader>,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let PostedAfresh { by, form } = posted;
    let id = reader_id(&id)?;
    let field = |name: &str| form.first(name).unwrap_or_default();
    let typed = Comparison { seen: field("seen"), digits: field("digits") };
    let locks = app.key_locks();
    let voucher = Voucher { reader: &by.reader.id, keys: &by.keys };
    let desk = desk(&app, &locks, &by.school);
    match vouch_for_new_keys(desk, voucher, &id, typed, app.site.slot_seconds).await {
        Ok(Vouched::First) => Ok(respond::see_other(&paths::done(paths::NEW_KEYS, "first"))),
        Ok(Vouched::Second) => Ok(respond::see_other(&paths::done(paths::NEW_KEYS, "second"))),
        Err(VouchError::OtherDigits) => {
            answer(&app, &by, StatusCode::UNPROCESSABLE_ENTITY, None, Some(id)).await
        }
        Err(VouchError::NotYou) => Err(WebError::Conflict("staff-new-keys-not-you")),
        Err(VouchError::Service(error)) => Err(error.into()),
    }
}

async fn answer(
    app: &App,
    by: &SignedIn,
    status: StatusCode,
    notice: Option<String>,
    other_digits: Option<ReaderId>,
) -> Result<HttpResponse, WebError> {
    let pepper = app.pepper.clone();
    let (staff, waiting, links) = app
        .db
        .read(by.school.id.clone(), move |reader| -> Result<_, ServiceError> {
            let staff = readers::list(reader)?;
            let waiting = list_waiting(reader, &pepper)?;
            Ok((staff, waiting, invitations::list_unused(reader)?))
        })
        .await?;
    let now = app.clock.now();
    let lines: Vec<NewKeysLine> = staff
        .iter()
        .filter(|stored| stored.enrolled_at.is_some())
        .filter_map(|stored| {
            let made = waiting.iter().find(|waiting| waiting.of == stored.summary.id);
            Some(NewKeysLine {
                state: state_of(by, &staff, stored, made, || {
                    link_of(app, by, stored, &links, now)
                })?,
                seen: seen_details(&stored.summary),
                digits_error: (other_digits.as_ref() == Some(&stored.summary.id)).then(|| {
                    let name = stored.summary.name.as_str();
                    app.words.fill("staff-new-keys-other-digits", &[("name", name.into())])
                }),
                reader: stored.summary.clone(),
            })
        })
        .collect();
    let view = NewKeysPage { lines: &lines, csrf: by.session.csrf(), notice };
    Ok(page(app, by, None, status, &view))
}

/// How far somebody is; nothing of oneself, where there is nothing to say.
fn state_of(
    by: &SignedIn,
    staff: &[StoredReader],
    of: &StoredReader,
    made: Option<&Waiting>,
    link: impl FnOnce() -> Option<String>,
) -> Option<NewKeysState> {
    let is_oneself = of.summary.id == by.reader.id;
    Some(match made {
        Some(_) if is_oneself => NewKeysState::Own,
        None if is_oneself => return None,
        Some(waiting) if waiting.first.as_ref() == Some(&by.reader.id) => {
            NewKeysState::MadeAndVouched
        }
        Some(waiting) => {
            let first = waiting.first.as_ref().and_then(|first| readers::name_of(staff, first));
            NewKeysState::Made { first: first.map(str::to_owned) }
        }
        None => NewKeysState::None { link: link() },
    })
}
