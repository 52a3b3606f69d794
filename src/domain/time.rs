//! Points in time and days, as staff and system rows keep them. A pupil's row has only a `Day`.

use jiff::Timestamp as Instant;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::MinuteOfDay;

/// Seconds since 1970-01-01 00:00 UTC.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

/// Days since 1970-01-01, as the calendar on a London wall has them.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(transparent)]
pub struct Day(pub i32);

/// When on a day a slip was written, coarse enough to name nobody. It is kept inside the
/// seal only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartOfDay {
    BeforeSchool,
    Morning,
    Afternoon,
    Evening,
    Night,
}

const SECONDS_PER_DAY: i64 = 86_400;

impl Timestamp {
    /// This moment, moved by so many seconds.
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }

    /// The first slot boundary after this moment. Slots begin at midnight UTC and are
    /// `slot_seconds` long, so every instance agrees where they are.
    pub fn next_slot(self, slot_seconds: i64) -> Self {
        let slot_seconds = slot_seconds.max(1);
        Self((self.0.div_euclid(slot_seconds) + 1).saturating_mul(slot_seconds))
    }

    /// The boundary at which the slot of this moment began.
    pub fn slot_start(self, slot_seconds: i64) -> Self {
        let slot_seconds = slot_seconds.max(1);
        Self(self.0.div_euclid(slot_seconds).saturating_mul(slot_seconds))
    }

    /// The day in London.
    pub fn day(self) -> Day {
        let days = self.in_london().map(|local| {
            let date = local.date();
            Day::of(date)
        });
        days.unwrap_or(Day(i32::try_from(self.0.div_euclid(SECONDS_PER_DAY)).unwrap_or(0)))
    }

    /// The part of the day in London.
    pub fn part_of_day(self) -> PartOfDay {
        match self.in_london().map_or(12, |local| local.hour()) {
            5..=8 => PartOfDay::BeforeSchool,
            9..=11 => PartOfDay::Morning,
            12..=15 => PartOfDay::Afternoon,
            16..=21 => PartOfDay::Evening,
            _ => PartOfDay::Night,
        }
    }

    /// The time on a London wall, without its seconds.
    pub fn minute_of_day(self) -> MinuteOfDay {
        let minutes = self.in_london().and_then(|local| {
            let (hour, minute) = (u16::try_from(local.hour()), u16::try_from(local.minute()));
            MinuteOfDay::try_from(hour.ok()? * 60 + minute.ok()?).ok()
        });
        minutes.unwrap_or_default()
    }

    /// "Monday 3 November 2025, 09:04", in London.
    pub fn in_words(self) -> String {
        self.in_london()
            .map(|local| local.strftime("%A %-d %B %Y, %H:%M").to_string())
            .unwrap_or_default()
    }

    /// "09:04", in London.
    pub fn time_of_day(self) -> String {
        self.in_london().map(|local| local.strftime("%H:%M").to_string()).unwrap_or_default()
    }

    /// "2026-11-24T00:00:00Z": the day it is in London, as machines read it.
    pub fn midnight_for_machines(self) -> String {
        let epoch = Date::constant(1970, 1, 1);
        let date = epoch.checked_add(jiff::Span::new().days(self.day().0));
        date.map(|date| date.strftime("%Y-%m-%dT00:00:00Z").to_string()).unwrap_or_default()
    }

    /// "2026-11-24T10:07Z": the minute, as machines read it.
    pub fn minute_for_machines(self) -> String {
        let instant = Instant::from_second(self.0).ok();
        instant.map(|instant| instant.strftime("%Y-%m-%dT%H:%MZ").to_string()).unwrap_or_default()
    }

    fn in_london(self) -> Option<jiff::Zoned> {
        let instant = Instant::from_second(self.0).ok()?;
        Some(instant.to_zoned(TimeZone::get("Europe/London").ok()?))
    }
}

impl Day {
    /// This day, moved by so many days.
    pub fn plus_days(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    fn of(date: Date) -> Self {
        let epoch = Date::constant(1970, 1, 1);
        Self(date.since(epoch).map_or(0, |span| span.get_days()))
    }

    /// Reads `2025-11-03`, as a date field of a form sends it.
    pub fn parse(typed: &str) -> Option<Self> {
        typed.trim().parse().ok().map(Self::of)
    }

    /// `2025-11-03`, as a date field of a form has it.
    pub fn as_field(self) -> String {
        self.date().map(|date| date.to_string()).unwrap_or_default()
    }

    /// "Monday 3 November 2025".
    pub fn in_words(self) -> String {
        self.written("%A %-d %B %Y")
    }

    /// "Monday".
    pub fn weekday_in_words(self) -> String {
        self.written("%A")
    }

    /// The day of its month, and the month, both from 1.
    pub fn day_and_month(self) -> (usize, usize) {
        let number = |part: i8| usize::try_from(part).unwrap_or_default();
        self.date().map_or((1, 1), |date| (number(date.day()), number(date.month())))
    }

    /// Some day of this weekday, 0 being Monday.
    pub fn of_weekday(weekday: usize) -> Self {
        // Day nought was a Thursday, three days after a Monday.
        Self(i32::try_from(weekday % 7).unwrap_or_default() - 3)
    }

    /// Days after Monday: 0 to 6.
    pub fn weekday(self) -> usize {
        // Day nought was a Thursday.
        usize::try_from((self.0 + 3).rem_euclid(7)).unwrap_or_default()
    }

    /// Midnight in UTC.
    pub fn start(self) -> Timestamp {
        Timestamp(i64::from(self.0) * SECONDS_PER_DAY)
    }

    fn written(self, form: &str) -> String {
        self.date().map(|date| date.strftime(form).to_string()).unwrap_or_default()
    }

    fn date(self) -> Option<Date> {
        let epoch = Date::constant(1970, 1, 1);
        epoch.checked_add(jiff::Span::new().try_days(self.0).ok()?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-06-30 23:30 UTC is already 1 July in London.
    const SUMMER_NIGHT: Timestamp = Timestamp(1_782_862_200);

    #[test]
    fn a_day_is_londons_day_also_in_summer_time() {
        assert_eq!(SUMMER_NIGHT.day().in_words(), "Wednesday 1 July 2026");
        assert_eq!(SUMMER_NIGHT.in_words(), "Wednesday 1 July 2026, 00:30");
        assert_eq!(SUMMER_NIGHT.midnight_for_machines(), "2026-07-01T00:00:00Z");
        assert_eq!(SUMMER_NIGHT.plus_seconds(59).minute_for_machines(), "2026-06-30T23:30Z");
    }

    #[test]
    fn the_next_slot_is_always_later_and_on_a_boundary() {
        for second in [0, 1, 899, 900, 901, 1_782_862_200] {
            let slot = Timestamp(second).next_slot(900);
            assert!(slot.0 > second && slot.0 - second <= 900 && slot.0 % 900 == 0);
        }
    }

    #[test]
    fn a_day_survives_a_form_and_knows_its_weekday() {
        let monday = Day::parse("2025-11-03").unwrap();
        assert_eq!(monday.as_field(), "2025-11-03");
        assert_eq!((monday.weekday(), monday.weekday_in_words()), (0, "Monday".to_owned()));
        assert_eq!(Day(monday.0 - 1).weekday(), 6);
        let weekdays: Vec<_> = (0..7).map(|number| Day::of_weekday(number).weekday()).collect();
        assert_eq!(weekdays, [0, 1, 2, 3, 4, 5, 6]);
        for typed in ["", "3/11/2025", "2025-02-30", "soon"] {
            assert_eq!(Day::parse(typed), None, "{typed:?}");
        }
        // A row that was tampered with is no reason to panic.
        assert_eq!(Day(i32::MAX).in_words(), "");
        assert_eq!(monday.start().day(), monday);
    }

    #[test]
    fn the_epoch_is_day_nought() {
        assert_eq!(Timestamp(0).day(), Day(0));
        assert_eq!(Day(0).in_words(), "Thursday 1 January 1970");
    }
}
