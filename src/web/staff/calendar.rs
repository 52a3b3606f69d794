//! When slips are read: the school's hours, terms and holidays.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};

use super::page;
use crate::app::App;
use crate::domain::{Day, DaySpan, MinuteOfDay, ReadingHours, SchoolCalendar, Typed};
use crate::i18n::Words;
use crate::paths;
use crate::services::set_calendar::set_calendar;
use crate::views::StaffArea;
use crate::views::components::FieldError;
use crate::views::pupil::told_when;
use crate::views::staff::{CalendarPage, CalendarPart};
use crate::web::guard::{Posted, ReaderManager, SignedIn};
use crate::web::{WebError, respond};

#[derive(serde::Deserialize)]
pub struct SavedQuery {
    saved: Option<String>,
}

/// A value of each field, by its name.
type Filled = Vec<(&'static str, String)>;

/// `GET /staff/calendar`.
pub async fn show_calendar(
    app: Data<App>,
    by: ReaderManager,
    query: Option<Query<SavedQuery>>,
) -> HttpResponse {
    let is_saved = query.is_some_and(|Query(query)| query.saved.is_some());
    let notice = is_saved.then(|| app.words.text("staff-calendar-saved"));
    let filled = by.school.calendar.as_ref().map_or_else(usual_hours, filled_from);
    answer(&app, &by, StatusCode::OK, &filled, &[], notice)
}

/// `POST /staff/calendar`.
pub async fn submit_calendar(
    app: Data<App>,
    posted: Posted<ReaderManager>,
) -> Result<HttpResponse, WebError> {
    let Posted { by, form } = posted;
    let calendar = match read(&form, &app.words) {
        Ok(calendar) => calendar,
        Err(errors) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return Ok(answer(&app, &by, status, &filled_by(&form), &errors, None));
        }
    };
    let (school, now) = (by.school.id.clone(), app.clock.now());
    app.db.write(school, by.actor(), now, move |writer| set_calendar(writer, &calendar)).await?;
    app.schools.forget();
    Ok(respond::see_other(&format!("{}?saved=yes", paths::CALENDAR)))
}

fn answer(
    app: &App,
    by: &SignedIn,
    status: StatusCode,
    filled: &Filled,
    errors: &[FieldError],
    notice: Option<String>,
) -> HttpResponse {
    let told = told_when(by.school.next_reading(app.clock.now()), &app.words);
    let view = CalendarPage { filled, told, errors, notice, csrf: by.session.csrf() };
    page(app, by, Some(StaffArea::SetUp), status, &view)
}

fn read(form: &Typed, words: &Words) -> Result<SchoolCalendar, Vec<FieldError>> {
    let mut reading = Reading { form, words, errors: Vec::new() };
    let mut hours = [None; 7];
    let of_days = reading.spans(CalendarPart::Hours, time, ReadingHours::new);
    for (index, of_day) in of_days {
        if let Some(day) = hours.get_mut(index) {
            *day = Some(of_day);
        }
    }
    let mut days = |part| -> Vec<DaySpan> {
        reading.spans(part, date, DaySpan::new).into_iter().map(|(_, span)| span).collect()
    };
    let (mut terms, mut closed) = (days(CalendarPart::Terms), days(CalendarPart::Closed));
    terms.sort_unstable();
    closed.sort_unstable();
    let mut errors = reading.errors;
    if errors.is_empty() && hours.iter().all(Option::is_none) {
        let message = words.text("staff-calendar-no-hours");
        errors.push(FieldError { field: first_field(CalendarPart::Hours), message });
    }
    if errors.is_empty() && terms.is_empty() {
        let message = words.text("staff-calendar-no-terms");
        errors.push(FieldError { field: first_field(CalendarPart::Terms), message });
    }
    if errors.is_empty() { Ok(SchoolCalendar { hours, terms, closed }) } else { Err(errors) }
}

/// A form on its way to become a calendar, and what is wrong with it so far.
struct Reading<'a> {
    form: &'a Typed,
    words: &'a Words,
    errors: Vec<FieldError>,
}

/// What one field holds, or which message says why it holds nothing.
type ReadField<T> = fn(&str) -> Result<T, &'static str>;

impl Reading<'_> {
    /// Every pair of this part that is filled in, by its place.
    fn spans<T, S, E>(
        &mut self,
        part: CalendarPart,
        read: ReadField<T>,
        join: fn(T, T) -> Result<S, E>,
    ) -> Vec<(usize, S)> {
        let mut found = Vec::new();
        for (index, (begin, end)) in part.pairs().iter().enumerate() {
            let typed = |name: &str| self.form.first(name).unwrap_or_default().trim();
            let told = match (typed(begin), typed(end)) {
                ("", "") => continue,
                ("", _) => Err((*begin, "staff-calendar-both")),
                (_, "") => Err((*end, "staff-calendar-both")),
                (first, last) => match (read(first), read(last)) {
                    (Err(message), _) => Err((*begin, message)),
                    (_, Err(message)) => Err((*end, message)),
                    (Ok(first), Ok(last)) => {
                        join(first, last).map_err(|_| (*end, "staff-calendar-backwards"))
                    }
                },
            };
            match told {
                Ok(span) => found.push((index, span)),
                Err((field, message)) => {
                    let what = part.row_name(index, self.words);
                    let message = self.words.fill(message, &[("what", (&what).into())]);
                    self.errors.push(FieldError { field, message });
                }
            }
        }
        found
    }
}

fn time(typed: &str) -> Result<MinuteOfDay, &'static str> {
    MinuteOfDay::parse(typed).map_err(|_| "staff-calendar-no-such-time")
}

fn date(typed: &str) -> Result<Day, &'static str> {
    Day::parse(typed).ok_or("staff-calendar-no-such-day")
}

fn first_field(part: CalendarPart) -> &'static str {
    part.pairs().first().map_or("", |(begin, _)| begin)
}

fn filled_by(form: &Typed) -> Filled {
    let names = CalendarPart::ALL.into_iter().flat_map(CalendarPart::pairs);
    let names = names.flat_map(|(begin, end)| [*begin, *end]);
    names.map(|name| (name, form.first(name).unwrap_or_default().to_owned())).collect()
}

fn filled_from(calendar: &SchoolCalendar) -> Filled {
    let hours = CalendarPart::Hours.pairs().iter().zip(&calendar.hours);
    let hours = hours.filter_map(|(pair, hours)| {
        hours.map(|hours| (*pair, hours.from().as_field(), hours.until().as_field()))
    });
    let terms = CalendarPart::Terms.pairs().iter().zip(&calendar.terms);
    let closed = CalendarPart::Closed.pairs().iter().zip(&calendar.closed);
    let days = terms
        .chain(closed)
        .map(|(pair, span)| (*pair, span.first().as_field(), span.last().as_field()));
    hours.chain(days).flat_map(|((begin, end), from, to)| [(begin, from), (end, to)]).collect()
}

/// What a school most likely enters, to be changed and saved.
fn usual_hours() -> Filled {
    let monday_to_friday = CalendarPart::Hours.pairs().iter().take(5);
    monday_to_friday
        .flat_map(|(begin, end)| [(*begin, "08:15".to_owned()), (*end, "15:45".to_owned())])
        .collect()
}
