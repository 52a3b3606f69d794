//! Days on which a reader is not at work, and who was asked to stand in for them. Others read in their place
//! (`route_with_cover`), and where nobody does, pupils are promised nothing for those days.

use std::collections::BTreeMap;

use super::{
    Day, DaySpan, LeaveId, ReaderId, ReaderSummary, SchoolCalendar, Taxonomy, who_could_cover,
    who_must_be_there,
};

/// One reader's days away, both ends included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leave {
    pub id: LeaveId,
    pub reader: ReaderId,
    /// Absent where whoever is next reads in their place, should nobody be left.
    pub cover: Option<ReaderId>,
    pub days: DaySpan,
}

/// Who is away on one day, each with whoever was asked to stand in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Away(BTreeMap<ReaderId, Option<ReaderId>>);

/// Why days away are not entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LeaveProblem {
    /// They are away on some of these days as it is.
    Overlaps(DaySpan),
    /// The rules never show that colleague everything that this reader reads; these could be asked.
    CannotCover(Vec<ReaderSummary>),
    /// That colleague is away on some of these days.
    CoverAway(DaySpan),
    /// They stand in for somebody on some of these days. It can be entered all the same.
    Covers { whom: ReaderId, days: DaySpan },
    /// On that day none of those is at work who read some kind of slip. It can be entered all the same.
    NobodyThere { day: Day, needed: Vec<ReaderSummary> },
}

/// What days away are looked at against.
pub struct Rota<'a> {
    pub taxonomy: &'a Taxonomy,
    pub readers: &'a [ReaderSummary],
    pub calendar: Option<&'a SchoolCalendar>,
    /// Those that are known, and not over.
    pub leaves: &'a [Leave],
    pub today: Day,
}

impl Leave {
    /// The longest that is entered at once.
    pub const DAYS_MAX: i32 = 366;

    fn shares_a_day_with(&self, other: &Self) -> bool {
        self.days.first() <= other.days.last() && other.days.first() <= self.days.last()
    }
}

impl LeaveProblem {
    /// Whether it is for people to decide: somebody who fell ill is away, whoever is missed.
    pub fn may_be_all_the_same(&self) -> bool {
        match self {
            Self::Covers { .. } | Self::NobodyThere { .. } => true,
            Self::Overlaps(_) | Self::CannotCover(_) | Self::CoverAway(_) => false,
        }
    }
}

impl Away {
    pub fn on(leaves: &[Leave], day: Day) -> Self {
        let today = leaves.iter().filter(|leave| leave.days.has(day));
        Self(today.map(|leave| (leave.reader.clone(), leave.cover.clone())).collect())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn has(&self, reader: &ReaderId) -> bool {
        self.0.contains_key(reader)
    }

    /// Who was asked to stand in for them. Whether they may, and are there, is not said.
    pub fn cover_of(&self, reader: &ReaderId) -> Option<&ReaderId> {
        self.0.get(reader)?.as_ref()
    }
}

impl Rota<'_> {
    /// What is wrong with days away, and what is to be thought of; nothing where they can be entered.
    pub fn problems_of(&self, new: &Leave) -> Vec<LeaveProblem> {
        match self.what_forbids(new) {
            Some(problem) => vec![problem],
            None => self.covered_by(new).into_iter().chain(self.day_with_nobody(new)).collect(),
        }
    }

    fn what_forbids(&self, new: &Leave) -> Option<LeaveProblem> {
        let others = self.leaves.iter().filter(|leave| leave.shares_a_day_with(new));
        let of = |reader: &ReaderId| others.clone().find(|leave| leave.reader == *reader);
        if let Some(own) = of(&new.reader) {
            return Some(LeaveProblem::Overlaps(own.days));
        }
        if let Some(cover) = &new.cover {
            let could = who_could_cover(self.taxonomy, self.readers, &new.reader);
            if !could.iter().any(|reader| reader.id == *cover) {
                return Some(LeaveProblem::CannotCover(could));
            }
            if let Some(theirs) = of(cover) {
                return Some(LeaveProblem::CoverAway(theirs.days));
            }
        }
        None
    }

    /// Whom they stand in for on some of these days.
    fn covered_by(&self, new: &Leave) -> Option<LeaveProblem> {
        let mut others = self.leaves.iter().filter(|leave| leave.shares_a_day_with(new));
        let other = others.find(|leave| leave.cover.as_ref() == Some(&new.reader))?;
        Some(LeaveProblem::Covers { whom: other.reader.clone(), days: other.days })
    }

    /// The first day on which slips are read and some kind of them would reach nobody at work.
    fn day_with_nobody(&self, new: &Leave) -> Option<LeaveProblem> {
        let all: Vec<_> = self.leaves.iter().chain([new]).cloned().collect();
        let is_read = |day: &Day| self.calendar.is_none_or(|calendar| calendar.is_school_day(*day));
        let days = new.days.first().max(self.today).0..=new.days.last().0;
        days.map(Day).filter(is_read).find_map(|day| {
            let needed = who_must_be_there(self.taxonomy, self.readers, &Away::on(&all, day));
            (!needed.is_empty()).then_some(LeaveProblem::NobodyThere { day, needed })
        })
    }
}

/// Until when somebody is away who is away on this day, days off that follow each other together.
pub fn away_until(leaves: &[Leave], reader: &ReaderId, day: Day) -> Option<Day> {
    last_of_days(day, |day| Away::on(leaves, day).has(reader))
}

/// Until when none of these is there; absent where one of them is there today.
pub fn all_away_until(leaves: &[Leave], readers: &[ReaderSummary], today: Day) -> Option<Day> {
    let is_nobody_there = |day| {
        let away = Away::on(leaves, day);
        !readers.is_empty() && readers.iter().all(|reader| away.has(&reader.id))
    };
    last_of_days(today, is_nobody_there)
}

/// The last of the days that follow each other from this one on.
fn last_of_days(first: Day, is_one: impl Fn(Day) -> bool) -> Option<Day> {
    let days = (0..=2 * Leave::DAYS_MAX).map(|after| first.plus_days(after));
    days.take_while(|day| is_one(*day)).last()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample_readers::reader;

    fn id(number: u8) -> ReaderId {
        ReaderId::from_random([number; 16])
    }

    fn leave(number: u8, first: i32, last: i32) -> Leave {
        let days = DaySpan::new(Day(first), Day(last)).unwrap();
        Leave { id: LeaveId::from_random([number; 16]), reader: id(number), cover: None, days }
    }

    #[test]
    fn days_off_that_follow_each_other_are_one() {
        let leaves = [leave(1, 10, 12), leave(1, 13, 14), leave(1, 16, 17), leave(2, 15, 15)];
        assert_eq!(away_until(&leaves, &id(1), Day(11)), Some(Day(14)));
        assert_eq!(away_until(&leaves, &id(1), Day(15)), None);
        let away = Away::on(&leaves, Day(15));
        assert!(away.has(&id(2)) && !away.has(&id(1)));
    }

    #[test]
    fn somebody_is_there_as_soon_as_the_first_of_them_is() {
        let leaves = [leave(1, 10, 14), leave(2, 8, 12)];
        let both = [reader(1, "Mr Lewis", "dsl"), reader(2, "Ms Shah", "deputy")];
        assert_eq!(all_away_until(&leaves, &both, Day(10)), Some(Day(12)));
        assert_eq!(all_away_until(&leaves, &both, Day(13)), None);
        assert_eq!(all_away_until(&leaves, &[], Day(10)), None, "nobody is not somebody away");
    }

    /// What is wrong with these days of somebody, where Mr Lewis (2) is away from the 10th to the 14th and Dr
    /// Hughes (4) stands in.
    fn problem(number: u8, cover: Option<u8>, first: i32, last: i32) -> Option<LeaveProblem> {
        problem_beside(Some(4), Leave { cover: cover.map(id), ..leave(number, first, last) })
    }

    fn problem_beside(lewis_is_covered_by: Option<u8>, new: Leave) -> Option<LeaveProblem> {
        let taxonomy = Taxonomy::embedded().unwrap();
        let readers = [
            reader(1, "Mrs Okafor", "oso"),
            reader(2, "Mr Lewis", "dsl"),
            reader(3, "Ms Shah", "deputy"),
            reader(4, "Dr Hughes", "head"),
            reader(5, "Mr Price", "chair"),
        ];
        let leaves = [Leave { cover: lewis_is_covered_by.map(id), ..leave(2, 10, 14) }];
        let today = Day(8);
        let (taxonomy, readers) = (&taxonomy, &readers);
        let rota = Rota { taxonomy, readers, calendar: None, leaves: &leaves, today };
        rota.problems_of(&new).into_iter().next()
    }

    #[test]
    fn days_are_entered_once_and_only_for_whom_somebody_at_work_may_cover() {
        let away = DaySpan::new(Day(10), Day(14)).unwrap();
        assert_eq!(problem(2, None, 14, 20), Some(LeaveProblem::Overlaps(away)));
        assert_eq!(problem(2, None, 15, 20), None);
        assert_eq!(problem(1, Some(2), 14, 14), Some(LeaveProblem::CoverAway(away)));
        assert_eq!(problem(1, Some(2), 15, 15), None);
        let could_for = |number, cover| match problem(number, Some(cover), 20, 21) {
            Some(LeaveProblem::CannotCover(could)) => {
                could.into_iter().map(|one| one.id).collect::<Vec<_>>()
            }
            other => panic!("{other:?}"),
        };
        let just_the_chair = [id(5)];
        assert_eq!(
            could_for(4, 2),
            just_the_chair,
            "what is about staff is for the head or the chair"
        );
        assert!(could_for(5, 4).is_empty(), "what is about the head is for the chair alone");
        assert_eq!(could_for(2, 2).len(), 3, "nobody stands in for themself");
    }

    #[test]
    fn who_is_needed_is_named_and_it_is_for_people_to_decide() {
        let away = DaySpan::new(Day(10), Day(14)).unwrap();
        let covers = problem(4, Some(5), 14, 16).unwrap();
        assert_eq!(covers, LeaveProblem::Covers { whom: id(2), days: away });
        assert_eq!(problem(3, None, 8, 9), None);
        assert_eq!(problem(3, None, 8, 14), None, "the head stands in for the lead");
        let nobody = problem_beside(None, leave(3, 8, 14)).unwrap();
        let LeaveProblem::NobodyThere { day: Day(10), needed } = &nobody else {
            panic!("{nobody:?}")
        };
        assert_eq!(needed.iter().map(|one| one.id.clone()).collect::<Vec<_>>(), [id(2), id(3)]);
        assert!(nobody.may_be_all_the_same() && covers.may_be_all_the_same());
        assert!(!LeaveProblem::Overlaps(away).may_be_all_the_same());
    }
}
