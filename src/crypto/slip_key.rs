//! The key of one slip: everyone who can open the slip holds it, and nobody else does.

use super::aead::{self, NotOpened};
use super::random::{self, NoRandomness};
use super::secret::Secret;
use super::thread::ThreadKey;

pub const SLIP_KEY_BYTES: usize = 32;

/// What was done is padded to the first of these that holds it, so that its length tells nothing.
const ACT_BUCKETS: [usize; 4] = [512, 2_048, 8_192, 32_768];
const LENGTH_BYTES: usize = 4;

/// Most bytes of a pupil's name. Every slip has a name box of one length, and most are empty, so that
/// the box tells nobody who has asked to be found.
const NAME_BYTES_MAX: usize = 508;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ActError {
    #[error("an act is too long to seal")]
    TooLong,
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
}

/// Opens one slip and seals what its readers do with it.
#[derive(Clone)]
pub struct SlipKey(Secret<[u8; SLIP_KEY_BYTES]>);

impl SlipKey {
    pub fn generate() -> Result<Self, NoRandomness> {
        Ok(Self(Secret::new(random::bytes()?)))
    }

    /// Reads a key that a reader had put away, such as in the index of their slips.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, NotOpened> {
        bytes.try_into().map(|key| Self(Secret::new(key))).map_err(|_| NotOpened)
    }

    /// The key itself, to be sealed before it is put away.
    pub fn bytes(&self) -> &[u8; SLIP_KEY_BYTES] {
        self.0.expose()
    }

    /// Seals what a reader did, for the other readers of the slip. `place` says which row it is,
    /// so that a copy put elsewhere does not open.
    pub fn seal_act(&self, place: &str, act: &[u8]) -> Result<Vec<u8>, ActError> {
        let padded = padded_to_bucket(act, &ACT_BUCKETS)?;
        Ok(aead::seal(&self.act_key(), place.as_bytes(), padded.expose())?)
    }

    pub fn open_act(&self, place: &str, sealed: &[u8]) -> Result<Secret<Vec<u8>>, NotOpened> {
        let padded = aead::open(&self.act_key(), place.as_bytes(), sealed)?;
        Ok(Secret::new(unpadded(padded.expose())?.to_vec()))
    }

    /// Seals the name of a pupil who wants to be found, or its absence when empty. `slip` says whose
    /// box it is, so that one put into another slip does not open.
    pub fn seal_name(&self, slip: &str, name: &str) -> Result<Vec<u8>, ActError> {
        if name.len() > NAME_BYTES_MAX {
            return Err(ActError::TooLong);
        }
        let padded = padded(name.as_bytes(), LENGTH_BYTES + NAME_BYTES_MAX)?;
        Ok(aead::seal(&self.name_key(), slip.as_bytes(), padded.expose())?)
    }

    /// The name in a slip's box; empty when there is none.
    pub fn open_name(&self, slip: &str, sealed: &[u8]) -> Result<Secret<String>, NotOpened> {
        let padded = aead::open(&self.name_key(), slip.as_bytes(), sealed)?;
        let name = unpadded(padded.expose())?;
        let name = std::str::from_utf8(name).map_err(|_| NotOpened)?;
        Ok(Secret::new(name.to_owned()))
    }

    /// Where a reader's unfinished note about this slip lies. Nobody else can tell whose it is.
    pub fn note_place(&self, reader: &str) -> [u8; 16] {
        let place = aead::derive(self.bytes(), &[b"ineedtotalk/note-place/1/", reader.as_bytes()]);
        place.expose().first_chunk().copied().unwrap_or_default()
    }

    /// Seals a note that a reader has begun, padded as acts are.
    pub fn seal_note(&self, reader: &str, note: &str) -> Result<Vec<u8>, ActError> {
        let padded = padded_to_bucket(note.as_bytes(), &ACT_BUCKETS)?;
        Ok(aead::seal(&self.note_key(reader), b"note", padded.expose())?)
    }

    pub fn open_note(&self, reader: &str, sealed: &[u8]) -> Result<Secret<String>, NotOpened> {
        let padded = aead::open(&self.note_key(reader), b"note", sealed)?;
        let note = std::str::from_utf8(unpadded(padded.expose())?).map_err(|_| NotOpened)?;
        Ok(Secret::new(note.to_owned()))
    }

    fn note_key(&self, reader: &str) -> aead::Key {
        aead::derive(self.bytes(), &[b"ineedtotalk/note/1/", reader.as_bytes()])
    }

    /// The key to what goes back and forth after the slip. It gives nothing of the slip.
    pub fn thread(&self) -> ThreadKey {
        ThreadKey::new(aead::derive(self.bytes(), &[b"ineedtotalk/thread/1"]))
    }

    fn name_key(&self) -> aead::Key {
        aead::derive(self.bytes(), &[b"ineedtotalk/name/1"])
    }

    fn act_key(&self) -> aead::Key {
        aead::derive(self.bytes(), &[b"ineedtotalk/act/1"])
    }
}

/// Padded to the first of these lengths that holds it.
pub(super) fn padded_to_bucket(
    plain: &[u8],
    buckets: &[usize],
) -> Result<Secret<Vec<u8>>, ActError> {
    let bucket = buckets.iter().find(|bucket| plain.len() + LENGTH_BYTES <= **bucket);
    padded(plain, *bucket.ok_or(ActError::TooLong)?)
}

/// How long it is, what it is, and zeros up to `length` bytes in all.
fn padded(plain: &[u8], length: usize) -> Result<Secret<Vec<u8>>, ActError> {
    let plain_length = u32::try_from(plain.len()).map_err(|_| ActError::TooLong)?;
    let mut padded = Secret::new(Vec::with_capacity(length));
    padded.expose_mut().extend_from_slice(&plain_length.to_be_bytes());
    padded.expose_mut().extend_from_slice(plain);
    padded.expose_mut().resize(length, 0);
    Ok(padded)
}

/// What is in front of the padding, which begins with how long that is.
pub(super) fn unpadded(padded: &[u8]) -> Result<&[u8], NotOpened> {
    let (length, rest) = padded.split_first_chunk().ok_or(NotOpened)?;
    let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| NotOpened)?;
    rest.get(..length).ok_or(NotOpened)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(byte: u8) -> SlipKey {
        SlipKey::from_bytes(&[byte; SLIP_KEY_BYTES]).unwrap()
    }

    #[test]
    fn an_act_opens_with_the_slips_key_in_its_own_place_only() {
        let sealed = key(1).seal_act("row 1", b"opened").unwrap();
        assert_eq!(key(1).open_act("row 1", &sealed).unwrap().expose().as_slice(), b"opened");
        assert!(key(1).open_act("row 2", &sealed).is_err());
        assert!(key(2).open_act("row 1", &sealed).is_err());
        for place in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[place] ^= 1;
            assert!(key(1).open_act("row 1", &changed).is_err(), "byte {place}");
        }
    }

    #[test]
    fn a_name_opens_in_its_own_slip_only_and_its_box_looks_like_an_empty_one() {
        let named = key(1).seal_name("slip 1", "Ana Š, 7B").unwrap();
        assert_eq!(key(1).open_name("slip 1", &named).unwrap().expose(), "Ana Š, 7B");
        assert!(key(1).open_name("slip 2", &named).is_err());
        assert!(key(2).open_name("slip 1", &named).is_err());
        assert!(key(1).open_act("slip 1", &named).is_err());
        let empty = key(1).seal_name("slip 1", "").unwrap();
        assert_eq!(empty.len(), named.len());
        assert!(key(1).open_name("slip 1", &empty).unwrap().expose().is_empty());
        let long = "x".repeat(NAME_BYTES_MAX + 1);
        assert_eq!(key(1).seal_name("slip 1", &long), Err(ActError::TooLong));
    }

    #[test]
    fn an_unfinished_note_opens_for_its_own_reader_of_its_own_slip_only() {
        let sealed = key(1).seal_note("reader 1", "Ana Š rang.").unwrap();
        assert_eq!(key(1).open_note("reader 1", &sealed).unwrap().expose(), "Ana Š rang.");
        assert!(key(1).open_note("reader 2", &sealed).is_err());
        assert!(key(2).open_note("reader 1", &sealed).is_err());
        assert!(key(1).open_act("note", &sealed).is_err());
        assert_eq!(sealed.len(), key(1).seal_note("reader 1", "x").unwrap().len());
        let places = [(1, "reader 1"), (1, "reader 2"), (2, "reader 1")]
            .map(|(slip, reader)| key(slip).note_place(reader));
        assert!(places[0] != places[1] && places[0] != places[2] && places[1] != places[2]);
        assert_eq!(places[0], key(1).note_place("reader 1"));
    }

    #[test]
    fn short_acts_all_look_alike_and_too_long_ones_are_refused() {
        let lengths: Vec<usize> = [0, 1, 100, 508]
            .map(|length| key(1).seal_act("row", &vec![b'x'; length]).unwrap().len())
            .to_vec();
        assert!(lengths.iter().all(|length| *length == lengths[0]), "{lengths:?}");
        assert_eq!(key(1).seal_act("row", &vec![0; 32_765]), Err(ActError::TooLong));
        assert!(key(1).seal_act("row", &vec![0; 32_764]).is_ok());
    }
}
