//! Handing a slip on because it concerns its reader.

use maud::{Markup, html};

use crate::domain::{ActKind, HandOnReason, SlipId};
use crate::i18n::Words;
use crate::paths;
use crate::views::components::{CsrfField, FieldError, StaffErrors, StaffTextBox};
use crate::views::{StaffFrame, StaffPage};

/// A reason, and the names of those who would read the slip then; empty where nobody could.
pub struct HandOnChoice {
    pub because: HandOnReason,
    pub readers: Vec<String>,
}

pub struct HandOnPage<'a> {
    pub slip: &'a SlipId,
    pub choices: Vec<HandOnChoice>,
    /// The form as it was sent.
    pub because: Option<HandOnReason>,
    pub note: &'a str,
    /// What happened just now, such as somebody else being faster.
    pub notice: Option<String>,
    pub errors: &'a [FieldError],
    pub csrf: &'a str,
}

impl StaffPage for HandOnPage<'_> {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text("staff-hand-on-title")
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        html! {
            (StaffErrors { words, errors: self.errors })
            h1 { (words.text("staff-hand-on-heading")) }
            @if let Some(notice) = &self.notice { p.notice.now role="status" { (notice) } }
            p { (words.text("staff-hand-on-text")) }
            p { (words.text("staff-hand-on-what")) }
            form.staff-form method="post" action=(paths::hand_on(self.slip)) novalidate {
                (CsrfField(self.csrf))
                (self.reasons(words))
                (StaffTextBox {
                    name: "note",
                    label: words.text("staff-hand-on-note"),
                    hint: Some(words.fill("staff-hand-on-note-hint", &[
                        ("max", ActKind::NOTE_CHARACTERS_MAX.into()),
                    ])),
                    rows: 4,
                    value: self.note,
                    errors: self.errors,
                })
                div.go {
                    button.btn type="submit" { (words.text("staff-hand-on-button")) }
                    a.btn.second href=(paths::slip(self.slip)) { (words.text("staff-hand-on-back")) }
                }
            }
        }
    }
}

impl HandOnPage<'_> {
    fn reasons(&self, words: &Words) -> Markup {
        let error = self.errors.iter().find(|error| error.field == "because");
        html! {
            fieldset #because tabindex="-1" {
                legend { (words.text("staff-hand-on-why")) }
                @if let Some(error) = error { p.err { (error.message) } }
                @for choice in &self.choices {
                    label.tick {
                        input type="radio" name="because" value=(choice.because.as_str())
                            checked[self.because == Some(choice.because)];
                        span {
                            (because_in_words(choice.because, words)) br;
                            span.hint { (goes_to(&choice.readers, words)) }
                        }
                    }
                }
            }
        }
    }
}

fn goes_to(readers: &[String], words: &Words) -> String {
    if readers.is_empty() {
        return words.text("staff-hand-on-to-nobody");
    }
    let readers = readers.join("; ");
    words.fill("staff-hand-on-to", &[("readers", (&readers).into())])
}

pub(super) fn because_in_words(because: HandOnReason, words: &Words) -> String {
    match because {
        HandOnReason::AboutStaff => words.text("staff-hand-on-about-staff"),
        HandOnReason::TooClose => words.text("staff-hand-on-too-close"),
    }
}

/// Afterwards, for whoever handed it on.
pub struct HandedOnPage;

impl StaffPage for HandedOnPage {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text("staff-handed-on-title")
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        html! {
            h1 { (words.text("staff-handed-on-heading")) }
            p { (words.text("staff-handed-on-text")) }
            div.go { a.btn href=(paths::SLIPS) { (words.text("staff-handed-on-back")) } }
        }
    }
}

/// Where nobody else at the school could read it.
pub struct NobodyElsePage<'a> {
    pub slip: &'a SlipId,
}

impl StaffPage for NobodyElsePage<'_> {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text("staff-hand-on-title")
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        html! {
            h1 { (words.text("staff-hand-on-nobody-heading")) }
            p { (words.text("staff-hand-on-nobody-text")) }
            div.go {
                a.btn href=(paths::HELP) { (words.text("staff-hand-on-nobody-help")) }
                a.btn.second href=(paths::slip(self.slip)) { (words.text("staff-hand-on-back")) }
            }
        }
    }
}
