//! A slip is sealed anew, under another key and another id, with everything there was of it: because others
//! read it from now on.

use super::ServiceError;
use super::purge_slips::note_purge;
use super::read_slip::{FoundSlip, SealedAct, append_act, seal_act};
use super::send_slip::{Sealing, SendError, seal};
use super::trusted_readers::{TrustedReader, sealed_to};
use crate::crypto::{SlipKey, random};
use crate::db::Writer;
use crate::domain::{Day, ReaderId, SchoolId, SlipContent, SlipId, ThreadId};
use crate::store::slips::SealedAnew;
use crate::store::{slip_acts, slips, threads, tombstones};

/// What is put in the place of a slip.
pub(super) struct Anew {
    of: Before,
    slip: SealedAnew,
    acts: Vec<SealedAct>,
    /// Whom the pupil's answers are told to from now on.
    told: Vec<u8>,
    pub(super) key: SlipKey,
}

/// The slip as it was looked at.
struct Before {
    slip: SlipId,
    day: Day,
    thread: ThreadId,
    envelope: Vec<u8>,
    acts_seen: usize,
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
    let (name, day) = (found.name()?, found.line.day);
    content.thread = Some(found.thread.to_text().expose().clone());
    content.readers = to.iter().map(|reader| reader.summary.name_and_title()).collect();
    content.sealed_to = sealed_to(to.iter().copied());
    let keys = to.iter().map(|reader| reader.keys.clone()).collect();
    let sealed = seal(sealing, school, day, content, keys).await.map_err(|error| match error {
        SendError::Database(error) => error.into(),
        SendError::NobodyLeft | SendError::NotSealed => ServiceError::Damaged,
    })?;
    let id = SlipId::from_random(random::bytes()?);
    let name_box = sealed.key.seal_name(id.as_str(), name.expose());
    let name_box = name_box.map_err(|_| ServiceError::Damaged)?;
    let acts = found.acts.iter().map(|act| seal_act(&sealed.key, act.clone()));
    let acts = acts.collect::<Result<_, _>>()?;
    let told: Vec<ReaderId> = to.iter().map(|reader| reader.summary.id.clone()).collect();
    let told = found.thread.seal_told(&told)?.ok_or(ServiceError::Damaged)?;
    let of = Before {
        slip: found.line.id.clone(),
        day,
        thread: found.thread.id(),
        envelope: found.envelope.clone(),
        acts_seen: found.acts_seen(),
    };
    let slip = SealedAnew { id, envelope: sealed.envelope, name_box };
    Ok(Anew { of, slip, acts, told, key: sealed.key })
}

impl Anew {
    /// Where it is from now on.
    pub(super) fn id(&self) -> &SlipId {
        &self.slip.id
    }

    /// What is done with it in the same moment.
    pub(super) fn append(&mut self, act: SealedAct) {
        self.acts.push(act);
    }

    /// Takes the place of the slip. `Changed` when something was done with that one since it was looked at;
    /// then it is as it was.
    pub(super) fn take_its_place(&self, writer: &mut Writer<'_>) -> Result<(), ServiceError> {
        let Before { slip, day, thread, envelope, acts_seen } = &self.of;
        if slip_acts::count(writer, slip)? != *acts_seen {
            return Err(ServiceError::Changed);
        }
        slip_acts::delete_of_slips(writer, std::slice::from_ref(slip))?;
        if !slips::replace(writer, slip, envelope, &self.slip)? {
            return Err(ServiceError::Changed);
        }
        for act in &self.acts {
            append_act(writer, &self.slip.id, act)?;
        }
        tombstones::append_resealed(writer, *day)?;
        threads::set_told(writer, thread, &self.told)?;
        Ok(note_purge(writer)?)
    }
}
