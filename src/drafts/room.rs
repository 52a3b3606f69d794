//! How much room drafts take, and which of them goes when there is none. Whoever has written and come
//! back is never put out for somebody else.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Place;

use crate::domain::Timestamp;

/// A draft that nobody touched for so long is gone.
pub const IDLE_SECONDS_MAX: i64 = 30 * 60;
/// The last page is gone so soon after sending, looked at or not: it tells whoever comes to the
/// computer next that a slip was sent, and to whom.
pub(super) const SENT_SECONDS_MAX: i64 = 5 * 60;
/// Most drafts at once; a school of 2,000 writing at the same time is a tenth of it.
pub(super) const DRAFTS_MAX: usize = 20_000;
/// Most bytes of all drafts together: the longest slips of two thousand pupils.
pub(super) const BYTES_MAX: usize = 32 * 1024 * 1024;
/// Keys of one draft that open it: the newest, and those before it until the newest is used.
const KEYS_MAX: usize = 4;
/// Keys of a draft that is long: enough for an answer that was lost.
const KEYS_MAX_OF_LONG: usize = 2;
const LONG_BYTES: usize = 16 * 1024;

/// What is kept of one draft.
pub(super) struct Entry {
    /// Oldest first.
    pub sealed: Vec<Sealed>,
    /// Whether what is sealed is the note of a slip that was sent.
    pub is_sent: bool,
    /// Whether something was typed.
    pub has_words: bool,
    /// Whether its cookie ever came back. A script that takes no cookies never does.
    pub has_returned: bool,
    pub touched_at: Timestamp,
}

/// The draft under one of its keys.
pub(super) struct Sealed {
    pub key_hash: [u8; 32],
    pub bytes: Vec<u8>,
    /// Whether a page was shown with it.
    pub is_seen: bool,
}

/// Every draft by the hash of its id, and how many bytes they are.
#[derive(Default)]
pub(super) struct Room {
    entries: HashMap<[u8; 32], Entry>,
    bytes: usize,
}

impl Entry {
    pub fn new(now: Timestamp) -> Self {
        Self {
            sealed: Vec::new(),
            is_sent: false,
            has_words: false,
            has_returned: false,
            touched_at: now,
        }
    }

    /// Lays one more on top; the oldest gives way.
    pub fn push(&mut self, sealed: Sealed) {
        let is_long = self.bytes() + sealed.bytes.len() > LONG_BYTES;
        let most = if is_long { KEYS_MAX_OF_LONG } else { KEYS_MAX };
        // The sender of a slip that was sent goes on opening its note.
        let oldest = usize::from(self.is_sent);
        while self.sealed.len() >= most && self.sealed.len() > oldest {
            self.sealed.remove(oldest);
        }
        self.sealed.push(sealed);
    }

    fn is_over(&self, now: Timestamp) -> bool {
        let most = if self.is_sent { SENT_SECONDS_MAX } else { IDLE_SECONDS_MAX };
        now.0 - self.touched_at.0 > most
    }

    fn bytes(&self) -> usize {
        self.sealed.iter().map(|sealed| sealed.bytes.len()).sum()
    }
}

impl Room {
    /// A draft that is still there, to be read or changed in place.
    pub fn change<T>(
        &mut self,
        id: &[u8; 32],
        now: Timestamp,
        change: impl FnOnce(&mut Entry) -> T,
    ) -> Option<T> {
        let Place::Occupied(mut place) = self.entries.entry(*id) else { return None };
        let before = place.get().bytes();
        if place.get().is_over(now) {
            place.remove();
            self.bytes -= before;
            return None;
        }
        let changed = change(place.get_mut());
        self.bytes = self.bytes - before + place.get().bytes();
        Some(changed)
    }

    /// Puts a draft in, over one of the same id.
    pub fn put(&mut self, id: [u8; 32], entry: Entry) {
        self.remove(&id);
        self.bytes += entry.bytes();
        self.entries.insert(id, entry);
    }

    pub fn remove(&mut self, id: &[u8; 32]) {
        if let Some(gone) = self.entries.remove(id) {
            self.bytes -= gone.bytes();
        }
    }

    pub fn has(&self, id: &[u8; 32]) -> bool {
        self.entries.contains_key(id)
    }

    pub fn sweep(&mut self, now: Timestamp) {
        self.retain(|entry| !entry.is_over(now));
        self.entries.shrink_to_fit();
    }

    pub fn count(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is room for one more draft of so many bytes, once those that may go are gone:
    /// first what is over, then what never came back, then what has no words in it.
    pub fn make(&mut self, bytes: usize, now: Timestamp) -> bool {
        if self.fits(1, bytes) {
            return true;
        }
        self.retain(|entry| !entry.is_over(now));
        let may_go: [fn(&Entry) -> bool; 2] =
            [|entry| !entry.has_returned, |entry| !entry.has_words];
        for may_go in may_go {
            if !self.fits(1, bytes) {
                self.let_go(may_go, bytes);
            }
        }
        self.fits(1, bytes)
    }

    /// Lets the longest idle of these go, until there is room for a tenth more than is asked for: in a
    /// flood not every press looks through all of them.
    fn let_go(&mut self, may_go: fn(&Entry) -> bool, bytes: usize) {
        let found = self.entries.iter().filter(|(_, entry)| may_go(entry));
        let mut idlest: Vec<_> = found.map(|(id, entry)| (entry.touched_at, *id)).collect();
        idlest.sort_unstable();
        for (_, id) in idlest {
            if self.fits(DRAFTS_MAX / 10, bytes + BYTES_MAX / 10) {
                return;
            }
            self.remove(&id);
        }
    }

    fn fits(&self, drafts: usize, bytes: usize) -> bool {
        self.entries.len() + drafts <= DRAFTS_MAX && self.bytes + bytes <= BYTES_MAX
    }

    fn retain(&mut self, keep: impl Fn(&Entry) -> bool) {
        self.entries.retain(|_, entry| keep(entry));
        self.bytes = self.entries.values().map(Entry::bytes).sum();
    }
}
