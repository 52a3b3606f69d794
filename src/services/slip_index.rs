//! What a reader has found out by trying: which slips open with their keys. Only they can read it,
//! so the database does not tell who reads what.

use std::collections::BTreeMap;

use super::ServiceError;
use crate::crypto::{ReaderPrivateKeys, SLIP_KEY_BYTES, Secret, SlipKey};
use crate::domain::{ReaderId, SlipId};

const PURPOSE: &str = "slip-index";
const ID_BYTES: usize = 16;
const ENTRY_BYTES: usize = ID_BYTES + 1 + SLIP_KEY_BYTES;

/// Slips by id, with the key of each that opened.
#[derive(Default)]
pub struct SlipIndex {
    tried: BTreeMap<SlipId, Option<SlipKey>>,
}

impl SlipIndex {
    /// Opens an index that was kept.
    pub fn open(
        keys: &ReaderPrivateKeys,
        reader: &ReaderId,
        sealed: &[u8],
    ) -> Result<Self, ServiceError> {
        let plain = keys
            .open_own(PURPOSE, reader.as_str().as_bytes(), sealed)
            .map_err(|_| ServiceError::Damaged)?;
        let (entries, rest) = plain.expose().as_chunks::<ENTRY_BYTES>();
        if !rest.is_empty() {
            return Err(ServiceError::Damaged);
        }
        // They were put away in order, which is how a map is made at once.
        let tried = entries.iter().map(entry_of).collect::<Option<_>>();
        Ok(Self { tried: tried.ok_or(ServiceError::Damaged)? })
    }

    /// For the database: id ‖ 1 ‖ key, or id ‖ 0 ‖ as many zeros, one after the other. Each takes
    /// as much room, or its length would tell whoever compares two copies of the database which
    /// readers a slip was sealed to.
    pub fn seal(
        &self,
        keys: &ReaderPrivateKeys,
        reader: &ReaderId,
    ) -> Result<Vec<u8>, ServiceError> {
        let mut plain = Secret::new(Vec::with_capacity(self.tried.len() * ENTRY_BYTES));
        for (id, key) in &self.tried {
            let number = u128::from_str_radix(id.as_str(), 16).unwrap_or_default();
            plain.append(&number.to_be_bytes());
            match key {
                Some(key) => {
                    plain.append(&[1]);
                    plain.append(key.bytes());
                }
                None => plain.append(&[0; 1 + SLIP_KEY_BYTES]),
            }
        }
        Ok(keys.seal_own(PURPOSE, reader.as_str().as_bytes(), plain.expose())?)
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

    /// Forgets slips that are gone; whether there were any.
    pub fn keep(&mut self, is_there: impl Fn(&SlipId) -> bool) -> bool {
        let before = self.tried.len();
        self.tried.retain(|slip, _| is_there(slip));
        self.tried.len() < before
    }
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

    #[test]
    fn an_index_opens_for_its_reader_as_it_was() {
        let keys = ReaderPrivateKeys::generate().unwrap();
        let reader = ReaderId::from_random([1; 16]);
        let [mine, theirs, new] = [7, 8, 9].map(|byte| SlipId::from_random([byte; 16]));
        let mut index = SlipIndex::default();
        index.note_readable(&mine, SlipKey::from_bytes(&[5; 32]).unwrap());
        index.note_unreadable(&theirs);

        let sealed = index.seal(&keys, &reader).unwrap();
        let again = SlipIndex::open(&keys, &reader, &sealed).unwrap();
        assert_eq!(again.key_of(&mine).map(SlipKey::bytes), Some(&[5; 32]));
        assert!(again.has_tried(&theirs) && again.key_of(&theirs).is_none());
        assert!(!again.has_tried(&new));

        let other = ReaderPrivateKeys::generate().unwrap();
        assert!(SlipIndex::open(&other, &reader, &sealed).is_err());
    }

    #[test]
    fn an_index_forgets_what_is_gone_and_says_so() {
        let [here, gone] = [7, 8].map(|byte| SlipId::from_random([byte; 16]));
        let mut index = SlipIndex::default();
        index.note_unreadable(&here);
        index.note_unreadable(&gone);
        assert!(index.keep(|slip| *slip == here));
        assert!(index.has_tried(&here) && !index.has_tried(&gone));
        assert!(!index.keep(|slip| *slip == here));
    }

    #[test]
    fn how_long_an_index_is_tells_nobody_what_its_reader_can_open() {
        let keys = ReaderPrivateKeys::generate().unwrap();
        let reader = ReaderId::from_random([1; 16]);
        let slip = SlipId::from_random([7; 16]);
        let (mut mine, mut not_mine) = (SlipIndex::default(), SlipIndex::default());
        mine.note_readable(&slip, SlipKey::from_bytes(&[5; 32]).unwrap());
        not_mine.note_unreadable(&slip);
        let length = |index: &SlipIndex| index.seal(&keys, &reader).unwrap().len();
        assert_eq!(length(&mine), length(&not_mine));
    }
}
