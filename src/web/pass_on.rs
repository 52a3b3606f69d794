//! An adult passes on what a pupil told them, through the pupils' own rates, routes and seal. Nobody is
//! asked to sign in, and whatever happens, what was typed is in the page that answers.

use std::panic::AssertUnwindSafe;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse, ResponseError};
use futures_util::FutureExt;

use super::forms::{self, Arrival};
use super::intake::{Placed, place, slip_hash, store};
use super::kiosk::SlipLane;
use super::school::School;
use super::{WebError, respond, staff, visit};
use crate::app::App;
use crate::crypto::draft::DraftToken;
use crate::domain::{
    AnswerProblem, Answers, Appearance, Away, Draft, Instead, Language, Mode, PassedOn, Permission,
    ReaderSummary, SchoolSummary, Typed, WHO_CHARACTERS_MAX, WORDS_CHARACTERS_MAX,
    instead_of_the_named,
};
use crate::drafts::Kept;
use crate::i18n::Words;
use crate::paths;
use crate::rate_limit::Manner;
use crate::services::send_slip::{OutgoingSlip, SendError};
use crate::views::components::FieldError;
use crate::views::staff::{PassOnPage, PassedOnPage};

/// What was filled in, and what is wrong with it.
struct Filled {
    answers: Answers,
    passed_on: Option<PassedOn>,
    /// The name of this form, by which it is one slip however often it is sent.
    token: Option<DraftToken>,
    /// What the service knows of a form that it has given out: nothing but when. It is gone once the form was
    /// sent, so that who sends a hundred slips has to read a hundred pages.
    given_out: Option<Draft>,
    named: Option<Instead>,
    errors: Vec<FieldError>,
    status: StatusCode,
}

/// `GET /pass-on`.
pub async fn show_pass_on(app: Data<App>, School(school): School) -> HttpResponse {
    let mut filled = Filled::of(&Typed::default(), &app);
    answer(&app, &school, &mut filled).await
}

/// `GET /pass-on/done`.
pub async fn show_passed_on(app: Data<App>, School(school): School) -> HttpResponse {
    staff::bare_page(&app, &school, StatusCode::OK, &PassedOnPage)
}

/// `POST /pass-on`.
pub async fn submit_pass_on(
    app: Data<App>,
    school: Result<School, WebError>,
    request: HttpRequest,
    payload: Payload,
) -> HttpResponse {
    let (typed, arrival) = forms::read(payload).await;
    let mut filled = Filled::of(&typed, &app);
    let School(school) = match school {
        Ok(school) => school,
        // Which school it is cannot be told just now: the words stay all the same.
        Err(WebError::Busy) => {
            filled.refuse(StatusCode::SERVICE_UNAVAILABLE, app.words.text("staff-pass-on-busy"));
            filled.give_out(&app);
            return staff::nameless_page(&app, filled.status, &filled.page(&app, None, &[]));
        }
        Err(error) => return error.error_response(),
    };
    let manner = match visit::is_same_site(&request) && filled.is_written(&app) {
        true => Manner::ByHand,
        false => Manner::ByScript,
    };
    let visit = Visit { manner, lane: SlipLane::of(&request) };
    let sent = AssertUnwindSafe(visit.pass_on(&app, &school, &typed, arrival, &mut filled));
    match sent.catch_unwind().await {
        Ok(true) => return respond::see_other(paths::PASS_ON_DONE),
        Ok(false) => {}
        // Whatever panicked is not called again.
        Err(_panic) => {
            filled.refuse(StatusCode::INTERNAL_SERVER_ERROR, app.words.text("staff-pass-on-fault"));
        }
    }
    answer(&app, &school, &mut filled).await
}

/// What is known of a press beside its form.
struct Visit {
    manner: Manner,
    lane: SlipLane,
}

impl Visit {
    /// Whether it is stored; else `filled` says why not.
    async fn pass_on(
        &self,
        app: &App,
        school: &SchoolSummary,
        typed: &Typed,
        arrival: Arrival,
        filled: &mut Filled,
    ) -> bool {
        let words = &app.words;
        if arrival != Arrival::Whole {
            filled.refuse(StatusCode::BAD_REQUEST, words.text("staff-pass-on-garbled"));
            return false;
        }
        filled.check(words);
        if !filled.errors.is_empty() {
            return false;
        }
        let readers = readers(app, school).await;
        let (now, taxonomy) = (app.clock.now(), &app.taxonomy);
        let away = Away::on(&app.readers.leaves_of(&school.id), now.day());
        let named = instead_of_the_named(&filled.answers, taxonomy, &readers, &away);
        if named.is_some() && typed.first("asked").is_none() {
            filled.named = named;
            filled.complain("hidden", words.text("staff-pass-on-named"));
            return false;
        }
        let (Some(token), Some(passed_on)) = (filled.token.clone(), filled.passed_on.clone())
        else {
            filled.refuse(StatusCode::INTERNAL_SERVER_ERROR, words.text("staff-pass-on-fault"));
            return false;
        };
        self.send(app, school, token, passed_on, filled).await
    }

    async fn send(
        &self,
        app: &App,
        school: &SchoolSummary,
        token: DraftToken,
        passed_on: PassedOn,
        filled: &mut Filled,
    ) -> bool {
        let words = &app.words;
        let fault = StatusCode::INTERNAL_SERVER_ERROR;
        let placed = place(app, school, &self.lane, self.manner, &filled.answers, "").await;
        let Placed { tray, alike } = match placed {
            Ok(Some(placed)) => placed,
            Ok(None) => {
                filled.refuse(StatusCode::TOO_MANY_REQUESTS, words.text("staff-pass-on-too-many"));
                return false;
            }
            Err(_) => {
                filled.refuse(fault, words.text("staff-pass-on-fault"));
                return false;
            }
        };
        let Some(draft_hash) = slip_hash(&token, &(&filled.answers, &passed_on)) else {
            filled.refuse(fault, words.text("staff-pass-on-fault"));
            return false;
        };
        let outgoing = OutgoingSlip {
            draft_hash,
            answers: filled.answers.clone(),
            mode: Mode::All,
            language: Language::English,
            sentences: String::new(),
            passed_on: Some(passed_on),
            manner: self.manner,
            tray,
            alike,
        };
        let sent = match school.is_live {
            true => store(app, school, &self.lane, outgoing).await,
            false => Err(SendError::NobodyLeft),
        };
        if !matches!(sent, Err(SendError::Database(_))) {
            filled.use_up(app, &token);
        }
        match sent {
            Ok(_) => return true,
            Err(SendError::NobodyLeft) => {
                filled.complain("hidden", words.text("staff-pass-on-hidden-nobody"));
            }
            Err(SendError::Database(_)) => {
                filled.refuse(StatusCode::SERVICE_UNAVAILABLE, words.text("staff-pass-on-busy"));
            }
            Err(SendError::NotSealed) => filled.refuse(fault, words.text("staff-pass-on-fault")),
        }
        false
    }
}

impl Filled {
    fn of(typed: &Typed, app: &App) -> Self {
        // One list has every kind of worry: its group follows from it.
        let kind = typed.first("kind").unwrap_or_default();
        let kind = app.taxonomy.categories().find(|category| category.code.as_str() == kind);
        let group = kind.map(|kind| ("group".to_owned(), kind.group.as_str().to_owned()));
        let fields = group.into_iter().chain(typed.0.iter().cloned());
        let Draft { answers, .. } = Draft::carried(&Typed(fields.collect()), &app.taxonomy);
        let token = typed.first("key").and_then(DraftToken::parse);
        let kept = token.as_ref().and_then(|token| app.drafts.open(token, app.clock.now()));
        let given_out = match kept {
            Some(Kept::Writing(form)) => Some(form),
            Some(Kept::Sent(_) | Kept::Replying(_)) | None => None,
        };
        Self {
            answers,
            passed_on: PassedOn::read(typed),
            token: token.or_else(|| DraftToken::generate().ok()),
            given_out,
            named: None,
            errors: Vec::new(),
            status: StatusCode::OK,
        }
    }

    /// Whether it comes from a page of the service, and no sooner than anybody writes.
    fn is_written(&self, app: &App) -> bool {
        let (seconds, now) = (app.site.writing_seconds_min, app.clock.now());
        self.given_out.as_ref().is_some_and(|form| form.took_seconds(seconds, now))
    }

    /// Notes that the page with this form is given out, unless that is known. Nothing that was typed is kept,
    /// and where there is no room the form is good all the same: it goes into the rush tray.
    fn give_out(&mut self, app: &App) {
        if self.given_out.is_some() {
            return;
        }
        let now = app.clock.now();
        let mut form = Draft::begin(Appearance::default());
        form.begun_at = Some(now);
        if let Ok(token) = app.drafts.keep(self.token.as_ref(), &form, now) {
            (self.token, self.given_out) = (Some(token), Some(form));
        }
    }

    /// The form was sent. Shown once more, as where nobody is left to read it, it is given out anew.
    fn use_up(&mut self, app: &App, token: &DraftToken) {
        app.drafts.end(token, app.clock.now());
        self.given_out = None;
    }

    /// What has to be put right before it can go.
    fn check(&mut self, words: &Words) {
        if self.passed_on.is_none() {
            self.complain("how", words.text("staff-pass-on-how-choose"));
        }
        if self.answers.danger.is_none() {
            self.complain("danger", words.text("staff-pass-on-danger-choose"));
        }
        let texts = [
            ("words", self.answers.words.clone(), WORDS_CHARACTERS_MAX),
            ("who", self.answers.who.clone(), WHO_CHARACTERS_MAX),
        ];
        for (field, text, max) in texts {
            let count = text.chars().count();
            if count > max {
                let message = words
                    .fill("staff-pass-on-long", &[("count", count.into()), ("max", max.into())]);
                self.complain(field, message);
            }
        }
        if let Err(AnswerProblem::TooLong { .. }) = self.answers.fits() {
            self.status = StatusCode::UNPROCESSABLE_ENTITY;
        }
    }

    fn page<'a>(
        &'a self,
        app: &'a App,
        school: Option<&SchoolSummary>,
        readers: &'a [ReaderSummary],
    ) -> PassOnPage<'a> {
        PassOnPage {
            answers: &self.answers,
            passed_on: self.passed_on.as_ref(),
            key: self.token.as_ref().map(DraftToken::to_cookie),
            taxonomy: &app.taxonomy,
            nation: app.site.nation_at(school.and_then(|school| school.host.as_ref())),
            readers,
            named: self.named.as_ref(),
            errors: &self.errors,
        }
    }

    fn complain(&mut self, field: &'static str, message: String) {
        self.errors.push(FieldError { field, message });
        self.status = StatusCode::UNPROCESSABLE_ENTITY;
    }

    /// It could not be taken, through no fault of what was filled in.
    fn refuse(&mut self, status: StatusCode, message: String) {
        self.errors.push(FieldError { field: "words", message });
        self.status = status;
    }
}

/// Those who may read slips; nobody while the form is closed or the database is away.
async fn readers(app: &App, school: &SchoolSummary) -> Vec<ReaderSummary> {
    if !school.is_live {
        return Vec::new();
    }
    let readers = app.readers.of(&school.id, app.clock.now()).await.unwrap_or_default();
    readers.iter().filter(|one| one.roles.may(Permission::ReadSlips)).cloned().collect()
}

async fn answer(app: &App, school: &SchoolSummary, filled: &mut Filled) -> HttpResponse {
    filled.give_out(app);
    let readers = readers(app, school).await;
    let page = filled.page(app, Some(school), &readers);
    staff::bare_page(app, school, filled.status, &page)
}
