//! A reader's list of the slips that are theirs. What they cannot open does not exist for them: it
//! is in no line and in no count.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::ServiceError;
use super::own_slips::{Own, Stored};
use super::read_slip::{ReaderAtWork, open_sheet};
use super::try_slips::{keep_sheets, try_slips};
use crate::db::{Db, Reader};
use crate::domain::{Day, SlipFilter, SlipId, SlipState, Timestamp, Tray, Urgency, is_pressing};
use crate::store::slip_lists::{Alike, SlipLine};
use crate::store::{slip_indexes, slip_lists, slips};

/// Envelopes tried for one page: eight slots each, about a second in all when none opens.
const TRIED_AT_ONCE_MAX: usize = 200;

/// Which of the reader's slips.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Those that are not closed, but for what lies in the rush tray.
    ToLookAt,
    Closed,
    /// What came in a rush and nobody has taken on.
    RushTray,
    /// What came in a rush and was set aside.
    Aside,
}

impl Part {
    pub(super) fn has(self, alike: &Alike) -> bool {
        let part = match (alike.state, alike.tray) {
            (SlipState::New, Tray::Rush) | (SlipState::AsideAsked, _) => Self::RushTray,
            (SlipState::New, Tray::Normal) | (SlipState::Acknowledged, _) => Self::ToLookAt,
            (SlipState::Closed, _) => Self::Closed,
            (SlipState::Aside, _) => Self::Aside,
        };
        part == self
    }
}

/// In which order slips are listed. What lies in the rush tray comes last in each, so that a flood stands
/// before nothing.
#[derive(Debug, Clone, Copy)]
pub(super) enum Order {
    /// What cannot wait until tomorrow, as of this day; then as they are urgent, what is closed after the rest.
    Pressing(Day),
    /// What cannot wait first; within that, what nobody has taken on, then the oldest.
    Urgent,
    /// The newest day first.
    Newest,
}

impl Order {
    pub(super) fn sort(self, all: &mut [Alike]) {
        let urgent =
            |alike: &Alike| (Reverse(alike.urgency), alike.state != SlipState::New, alike.day);
        let in_rush = |alike: &Alike| Part::RushTray.has(alike);
        match self {
            Self::Newest => all
                .sort_by_key(|alike| (in_rush(alike), Reverse(alike.day), Reverse(alike.urgency))),
            Self::Urgent => all.sort_by_key(|alike| (in_rush(alike), urgent(alike))),
            Self::Pressing(today) => all.sort_by_key(|alike| {
                let presses = is_pressing(alike.day, alike.urgency, alike.state, today);
                (in_rush(alike), !presses, alike.state.is_over(), urgent(alike))
            }),
        }
    }
}

/// Which part of a list is looked at.
#[derive(Debug, Clone, Copy)]
pub struct View {
    pub part: Part,
    pub filter: SlipFilter,
    /// From 1; beyond the last, the last.
    pub page: usize,
    pub lines_a_page: usize,
}

/// A page of the slips that a reader can open.
pub struct OwnSlips {
    /// What cannot wait first; within that, what nobody has taken on, then the oldest. Of those that
    /// are closed, the newest day first.
    pub lines: Vec<SlipLine>,
    /// How many there are in the whole part, whatever narrows the list.
    pub counts: Vec<Alike>,
    /// How many lie in the rush tray.
    pub in_tray: Vec<Alike>,
    /// How many the list has on all its pages.
    pub total: usize,
    pub page: usize,
    pub pages: usize,
    /// Slips that have not been tried yet: there are too many for one page. Looking again helps.
    pub untried: usize,
    /// Slips that were changed in the database after they were sealed, and open for nobody.
    pub damaged: usize,
}

/// One page of the reader's slips. Slips that have come are tried first, those that are gone are
/// forgotten.
pub async fn list_own_slips(
    db: &Db,
    who: &ReaderAtWork,
    now: Timestamp,
    view: View,
) -> Result<OwnSlips, ServiceError> {
    let looking = who.clone();
    let found = db
        .read(who.school.clone(), move |reader| -> Result<_, ServiceError> {
            let stored = Stored::read(reader, &looking)?;
            let mut stale = stored.stale_days(&looking);
            if stale.is_empty() {
                let (page, unread) = own_page(reader, &looking, &stored, view)?;
                if unread.is_empty() {
                    return Ok(Found::Page(page));
                }
                stale = unread;
            }
            Ok(Found::Untried(find_untried(reader, &looking, &stored, stale)?))
        })
        .await?;
    let untried = match found {
        Found::Page(page) => return Ok(page),
        Found::Untried(untried) => untried,
    };
    let left = untried.count.saturating_sub(untried.envelopes.len());
    let (tried, damaged) = try_slips(who.clone(), untried.envelopes).await?;
    keep_sheets(db, who, now, &untried.changed, tried).await?;
    let looking = who.clone();
    let (page, _) = db
        .read(who.school.clone(), move |reader| {
            let stored = Stored::read(reader, &looking)?;
            own_page(reader, &looking, &stored, view)
        })
        .await?;
    Ok(OwnSlips { untried: left, damaged, ..page })
}

enum Found {
    Page(OwnSlips),
    Untried(Untried),
}

/// Slips that a reader has not tried, and the days whose sheets have to be written anew.
struct Untried {
    count: usize,
    /// Of as many as are tried now, what cannot wait first.
    envelopes: Vec<(SlipId, Day, Vec<u8>)>,
    changed: BTreeSet<Day>,
}

fn find_untried(
    reader: &mut Reader<'_>,
    who: &ReaderAtWork,
    stored: &Stored,
    stale: Vec<Day>,
) -> Result<Untried, ServiceError> {
    let mut count = 0;
    let mut first = BTreeMap::<Reverse<Urgency>, Vec<SlipId>>::new();
    let mut changed = BTreeSet::new();
    for day in stale {
        let before = count;
        let sheet = slip_indexes::find(reader, &who.id, day)?;
        let sheet = open_sheet(who, day, sheet.as_deref());
        for (slip, urgency) in slip_lists::list_day(reader, day)? {
            if !sheet.has_tried(&slip) {
                count += 1;
                let first = first.entry(Reverse(urgency)).or_default();
                if first.len() < TRIED_AT_ONCE_MAX {
                    first.push(slip);
                }
            }
        }
        let has_gone = stored.heads.get(&day).is_some_and(|head| head.gone != stored.gone(day));
        if has_gone || count == before {
            changed.insert(day);
        }
    }
    let first: Vec<SlipId> = first.into_values().flatten().take(TRIED_AT_ONCE_MAX).collect();
    let envelopes = slips::list_envelopes(reader, &first)?;
    changed.extend(envelopes.iter().map(|(_, day, _)| *day));
    Ok(Untried { count, envelopes, changed })
}

/// The page, of what the sheets say by now; and the days whose sheets are not what their heads say,
/// so that slips may be missing.
fn own_page(
    reader: &mut Reader<'_>,
    who: &ReaderAtWork,
    stored: &Stored,
    view: View,
) -> Result<(OwnSlips, Vec<Day>), ServiceError> {
    let is_in_view = |alike: &Alike| view.part.has(alike) || Part::RushTray.has(alike);
    let mut own = Own::count(reader, who, stored, is_in_view)?;
    let unread = std::mem::take(&mut own.unread);
    let in_part = |part: Part| own.alike.iter().filter(move |alike| part.has(alike)).copied();
    let in_tray = in_part(Part::RushTray).collect();
    let counts: Vec<Alike> = in_part(view.part).collect();
    let is_taken = |alike: &&Alike| view.filter.takes(alike.day, alike.urgency, alike.state);
    let mut taken: Vec<Alike> = counts.iter().filter(is_taken).copied().collect();
    match view.part {
        Part::Closed | Part::Aside => Order::Newest.sort(&mut taken),
        Part::ToLookAt | Part::RushTray => Order::Urgent.sort(&mut taken),
    }
    let total: usize = taken.iter().map(|alike| alike.count).sum();
    let pages = total.div_ceil(view.lines_a_page).max(1);
    let page = view.page.clamp(1, pages);
    let lines = own.list(reader, who, &taken, (page - 1) * view.lines_a_page, view.lines_a_page)?;
    let own = OwnSlips { lines, counts, in_tray, total, page, pages, untried: 0, damaged: 0 };
    Ok((own, unread))
}
