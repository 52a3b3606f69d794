//! A reader's keys are tried on slips that have come, and what is found is kept on their sheets.

use std::collections::{BTreeMap, BTreeSet};

use serde::de::IgnoredAny;

use super::ServiceError;
use super::read_slip::{ReaderAtWork, open, open_sheet};
use super::slip_index::{Place, Readable, SealedSheet};
use crate::crypto::traces;
use crate::db::{Db, Reader};
use crate::domain::{Actor, AlikeId, Day, SlipId, Timestamp};
use crate::store::{slip_indexes, slip_lists, tombstones};

/// Sheets sealed and put away at once: with very many slips a day each takes some hundred kilobytes.
const SHEETS_AT_ONCE: usize = 16;

/// A slip that was tried, and what was found if it opened.
pub(super) type Tried = (SlipId, Option<Readable>);

/// All that is read of a slip that is only listed.
#[derive(Default, serde::Deserialize)]
struct Grouped {
    #[serde(default)]
    alike: Option<AlikeId>,
    #[serde(default)]
    thread: Option<IgnoredAny>,
}

/// Tries the slips with the reader's keys, and says how many were changed after they were sealed.
pub(super) async fn try_slips(
    who: ReaderAtWork,
    envelopes: Vec<(SlipId, Day, Vec<u8>)>,
) -> Result<(BTreeMap<Day, Vec<Tried>>, usize), ServiceError> {
    let tried = traces::leaving_none_elsewhere(move || {
        let (mut tried, mut damaged) = (BTreeMap::<Day, Vec<Tried>>::new(), 0);
        for (slip, day, envelope) in envelopes {
            match open(&who, day, &envelope) {
                Ok(opened) => {
                    let found = opened.map(|opened| {
                        let Grouped { alike, thread } = grouped(opened.plain.expose());
                        Readable { key: opened.key, alike, is_resealed: thread.is_some() }
                    });
                    tried.entry(day).or_default().push((slip, found));
                }
                // Not noted, so that it is said again at every look: it may be a child's.
                Err(_) => damaged += 1,
            }
        }
        (tried, damaged)
    });
    tried.await.map_err(|_| ServiceError::Damaged)
}

/// A slip whose words cannot be read is said to be so once somebody opens it.
fn grouped(plain: &[u8]) -> Grouped {
    serde_json::from_slice(plain).unwrap_or_default()
}

/// Notes what was found on the sheets of these days.
pub(super) async fn keep_sheets(
    db: &Db,
    who: &ReaderAtWork,
    now: Timestamp,
    changed: &BTreeSet<Day>,
    mut tried: BTreeMap<Day, Vec<Tried>>,
) -> Result<(), ServiceError> {
    let days: Vec<Day> = changed.iter().copied().collect();
    for days in days.chunks(SHEETS_AT_ONCE) {
        let news: Vec<(Day, Vec<Tried>)> =
            days.iter().map(|day| (*day, tried.remove(day).unwrap_or_default())).collect();
        let looking = who.clone();
        let sheets: Vec<(Day, Option<SealedSheet>)> = db
            .read(who.school.clone(), move |reader| {
                let renewed = |(day, news)| Ok((day, renewed(reader, &looking, day, news)?));
                news.into_iter().map(renewed).collect::<Result<_, ServiceError>>()
            })
            .await?;
        let (id, actor) = (who.id.clone(), Actor::Reader(who.id.clone()));
        db.write(who.school.clone(), actor, now, move |writer| -> Result<(), ServiceError> {
            for (day, sheet) in &sheets {
                match sheet {
                    Some(sheet) => {
                        slip_indexes::set_sealed(writer, &id, &sheet.head, &sheet.sealed)?;
                    }
                    None => slip_indexes::delete_day(writer, &id, *day)?,
                }
            }
            Ok(())
        })
        .await?;
    }
    Ok(())
}

/// The sheet of a day with what was found out, without what is gone; nothing when no slip of that
/// day is left. The key of a slip that was deleted goes as soon as its reader looks: only they can
/// take it out.
fn renewed(
    reader: &mut Reader<'_>,
    who: &ReaderAtWork,
    day: Day,
    news: Vec<Tried>,
) -> Result<Option<SealedSheet>, ServiceError> {
    let there = slip_lists::list_day(reader, day)?;
    if there.is_empty() {
        return Ok(None);
    }
    let mut there: Vec<SlipId> = there.into_iter().map(|(slip, _)| slip).collect();
    there.sort_unstable();
    let sheet = slip_indexes::find(reader, &who.id, day)?;
    let mut sheet = open_sheet(who, day, sheet.as_deref());
    for (slip, found) in news {
        match found {
            Some(found) => sheet.note_readable(&slip, found),
            None => sheet.note_unreadable(&slip),
        }
    }
    sheet.keep(|slip| there.binary_search(slip).is_ok());
    let gone: BTreeMap<Day, i32> = tombstones::list_gone(reader)?.into_iter().collect();
    let gone = gone.get(&day).copied().unwrap_or_default();
    Ok(Some(sheet.seal(&who.keys, Place { reader: &who.id, day }, gone)?))
}
