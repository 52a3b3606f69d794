//! The list of slips a reader can open.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};

use super::leave::away_today;
use super::page;
use super::queue_query::{Asked, QueueQuery};
use crate::app::App;
use crate::db::DbError;
use crate::domain::{Need, Permission, QueueList, ReaderSummary, SlipState, Urgency};
use crate::services::list_slips::{OwnSlips, Part, View, list_own_slips};
use crate::services::list_visited::list_visited;
use crate::services::look_through::{Look, Looked, look_through};
use crate::services::read_answers::list_unread;
use crate::services::renew_keys::colleagues_yet_to_seal;
use crate::store::slip_lists::{Alike, SlipLine};
use crate::store::{new_keys, outbox, readers, reseals};
use crate::views::StaffArea;
use crate::views::staff::{ListTabs, LookNote, QueueCounts, QueueLine, QueuePage, TrayLine};
use crate::web::WebError;
use crate::web::guard::{SignedIn, SlipReader};

/// Slips on one page.
const LINES_MAX: usize = 50;

/// `GET /staff/slips`.
pub async fn show_queue(
    app: Data<App>,
    by: SlipReader,
    query: Option<Query<QueueQuery>>,
) -> Result<HttpResponse, WebError> {
    let query = query.map(Query::into_inner).unwrap_or_default();
    let mut asked = Asked::of(&query, &app.words);
    asked.form.owners = owners(&app, &by).await?;
    let list = asked.list;
    let (who, now) = (by.at_work(), app.clock.now());
    let part = if list == QueueList::Closed { Part::Closed } else { Part::ToLookAt };
    let number = query.page.unwrap_or(1);
    let view = View { part, filter: asked.filter, page: number, lines_a_page: LINES_MAX };
    let own = list_own_slips(&app.db, &who, now, view).await?;
    let from = query.looked.unwrap_or_default();
    let looked = match asked.sought.is_sealed() {
        true => {
            let (sought, filter) = (asked.sought.clone(), asked.filter);
            let look = Look { sought, filter, from, today: now.day() };
            Some(look_through(&app.db, &who, &app.taxonomy, look).await?)
        }
        false => None,
    };
    let unread = list_unread(&app.db, &who).await?;
    let visited = list_visited(&app.db, &who, by.visited.slips()).await?;
    let yet_to_seal = colleagues_yet_to_seal(&app.db, &who).await?;
    let id = by.reader.id.clone();
    let (has_refused_mail, is_reseal_due, is_vouch_due) = app
        .db
        .read(by.school.id.clone(), move |reader| -> Result<_, DbError> {
            let refused = outbox::list_refused(reader)?;
            let waiting = new_keys::list(reader)?;
            let is_vouch_due = waiting.iter().any(|of| *of != id);
            Ok((!refused.is_empty(), reseals::find(reader, &id)?.is_some(), is_vouch_due))
        })
        .await?;
    let status = match asked.errors.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let tabs = tabs(&asked, &own, looked.as_ref(), from);
    let note = looked.as_ref().map(|looked| look_note(looked, from));
    let view = QueuePage {
        list,
        tabs,
        address: asked.address(),
        narrow: asked.form,
        errors: asked.errors,
        counts: counts(own.counts.iter().chain(&own.in_tray)),
        in_tray: tray_line(&own.in_tray),
        total: looked.as_ref().map_or(own.total, |looked| looked.lines.len()),
        page: own.page,
        pages: own.pages,
        untried: own.untried,
        damaged: own.damaged,
        has_refused_mail,
        is_reseal_due,
        is_vouch_due,
        yet_to_seal,
        away: away_today(&app, &by).await?,
        unread: unread.into_iter().map(|unread| (unread.slip, unread.day)).collect(),
        has_deleted: query.done.as_deref() == Some("deleted"),
        lines: match looked {
            Some(looked) => looked.lines.into_iter().map(|(it, needs)| line(it, needs)).collect(),
            None => own.lines.into_iter().map(|it| line(it, Vec::new())).collect(),
        },
        looked: note,
        visited: visited.into_iter().map(|it| line(it, Vec::new())).collect(),
    };
    let area = if list == QueueList::Closed { StaffArea::Closed } else { StaffArea::ToLookAt };
    Ok(page(&app, &by, Some(area), status, &view))
}

/// Whoever may read slips, or might while they were here: what a leaver saw to is somebody's to take on.
async fn owners(app: &App, by: &SignedIn) -> Result<Vec<(String, String)>, WebError> {
    let staff = app.db.read(by.school.id.clone(), readers::list_with_leavers).await?;
    let staff = staff.into_iter().map(|stored| stored.summary);
    let may_read = staff.filter(|reader| reader.roles.may(Permission::ReadSlips));
    let named = |reader: ReaderSummary| (reader.id.as_str().to_owned(), reader.name_and_title());
    Ok(may_read.map(named).collect())
}

/// How many there are on each list, as far as this look has told.
fn tabs(asked: &Asked, own: &OwnSlips, looked: Option<&Looked>, from: usize) -> ListTabs {
    let sum = |is_one: fn(&&Alike) -> bool| {
        own.counts.iter().filter(is_one).map(|alike| alike.count).sum::<usize>()
    };
    let all = Some(sum(|_| true));
    let new = Some(sum(|alike| alike.state == SlipState::New));
    let is_whole =
        |looked: &&Looked| from == 0 && looked.next().is_none() && !asked.form.is_narrowed();
    // What came in a rush is there too, as one line of so many.
    let in_tray = own.in_tray.iter().map(|alike| alike.count).sum::<usize>();
    let found = looked.filter(is_whole).map(|looked| looked.lines.len());
    let open = ListTabs { open: all, new, ..ListTabs::default() };
    match asked.list {
        QueueList::Today => ListTabs { today: found.map(|found| found + in_tray), ..open },
        QueueList::Mine => ListTabs { mine: found, ..open },
        QueueList::New | QueueList::Open => open,
        QueueList::Closed => ListTabs { closed: all, ..ListTabs::default() },
    }
}

pub(super) fn look_note(looked: &Looked, from: usize) -> LookNote {
    let Looked { to, total, damaged, .. } = *looked;
    LookNote { from, to, total, next: looked.next(), damaged }
}

/// What came in a rush, as one line; nothing where nothing did.
fn tray_line(in_tray: &[Alike]) -> Option<TrayLine> {
    let count = |is_one: fn(&&Alike) -> bool| {
        in_tray.iter().filter(is_one).map(|alike| alike.count).sum::<usize>()
    };
    let days = in_tray.iter().filter(|alike| alike.count > 0);
    let urgency = days.clone().map(|alike| alike.urgency).max()?;
    Some(TrayLine {
        count: count(|_| true),
        emergencies: count(|alike| alike.urgency == Urgency::Emergency),
        asked: count(|alike| alike.state == SlipState::AsideAsked),
        since: days.map(|alike| alike.day).min()?,
        urgency,
    })
}

fn counts<'a>(all: impl Iterator<Item = &'a Alike> + Clone) -> QueueCounts {
    let count = |is_one: fn(&Alike) -> bool| {
        all.clone().filter(|alike| is_one(alike)).map(|alike| alike.count).sum()
    };
    QueueCounts {
        emergency_or_urgent: count(|alike| {
            alike.urgency >= Urgency::Urgent && alike.state == SlipState::New
        }),
        not_acknowledged: count(|alike| alike.state == SlipState::New),
        being_looked_at: count(|alike| alike.state == SlipState::Acknowledged),
    }
}

pub(super) fn line(line: SlipLine, needs: Vec<Need>) -> QueueLine {
    let SlipLine { id, day, urgency, tray, state, purge_on, is_held } = line;
    QueueLine { id, day, urgency, state, tray, purge_on, is_held, needs }
}
