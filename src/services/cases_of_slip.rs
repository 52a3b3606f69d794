//! The cases of a slip that tells of several things: where each is, for whoever can open it.

use std::collections::BTreeSet;

use super::ServiceError;
use super::likely_slips::list_near;
use super::read_slip::{FoundSlip, ReaderAtWork, find_one, thread_in};
use super::sealed_slips::SealedSlip;
use crate::crypto::traces;
use crate::db::Db;
use crate::domain::{
    Beside, PressId, SchoolId, SecondCase, SlipContent, SlipId, SlipState, Taxonomy, ThreadId,
    is_untouched, second_cases,
};

impl FoundSlip {
    /// Where another case of the same slip is, if its reader can open it.
    pub fn other_case(&self, thread: &ThreadId) -> Option<&SlipId> {
        self.apart.iter().find(|(apart, _)| apart == thread).map(|(_, slip)| slip)
    }

    /// What is the same for all cases of one slip, and another for each slip.
    pub(super) fn first_thread(&self, school: &SchoolId) -> Result<ThreadId, ServiceError> {
        let first = self.content(school)?.first_thread();
        Ok(first.unwrap_or_else(|| self.thread.id()))
    }

    /// The second cases that were begun from it and not put back, as far as this reader was told of them: each
    /// with where it is, or without where it is deleted or others alone read it.
    pub fn second_cases(&self) -> Vec<Option<&SlipId>> {
        let kept = second_cases(&self.acts).into_iter().filter(|case| !case.is_put_back);
        let told = kept.filter(|case| self.knows_of(case));
        told.map(|case| self.other_case(&case.slip.thread)).collect()
    }

    /// The second cases of its whole case that this reader can open, where they are none of it.
    pub(super) fn second_cases_of_whole(&self) -> impl Iterator<Item = &SlipId> {
        let begun = self.whole().flat_map(|slip| second_cases(&slip.acts));
        begun.filter_map(|case| self.other_case(&case.slip.thread))
    }

    /// The second case that this press began, if it did.
    pub(super) fn begun_by(&self, press: &PressId) -> Option<Option<&SlipId>> {
        let cases = second_cases(&self.acts);
        let case = cases.iter().find(|case| case.press == press)?;
        Some(self.other_case(&case.slip.thread))
    }

    /// Where the first case is, of a second one that this reader began and that nobody has done anything with yet.
    /// One about an adult at school is not put back: whoever was told of it could no longer hear of it.
    pub fn may_be_put_back(&self, content: &SlipContent, taxonomy: &Taxonomy) -> Option<&SlipId> {
        let from = content.begun_from.as_ref().filter(|from| from.by == self.reader)?;
        if content.kind(taxonomy).is_about_staff {
            return None;
        }
        let is_open = matches!(self.line.state, SlipState::New | SlipState::Acknowledged);
        let is_as_begun = is_untouched(&self.acts, &from.by) && self.damaged_acts == 0;
        let first = self.other_case(&from.slip.thread)?;
        (is_open && !self.line.is_held && is_as_begun).then_some(first)
    }

    /// Whether it came as what may show nudes. Of one that cannot be read there are no words to warn of.
    pub fn came_as_nudes(&self, school: &SchoolId, taxonomy: &Taxonomy) -> bool {
        self.content(school).is_ok_and(|content| content.may_show_nudes(taxonomy))
    }

    fn is_about_nudes(&self, school: &SchoolId, taxonomy: &Taxonomy) -> bool {
        let case = self.case();
        let is_found_so = case.kind_found(taxonomy).is_some_and(|kind| kind.may_show_nudes);
        is_found_so || self.came_as_nudes(school, taxonomy)
    }

    /// Whether one of the second cases of its whole case, of which this reader was told, may show nudes.
    fn is_told_of_nudes(&self) -> bool {
        let begun = self.whole().flat_map(|slip| second_cases(&slip.acts));
        let told = begun.filter(|case| self.knows_of(case));
        told.into_iter().any(|case| case.may_show_nudes && !case.is_put_back)
    }

    /// Whether it was sealed to this reader when it was begun from this slip.
    pub(super) fn was_told(&self, second: &Beside) -> bool {
        let begun = self.whole().flat_map(|slip| second_cases(&slip.acts));
        begun.into_iter().any(|case| case.slip == second && self.is_among(&case))
    }

    fn knows_of(&self, case: &SecondCase<'_>) -> bool {
        self.other_case(&case.slip.thread).is_some() || self.is_among(case)
    }

    fn is_among(&self, case: &SecondCase<'_>) -> bool {
        case.readers.contains(&self.reader)
    }
}

/// The other cases of the same slip that this reader can open: those that it names, and those of its day that say
/// inside their seals that they are, whether or not this reader can open what they name.
pub async fn other_cases(
    db: &Db,
    who: &ReaderAtWork,
    found: &FoundSlip,
) -> Result<Vec<FoundSlip>, ServiceError> {
    let (by, day) = (who.clone(), found.line.day);
    let near = db.read(who.school.clone(), move |reader| list_near(reader, &by, day)).await?;
    let (school, slip) = (who.school.clone(), found.first_thread(&who.school)?);
    let same = traces::leaving_none_elsewhere(move || {
        let same = |near: &SealedSlip| {
            let (content, _) = near.open(&school)?;
            let first = content.first_thread();
            let of = first.unwrap_or_else(|| thread_in(Some(content), &near.key).id());
            (of == slip).then(|| near.line.id.clone())
        };
        near.iter().filter_map(same).collect::<BTreeSet<SlipId>>()
    });
    let mut same = same.await.map_err(|_| ServiceError::Damaged)?;
    same.extend(found.second_cases().into_iter().flatten().cloned());
    let from = found.content(&who.school)?.begun_from;
    same.extend(from.and_then(|from| found.other_case(&from.slip.thread).cloned()));
    same.remove(&found.line.id);
    let mut others = Vec::new();
    for case in same {
        others.push(find_one(db, who, &case).await?);
    }
    Ok(others)
}

/// Whether it came as what may show nudes, or staff find that it is, or another case of it is: then its words are read
/// with that warning.
pub async fn may_show_nudes(
    db: &Db,
    who: &ReaderAtWork,
    taxonomy: &Taxonomy,
    found: &FoundSlip,
) -> Result<bool, ServiceError> {
    if found.is_about_nudes(&who.school, taxonomy) || found.is_told_of_nudes() {
        return Ok(true);
    }
    let content = found.content(&who.school);
    let is_second = content.is_ok_and(|content| content.begun_from.is_some());
    if !is_second && found.whole().all(|slip| second_cases(&slip.acts).is_empty()) {
        return Ok(false);
    }
    let others = other_cases(db, who, found).await?;
    Ok(others.iter().any(|case| case.is_about_nudes(&who.school, taxonomy)))
}
