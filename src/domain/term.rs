//! What came in a term, counted: by week and kind of online risk, how urgent, how far, and how soon somebody took
//! it on. A slip has a day and no time, so that soon is told in school days.

use super::{Day, DaySpan, FourC, SchoolCalendar, SlipState, Urgency};

/// What is counted of one slip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CountedSlip {
    pub day: Day,
    pub urgency: Urgency,
    pub state: SlipState,
    pub four_c: FourC,
    /// Absent while nobody has taken it on.
    pub acknowledged_on: Option<Day>,
}

/// How soon a slip was taken on, in days on which the school reads slips.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Soon {
    /// On the day it came, or on the first school day after it came on none.
    SameDay,
    NextDay,
    Later,
    NotYet,
}

/// The slips of one week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermWeek {
    pub monday: Day,
    /// In the order of [`TermFigures::RISKS`].
    pub counts: [usize; 5],
}

/// What is told of a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermFigures {
    pub weeks: Vec<TermWeek>,
    pub urgency: Vec<(Urgency, usize)>,
    pub state: Vec<(SlipState, usize)>,
    pub soon: Vec<(Soon, usize)>,
}

const DAYS_A_WEEK: i32 = 7;
/// Where the school has written down no terms.
const DAYS_WITHOUT_TERMS: i32 = 13 * DAYS_A_WEEK;

impl Soon {
    const ALL: [Self; 4] = [Self::SameDay, Self::NextDay, Self::Later, Self::NotYet];

    fn of(slip: &CountedSlip, calendar: Option<&SchoolCalendar>) -> Self {
        let Some(taken_on) = slip.acknowledged_on else { return Self::NotYet };
        let is_school_day = |day: &Day| match calendar {
            Some(calendar) => calendar.is_school_day(*day),
            // Monday to Friday.
            None => day.weekday() < 5,
        };
        let school_days = (slip.day.0..=taken_on.0).map(Day).filter(is_school_day).count();
        match school_days {
            0 | 1 => Self::SameDay,
            2 => Self::NextDay,
            _ => Self::Later,
        }
    }
}

impl TermFigures {
    /// The four Cs, and everything else as the last.
    pub const RISKS: [Option<FourC>; 5] = [
        Some(FourC::Content),
        Some(FourC::Contact),
        Some(FourC::Conduct),
        Some(FourC::Commerce),
        None,
    ];

    /// How many there are of each risk, in the order of [`Self::RISKS`].
    pub fn by_risk(slips: &[CountedSlip]) -> Vec<(Option<FourC>, usize)> {
        let count = |risk| slips.iter().filter(|slip| risk_of(slip) == risk).count();
        Self::RISKS.map(|risk| (risk, count(risk))).into()
    }

    /// Of the slips that came within these days.
    pub fn of(slips: &[CountedSlip], span: DaySpan, calendar: Option<&SchoolCalendar>) -> Self {
        let slips: Vec<_> = slips.iter().filter(|slip| span.has(slip.day)).collect();
        let count = |is_one: &dyn Fn(&CountedSlip) -> bool| {
            slips.iter().filter(|slip| is_one(slip)).count()
        };
        let mondays = (monday_of(span.first()).0..=span.last().0).step_by(7).map(Day);
        let week = |monday: Day| TermWeek {
            monday,
            counts: Self::RISKS
                .map(|risk| count(&|slip| monday_of(slip.day) == monday && risk_of(slip) == risk)),
        };
        Self {
            weeks: mondays.map(week).collect(),
            urgency: Urgency::ALL.map(|one| (one, count(&|slip| slip.urgency == one))).into(),
            state: SlipState::ALL.map(|one| (one, count(&|slip| slip.state == one))).into(),
            soon: Soon::ALL.map(|one| (one, count(&|slip| Soon::of(slip, calendar) == one))).into(),
        }
    }
}

/// The term that this day is in or comes after, up to this day.
pub fn term_until(today: Day, calendar: Option<&SchoolCalendar>) -> DaySpan {
    let term = calendar.and_then(|calendar| calendar.term_before(today));
    let (first, last) = match term {
        Some(term) => (term.first(), term.last().min(today)),
        None => (today.plus_days(1 - DAYS_WITHOUT_TERMS), today),
    };
    DaySpan::from_ordered(first, last)
}

fn monday_of(day: Day) -> Day {
    let since = i32::try_from(day.weekday()).unwrap_or_default();
    day.plus_days(-since)
}

fn risk_of(slip: &CountedSlip) -> Option<FourC> {
    FourC::RISKS.into_iter().find(|risk| *risk == slip.four_c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn slip(came: &str, taken_on: Option<&str>) -> CountedSlip {
        CountedSlip {
            day: day(came),
            urgency: Urgency::SameDay,
            state: SlipState::New,
            four_c: FourC::Conduct,
            acknowledged_on: taken_on.map(day),
        }
    }

    #[test]
    fn soon_is_told_in_school_days_and_a_weekend_is_none() {
        // 6 November 2026 is a Friday.
        for (came, taken_on, soon) in [
            ("2026-11-06", Some("2026-11-06"), Soon::SameDay),
            ("2026-11-06", Some("2026-11-08"), Soon::SameDay),
            ("2026-11-06", Some("2026-11-09"), Soon::NextDay),
            ("2026-11-07", Some("2026-11-09"), Soon::SameDay),
            ("2026-11-07", Some("2026-11-10"), Soon::NextDay),
            ("2026-11-05", Some("2026-11-09"), Soon::Later),
            ("2026-11-05", None, Soon::NotYet),
        ] {
            assert_eq!(Soon::of(&slip(came, taken_on), None), soon, "{came} {taken_on:?}");
        }
    }

    #[test]
    fn a_slip_is_in_the_week_of_its_monday_and_outside_the_term_in_none() {
        let span = DaySpan::new(day("2026-11-04"), day("2026-11-10")).unwrap();
        let slips = [
            slip("2026-11-03", None),
            slip("2026-11-04", None),
            slip("2026-11-08", None),
            slip("2026-11-09", None),
            CountedSlip { four_c: FourC::Safeguarding, ..slip("2026-11-09", None) },
            slip("2026-11-11", None),
        ];
        let figures = TermFigures::of(&slips, span, None);
        let weeks: Vec<_> = figures.weeks.iter().map(|week| (week.monday, week.counts)).collect();
        assert_eq!(
            weeks,
            [(day("2026-11-02"), [0, 0, 2, 0, 0]), (day("2026-11-09"), [0, 0, 1, 0, 1]),]
        );
        assert_eq!(
            figures.soon,
            [(Soon::SameDay, 0), (Soon::NextDay, 0), (Soon::Later, 0), (Soon::NotYet, 4),]
        );
    }

    #[test]
    fn without_terms_the_last_thirteen_weeks_are_meant() {
        let today = day("2026-11-29");
        let span = term_until(today, None);
        assert_eq!((span.first(), span.last()), (day("2026-08-31"), today));
    }
}
