//! A reader lets a colleague read a slip that did not go to them. Whoever is kept out of it stays out.

use super::routing::{DAY_TO_DAY, READERS_MAX};
use super::{Permission, ReaderId, ReaderSummary, Role, SlipContent, Taxonomy, is_named};

/// Why a colleague is not let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotLetIn {
    #[error("they can read it already")]
    ReadsIt,
    /// Whoever looks after the computers reads no slips.
    #[error("their post reads no slips")]
    NoReader,
    #[error("the pupil did not want them to read it")]
    HiddenByPupil,
    #[error("they handed it on, because it concerns them")]
    HandedItOn,
    /// As such slips are routed (KCSIE Part 4).
    #[error("what is said of an adult at school is for the head or the chair")]
    AboutStaff,
    /// The pupil may have meant that it is about them.
    #[error("the pupil's words name them")]
    Named,
    #[error("an envelope has {READERS_MAX} slots")]
    Full,
}

impl SlipContent {
    /// Whether this colleague may be let in to a slip that these read.
    pub fn may_let_in(
        &self,
        colleague: &ReaderSummary,
        reading: &[ReaderId],
        taxonomy: &Taxonomy,
    ) -> Result<(), NotLetIn> {
        if reading.contains(&colleague.id) {
            return Err(NotLetIn::ReadsIt);
        }
        if !colleague.roles.may(Permission::ReadSlips) {
            return Err(NotLetIn::NoReader);
        }
        if self.answers.hidden_from.contains(&colleague.id) {
            return Err(NotLetIn::HiddenByPupil);
        }
        if self.handed_on.iter().any(|handed_on| handed_on.by == colleague.id) {
            return Err(NotLetIn::HandedItOn);
        }
        if self.handed_on_as(taxonomy).is_about_staff && !is_apart_from_staff(colleague) {
            return Err(NotLetIn::AboutStaff);
        }
        if is_named(colleague, &self.answers) {
            return Err(NotLetIn::Named);
        }
        if reading.len() >= READERS_MAX {
            return Err(NotLetIn::Full);
        }
        Ok(())
    }
}

/// As slips about staff are routed: to a head or chair who does not also read the daily ones.
fn is_apart_from_staff(reader: &ReaderSummary) -> bool {
    reader.roles.has_any(&[Role::Head, Role::Chair]) && !reader.roles.has_any(&DAY_TO_DAY)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample_readers::{reader, slip_saying};
    use crate::domain::{HandOnReason, HandedOn};

    #[test]
    fn whatever_keeps_a_colleague_out_is_said() {
        let taxonomy = Taxonomy::embedded().unwrap();
        let (head, deputy) = (reader(1, "Dr Hughes", "head"), reader(2, "Ms Shah", "deputy"));
        let slip = slip_saying(&taxonomy, "Help.");
        let judged = |slip: &SlipContent, colleague: &ReaderSummary| {
            slip.may_let_in(colleague, &[ReaderId::from_random([9; 16])], &taxonomy)
        };
        assert_eq!(judged(&slip, &head), Ok(()));
        assert_eq!(judged(&slip, &reader(9, "Mr Lewis", "dsl")), Err(NotLetIn::ReadsIt));
        assert_eq!(judged(&slip, &reader(3, "Sam", "ict")), Err(NotLetIn::NoReader));
        let mut hidden = slip.clone();
        hidden.answers.hidden_from.insert(deputy.id.clone());
        assert_eq!(judged(&hidden, &deputy), Err(NotLetIn::HiddenByPupil));
        for (because, for_deputy) in [
            (HandOnReason::TooClose, Ok(())),
            (HandOnReason::AboutStaff, Err(NotLetIn::AboutStaff)),
        ] {
            let mut handed_on = slip.clone();
            handed_on.handed_on.push(HandedOn { by: head.id.clone(), because });
            assert_eq!(judged(&handed_on, &head), Err(NotLetIn::HandedItOn));
            assert_eq!(judged(&handed_on, &deputy), for_deputy);
            assert_eq!(judged(&handed_on, &reader(4, "Mr Price", "chair")), Ok(()));
            let both = reader(5, "Mrs Reed", "head,dsl");
            assert_eq!(judged(&handed_on, &both), for_deputy, "who reads the daily ones too");
        }
        assert_eq!(
            judged(&slip_saying(&taxonomy, "Ms Shah saw it"), &deputy),
            Err(NotLetIn::Named)
        );
    }

    #[test]
    fn an_envelope_with_a_reader_in_each_slot_takes_no_more() {
        let taxonomy = Taxonomy::embedded().unwrap();
        let slip = slip_saying(&taxonomy, "Help.");
        let reading: Vec<ReaderId> =
            (10..).map(|one| ReaderId::from_random([one; 16])).take(READERS_MAX).collect();
        let judged = |reading: &[ReaderId]| {
            slip.may_let_in(&reader(1, "Dr Hughes", "head"), reading, &taxonomy)
        };
        assert_eq!(judged(&reading), Err(NotLetIn::Full));
        assert_eq!(judged(&reading[1..]), Ok(()));
    }
}
