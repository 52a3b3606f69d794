//! What readers write down about a slip: notes, who sees to it, who was told, tasks, what they find it to be.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};

use super::slip::{after_change, find_opened, too_long};
use super::slip_page::{Answer, answer, readers_of_case};
use crate::app::App;
use crate::crypto::random;
use crate::domain::{
    ActKind, Assessment, Body, Day, Decided, Decision, DecisionProblem, Known, Question, ReaderId,
    ReasonProblem, SlipAct, TASK_CHARACTERS_MAX, Task, TaskId, TaskProblem,
};
use crate::services::read_slip::FoundSlip;
use crate::services::work_on_case::work_on_case;
use crate::store::readers;
use crate::views::components::FieldError;
use crate::views::staff::CaseFields;
use crate::web::WebError;
use crate::web::guard::{Posted, SignedIn, SlipReader};

/// `POST /staff/slips/{id}/note`.
pub async fn submit_note(
    app: Data<App>,
    posted: Posted<SlipReader>,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let Posted { by, form } = posted;
    let found = find_opened(&app, &by, &id).await?;
    let note = form.lines("case-note");
    match ActKind::noted(&note) {
        Ok(act) => write_down(&app, &by, &found, act).await,
        Err(problem) => {
            let message = match problem {
                ReasonProblem::Missing => app.words.text("staff-case-note-missing"),
                ReasonProblem::TooLong => {
                    let max = ActKind::LONG_NOTE_CHARACTERS_MAX;
                    too_long(&app, "staff-case-text-long", &note, max)
                }
            };
            let fields = CaseFields { note, ..CaseFields::default() };
            put_right(&app, &by, &found, fields, "case-note", message).await
        }
    }
}

/// `POST /staff/slips/{id}/own`: with nobody named, whoever presses.
pub async fn submit_owner(
    app: Data<App>,
    posted: Posted<SlipReader>,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let Posted { by, form } = posted;
    let found = find_opened(&app, &by, &id).await?;
    let owner = match form.first("owner") {
        None => by.reader.id.clone(),
        Some(named) => {
            let named = ReaderId::parse(named).map_err(|_| WebError::NotFound)?;
            let staff = app.db.read(by.school.id.clone(), readers::list_with_leavers).await?;
            // Nobody sees to a slip that they cannot read.
            if !readers_of_case(&by, &staff, &found).any(|reader| reader.id == named) {
                return Err(WebError::NotFound);
            }
            named
        }
    };
    write_down(&app, &by, &found, ActKind::Owned { by: owner }).await
}

/// `POST /staff/slips/{id}/decide`.
pub async fn submit_decision(
    app: Data<App>,
    posted: Posted<SlipReader>,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let Posted { by, form } = posted;
    let found = find_opened(&app, &by, &id).await?;
    let typed = |name| form.first(name).unwrap_or_default().to_owned();
    let fields = CaseFields {
        body: typed("body"),
        decision: typed("decision"),
        reference: typed("reference"),
        reason: form.lines("decision-reason"),
        ..CaseFields::default()
    };
    match decided(&app, &fields, form.first("thought-over").is_some()) {
        Ok(decided) => write_down(&app, &by, &found, ActKind::Decided(decided)).await,
        Err((field, message)) => put_right(&app, &by, &found, fields, field, message).await,
    }
}

/// `POST /staff/slips/{id}/task`.
pub async fn submit_task(
    app: Data<App>,
    posted: Posted<SlipReader>,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let Posted { by, form } = posted;
    let found = find_opened(&app, &by, &id).await?;
    let typed = |name| form.first(name).unwrap_or_default().to_owned();
    let (what, due) = (typed("task"), typed("due"));
    let (field, message) = match Day::parse(&due) {
        None => ("due", app.words.text("staff-case-task-no-day")),
        Some(day) => {
            let id = TaskId::from_random(random::bytes()?);
            match Task::new(id, &what, day, app.clock.now().day()) {
                Ok(task) => return write_down(&app, &by, &found, ActKind::TaskSet(task)).await,
                Err(TaskProblem::Missing) => ("task", app.words.text("staff-case-task-missing")),
                Err(TaskProblem::TooLong) => {
                    ("task", too_long(&app, "staff-case-text-long", &what, TASK_CHARACTERS_MAX))
                }
                Err(TaskProblem::Past) => ("due", app.words.text("staff-case-task-past")),
            }
        }
    };
    let fields = CaseFields { task: what, due, ..CaseFields::default() };
    put_right(&app, &by, &found, fields, field, message).await
}

/// `POST /staff/slips/{id}/task-done`.
pub async fn submit_task_done(
    app: Data<App>,
    posted: Posted<SlipReader>,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let Posted { by, form } = posted;
    let found = find_opened(&app, &by, &id).await?;
    let named = form.first("task").and_then(|id| TaskId::parse(id).ok());
    let id = named.ok_or(WebError::NotFound)?;
    let sets = |act: &SlipAct| matches!(&act.kind, ActKind::TaskSet(task) if task.id == id);
    // Whoever reads the slip for which it was set learns that it is done.
    let set_on = found.whole().find(|slip| slip.acts.iter().any(sets));
    let slip = set_on.ok_or(WebError::NotFound)?;
    write_on(&app, &by, &found, slip, ActKind::TaskDone { id }).await
}

/// `POST /staff/slips/{id}/assess`.
pub async fn submit_assessment(
    app: Data<App>,
    posted: Posted<SlipReader>,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let Posted { by, form } = posted;
    let found = find_opened(&app, &by, &id).await?;
    let named = form.first("kind").unwrap_or_default();
    let kind = app.taxonomy.categories().find(|kind| kind.code.as_str() == named);
    let mut assessment = Assessment::of(kind.map(|kind| kind.code.clone()));
    for question in Question::ALL {
        let answer = form.first(question.as_str()).and_then(Known::parse).unwrap_or_default();
        assessment.set(question, answer);
    }
    write_down(&app, &by, &found, ActKind::Assessed(assessment)).await
}

/// What was decided, or the field that is wrong and why.
fn decided(
    app: &App,
    fields: &CaseFields,
    is_thought_over: bool,
) -> Result<Decided, (&'static str, String)> {
    let CaseFields { body, decision, reference, reason, .. } = fields;
    let Some((body, decision)) = Body::parse(body).zip(Decision::parse(decision)) else {
        return Err(("decision", app.words.text("staff-case-decide-choose")));
    };
    let max = ActKind::NOTE_CHARACTERS_MAX;
    Decided::new(body, decision, reference, reason, is_thought_over).map_err(
        |problem| match problem {
            DecisionProblem::NoReason => {
                ("decision-reason", app.words.text("staff-case-decide-no-reason"))
            }
            DecisionProblem::ReasonTooLong => {
                ("decision-reason", too_long(app, "staff-case-text-long", reason, max))
            }
            DecisionProblem::ReferenceTooLong => {
                ("reference", app.words.text("staff-case-decide-reference-long"))
            }
            DecisionProblem::MayShowWhoTold => {
                ("thought-over", app.words.text("staff-case-decide-think"))
            }
        },
    )
}

async fn write_down(
    app: &App,
    by: &SignedIn,
    found: &FoundSlip,
    act: ActKind,
) -> Result<HttpResponse, WebError> {
    write_on(app, by, found, found, act).await
}

/// The same on another slip of the case.
async fn write_on(
    app: &App,
    by: &SignedIn,
    found: &FoundSlip,
    slip: &FoundSlip,
    act: ActKind,
) -> Result<HttpResponse, WebError> {
    let done = work_on_case(&app.db, &by.at_work(), slip, app.clock.now(), act).await;
    after_change(app, by, found, done, |_| "staff-keep-changed").await
}

async fn put_right(
    app: &App,
    by: &SignedIn,
    found: &FoundSlip,
    case: CaseFields,
    field: &'static str,
    message: String,
) -> Result<HttpResponse, WebError> {
    let errors = vec![FieldError { field, message }];
    answer(app, by, found, Answer { case, ..Answer::put_right(errors) }).await
}
