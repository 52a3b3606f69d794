//! A slip is sealed anew, under another key and another id: in its place with everything there was of it, because
//! others read it from now on; or beside it, as a second case of its own.

use super::ServiceError;
use super::purge_slips::note_purge;
use super::read_slip::{FoundSlip, SealedAct, append_act, seal_act};
use super::seen_acts::SeenActs;
use super::send_slip::{Sealing, SendError, begin_thread, seal};
use super::thread_of_slip::ThreadOfSlip;
use super::trusted_readers::{TrustedReader, sealed_to};
use super::unfinished_note::id_of;
use crate::crypto::{SlipKey, random};
use crate::db::Writer;
use crate::domain::{
    Beside, Day, ReaderId, SchoolId, SlipContent, SlipId, ThreadId, UnfinishedNoteId, Urgency,
};
use crate::store::slips::SealedAnew;
use crate::store::threads::SealedWay;
use crate::store::{slip_acts, slips, threads, tombstones, unfinished_notes};

/// A slip under a key of its own, and what is written on it in the same moment.
struct Sealed {
    slip: SealedAnew,
    key: SlipKey,
    acts: Vec<SealedAct>,
}

/// A slip as it was looked at.
pub(super) struct Before {
    pub slip: SlipId,
    pub day: Day,
    pub thread: ThreadId,
    pub envelope: Vec<u8>,
    pub seen: SeenActs,
}

/// What is put in the place of a slip.
pub(super) struct Anew {
    of: Before,
    sealed: Sealed,
    /// Whom the pupil's answers are told to from now on.
    told: Vec<u8>,
    thread: ThreadOfSlip,
    purge_on: Option<Day>,
    /// Whose notes that were begun go on, and what opens them so far.
    readers: Vec<ReaderId>,
    key_before: SlipKey,
}

/// What is put beside a slip.
pub(super) struct Second {
    of: Before,
    sealed: Sealed,
    urgency: Urgency,
    /// A thread like that of a slip whose pupil wants no code: nobody has a code for it, and no onlooker can tell.
    thread: ThreadId,
    way: SealedWay,
}

/// Everything there was of the slip, for these readers alone; what goes back and forth after it goes on. An
/// act that was changed in the database opens for nobody and is left behind.
pub(super) async fn seal_anew(
    sealing: &Sealing,
    school: &SchoolId,
    found: &FoundSlip,
    mut content: SlipContent,
    to: &[&TrustedReader],
) -> Result<Anew, ServiceError> {
    content.thread = Some(found.thread.to_text().expose().clone());
    let mut sealed = Sealed::of(sealing, school, found, content, to).await?;
    let acts = found.acts.iter().map(|act| seal_act(&sealed.key, act.clone()));
    sealed.acts = acts.collect::<Result<_, _>>()?;
    let readers = ids_of(to);
    let told = found.thread.seal_told(&readers)?.ok_or(ServiceError::Damaged)?;
    let thread = ThreadOfSlip::seal(&sealing.pepper, &sealed.slip.id, found.thread.id())?;
    let (key_before, purge_on) = (found.key.clone(), found.line.purge_on);
    Ok(Anew { of: Before::of(found), sealed, told, thread, purge_on, readers, key_before })
}

/// The slip once more, as a second case for these readers, on which nothing was done yet.
pub(super) async fn seal_second(
    sealing: &Sealing,
    school: &SchoolId,
    found: &FoundSlip,
    content: SlipContent,
    to: &[&TrustedReader],
) -> Result<Second, ServiceError> {
    let urgency = content.urgency;
    let sealed = Sealed::of(sealing, school, found, content, to).await?;
    let (thread, way) = begin_thread(&sealed.key, &ids_of(to))?;
    Ok(Second { of: Before::of(found), sealed, urgency, thread, way })
}

fn ids_of(readers: &[&TrustedReader]) -> Vec<ReaderId> {
    readers.iter().map(|reader| reader.summary.id.clone()).collect()
}

impl Sealed {
    async fn of(
        sealing: &Sealing,
        school: &SchoolId,
        found: &FoundSlip,
        mut content: SlipContent,
        to: &[&TrustedReader],
    ) -> Result<Self, ServiceError> {
        let (name, day) = (found.name()?, found.line.day);
        content.readers = to.iter().map(|reader| reader.summary.name_and_title()).collect();
        content.sealed_to = sealed_to(to.iter().copied());
        let keys = to.iter().map(|reader| reader.keys.clone()).collect();
        let sealed =
            seal(sealing, school, day, content, keys).await.map_err(|error| match error {
                SendError::Database(error) => error.into(),
                SendError::NobodyLeft | SendError::NotSealed => ServiceError::Damaged,
            })?;
        let id = SlipId::from_random(random::bytes()?);
        let name_box = sealed.key.seal_name(id.as_str(), name.expose());
        let name_box = name_box.map_err(|_| ServiceError::Damaged)?;
        let slip = SealedAnew { id, envelope: sealed.envelope, name_box };
        Ok(Self { slip, key: sealed.key, acts: Vec::new() })
    }

    fn append_acts(&self, writer: &mut Writer<'_>) -> Result<(), ServiceError> {
        self.acts.iter().try_for_each(|act| append_act(writer, &self.slip.id, act))
    }
}

impl Before {
    pub fn of(found: &FoundSlip) -> Self {
        Self {
            slip: found.line.id.clone(),
            day: found.line.day,
            thread: found.thread.id(),
            envelope: found.envelope.clone(),
            seen: found.seen_acts(),
        }
    }

    /// Takes away all that was done with it. `Changed` when that is not what was looked at.
    pub fn forget_acts(&self, writer: &mut Writer<'_>) -> Result<(), ServiceError> {
        self.seen.must_be_all(writer)?;
        slip_acts::delete_of_slips(writer, std::slice::from_ref(&self.slip))?;
        Ok(unfinished_notes::delete_of_slips(writer, std::slice::from_ref(&self.slip))?)
    }
}

impl Anew {
    /// Where it is from now on.
    pub(super) fn id(&self) -> &SlipId {
        &self.sealed.slip.id
    }

    pub(super) fn key(&self) -> &SlipKey {
        &self.sealed.key
    }

    /// What is done with it in the same moment.
    pub(super) fn append(&mut self, act: SealedAct) {
        self.sealed.acts.push(act);
    }

    /// Takes the place of the slip. `Changed` when something was done with that one since it was looked at;
    /// then it is as it was.
    pub(super) fn take_its_place(&self, writer: &mut Writer<'_>) -> Result<(), ServiceError> {
        let Before { slip, day, thread, envelope, .. } = &self.of;
        let begun = self.notes_anew(writer)?;
        self.of.forget_acts(writer)?;
        if !slips::replace(writer, slip, envelope, &self.sealed.slip)? {
            return Err(ServiceError::Changed);
        }
        self.sealed.append_acts(writer)?;
        for (id, note) in begun {
            unfinished_notes::set_sealed(writer, &id, self.id(), &note)?;
        }
        tombstones::append_resealed(writer, *day)?;
        threads::set_told(writer, thread, &self.told)?;
        self.thread.keep(writer, self.purge_on)?;
        Ok(note_purge(writer)?)
    }

    /// Notes that its readers have begun, under the new key: nobody loses theirs because a colleague pressed a button.
    fn notes_anew(
        &self,
        writer: &mut Writer<'_>,
    ) -> Result<Vec<(UnfinishedNoteId, Vec<u8>)>, ServiceError> {
        let (before, key) = (&self.key_before, self.key());
        let mut begun = Vec::new();
        for reader in &self.readers {
            let stored = unfinished_notes::find(writer, &id_of(before, reader))?;
            let typed = stored.and_then(|sealed| before.open_note(reader.as_str(), &sealed).ok());
            if let Some(typed) = typed {
                let sealed = key.seal_note(reader.as_str(), typed.expose());
                begun.push((id_of(key, reader), sealed.map_err(|_| ServiceError::Damaged)?));
            }
        }
        Ok(begun)
    }
}

impl Second {
    pub(super) fn id(&self) -> &SlipId {
        &self.sealed.slip.id
    }

    pub(super) fn key(&self) -> &SlipKey {
        &self.sealed.key
    }

    /// What names it in the acts on the first.
    pub(super) fn named(&self) -> Beside {
        Beside { day: self.of.day, thread: self.thread.clone() }
    }

    pub(super) fn append(&mut self, act: SealedAct) {
        self.sealed.acts.push(act);
    }

    /// Stands beside the slip, which is left as it is. `Changed` as above.
    pub(super) fn stand_beside(&self, writer: &mut Writer<'_>) -> Result<(), ServiceError> {
        let Before { slip, day, envelope, seen, .. } = &self.of;
        seen.must_be_all(writer)?;
        if !slips::insert_beside(writer, slip, envelope, self.urgency, &self.sealed.slip)? {
            return Err(ServiceError::Changed);
        }
        threads::insert(writer, &self.thread, *day, &self.way)?;
        self.sealed.append_acts(writer)
    }
}
