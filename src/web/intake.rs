//! How a slip is taken, whoever sends it: what makes it one slip, in which tray it comes and beside which
//! others, and what it uses up.

use serde::Serialize;

use super::kiosk::SlipLane;
use crate::app::App;
use crate::crypto::draft::DraftToken;
use crate::crypto::{Secret, fingerprint};
use crate::domain::{AlikeId, Answers, SchoolSummary, Tray};
use crate::rate_limit::{Admission, Manner};
use crate::services::send_slip::{OutgoingSlip, SendError, SentSlip, send_slip};

/// Nothing random can be had, so that nothing can be counted or sealed either.
pub(super) struct NotCounted;

/// Where a slip goes.
pub(super) struct Placed {
    pub tray: Tray,
    /// In a rush: those beside it that say nearly the same.
    pub alike: Option<AlikeId>,
}

/// Where a slip goes that is sent now; `None` when there is no room for it. `sentences` are what was told with
/// pictures.
pub(super) async fn place(
    app: &App,
    school: &SchoolSummary,
    lane: &SlipLane,
    manner: Manner,
    answers: &Answers,
    sentences: &str,
) -> Result<Option<Placed>, NotCounted> {
    let now = app.clock.now();
    match lane.admit(app, &school.id, manner).map_err(|_| NotCounted)? {
        Admission::Normal => return Ok(Some(Placed { tray: Tray::Normal, alike: None })),
        Admission::Rush if app.rush_budgets.has_room(&school.id, lane.lane(), now).await => {}
        Admission::Rush | Admission::Full => return Ok(None),
    }
    let text = Secret::new([&answers.words, sentences, &answers.who].join(" "));
    let all = Secret::new(serde_json::to_vec(answers).map_err(|_| NotCounted)?);
    let group = app.near_copies.group_of(&school.id, text.expose(), all.expose(), now);
    Ok(Some(Placed { tray: Tray::Rush, alike: Some(group.map_err(|_| NotCounted)?) }))
}

/// Stores it, and counts what it uses up of a rush.
pub(super) async fn store(
    app: &App,
    school: &SchoolSummary,
    lane: &SlipLane,
    outgoing: OutgoingSlip,
) -> Result<SentSlip, SendError> {
    let (tray, now) = (outgoing.tray, app.clock.now());
    let sent = send_slip(&app.db, &app.sealing(), &school.id, now, outgoing).await?;
    if tray == Tray::Rush {
        app.rush_budgets.spend(&school.id, lane.lane(), sent.bytes, now).await;
    }
    Ok(sent)
}

/// What makes a slip the same however often it is sent: the random name of its form, and what is in it.
/// Changed after a Send whose answer got lost, it is another slip, and nothing of it is dropped.
pub(super) fn slip_hash(token: &DraftToken, told: &impl Serialize) -> Option<[u8; 32]> {
    let told = Secret::new(serde_json::to_vec(told).ok()?);
    let both = Secret::new([token.id_hash().as_slice(), told.expose()].concat());
    Some(fingerprint::sha256(both.expose()))
}
