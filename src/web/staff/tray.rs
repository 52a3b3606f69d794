//! What came in a rush: looking at it, reading some by chance, and setting aside what two readers agree on.

use std::cmp::Reverse;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};

use super::page;
use super::slip::find;
use super::slip_page::{is_opened, name_of};
use crate::app::App;
use crate::domain::{AlikeId, ReaderId, SlipFilter, SlipState, Urgency};
use crate::paths;
use crate::services::ServiceError;
use crate::services::list_slips::{Part, View, list_own_slips};
use crate::services::rush_tray::{Group, list_groups};
use crate::services::set_aside::{
    AtTray, SetAside, agree_to_set_aside, ask_to_set_aside, refuse_to_set_aside, take_back,
    who_asks,
};
use crate::services::skim_tray::{SKIMMED_AT_ONCE, skim_tray};
use crate::store::readers;
use crate::store::slip_lists::SlipLine;
use crate::views::StaffArea;
use crate::views::staff::{SkimPage, Skimmed, TrayPage, TrayRow};
use crate::web::guard::{Posted, SignedIn, SlipReader};
use crate::web::{WebError, respond};

/// Lines on one page.
const LINES_MAX: usize = 50;

#[derive(Default, serde::Deserialize)]
pub struct TrayQuery {
    alike: Option<String>,
    part: Option<String>,
    page: Option<usize>,
    done: Option<String>,
    left: Option<usize>,
}

#[derive(serde::Deserialize)]
pub struct SkimQuery {
    slips: String,
}

/// Which part of the tray is shown, and what is said above it.
struct Asked {
    part: Part,
    group: Option<AlikeId>,
    page: usize,
    status: StatusCode,
    notices: Vec<String>,
}

/// `GET /staff/tray`: what waits, or what was set aside; of one group or all.
pub async fn show_tray(
    app: Data<App>,
    by: SlipReader,
    query: Option<Query<TrayQuery>>,
) -> Result<HttpResponse, WebError> {
    let TrayQuery { alike, part, page, done, left } =
        query.map(Query::into_inner).unwrap_or_default();
    let group = alike.map(|alike| AlikeId::parse(&alike)).transpose();
    let group = group.map_err(|_| WebError::NotFound)?;
    let is_aside = part.as_deref() == Some(SlipState::Aside.as_str());
    let mut notices = Vec::new();
    notices.extend(match done.as_deref() {
        Some("asked") => Some(app.words.text("staff-aside-done-asked")),
        Some("agreed") => Some(app.words.text("staff-aside-done-agreed")),
        Some("refused") => Some(app.words.text("staff-aside-done-refused")),
        Some("back") => Some(app.words.text("staff-aside-done-back")),
        Some(_) | None => None,
    });
    let left = left.filter(|left| *left > 0);
    notices.extend(left.map(|left| app.words.fill("staff-aside-left", &[("count", left.into())])));
    let asked = Asked {
        part: if is_aside { Part::Aside } else { Part::RushTray },
        group,
        page: page.unwrap_or(1),
        status: StatusCode::OK,
        notices,
    };
    answer(&app, &by, asked).await
}

/// `GET /staff/tray/skim`: those that this person has opened in this session.
pub async fn show_skimmed(
    app: Data<App>,
    by: SlipReader,
    query: Option<Query<SkimQuery>>,
) -> Result<HttpResponse, WebError> {
    let ids = query.map(|query| query.into_inner().slips).unwrap_or_default();
    let mut slips = Vec::new();
    for id in ids.split('.').filter(|id| !id.is_empty()).take(SKIMMED_AT_ONCE) {
        let found = match find(&app, &by, id).await {
            Ok(found) if is_opened(&by, &found) => found,
            // Gone since, or never theirs.
            Ok(_) | Err(WebError::NotFound) => continue,
            Err(error) => return Err(error),
        };
        let content = match found.content(&by.school.id) {
            Ok(content) => content,
            // Its own page says what is wrong with it.
            Err(ServiceError::Damaged) => continue,
            Err(error) => return Err(error.into()),
        };
        let kind = content.answers.category(&app.taxonomy);
        slips.push(Skimmed {
            slip: found.line.id,
            urgency: content.urgency,
            kind: kind.staff_words.clone(),
            may_show_nudes: kind.may_show_nudes,
            told: content.told,
            words: content.answers.words,
        });
    }
    slips.sort_by_key(|skimmed| Reverse(skimmed.urgency));
    let csrf = by.session.csrf().to_owned();
    let view = SkimPage { slips, skimmed_at_once: SKIMMED_AT_ONCE, csrf };
    Ok(page(&app, &by, Some(StaffArea::ToLookAt), StatusCode::OK, &view))
}

/// `POST /staff/tray/skim`.
pub async fn submit_skim(
    app: Data<App>,
    posted: Posted<SlipReader>,
) -> Result<HttpResponse, WebError> {
    let by = posted.by;
    let now = app.clock.now();
    let opened = skim_tray(&app.db, &by.at_work(), by.started_at, now).await?;
    Ok(respond::see_other(&paths::skimmed(&opened)))
}

/// What a button does to the slips of a group, or to all.
#[derive(Clone, Copy)]
enum Press {
    Ask,
    Agree,
    Refuse,
    TakeBack,
}

/// `POST /staff/tray/ask-aside`.
pub async fn submit_ask(
    app: Data<App>,
    posted: Posted<SlipReader>,
) -> Result<HttpResponse, WebError> {
    change(&app, posted, Press::Ask).await
}

/// `POST /staff/tray/agree-aside`.
pub async fn submit_agree(
    app: Data<App>,
    posted: Posted<SlipReader>,
) -> Result<HttpResponse, WebError> {
    change(&app, posted, Press::Agree).await
}

/// `POST /staff/tray/refuse-aside`.
pub async fn submit_refuse(
    app: Data<App>,
    posted: Posted<SlipReader>,
) -> Result<HttpResponse, WebError> {
    change(&app, posted, Press::Refuse).await
}

/// `POST /staff/tray/take-back`.
pub async fn submit_take_back(
    app: Data<App>,
    posted: Posted<SlipReader>,
) -> Result<HttpResponse, WebError> {
    change(&app, posted, Press::TakeBack).await
}

async fn change(
    app: &App,
    posted: Posted<SlipReader>,
    press: Press,
) -> Result<HttpResponse, WebError> {
    let Posted { by, form } = posted;
    let group = form.first("alike").map(AlikeId::parse).transpose();
    let group = group.map_err(|_| WebError::NotFound)?;
    let who = by.at_work();
    let at =
        AtTray { who: &who, group: group.as_ref(), since: by.started_at, now: app.clock.now() };
    let (done, said) = match press {
        Press::Ask => (ask_to_set_aside(&app.db, &at).await?, "asked"),
        Press::Agree => (agree_to_set_aside(&app.db, &at).await?, "agreed"),
        Press::Refuse => (refuse_to_set_aside(&app.db, &at).await?, "refused"),
        Press::TakeBack => (take_back(&app.db, &at).await?, "back"),
    };
    let (changed, left) = match done {
        SetAside::Done { changed, left } => (changed, left),
        SetAside::ReadFirst { wanted, read } => {
            let notice = app.words.fill(
                "staff-aside-read-first",
                &[("wanted", wanted.into()), ("read", read.into())],
            );
            let notices = vec![notice];
            let (part, status) = (Part::RushTray, StatusCode::CONFLICT);
            return answer(app, &by, Asked { part, group, page: 1, status, notices }).await;
        }
    };
    let said = if changed > 0 { said } else { "nothing" };
    // What was not acted on may have stayed where it was; refusing and taking back leave only what
    // others were faster with.
    let left = match press {
        Press::Ask | Press::Agree => left,
        Press::Refuse | Press::TakeBack => 0,
    };
    let to = format!("{}?part=rush&done={said}&left={left}", paths::TRAY);
    Ok(respond::see_other(&to))
}

async fn answer(app: &App, by: &SignedIn, asked: Asked) -> Result<HttpResponse, WebError> {
    let Asked { part, group, page: number, status, notices } = asked;
    let (who, now) = (by.at_work(), app.clock.now());
    let view = View { part, filter: SlipFilter::default(), page: 1, lines_a_page: 1 };
    let untried = list_own_slips(&app.db, &who, now, view).await?.untried;
    let mut groups = list_groups(&app.db, &who, part).await?;
    if group.is_some() {
        groups.retain(|found| found.id == group);
        if groups.is_empty() && status == StatusCode::OK {
            return Err(WebError::NotFound);
        }
    }
    let total = groups.iter().map(|group| group.slips.len()).sum();
    let asked: usize = groups.iter().map(Group::asked).sum();
    let rows: Vec<TrayRow> = match &group {
        Some(_) => groups.iter().flat_map(|group| &group.slips).map(row_of_one).collect(),
        None => groups.iter().filter_map(row).collect(),
    };
    let pages = rows.len().div_ceil(LINES_MAX).max(1);
    let number = number.clamp(1, pages);
    let at = AtTray { who: &who, group: group.as_ref(), since: by.started_at, now };
    let asking = match asked {
        0 => Default::default(),
        _ => who_asks(&app.db, &at).await?,
    };
    let view = TrayPage {
        is_aside: part == Part::Aside,
        rows: rows.into_iter().skip((number - 1) * LINES_MAX).take(LINES_MAX).collect(),
        group,
        total,
        waiting: total - asked,
        page: number,
        pages,
        untried,
        is_asked_by_self: asking.iter().all(|id| *id == by.reader.id),
        asked_by: names(app, by, &asking.into_iter().collect::<Vec<_>>()).await?,
        skimmed_at_once: SKIMMED_AT_ONCE,
        notices,
        csrf: by.session.csrf().to_owned(),
    };
    Ok(page(app, by, Some(StaffArea::ToLookAt), status, &view))
}

async fn names(app: &App, by: &SignedIn, ids: &[ReaderId]) -> Result<Vec<String>, WebError> {
    let staff = app.db.read(by.school.id.clone(), readers::list_with_leavers).await?;
    Ok(ids.iter().map(|id| name_of(app, &staff, id)).collect())
}

fn row(group: &Group) -> Option<TrayRow> {
    let first = group.slips.first()?;
    let is_emergency = |line: &&SlipLine| line.urgency == Urgency::Emergency;
    Some(TrayRow {
        group: group.id.clone().filter(|_| group.slips.len() > 1),
        count: group.slips.len(),
        emergencies: group.slips.iter().filter(is_emergency).count(),
        asked: group.asked(),
        day: group.slips.iter().map(|line| line.day).min()?,
        purge_on: group.slips.iter().filter_map(|line| line.purge_on).min(),
        ..row_of_one(first)
    })
}

fn row_of_one(line: &SlipLine) -> TrayRow {
    TrayRow {
        group: None,
        slip: line.id.clone(),
        count: 1,
        emergencies: usize::from(line.urgency == Urgency::Emergency),
        asked: usize::from(line.state == SlipState::AsideAsked),
        urgency: line.urgency,
        day: line.day,
        state: line.state,
        purge_on: line.purge_on,
    }
}
