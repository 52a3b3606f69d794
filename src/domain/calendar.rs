//! When slips are read: the hours of a school week, the terms, and the days without school in them.
//! Pupils are told what follows from it, so that nobody waits for an adult who is not there.

use super::{Day, Timestamp};

/// Minutes since midnight, on a London wall.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    serde::Serialize,
    serde::Deserialize,
)]
#[serde(try_from = "u16", into = "u16")]
pub struct MinuteOfDay(u16);

/// From when until when somebody reads on a day; never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "(MinuteOfDay, MinuteOfDay)", into = "(MinuteOfDay, MinuteOfDay)")]
pub struct ReadingHours {
    from: MinuteOfDay,
    until: MinuteOfDay,
}

/// Whole days, both ends included; never empty.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(try_from = "(Day, Day)", into = "(Day, Day)")]
pub struct DaySpan {
    first: Day,
    last: Day,
}

/// A school's year, as far as it has been entered.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchoolCalendar {
    /// Monday to Sunday; nothing on days on which nobody reads.
    pub hours: [Option<ReadingHours>; 7],
    pub terms: Vec<DaySpan>,
    /// Half-terms, bank holidays, training days: days within a term without school.
    pub closed: Vec<DaySpan>,
}

/// When slips are read next, seen from a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NextReading {
    /// Somebody is there to read, until this time today.
    Now { until: MinuteOfDay },
    /// On a day yet to come, or later today.
    At { day: Day, from: MinuteOfDay, away: DaysAway },
    /// No calendar, or its last term is over.
    Unknown,
}

/// How far a day is off, as people say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DaysAway {
    Today,
    Tomorrow,
    /// Within six days: its weekday says which one is meant.
    ThisWeek,
    Later,
}

/// What keeps something from being a calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    #[error("a day has 24 hours")]
    NoSuchTime,
    #[error("the end comes before the beginning")]
    EndBeforeBeginning,
}

impl MinuteOfDay {
    const MINUTES: u16 = 24 * 60;

    /// Reads `8:15` or `08:15`.
    pub fn parse(typed: &str) -> Result<Self, CalendarError> {
        let (hours, minutes) = typed.trim().split_once(':').ok_or(CalendarError::NoSuchTime)?;
        let number = |text: &str| text.parse::<u16>().map_err(|_| CalendarError::NoSuchTime);
        let (hours, minutes) = (number(hours)?, number(minutes)?);
        if hours > 23 || minutes > 59 {
            return Err(CalendarError::NoSuchTime);
        }
        Ok(Self(hours * 60 + minutes))
    }

    /// `08:15`, as a time field of a form has it.
    pub fn as_field(self) -> String {
        format!("{:02}:{:02}", self.0 / 60, self.0 % 60)
    }

    /// `8:15`, as it is read.
    pub fn in_words(self) -> String {
        format!("{}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl TryFrom<u16> for MinuteOfDay {
    type Error = CalendarError;

    fn try_from(minutes: u16) -> Result<Self, CalendarError> {
        if minutes < Self::MINUTES { Ok(Self(minutes)) } else { Err(CalendarError::NoSuchTime) }
    }
}

impl From<MinuteOfDay> for u16 {
    fn from(minute: MinuteOfDay) -> Self {
        minute.0
    }
}

impl ReadingHours {
    pub fn new(from: MinuteOfDay, until: MinuteOfDay) -> Result<Self, CalendarError> {
        if from < until { Ok(Self { from, until }) } else { Err(CalendarError::EndBeforeBeginning) }
    }

    pub fn from(self) -> MinuteOfDay {
        self.from
    }

    pub fn until(self) -> MinuteOfDay {
        self.until
    }
}

impl TryFrom<(MinuteOfDay, MinuteOfDay)> for ReadingHours {
    type Error = CalendarError;

    fn try_from((from, until): (MinuteOfDay, MinuteOfDay)) -> Result<Self, CalendarError> {
        Self::new(from, until)
    }
}

impl From<ReadingHours> for (MinuteOfDay, MinuteOfDay) {
    fn from(hours: ReadingHours) -> Self {
        (hours.from, hours.until)
    }
}

impl DaySpan {
    pub fn new(first: Day, last: Day) -> Result<Self, CalendarError> {
        if first <= last {
            Ok(Self { first, last })
        } else {
            Err(CalendarError::EndBeforeBeginning)
        }
    }

    /// From one day to another; both are the same where the other comes first.
    pub fn from_ordered(first: Day, last: Day) -> Self {
        Self { first, last: last.max(first) }
    }

    pub fn first(self) -> Day {
        self.first
    }

    pub fn last(self) -> Day {
        self.last
    }

    pub fn has(self, day: Day) -> bool {
        self.first <= day && day <= self.last
    }
}

impl TryFrom<(Day, Day)> for DaySpan {
    type Error = CalendarError;

    fn try_from((first, last): (Day, Day)) -> Result<Self, CalendarError> {
        Self::new(first, last)
    }
}

impl From<DaySpan> for (Day, Day) {
    fn from(span: DaySpan) -> Self {
        (span.first, span.last)
    }
}

impl SchoolCalendar {
    /// When slips are read next, seen from `now`.
    pub fn next_reading(&self, now: Timestamp) -> NextReading {
        self.next_reading_after(now, None)
    }

    /// The same where nobody is there until some day is over.
    pub fn next_reading_after(&self, now: Timestamp, nobody_until: Option<Day>) -> NextReading {
        let (today, minute) = (now.day(), now.minute_of_day());
        let Some(last) = self.last_day() else { return NextReading::Unknown };
        let first = nobody_until.map_or(today, |day| day.plus_days(1).max(today));
        for day in (first.0..=last.0).map(Day) {
            let Some(hours) = self.hours_of(day) else { continue };
            let away = match day.0 - today.0 {
                0 if hours.until <= minute => continue,
                0 if hours.from <= minute => return NextReading::Now { until: hours.until },
                0 => DaysAway::Today,
                1 => DaysAway::Tomorrow,
                2..=6 => DaysAway::ThisWeek,
                _ => DaysAway::Later,
            };
            return NextReading::At { day, from: hours.from, away };
        }
        NextReading::Unknown
    }

    /// The last day of the last term.
    pub fn last_day(&self) -> Option<Day> {
        self.terms.iter().map(|term| term.last).max()
    }

    /// Whether slips are read on that day.
    pub fn is_school_day(&self, day: Day) -> bool {
        self.hours_of(day).is_some()
    }

    /// The term that a day is in, or the last that has begun before it.
    pub fn term_before(&self, day: Day) -> Option<DaySpan> {
        let begun = self.terms.iter().filter(|term| term.first <= day);
        begun.max_by_key(|term| term.first).copied()
    }

    fn hours_of(&self, day: Day) -> Option<ReadingHours> {
        let is_in = |spans: &[DaySpan]| spans.iter().any(|span| span.has(day));
        let hours = self.hours.get(day.weekday()).copied().flatten();
        hours.filter(|_| is_in(&self.terms) && !is_in(&self.closed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(time: &str) -> MinuteOfDay {
        MinuteOfDay::parse(time).unwrap()
    }

    fn day(date: &str) -> Day {
        Day::parse(date).unwrap()
    }

    /// Monday to Friday from 8:15 to 15:45; an autumn term with a half-term, then a spring term.
    fn calendar() -> SchoolCalendar {
        let hours = Some(ReadingHours::new(at("8:15"), at("15:45")).unwrap());
        let span = |first, last| DaySpan::new(day(first), day(last)).unwrap();
        SchoolCalendar {
            hours: [hours, hours, hours, hours, hours, None, None],
            terms: vec![span("2026-09-02", "2026-12-18"), span("2027-01-04", "2027-03-25")],
            closed: vec![span("2026-10-26", "2026-10-30")],
        }
    }

    fn seen(date: &str, time: &str) -> NextReading {
        let midnight = Timestamp(i64::from(day(date).0) * 86_400);
        let minutes: u16 = at(time).into();
        // All these dates are in winter, when London's clocks are UTC's.
        calendar().next_reading(midnight.plus_seconds(i64::from(minutes) * 60))
    }

    fn told(date: &str, time: &str) -> (String, DaysAway) {
        match seen(date, time) {
            NextReading::At { day, away, .. } => (day.in_words(), away),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn within_hours_somebody_reads_now() {
        assert_eq!(seen("2026-11-24", "8:15"), NextReading::Now { until: at("15:45") });
        assert_eq!(seen("2026-11-24", "15:44"), NextReading::Now { until: at("15:45") });
    }

    #[test]
    fn out_of_hours_the_next_school_day_is_named() {
        let words = |day: &str| day.to_owned();
        assert_eq!(
            told("2026-11-24", "8:14"),
            (words("Tuesday 24 November 2026"), DaysAway::Today)
        );
        let tomorrow = (words("Wednesday 25 November 2026"), DaysAway::Tomorrow);
        assert_eq!(told("2026-11-24", "15:45"), tomorrow);
        let monday = (words("Monday 30 November 2026"), DaysAway::ThisWeek);
        assert_eq!(told("2026-11-27", "20:00"), monday);
    }

    #[test]
    fn a_holiday_is_not_a_school_day() {
        let after_half_term = (String::from("Monday 2 November 2026"), DaysAway::Later);
        let seen_in_summer_time = calendar().next_reading(Timestamp(1_792_780_200));
        assert!(matches!(seen_in_summer_time, NextReading::At { away: DaysAway::Later, .. }));
        assert_eq!(told("2026-10-25", "9:00"), after_half_term);
        let after_christmas = (String::from("Monday 4 January 2027"), DaysAway::Later);
        assert_eq!(told("2026-12-18", "16:00"), after_christmas);
    }

    #[test]
    fn while_nobody_is_there_the_first_school_day_after_is_named() {
        let (tuesday, friday) = (day("2026-11-24"), Some(day("2026-11-27")));
        let now = tuesday.start().plus_seconds(10 * 3_600);
        let seen = |until| calendar().next_reading_after(now, until);
        let from = at("8:15");
        let monday = NextReading::At { day: day("2026-11-30"), from, away: DaysAway::ThisWeek };
        assert_eq!(seen(friday), monday);
        let tomorrow = NextReading::At { day: day("2026-11-25"), from, away: DaysAway::Tomorrow };
        assert_eq!(seen(Some(tuesday)), tomorrow);
        assert_eq!(seen(Some(day("2026-11-23"))), NextReading::Now { until: at("15:45") });
        assert_eq!(seen(Some(day("2027-03-25"))), NextReading::Unknown);
    }

    #[test]
    fn after_the_last_term_nothing_is_promised() {
        assert_eq!(seen("2027-03-25", "16:00"), NextReading::Unknown);
        let empty = SchoolCalendar { terms: Vec::new(), ..calendar() };
        assert_eq!(empty.next_reading(Timestamp(1_795_514_820)), NextReading::Unknown);
    }

    #[test]
    fn what_is_no_time_and_what_ends_before_it_begins_is_refused() {
        for typed in ["", "8", "24:00", "8:60", "x:15", "8:15:00"] {
            assert_eq!(MinuteOfDay::parse(typed), Err(CalendarError::NoSuchTime), "{typed:?}");
        }
        assert_eq!(at("08:05").in_words(), "8:05");
        assert_eq!(at("8:05").as_field(), "08:05");
        let backwards = ReadingHours::new(at("9:00"), at("9:00"));
        assert_eq!(backwards, Err(CalendarError::EndBeforeBeginning));
        assert!(DaySpan::new(Day(2), Day(1)).is_err());
    }

    proptest! {
        #[test]
        fn a_promised_time_is_always_yet_to_come(seconds in 1_780_000_000_i64..1_810_000_000) {
            let now = Timestamp(seconds);
            match calendar().next_reading(now) {
                NextReading::Now { until } => prop_assert!(now.minute_of_day() < until),
                NextReading::At { day, from, away } => {
                    prop_assert!((day, from) > (now.day(), now.minute_of_day()));
                    prop_assert_eq!(away == DaysAway::Today, day == now.day());
                }
                NextReading::Unknown => prop_assert!(now.day() >= calendar().last_day().unwrap()),
            }
        }
    }
}
