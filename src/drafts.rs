//! Slips that are being written, in memory only, each sealed under the key in its pupil's cookie.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::crypto::draft::DraftToken;
use crate::crypto::{NoRandomness, Secret};
use crate::domain::{Draft, SentNote, Timestamp};

/// A draft that nobody touched for so long is gone.
pub const IDLE_SECONDS_MAX: i64 = 30 * 60;
/// The last page is gone so soon after sending, looked at or not: it tells whoever comes to the
/// computer next that a slip was sent, and to whom.
const SENT_SECONDS_MAX: i64 = 5 * 60;
/// Keys of one draft that open it: the newest, and those before it until the newest is used.
const KEYS_MAX: usize = 4;
/// Most drafts at once; a school of 2,000 writing at the same time is a tenth of it.
const DRAFTS_MAX: usize = 20_000;

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
    entries: Mutex<HashMap<[u8; 32], Entry>>,
}

struct Entry {
    /// Oldest first.
    sealed: Vec<Sealed>,
    /// Whether what is sealed is the note of a slip that was sent.
    is_sent: bool,
    /// Whether something was typed: then it is never dropped for another.
    has_words: bool,
    touched_at: Timestamp,
}

struct Sealed {
    key_hash: [u8; 32],
    bytes: Vec<u8>,
}

impl Drafts {
    /// What this cookie opens, if it is still there. Using a key is what makes those before it
    /// worthless.
    pub fn open(&self, token: &DraftToken, now: Timestamp) -> Option<Kept> {
        let mut entries = self.entries();
        let entry = entries.get_mut(&token.id_hash())?;
        if entry.is_over(now) {
            entries.remove(&token.id_hash());
            return None;
        }
        let key_hash = token.key_hash();
        let place = entry.sealed.iter().position(|sealed| sealed.key_hash == key_hash)?;
        let bytes = entry.sealed.get(place).map(|sealed| sealed.bytes.clone())?;
        if !entry.is_sent {
            entry.touched_at = now;
            entry.sealed.drain(..place);
        }
        drop(entries);
        let plain = token.open(&bytes).ok()?;
        serde_json::from_slice(plain.expose()).ok()
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
        let mut entries = self.entries();
        make_room(&mut entries, &token.id_hash(), now)?;
        let entry = entries.entry(token.id_hash()).or_insert_with(|| Entry {
            sealed: Vec::new(),
            is_sent: false,
            has_words: false,
            touched_at: now,
        });
        if entry.is_sent {
            return Err(DraftError::Sent);
        }
        entry.has_words = !draft.answers.words.is_empty() || !draft.answers.who.is_empty();
        if entry.sealed.len() >= KEYS_MAX {
            entry.sealed.remove(0);
        }
        entry.sealed.push(sealed);
        entry.touched_at = now;
        Ok(token)
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
        let mut entries = self.entries();
        match entries.get_mut(&token.id_hash()) {
            Some(entry) if entry.is_sent => {
                if entry.sealed.len() >= KEYS_MAX {
                    entry.sealed.remove(1);
                }
                entry.sealed.push(for_token);
                entry.touched_at = now;
            }
            Some(_) | None => {
                let sealed = vec![for_sender, for_token];
                let (is_sent, has_words) = (true, false);
                let entry = Entry { sealed, is_sent, has_words, touched_at: now };
                entries.insert(token.id_hash(), entry);
            }
        }
        Ok(token)
    }

    /// Forgets the draft: Leave, Finish.
    pub fn end(&self, token: &DraftToken) {
        let mut entries = self.entries();
        let is_its_own = entries.get(&token.id_hash()).is_some_and(|entry| {
            entry.sealed.iter().any(|sealed| sealed.key_hash == token.key_hash())
        });
        if is_its_own {
            entries.remove(&token.id_hash());
        }
    }

    /// Forgets what has been idle for too long; a job calls it every minute.
    pub fn sweep(&self, now: Timestamp) {
        let mut entries = self.entries();
        entries.retain(|_, entry| !entry.is_over(now));
        entries.shrink_to_fit();
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.entries().len()
    }

    fn entries(&self) -> MutexGuard<'_, HashMap<[u8; 32], Entry>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Entry {
    fn is_over(&self, now: Timestamp) -> bool {
        let most = if self.is_sent { SENT_SECONDS_MAX } else { IDLE_SECONDS_MAX };
        now.0 - self.touched_at.0 > most
    }
}

fn seal(token: &DraftToken, kept: &Kept) -> Result<Sealed, DraftError> {
    let plain = Secret::new(serde_json::to_vec(kept)?);
    Ok(Sealed { key_hash: token.key_hash(), bytes: token.seal(plain.expose())? })
}

/// When there are too many drafts the longest idle one without words in it goes; one with words
/// never does.
fn make_room(
    entries: &mut HashMap<[u8; 32], Entry>,
    id: &[u8; 32],
    now: Timestamp,
) -> Result<(), DraftError> {
    if entries.len() < DRAFTS_MAX || entries.contains_key(id) {
        return Ok(());
    }
    entries.retain(|_, entry| !entry.is_over(now));
    if entries.len() < DRAFTS_MAX {
        return Ok(());
    }
    let idlest = entries
        .iter()
        .filter(|(_, entry)| !entry.has_words)
        .min_by_key(|(_, entry)| entry.touched_at)
        .map(|(id, _)| *id)
        .ok_or(DraftError::Full)?;
    entries.remove(&idlest);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Appearance;

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
        drafts.end(&guessed);
        assert!(drafts.open(&token, NOW).is_some());
        drafts.end(&token);
        assert_eq!(drafts.count(), 0);
    }

    #[test]
    fn a_crowd_of_empty_drafts_never_pushes_out_words() {
        let drafts = Drafts::default();
        let writing = drafts.keep(None, &draft("help"), NOW).unwrap();
        for _ in 0..DRAFTS_MAX + 10 {
            drafts.keep(None, &Draft::default(), NOW.plus_seconds(1)).unwrap();
        }
        assert_eq!(drafts.count(), DRAFTS_MAX);
        assert!(drafts.open(&writing, NOW.plus_seconds(2)).is_some());
    }
}
