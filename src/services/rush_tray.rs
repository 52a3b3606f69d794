//! What came in a rush, as its reader finds it: slips that say nearly the same stand together.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::ServiceError;
use super::list_slips::Part;
use super::read_slip::{ReaderAtWork, open_acts, open_sheet};
use crate::crypto::SlipKey;
use crate::db::{Db, Reader};
use crate::domain::{AlikeId, SlipAct, SlipState, Urgency};
use crate::store::slip_lists::SlipLine;
use crate::store::{slip_acts, slip_indexes, slip_lists};

/// Slips of a rush that say nearly the same.
pub struct Group {
    /// Absent for a slip from before there were groups, which is alone.
    pub id: Option<AlikeId>,
    /// What cannot wait first; none is empty.
    pub slips: Vec<SlipLine>,
}

impl Group {
    pub fn urgency(&self) -> Urgency {
        self.slips.iter().map(|line| line.urgency).max().unwrap_or(Urgency::Routine)
    }

    /// How many of them somebody asks to set aside.
    pub fn asked(&self) -> usize {
        self.slips.iter().filter(|line| line.state == SlipState::AsideAsked).count()
    }
}

/// One slip of the tray, and what opens it.
pub(super) struct TraySlip {
    pub line: SlipLine,
    pub key: SlipKey,
    pub alike: Option<AlikeId>,
}

/// The groups of the tray, or of what was set aside: what cannot wait first, then the largest. After
/// `list_own_slips`, which tries what has come.
pub async fn list_groups(
    db: &Db,
    who: &ReaderAtWork,
    part: Part,
) -> Result<Vec<Group>, ServiceError> {
    let mut of_group = BTreeMap::<AlikeId, Vec<SlipLine>>::new();
    let mut groups = Vec::new();
    for TraySlip { line, alike, .. } in find_tray(db, who, part, None).await? {
        match alike {
            Some(id) => of_group.entry(id).or_default().push(line),
            None => groups.push(Group { id: None, slips: vec![line] }),
        }
    }
    groups.extend(of_group.into_iter().map(|(id, slips)| Group { id: Some(id), slips }));
    for group in &mut groups {
        group.slips.sort_by_key(|line| (Reverse(line.urgency), line.day));
    }
    groups.sort_by_key(|group| (Reverse(group.urgency()), Reverse(group.slips.len())));
    Ok(groups)
}

/// The slips of one group that this reader can open, or of all, by no order that tells anything.
pub(super) async fn find_tray(
    db: &Db,
    who: &ReaderAtWork,
    part: Part,
    group: Option<&AlikeId>,
) -> Result<Vec<TraySlip>, ServiceError> {
    let looking = who.clone();
    let find = move |reader: &mut Reader<'_>| of_part(reader, &looking, part);
    let mut found = db.read(who.school.clone(), find).await?;
    if group.is_some() {
        found.retain(|slip| slip.alike.as_ref() == group);
    }
    Ok(found)
}

fn of_part(
    reader: &mut Reader<'_>,
    who: &ReaderAtWork,
    part: Part,
) -> Result<Vec<TraySlip>, ServiceError> {
    let mut found = Vec::new();
    let mut all = slip_lists::count_alike(reader)?;
    all.retain(|alike| part.has(alike));
    for of_day in all.chunk_by(|one, other| one.day == other.day) {
        let Some(day) = of_day.first().map(|alike| alike.day) else { continue };
        let sheet = slip_indexes::find(reader, &who.id, day)?;
        let sheet = open_sheet(who, day, sheet.as_deref());
        for alike in of_day {
            for line in slip_lists::list_alike(reader, alike, 0, usize::MAX)? {
                if let Some(key) = sheet.key_of(&line.id) {
                    let alike = sheet.group_of(&line.id);
                    found.push(TraySlip { line, key, alike });
                }
            }
        }
    }
    Ok(found)
}

/// Each slip with what its readers did.
pub(super) async fn with_acts(
    db: &Db,
    who: &ReaderAtWork,
    slips: Vec<TraySlip>,
) -> Result<Vec<(TraySlip, Vec<SlipAct>)>, ServiceError> {
    db.read(who.school.clone(), move |reader| {
        let with_acts = |slip: TraySlip| {
            let acts = open_acts(&slip.key, &slip_acts::list(reader, &slip.line.id)?);
            Ok((slip, acts))
        };
        slips.into_iter().map(with_acts).collect()
    })
    .await
}
