//! Readers' days away: who is away when, who stands in, and the form to enter some.

use maud::{Markup, html};

use crate::domain::{Day, DaySpan, LeaveId, ReaderId, ReaderName, ReaderSummary};
use crate::i18n::Words;
use crate::paths;
use crate::views::components::{
    AsTyped, CsrfField, FieldError, Select, StaffErrors, StaffField, StaffForm,
};
use crate::views::{StaffFrame, StaffPage};

/// Somebody who is away today, as the list of slips says it.
pub struct AwayLine {
    pub name: ReaderName,
    pub until: Day,
    /// Absent where nobody was asked to stand in.
    pub cover: Option<ReaderName>,
}

pub struct LeaveLine {
    pub id: LeaveId,
    pub name: ReaderName,
    pub days: DaySpan,
    /// Absent where nobody was asked to stand in.
    pub cover: Option<ReaderName>,
    pub has_begun: bool,
}

/// The form as it was sent.
#[derive(Default)]
pub struct LeaveFields {
    pub reader: String,
    pub first: String,
    pub last: String,
    pub cover: String,
    /// Whether it is asked if the days are meant all the same.
    pub is_asked: bool,
}

pub struct LeavePage<'a> {
    pub lines: Vec<LeaveLine>,
    /// Whose days are entered, and who may stand in.
    pub people: &'a [ReaderSummary],
    pub own: &'a ReaderId,
    pub fields: LeaveFields,
    pub errors: &'a [FieldError],
    pub notice: Option<String>,
    pub csrf: &'a str,
}

impl StaffPage for LeavePage<'_> {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text("staff-leave-title")
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        html! {
            (StaffErrors { words, errors: self.errors })
            h1 { (words.text("staff-leave-title")) }
            @if let Some(notice) = &self.notice { p.notice role="status" { (notice) } }
            p { (words.text("staff-leave-text")) }
            p { (words.text("staff-leave-never")) }
            section.panel aria-labelledby="away" {
                h2 #away { (words.text("staff-leave-who")) }
                @if self.lines.is_empty() {
                    p { (words.text("staff-leave-nobody")) }
                } @else {
                    @for line in &self.lines { (self.line(line, words)) }
                }
            }
            (self.form(words))
        }
    }
}

impl AwayLine {
    pub(super) fn in_words(&self, words: &Words) -> String {
        let (name, until) = (self.name.as_str(), self.until.in_words());
        let said =
            words.fill("staff-leave-today", &[("name", name.into()), ("day", (&until).into())]);
        format!("{said} {}", cover_in_words(self.cover.as_ref(), words))
    }
}

fn cover_in_words(cover: Option<&ReaderName>, words: &Words) -> String {
    match cover {
        Some(cover) => words.fill("staff-leave-cover", &[("name", cover.as_str().into())]),
        None => words.text("staff-leave-no-cover"),
    }
}

impl LeavePage<'_> {
    fn line(&self, line: &LeaveLine, words: &Words) -> Markup {
        let (first, last) = (line.days.first().in_words(), line.days.last().in_words());
        let back = match line.has_begun {
            true => "staff-leave-is-back",
            false => "staff-leave-take-back",
        };
        html! {
            p {
                (words.fill("staff-leave-line", &[
                    ("name", line.name.as_str().into()),
                    ("first", (&first).into()),
                    ("last", (&last).into()),
                ])) " "
                (cover_in_words(line.cover.as_ref(), words))
            }
            form method="post" action=(paths::take_back_leave(&line.id)) {
                (CsrfField(self.csrf))
                div.go {
                    button.btn.second type="submit" {
                        (words.text(back))
                        span.vh { ": " (AsTyped(line.name.as_str())) ", " (first) }
                    }
                }
            }
        }
    }

    /// Asked where it would leave some slips waiting, and each time anew.
    fn anyway(&self, words: &Words) -> Markup {
        let doubts: Vec<_> = self.errors.iter().filter(|one| one.field == "anyway").collect();
        let is_wrong = !doubts.is_empty();
        html! {
            div.field {
                @if is_wrong {
                    div #anyway-error { @for doubt in &doubts { p.err { (doubt.message) } } }
                }
                label.tick {
                    input #anyway type="checkbox" name="anyway" value="yes"
                        aria-describedby=[is_wrong.then_some("anyway-error")]
                        aria-invalid=[is_wrong.then_some("true")];
                    span { (words.text("staff-leave-anyway")) }
                }
            }
        }
    }

    fn form(&self, words: &Words) -> Markup {
        let options: Vec<_> = self
            .people
            .iter()
            .map(|reader| (reader.id.as_str(), reader.name_and_title()))
            .collect();
        let day = |name, label, value| StaffField {
            name,
            label: words.text(label),
            hint: None,
            kind: "date",
            autocomplete: "off",
            value,
            errors: self.errors,
        };
        let whose = match self.fields.reader.as_str() {
            "" => self.own.as_str(),
            typed => typed,
        };
        let select = |name, label, none, chosen| Select {
            id: name,
            name,
            label: words.text(label),
            none,
            options: &options,
            chosen: Some(chosen),
            error: FieldError::of(self.errors, name),
        };
        let nobody = Some(words.text("staff-leave-next"));
        let content = html! {
            (select("reader", "staff-leave-whose", None, whose))
            (day("first", "staff-leave-first", &self.fields.first))
            (day("last", "staff-leave-last", &self.fields.last))
            (select("cover", "staff-leave-who-covers", nobody, &self.fields.cover))
            @if self.fields.is_asked { (self.anyway(words)) }
        };
        html! {
            section.panel aria-labelledby="entering" {
                h2 #entering { (words.text("staff-leave-enter")) }
                (StaffForm {
                    action: paths::DAYS_AWAY,
                    csrf: Some(self.csrf),
                    content,
                    button: words.text("staff-leave-button"),
                })
            }
        }
    }
}
