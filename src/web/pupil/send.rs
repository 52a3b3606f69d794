//! Send: how a slip is taken, and what is said when it is not.

use actix_web::HttpResponse;

use super::sent;
use super::slip::Visit;
use crate::app::App;
use crate::crypto::draft::DraftToken;
use crate::domain::{Draft, SchoolSummary, ToldReader, Trouble};
use crate::rate_limit::Manner;
use crate::services::send_slip::{OutgoingSlip, SendError, was_sent};
use crate::views::pupil::told;
use crate::web::intake::{Placed, place, slip_hash, store};
use crate::web::respond;

/// Stores the slip, or says why it was not taken; the words stay each time.
pub(super) async fn send(
    visit: &Visit,
    app: &App,
    school: &SchoolSummary,
    draft: &Draft,
) -> Result<HttpResponse, Trouble> {
    if !school.is_live {
        return Err(Trouble::NobodyLeft);
    }
    let now = app.clock.now();
    // Sending needs the name the draft has had since it began.
    let token = match &visit.token {
        Some(token) => token.clone(),
        None => DraftToken::generate().map_err(|_| Trouble::Fault)?,
    };
    let draft_hash = hash(&token, draft)?;
    let manner = match visit.is_ours && draft.took_seconds(app.site.writing_seconds_min, now) {
        true => Manner::ByHand,
        false => Manner::ByScript,
    };
    let sentences = told(&draft.answers, respond::frame(app, draft.appearance).words);
    let placed = place(app, school, &visit.lane, manner, &draft.answers, &sentences).await;
    let Some(Placed { tray, alike }) = placed.map_err(|_| Trouble::Fault)? else {
        return again(app, school, &token, draft, Trouble::TooMany).await;
    };
    let outgoing = OutgoingSlip {
        draft_hash,
        answers: draft.answers.clone(),
        mode: draft.mode(),
        language: draft.appearance.language.unwrap_or_default(),
        sentences,
        passed_on: None,
        manner,
        tray,
        alike,
    };
    match store(app, school, &visit.lane, outgoing).await {
        Ok(sent) => {
            let way_back = sent::way_back(app, &token, sent.thread);
            let readers = sent.readers.iter().map(ToldReader::from).collect();
            let note = draft.sent_note(
                readers,
                sent.is_told_now,
                sent.nobody_until,
                way_back,
                &app.taxonomy,
            );
            sent::page(app, &token, &note)
        }
        Err(SendError::NobodyLeft) => Err(Trouble::NobodyLeft),
        Err(SendError::Database(_)) => again(app, school, &token, draft, Trouble::Busy).await,
        Err(SendError::NotSealed) => Err(Trouble::Fault),
    }
}

/// Not taken this time, unless it was taken the time before and only the answer got lost.
async fn again(
    app: &App,
    school: &SchoolSummary,
    token: &DraftToken,
    draft: &Draft,
    trouble: Trouble,
) -> Result<HttpResponse, Trouble> {
    match was_sent(&app.db, &school.id, hash(token, draft)?).await {
        Ok(true) => {
            let is_told_now = draft.answers.urgency(&app.taxonomy).leaves_at_once();
            let way_back = sent::way_back(app, token, None);
            let note = draft.sent_note(Vec::new(), is_told_now, None, way_back, &app.taxonomy);
            sent::page(app, token, &note)
        }
        Ok(false) | Err(_) => Err(trouble),
    }
}

fn hash(token: &DraftToken, draft: &Draft) -> Result<[u8; 32], Trouble> {
    slip_hash(token, &draft.answers).ok_or(Trouble::Fault)
}
