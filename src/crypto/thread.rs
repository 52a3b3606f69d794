//! What goes back and forth after a slip. Its readers come to it by the slip's key; its pupil by a code,
//! which opens what staff write to them, and lets them add to what they answered but never read it again:
//! whoever finds the words finds nothing that the pupil told.

use super::aead::{self, Key, NotOpened};
use super::random::NoRandomness;
use super::secret::Secret;
use super::slip_key::{ActError, padded_to_bucket, unpadded};
use crate::domain::{ReaderId, ThreadId};

/// What is written is padded to the first of these that holds it.
const BUCKETS: [usize; 3] = [1_024, 4_096, 16_384];
/// Most answers of one thread; each moves the pupil's key on.
pub const ANSWERS_MAX: usize = 200;
/// As many as a slip can have.
const READERS_MAX: usize = super::envelope::SLOTS;
const ID_BYTES: usize = 16;
/// message key ‖ answer key ‖ number of readers ‖ their ids.
pub(super) const WAY_BYTES: usize = 32 + 32 + 1 + READERS_MAX * ID_BYTES;

/// The readers' end.
#[derive(Clone)]
pub struct ThreadKey(Key);

/// The pupil's end: what a code opens.
pub struct Way(Secret<Vec<u8>>);

impl ThreadKey {
    pub(super) fn new(key: Key) -> Self {
        Self(key)
    }

    /// For the memory of the last page, sealed.
    pub fn to_text(&self) -> Secret<String> {
        Secret::new(data_encoding::HEXLOWER.encode(self.0.expose()))
    }

    pub fn parse(text: &str) -> Option<Self> {
        let bytes = Secret::new(data_encoding::HEXLOWER.decode(text.as_bytes()).ok()?);
        Some(Self(Secret::new(bytes.expose().as_slice().try_into().ok()?)))
    }

    /// Which thread it is. Only who holds the slip's key can tell whose.
    pub fn id(&self) -> ThreadId {
        let bytes = self.derive(b"id");
        ThreadId::from_random(bytes.expose().first_chunk().copied().unwrap_or_default())
    }

    /// Says to the readers whether the slip has a code; both ways it looks the same.
    pub fn seal_mark(&self, has_code: bool) -> Result<Vec<u8>, NoRandomness> {
        aead::seal(&self.derive(b"mark"), b"", &[u8::from(has_code)])
    }

    pub fn open_mark(&self, sealed: &[u8]) -> Result<bool, NotOpened> {
        Ok(aead::open(&self.derive(b"mark"), b"", sealed)?.expose().as_slice() == [1])
    }

    /// The way to this thread for its pupil, and whom their answers are told to.
    pub fn way(&self, readers: &[ReaderId]) -> Option<Way> {
        let mut bytes = Secret::new(Vec::with_capacity(WAY_BYTES));
        bytes.append(self.derive(b"messages").expose());
        bytes.append(self.first_answer_key().expose());
        bytes.append(listed(readers)?.expose());
        Some(Way(bytes))
    }

    /// Says to the pupil's end whom their answers are told to from now on. `None` for more than there is room for.
    pub fn seal_told(&self, readers: &[ReaderId]) -> Result<Option<Vec<u8>>, NoRandomness> {
        let Some(listed) = listed(readers) else { return Ok(None) };
        aead::seal(&told_key(&self.derive(b"messages")), b"", listed.expose()).map(Some)
    }

    /// The same, for a reader.
    pub fn open_told(&self, sealed: &[u8]) -> Result<Vec<ReaderId>, NotOpened> {
        let listed = aead::open(&told_key(&self.derive(b"messages")), b"", sealed)?;
        Ok(readers_in(listed.expose()))
    }

    /// Seals a message to the pupil. `place` says which row it is.
    pub fn seal_message(&self, place: &str, plain: &[u8]) -> Result<Vec<u8>, ActError> {
        seal(&self.derive(b"messages"), place, plain)
    }

    /// Opens an answer of the pupil; they were sealed one after the other, each under the next key.
    pub fn open_answer(&self, place: &str, sealed: &[u8]) -> Result<Secret<Vec<u8>>, NotOpened> {
        let mut key = self.first_answer_key();
        for _ in 0..=ANSWERS_MAX {
            if let Ok(plain) = open(&key, place, sealed) {
                return Ok(plain);
            }
            key = next(&key);
        }
        Err(NotOpened)
    }

    fn first_answer_key(&self) -> Key {
        self.derive(b"answers")
    }

    fn derive(&self, what: &[u8]) -> Key {
        aead::derive(self.0.expose(), &[b"ineedtotalk/thread/1/", what])
    }
}

impl Way {
    pub(super) fn bytes(&self) -> &[u8] {
        self.0.expose()
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Self, NotOpened> {
        if bytes.len() != WAY_BYTES {
            return Err(NotOpened);
        }
        Ok(Self(Secret::new(bytes.to_vec())))
    }

    pub fn open_message(&self, place: &str, sealed: &[u8]) -> Result<Secret<Vec<u8>>, NotOpened> {
        open(&self.key_at(0)?, place, sealed)
    }

    /// Seals an answer, and gives the way for the next: with that one this answer cannot be opened.
    pub fn seal_answer(&self, place: &str, plain: &[u8]) -> Result<(Vec<u8>, Self), ActError> {
        let key = self.key_at(32).map_err(|_| ActError::TooLong)?;
        let sealed = seal(&key, place, plain)?;
        let mut moved = Secret::new(Vec::with_capacity(WAY_BYTES));
        moved.append(self.bytes().get(..32).unwrap_or_default());
        moved.append(next(&key).expose());
        moved.append(self.bytes().get(64..).unwrap_or_default());
        Ok((sealed, Self(moved)))
    }

    /// Whom an answer is told to, as it was when the thread began.
    pub fn readers(&self) -> Vec<ReaderId> {
        readers_in(self.bytes().get(64..).unwrap_or_default())
    }

    /// The same, as the slip's readers have said since.
    pub fn open_told(&self, sealed: &[u8]) -> Result<Vec<ReaderId>, NotOpened> {
        let listed = aead::open(&told_key(&self.key_at(0)?), b"", sealed)?;
        Ok(readers_in(listed.expose()))
    }

    fn key_at(&self, from: usize) -> Result<Key, NotOpened> {
        let key = self.bytes().get(from..from + 32).ok_or(NotOpened)?;
        key.try_into().map(Secret::new).map_err(|_| NotOpened)
    }
}

fn told_key(messages: &Key) -> Key {
    aead::derive(messages.expose(), &[b"ineedtotalk/thread/1/told"])
}

/// How many they are, and who, in as much room as the most take.
fn listed(readers: &[ReaderId]) -> Option<Secret<Vec<u8>>> {
    if readers.len() > READERS_MAX {
        return None;
    }
    let mut bytes = Secret::new(Vec::with_capacity(1 + READERS_MAX * ID_BYTES));
    bytes.append(&[u8::try_from(readers.len()).ok()?]);
    for reader in readers {
        bytes.append(&reader.to_bytes());
    }
    bytes.append(&vec![0; (READERS_MAX - readers.len()) * ID_BYTES]);
    Some(bytes)
}

fn readers_in(listed: &[u8]) -> Vec<ReaderId> {
    let Some((count, ids)) = listed.split_first() else { return Vec::new() };
    let ids = ids.as_chunks::<ID_BYTES>().0.iter().take(usize::from(*count));
    ids.map(|id| ReaderId::from_random(*id)).collect()
}

/// The key after this one; there is no way back.
fn next(key: &Key) -> Key {
    aead::derive(key.expose(), &[b"ineedtotalk/thread/1/next"])
}

fn seal(key: &Key, place: &str, plain: &[u8]) -> Result<Vec<u8>, ActError> {
    let padded = padded_to_bucket(plain, &BUCKETS)?;
    Ok(aead::seal(key, place.as_bytes(), padded.expose())?)
}

fn open(key: &Key, place: &str, sealed: &[u8]) -> Result<Secret<Vec<u8>>, NotOpened> {
    let padded = aead::open(key, place.as_bytes(), sealed)?;
    Ok(Secret::new(unpadded(padded.expose())?.to_vec()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::SlipKey;

    fn thread(byte: u8) -> ThreadKey {
        SlipKey::from_bytes(&[byte; 32]).unwrap().thread()
    }

    #[test]
    fn the_pupil_reads_what_staff_write_in_its_place_only() {
        let way = thread(1).way(&[]).unwrap();
        let sealed = thread(1).seal_message("row", b"We are looking into it.").unwrap();
        let opened = way.open_message("row", &sealed).unwrap();
        assert_eq!(opened.expose().as_slice(), b"We are looking into it.");
        assert!(way.open_message("another row", &sealed).is_err());
        assert!(thread(2).way(&[]).unwrap().open_message("row", &sealed).is_err());
    }

    #[test]
    fn readers_open_every_answer_and_a_code_opens_none() {
        let mut way = thread(1).way(&[]).unwrap();
        for answer in 0..5_u8 {
            let (sealed, moved) = way.seal_answer("row", &[answer]).unwrap();
            let opened = thread(1).open_answer("row", &sealed).unwrap();
            assert_eq!(opened.expose().as_slice(), [answer]);
            assert!(thread(2).open_answer("row", &sealed).is_err());
            assert!(thread(1).open_answer("another row", &sealed).is_err());
            for part in 0..=WAY_BYTES - 32 {
                let key = moved.key_at(part).unwrap();
                assert!(open(&key, "row", &sealed).is_err(), "with what lies at {part}");
            }
            way = moved;
        }
    }

    #[test]
    fn a_way_tells_whom_an_answer_is_told_to_also_after_one() {
        let readers = [3, 4].map(|byte| ReaderId::from_random([byte; 16]));
        let way = thread(1).way(&readers).unwrap();
        assert_eq!(way.readers(), readers);
        assert_eq!(way.seal_answer("row", b"").unwrap().1.readers(), readers);
        let nine = vec![readers[0].clone(); READERS_MAX + 1];
        assert!(thread(1).way(&nine).is_none());
        assert!(Way::from_bytes(&[0; WAY_BYTES - 1]).is_err());
    }

    #[test]
    fn whether_a_slip_has_a_code_only_its_readers_can_tell() {
        let [yes, no] = [true, false].map(|has_code| thread(1).seal_mark(has_code).unwrap());
        assert_eq!(yes.len(), no.len());
        assert_eq!((thread(1).open_mark(&yes), thread(1).open_mark(&no)), (Ok(true), Ok(false)));
        assert!(thread(2).open_mark(&yes).is_err());
        assert_ne!(thread(1).id(), thread(2).id());
        let again = ThreadKey::parse(thread(1).to_text().expose()).unwrap();
        assert_eq!(again.id(), thread(1).id());
    }
}
