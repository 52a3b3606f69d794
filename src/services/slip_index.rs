//! What a reader has found out by trying: which slips of a day open with their keys. Only they can
//! read it, so the database does not tell who reads what.

use std::collections::BTreeMap;

use super::ServiceError;
use crate::crypto::{ReaderPrivateKeys, SLIP_KEY_BYTES, Secret, SlipKey};
use crate::domain::{AlikeId, Day, ReaderId, SlipId};
use crate::store::slip_indexes::SheetHead;

const PURPOSE: &str = "slip-index/2";
/// That of sheets from before there were groups of slips.
const PURPOSE_BEFORE: &str = "slip-index";
const COUNT_PURPOSE: &str = "slip-index-count";
const ID_BYTES: usize = 16;
const ENTRY_BYTES_BEFORE: usize = ID_BYTES + 1 + SLIP_KEY_BYTES;
const ENTRY_BYTES: usize = ENTRY_BYTES_BEFORE + ID_BYTES;
/// Stands in the place of the 1 before the key of a slip that was sealed anew.
const RESEALED: u8 = 2;
/// Where a slip belongs to no group.
const NO_GROUP: [u8; ID_BYTES] = [0; ID_BYTES];

/// Whose sheet it is, and of which day: a sheet that is moved elsewhere does not open.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    pub reader: &'a ReaderId,
    pub day: Day,
}

/// The slips of one day by id, with the key of each that opened. What was kept lies in one piece: with
/// thousands of slips a day, one for each key would leave the heap in shreds at every look.
#[derive(Default)]
pub struct SlipSheet {
    /// Entries in order of their ids.
    kept: Option<Secret<Vec<u8>>>,
    news: BTreeMap<SlipId, Option<Readable>>,
}

/// What a reader finds in a slip that opens.
#[derive(Clone)]
pub struct Readable {
    pub key: SlipKey,
    /// Of one that came in a rush.
    pub alike: Option<AlikeId>,
    /// Whether its thread is another than that of its key.
    pub is_resealed: bool,
}

/// A sheet as the database keeps it.
pub struct SealedSheet {
    pub head: SheetHead,
    pub sealed: Vec<u8>,
}

impl Place<'_> {
    fn as_bytes(&self) -> Vec<u8> {
        [self.reader.as_str().as_bytes(), &self.day.0.to_be_bytes()].concat()
    }
}

impl SlipSheet {
    /// Opens a sheet that was kept.
    pub fn open(
        keys: &ReaderPrivateKeys,
        place: Place<'_>,
        sealed: &[u8],
    ) -> Result<Self, ServiceError> {
        let plain = match keys.open_own(PURPOSE, &place.as_bytes(), sealed) {
            Ok(plain) => plain,
            Err(_) => keys
                .open_own(PURPOSE_BEFORE, &place.as_bytes(), sealed)
                .map(|plain| with_groups(&plain))
                .map_err(|_| ServiceError::Damaged)?,
        };
        let (_, rest) = plain.expose().as_chunks::<ENTRY_BYTES>();
        if !rest.is_empty() {
            return Err(ServiceError::Damaged);
        }
        Ok(Self { kept: Some(plain), news: BTreeMap::new() })
    }

    /// For the database: id ‖ 1 ‖ key ‖ group, or id ‖ 0 ‖ as many zeros, one after the other. Each takes
    /// as much room, and so does the count of those that open, or lengths would tell whoever compares
    /// two copies of the database which readers a slip was sealed to. `gone` is how many slips of the
    /// day had been deleted when this was so.
    pub fn seal(
        &self,
        keys: &ReaderPrivateKeys,
        place: Place<'_>,
        gone: i32,
    ) -> Result<SealedSheet, ServiceError> {
        let plain = self.in_order();
        let (entries, _) = plain.expose().as_chunks::<ENTRY_BYTES>();
        let readable = entries.iter().filter(|entry| key_in(entry).is_some()).count();
        let readable = u64::try_from(readable).map_err(|_| ServiceError::Damaged)?;
        let place_bytes = place.as_bytes();
        let tried = i32::try_from(entries.len()).map_err(|_| ServiceError::Damaged)?;
        let count = count_bytes(readable, tried, gone);
        let sealed_count = keys.seal_own(COUNT_PURPOSE, &place_bytes, &count)?;
        let head = SheetHead { day: place.day, tried, gone, sealed_count };
        Ok(SealedSheet { head, sealed: keys.seal_own(PURPOSE, &place_bytes, plain.expose())? })
    }

    /// How many slips are on it.
    pub fn count(&self) -> usize {
        let is_new = |slip: &&SlipId| self.kept_entry(slip).is_none();
        self.entries().len() + self.news.keys().filter(is_new).count()
    }

    pub fn has_tried(&self, slip: &SlipId) -> bool {
        self.news.contains_key(slip) || self.kept_entry(slip).is_some()
    }

    /// Whether this reader can open the slip.
    pub fn is_readable(&self, slip: &SlipId) -> bool {
        match self.news.get(slip) {
            Some(found) => found.is_some(),
            None => self.kept_entry(slip).and_then(key_in).is_some(),
        }
    }

    /// The key of a slip that this reader can open.
    pub fn key_of(&self, slip: &SlipId) -> Option<SlipKey> {
        match self.news.get(slip) {
            Some(found) => Some(found.as_ref()?.key.clone()),
            None => SlipKey::from_bytes(key_in(self.kept_entry(slip)?)?).ok(),
        }
    }

    /// Whether the thread of a slip that this reader can open is told only inside it.
    pub fn is_resealed(&self, slip: &SlipId) -> bool {
        match self.news.get(slip) {
            Some(found) => found.as_ref().is_some_and(|found| found.is_resealed),
            None => {
                self.kept_entry(slip).is_some_and(|entry| entry.get(ID_BYTES) == Some(&RESEALED))
            }
        }
    }

    /// The group of a slip that came in a rush and that this reader can open.
    pub fn group_of(&self, slip: &SlipId) -> Option<AlikeId> {
        match self.news.get(slip) {
            Some(found) => found.as_ref()?.alike.clone(),
            None => group_in(self.kept_entry(slip)?),
        }
    }

    /// Every slip that this reader can open, of what was kept.
    pub fn readable(&self) -> impl Iterator<Item = (SlipId, SlipKey)> {
        self.entries().iter().filter_map(found_in)
    }

    /// Those of them, of what was kept, whose thread is told only inside.
    pub fn resealed(&self) -> impl Iterator<Item = (SlipId, SlipKey)> {
        self.entries()
            .iter()
            .filter(|entry| entry.get(ID_BYTES) == Some(&RESEALED))
            .filter_map(found_in)
    }

    pub fn note_readable(&mut self, slip: &SlipId, found: Readable) {
        self.news.insert(slip.clone(), Some(found));
    }

    pub fn note_unreadable(&mut self, slip: &SlipId) {
        self.news.insert(slip.clone(), None);
    }

    /// Forgets slips that are gone.
    pub fn keep(&mut self, is_there: impl Fn(&SlipId) -> bool) {
        self.news.retain(|slip, _| is_there(slip));
        let mut kept = Secret::new(Vec::with_capacity(self.entries().as_flattened().len()));
        for entry in self.entries() {
            if id_in(entry).is_some_and(|id| is_there(&SlipId::from_random(*id))) {
                kept.append(entry);
            }
        }
        self.kept = Some(kept);
    }

    fn entries(&self) -> &[[u8; ENTRY_BYTES]] {
        self.kept.as_ref().map_or(&[], |kept| kept.expose().as_chunks().0)
    }

    fn kept_entry(&self, slip: &SlipId) -> Option<&[u8; ENTRY_BYTES]> {
        let (entries, id) = (self.entries(), slip.to_bytes());
        let place = entries.binary_search_by(|entry| id_in(entry).cmp(&Some(&id))).ok()?;
        entries.get(place)
    }

    /// What was kept and what is new, in order of their ids, each once; what is new counts.
    fn in_order(&self) -> Secret<Vec<u8>> {
        let room = (self.entries().len() + self.news.len()) * ENTRY_BYTES;
        let mut all = Secret::new(Vec::with_capacity(room));
        let mut news = self.news.iter().map(|(slip, found)| (slip.to_bytes(), found)).peekable();
        for entry in self.entries() {
            while let Some((id, found)) = news.next_if(|(id, _)| Some(id) <= id_in(entry)) {
                append_entry(&mut all, &id, found.as_ref());
            }
            if all.expose().as_chunks::<ENTRY_BYTES>().0.last().and_then(id_in) != id_in(entry) {
                all.append(entry);
            }
        }
        news.for_each(|(id, found)| append_entry(&mut all, &id, found.as_ref()));
        all
    }
}

/// How many slips on the sheet of this head its reader can open.
pub fn count_readable(
    keys: &ReaderPrivateKeys,
    reader: &ReaderId,
    head: &SheetHead,
) -> Result<usize, ServiceError> {
    let place = Place { reader, day: head.day }.as_bytes();
    let plain = keys
        .open_own(COUNT_PURPOSE, &place, &head.sealed_count)
        .map_err(|_| ServiceError::Damaged)?;
    let readable = plain.expose().first_chunk().ok_or(ServiceError::Damaged)?;
    let readable = u64::from_be_bytes(*readable);
    if *plain.expose() != count_bytes(readable, head.tried, head.gone) {
        return Err(ServiceError::Damaged);
    }
    usize::try_from(readable).map_err(|_| ServiceError::Damaged)
}

/// What stands outside the seal is inside it again, so that nobody makes an old sheet look new.
fn count_bytes(readable: u64, tried: i32, gone: i32) -> [u8; 16] {
    let mut bytes = [0; 16];
    let parts = readable.to_be_bytes().into_iter().chain(tried.to_be_bytes());
    bytes.iter_mut().zip(parts.chain(gone.to_be_bytes())).for_each(|(to, byte)| *to = byte);
    bytes
}

fn append_entry(to: &mut Secret<Vec<u8>>, id: &[u8; ID_BYTES], found: Option<&Readable>) {
    to.append(id);
    match found {
        Some(Readable { key, alike, is_resealed }) => {
            to.append(&[if *is_resealed { RESEALED } else { 1 }]);
            to.append(key.bytes());
            to.append(&alike.as_ref().map_or(NO_GROUP, AlikeId::to_bytes));
        }
        None => to.append(&[0; ENTRY_BYTES - ID_BYTES]),
    }
}

/// Entries from before, each with no group.
fn with_groups(before: &Secret<Vec<u8>>) -> Secret<Vec<u8>> {
    let (entries, rest) = before.expose().as_chunks::<ENTRY_BYTES_BEFORE>();
    let room = entries.len() * ENTRY_BYTES + rest.len();
    let mut all = Secret::new(Vec::with_capacity(room));
    for entry in entries {
        all.append(entry);
        all.append(&NO_GROUP);
    }
    // What is no entry is no entry afterwards.
    all.append(rest);
    all
}

fn found_in(entry: &[u8; ENTRY_BYTES]) -> Option<(SlipId, SlipKey)> {
    let key = SlipKey::from_bytes(key_in(entry)?).ok()?;
    Some((SlipId::from_random(*id_in(entry)?), key))
}

fn id_in(entry: &[u8; ENTRY_BYTES]) -> Option<&[u8; ID_BYTES]> {
    entry.first_chunk()
}

/// The bytes of the key, if the slip of this entry opened.
fn key_in(entry: &[u8; ENTRY_BYTES]) -> Option<&[u8; SLIP_KEY_BYTES]> {
    let (_, found) = entry.split_first_chunk::<ID_BYTES>()?;
    match found.split_first_chunk::<1>()? {
        ([0], _) => None,
        (_, rest) => rest.first_chunk(),
    }
}

fn group_in(entry: &[u8; ENTRY_BYTES]) -> Option<AlikeId> {
    let group = entry.last_chunk::<ID_BYTES>()?;
    (*group != NO_GROUP).then(|| AlikeId::from_random(*group))
}

#[cfg(test)]
mod tests;
