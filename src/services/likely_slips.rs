//! Slips that may be about the same thing as one: those that say nearly the same, those of the same kind that came
//! about the same days, and those that this reader looked at last. Nobody is told that they were looked through.

use std::cmp::Reverse;
use std::sync::Arc;

use super::ServiceError;
use super::own_slips::{Own, Stored};
use super::read_slip::{FoundSlip, ReaderAtWork, opened_at, thread_in};
use super::sealed_slips::{SealedSlip, keyed, list_sealed};
use super::sought::kind_of;
use crate::crypto::traces;
use crate::db::{Db, Reader};
use crate::domain::{AlikeId, Case, CategoryCode, Day, SlipState, Taxonomy, ThreadId, Timestamp};
use crate::store::slip_lists::SlipLine;

/// Slips that are looked through, those of the nearest days first.
const LOOKED_AT_MAX: usize = 200;
/// Days before and after a slip in which one of the same kind may be about the same.
const CLOSE_DAYS: i32 = 21;
/// How many are offered.
const OFFERED_MAX: usize = 12;

/// A slip that may be about the same.
pub struct Likely {
    pub line: SlipLine,
    pub why: Why,
    /// Of some kinds even the name is for whoever has opened the slip.
    pub kind: Option<CategoryCode>,
}

/// Why it may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    SaysTheSame,
    SameKind,
    LookedAt(Reverse<Timestamp>),
}

/// The likely ones first. After `list_own_slips`, which tries what has come.
pub async fn likely_slips(
    db: &Db,
    who: &ReaderAtWork,
    taxonomy: &Arc<Taxonomy>,
    found: &FoundSlip,
) -> Result<Vec<Likely>, ServiceError> {
    let (by, day) = (who.clone(), found.line.day);
    let sealed = db.read(who.school.clone(), move |reader| list_near(reader, &by, day)).await?;
    let content = found.content(&who.school)?;
    let here = Here {
        who: who.clone(),
        taxonomy: Arc::clone(taxonomy),
        kind: kind_of(&content, &found.case(), taxonomy).code.clone(),
        day,
        alike: content.alike,
        whole: found
            .whole()
            .map(|slip| slip.first_thread(&who.school))
            .collect::<Result<_, ServiceError>>()?,
    };
    let likely = traces::leaving_none_elsewhere(move || {
        sealed.into_iter().filter_map(|near| here.likely(near)).collect::<Vec<_>>()
    });
    let mut likely = likely.await.map_err(|_| ServiceError::Damaged)?;
    likely.sort_by_key(|one| (one.why, (one.line.day.0 - day.0).abs()));
    likely.truncate(OFFERED_MAX);
    Ok(likely)
}

/// The slips that came about the same days.
pub(super) fn list_near(
    reader: &mut Reader<'_>,
    who: &ReaderAtWork,
    day: Day,
) -> Result<Vec<SealedSlip>, ServiceError> {
    let stored = Stored::read(reader, who)?;
    let own = Own::count(reader, who, &stored, |alike| match alike.state {
        SlipState::New | SlipState::Acknowledged | SlipState::Closed => true,
        SlipState::AsideAsked | SlipState::Aside => false,
    })?;
    let mut alike = own.alike.clone();
    alike.sort_by_key(|alike| (alike.day.0 - day.0).abs());
    let lines = own.list(reader, who, &alike, 0, LOOKED_AT_MAX)?;
    let keyed = keyed(reader, who, lines)?;
    list_sealed(reader, keyed)
}

/// The slip beside which others are looked for.
struct Here {
    who: ReaderAtWork,
    taxonomy: Arc<Taxonomy>,
    kind: CategoryCode,
    day: Day,
    /// The group of one that came in a rush.
    alike: Option<AlikeId>,
    /// What is of its case already, and the slips that these are cases of.
    whole: Vec<ThreadId>,
}

impl Here {
    fn likely(&self, near: SealedSlip) -> Option<Likely> {
        let (content, acts) = near.open(&self.who.school)?;
        let SealedSlip { line, key, .. } = near;
        let opened_at = opened_at(&acts, &self.who.id);
        let kind = kind_of(&content, &Case::of(&acts), &self.taxonomy);
        let kind = Some(kind).filter(|kind| opened_at.is_some() || !kind.is_sensitive);
        let kind = kind.map(|kind| kind.code.clone());
        let is_close = (line.day.0 - self.day.0).abs() <= CLOSE_DAYS;
        let why = if self.alike.is_some() && self.alike == content.alike {
            Why::SaysTheSame
        } else if is_close && kind.as_ref() == Some(&self.kind) {
            Why::SameKind
        } else {
            Why::LookedAt(Reverse(opened_at?))
        };
        let first = content.first_thread();
        let slip = first.unwrap_or_else(|| thread_in(Some(content), &key).id());
        let is_here = self.whole.contains(&slip);
        (!is_here).then_some(Likely { line, why, kind })
    }
}
