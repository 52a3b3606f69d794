//! Send: how a slip is taken, and what is said when it is not.

use actix_web::HttpResponse;

use super::sent;
use super::slip::Visit;
use crate::app::App;
use crate::crypto::draft::DraftToken;
use crate::crypto::{NoRandomness, Secret, fingerprint};
use crate::domain::{AlikeId, Answers, Draft, SchoolSummary, ToldReader, Tray, Trouble};
use crate::rate_limit::{Admission, Manner};
use crate::services::send_slip::{OutgoingSlip, SendError, send_slip, was_sent};
use crate::views::pupil::told;
use crate::web::kiosk::SlipLane;
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
    let draft_hash = slip_hash(&token, draft)?;
    let manner = match visit.is_ours && draft.took_seconds(app.site.writing_seconds_min, now) {
        true => Manner::ByHand,
        false => Manner::ByScript,
    };
    let tray = tray_of(&visit.lane, app, school, manner).await.map_err(|_| Trouble::Fault)?;
    let Some(tray) = tray else {
        return again(app, school, &token, draft, Trouble::TooMany).await;
    };
    let words = respond::frame(app, draft.appearance).words;
    let sentences = told(&draft.answers, words);
    let alike = match tray {
        Tray::Normal => None,
        Tray::Rush => {
            let group = group_of(app, school, &draft.answers, &sentences);
            Some(group.ok_or(Trouble::Fault)?)
        }
    };
    let outgoing = OutgoingSlip {
        draft_hash,
        answers: draft.answers.clone(),
        mode: draft.mode(),
        language: draft.appearance.language.unwrap_or_default(),
        sentences,
        passed_on: None,
        tray,
        alike,
    };
    let sent = send_slip(&app.db, &app.sealing(), &school.id, now, outgoing).await;
    match sent {
        Ok(sent) => {
            if tray == Tray::Rush {
                app.rush_budgets.spend(&school.id, visit.lane.lane(), sent.bytes, now).await;
            }
            let way_back = sent::way_back(app, &token, sent.thread);
            let readers = sent.readers.iter().map(ToldReader::from).collect();
            let note = draft.sent_note(readers, sent.is_told_now, way_back, &app.taxonomy);
            sent::page(app, &token, &note)
        }
        Err(SendError::NobodyLeft) => Err(Trouble::NobodyLeft),
        Err(SendError::Database(_)) => again(app, school, &token, draft, Trouble::Busy).await,
        Err(SendError::NotSealed) => Err(Trouble::Fault),
    }
}

/// How a slip is taken now; `None` when there is no room for it.
pub(in crate::web) async fn tray_of(
    lane: &SlipLane,
    app: &App,
    school: &SchoolSummary,
    manner: Manner,
) -> Result<Option<Tray>, NoRandomness> {
    Ok(match lane.admit(app, &school.id, manner)? {
        Admission::Normal => Some(Tray::Normal),
        Admission::Rush => {
            let now = app.clock.now();
            let has_room = app.rush_budgets.has_room(&school.id, lane.lane(), now).await;
            has_room.then_some(Tray::Rush)
        }
        Admission::Full => None,
    })
}

/// Not taken this time, unless it was taken the time before and only the answer got lost.
async fn again(
    app: &App,
    school: &SchoolSummary,
    token: &DraftToken,
    draft: &Draft,
    trouble: Trouble,
) -> Result<HttpResponse, Trouble> {
    match was_sent(&app.db, &school.id, slip_hash(token, draft)?).await {
        Ok(true) => {
            let is_told_now = draft.answers.urgency(&app.taxonomy).leaves_at_once();
            let way_back = sent::way_back(app, token, None);
            let note = draft.sent_note(Vec::new(), is_told_now, way_back, &app.taxonomy);
            sent::page(app, token, &note)
        }
        Ok(false) | Err(_) => Err(trouble),
    }
}

/// Which slips of the rush say nearly the same as this one; `None` when nothing random can be had.
pub(in crate::web) fn group_of(
    app: &App,
    school: &SchoolSummary,
    answers: &Answers,
    sentences: &str,
) -> Option<AlikeId> {
    let text = Secret::new([&answers.words, sentences, &answers.who].join(" "));
    let all = Secret::new(serde_json::to_vec(answers).ok()?);
    let now = app.clock.now();
    app.near_copies.group_of(&school.id, text.expose(), all.expose(), now).ok()
}

/// What makes this slip the same however often Send is pressed: the draft's random id, and what is in
/// it. Changed after a Send whose answer got lost, it is another slip, and nothing of it is dropped.
fn slip_hash(token: &DraftToken, draft: &Draft) -> Result<[u8; 32], Trouble> {
    let answers = serde_json::to_vec(&draft.answers).map_err(|_| Trouble::Fault)?;
    let answers = Secret::new(answers);
    let both = Secret::new([token.id_hash().as_slice(), answers.expose()].concat());
    Ok(fingerprint::sha256(both.expose()))
}
