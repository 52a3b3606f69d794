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
    /// Of second cases that were begun from slips of these days: none of them is a slip more.
    pub second_cases: Vec<CountedSlip>,
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
    let (mut slips, mut second_cases) = (Vec::new(), Vec::new());
    for some in keyed.chunks(OPENED_AT_ONCE) {
        let some = some.to_vec();
        let sealed = db.read(who.school.clone(), move |reader| list_sealed(reader, some)).await?;
        let (by, taxonomy) = (who.clone(), Arc::clone(taxonomy));
        let opened = traces::leaving_none_elsewhere(move || {
            sealed.iter().filter_map(|slip| count_one(slip, &by, &taxonomy)).collect::<Vec<_>>()
        });
        for (slip, is_second) in opened.await.map_err(|_| ServiceError::Damaged)? {
            if is_second { second_cases.push(slip) } else { slips.push(slip) }
        }
    }
    let left_out = total - slips.len() - second_cases.len();
    Ok(CountedTerm { slips, second_cases, left_out })
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

/// One slip, and whether it is a second case of another.
fn count_one(
    slip: &SealedSlip,
    who: &ReaderAtWork,
    taxonomy: &Taxonomy,
) -> Option<(CountedSlip, bool)> {
    let (content, acts) = slip.open(&who.school)?;
    let taken_on = acts.iter().find(|act| act.kind == ActKind::Acknowledged);
    let counted = CountedSlip {
        day: slip.line.day,
        urgency: content.urgency,
        state: slip.line.state,
        four_c: kind_of(&content, &Case::of(&acts), taxonomy).four_c,
        acknowledged_on: taken_on.map(|act| act.at.day()),
    };
    Some((counted, content.begun_from.is_some()))
}
