//! The lists that readers work by, what narrows them, and what makes a slip somebody's work today.

use super::retention::asked_to_purge;
use super::slip::SlipState;
use super::{ActKind, Case, Day, ReaderId, SlipAct, Urgency};

/// Days after which what nobody has acknowledged is pressing, however little urgent it is: it is read within
/// three school days, and a day of holiday more is no reason to let it lie.
const ROUTINE_DAYS: i32 = 3;

/// Which slips are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QueueList {
    /// What somebody has to see to today.
    Today,
    /// What nobody has acknowledged.
    New,
    /// What this reader sees to, or has set a task for.
    Mine,
    /// Everything that is not closed.
    Open,
    Closed,
}

/// What narrows a list by what stands outside the seal. Absent is whatever there is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SlipFilter {
    pub urgency: Option<Urgency>,
    pub from: Option<Day>,
    pub to: Option<Day>,
    pub state: Option<SlipState>,
}

/// Whose slips are looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OwnerSought {
    Nobody,
    Reader(ReaderId),
}

/// Why somebody has to see to a slip today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    NotAcknowledged,
    AnswerUnread,
    TaskDue,
    /// Another reader asks to delete it.
    DeletionAsked,
}

/// How things stand between staff and a slip's pupil.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeState {
    /// The pupil cannot be written to.
    None,
    /// Staff wrote last.
    Waiting,
    /// The pupil has answered, and nobody has read it.
    Unread,
}

impl QueueList {
    pub const ALL: [Self; 5] = [Self::Today, Self::New, Self::Mine, Self::Open, Self::Closed];

    /// As an address names it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Today => "today",
            Self::New => "new",
            Self::Mine => "mine",
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }

    pub fn parse(typed: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.as_str() == typed)
    }

    /// Whether only the seal tells what is on it.
    pub fn is_sealed(self) -> bool {
        match self {
            Self::Today | Self::Mine => true,
            Self::New | Self::Open | Self::Closed => false,
        }
    }
}

impl CodeState {
    pub const ALL: [Self; 3] = [Self::None, Self::Waiting, Self::Unread];

    /// As a form sends it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Waiting => "waiting",
            Self::Unread => "unread",
        }
    }

    pub fn parse(typed: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == typed)
    }

    /// How it is; `None` where the pupil has a code and nobody waits for anybody.
    pub fn of(has_code: bool, has_unread: bool, acts: &[SlipAct]) -> Option<Self> {
        let last = acts
            .iter()
            .rfind(|act| matches!(act.kind, ActKind::Answered { .. } | ActKind::AnswerRead));
        let staff_wrote_last = last.is_some_and(|act| act.kind != ActKind::AnswerRead);
        match (has_code, has_unread) {
            (_, true) => Some(Self::Unread),
            (false, false) => Some(Self::None),
            (true, false) => staff_wrote_last.then_some(Self::Waiting),
        }
    }
}

impl SlipFilter {
    pub fn takes(&self, day: Day, urgency: Urgency, state: SlipState) -> bool {
        self.urgency.is_none_or(|wanted| wanted == urgency)
            && self.from.is_none_or(|from| from <= day)
            && self.to.is_none_or(|to| day <= to)
            && self.state.is_none_or(|wanted| wanted == state)
    }
}

/// Whether a slip cannot wait until tomorrow, as far as it can be told without opening it.
pub fn is_pressing(day: Day, urgency: Urgency, state: SlipState, today: Day) -> bool {
    let is_late = day.plus_days(ROUTINE_DAYS) <= today;
    state == SlipState::New && (urgency >= Urgency::SameDay || is_late)
}

/// What the acts on a slip ask of this reader today.
pub fn asked_today(acts: &[SlipAct], state: SlipState, by: &ReaderId, today: Day) -> Vec<Need> {
    let is_due = Case::of(acts).next_due().is_some_and(|due| due <= today);
    let asker = asked_to_purge(acts).filter(|asker| *asker != by);
    match state {
        SlipState::Closed => asker.map(|_| Need::DeletionAsked).into_iter().collect(),
        SlipState::New | SlipState::Acknowledged => {
            is_due.then_some(Need::TaskDue).into_iter().collect()
        }
        SlipState::AsideAsked | SlipState::Aside => Vec::new(),
    }
}

/// Whether this reader sees to a case, or has set a task for it that is not done. With the acts on each of its
/// slips.
pub fn is_of(slips: &[&[SlipAct]], reader: &ReaderId) -> bool {
    let case = Case::of_slips(slips);
    let is_left = |act: &SlipAct| match &act.kind {
        ActKind::TaskSet(set) => case.tasks.iter().any(|task| task.id == set.id && !task.is_done),
        _ => false,
    };
    case.owner.as_ref() == Some(reader)
        || slips.iter().copied().flatten().any(|act| act.reader == *reader && is_left(act))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Task, TaskId, Timestamp};

    const TODAY: Day = Day(100);

    fn reader(byte: u8) -> ReaderId {
        ReaderId::from_random([byte; 16])
    }

    fn act(kind: ActKind, by: u8, at: i64) -> SlipAct {
        SlipAct { kind, reader: reader(by), at: Timestamp(at), after: 0 }
    }

    fn task(number: u8, due: Day) -> ActKind {
        let id = TaskId::from_random([number; 16]);
        ActKind::TaskSet(Task::new(id, "Ring home", due, Day(0)).unwrap())
    }

    #[test]
    fn what_cannot_wait_presses_until_somebody_takes_it_on_and_nothing_waits_for_ever() {
        let presses = |days_ago: i32, urgency, state| {
            is_pressing(TODAY.plus_days(-days_ago), urgency, state, TODAY)
        };
        for urgency in [Urgency::Emergency, Urgency::Urgent, Urgency::SameDay] {
            assert!(presses(0, urgency, SlipState::New));
            assert!(!presses(9, urgency, SlipState::Acknowledged));
        }
        assert!(!presses(2, Urgency::Routine, SlipState::New));
        assert!(presses(3, Urgency::Routine, SlipState::New));
    }

    #[test]
    fn a_task_is_asked_on_its_day_and_until_it_is_done_or_the_slip_is_closed() {
        let asked = |acts: &[SlipAct], state| asked_today(acts, state, &reader(1), TODAY);
        let due = [act(task(1, TODAY), 2, 0)];
        assert_eq!(asked(&due, SlipState::Acknowledged), [Need::TaskDue]);
        assert_eq!(asked(&due, SlipState::Closed), []);
        assert_eq!(asked(&[act(task(1, Day(101)), 2, 0)], SlipState::New), []);
        let done = ActKind::TaskDone { id: TaskId::from_random([1; 16]) };
        assert_eq!(asked(&[due[0].clone(), act(done, 1, 1)], SlipState::Acknowledged), []);
    }

    #[test]
    fn who_asks_to_delete_a_slip_is_not_asked_themself() {
        let asked = |by| {
            let acts = [act(ActKind::PurgeAsked { reason: "A test.".to_owned() }, 1, 0)];
            asked_today(&acts, SlipState::Closed, &reader(by), TODAY)
        };
        assert_eq!(asked(1), []);
        assert_eq!(asked(2), [Need::DeletionAsked]);
    }

    #[test]
    fn a_slip_is_of_its_owner_and_of_whoever_has_a_task_left_on_it() {
        let owned = |by| act(ActKind::Owned { by: reader(by) }, 3, 0);
        assert!(is_of(&[&[owned(1)]], &reader(1)));
        assert!(is_of(&[&[], &[owned(1)]], &reader(1)), "another slip of the case says so");
        assert!(!is_of(&[&[owned(1), owned(2)]], &reader(1)));
        let set = act(task(1, TODAY), 1, 0);
        assert!(is_of(&[std::slice::from_ref(&set)], &reader(1)));
        assert!(!is_of(&[std::slice::from_ref(&set)], &reader(2)));
        let done = act(ActKind::TaskDone { id: TaskId::from_random([1; 16]) }, 2, 1);
        assert!(!is_of(&[&[set, done]], &reader(1)));
    }

    #[test]
    fn whoever_wrote_last_is_not_waited_for() {
        let wrote = || act(ActKind::Answered { message: "Are you safe?".to_owned() }, 1, 0);
        let read = || act(ActKind::AnswerRead, 1, 1);
        assert_eq!(CodeState::of(false, false, &[]), Some(CodeState::None));
        assert_eq!(CodeState::of(true, false, &[]), None);
        assert_eq!(CodeState::of(true, false, &[wrote()]), Some(CodeState::Waiting));
        assert_eq!(CodeState::of(true, true, &[wrote()]), Some(CodeState::Unread));
        assert_eq!(CodeState::of(true, false, &[wrote(), read()]), None);
        assert_eq!(CodeState::of(true, false, &[read(), wrote()]), Some(CodeState::Waiting));
    }
}
