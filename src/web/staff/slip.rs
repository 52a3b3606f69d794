//! One slip: looking at its cover, opening it, taking it on, closing it.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};

use super::page;
use crate::app::App;
use crate::domain::{
    ActKind, Category, CloseReason, ReaderId, SlipContent, SlipId, SlipState, asked_to_purge,
};
use crate::paths;
use crate::services::ServiceError;
use crate::services::acknowledge_slip::acknowledge_slip;
use crate::services::close_slip::close_slip;
use crate::services::read_slip::{FoundSlip, find_slip, open_slip};
use crate::store::readers::{self, StoredReader};
use crate::views::components::FieldError;
use crate::views::staff::{
    ActLine, AnswerLine, Asked, CloseFields, KeepFields, MessageFields, SlipPage, SlipView, Told,
};
use crate::web::guard::{Posted, SignedIn, SlipReader};
use crate::web::{WebError, respond};

/// `GET /staff/slips/{id}`: the cover, or the slip if this person has opened it in this session.
pub async fn show_slip(
    app: Data<App>,
    by: SlipReader,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let found = find(&app, &by, &id).await?;
    answer(&app, &by, &found, Answer::default()).await
}

/// `POST /staff/slips/{id}/open`.
pub async fn submit_open(
    app: Data<App>,
    posted: Posted<SlipReader>,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let by = posted.by;
    let found = find(&app, &by, &id).await?;
    if !is_opened(&by, &found) {
        open_slip(&app.db, &by.at_work(), &found, app.clock.now()).await?;
    }
    Ok(respond::see_other(&paths::slip(&found.line.id)))
}

/// `POST /staff/slips/{id}/acknowledge`.
pub async fn submit_acknowledge(
    app: Data<App>,
    posted: Posted<SlipReader>,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let by = posted.by;
    let found = find_opened(&app, &by, &id).await?;
    let done = acknowledge_slip(&app.db, &by.at_work(), &found, app.clock.now()).await;
    after(&app, &by, &found, done).await
}

/// `POST /staff/slips/{id}/close`.
pub async fn submit_close(
    app: Data<App>,
    posted: Posted<SlipReader>,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let Posted { by, form } = posted;
    let found = find_opened(&app, &by, &id).await?;
    let reason = form.first("reason").and_then(CloseReason::parse);
    let note = form.lines("note");
    let mut errors = Vec::new();
    if reason.is_none() {
        let message = app.words.text("staff-slip-close-choose");
        errors.push(FieldError { field: "reason", message });
    }
    let closing = reason.zip(reason.map(|reason| ActKind::closed(reason, &note)));
    let max = ActKind::NOTE_CHARACTERS_MAX;
    if note.trim().chars().count() > max {
        let message = too_long(&app, "staff-slip-close-note-long", &note, max);
        errors.push(FieldError { field: "note", message });
    }
    let Some((reason, Ok(act))) = closing else {
        let close = CloseFields { reason, note };
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return answer(&app, &by, &found, Answer { status, close, errors, ..Answer::default() })
            .await;
    };
    let now = app.clock.now();
    let purge_on = app.site.retention.purge_on(reason, now.day());
    let done = close_slip(&app.db, &by.at_work(), &found, now, act, purge_on).await;
    after(&app, &by, &found, done).await
}

pub(super) async fn find(app: &App, by: &SignedIn, id: &str) -> Result<FoundSlip, WebError> {
    let id = SlipId::parse(id).map_err(|_| WebError::NotFound)?;
    Ok(find_slip(&app.db, &by.at_work(), &id).await?)
}

/// Each session opens a slip anew, so that the other readers see every sitting.
pub(super) fn is_opened(by: &SignedIn, found: &FoundSlip) -> bool {
    found.opened_at(&by.reader.id).is_some_and(|at| at >= by.started_at)
}

/// Nobody acts on what they have not read.
pub(super) async fn find_opened(app: &App, by: &SignedIn, id: &str) -> Result<FoundSlip, WebError> {
    let found = find(app, by, id).await?;
    match is_opened(by, &found) {
        true => Ok(found),
        false => Err(WebError::Conflict("staff-problem-changed-advice")),
    }
}

/// That what was typed has more characters than `max`; `id` names the sentence.
pub(super) fn too_long(app: &App, id: &'static str, typed: &str, max: usize) -> String {
    let count = typed.trim().chars().count();
    app.words.fill(id, &[("count", count.into()), ("max", max.into())])
}

async fn after(
    app: &App,
    by: &SignedIn,
    found: &FoundSlip,
    done: Result<(), ServiceError>,
) -> Result<HttpResponse, WebError> {
    after_change(app, by, found, done, |now| match now {
        SlipState::New | SlipState::Acknowledged => "staff-slip-faster-acknowledged",
        SlipState::AsideAsked | SlipState::Aside => "staff-slip-faster-aside",
        SlipState::Closed => "staff-slip-faster-closed",
    })
    .await
}

/// After a change, or after somebody else made one first: then `faster` names the sentence that
/// says so, by the state the slip is in now.
pub(super) async fn after_change(
    app: &App,
    by: &SignedIn,
    found: &FoundSlip,
    done: Result<(), ServiceError>,
    faster: impl FnOnce(SlipState) -> &'static str,
) -> Result<HttpResponse, WebError> {
    match done {
        Ok(()) => Ok(respond::see_other(&paths::slip(&found.line.id))),
        Err(ServiceError::Changed) => {
            let now = find(app, by, found.line.id.as_str()).await?;
            let notice = Some(app.words.text(faster(now.line.state)));
            let status = StatusCode::CONFLICT;
            answer(app, by, &now, Answer { status, notice, ..Answer::default() }).await
        }
        Err(error) => Err(error.into()),
    }
}

/// What to say besides the slip itself.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) notice: Option<String>,
    pub(super) close: CloseFields,
    pub(super) keep: KeepFields,
    pub(super) message: MessageFields,
    pub(super) errors: Vec<FieldError>,
}

impl Default for Answer {
    fn default() -> Self {
        Self {
            status: StatusCode::OK,
            notice: None,
            close: CloseFields::default(),
            keep: KeepFields::default(),
            message: MessageFields::default(),
            errors: Vec::new(),
        }
    }
}

pub(super) async fn answer(
    app: &App,
    by: &SignedIn,
    found: &FoundSlip,
    answer: Answer,
) -> Result<HttpResponse, WebError> {
    let staff = app.db.read(by.school.id.clone(), readers::list_with_leavers).await?;
    let acts: Vec<ActLine> = found
        .acts
        .iter()
        .map(|act| ActLine {
            who: name_of(app, &staff, &act.reader),
            at: act.at.in_words(),
            kind: act.kind.clone(),
        })
        .collect();
    let mut notice = answer.notice;
    let content = match is_opened(by, found).then(|| found.content(&by.school.id)) {
        Some(Ok(content)) => Some(content),
        Some(Err(ServiceError::Damaged)) => {
            notice = Some(app.words.text("staff-slip-damaged"));
            None
        }
        Some(Err(error)) => return Err(error.into()),
        None => None,
    };
    // A name that was changed in the database never keeps the slip from being read.
    let name = content.is_some().then(|| found.name()).and_then(Result::ok);
    let name = name.as_ref().map_or("", |name| name.expose().as_str());
    let told = content.as_ref().map(|content| told(app, &staff, content, name));
    let asked = match asked_to_purge(&found.acts) {
        Some(id) if *id == by.reader.id => Asked::Own,
        Some(id) => Asked::Other(name_of(app, &staff, id)),
        None => Asked::Nobody,
    };
    let line = &found.line;
    // The copy outside the seal is what the list goes by, and anyone in the database can change it.
    let urgency = content.as_ref().map_or(line.urgency, |content| content.urgency);
    if urgency != line.urgency {
        notice = Some(app.words.text("staff-slip-urgency-changed"));
    }
    let answers: Vec<AnswerLine<'_>> = found
        .answers
        .answers
        .iter()
        .map(|read| AnswerLine { day: read.day, is_new: read.is_new, answer: &read.answer })
        .collect();
    let view = SlipPage {
        slip: SlipView {
            id: line.id.clone(),
            day: line.day,
            urgency,
            state: line.state,
            tray: line.tray,
            purge_on: line.purge_on,
            is_held: line.is_held,
        },
        told,
        acts: &acts,
        damaged_acts: found.damaged_acts,
        csrf: by.session.csrf(),
        notice,
        close: answer.close,
        today: app.clock.now().day(),
        retention: app.site.retention,
        asked,
        keep: answer.keep,
        has_code: found.answers.has_code,
        answers: &answers,
        damaged_answers: found.answers.damaged,
        message: answer.message,
        title: by.reader.title.as_str(),
        errors: &answer.errors,
    };
    Ok(page(app, by, None, answer.status, &view))
}

fn told<'a>(
    app: &'a App,
    staff: &[StoredReader],
    content: &'a SlipContent,
    name: &'a str,
) -> Told<'a> {
    let answers = &content.answers;
    let tile = answers.group.as_ref().and_then(|code| app.taxonomy.tile(code));
    let category = match &answers.kind {
        Some(kind) => app.taxonomy.category(kind),
        None => Some(answers.category(&app.taxonomy)),
    };
    let routed_as = answers.routed_as(&app.taxonomy);
    let is_another = |kind: &&Category| kind.is_about_staff && category != Some(*kind);
    Told {
        content,
        name,
        category,
        routed_as: Some(routed_as).filter(is_another),
        tile: tile.map(|tile| tile.words.clone()),
        hidden_from: answers.hidden_from.iter().map(|id| name_of(app, staff, id)).collect(),
    }
}

fn name_of(app: &App, staff: &[StoredReader], id: &ReaderId) -> String {
    let found = staff.iter().find(|stored| stored.summary.id == *id);
    match found {
        Some(stored) => stored.summary.name.as_str().to_owned(),
        None => app.words.text("staff-act-someone"),
    }
}
