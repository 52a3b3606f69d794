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
            let day = day.weekday_in_words();
            words.fill("when-this-week", &[("day", (&day).into()), ("from", from.into())])
        }
        DaysAway::Later => {
            let day = day.without_year_in_words();
            words.fill("when-later", &[("day", (&day).into()), ("from", from.into())])
        }
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
