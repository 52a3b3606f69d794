//! What a reader has found out by trying: which slips of a day open with their keys. Only they can
//! read it, so the database does not tell who reads what.

use std::collections::BTreeMap;

use super::ServiceError;
use crate::crypto::{ReaderPrivateKeys, SLIP_KEY_BYTES, Secret, SlipKey};
use crate::domain::{Day, ReaderId, SlipId};
use crate::store::slip_indexes::SheetHead;

const PURPOSE: &str = "slip-index";
const COUNT_PURPOSE: &str = "slip-index-count";
const ID_BYTES: usize = 16;
const ENTRY_BYTES: usize = ID_BYTES + 1 + SLIP_KEY_BYTES;

/// Whose sheet it is, and of which day: a sheet that is moved elsewhere does not open.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    pub reader: &'a ReaderId,
    pub day: Day,
}

/// The slips of one day by id, with the key of each that opened.
#[derive(Default)]
pub struct SlipSheet {
    tried: BTreeMap<SlipId, Option<SlipKey>>,
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
        let plain =
            keys.open_own(PURPOSE, &place.as_bytes(), sealed).map_err(|_| ServiceError::Damaged)?;
        let (entries, rest) = plain.expose().as_chunks::<ENTRY_BYTES>();
        if !rest.is_empty() {
            return Err(ServiceError::Damaged);
        }
        // They were put away in order, which is how a map is made at once.
        let tried = entries.iter().map(entry_of).collect::<Option<_>>();
        Ok(Self { tried: tried.ok_or(ServiceError::Damaged)? })
    }

    /// For the database: id ‖ 1 ‖ key, or id ‖ 0 ‖ as many zeros, one after the other. Each takes
    /// as much room, and so does the count of those that open, or lengths would tell whoever compares
    /// two copies of the database which readers a slip was sealed to. `gone` is how many slips of the
    /// day had been deleted when this was so.
    pub fn seal(
        &self,
        keys: &ReaderPrivateKeys,
        place: Place<'_>,
        gone: i32,
    ) -> Result<SealedSheet, ServiceError> {
        let mut plain = Secret::new(Vec::with_capacity(self.tried.len() * ENTRY_BYTES));
        let mut readable: u64 = 0;
        for (id, key) in &self.tried {
            let number = u128::from_str_radix(id.as_str(), 16).unwrap_or_default();
            plain.append(&number.to_be_bytes());
            match key {
                Some(key) => {
                    plain.append(&[1]);
                    plain.append(key.bytes());
                    readable += 1;
                }
                None => plain.append(&[0; 1 + SLIP_KEY_BYTES]),
            }
        }
        let place_bytes = place.as_bytes();
        let tried = i32::try_from(self.tried.len()).map_err(|_| ServiceError::Damaged)?;
        let count = count_bytes(readable, tried, gone);
        let sealed_count = keys.seal_own(COUNT_PURPOSE, &place_bytes, &count)?;
        let head = SheetHead { day: place.day, tried, gone, sealed_count };
        Ok(SealedSheet { head, sealed: keys.seal_own(PURPOSE, &place_bytes, plain.expose())? })
    }

    /// How many slips are on it.
    pub fn count(&self) -> usize {
        self.tried.len()
    }

    pub fn has_tried(&self, slip: &SlipId) -> bool {
        self.tried.contains_key(slip)
    }

    /// The key of a slip that this reader can open.
    pub fn key_of(&self, slip: &SlipId) -> Option<&SlipKey> {
        self.tried.get(slip)?.as_ref()
    }

    pub fn note_readable(&mut self, slip: &SlipId, key: SlipKey) {
        self.tried.insert(slip.clone(), Some(key));
    }

    pub fn note_unreadable(&mut self, slip: &SlipId) {
        self.tried.insert(slip.clone(), None);
    }

    /// Forgets slips that are gone.
    pub fn keep(&mut self, is_there: impl Fn(&SlipId) -> bool) {
        self.tried.retain(|slip, _| is_there(slip));
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

fn entry_of(entry: &[u8; ENTRY_BYTES]) -> Option<(SlipId, Option<SlipKey>)> {
    let (id, found) = entry.split_first_chunk::<ID_BYTES>()?;
    let key = match found.split_first()? {
        (0, _) => None,
        (_, key) => Some(SlipKey::from_bytes(key).ok()?),
    };
    Some((SlipId::from_random(*id), key))
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: Day = Day(20_000);

    fn key() -> SlipKey {
        SlipKey::from_bytes(&[5; 32]).unwrap()
    }

    #[test]
    fn a_sheet_opens_for_its_reader_on_its_day_as_it_was() {
        let keys = ReaderPrivateKeys::generate().unwrap();
        let reader = ReaderId::from_random([1; 16]);
        let place = Place { reader: &reader, day: DAY };
        let [mine, theirs, new] = [7, 8, 9].map(|byte| SlipId::from_random([byte; 16]));
        let mut sheet = SlipSheet::default();
        sheet.note_readable(&mine, key());
        sheet.note_unreadable(&theirs);

        let SealedSheet { head, sealed } = sheet.seal(&keys, place, 3).unwrap();
        let again = SlipSheet::open(&keys, place, &sealed).unwrap();
        assert_eq!(again.key_of(&mine).map(SlipKey::bytes), Some(&[5; 32]));
        assert!(again.has_tried(&theirs) && again.key_of(&theirs).is_none());
        assert!(!again.has_tried(&new));
        assert_eq!((head.day, head.tried, head.gone), (DAY, 2, 3));
        assert_eq!(count_readable(&keys, &reader, &head), Ok(1));

        let (other, stranger) =
            (ReaderPrivateKeys::generate().unwrap(), ReaderId::from_random([2; 16]));
        assert!(SlipSheet::open(&other, place, &sealed).is_err());
        assert!(
            SlipSheet::open(&keys, Place { reader: &reader, day: Day(20_001) }, &sealed).is_err()
        );
        assert!(SlipSheet::open(&keys, Place { reader: &stranger, day: DAY }, &sealed).is_err());
        assert!(count_readable(&other, &reader, &head).is_err());
        let forged = [(Day(20_001), 2, 3), (DAY, 3, 3), (DAY, 2, 4)];
        for (day, tried, gone) in forged {
            let sealed_count = head.sealed_count.clone();
            let head = SheetHead { day, tried, gone, sealed_count };
            assert!(count_readable(&keys, &reader, &head).is_err());
        }
    }

    #[test]
    fn a_sheet_forgets_what_is_gone() {
        let [here, gone] = [7, 8].map(|byte| SlipId::from_random([byte; 16]));
        let mut sheet = SlipSheet::default();
        sheet.note_unreadable(&here);
        sheet.note_unreadable(&gone);
        sheet.keep(|slip| *slip == here);
        assert!(sheet.has_tried(&here) && !sheet.has_tried(&gone));
    }

    #[test]
    fn how_long_a_sheet_is_tells_nobody_what_its_reader_can_open() {
        let keys = ReaderPrivateKeys::generate().unwrap();
        let reader = ReaderId::from_random([1; 16]);
        let slip = SlipId::from_random([7; 16]);
        let (mut mine, mut not_mine) = (SlipSheet::default(), SlipSheet::default());
        mine.note_readable(&slip, key());
        not_mine.note_unreadable(&slip);
        let lengths = |sheet: &SlipSheet| {
            let SealedSheet { head, sealed } =
                sheet.seal(&keys, Place { reader: &reader, day: DAY }, 0).unwrap();
            (head.tried, head.sealed_count.len(), sealed.len())
        };
        assert_eq!(lengths(&mine), lengths(&not_mine));
    }
}
