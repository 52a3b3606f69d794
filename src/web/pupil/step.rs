//! One step of a slip, as it is shown.

use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use super::status;
use crate::app::App;
use crate::domain::{
    Away, Draft, Permission, SchoolSummary, Step, Typed, all_away_until, carried_fields,
    route_with_cover,
};
use crate::views::pupil::{KeptPage, Problem, StepPage};
use crate::web::respond;

/// The step that the draft is at; `is_carried` is without a draft behind it.
pub(super) async fn step(
    app: &App,
    school: &SchoolSummary,
    draft: &Draft,
    is_carried: bool,
) -> HttpResponse {
    let readers = match school.is_live {
        true => match app.readers.of(&school.id, app.clock.now()).await {
            Ok(readers) => readers,
            // Nobody is known yet, which is not that there is nobody.
            Err(_) => {
                let page = KeptPage { problem: Problem::Busy, typed: None, way: draft.way };
                let status = status::of(Problem::Busy);
                return respond::pupil_page(app, status, draft.appearance, &page);
            }
        },
        false => Arc::default(),
    };
    if readers.is_empty() {
        return nobody_reads(app, draft);
    }
    // An ICT administrator reads nothing: there is nobody to leave out.
    let readers: Vec<_> =
        readers.iter().filter(|one| one.roles.may(Permission::ReadSlips)).cloned().collect();
    let answers = &draft.answers;
    let category = answers.routed_as(&app.taxonomy);
    let (now, leaves) = (app.clock.now(), app.readers.leaves_of(&school.id));
    let away = Away::on(&leaves, now.day());
    let route = route_with_cover(answers, category, &readers, &answers.hidden_from, &away);
    let route = route.as_ref().map_or(&[][..], |route| route.readers.as_slice());
    let signposts = match draft.step {
        Step::Done => {
            let named = draft.answers.signposts(&app.taxonomy);
            app.signposts.of_codes(&named, app.site.nation_at(school.host.as_ref()))
        }
        _ => Vec::new(),
    };
    let page = StepPage {
        step: draft.step,
        answers: &draft.answers,
        taxonomy: &app.taxonomy,
        nation: app.site.nation_at(school.host.as_ref()),
        readers: &readers,
        route,
        away: &away,
        next_reading: school.next_reading_after(now, all_away_until(&leaves, route, now.day())),
        is_carried,
        appearance: draft.appearance,
        way: draft.way,
        pastime: &draft.pastime,
        today: app.clock.now().day(),
        signposts: &signposts,
        trouble: draft.trouble,
    };
    let status = draft.trouble.map_or(StatusCode::OK, status::of_trouble);
    respond::pupil_page(app, status, draft.appearance, &page)
}

/// Nobody can read slips now. Whoever has written keeps their words, and Send for later.
fn nobody_reads(app: &App, draft: &Draft) -> HttpResponse {
    let mut fields = carried_fields(&draft.answers, draft.appearance, Step::Check);
    fields.extend([("step", Step::Check.as_str().to_owned()), ("go", "send".to_owned())]);
    let typed = Typed(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect());
    let problem = Problem::NobodyReads;
    let typed = Some(&typed).filter(|_| draft.is_begun());
    let page = KeptPage { problem, typed, way: draft.way };
    respond::pupil_page(app, status::of(problem), draft.appearance, &page)
}
