//! Slips that are being written, and pupils who come back with a code, in memory only, each sealed under
//! the key in its pupil's cookie.

mod room;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::crypto::draft::DraftToken;
use crate::crypto::{NoRandomness, Secret};
use crate::domain::{Appearance, Draft, ReplyVisit, SentNote, Timestamp};
use room::{Entry, PRESSED_AGAIN_SECONDS_MAX, Room, Sealed};

pub use room::{IDLE_SECONDS_MAX, VISIT_SECONDS_MAX};

/// What a cookie opens.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kept {
    Writing(Draft),
    /// Sent: the words are gone, what the last page says is left.
    Sent(SentNote),
    /// Somebody who came back, under a cookie of its own.
    Replying(ReplyVisit),
}

/// Why a draft could not be kept.
#[derive(Debug, thiserror::Error)]
pub enum DraftError {
    #[error("too many slips are being written at once")]
    Full,
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
    #[error("a draft could not be written down")]
    Encoding(#[from] serde_json::Error),
}

/// Every draft of this instance.
#[derive(Default)]
pub struct Drafts {
    room: Mutex<Room>,
    /// How often any of them was used.
    uses: AtomicU64,
}

/// What a cookie opened to be shown.
pub struct Shown {
    pub kept: Kept,
    /// Whether it comes straight after a press, or a way round over another page that began with one. The
    /// second time, somebody else may have gone back to the page, or opened it again.
    pub is_first_look: bool,
    /// Whether no page was shown with it before at all, also not before Send was pressed once more.
    pub is_first_ever: bool,
}

impl Drafts {
    /// What this cookie opens, if it is still there, for a press. Using a key is what makes the one it
    /// was given for worthless.
    pub fn open(&self, token: &DraftToken, now: Timestamp) -> Option<Kept> {
        self.find(token, now, |_| {}).map(|(kept, ())| kept)
    }

    /// The same, for a page that shows it: after a press whose answer got lost, as it was left by
    /// that press.
    pub fn look(&self, token: &DraftToken, now: Timestamp) -> Option<Shown> {
        let see = |sealed: &mut Sealed| {
            if let Some(newer) = sealed.newer.take() {
                sealed.bytes = newer;
                // Straight after a press, too.
                sealed.is_seen = false;
            }
            let was_shown = std::mem::replace(&mut sealed.was_shown, true);
            let was_seen = std::mem::replace(&mut sealed.is_seen, true);
            (!was_seen, !was_shown, sealed.is_fresh(now))
        };
        let (kept, (is_unseen, is_first_ever, is_fresh)) = self.find(token, now, see)?;
        Some(Shown { kept, is_first_look: is_unseen && is_fresh, is_first_ever })
    }

    /// Send was pressed once more. Where that comes straight after the first, the page that it leads to is
    /// looked at by whoever pressed, and the browser may have asked for it before.
    pub fn press_again(&self, token: &DraftToken, now: Timestamp) {
        if !self.is_straight_after(token, now) {
            return;
        }
        let key_hash = token.key_hash();
        self.room().change(&token.id_hash(), now, |entry| {
            if let Some(sealed) = entry.find(|one| one.key_hash == key_hash) {
                sealed.is_seen = false;
            }
        });
    }

    /// Whether what this cookie opens was changed, as by a press of Send, so short a time ago that whoever
    /// presses now is the same.
    pub fn is_straight_after(&self, token: &DraftToken, now: Timestamp) -> bool {
        let touched_at = self.room().change(&token.id_hash(), now, |entry| entry.touched_at);
        touched_at.is_some_and(|at| now.0 - at.0 <= PRESSED_AGAIN_SECONDS_MAX)
    }

    /// Which of these cookies was used last: that of the page its pupil has come from.
    pub fn last_used<'a>(
        &self,
        tokens: impl IntoIterator<Item = &'a DraftToken>,
        now: Timestamp,
    ) -> Option<&'a DraftToken> {
        let mut room = self.room();
        let used = |token: &&DraftToken| room.change(&token.id_hash(), now, |entry| entry.used);
        tokens.into_iter().max_by_key(used)
    }

    /// Whether a page was shown with this cookie since what it opens was last changed.
    pub fn was_shown(&self, token: &DraftToken, now: Timestamp) -> bool {
        let key_hash = token.key_hash();
        let seen = self.room().change(&token.id_hash(), now, |entry| {
            entry.find(|one| one.key_hash == key_hash).is_some_and(|one| one.was_shown)
        });
        seen == Some(true)
    }

    fn find<T>(
        &self,
        token: &DraftToken,
        now: Timestamp,
        mark: impl FnOnce(&mut Sealed) -> T,
    ) -> Option<(Kept, T)> {
        let found = self.room().change(&token.id_hash(), now, |entry| {
            let sealed = entry.take_up(&token.key_hash())?;
            let marked = mark(sealed);
            let bytes = sealed.bytes.clone();
            entry.has_returned = true;
            entry.used = self.next_use();
            if entry.note.is_none() {
                entry.touched_at = now;
            }
            Some((entry.note.clone(), bytes, marked))
        });
        let (note, bytes, marked) = found??;
        let plain = match note {
            Some(note) => token.open_note(&note).ok()?,
            None => token.open(&bytes).ok()?,
        };
        Some((serde_json::from_slice(plain.expose()).ok()?, marked))
    }

    /// Keeps the draft of this cookie under a new key and gives the cookie to set. The key before
    /// it stays good until the new one is used, so that a double press loses nothing, nor does any
    /// number of lost answers. A slip that was sent since it was opened stays sent: its words do not
    /// come back, and the new cookie opens its note.
    pub fn keep(
        &self,
        before: Option<&DraftToken>,
        draft: &Draft,
        now: Timestamp,
    ) -> Result<DraftToken, DraftError> {
        let has_words = draft.answers.has_typed();
        let mut draft = draft.clone();
        if before.is_none() {
            draft.begun_at = Some(now);
        }
        self.keep_any(before, &Kept::Writing(draft), has_words, now)
    }

    /// The same for somebody who came back with a code.
    pub fn keep_visit(
        &self,
        before: Option<&DraftToken>,
        visit: &ReplyVisit,
        now: Timestamp,
    ) -> Result<DraftToken, DraftError> {
        let has_words = !visit.answer.is_empty();
        self.keep_any(before, &Kept::Replying(visit.clone()), has_words, now)
    }

    fn keep_any(
        &self,
        before: Option<&DraftToken>,
        kept: &Kept,
        has_words: bool,
        now: Timestamp,
    ) -> Result<DraftToken, DraftError> {
        let token = match before {
            Some(token) => token.fresh_key()?,
            None => DraftToken::generate()?,
        };
        let mut sealed = Sealed::new(&token, seal(&token, kept)?, now);
        sealed.given_for = before.map(DraftToken::key_hash);
        let for_before = before.map(|before| seal(before, kept)).transpose()?;
        let idle_max = match kept {
            Kept::Writing(_) | Kept::Sent(_) => IDLE_SECONDS_MAX,
            Kept::Replying(_) => VISIT_SECONDS_MAX,
        };
        let id = token.id_hash();
        let mut room = self.room();
        if !room.has(&id) {
            if !room.make(sealed.bytes.len(), now) {
                return Err(DraftError::Full);
            }
            room.put(id, Entry::new(now, idle_max));
        }
        let kept = room.change(&id, now, |entry| {
            if entry.note.is_some() {
                entry.push(Sealed::new(&token, Vec::new(), now));
                return;
            }
            let given_for = sealed.given_for;
            if let Some(before) = entry.find(|one| Some(one.key_hash) == given_for) {
                (before.newer, before.pressed_at) = (for_before, now);
            }
            entry.has_words = has_words;
            entry.used = self.next_use();
            entry.push(sealed);
            entry.touched_at = now;
        });
        kept.map(|()| token).ok_or(DraftError::Full)
    }

    /// Puts the note of a sent slip in the place of its words. Every cookie that opened the words goes
    /// on opening the note: whoever presses Send twice sees the same page twice, whichever answer
    /// comes first, and so does a pupil whose first press arrives late.
    pub fn mark_sent(
        &self,
        sender: &DraftToken,
        note: &SentNote,
        now: Timestamp,
    ) -> Result<DraftToken, DraftError> {
        let token = sender.fresh_key()?;
        let plain = Secret::new(serde_json::to_vec(&Kept::Sent(note.clone()))?);
        let note = token.seal_note(plain.expose())?;
        let id = token.id_hash();
        let mut room = self.room();
        // Gone or never kept, as after a restart, it is there again.
        if room.change(&id, now, |_| ()).is_none() {
            room.put(id, Entry::new(now, IDLE_SECONDS_MAX));
        }
        room.change(&id, now, |entry| {
            entry.close(note, now);
            if entry.find(|one| one.key_hash == sender.key_hash()).is_none() {
                entry.push(Sealed::new(sender, Vec::new(), now));
            }
            entry.push(Sealed::new(&token, Vec::new(), now));
            entry.has_returned = true;
            entry.touched_at = now;
        });
        Ok(token)
    }

    /// Forgets the draft: Leave, Finish.
    pub fn end(&self, token: &DraftToken, now: Timestamp) {
        let (id, key_hash) = (token.id_hash(), token.key_hash());
        let mut room = self.room();
        let is_its_own =
            room.change(&id, now, |entry| entry.find(|one| one.key_hash == key_hash).is_some());
        if is_its_own == Some(true) {
            room.remove(&id);
        }
    }

    /// Forgets what has been idle for too long; a job calls it every minute.
    pub fn sweep(&self, now: Timestamp) {
        self.room().sweep(now);
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.room().count()
    }

    fn next_use(&self) -> u64 {
        self.uses.fetch_add(1, Ordering::Relaxed) + 1
    }

    fn room(&self) -> MutexGuard<'_, Room> {
        self.room.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    /// How its pages look.
    pub fn appearance(&self) -> Appearance {
        match self {
            Self::Writing(draft) => draft.appearance,
            Self::Sent(note) => note.appearance,
            Self::Replying(visit) => visit.appearance,
        }
    }
}

fn seal(token: &DraftToken, kept: &Kept) -> Result<Vec<u8>, DraftError> {
    let plain = Secret::new(serde_json::to_vec(kept)?);
    Ok(token.seal(plain.expose())?)
}

#[cfg(test)]
mod tests;
