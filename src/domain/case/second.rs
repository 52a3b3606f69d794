//! A slip that tells of two things. The second is a case of its own, with the same words of the pupil: what is
//! done about each is done on each.

use super::Beside;
use crate::domain::{
    ActKind, Answers, Category, CategoryCode, Day, PressId, ReaderId, SlipAct, SlipContent,
    SlipState, Taxonomy, ThreadId,
};

/// Most cases of one slip, with the first.
pub const CASES_OF_SLIP_MAX: usize = 4;

/// What is sealed with a second case: where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct BegunFrom {
    pub slip: Beside,
    /// What it is about. For closing it counts as what a pupil chose does.
    pub kind: CategoryCode,
    pub by: ReaderId,
    pub on: Day,
}

/// A second case, as the acts on the first have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecondCase<'a> {
    pub slip: &'a Beside,
    pub press: &'a PressId,
    /// To whom it was sealed when it was begun.
    pub readers: &'a [ReaderId],
    pub may_show_nudes: bool,
    pub is_put_back: bool,
}

/// The second cases that were begun from the slip of these acts, oldest first.
pub fn second_cases(acts: &[SlipAct]) -> Vec<SecondCase<'_>> {
    let is_put_back = |slip: &Beside| {
        acts.iter().any(|act| matches!(&act.kind, ActKind::PutBack { second } if second == slip))
    };
    let begun = acts.iter().filter_map(|act| match &act.kind {
        ActKind::Split { second: slip, press, readers, may_show_nudes } => Some(SecondCase {
            slip,
            press,
            readers,
            may_show_nudes: *may_show_nudes,
            is_put_back: is_put_back(slip),
        }),
        _ => None,
    });
    begun.collect()
}

/// Why no second case is begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotSplit {
    /// Another is begun from the first.
    #[error("this is a second case itself")]
    NotTheFirst,
    #[error("one slip has {CASES_OF_SLIP_MAX} cases at most")]
    TooMany,
    /// Nobody acts on what two readers may agree not to read.
    #[error("it is set aside, or somebody asked for that")]
    SetAside,
    /// It is about an adult at school, and whoever reads that is left out of the slip.
    #[error("nobody else could read the second")]
    NobodyElse,
}

/// Whether a reader may begin a second case of a slip who knows of so many that were.
pub fn may_split(content: &SlipContent, begun: usize, state: SlipState) -> Result<(), NotSplit> {
    if content.begun_from.is_some() {
        return Err(NotSplit::NotTheFirst);
    }
    if 1 + begun >= CASES_OF_SLIP_MAX {
        return Err(NotSplit::TooMany);
    }
    match state {
        SlipState::AsideAsked | SlipState::Aside => Err(NotSplit::SetAside),
        SlipState::New | SlipState::Acknowledged | SlipState::Closed => Ok(()),
    }
}

/// Whether nothing was done with a second case but that whoever began it opened it.
pub fn is_untouched(acts: &[SlipAct], begun_by: &ReaderId) -> bool {
    let is_nothing = |kind: &ActKind| matches!(kind, ActKind::SplitFrom { .. } | ActKind::Opened);
    acts.iter().all(|act| act.reader == *begun_by && is_nothing(&act.kind))
}

impl SlipContent {
    /// The same slip, as a second case about something else. Its pupil is written to on the first, and it is
    /// none of a rush.
    pub fn second(self, from: BegunFrom, taxonomy: &Taxonomy) -> Self {
        let kind = Some(from.kind.clone());
        let as_that = Answers { kind, ..self.answers.clone() };
        let urgency = as_that.urgency(taxonomy);
        Self { urgency, begun_from: Some(from), thread: None, alike: None, ..self }
    }

    /// What it came as, until staff say what they find it to be: as its pupil chose, or as a second case was
    /// begun.
    pub fn kind<'a>(&self, taxonomy: &'a Taxonomy) -> &'a Category {
        self.kind_begun(taxonomy).unwrap_or_else(|| self.answers.category(taxonomy))
    }

    /// Of a second case, what it was begun as.
    pub fn kind_begun<'a>(&self, taxonomy: &'a Taxonomy) -> Option<&'a Category> {
        self.begun_from.as_ref().and_then(|from| taxonomy.category(&from.kind))
    }

    /// The kinds that say what has to be decided before it is closed. What the pupil chose holds for the first
    /// case, and for the second what it was begun as: each is closed by its own.
    pub fn kinds<'a>(&self, taxonomy: &'a Taxonomy) -> Vec<&'a Category> {
        match self.kind_begun(taxonomy) {
            Some(kind) => vec![kind],
            None => self.answers.kinds(taxonomy).into(),
        }
    }

    /// Whether somebody may have to be told not to look at pictures: the words are the pupil's in each case.
    pub fn may_show_nudes(&self, taxonomy: &Taxonomy) -> bool {
        let own = self.answers.category(taxonomy);
        [own, self.kind(taxonomy)].iter().any(|kind| kind.may_show_nudes)
    }

    /// Of a second case, what goes back and forth after the first.
    pub fn first_thread(&self) -> Option<ThreadId> {
        self.begun_from.as_ref().map(|from| from.slip.thread.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample_readers::{reader, slip_saying};
    use crate::domain::{Case, HandOnReason, HandedOn, NotLetIn, Timestamp, Urgency};

    fn beside(number: u8) -> Beside {
        Beside { day: Day(1), thread: ThreadId::from_random([number; 16]) }
    }

    fn kind<'a>(taxonomy: &'a Taxonomy, code: &str) -> &'a Category {
        taxonomy.categories().find(|kind| kind.code.as_str() == code).unwrap()
    }

    /// A slip of this kind, and a second case of it about that.
    fn two_cases(taxonomy: &Taxonomy, first: &str, second: &str) -> [SlipContent; 2] {
        let mut slip = slip_saying(taxonomy, "Help.");
        slip.answers.kind = Some(kind(taxonomy, first).code.clone());
        slip.urgency = slip.answers.urgency(taxonomy);
        let from = BegunFrom {
            slip: beside(1),
            kind: kind(taxonomy, second).code.clone(),
            by: ReaderId::from_random([1; 16]),
            on: Day(2),
        };
        [slip.clone(), slip.second(from, taxonomy)]
    }

    fn act(kind: ActKind) -> SlipAct {
        SlipAct { kind, reader: ReaderId::from_random([1; 16]), at: Timestamp(0), after: 0 }
    }

    fn split(number: u8) -> SlipAct {
        let press = PressId::from_random([number; 16]);
        let (second, readers) = (beside(number), Vec::new());
        act(ActKind::Split { second, press, readers, may_show_nudes: false })
    }

    #[test]
    fn a_second_case_has_the_words_of_the_first_and_is_closed_and_hurried_by_its_own_kind() {
        let taxonomy = Taxonomy::embedded().unwrap();
        let [bullying, picture] = two_cases(&taxonomy, "CD1", "CD2");
        assert_eq!(bullying.answers, picture.answers);
        assert_eq!(picture.urgency, kind(&taxonomy, "CD2").urgency);
        assert!(picture.urgency > Urgency::Routine && picture.urgency >= bullying.urgency);
        let lacks =
            |slip: &SlipContent| Case::default().lacks_decision(&slip.kinds(&taxonomy), &taxonomy);
        assert!(lacks(&picture) && !lacks(&bullying));
        let [picture, bullying] = two_cases(&taxonomy, "CD2", "CD1");
        assert!(lacks(&picture) && !lacks(&bullying));
        assert!(bullying.may_show_nudes(&taxonomy), "the words are the same");
    }

    #[test]
    fn of_either_about_an_adult_at_school_none_of_the_daily_readers_is_let_in_to_it() {
        let taxonomy = Taxonomy::embedded().unwrap();
        let (deputy, chair) = (reader(2, "Ms Shah", "deputy"), reader(4, "Mr Price", "chair"));
        let judged = |slip: &SlipContent, colleague| slip.may_let_in(colleague, &[], &taxonomy);
        let [first, second] = two_cases(&taxonomy, "CD1", "ST1");
        assert_eq!(judged(&first, &deputy), Ok(()));
        assert_eq!(judged(&second, &deputy), Err(NotLetIn::AboutStaff));
        assert_eq!(judged(&second, &chair), Ok(()));
        let [_, second] = two_cases(&taxonomy, "ST1", "CD1");
        assert_eq!(judged(&second, &deputy), Err(NotLetIn::AboutStaff), "its words say so");
        let [_, mut second] = two_cases(&taxonomy, "CD1", "CD2");
        let (by, because) = (deputy.id.clone(), HandOnReason::TooClose);
        second.handed_on.push(HandedOn { by, because });
        assert_eq!(judged(&second, &deputy), Err(NotLetIn::HandedItOn));
    }

    #[test]
    fn one_slip_has_so_many_cases_and_what_was_put_back_is_none() {
        let taxonomy = Taxonomy::embedded().unwrap();
        let [first, second] = two_cases(&taxonomy, "CD1", "CD2");
        let open = SlipState::Acknowledged;
        let begun =
            |acts: &[SlipAct]| second_cases(acts).iter().filter(|case| !case.is_put_back).count();
        let mut acts: Vec<SlipAct> = (1..4).map(split).collect();
        assert_eq!(may_split(&first, begun(&acts[..2]), open), Ok(()));
        assert_eq!(may_split(&first, begun(&acts), open), Err(NotSplit::TooMany));
        acts.push(act(ActKind::PutBack { second: beside(2) }));
        assert_eq!(may_split(&first, begun(&acts), open), Ok(()));
        assert_eq!(may_split(&first, 0, SlipState::AsideAsked), Err(NotSplit::SetAside));
        assert_eq!(may_split(&second, 0, open), Err(NotSplit::NotTheFirst));
    }

    #[test]
    fn that_its_beginner_opens_a_second_case_is_no_work_on_it_and_all_else_is() {
        let begun = act(ActKind::SplitFrom { first: beside(1) });
        let opened = act(ActKind::Opened);
        let by = begun.reader.clone();
        assert!(is_untouched(&[begun.clone(), opened.clone()], &by));
        let of_colleague = SlipAct { reader: ReaderId::from_random([2; 16]), ..opened.clone() };
        assert!(!is_untouched(&[begun.clone(), of_colleague], &by));
        let note = act(ActKind::Noted { note: "Rang home.".to_owned() });
        assert!(!is_untouched(&[begun, opened, note], &by));
    }
}
