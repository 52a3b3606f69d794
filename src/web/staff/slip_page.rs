//! The page of one slip: its cover, and what is inside for whoever has opened it in this session.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use super::page;
use crate::app::App;
use crate::domain::{
    ActKind, Assessment, Case, Category, DECISION_DAYS_MAX, ReaderId, ReaderSummary, SlipAct,
    SlipContent, SlipId, asked_to_purge, may_split,
};
use crate::services::ServiceError;
use crate::services::cases_of_slip::may_show_nudes;
use crate::services::read_slip::FoundSlip;
use crate::services::unfinished_note::find_unfinished_note;
use crate::store::readers::{self, StoredReader};
use crate::views::components::FieldError;
use crate::views::staff::{
    ActLine, AnswerLine, Asked, BegunLine, CaseFields, CaseView, CloseFields, KeepFields,
    MessageFields, OtherSlip, SlipPage, SlipView, SplitView, TogetherView, Told,
};
use crate::web::WebError;
use crate::web::guard::SignedIn;

/// Each session opens a slip anew, so that the other readers see every sitting.
pub(super) fn is_opened(by: &SignedIn, found: &FoundSlip) -> bool {
    found.opened_at(&by.reader.id).is_some_and(|at| at >= by.started_at)
}

/// What to say besides the slip itself.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) notice: Option<String>,
    pub(super) close: CloseFields,
    pub(super) keep: KeepFields,
    pub(super) message: MessageFields,
    pub(super) case: CaseFields,
    pub(super) errors: Vec<FieldError>,
}

impl Answer {
    /// A form that is sent back with what is wrong in it.
    pub(super) fn put_right(errors: Vec<FieldError>) -> Self {
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, errors, ..Self::default() }
    }
}

impl Default for Answer {
    fn default() -> Self {
        Self {
            status: StatusCode::OK,
            notice: None,
            close: CloseFields::default(),
            keep: KeepFields::default(),
            message: MessageFields::default(),
            case: CaseFields::default(),
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
    let case = found.case();
    let acts = act_lines(app, &staff, &case, found);
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
    let may_show_nudes =
        content.is_some() && may_show_nudes(&app.db, &by.at_work(), &app.taxonomy, found).await?;
    let told = content.as_ref().map(|content| told(app, &staff, content, name, may_show_nudes));
    let beside = beside(by, found);
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
    let fields = typed_or_begun(app, by, found, answer.case, content.is_some()).await?;
    let answers = answer_lines(found);
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
        case: content
            .as_ref()
            .map(|_| case_view(app, by, &staff, found, case, fields))
            .unwrap_or_default(),
        together: together_view(app, &staff, found, &beside),
        split: content.as_ref().map(|it| split_view(app, &staff, found, it)).unwrap_or_default(),
        title: by.reader.title.as_str(),
        errors: &answer.errors,
    };
    let response = page(app, by, None, answer.status, &view);
    if content.is_some() { remembered(response, by, &line.id) } else { Ok(response) }
}

fn answer_lines(found: &FoundSlip) -> Vec<AnswerLine<'_>> {
    let read = found.answers.answers.iter();
    read.map(|read| AnswerLine { day: read.day, is_new: read.is_new, answer: &read.answer })
        .collect()
}

/// What was typed into the forms of the case, or else the note that this reader has begun; and whether it is
/// that.
async fn typed_or_begun(
    app: &App,
    by: &SignedIn,
    found: &FoundSlip,
    typed: CaseFields,
    is_opened: bool,
) -> Result<(CaseFields, bool), WebError> {
    let begun = match is_opened && typed.note.is_empty() {
        true => find_unfinished_note(&app.db, &by.at_work(), found).await?,
        false => None,
    };
    Ok(match begun {
        Some(begun) => (CaseFields { note: begun.expose().clone(), ..typed }, true),
        None => (typed, false),
    })
}

/// With this slip as the last that its reader has looked at.
fn remembered(
    mut response: HttpResponse,
    by: &SignedIn,
    slip: &SlipId,
) -> Result<HttpResponse, WebError> {
    let visited = by.visited.with(slip).keep(&by.session, &by.reader.id)?;
    response.add_cookie(&visited).map_err(|_| WebError::Internal)?;
    Ok(response)
}

/// What was done, with the name of whatever an act has an id of.
fn act_lines(app: &App, staff: &[StoredReader], case: &Case, found: &FoundSlip) -> Vec<ActLine> {
    let named = |kind: &ActKind| match kind {
        ActKind::Owned { by } | ActKind::LetRead { colleague: by } => name_of(app, staff, by),
        ActKind::TaskDone { id } => {
            let task = case.tasks.iter().find(|task| task.id == *id);
            task.map(|task| task.what.clone()).unwrap_or_default()
        }
        ActKind::Assessed(Assessment { kind: Some(code), .. }) => {
            let kind = app.taxonomy.category(code);
            kind.map_or_else(|| code.as_str().to_owned(), |kind| kind.staff_words.clone())
        }
        _ => String::new(),
    };
    let marked = |place, act: &SlipAct| {
        let is_of_one = !found.beside.is_empty() && act.kind.names_slips().is_empty();
        is_of_one.then(|| found.number(place))
    };
    let line = |(place, act): (usize, &SlipAct)| ActLine {
        who: name_of(app, staff, &act.reader),
        at: act.at.in_words(),
        kind: act.kind.clone(),
        named: named(&act.kind),
        slip: marked(place, act),
    };
    found.acts_in_order().into_iter().map(line).collect()
}

/// What is in the other slips of the case, for whoever has opened them too.
fn beside(by: &SignedIn, found: &FoundSlip) -> Vec<Option<SlipContent>> {
    let content = |slip: &FoundSlip| {
        is_opened(by, slip).then(|| slip.content(&by.school.id)).and_then(Result::ok)
    };
    found.beside.iter().map(content).collect()
}

fn together_view<'a>(
    app: &'a App,
    staff: &[StoredReader],
    found: &FoundSlip,
    contents: &'a [Option<SlipContent>],
) -> TogetherView<'a> {
    let other = |(place, (slip, content)): (usize, (&FoundSlip, &'a Option<SlipContent>))| {
        let FoundSlip { line, .. } = slip;
        OtherSlip {
            number: found.number(place),
            id: line.id.clone(),
            day: line.day,
            urgency: content.as_ref().map_or(line.urgency, |content| content.urgency),
            state: line.state,
            told: content.as_ref().map(|content| {
                told(app, staff, content, "", content.may_show_nudes(&app.taxonomy))
            }),
        }
    };
    let others = (1..).zip(found.beside.iter().zip(contents)).map(other).collect();
    TogetherView { number: found.number(0), others }
}

fn split_view(
    app: &App,
    staff: &[StoredReader],
    found: &FoundSlip,
    content: &SlipContent,
) -> SplitView {
    let begun = content.begun_from.as_ref().map(|from| BegunLine {
        day: from.slip.day,
        who: name_of(app, staff, &from.by),
        on: from.on,
        kind: content.kind(&app.taxonomy).staff_words.clone(),
        first: found.other_case(&from.slip.thread).cloned(),
        may_be_put_back: found.may_be_put_back(content, &app.taxonomy).is_some(),
    });
    let second: Vec<_> = found.second_cases().into_iter().map(|slip| slip.cloned()).collect();
    let may_split = may_split(content, second.len(), found.line.state).is_ok();
    SplitView { begun, second, may_split }
}

/// Whoever is still here and reads each slip of the case.
pub(super) fn readers_of_case<'a>(
    by: &SignedIn,
    staff: &'a [StoredReader],
    found: &FoundSlip,
) -> impl Iterator<Item = &'a ReaderSummary> {
    let contents = found.whole().filter_map(|slip| slip.content(&by.school.id).ok());
    let readers: Vec<Vec<String>> = contents.map(|content| content.readers).collect();
    let here = staff.iter().filter(|stored| stored.left_at.is_none()).map(|stored| &stored.summary);
    here.filter(move |reader| readers.iter().all(|of| of.contains(&reader.name_and_title())))
}

fn case_view(
    app: &App,
    by: &SignedIn,
    staff: &[StoredReader],
    found: &FoundSlip,
    case: Case,
    (fields, has_unfinished_note): (CaseFields, bool),
) -> CaseView {
    let own = &by.reader.id;
    let colleagues = readers_of_case(by, staff, found).filter(|reader| reader.id != *own);
    let colleagues = colleagues.map(|one| (one.id.clone(), one.name_and_title())).collect();
    // The first of its slips that asks for a decision says until when.
    let lacking = found.whole().filter(|slip| {
        let content = slip.content(&by.school.id);
        content
            .is_ok_and(|content| case.lacks_decision(&content.kinds(&app.taxonomy), &app.taxonomy))
    });
    let lacking = lacking.map(|slip| slip.line.day).min();
    let kinds = app.taxonomy.categories();
    CaseView {
        owner: case.owner.as_ref().map(|id| name_of(app, staff, id)),
        is_own: case.owner.as_ref() == Some(own),
        colleagues,
        kinds: kinds
            .map(|kind| (kind.code.as_str().to_owned(), kind.staff_words.clone()))
            .collect(),
        decide_by: lacking.map(|day| day.plus_days(DECISION_DAYS_MAX)),
        police: app.site.school_at(by.school.host.as_ref()).police,
        fields,
        has_unfinished_note,
        case,
    }
}

fn told<'a>(
    app: &'a App,
    staff: &[StoredReader],
    content: &'a SlipContent,
    name: &'a str,
    may_show_nudes: bool,
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
        begun_as: content.kind_begun(&app.taxonomy),
        may_show_nudes,
        tile: tile.map(|tile| tile.words.clone()),
        hidden_from: answers.hidden_from.iter().map(|id| name_of(app, staff, id)).collect(),
    }
}

pub(super) fn name_of(app: &App, staff: &[StoredReader], id: &ReaderId) -> String {
    let name = readers::name_of(staff, id).map(str::to_owned);
    name.unwrap_or_else(|| app.words.text("staff-act-someone"))
}
