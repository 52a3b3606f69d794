//! Readers' days away. Any reader enters them, for themself or for a colleague who fell ill; all are told.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};

use super::{DoneQuery, done_of, page};
use crate::app::App;
use crate::crypto::random;
use crate::domain::{
    Away, Day, DaySpan, Leave, LeaveId, LeaveProblem, Permission, ReaderId, ReaderName,
    ReaderSummary, Typed, away_until,
};
use crate::paths;
use crate::services::set_leave::{
    LeaveDesk, LeaveError, known_leaves, set_leave, slip_readers, take_leave_back,
};
use crate::views::StaffArea;
use crate::views::components::FieldError;
use crate::views::staff::{AwayLine, LeaveFields, LeaveLine, LeavePage};
use crate::web::guard::{SignedIn, SlipReader};
use crate::web::step_up::PostedAfresh;
use crate::web::{WebError, respond};

/// What the page shows beside who is away.
#[derive(Default)]
struct Answer<'a> {
    fields: LeaveFields,
    errors: &'a [FieldError],
    notice: Option<String>,
}

/// `GET /staff/leave`.
pub async fn show_leave(
    app: Data<App>,
    by: SlipReader,
    query: Option<Query<DoneQuery>>,
) -> Result<HttpResponse, WebError> {
    let notice = match done_of(query).as_deref() {
        Some("set") => Some(app.words.text("staff-leave-was-set")),
        Some("back") => Some(app.words.text("staff-leave-was-taken-back")),
        Some(_) | None => None,
    };
    answer(&app, &by, Answer { notice, ..Answer::default() }).await
}

/// `POST /staff/leave`.
pub async fn submit_leave(
    app: Data<App>,
    posted: PostedAfresh<SlipReader>,
) -> Result<HttpResponse, WebError> {
    let PostedAfresh { by, form } = posted;
    let leave = match read(&app, &by, &form)? {
        Ok(leave) => leave,
        Err(errors) => return put_right(&app, &by, &form, &errors, false).await,
    };
    let is_meant = form.first("anyway") == Some("yes");
    let (school, now, pepper) = (by.school.id.clone(), app.clock.now(), app.pepper.clone());
    let (taxonomy, calendar) = (app.taxonomy.clone(), by.school.calendar.clone());
    let (id, slot_seconds) = (by.reader.id.clone(), app.site.slot_seconds);
    let set = app.db.write(school, by.actor(), now, move |writer| {
        let desk = LeaveDesk { pepper: &pepper, by: &id, slot_seconds };
        set_leave(writer, &desk, &taxonomy, calendar.as_ref(), &leave, is_meant)
    });
    match set.await {
        Ok(()) => {
            app.readers.look_anew(&by.school.id);
            Ok(respond::see_other(&paths::done(paths::DAYS_AWAY, "set")))
        }
        Err(LeaveError::Problems(problems)) => {
            let readers = app.readers.of(&by.school.id, now).await.unwrap_or_default();
            let said = problems.iter().map(|problem| in_words(&app, problem, &readers));
            let is_asked = problems.iter().all(LeaveProblem::may_be_all_the_same);
            put_right(&app, &by, &form, &said.collect::<Vec<_>>(), is_asked).await
        }
        Err(LeaveError::Service(error)) => Err(error.into()),
    }
}

/// `POST /staff/leave/{id}/take-back`.
pub async fn submit_take_back_leave(
    app: Data<App>,
    posted: PostedAfresh<SlipReader>,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let by = posted.by;
    let leave = LeaveId::parse(&id).map_err(|_| WebError::NotFound)?;
    let (school, now, pepper) = (by.school.id.clone(), app.clock.now(), app.pepper.clone());
    let (id, slot_seconds) = (by.reader.id.clone(), app.site.slot_seconds);
    app.db
        .write(school, by.actor(), now, move |writer| {
            take_leave_back(writer, &LeaveDesk { pepper: &pepper, by: &id, slot_seconds }, &leave)
        })
        .await?;
    app.readers.look_anew(&by.school.id);
    Ok(respond::see_other(&paths::done(paths::DAYS_AWAY, "back")))
}

/// Who of the readers is away today, and who stands in.
pub(super) async fn away_today(app: &App, by: &SignedIn) -> Result<Vec<AwayLine>, WebError> {
    let (now, school) = (app.clock.now(), &by.school.id);
    let readers = app.readers.of(school, now).await?;
    let (leaves, today) = (app.readers.leaves_of(school), now.day());
    let away = Away::on(&leaves, today);
    let line = |reader: &ReaderSummary| {
        let until = away_until(&leaves, &reader.id, today)?;
        let cover = away.cover_of(&reader.id).filter(|cover| !away.has(cover));
        let cover = cover.and_then(|cover| name_of(&readers, cover));
        Some(AwayLine { name: reader.name.clone(), until, cover })
    };
    Ok(readers.iter().filter_map(line).collect())
}

fn name_of(readers: &[ReaderSummary], id: &ReaderId) -> Option<ReaderName> {
    readers.iter().find(|reader| reader.id == *id).map(|reader| reader.name.clone())
}

/// The days that were typed, and whose.
fn read(
    app: &App,
    by: &SignedIn,
    form: &Typed,
) -> Result<Result<Leave, Vec<FieldError>>, WebError> {
    let field = |name: &str| form.first(name).unwrap_or_default();
    let person = |name| match field(name) {
        "" => Ok(None),
        typed => ReaderId::parse(typed).map(Some).map_err(|_| WebError::NotFound),
    };
    let reader = person("reader")?.unwrap_or_else(|| by.reader.id.clone());
    let cover = person("cover")?;
    let wrong = |field, key| FieldError { field, message: app.words.text(key) };
    let day = |name| Day::parse(field(name)).ok_or_else(|| wrong(name, "staff-leave-no-such-day"));
    let (first, last) = match (day("first"), day("last")) {
        (Ok(first), Ok(last)) => (first, last),
        (first, last) => {
            return Ok(Err([first.err(), last.err()].into_iter().flatten().collect()));
        }
    };
    if last < app.clock.now().day() {
        return Ok(Err(vec![wrong("last", "staff-leave-over")]));
    }
    Ok(match DaySpan::new(first, last) {
        Ok(days) if last.0.saturating_sub(first.0) < Leave::DAYS_MAX => {
            Ok(Leave { id: LeaveId::from_random(random::bytes()?), reader, cover, days })
        }
        Ok(_) => Err(vec![wrong("last", "staff-leave-too-long")]),
        Err(_) => Err(vec![wrong("last", "staff-leave-backwards")]),
    })
}

/// What is wrong, and what to do about it.
fn in_words(app: &App, problem: &LeaveProblem, readers: &[ReaderSummary]) -> FieldError {
    let words = &app.words;
    let or = format!(" {} ", words.text("staff-leave-or"));
    let names = |of: &[ReaderSummary]| {
        let names: Vec<_> = of.iter().map(|reader| reader.name.as_str()).collect();
        names.join(&or)
    };
    let between = |key, days: &DaySpan| {
        let (first, last) = (days.first().in_words(), days.last().in_words());
        words.fill(key, &[("first", (&first).into()), ("last", (&last).into())])
    };
    let (field, message) = match problem {
        LeaveProblem::Overlaps(days) => ("first", between("staff-leave-overlaps", days)),
        LeaveProblem::CannotCover(could) if could.is_empty() => {
            ("cover", words.text("staff-leave-nobody-covers"))
        }
        LeaveProblem::CannotCover(could) => {
            let names = names(could);
            ("cover", words.fill("staff-leave-cannot-cover", &[("names", (&names).into())]))
        }
        LeaveProblem::CoverAway(days) => ("cover", between("staff-leave-cover-away", days)),
        LeaveProblem::Covers { whom, days } => {
            let name = name_of(readers, whom);
            let name = name.as_ref().map_or("", ReaderName::as_str);
            let (first, last) = (days.first().in_words(), days.last().in_words());
            let said = words.fill(
                "staff-leave-covers",
                &[("name", name.into()), ("first", (&first).into()), ("last", (&last).into())],
            );
            ("anyway", said)
        }
        LeaveProblem::NobodyThere { day, needed } => {
            let (day, names) = (day.in_words(), names(needed));
            let said = words.fill(
                "staff-leave-nobody-there",
                &[("day", (&day).into()), ("names", (&names).into())],
            );
            ("anyway", said)
        }
    };
    FieldError { field, message }
}

async fn put_right(
    app: &App,
    by: &SignedIn,
    form: &Typed,
    errors: &[FieldError],
    is_asked: bool,
) -> Result<HttpResponse, WebError> {
    let field = |name: &str| form.first(name).unwrap_or_default().to_owned();
    let fields = LeaveFields {
        reader: field("reader"),
        first: field("first"),
        last: field("last"),
        cover: field("cover"),
        is_asked,
    };
    answer(app, by, Answer { fields, errors, notice: None }).await
}

async fn answer(
    app: &App,
    by: &SignedIn,
    Answer { fields, errors, notice }: Answer<'_>,
) -> Result<HttpResponse, WebError> {
    let (pepper, today) = (app.pepper.clone(), app.clock.now().day());
    let (leaves, people) = app
        .db
        .read(by.school.id.clone(), move |reader| -> Result<_, WebError> {
            Ok((known_leaves(reader, &pepper, today)?, slip_readers(reader, &pepper)?))
        })
        .await?;
    let line = |Leave { id, reader, cover, days }: Leave| {
        let cover = cover.and_then(|cover| name_of(&people, &cover));
        let name = name_of(&people, &reader)?;
        Some(LeaveLine { id, name, days, cover, has_begun: days.has(today) })
    };
    let view = LeavePage {
        lines: leaves.into_iter().filter_map(line).collect(),
        people: &people,
        own: &by.reader.id,
        fields,
        errors,
        notice,
        csrf: by.session.csrf(),
    };
    let area = match by.may(Permission::ManageReaders) {
        true => StaffArea::Readers,
        false => StaffArea::Account,
    };
    let status = match errors.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    Ok(page(app, by, Some(area), status, &view))
}
