//! How much room drafts take, and which of them goes when there is none. Whoever has written and come
//! back is never put out for somebody else.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Place;

use crate::crypto::draft::DraftToken;
use crate::domain::Timestamp;

/// A draft that nobody touched for so long is gone.
pub const IDLE_SECONDS_MAX: i64 = 30 * 60;
/// A visit with a code is gone sooner: what it opens was not written by whoever sits there next.
pub const VISIT_SECONDS_MAX: i64 = 10 * 60;
/// The last page is gone so soon after sending, looked at or not: it tells whoever comes to the
/// computer next that a slip was sent, and to whom.
pub(super) const SENT_SECONDS_MAX: i64 = 5 * 60;
/// Send pressed twice is pressed twice within so short a time.
pub(super) const PRESSED_AGAIN_SECONDS_MAX: i64 = 30;
/// The page that a press leads to is looked at so soon after it. Later, as when help was read between and
/// left open, it may be somebody else who comes back to it.
pub(super) const FIRST_LOOK_SECONDS_MAX: i64 = 2 * 60;
/// Most drafts at once; a school of 2,000 writing at the same time is a tenth of it.
pub(super) const DRAFTS_MAX: usize = 20_000;
/// Most bytes of all drafts together: the longest slips of two thousand pupils.
pub(super) const BYTES_MAX: usize = 32 * 1024 * 1024;
/// Keys of one draft that open it. The browser has the one that it used last, or one that was given
/// since: that one, the newest, and room for presses that cross on their way.
pub(super) const KEYS_MAX: usize = 8;
/// Keys of a draft that is long.
pub(super) const KEYS_MAX_OF_LONG: usize = 3;
const LONG_BYTES: usize = 16 * 1024;

/// What is kept of one draft.
pub(super) struct Entry {
    /// The one that was used or given last is last.
    sealed: Vec<Sealed>,
    /// Of a slip that was sent: in the place of its words, and opened by each of its keys.
    pub note: Option<Vec<u8>>,
    /// Whether something was typed.
    pub has_words: bool,
    /// Whether its cookie ever came back. A script that takes no cookies never does.
    pub has_returned: bool,
    pub touched_at: Timestamp,
    /// Greater than that of every one that was used before.
    pub used: u64,
    /// For how long it stays when nobody touches it.
    idle_max: i64,
}

/// The draft under one of its keys.
pub(super) struct Sealed {
    pub key_hash: [u8; 32],
    /// The key with which the press came that this one is the answer to.
    pub given_for: Option<[u8; 32]>,
    pub bytes: Vec<u8>,
    /// What the last press with this key made of the draft, for a look that shows that its answer got
    /// lost. A second press of the same button goes by what was there before.
    pub newer: Option<Vec<u8>>,
    /// When the press came that made it, or was the last to be made with it.
    pub pressed_at: Timestamp,
    /// Whether a page was shown with it.
    pub is_seen: bool,
    /// The same, and Send pressed once more makes no difference.
    pub was_shown: bool,
}

/// Every draft by the hash of its id, and how many bytes they are.
#[derive(Default)]
pub(super) struct Room {
    entries: HashMap<[u8; 32], Entry>,
    bytes: usize,
}

impl Sealed {
    pub fn new(token: &DraftToken, bytes: Vec<u8>, pressed_at: Timestamp) -> Self {
        Self {
            key_hash: token.key_hash(),
            given_for: None,
            bytes,
            newer: None,
            pressed_at,
            is_seen: false,
            was_shown: false,
        }
    }

    /// Whether whoever looks with it now has just pressed.
    pub fn is_fresh(&self, now: Timestamp) -> bool {
        now.0 - self.pressed_at.0 <= FIRST_LOOK_SECONDS_MAX
    }
}

impl Entry {
    pub fn new(now: Timestamp, idle_max: i64) -> Self {
        Self {
            sealed: Vec::new(),
            note: None,
            has_words: false,
            has_returned: false,
            touched_at: now,
            used: 0,
            idle_max,
        }
    }

    /// Lays one more on top; the one that was used or given longest ago gives way.
    pub fn push(&mut self, sealed: Sealed) {
        let is_long = self.bytes() + sealed.bytes.len() > LONG_BYTES;
        let most = if is_long { KEYS_MAX_OF_LONG } else { KEYS_MAX };
        while self.sealed.len() >= most {
            self.sealed.remove(0);
        }
        // A note of a slip that was sent has one; room for four would double what it takes.
        self.sealed.reserve_exact(1);
        self.sealed.push(sealed);
    }

    /// The draft under this key, now used: its browser has it, and no longer needs the one before.
    pub fn take_up(&mut self, key_hash: &[u8; 32]) -> Option<&mut Sealed> {
        let mut used = self.remove(key_hash)?;
        let mut before = used.given_for.take();
        while let Some(gone) = before.and_then(|hash| self.remove(&hash)) {
            before = gone.given_for;
        }
        self.sealed.push(used);
        self.sealed.last_mut()
    }

    pub fn find(&mut self, is_it: impl Fn(&Sealed) -> bool) -> Option<&mut Sealed> {
        self.sealed.iter_mut().find(|sealed| is_it(sealed))
    }

    /// Takes the words away and leaves this note to each of the keys, whichever is used next.
    pub fn close(&mut self, note: Vec<u8>, now: Timestamp) {
        self.note = Some(note);
        for sealed in &mut self.sealed {
            (sealed.given_for, sealed.bytes, sealed.newer) = (None, Vec::new(), None);
            // Whichever is looked at with first sees the note for the first time.
            (sealed.is_seen, sealed.was_shown, sealed.pressed_at) = (false, false, now);
        }
    }

    fn remove(&mut self, key_hash: &[u8; 32]) -> Option<Sealed> {
        let place = self.sealed.iter().position(|sealed| sealed.key_hash == *key_hash)?;
        Some(self.sealed.remove(place))
    }

    fn is_over(&self, now: Timestamp) -> bool {
        let most = if self.note.is_some() { SENT_SECONDS_MAX } else { self.idle_max };
        now.0 - self.touched_at.0 > most
    }

    fn bytes(&self) -> usize {
        let of = |bytes: &Option<Vec<u8>>| bytes.as_ref().map_or(0, Vec::len);
        let sealed = self.sealed.iter().map(|one| one.bytes.len() + of(&one.newer));
        of(&self.note) + sealed.sum::<usize>()
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
