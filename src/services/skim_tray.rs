//! A reader looks through what came in a rush, some by chance at a time.

use std::collections::HashMap;

use super::ServiceError;
use super::list_slips::Part;
use super::log_act::{append_entry, look_into, overseen, seal_entry};
use super::read_slip::{ReaderAtWork, SealedAct, append_act, opened_at, sealed_under};
use super::rush_tray::{TraySlip, find_tray, with_acts};
use crate::crypto::random;
use crate::db::Db;
use crate::domain::{ActKind, Actor, AuditedAct, SlipId, Timestamp};

/// Slips that are shown at once.
pub const SKIMMED_AT_ONCE: usize = 20;

/// Opens some that this reader has not opened since their session began, and says so to their readers. One of
/// each group comes before a second of any.
pub async fn skim_tray(
    db: &Db,
    who: &ReaderAtWork,
    since: Timestamp,
    now: Timestamp,
) -> Result<Vec<SlipId>, ServiceError> {
    let slips = find_tray(db, who, Part::RushTray, None).await?;
    let mut slips = with_acts(db, who, slips).await?;
    slips.retain(|(_, acts)| opened_at(acts, &who.id).is_none_or(|on| on < since));
    random::shuffle(&mut slips)?;
    let mut of_group = HashMap::new();
    let mut ranked: Vec<(usize, TraySlip)> = Vec::with_capacity(slips.len());
    for (slip, _) in slips {
        let rank = match &slip.alike {
            Some(group) => {
                let before = of_group.entry(group.clone()).or_insert(0);
                *before += 1;
                *before
            }
            None => 1,
        };
        ranked.push((rank, slip));
    }
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.truncate(SKIMMED_AT_ONCE);
    let keys = ranked.iter().map(|(_, slip)| (slip.line.id.clone(), slip.key.clone())).collect();
    let opened = |(_, slip): (usize, TraySlip)| -> Result<(SlipId, SealedAct), ServiceError> {
        let act = sealed_under(&slip.key, &who.id, now, ActKind::Opened)?;
        Ok((slip.line.id, act))
    };
    let opened = ranked.into_iter().map(opened).collect::<Result<Vec<_>, _>>()?;
    let ids = opened.iter().map(|(slip, _)| slip.clone()).collect();
    let looked = look_into(db, who, keys).await?;
    let entry = seal_entry(who, now, AuditedAct::Opened, &overseen(&looked))?;
    let actor = Actor::Reader(who.id.clone());
    db.write(who.school.clone(), actor, now, move |writer| -> Result<(), ServiceError> {
        opened.iter().try_for_each(|(slip, act)| append_act(writer, slip, act))?;
        if opened.is_empty() { Ok(()) } else { append_entry(writer, &entry) }
    })
    .await?;
    Ok(ids)
}
