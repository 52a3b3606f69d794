//! A case: what a school does about a slip, or about several that tell of the same thing. It is nothing but the
//! acts of the slips' readers, so every state of it is dated and somebody's.

mod assessment;
mod beside;
mod decision;
mod second;
mod task;

pub use assessment::{Assessment, Known, Question};
pub use beside::{Beside, SLIPS_OF_CASE_MAX, besides, ever_named};
pub use decision::{Body, Decided, Decision, DecisionProblem, REFERENCE_CHARACTERS_MAX};
pub use second::{
    BegunFrom, CASES_OF_SLIP_MAX, NotSplit, SecondCase, is_untouched, may_split, second_cases,
};
pub use task::{TASK_CHARACTERS_MAX, Task, TaskProblem};

use super::{ActKind, Category, Day, HandOnReason, ReaderId, SlipAct, Taxonomy};

/// Most days until somebody has decided whether the police or the local authority are told of a sexual
/// matter: what the Crime and Policing Bill, Part 5, chapter 2, leaves at the very most. Sooner is meant.
pub const DECISION_DAYS_MAX: i32 = 7;

/// What stands of the acts on its slips: of each thing the last that was said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Case {
    /// Who sees to it that something is done.
    pub owner: Option<ReaderId>,
    /// One for each body that somebody has decided on, in the order of [`Body::ALL`].
    pub decisions: Vec<Decided>,
    /// What is left to be done, the earliest day first, and then what has been done.
    pub tasks: Vec<Task>,
    pub assessment: Assessment,
    /// Whether a reader has handed it on as one about somebody who works at the school.
    pub is_about_staff: bool,
}

impl Case {
    /// The case of one slip, as these acts made it, oldest first.
    pub fn of(acts: &[SlipAct]) -> Self {
        Self::of_slips(&[acts])
    }

    /// The case of slips that are together, as the acts on each made it.
    pub fn of_slips(slips: &[&[SlipAct]]) -> Self {
        let mut case = Self::default();
        // The slip on which it was said who sees to it: handing on another changes nothing of that.
        let mut owned_on = 0;
        for (slip, act) in in_order(slips) {
            match &act.kind {
                ActKind::Owned { .. } => owned_on = slip,
                ActKind::HandedOn { .. } if owned_on == slip => case.owner = None,
                _ => {}
            }
            case.take(&act.kind);
        }
        case.decisions.sort_by_key(|decided| decided.body);
        case.tasks.sort_by_key(|task| (task.is_done, task.due));
        case
    }

    fn take(&mut self, kind: &ActKind) {
        match kind {
            ActKind::Owned { by } => self.owner = Some(by.clone()),
            // Somebody else may have been named meanwhile.
            ActKind::Disowned { by } => self.owner = self.owner.take().filter(|owner| owner != by),
            ActKind::Decided(decided) => {
                self.decisions.retain(|before| before.body != decided.body);
                self.decisions.push(decided.clone());
            }
            ActKind::TaskSet(task) => self.tasks.push(task.clone()),
            ActKind::TaskDone { id } => {
                let done = self.tasks.iter_mut().find(|task| task.id == *id);
                done.into_iter().for_each(|task| task.is_done = true);
            }
            ActKind::Assessed(assessment) => self.assessment = assessment.clone(),
            ActKind::Opened
            | ActKind::Acknowledged
            | ActKind::Noted { .. }
            | ActKind::Closed { .. }
            | ActKind::Held { .. }
            | ActKind::HoldLifted
            | ActKind::PurgeAsked { .. }
            | ActKind::PurgeRefused
            | ActKind::SetAsideAsked
            | ActKind::SetAsideRefused
            | ActKind::SetAside
            | ActKind::TakenBack
            | ActKind::NameErased
            | ActKind::Answered { .. }
            | ActKind::AnswerRead
            | ActKind::PutTogether { .. }
            | ActKind::TakenApart { .. }
            | ActKind::Reopened
            | ActKind::Split { .. }
            | ActKind::SplitFrom { .. }
            | ActKind::PutBack { .. }
            | ActKind::LetRead { .. } => {}
            ActKind::HandedOn { because, .. } => {
                self.is_about_staff |= *because == HandOnReason::AboutStaff;
            }
        }
    }

    /// Whether a reader has to say first what was decided about the police or the local authority: of a
    /// sexual matter, and of what is said of an adult at school (KCSIE Parts 4 and 5; S1 §9 and S2 §10).
    /// It counts the kinds that the slip came as (`SlipContent::kinds`) and what staff say it is.
    pub fn lacks_decision(&self, came_as: &[&Category], taxonomy: &Taxonomy) -> bool {
        let needs_one = |kind: &Category| kind.is_sexual || kind.is_about_staff;
        let found = self.kind_found(taxonomy);
        let needs_one = self.is_about_staff || came_as.iter().copied().chain(found).any(needs_one);
        needs_one && !self.decisions.iter().any(Decided::settles)
    }

    /// The kind of worry that staff find it to be.
    pub fn kind_found<'a>(&self, taxonomy: &'a Taxonomy) -> Option<&'a Category> {
        self.assessment.kind.as_ref().and_then(|code| taxonomy.category(code))
    }

    /// The first day on which something is left to be done.
    pub fn next_due(&self) -> Option<Day> {
        self.tasks.iter().filter(|task| !task.is_done).map(|task| task.due).min()
    }
}

/// What was done with each of these slips, all of it in order of time, with the place of the slip.
pub fn in_order<'a>(slips: &[&'a [SlipAct]]) -> Vec<(usize, &'a SlipAct)> {
    let of_slip = |(slip, acts): (usize, &&'a [SlipAct])| acts.iter().map(move |act| (slip, act));
    let mut all: Vec<(usize, &SlipAct)> = slips.iter().enumerate().flat_map(of_slip).collect();
    all.sort_by_key(|(_, act)| (act.at, act.after));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Answers, DoneBy, TaskId, Timestamp};

    fn acts(kinds: Vec<ActKind>) -> Vec<SlipAct> {
        let reader = ReaderId::from_random([1; 16]);
        let act =
            |(at, kind)| SlipAct { kind, reader: reader.clone(), at: Timestamp(at), after: 0 };
        (0..).zip(kinds).map(act).collect()
    }

    fn decided(body: Body, decision: Decision) -> ActKind {
        ActKind::Decided(Decided::new(body, decision, "", "Said so.", true).unwrap())
    }

    fn task(number: u8, due: i32) -> ActKind {
        let id = TaskId::from_random([number; 16]);
        ActKind::TaskSet(Task::new(id, "Ring home", Day(due), Day(0)).unwrap())
    }

    #[test]
    fn of_each_thing_the_last_that_was_said_stands() {
        let [first, second] = [1, 2].map(|byte| ReaderId::from_random([byte; 16]));
        let case = Case::of(&acts(vec![
            ActKind::Owned { by: first },
            decided(Body::Parents, Decision::Considering),
            decided(Body::Police, Decision::Done),
            decided(Body::Parents, Decision::Done),
            ActKind::Owned { by: second.clone() },
        ]));
        assert_eq!(case.owner, Some(second));
        let said: Vec<_> = case.decisions.iter().map(|one| (one.body, one.decision)).collect();
        assert_eq!(said, [(Body::Police, Decision::Done), (Body::Parents, Decision::Done)]);
    }

    #[test]
    fn handing_one_slip_on_takes_nothing_from_who_sees_to_another() {
        let reader = ReaderId::from_random([1; 16]);
        let act = |kind, at| SlipAct { kind, reader: reader.clone(), at: Timestamp(at), after: 0 };
        let because = HandOnReason::TooClose;
        let handed_on = act(ActKind::HandedOn { because, note: String::new() }, 5);
        let owned = |at| act(ActKind::Owned { by: reader.clone() }, at);
        let (one, other) = ([owned(1)], [handed_on.clone()]);
        assert_eq!(Case::of_slips(&[&one, &other]).owner, Some(reader.clone()));
        assert_eq!(Case::of_slips(&[&other, &one]).owner, Some(reader.clone()));
        assert_eq!(Case::of_slips(&[&[owned(1), handed_on], &[]]).owner, None);
    }

    #[test]
    fn whoever_no_longer_sees_to_it_takes_it_from_nobody_else() {
        let [first, second] = [1, 2].map(|byte| ReaderId::from_random([byte; 16]));
        let gives_up = ActKind::Disowned { by: first.clone() };
        let mut done = vec![ActKind::Owned { by: first }, gives_up.clone()];
        assert_eq!(Case::of(&acts(done.clone())).owner, None);
        done.insert(1, ActKind::Owned { by: second.clone() });
        assert_eq!(Case::of(&acts(done)).owner, Some(second));
    }

    #[test]
    fn what_is_left_to_be_done_comes_before_what_has_been_done() {
        let done = ActKind::TaskDone { id: TaskId::from_random([1; 16]) };
        let case = Case::of(&acts(vec![task(1, 5), task(2, 9), task(3, 7), done]));
        let days: Vec<_> = case.tasks.iter().map(|task| task.due).collect();
        assert_eq!(days, [Day(7), Day(9), Day(5)]);
        assert_eq!(case.next_due(), Some(Day(7)));
    }

    #[test]
    fn a_sexual_matter_waits_for_a_decision_about_the_police_or_the_local_authority() {
        let taxonomy = crate::domain::Taxonomy::embedded().unwrap();
        let kind = |code: &str| {
            let found = taxonomy.categories().find(|one| one.code.as_str() == code);
            found.map(|one| one.code.clone())
        };
        let lacks = |code: &str, said: Vec<ActKind>| {
            let answers = Answers { kind: kind(code), ..Answers::default() };
            Case::of(&acts(said)).lacks_decision(&answers.kinds(&taxonomy), &taxonomy)
        };
        assert!(lacks("CD2", vec![]));
        assert!(lacks("CD2", vec![decided(Body::Parents, Decision::Done)]));
        assert!(lacks("CD2", vec![decided(Body::Police, Decision::Considering)]));
        for body in [Body::Police, Body::ChildrensServices, Body::Lado] {
            assert!(!lacks("CD2", vec![decided(body, Decision::Done)]), "{body:?}");
            assert!(!lacks("CD2", vec![decided(body, Decision::NotDone)]), "{body:?}");
            let back = [Decision::Done, Decision::Considering].map(|one| decided(body, one));
            assert!(lacks("CD2", back.into()), "{body:?}: taken back");
        }
        assert!(
            lacks("ST1", vec![]),
            "nor is what is said of an adult at school closed without one"
        );
        assert!(!lacks("CD1", vec![]), "bullying is no such matter");
        let found = Assessment::of(kind("CD5"));
        assert!(lacks("CD1", vec![ActKind::Assessed(found)]), "until staff find that it is one");
        let adult = DoneBy::AdultAtSchool;
        let answers = Answers { kind: kind("CD1"), done_by: Some(adult), ..Answers::default() };
        let came_as = answers.kinds(&taxonomy);
        assert!(Case::default().lacks_decision(&came_as, &taxonomy), "told with pictures");
    }
}
