//! A reader's slips with what opens each, from the sheets of their days.

use std::collections::BTreeMap;

use super::ServiceError;
use super::read_slip::{ReaderAtWork, content_of, open_acts, open_sheet};
use crate::crypto::SlipKey;
use crate::db::Reader;
use crate::domain::{Day, EntryId, SchoolId, SlipAct, SlipContent, SlipId};
use crate::store::slip_lists::SlipLine;
use crate::store::{slip_acts, slip_indexes, slips};

/// A slip, and what its reader's sheet knows of it.
#[derive(Clone)]
pub(super) struct Keyed {
    pub line: SlipLine,
    pub key: SlipKey,
    /// Whether its thread is told only inside it.
    pub is_resealed: bool,
}

/// These slips, each with what its reader's sheet knows of it; without those that are not on it.
pub(super) fn keyed(
    reader: &mut Reader<'_>,
    who: &ReaderAtWork,
    lines: Vec<SlipLine>,
) -> Result<Vec<Keyed>, ServiceError> {
    let mut of_day = BTreeMap::<Day, Vec<&SlipId>>::new();
    for line in &lines {
        of_day.entry(line.day).or_default().push(&line.id);
    }
    let mut keys = BTreeMap::new();
    for (day, ids) in of_day {
        let sheet = slip_indexes::find(reader, &who.id, day)?;
        let sheet = open_sheet(who, day, sheet.as_deref());
        let found = |id: &SlipId| Some((sheet.key_of(id)?, sheet.is_resealed(id)));
        keys.extend(ids.into_iter().filter_map(|id| Some((id.clone(), found(id)?))));
    }
    let keyed = |line: SlipLine| {
        let (key, is_resealed) = keys.remove(&line.id)?;
        Some(Keyed { line, key, is_resealed })
    };
    Ok(lines.into_iter().filter_map(keyed).collect())
}

/// A slip with what has to be opened of it to know what it is about and what was done.
pub(super) struct SealedSlip {
    pub line: SlipLine,
    pub key: SlipKey,
    envelope: Vec<u8>,
    acts: Vec<(EntryId, Vec<u8>)>,
}

/// These slips; without those that were deleted meanwhile.
pub(super) fn list_sealed(
    reader: &mut Reader<'_>,
    keyed: Vec<Keyed>,
) -> Result<Vec<SealedSlip>, ServiceError> {
    let ids: Vec<SlipId> = keyed.iter().map(|slip| slip.line.id.clone()).collect();
    let envelopes = slips::list_envelopes(reader, &ids)?;
    let mut envelopes: BTreeMap<SlipId, Vec<u8>> =
        envelopes.into_iter().map(|(id, _, envelope)| (id, envelope)).collect();
    let mut sealed = Vec::with_capacity(keyed.len());
    for Keyed { line, key, .. } in keyed {
        let Some(envelope) = envelopes.remove(&line.id) else { continue };
        let acts = slip_acts::list(reader, &line.id)?;
        sealed.push(SealedSlip { line, key, envelope, acts });
    }
    Ok(sealed)
}

impl SealedSlip {
    /// `None` where it was changed in the database. Nobody is told that it was opened.
    pub(super) fn open(&self, school: &SchoolId) -> Option<(SlipContent, Vec<SlipAct>)> {
        let content = content_of(school, self.line.day, &self.key, &self.envelope).ok()?;
        Some((content, open_acts(&self.key, &self.acts)))
    }
}
