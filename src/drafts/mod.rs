//! Slips that are being written, in memory only, each sealed under the key in its pupil's cookie.

mod room;

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::crypto::draft::DraftToken;
use crate::crypto::{NoRandomness, Secret};
use crate::domain::{Appearance, Draft, SentNote, Timestamp};
use room::{Entry, Room, Sealed};

pub use room::IDLE_SECONDS_MAX;

/// What a cookie opens.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kept {
    Writing(Draft),
    /// Sent: the words are gone, what the last page says is left.
    Sent(SentNote),
}

/// Why a draft could not be kept.
#[derive(Debug, thiserror::Error)]
pub enum DraftError {
    #[error("too many slips are being written at once")]
    Full,
    #[error("this slip was sent in the meantime")]
    Sent,
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
    #[error("a draft could not be written down")]
    Encoding(#[from] serde_json::Error),
}

/// Every draft of this instance.
#[derive(Default)]
pub struct Drafts {
    room: Mutex<Room>,
}

/// What a cookie opened to be shown.
pub struct Shown {
    pub kept: Kept,
    /// Whether it comes straight after a press. The second time, somebody else may have gone back to
    /// the page, or opened it again.
    pub is_first_look: bool,
}

impl Drafts {
    /// What this cookie opens, if it is still there, for a press. Using a key is what makes those
    /// before it worthless.
    pub fn open(&self, token: &DraftToken, now: Timestamp) -> Option<Kept> {
        self.find(token, now, |_| {}).map(|(kept, ())| kept)
    }

    /// The same, for a page that shows it.
    pub fn look(&self, token: &DraftToken, now: Timestamp) -> Option<Shown> {
        let see = |sealed: &mut Sealed| !std::mem::replace(&mut sealed.is_seen, true);
        let (kept, is_first_look) = self.find(token, now, see)?;
        Some(Shown { kept, is_first_look })
    }

    /// How this pupil's pages look, when they have gone to another page and will come back: the next
    /// look is a first one.
    pub fn step_aside(&self, token: &DraftToken, now: Timestamp) -> Option<Appearance> {
        let (kept, ()) = self.find(token, now, |sealed| sealed.is_seen = false)?;
        Some(kept.appearance())
    }

    fn find<T>(
        &self,
        token: &DraftToken,
        now: Timestamp,
        mark: impl FnOnce(&mut Sealed) -> T,
    ) -> Option<(Kept, T)> {
        let key_hash = token.key_hash();
        let found = self.room().change(&token.id_hash(), now, |entry| {
            let place = entry.sealed.iter().position(|sealed| sealed.key_hash == key_hash)?;
            let sealed = entry.sealed.get_mut(place)?;
            let (bytes, marked) = (sealed.bytes.clone(), mark(sealed));
            entry.has_returned = true;
            if !entry.is_sent {
                entry.touched_at = now;
                entry.sealed.drain(..place);
            }
            Some((bytes, marked))
        });
        let (bytes, marked) = found??;
        let plain = token.open(&bytes).ok()?;
        Some((serde_json::from_slice(plain.expose()).ok()?, marked))
    }

    /// Keeps the draft of this cookie under a new key and gives the cookie to set. The key before
    /// it stays good until the new one is used, so that a double press or a lost answer loses
    /// nothing. `Sent` when the slip was sent since it was opened: its words do not come back.
    pub fn keep(
        &self,
        before: Option<&DraftToken>,
        draft: &Draft,
        now: Timestamp,
    ) -> Result<DraftToken, DraftError> {
        let token = match before {
            Some(token) => token.fresh_key()?,
            None => DraftToken::generate()?,
        };
        let sealed = seal(&token, &Kept::Writing(draft.clone()))?;
        let has_words = !draft.answers.words.is_empty() || !draft.answers.who.is_empty();
        let id = token.id_hash();
        let mut room = self.room();
        if !room.has(&id) {
            if !room.make(sealed.bytes.len(), now) {
                return Err(DraftError::Full);
            }
            room.put(id, Entry::new(now));
        }
        let kept = room.change(&id, now, |entry| {
            if entry.is_sent {
                return Err(DraftError::Sent);
            }
            entry.has_words = has_words;
            entry.push(sealed);
            entry.touched_at = now;
            Ok(())
        });
        kept.unwrap_or(Err(DraftError::Full)).map(|()| token)
    }

    /// Puts the note of a sent slip in the place of its words. The cookie that sent it goes on
    /// opening the note, and so does each that was given for it: whoever presses Send twice sees the
    /// same page twice, whichever answer comes first.
    pub fn mark_sent(
        &self,
        sender: &DraftToken,
        note: &SentNote,
        now: Timestamp,
    ) -> Result<DraftToken, DraftError> {
        let token = sender.fresh_key()?;
        let note = Kept::Sent(note.clone());
        let (for_sender, for_token) = (seal(sender, &note)?, seal(&token, &note)?);
        let id = token.id_hash();
        let mut room = self.room();
        let is_sent_before = room.change(&id, now, |entry| entry.is_sent).unwrap_or(false);
        if !is_sent_before {
            let sent = Entry { sealed: vec![for_sender], is_sent: true, ..Entry::new(now) };
            room.put(id, Entry { has_returned: true, ..sent });
        }
        room.change(&id, now, |entry| {
            entry.push(for_token);
            entry.touched_at = now;
        });
        Ok(token)
    }

    /// Forgets the draft: Leave, Finish.
    pub fn end(&self, token: &DraftToken, now: Timestamp) {
        let (id, key_hash) = (token.id_hash(), token.key_hash());
        let mut room = self.room();
        let is_its_own = room.change(&id, now, |entry| {
            entry.sealed.iter().any(|sealed| sealed.key_hash == key_hash)
        });
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
        }
    }
}

fn seal(token: &DraftToken, kept: &Kept) -> Result<Sealed, DraftError> {
    let plain = Secret::new(serde_json::to_vec(kept)?);
    let bytes = token.seal(plain.expose())?;
    Ok(Sealed { key_hash: token.key_hash(), bytes, is_seen: false })
}

#[cfg(test)]
mod tests {
    use super::room::{BYTES_MAX, DRAFTS_MAX, SENT_SECONDS_MAX};
    use super::*;

    const NOW: Timestamp = Timestamp(1_700_000_000);

    fn draft(words: &str) -> Draft {
        let mut draft = Draft::default();
        draft.answers.words = words.to_owned();
        draft
    }

    fn note() -> SentNote {
        let appearance = Appearance::default();
        SentNote { readers: vec![], is_told_now: false, appearance }
    }

    fn words(kept: Option<Kept>) -> Option<String> {
        match kept {
            Some(Kept::Writing(draft)) => Some(draft.answers.words),
            Some(Kept::Sent(_)) | None => None,
        }
    }

    #[test]
    fn the_key_before_is_good_until_the_new_one_is_used() {
        let drafts = Drafts::default();
        let first = drafts.keep(None, &draft("one"), NOW).unwrap();
        let second = drafts.keep(Some(&first), &draft("two"), NOW).unwrap();
        assert_eq!(words(drafts.open(&first, NOW)).as_deref(), Some("one"));
        assert_eq!(words(drafts.open(&second, NOW)).as_deref(), Some("two"));
        assert_eq!(words(drafts.open(&first, NOW)), None);
    }

    #[test]
    fn two_presses_of_one_button_leave_both_answers_good() {
        let drafts = Drafts::default();
        let first = drafts.keep(None, &draft("one"), NOW).unwrap();
        let pressed = drafts.keep(Some(&first), &draft("two"), NOW).unwrap();
        let again = drafts.keep(Some(&first), &draft("two"), NOW).unwrap();
        assert_eq!(words(drafts.open(&pressed, NOW)).as_deref(), Some("two"));
        assert_eq!(words(drafts.open(&again, NOW)).as_deref(), Some("two"));
    }

    #[test]
    fn after_sending_no_key_opens_the_words() {
        let drafts = Drafts::default();
        let first = drafts.keep(None, &draft("one"), NOW).unwrap();
        let sender = drafts.keep(Some(&first), &draft("two"), NOW).unwrap();
        let after = drafts.mark_sent(&sender, &note(), NOW).unwrap();
        assert!(matches!(drafts.open(&sender, NOW), Some(Kept::Sent(_))));
        assert!(matches!(drafts.open(&after, NOW), Some(Kept::Sent(_))));
        assert!(drafts.open(&first, NOW).is_none());
    }

    #[test]
    fn two_presses_of_send_leave_both_answers_good() {
        let drafts = Drafts::default();
        let sender = drafts.keep(None, &draft("one"), NOW).unwrap();
        let pressed = drafts.mark_sent(&sender, &note(), NOW).unwrap();
        let again = drafts.mark_sent(&sender, &note(), NOW).unwrap();
        for token in [&again, &pressed, &sender, &again] {
            assert!(matches!(drafts.open(token, NOW), Some(Kept::Sent(_))));
        }
    }

    #[test]
    fn a_press_that_was_under_way_while_the_slip_was_sent_brings_no_words_back() {
        let drafts = Drafts::default();
        let sender = drafts.keep(None, &draft("one"), NOW).unwrap();
        drafts.mark_sent(&sender, &note(), NOW).unwrap();
        let late = drafts.keep(Some(&sender), &draft("two"), NOW);
        assert!(matches!(late, Err(DraftError::Sent)));
        assert!(matches!(drafts.open(&sender, NOW), Some(Kept::Sent(_))));
    }

    #[test]
    fn a_draft_left_alone_for_half_an_hour_is_gone() {
        let drafts = Drafts::default();
        let token = drafts.keep(None, &draft("one"), NOW).unwrap();
        assert!(drafts.open(&token, NOW.plus_seconds(IDLE_SECONDS_MAX)).is_some());
        drafts.sweep(NOW.plus_seconds(2 * IDLE_SECONDS_MAX + 1));
        assert_eq!(drafts.count(), 0);
    }

    #[test]
    fn whoever_comes_next_does_not_see_for_long_that_a_slip_was_sent() {
        let drafts = Drafts::default();
        let sender = drafts.keep(None, &draft("one"), NOW).unwrap();
        let after = drafts.mark_sent(&sender, &note(), NOW).unwrap();
        for seconds in [60, SENT_SECONDS_MAX] {
            assert!(drafts.open(&after, NOW.plus_seconds(seconds)).is_some());
        }
        assert!(drafts.open(&after, NOW.plus_seconds(SENT_SECONDS_MAX + 1)).is_none());
        assert_eq!(drafts.count(), 0);
    }

    #[test]
    fn someone_elses_cookie_neither_opens_nor_ends_a_draft() {
        let drafts = Drafts::default();
        let token = drafts.keep(None, &draft("one"), NOW).unwrap();
        let guessed = token.fresh_key().unwrap();
        assert!(drafts.open(&guessed, NOW).is_none());
        drafts.end(&guessed, NOW);
        assert!(drafts.open(&token, NOW).is_some());
        drafts.end(&token, NOW);
        assert_eq!(drafts.count(), 0);
    }

    #[test]
    fn the_second_look_is_not_the_first_unless_one_stepped_aside() {
        let drafts = Drafts::default();
        let token = drafts.keep(None, &draft("one"), NOW).unwrap();
        let is_first = || drafts.look(&token, NOW).unwrap().is_first_look;
        assert_eq!([is_first(), is_first()], [true, false]);
        assert!(drafts.step_aside(&token, NOW).is_some());
        assert_eq!([is_first(), is_first()], [true, false]);
        let next = drafts.keep(Some(&token), &draft("two"), NOW).unwrap();
        assert!(drafts.look(&next, NOW).unwrap().is_first_look);
    }

    #[test]
    fn a_flood_of_drafts_that_never_come_back_puts_nobody_out() {
        let drafts = Drafts::default();
        let writing = drafts.keep(None, &draft("help"), NOW).unwrap();
        assert!(drafts.open(&writing, NOW).is_some());
        for _ in 0..DRAFTS_MAX + 10 {
            drafts.keep(None, &draft("x"), NOW.plus_seconds(1)).unwrap();
        }
        assert!(drafts.count() <= DRAFTS_MAX);
        assert!(drafts.open(&writing, NOW.plus_seconds(2)).is_some());
        assert!(drafts.keep(None, &draft("me too"), NOW.plus_seconds(2)).is_ok());
    }

    #[test]
    fn drafts_take_no_more_memory_than_they_may() {
        let drafts = Drafts::default();
        let long = draft(&"x".repeat(60_000));
        for _ in 0..2 * BYTES_MAX / 60_000 {
            drafts.keep(None, &long, NOW).unwrap();
        }
        assert!(drafts.count() * 60_000 <= BYTES_MAX, "{}", drafts.count());
        // Pressing one button again and again keeps two of a long one.
        let token = drafts.keep(None, &long, NOW).unwrap();
        for _ in 0..5 {
            drafts.keep(Some(&token), &long, NOW).unwrap();
        }
        assert!(drafts.open(&token, NOW).is_none());
    }

    #[test]
    fn when_everyone_there_has_words_and_came_back_nobody_is_put_out_for_one_more() {
        let drafts = Drafts::default();
        let long = draft(&"x".repeat(60_000));
        let mut first = None;
        let full = loop {
            match drafts.keep(None, &long, NOW) {
                Ok(token) => {
                    assert!(drafts.open(&token, NOW).is_some());
                    first.get_or_insert(token);
                }
                Err(full) => break full,
            }
        };
        assert!(matches!(full, DraftError::Full));
        assert!(drafts.open(&first.unwrap(), NOW).is_some());
        assert!(drafts.keep(None, &long, NOW.plus_seconds(IDLE_SECONDS_MAX + 1)).is_ok());
    }
}
