//! Which of the school's slips are a reader's, told without opening one: from their day sheets, and from
//! the heads of those alone where a whole day is theirs or none of it.

use std::collections::BTreeMap;

use super::ServiceError;
use super::read_slip::{ReaderAtWork, open_sheet};
use super::slip_index::count_readable;
use crate::db::Reader;
use crate::domain::Day;
use crate::store::slip_indexes::SheetHead;
use crate::store::slip_lists::{Alike, SlipLine};
use crate::store::{slip_indexes, slip_lists, tombstones};

/// What there is, and what the reader knows of it, without a look at a slip or a sheet.
pub(super) struct Stored {
    alike: Vec<Alike>,
    gone: BTreeMap<Day, i32>,
    pub(super) heads: BTreeMap<Day, SheetHead>,
}

/// How much of a day a reader can open, as far as its sheet's head tells.
enum Share {
    All,
    Nothing,
    /// Only the sheet tells which.
    Some,
}

impl Stored {
    pub(super) fn read(reader: &mut Reader<'_>, who: &ReaderAtWork) -> Result<Self, ServiceError> {
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

    pub(super) fn gone(&self, day: Day) -> i32 {
        self.gone.get(&day).copied().unwrap_or_default()
    }

    /// How many slips of a day with so many are the reader's, if its sheet says all there is to say.
    /// What is noted on it was there; if none was deleted since and there are as many, they are the same.
    fn readable(&self, who: &ReaderAtWork, head: &SheetHead, count: usize) -> Option<usize> {
        let is_whole = usize::try_from(head.tried) == Ok(count) && head.gone == self.gone(head.day);
        is_whole.then(|| count_readable(&who.keys, &who.id, head).ok()).flatten()
    }

    /// Days of which something came or went since the reader looked.
    pub(super) fn stale_days(&self, who: &ReaderAtWork) -> Vec<Day> {
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

/// A reader's own slips: how many there are of those that are alike, and how to find their lines.
pub(super) struct Own {
    pub alike: Vec<Alike>,
    /// Days whose sheets are not what their heads say, so that slips may be missing.
    pub unread: Vec<Day>,
    shares: BTreeMap<Day, Share>,
}

impl Own {
    /// Of the slips that are wanted, oldest day first.
    pub(super) fn count(
        reader: &mut Reader<'_>,
        who: &ReaderAtWork,
        stored: &Stored,
        is_wanted: impl Fn(&Alike) -> bool,
    ) -> Result<Self, ServiceError> {
        let mut own = Self { alike: Vec::new(), unread: Vec::new(), shares: BTreeMap::new() };
        for of_day in stored.alike.chunk_by(|one, other| one.day == other.day) {
            let wanted: Vec<Alike> =
                of_day.iter().filter(|alike| is_wanted(alike)).copied().collect();
            let Some(Alike { day, .. }) = wanted.first().copied() else { continue };
            let count = of_day.iter().map(|alike| alike.count).sum();
            let share = stored.share(who, day, count);
            match share {
                Share::All => own.alike.extend(wanted),
                Share::Nothing => {}
                Share::Some => {
                    let (found, on_sheet) = count_own(reader, who, day, wanted)?;
                    own.alike.extend(found);
                    if on_sheet != count {
                        own.unread.push(day);
                    }
                }
            }
            own.shares.insert(day, share);
        }
        Ok(own)
    }

    /// So many lines of these, in their order, after the first so many.
    pub(super) fn list(
        &self,
        reader: &mut Reader<'_>,
        who: &ReaderAtWork,
        alike: &[Alike],
        skipped: usize,
        most: usize,
    ) -> Result<Vec<SlipLine>, ServiceError> {
        let (mut skipped, mut lines) = (skipped, Vec::new());
        for alike in alike {
            let wanted = most - lines.len();
            if wanted == 0 {
                break;
            }
            if skipped < alike.count {
                lines.extend(match self.shares.get(&alike.day) {
                    Some(Share::All) => slip_lists::list_alike(reader, alike, skipped, wanted)?,
                    Some(Share::Nothing | Share::Some) | None => {
                        let own = list_own_alike(reader, who, alike)?;
                        own.into_iter().skip(skipped).take(wanted).collect()
                    }
                });
            }
            skipped = skipped.saturating_sub(alike.count);
        }
        Ok(lines)
    }
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
