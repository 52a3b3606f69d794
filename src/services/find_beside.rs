//! The other slips of a case that a reader can open. They are looked for among the reader's own, on the sheet of the
//! day that an act names; one that is not theirs leaves no trace.

use std::collections::BTreeSet;

use super::ServiceError;
use super::read_slip::{FoundSlip, ReaderAtWork, find_one, open, open_sheet, thread_of};
use crate::crypto::traces;
use crate::db::{Db, Reader};
use crate::domain::{Beside, SlipAct, SlipId, ThreadId, besides, ever_named};
use crate::store::{slip_indexes, slip_lists, slips};

/// Slips of one day that are tried at once, of those that have not been: about half a second when none opens.
const TRIED_AT_ONCE_MAX: usize = 100;

/// Other slips that the acts on one name and that this reader can open.
#[derive(Default)]
pub(super) struct Others {
    /// Those that are of one case with it.
    pub together: Vec<FoundSlip>,
    /// Those that were once, and other cases of the same slip.
    pub apart: Vec<(ThreadId, SlipId)>,
}

/// Goes from slip to slip. Two are together where each says so of the other: they are written both or neither.
pub(super) async fn find_beside(
    db: &Db,
    who: &ReaderAtWork,
    of: &Beside,
    acts: &[SlipAct],
) -> Result<Others, ServiceError> {
    let mut others = Others::default();
    let mut seen = BTreeSet::from([of.clone()]);
    let mut named = named_by(of, acts);
    while let Some((by, Named { slip, is_together })) = named.pop() {
        if seen.contains(&slip) {
            continue;
        }
        let Some(found) = find_named(db, who, &slip).await? else {
            seen.insert(slip);
            continue;
        };
        if is_together && besides(&found.acts).contains(&by) {
            named.extend(named_by(&slip, &found.acts));
            others.apart.retain(|(thread, _)| *thread != slip.thread);
            seen.insert(slip);
            others.together.push(found);
        } else {
            others.apart.push((slip.thread, found.line.id));
        }
    }
    others.together.sort_by_key(FoundSlip::named);
    Ok(others)
}

/// A slip that acts on another name.
struct Named {
    slip: Beside,
    is_together: bool,
}

fn named_by(by: &Beside, acts: &[SlipAct]) -> Vec<(Beside, Named)> {
    let together = besides(acts);
    let named = |slip: Beside| {
        let is_together = together.contains(&slip);
        (by.clone(), Named { slip, is_together })
    };
    ever_named(acts).into_iter().map(named).collect()
}

async fn find_named(
    db: &Db,
    who: &ReaderAtWork,
    named: &Beside,
) -> Result<Option<FoundSlip>, ServiceError> {
    let (by, wanted) = (who.clone(), named.clone());
    let looked =
        db.read(who.school.clone(), move |reader| Looked::at_day(reader, &by, &wanted)).await?;
    let slip = match looked {
        Looked::Found(slip) => Some(slip),
        Looked::Untried(envelopes) => try_all(who.clone(), named.clone(), envelopes).await?,
    };
    let Some(slip) = slip else { return Ok(None) };
    match find_one(db, who, &slip).await {
        Ok(found) => Ok(Some(found)),
        // It was deleted meanwhile, or sealed anew.
        Err(ServiceError::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

enum Looked {
    Found(SlipId),
    /// It is none of those that are known: it may be one of these, which have not been tried.
    Untried(Vec<(SlipId, Vec<u8>)>),
}

impl Looked {
    fn at_day(
        reader: &mut Reader<'_>,
        who: &ReaderAtWork,
        wanted: &Beside,
    ) -> Result<Self, ServiceError> {
        let sheet = slip_indexes::find(reader, &who.id, wanted.day)?;
        let sheet = open_sheet(who, wanted.day, sheet.as_deref());
        let of_day = slip_lists::list_day(reader, wanted.day)?.into_iter().map(|(slip, _)| slip);
        let of_day: BTreeSet<SlipId> = of_day.collect();
        // One that was sealed anew since is on the sheet still, and its thread is that of another by now.
        for (slip, key) in sheet.readable().filter(|(slip, _)| of_day.contains(slip)) {
            let thread = if sheet.is_resealed(&slip) {
                let envelope = slips::list_envelopes(reader, std::slice::from_ref(&slip))?.pop();
                envelope.map(|(_, day, it)| thread_of(&who.school, day, &key, &it))
            } else {
                Some(key.thread())
            };
            if thread.is_some_and(|thread| thread.id() == wanted.thread) {
                return Ok(Self::Found(slip));
            }
        }
        let untried = of_day.into_iter().filter(|slip| !sheet.has_tried(slip));
        let untried: Vec<SlipId> = untried.take(TRIED_AT_ONCE_MAX).collect();
        let envelopes = slips::list_envelopes(reader, &untried)?;
        Ok(Self::Untried(envelopes.into_iter().map(|(slip, _, it)| (slip, it)).collect()))
    }
}

async fn try_all(
    who: ReaderAtWork,
    wanted: Beside,
    envelopes: Vec<(SlipId, Vec<u8>)>,
) -> Result<Option<SlipId>, ServiceError> {
    let tried = traces::leaving_none_elsewhere(move || {
        let is_wanted = |envelope: &[u8]| is_of_thread(&who, &wanted, envelope);
        envelopes.into_iter().find(|(_, envelope)| is_wanted(envelope)).map(|(slip, _)| slip)
    });
    tried.await.map_err(|_| ServiceError::Damaged)
}

/// One that was changed in the database is nobody's.
fn is_of_thread(who: &ReaderAtWork, wanted: &Beside, envelope: &[u8]) -> bool {
    let Ok(Some(opened)) = open(who, wanted.day, envelope) else { return false };
    thread_of(&who.school, wanted.day, &opened.key, envelope).id() == wanted.thread
}
