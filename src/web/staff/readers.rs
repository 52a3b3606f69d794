//! Inviting, confirming and removing readers.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};

use super::{DoneQuery, desk, done_of, page};
use crate::app::App;
use crate::domain::{
    EmailAddress, ReaderId, ReaderName, ReaderTitle, Role, Roles, Timestamp, Typed, away_until,
};
use crate::i18n::post;
use crate::paths;
use crate::services::ServiceError;
use crate::services::confirm_reader::{
    Comparison, ConfirmError, Voucher, confirm_reader, seen_details,
};
use crate::services::go_live::check_routes;
use crate::services::invite_reader::{NewReader, invite_reader, invite_reader_again, link_token};
use crate::services::recovery_papers::{Coverage, coverage_among};
use crate::services::remove_reader::{RemoveError, remove_reader};
use crate::services::set_leave::known_leaves;
use crate::services::trusted_readers::{TrustedReader, trusted_readers};
use crate::store::invitations::{self, StoredInvitation};
use crate::store::readers::{self, StoredReader};
use crate::store::reseals;
use crate::views::StaffArea;
use crate::views::components::FieldError;
use crate::views::staff::{CoveredReaders, InviteFields, PersonState, ReaderLine, ReadersPage};
use crate::web::guard::{ReaderManager, SignedIn};
use crate::web::step_up::PostedAfresh;
use crate::web::{WebError, respond};

/// `GET /staff/readers`.
pub async fn show_readers(
    app: Data<App>,
    by: ReaderManager,
    query: Option<Query<DoneQuery>>,
) -> Result<HttpResponse, WebError> {
    let done = done_of(query);
    let notice = match done.as_deref() {
        Some("invited") => Some(app.words.text("staff-readers-was-invited")),
        Some("confirmed") => Some(app.words.text("staff-readers-was-confirmed")),
        Some("removed") => Some(app.words.text("staff-readers-was-removed")),
        Some(_) | None => None,
    };
    answer(&app, &by, Answer { notice, ..Answer::default() }).await
}

/// `POST /staff/readers/invite`.
pub async fn submit_invite(
    app: Data<App>,
    posted: PostedAfresh<ReaderManager>,
) -> Result<HttpResponse, WebError> {
    let PostedAfresh { by, form } = posted;
    let details = match read_details(&app, &by, &form) {
        Ok(details) => details,
        Err(errors) => return put_right(&app, &by, &form, errors).await,
    };
    let (school, now, pepper) = (by.school.id.clone(), app.clock.now(), app.pepper.clone());
    let invited = app.db.write(school, by.actor(), now, move |writer| {
        invite_reader(writer, &pepper, &details).map(|_| ())
    });
    match invited.await {
        Ok(()) => Ok(respond::see_other(&paths::done(paths::READERS, "invited"))),
        Err(error) if error.is_already_there() => {
            let message = app.words.text("staff-readers-email-taken");
            put_right(&app, &by, &form, vec![FieldError { field: "email", message }]).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /staff/readers/{id}/invite-again`.
pub async fn submit_invite_again(
    app: Data<App>,
    posted: PostedAfresh<ReaderManager>,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let (by, id) = (posted.by, reader_id(&id)?);
    let (school, now, pepper) = (by.school.id.clone(), app.clock.now(), app.pepper.clone());
    app.db
        .write(school, by.actor(), now, move |writer| {
            invite_reader_again(writer, &pepper, &id).map(|_| ())
        })
        .await?;
    Ok(respond::see_other(&paths::done(paths::READERS, "invited")))
}

/// `POST /staff/readers/{id}/confirm`.
pub async fn submit_confirm(
    app: Data<App>,
    posted: PostedAfresh<ReaderManager>,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let PostedAfresh { by, form } = posted;
    let id = reader_id(&id)?;
    let field = |name: &str| form.first(name).unwrap_or_default();
    let typed = Comparison { seen: field("seen"), digits: field("digits") };
    let locks = app.key_locks();
    let voucher = Voucher { reader: &by.reader.id, keys: &by.keys };
    let desk = desk(&app, &locks, &by.school);
    match confirm_reader(desk, voucher, &id, typed, app.site.slot_seconds).await {
        Ok(()) => Ok(respond::see_other(&paths::done(paths::READERS, "confirmed"))),
        Err(ConfirmError::OtherDigits) => {
            let other_digits = Some(id);
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            answer(&app, &by, Answer { status, other_digits, ..Answer::default() }).await
        }
        Err(ConfirmError::Service(error)) => Err(error.into()),
    }
}

/// `POST /staff/readers/{id}/remove`.
pub async fn submit_remove(
    app: Data<App>,
    posted: PostedAfresh<ReaderManager>,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let (by, id) = (posted.by, reader_id(&id)?);
    let locks = app.key_locks();
    let voucher = Voucher { reader: &by.reader.id, keys: &by.keys };
    let desk = desk(&app, &locks, &by.school);
    match remove_reader(desk, voucher, &id, app.site.slot_seconds).await {
        Ok(()) if by.school.is_live && has_gaps(&app, &by).await? => {
            // Slips that would have reached them reach nobody now: said at once, with what to do.
            Ok(respond::see_other(&paths::done(paths::SET_UP, "removed")))
        }
        Ok(()) => Ok(respond::see_other(&paths::done(paths::READERS, "removed"))),
        Err(RemoveError::OwnAccount) => Err(WebError::Conflict("staff-readers-own-account")),
        Err(RemoveError::Service(error)) => Err(error.into()),
    }
}

async fn has_gaps(app: &App, by: &SignedIn) -> Result<bool, WebError> {
    let (pepper, taxonomy) = (app.pepper.clone(), app.taxonomy.clone());
    let school = by.school.id.clone();
    let (gaps, _) =
        app.db.read(school, move |reader| check_routes(reader, &pepper, &taxonomy)).await?;
    Ok(!gaps.is_empty())
}

pub(super) fn reader_id(typed: &str) -> Result<ReaderId, WebError> {
    ReaderId::parse(typed).map_err(|_| WebError::NotFound)
}

fn read_details(app: &App, by: &SignedIn, form: &Typed) -> Result<NewReader, Vec<FieldError>> {
    let words = &app.words;
    let field = |name: &str| form.first(name).unwrap_or_default();
    let roles: Vec<&str> = form.all("roles").collect();
    let name = ReaderName::parse(field("name")).map_err(|_| FieldError {
        field: "name",
        message: words
            .fill("staff-readers-name-missing", &[("max", ReaderName::CHARACTERS_MAX.into())]),
    });
    let email = EmailAddress::parse(field("email")).map_err(|_| FieldError {
        field: "email",
        message: words.text("staff-readers-email-wrong"),
    });
    let roles = Roles::parse(&roles.join(",")).map_err(|_| FieldError {
        field: "roles",
        message: words.text("staff-readers-roles-missing"),
    });
    let title = match (field("title").trim(), &roles) {
        ("", Ok(roles)) => {
            let role = roles.main().unwrap_or(Role::IctAdministrator);
            let nation = app.site.nation_at(by.school.host.as_ref());
            ReaderTitle::parse(&post(role, nation, words))
        }
        (typed, Ok(_) | Err(_)) => ReaderTitle::parse(typed),
    };
    let title = title.map_err(|_| FieldError {
        field: "title",
        message: words
            .fill("staff-readers-post-missing", &[("max", ReaderTitle::CHARACTERS_MAX.into())]),
    });
    match (name, title, email, roles) {
        (Ok(name), Ok(title), Ok(email), Ok(roles)) => Ok(NewReader { name, title, roles, email }),
        (name, title, email, roles) => {
            Err([name.err(), title.err(), email.err(), roles.err()].into_iter().flatten().collect())
        }
    }
}

async fn put_right(
    app: &App,
    by: &SignedIn,
    form: &Typed,
    errors: Vec<FieldError>,
) -> Result<HttpResponse, WebError> {
    let field = |name: &str| form.first(name).unwrap_or_default().to_owned();
    let chosen: Vec<&str> = form.all("roles").collect();
    let invite = InviteFields {
        name: field("name"),
        title: field("title"),
        email: field("email"),
        roles: Role::ALL.into_iter().filter(|role| chosen.contains(&role.as_str())).collect(),
    };
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    answer(app, by, Answer { status, invite, errors, ..Answer::default() }).await
}

/// What to say besides who the readers are.
struct Answer {
    status: StatusCode,
    notice: Option<String>,
    invite: InviteFields,
    errors: Vec<FieldError>,
    /// Whose digits were not the right ones.
    other_digits: Option<ReaderId>,
}

impl Default for Answer {
    fn default() -> Self {
        let (notice, invite, errors) = (None, InviteFields::default(), Vec::new());
        Self { status: StatusCode::OK, notice, invite, errors, other_digits: None }
    }
}

async fn answer(app: &App, by: &SignedIn, answer: Answer) -> Result<HttpResponse, WebError> {
    let pepper = app.pepper.clone();
    let now = app.clock.now();
    let (staff, trusted, invitations, leaves, (reseals, coverage)) = app
        .db
        .read(by.school.id.clone(), move |reader| -> Result<_, ServiceError> {
            let staff = readers::list(reader)?;
            let invitations = invitations::list_unused(reader)?;
            let leaves = known_leaves(reader, &pepper, now.day())?;
            let trusted = trusted_readers(reader, &pepper)?;
            let rest = (reseals::list(reader)?, coverage_among(reader, &trusted)?);
            Ok((staff, trusted, invitations, leaves, rest))
        })
        .await?;
    let of = staff.iter().filter(|stored| stored.enrolled_at.is_some()).count();
    let Coverage { papers, covered } = coverage;
    let lines: Vec<ReaderLine> = staff
        .into_iter()
        .map(|stored| ReaderLine {
            state: state_of(app, by, &stored, &trusted, &invitations, now),
            away_until: away_until(&leaves, &stored.summary.id, now.day()),
            is_oneself: stored.summary.id == by.reader.id,
            seen: seen_details(&stored.summary),
            reseals_since: reseals
                .iter()
                .find(|(of, _)| *of == stored.summary.id)
                .map(|(_, since)| *since),
            digits_error: (answer.other_digits.as_ref() == Some(&stored.summary.id)).then(|| {
                let name = stored.summary.name.as_str();
                app.words.fill("staff-readers-other-digits", &[("name", name.into())])
            }),
            reader: stored.summary,
        })
        .collect();
    let view = ReadersPage {
        lines: &lines,
        papers: papers.map(|_| CoveredReaders { covered: covered.len(), of }),
        nation: app.site.nation_at(by.school.host.as_ref()),
        csrf: by.session.csrf(),
        invite: answer.invite,
        errors: &answer.errors,
        notice: answer.notice,
    };
    Ok(page(app, by, Some(StaffArea::Readers), answer.status, &view))
}

fn state_of(
    app: &App,
    by: &SignedIn,
    stored: &StoredReader,
    trusted: &[TrustedReader],
    invitations: &[StoredInvitation],
    now: Timestamp,
) -> PersonState {
    if trusted.iter().any(|one| one.summary == stored.summary) {
        return PersonState::Confirmed;
    }
    if stored.enrolled_at.is_some() {
        return PersonState::Unconfirmed;
    }
    PersonState::Invited { link: link_of(app, by, stored, invitations, now) }
}

/// The one-time link that somebody has still to use, if there is one.
pub(super) fn link_of(
    app: &App,
    by: &SignedIn,
    stored: &StoredReader,
    invitations: &[StoredInvitation],
    now: Timestamp,
) -> Option<String> {
    let of_them = |invitation: &&StoredInvitation| {
        invitation.reader == stored.summary.id && invitation.expires_at > now
    };
    let invitation = invitations.iter().find(of_them)?;
    let token = link_token(&app.pepper, &by.school.id, &stored.summary, invitation.expires_at);
    Some(app.site.url_of(by.school.host.as_ref(), &paths::enrol(token.expose())))
}
