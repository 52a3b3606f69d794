//! A reader's own slips of a term, each opened for a moment to be counted. Nobody is told of any of them, and
//! nothing is kept.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::ServiceError;
use super::own_slips::{Own, Stored};
use super::read_slip::{ReaderAtWork, content_of, open_acts, open_sheet};
use super::sought::kind_of;
use crate::crypto::{SlipKey, traces};
use crate::db::{Db, Reader};
use crate::domain::{ActKind, Case, CountedSlip, Day, DaySpan, EntryId, SlipId, Taxonomy};
use crate::store::slip_lists::SlipLine;
use crate::store::{slip_acts, slip_indexes, slips};

/// More than a large school has in a year; the page says when there are more.
const SLIPS_MAX: usize = 2_000;
/// Slips that are in memory at a time.
const OPENED_AT_ONCE: usize = 50;

/// The reader's slips of a term.
pub struct CountedTerm {
    pub slips: Vec<CountedSlip>,
    /// Those that are not counted: they cannot be read, or there are too many.
    pub left_out: usize,
}

/// Counts what came within these days. After `list_own_slips`, which tries what has come.
pub async fn count_term(
    db: &Db,
    who: &ReaderAtWork,
    taxonomy: &Arc<Taxonomy>,
    span: DaySpan,
) -> Result<CountedTerm, ServiceError> {
    let by = who.clone();
    let (keyed, total) =
        db.read(who.school.clone(), move |reader| find_keyed(reader, &by, span)).await?;
    let mut counted = Vec::new();
    for some in keyed.chunks(OPENED_AT_ONCE) {
        let some = some.to_vec();
        let sealed = db.read(who.school.clone(), move |reader| find_sealed(reader, some)).await?;
        let (by, taxonomy) = (who.clone(), Arc::clone(taxonomy));
        let opened = traces::leaving_none_elsewhere(move || {
            sealed.iter().filter_map(|slip| slip.count(&by, &taxonomy)).collect::<Vec<_>>()
        });
        counted.extend(opened.await.map_err(|_| ServiceError::Damaged)?);
    }
    Ok(CountedTerm { left_out: total - counted.len(), slips: counted })
}

/// The slips with what opens each, and how many there are.
fn find_keyed(
    reader: &mut Reader<'_>,
    who: &ReaderAtWork,
    span: DaySpan,
) -> Result<(Vec<(SlipLine, SlipKey)>, usize), ServiceError> {
    let stored = Stored::read(reader, who)?;
    let own = Own::count(reader, who, &stored, |alike| span.has(alike.day))?;
    let total = own.alike.iter().map(|alike| alike.count).sum();
    let lines = own.list(reader, who, &own.alike, 0, SLIPS_MAX)?;
    let mut of_day = BTreeMap::<Day, Vec<SlipLine>>::new();
    for line in lines {
        of_day.entry(line.day).or_default().push(line);
    }
    let mut keyed = Vec::new();
    for (day, lines) in of_day {
        let sheet = slip_indexes::find(reader, &who.id, day)?;
        let sheet = open_sheet(who, day, sheet.as_deref());
        let with_key = |line: SlipLine| sheet.key_of(&line.id).map(|key| (line, key));
        keyed.extend(lines.into_iter().filter_map(with_key));
    }
    Ok((keyed, total))
}

/// A slip with what has to be opened of it.
struct StillSealed {
    line: SlipLine,
    key: SlipKey,
    acts: Vec<(EntryId, Vec<u8>)>,
    envelope: Vec<u8>,
}

fn find_sealed(
    reader: &mut Reader<'_>,
    keyed: Vec<(SlipLine, SlipKey)>,
) -> Result<Vec<StillSealed>, ServiceError> {
    let ids: Vec<SlipId> = keyed.iter().map(|(line, _)| line.id.clone()).collect();
    let envelopes = slips::list_envelopes(reader, &ids)?;
    let mut envelopes: BTreeMap<SlipId, Vec<u8>> =
        envelopes.into_iter().map(|(id, _, envelope)| (id, envelope)).collect();
    let mut sealed = Vec::new();
    for (line, key) in keyed {
        let Some(envelope) = envelopes.remove(&line.id) else { continue };
        let acts = slip_acts::list(reader, &line.id)?;
        sealed.push(StillSealed { line, key, acts, envelope });
    }
    Ok(sealed)
}

impl StillSealed {
    fn count(&self, who: &ReaderAtWork, taxonomy: &Taxonomy) -> Option<CountedSlip> {
        let Self { line, key, acts, envelope } = self;
        let content = content_of(&who.school, line.day, key, envelope).ok()?;
        let acts = open_acts(key, acts);
        let taken_on = acts.iter().find(|act| act.kind == ActKind::Acknowledged);
        Some(CountedSlip {
            day: line.day,
            urgency: content.urgency,
            state: line.state,
            four_c: kind_of(&content, &Case::of(&acts), taxonomy).four_c,
            acknowledged_on: taken_on.map(|act| act.at.day()),
        })
    }
}
