//! A reader's list of the slips that are theirs. What they cannot open does not exist for them: it
//! is in no line and in no count.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::ServiceError;
use super::read_slip::{ReaderAtWork, open_sheet};
use super::slip_index::count_readable;
use super::try_slips::{keep_sheets, try_slips};
use crate::db::{Db, Reader};
use crate::domain::{Day, SlipId, SlipState, Timestamp, Tray, Urgency};
use crate::store::slip_indexes::SheetHead;
use crate::store::slip_lists::{Alike, SlipLine};
use crate::store::{slip_indexes, slip_lists, slips, tombstones};

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

/// Which part of a list is looked at.
#[derive(Debug, Clone, Copy)]
pub struct View {
    pub part: Part,
    /// From 1; beyond the last, the last.
    pub page: usize,
    pub lines_a_page: usize,
}

/// A page of the slips that a reader can open.
pub struct OwnSlips {
    /// What cannot wait first; within that, what nobody has taken on, then the oldest. Of those that
    /// are closed, the newest day first.
    pub lines: Vec<SlipLine>,
    /// How many there are in the whole list.
    pub counts: Vec<Alike>,
    /// How many lie in the rush tray.
    pub in_tray: Vec<Alike>,
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

/// What there is, and what the reader knows of it, without a look at a slip or a sheet.
struct Stored {
    alike: Vec<Alike>,
    gone: BTreeMap<Day, i32>,
    heads: BTreeMap<Day, SheetHead>,
}

/// How much of a day a reader can open, as far as its sheet's head tells.
enum Share {
    All,
    Nothing,
    /// Only the sheet tells which.
    Some,
}

impl Stored {
    fn read(reader: &mut Reader<'_>, who: &ReaderAtWork) -> Result<Self, ServiceError> {
        let heads = slip_indexes::list_heads(reader, &who.id)?;
        Ok(Self {
            alike: slip_lists::count_alike(reader)?,
            gone: tombstones::list_gone(reader)?.into_iter().collect(),
            heads: heads.into_iter().map(|head| (head.day, head)).collect(),
        })
    }

    fn by_day(&self) -> BTreeMap<Day, usize> {
        let mut by_day = BTreeMap::new();
        for alike in &self.alike {
            *by_day.entry(alike.day).or_default() += alike.count;
        }
        by_day
    }

    fn gone(&self, day: Day) -> i32 {
        self.gone.get(&day).copied().unwrap_or_default()
    }

    /// How many slips of a day with so many are the reader's, if its sheet says all there is to say.
    /// What is noted on it was there; if none was deleted since and there are as many, they are the same.
    fn readable(&self, who: &ReaderAtWork, head: &SheetHead, count: usize) -> Option<usize> {
        let is_whole = usize::try_from(head.tried) == Ok(count) && head.gone == self.gone(head.day);
        is_whole.then(|| count_readable(&who.keys, &who.id, head).ok()).flatten()
    }

    /// Days of which something came or went since the reader looked.
    fn stale_days(&self, who: &ReaderAtWork) -> Vec<Day> {
        let by_day = self.by_day();
        let is_stale = |(day, count): (&Day, &usize)| match self.heads.get(day) {
            Some(head) => self.readable(who, head, *count).is_none(),
            None => true,
        };
        let left = self.heads.keys().filter(|day| !by_day.contains_key(day));
        by_day
            .iter()
            .filter(|(day, count)| is_stale((day, count)))
            .map(|(day, _)| *day)
            .chain(left.copied())
            .collect()
    }

    fn share(&self, who: &ReaderAtWork, day: Day, count: usize) -> Share {
        let Some(head) = self.heads.get(&day) else { return Share::Nothing };
        match self.readable(who, head, count) {
            Some(0) => Share::Nothing,
            Some(readable) if readable == count => Share::All,
            Some(_) | None => Share::Some,
        }
    }
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
    let (mut shares, mut unread) = (BTreeMap::new(), Vec::new());
    let mut counts = Vec::new();
    let is_in_view = |alike: &&Alike| view.part.has(alike) || Part::RushTray.has(alike);
    for of_day in stored.alike.chunk_by(|one, other| one.day == other.day) {
        let in_view: Vec<Alike> = of_day.iter().filter(is_in_view).copied().collect();
        let Some(Alike { day, .. }) = in_view.first().copied() else { continue };
        let count = of_day.iter().map(|alike| alike.count).sum();
        let share = stored.share(who, day, count);
        match share {
            Share::All => counts.extend(in_view),
            Share::Nothing => {}
            Share::Some => {
                let (own, on_sheet) = count_own(reader, who, day, in_view)?;
                counts.extend(own);
                if on_sheet != count {
                    unread.push(day);
                }
            }
        }
        shares.insert(day, share);
    }
    let in_tray = counts.iter().filter(|alike| Part::RushTray.has(alike)).copied().collect();
    counts.retain(|alike| view.part.has(alike));
    match view.part {
        Part::Closed | Part::Aside => {
            counts.sort_by_key(|alike| (Reverse(alike.day), Reverse(alike.urgency)));
        }
        Part::ToLookAt | Part::RushTray => counts.sort_by_key(|alike| {
            (Reverse(alike.urgency), alike.state != SlipState::New, alike.day)
        }),
    }
    let total: usize = counts.iter().map(|alike| alike.count).sum();
    let pages = total.div_ceil(view.lines_a_page).max(1);
    let page = view.page.clamp(1, pages);
    let mut skipped = (page - 1) * view.lines_a_page;
    let mut lines = Vec::with_capacity(view.lines_a_page);
    for alike in &counts {
        let wanted = view.lines_a_page - lines.len();
        if wanted == 0 {
            break;
        }
        if skipped < alike.count {
            lines.extend(match shares.get(&alike.day) {
                Some(Share::All) => slip_lists::list_alike(reader, alike, skipped, wanted)?,
                Some(Share::Nothing | Share::Some) | None => {
                    let own = list_own_alike(reader, who, alike)?;
                    own.into_iter().skip(skipped).take(wanted).collect()
                }
            });
        }
        skipped = skipped.saturating_sub(alike.count);
    }
    Ok((OwnSlips { lines, counts, in_tray, page, pages, untried: 0, damaged: 0 }, unread))
}

/// Of slips of one day, those that the reader can open; and how many are on the sheet.
fn count_own(
    reader: &mut Reader<'_>,
    who: &ReaderAtWork,
    day: Day,
    all: Vec<Alike>,
) -> Result<(Vec<Alike>, usize), ServiceError> {
    let sheet = slip_indexes::find(reader, &who.id, day)?;
    let sheet = open_sheet(who, day, sheet.as_deref());
    let mut own = all;
    for alike in &mut own {
        let ids = slip_lists::list_ids(reader, alike)?;
        alike.count = ids.iter().filter(|slip| sheet.is_readable(slip)).count();
    }
    Ok((own, sheet.count()))
}

fn list_own_alike(
    reader: &mut Reader<'_>,
    who: &ReaderAtWork,
    alike: &Alike,
) -> Result<Vec<SlipLine>, ServiceError> {
    let sheet = slip_indexes::find(reader, &who.id, alike.day)?;
    let sheet = open_sheet(who, alike.day, sheet.as_deref());
    let mut lines = slip_lists::list_alike(reader, alike, 0, usize::MAX)?;
    lines.retain(|line| sheet.is_readable(&line.id));
    Ok(lines)
}
