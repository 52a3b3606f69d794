//! A reader's own slips of a term, each opened for a moment to be counted. Nobody is told of any of them, and
//! nothing is kept.

use std::sync::Arc;

use super::ServiceError;
use super::own_slips::{Own, Stored};
use super::read_slip::ReaderAtWork;
use super::sealed_slips::{Keyed, SealedSlip, keyed, list_sealed};
use super::sought::kind_of;
use crate::crypto::traces;
use crate::db::{Db, Reader};
use crate::domain::{ActKind, Case, CountedSlip, DaySpan, Taxonomy};

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
        let sealed = db.read(who.school.clone(), move |reader| list_sealed(reader, some)).await?;
        let (by, taxonomy) = (who.clone(), Arc::clone(taxonomy));
        let opened = traces::leaving_none_elsewhere(move || {
            sealed.iter().filter_map(|slip| count_one(slip, &by, &taxonomy)).collect::<Vec<_>>()
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
) -> Result<(Vec<Keyed>, usize), ServiceError> {
    let stored = Stored::read(reader, who)?;
    let own = Own::count(reader, who, &stored, |alike| span.has(alike.day))?;
    let total = own.alike.iter().map(|alike| alike.count).sum();
    let lines = own.list(reader, who, &own.alike, 0, SLIPS_MAX)?;
    Ok((keyed(reader, who, lines)?, total))
}

fn count_one(slip: &SealedSlip, who: &ReaderAtWork, taxonomy: &Taxonomy) -> Option<CountedSlip> {
    let (content, acts) = slip.open(&who.school)?;
    let taken_on = acts.iter().find(|act| act.kind == ActKind::Acknowledged);
    Some(CountedSlip {
        day: slip.line.day,
        urgency: content.urgency,
        state: slip.line.state,
        four_c: kind_of(&content, &Case::of(&acts), taxonomy).four_c,
        acknowledged_on: taken_on.map(|act| act.at.day()),
    })
}
