//! The whole of a slip, at one address: a form is posted, the draft moves on, and the browser is
//! sent back to look. No history tells how far it went, and no answer is a page that keeps words.

use std::panic::AssertUnwindSafe;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Payload, Query};
use actix_web::{HttpRequest, HttpResponse, ResponseError};
use futures_util::FutureExt;

use super::appearance::{AppearanceQuery, appearance_of};
use super::send::send;
use super::step::step;
use super::{about, draft_cookie, help, sent, status};
use crate::app::App;
use crate::crypto::draft::DraftToken;
use crate::domain::{
    Appearance, Aside, Draft, OPENED_AGAIN, Press, Pressed, SchoolSummary, Step, Trouble, Typed,
    Way,
};
use crate::drafts::{DraftError, Kept, Shown};
use crate::paths;
use crate::views::pupil::{BegunPage, KeptPage, Problem, SentPage};
use crate::web::forms::{self, Arrival};
use crate::web::kiosk::{self, SlipLane};
use crate::web::school::School;
use crate::web::{WebError, respond, visit};

/// `GET /`: the step the pupil is at, the first page, or the last. A class's or kiosk's link leads whoever
/// opens it to a slip of their own, and shows nothing of one before.
pub async fn show(
    app: Data<App>,
    School(school): School,
    query: Option<Query<AppearanceQuery>>,
    request: HttpRequest,
) -> HttpResponse {
    if visit::is_fetched_ahead(&request) {
        // Nobody looks at it yet, and the first look is theirs.
        return HttpResponse::ServiceUnavailable().finish();
    }
    let token = draft_cookie::read(&request);
    let shown = token.as_ref().and_then(|token| app.drafts.look(token, app.clock.now()));
    let chosen = query.as_deref().map(Appearance::from).unwrap_or_default();
    let is_link = chosen != Appearance::default();
    let is_from_elsewhere = visit::is_from_elsewhere(&request);
    let here = paths::way_at(request.path());
    let usual = kiosk::usual_look(&app, &request);
    // Everyone's turn and practice have an address of their own, also at a kiosk.
    let begins_at_home = kiosk::is_one(&request) && here == Way::Usual;
    let is_paused = kiosk::is_paused(&request);
    let begin = |appearance: Appearance| Draft::begin_in(here, appearance.or(usual));
    let first_page = async |appearance: Appearance| match is_paused {
        true => kiosk::home::page(&app, &request, appearance.or(usual)),
        false => step(&app, &school, &begin(appearance), false).await,
    };
    match shown {
        Some(Shown { kept: Kept::Sent(note), is_first_look: is_first, is_first_ever }) => {
            let is_of_another = here != Way::Usual && note.way.going_on_at(here) != note.way;
            if is_link || is_of_another {
                return first_page(chosen).await;
            }
            let is_first = is_first && !note.is_hidden && !is_from_elsewhere;
            let look = sent::Look { is_first, is_first_ever: is_first && is_first_ever };
            sent::show(&app, &school, token.as_ref(), &note, look)
        }
        Some(Shown { kept: Kept::Writing(mut draft), is_first_look, .. }) => {
            let way = draft.way.going_on_at(here);
            if paths::slip_of(way) != request.path() && draft.is_begun() {
                // What is real is not gone on with for practice.
                return respond::see_other(paths::slip_of(way));
            }
            let is_from_elsewhere = is_from_elsewhere || way != draft.way;
            if way != draft.way && !draft.is_begun() {
                draft = begin(draft.appearance);
            }
            draft.way = way;
            let is_again = is_link || is_from_elsewhere || !is_first_look || draft.is_hidden;
            match (draft.is_begun(), is_again) {
                (true, true) => {
                    let page = BegunPage { step: draft.step, way };
                    let appearance = chosen.or(draft.appearance);
                    respond::pupil_page(&app, StatusCode::OK, appearance, &page)
                }
                (false, true) if is_link => first_page(chosen.or(draft.appearance)).await,
                // Who looks now has pressed nothing, and may be the next.
                (false, true) if here.is_turn() && is_from_elsewhere => first_page(chosen).await,
                (false, true) if begins_at_home => kiosk::home::page(&app, &request, usual),
                (false, _) if is_paused && draft.step == Step::Start => {
                    kiosk::home::page(&app, &request, draft.appearance.or(usual))
                }
                (true | false, _) => step(&app, &school, &draft, false).await,
            }
        }
        // A visit with a code has a cookie of its own.
        Some(Shown { kept: Kept::Replying(_), .. }) | None => match begins_at_home {
            true => kiosk::home::page(&app, &request, chosen.or(usual)),
            false => first_page(chosen).await,
        },
    }
}

/// `POST /`: whatever happens to it, the words that came are in a page afterwards.
pub async fn press(
    app: Data<App>,
    school: Result<School, WebError>,
    request: HttpRequest,
    payload: Payload,
) -> HttpResponse {
    let (typed, arrival) = forms::read(payload).await;
    let here = way_of(request.path(), &typed);
    let School(school) = match school {
        Ok(school) => school,
        Err(WebError::Busy) => {
            let appearance = appearance_of(&app, &request);
            return keeping(&app, Problem::Busy, &typed, appearance, here);
        }
        Err(error) => return error.error_response(),
    };
    let visit = Visit {
        token: draft_cookie::read(&request),
        is_ours: visit::is_same_site(&request),
        lane: SlipLane::of(&request),
        usual: kiosk::usual_look(&app, &request),
        here,
        is_paused: kiosk::is_paused(&request),
    };
    let answered = AssertUnwindSafe(visit.press(&app, &school, &typed, arrival)).catch_unwind();
    match answered.await {
        Ok(Ok(response)) => response,
        Ok(Err(problem)) => keeping(&app, problem, &typed, appearance_of(&app, &request), here),
        // Whatever panicked is not called again.
        Err(_panic) => keeping(&app, Problem::Broken, &typed, Appearance::default(), here),
    }
}

/// The way of the page that was pressed: its address says it, and in a turn its form which kind.
fn way_of(path: &str, typed: &Typed) -> Way {
    match paths::way_at(path) {
        Way::Turn => Way::parse_turn(typed.first(Way::FIELD)).unwrap_or(Way::Turn),
        way => way,
    }
}

/// No draft could be kept: the one answer to a POST that is itself a page.
fn keeping(
    app: &App,
    problem: Problem,
    typed: &Typed,
    appearance: Appearance,
    way: Way,
) -> HttpResponse {
    let page = KeptPage { problem, typed: Some(typed), way };
    respond::pupil_page(app, status::of(problem), appearance, &page)
}

/// What is known of a press beside its form.
pub(super) struct Visit {
    pub(super) token: Option<DraftToken>,
    pub(super) is_ours: bool,
    pub(super) lane: SlipLane,
    /// How a slip looks until its pupil chooses.
    usual: Appearance,
    /// The way of the page that was pressed.
    here: Way,
    /// Whether it comes from a kiosk at which nobody is to begin a slip.
    is_paused: bool,
}

impl Visit {
    async fn press(
        &self,
        app: &App,
        school: &SchoolSummary,
        typed: &Typed,
        arrival: Arrival,
    ) -> Result<HttpResponse, Problem> {
        let shown = typed.first("step").and_then(Step::parse).unwrap_or(Step::Start);
        let pressed = Press::parse(typed.first("go"));
        let kept = self.token.as_ref().and_then(|token| app.drafts.open(token, app.clock.now()));
        if typed.first("step") == Some(SentPage::STEP) && pressed != Press::Anew {
            return self.press_last_page(app, school, kept, typed).await;
        }
        if self.is_paused && self.begins(app, kept.as_ref(), typed, arrival) {
            return Ok(respond::see_other(paths::HOME));
        }
        // A draft that is gone may have been sent. What is begun in its place is another slip, or it
        // would count as sent already.
        let mut before = self.token.as_ref().filter(|_| kept.is_some());
        let mut hides = false;
        let mut draft = match kept {
            Some(kept @ (Kept::Writing(_) | Kept::Sent(_))) if pressed == Press::Anew => {
                return self.begin_anew(app, school, typed, kept.appearance()).await;
            }
            Some(Kept::Writing(mut draft))
                if shown == Step::Start || typed.first(OPENED_AGAIN).is_some() =>
            {
                // They have the look of the link that led to them.
                let chosen = Appearance::read(|name| typed.first(name));
                draft.appearance = chosen.or(draft.appearance);
                // Whoever presses Start may not be who has begun it.
                hides = shown == Step::Start && draft.is_begun() && pressed != Press::Show;
                draft
            }
            Some(Kept::Writing(draft)) => draft,
            // Sent already: a second press of Send, or a page from before. Never sent again. A form
            // that was cut off before it says of which page it is begins nothing.
            Some(Kept::Sent(note)) if shown != Step::Start || arrival != Arrival::Whole => {
                if let Some(token) = &self.token {
                    app.drafts.press_again(token, app.clock.now());
                }
                let to = pressed.aside().map_or(paths::slip_of(note.way), paths::aside);
                return Ok(respond::see_other(to));
            }
            Some(Kept::Sent(note)) => {
                return self.begin_anew(app, school, typed, note.appearance).await;
            }
            Some(Kept::Replying(_)) | None => self.carried(app, typed),
        };
        let pressed = self.on_its_way(&mut draft, pressed);
        let trouble = trouble_of(arrival)?;
        let is_cleared = self.token.is_some()
            && before.is_none()
            && pressed != Press::Anew
            && draft.way != Way::TurnNothing
            && !carries_all(shown, typed);
        let mut aside = None;
        // From a kiosk's home: a slip that was begun is where it was, once it is shown.
        let stays = hides && pressed == Press::Change(Step::Start);
        if let Some(trouble) = trouble {
            draft.keep_typed(shown, typed, &app.taxonomy, trouble);
        } else if !stays {
            match draft.press(shown, pressed, typed, &app.taxonomy) {
                Pressed::Show => {}
                Pressed::Aside(to) => aside = Some(to),
                Pressed::Send => {
                    match send(self, app, school, &draft).await {
                        Ok(response) => return Ok(response),
                        Err(trouble) => draft.trouble = Some(trouble),
                    }
                    // Pressed again, Send is for the same slip.
                    before = self.token.as_ref();
                }
            }
        }
        if is_cleared {
            // What was on the pages before this one is gone with the draft.
            draft.trouble.get_or_insert(Trouble::Cleared);
        }
        draft.is_hidden |= hides;
        self.keep(app, school, before, &draft, aside).await
    }

    /// Whether this press begins a slip. Whoever has begun theirs goes on, also from its first page; and the
    /// look of a page changes and help is shown to everybody.
    fn begins(&self, app: &App, kept: Option<&Kept>, typed: &Typed, arrival: Arrival) -> bool {
        let pressed = Press::parse(typed.first("go"));
        if pressed == Press::Anew {
            return true;
        }
        let is_beside =
            pressed.aside().is_some() || pressed.changed(Appearance::default()).is_some();
        // One that was cut off before it says of which page it is may have words in it.
        let is_first_page = arrival == Arrival::Whole
            && typed.first("step").and_then(Step::parse) == Some(Step::Start);
        let is_begun = match kept {
            Some(Kept::Writing(draft)) => draft.is_begun(),
            Some(Kept::Sent(_)) => false,
            Some(Kept::Replying(_)) | None => self.carried(app, typed).is_begun(),
        };
        is_first_page && !is_beside && !is_begun
    }

    /// A draft of what the page carries, where none is kept.
    fn carried(&self, app: &App, typed: &Typed) -> Draft {
        let mut draft = Draft::carried(typed, &app.taxonomy);
        draft.appearance = draft.appearance.or(self.usual);
        draft.way = self.here;
        draft
    }

    /// Gives the draft the way of the page that was pressed; what the press does there.
    fn on_its_way(&self, draft: &mut Draft, pressed: Press) -> Press {
        draft.way = match self.here.is_turn() {
            // The page says which kind it is; the draft may have come to be the other since.
            true => self.here,
            false => draft.way.going_on_at(self.here),
        };
        let is_practised = self.here == Way::Practice && draft.way.is_real();
        match pressed {
            // The page said that nothing is sent, and its slip has gone on as real in another window.
            Press::Send | Press::SendInstead if is_practised => Press::Show,
            pressed => pressed,
        }
    }

    /// A press on the page after Send, which may have been cleared, or be older than what is written now.
    async fn press_last_page(
        &self,
        app: &App,
        school: &SchoolSummary,
        kept: Option<Kept>,
        typed: &Typed,
    ) -> Result<HttpResponse, Problem> {
        match (kept, &self.token) {
            (Some(Kept::Sent(note)), Some(token)) => {
                sent::press(app, school, token, note, typed).await
            }
            (Some(_) | None, _) => Ok(sent::over(app, typed, self.usual, self.here)),
        }
    }

    /// A new slip after one that was sent, or begun by somebody else.
    async fn begin_anew(
        &self,
        app: &App,
        school: &SchoolSummary,
        typed: &Typed,
        appearance: Appearance,
    ) -> Result<HttpResponse, Problem> {
        let chosen = Appearance::read(|name| typed.first(name));
        let mut draft = Draft::begin_in(self.here.anew(), chosen.or(appearance));
        let pressed = Press::parse(typed.first("go"));
        draft.press(Step::Start, pressed, typed, &app.taxonomy);
        if let Some(token) = &self.token {
            app.drafts.end(token, app.clock.now());
        }
        self.keep(app, school, None, &draft, pressed.aside()).await
    }

    async fn keep(
        &self,
        app: &App,
        school: &SchoolSummary,
        before: Option<&DraftToken>,
        draft: &Draft,
        aside: Option<Aside>,
    ) -> Result<HttpResponse, Problem> {
        match app.drafts.keep(before, draft, app.clock.now()) {
            Ok(token) => with_cookie(&token, draft.way, aside),
            Err(DraftError::Full) => self.carry(app, school, draft, aside).await,
            Err(DraftError::Randomness(_) | DraftError::Encoding(_)) => Err(Problem::Busy),
        }
    }

    /// There is no room for one more draft: the page itself carries every answer, so that nobody is
    /// turned away. Its cookie opens nothing, and makes Send pressed twice one slip.
    async fn carry(
        &self,
        app: &App,
        school: &SchoolSummary,
        draft: &Draft,
        aside: Option<Aside>,
    ) -> Result<HttpResponse, Problem> {
        let token = match &self.token {
            Some(token) => token.clone(),
            None => DraftToken::generate().map_err(|_| Problem::Busy)?,
        };
        let mut response = match aside {
            None => step(app, school, draft, true).await,
            Some(Aside::Help) => help::carrying(app, school, draft),
            Some(Aside::About) => about::carrying(app, school, draft).await,
        };
        response.add_cookie(&draft_cookie::keep(&token)).map_err(|_| Problem::Broken)?;
        Ok(response)
    }
}

/// Whether no answer was kept anywhere but on this page. One that carries every answer carries that to the
/// first question.
fn carries_all(shown: Step, typed: &Typed) -> bool {
    let is_beginning = matches!(shown, Step::Start | Step::Danger | Step::Check);
    is_beginning || typed.first("danger").is_some()
}

/// What to say of a form that did not come whole.
fn trouble_of(arrival: Arrival) -> Result<Option<Trouble>, Problem> {
    match arrival {
        Arrival::Whole => Ok(None),
        Arrival::TooLarge => Ok(Some(Trouble::CutShort)),
        Arrival::Broken => Ok(Some(Trouble::Garbled)),
        // Whoever is this slow gets the answer on the connection that is still there.
        Arrival::TooSlow => Err(Problem::TooSlow),
    }
}

pub(super) fn with_cookie(
    token: &DraftToken,
    way: Way,
    aside: Option<Aside>,
) -> Result<HttpResponse, Problem> {
    let mut response = respond::see_other(aside.map_or(paths::slip_of(way), paths::aside));
    response.add_cookie(&draft_cookie::keep(token)).map_err(|_| Problem::Broken)?;
    Ok(response)
}
