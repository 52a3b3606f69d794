//! When the slip is read, as a pupil is told it.

use crate::domain::{Day, DaysAway, NextReading};
use crate::i18n::Words;

/// "They read slips on Monday from 8:15."; nothing when nobody knows.
pub(super) fn next_reading(next: NextReading, words: &Words) -> Option<String> {
    match next {
        NextReading::Now { until } => {
            Some(words.fill("when-now", &[("until", (&until.in_words()).into())]))
        }
        NextReading::At { day, from, away } => Some(on_a_day(day, &from.in_words(), away, words)),
        NextReading::Unknown => None,
    }
}

fn on_a_day(day: Day, from: &str, away: DaysAway, words: &Words) -> String {
    match away {
        DaysAway::Today => words.fill("when-today", &[("from", from.into())]),
        DaysAway::Tomorrow => words.fill("when-tomorrow", &[("from", from.into())]),
        DaysAway::ThisWeek => {
            let day = weekday(day, words);
            words.fill("when-this-week", &[("day", (&day).into()), ("from", from.into())])
        }
        DaysAway::Later => {
            let (number, month) = day.day_and_month();
            words.fill(
                "when-later",
                &[
                    ("weekday", (&weekday(day, words)).into()),
                    ("day", number.into()),
                    ("month", (&month_name(month, words)).into()),
                    ("from", from.into()),
                ],
            )
        }
    }
}

/// "Tuesday 24 November".
pub(super) fn date(day: Day, words: &Words) -> String {
    let (number, month) = day.day_and_month();
    words.fill(
        "reply-date",
        &[
            ("weekday", (&weekday(day, words)).into()),
            ("day", number.into()),
            ("month", (&month_name(month, words)).into()),
        ],
    )
}

fn weekday(day: Day, words: &Words) -> String {
    match day.weekday() {
        0 => words.text("day-monday"),
        1 => words.text("day-tuesday"),
        2 => words.text("day-wednesday"),
        3 => words.text("day-thursday"),
        4 => words.text("day-friday"),
        5 => words.text("day-saturday"),
        _ => words.text("day-sunday"),
    }
}

fn month_name(month: usize, words: &Words) -> String {
    match month {
        1 => words.text("month-january"),
        2 => words.text("month-february"),
        3 => words.text("month-march"),
        4 => words.text("month-april"),
        5 => words.text("month-may"),
        6 => words.text("month-june"),
        7 => words.text("month-july"),
        8 => words.text("month-august"),
        9 => words.text("month-september"),
        10 => words.text("month-october"),
        11 => words.text("month-november"),
        _ => words.text("month-december"),
    }
}

/// The same for the first page, which says something in any case.
pub fn told_when(next: NextReading, words: &Words) -> String {
    next_reading(next, words).unwrap_or_else(|| words.text("start-when"))
}

/// The same, but only while nobody reads: then help comes first.
pub(super) fn while_nobody_reads(next: NextReading, words: &Words) -> Option<String> {
    match next {
        NextReading::At { .. } => next_reading(next, words),
        NextReading::Now { .. } | NextReading::Unknown => None,
    }
}
