//! The school's year: when somebody reads slips.

use maud::{Markup, html};

use crate::domain::Day;
use crate::i18n::Words;
use crate::paths;
use crate::views::components::{FieldError, StaffErrors, StaffForm};
use crate::views::{StaffFrame, StaffPage};

/// The names of two fields that belong together: a beginning and an end.
pub type Pair = (&'static str, &'static str);

/// The parts of a calendar, each with as many pairs of fields as it has room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CalendarPart {
    /// Monday to Sunday.
    Hours,
    /// A year of six terms.
    Terms,
    /// Three half-terms, five training days and the bank holidays.
    Closed,
}

const HOURS: [Pair; 7] = [
    ("mon-from", "mon-until"),
    ("tue-from", "tue-until"),
    ("wed-from", "wed-until"),
    ("thu-from", "thu-until"),
    ("fri-from", "fri-until"),
    ("sat-from", "sat-until"),
    ("sun-from", "sun-until"),
];
const TERMS: [Pair; 6] = [
    ("term-1-first", "term-1-last"),
    ("term-2-first", "term-2-last"),
    ("term-3-first", "term-3-last"),
    ("term-4-first", "term-4-last"),
    ("term-5-first", "term-5-last"),
    ("term-6-first", "term-6-last"),
];
const CLOSED: [Pair; 10] = [
    ("off-1-first", "off-1-last"),
    ("off-2-first", "off-2-last"),
    ("off-3-first", "off-3-last"),
    ("off-4-first", "off-4-last"),
    ("off-5-first", "off-5-last"),
    ("off-6-first", "off-6-last"),
    ("off-7-first", "off-7-last"),
    ("off-8-first", "off-8-last"),
    ("off-9-first", "off-9-last"),
    ("off-10-first", "off-10-last"),
];

impl CalendarPart {
    pub const ALL: [Self; 3] = [Self::Hours, Self::Terms, Self::Closed];

    pub fn pairs(self) -> &'static [Pair] {
        match self {
            Self::Hours => &HOURS,
            Self::Terms => &TERMS,
            Self::Closed => &CLOSED,
        }
    }

    /// What a pair is called: "Monday", "Term 2".
    pub fn row_name(self, index: usize, words: &Words) -> String {
        let number = index + 1;
        match self {
            Self::Hours => Day::of_weekday(index).weekday_in_words(),
            Self::Terms => words.fill("staff-calendar-term", &[("number", number.into())]),
            Self::Closed => words.fill("staff-calendar-days-off", &[("number", number.into())]),
        }
    }

    /// The part's id on the page, and the type of its fields.
    fn markup(self) -> (&'static str, &'static str) {
        match self {
            Self::Hours => ("hours", "time"),
            Self::Terms => ("terms", "date"),
            Self::Closed => ("closed", "date"),
        }
    }

    /// Heading, hint, and what the two fields of a pair are called.
    fn words(self, words: &Words) -> [String; 4] {
        match self {
            Self::Hours => [
                words.text("staff-calendar-hours"),
                words.text("staff-calendar-hours-hint"),
                words.text("staff-calendar-from"),
                words.text("staff-calendar-until"),
            ],
            Self::Terms => [
                words.text("staff-calendar-terms"),
                words.text("staff-calendar-terms-hint"),
                words.text("staff-calendar-first"),
                words.text("staff-calendar-last"),
            ],
            Self::Closed => [
                words.text("staff-calendar-closed"),
                words.text("staff-calendar-closed-hint"),
                words.text("staff-calendar-first"),
                words.text("staff-calendar-last"),
            ],
        }
    }
}

pub struct CalendarPage<'a> {
    /// What stands in each field, by its name.
    pub filled: &'a [(&'static str, String)],
    /// What pupils are told now.
    pub told: String,
    pub errors: &'a [FieldError],
    pub notice: Option<String>,
    pub csrf: &'a str,
}

impl StaffPage for CalendarPage<'_> {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text("staff-calendar-title")
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        let content = html! {
            @for part in CalendarPart::ALL { (self.part(part, words)) }
        };
        html! {
            (StaffErrors { words, errors: self.errors })
            h1 { (words.text("staff-calendar-title")) }
            @if let Some(notice) = &self.notice { p.notice.good role="status" { (notice) } }
            p { (words.text("staff-calendar-text")) }
            p { (words.text("staff-calendar-now")) " " strong { (self.told) } }
            (StaffForm {
                action: paths::CALENDAR,
                csrf: Some(self.csrf),
                content,
                button: words.text("staff-calendar-button"),
            })
        }
    }
}

impl CalendarPage<'_> {
    fn part(&self, part: CalendarPart, words: &Words) -> Markup {
        let (id, kind) = part.markup();
        let [heading, hint, first, last] = part.words(words);
        html! {
            fieldset.panel aria-describedby={ (id) "-hint" } {
                legend { h2 { (heading) } }
                p.hint id={ (id) "-hint" } { (hint) }
                @for (index, (begin, end)) in part.pairs().iter().enumerate() {
                    @let row = part.row_name(index, words);
                    div.pair {
                        p { (row) }
                        (self.field(begin, kind, &row, &first))
                        (self.field(end, kind, &row, &last))
                    }
                }
            }
        }
    }

    fn field(&self, name: &'static str, kind: &str, row: &str, label: &str) -> Markup {
        let value = self.filled.iter().find(|(field, _)| *field == name);
        let error = self.errors.iter().find(|error| error.field == name);
        let error_id = error.map(|_| format!("{name}-error"));
        html! {
            div.field {
                label for=(name) { span.vh { (row) ", " } (label) }
                @if let (Some(error), Some(id)) = (error, &error_id) {
                    p.err id=(id) { (error.message) }
                }
                input.line id=(name) name=(name) type=(kind) autocomplete="off"
                    value=(value.map_or("", |(_, value)| value.as_str()))
                    aria-describedby=[error_id.as_deref()] aria-invalid=[error.map(|_| "true")];
            }
        }
    }
}
