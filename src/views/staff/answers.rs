//! What goes back and forth after a slip: what its pupil has answered, and a form to write to them.

use maud::{Markup, Render, html};

use crate::domain::{Day, MESSAGE_CHARACTERS_MAX, PupilAnswer, SlipId};
use crate::i18n::Words;
use crate::paths;
use crate::views::components::{AsTyped, CsrfField, FieldError, StaffTextBox};
use crate::views::pupil::answer_words;

/// An answer, as the slip's readers see it.
pub struct AnswerLine<'a> {
    pub day: Day,
    /// Whether nobody has said that they read it.
    pub is_new: bool,
    pub answer: &'a PupilAnswer,
}

/// The form to write to the pupil, as it was sent.
#[derive(Default)]
pub struct MessageFields {
    /// One of [`READY`], by its name.
    pub ready: String,
    pub message: String,
}

/// Two panels of a slip's page; nothing where the pupil wanted no code.
pub struct Answers<'a> {
    pub slip: &'a SlipId,
    /// Whether the pupil has a code, so that what is written reaches them.
    pub has_code: bool,
    pub answers: &'a [AnswerLine<'a>],
    pub damaged: usize,
    /// What the pupil is told of who writes.
    pub title: &'a str,
    pub fields: &'a MessageFields,
    pub errors: &'a [FieldError],
    pub csrf: &'a str,
    pub words: &'a Words,
}

/// What is ready to be sent, by its name in the form: each is a message of `staff-slips.ftl`.
pub const READY: [&str; 6] = [
    "staff-reply-thanks",
    "staff-reply-still",
    "staff-reply-safe",
    "staff-reply-more",
    "staff-reply-find",
    "staff-reply-plan",
];

impl Render for Answers<'_> {
    fn render(&self) -> Markup {
        html! {
            @if !self.answers.is_empty() || self.damaged > 0 { (self.what_came()) }
            @if self.has_code { (self.write()) }
        }
    }
}

impl Answers<'_> {
    fn what_came(&self) -> Markup {
        let words = self.words;
        html! {
            section.panel aria-labelledby="answers" {
                h2 #answers { (words.text("staff-reply-heading")) }
                @for line in self.answers {
                    h3 {
                        (line.day.in_words())
                        @if line.is_new { " · " (words.text("staff-reply-new")) }
                    }
                    @if let Some(quick) = line.answer.quick {
                        p { strong { (answer_words::quick(quick, words).label) } }
                    }
                    @if !line.answer.words.is_empty() {
                        blockquote.told translate="no" { (AsTyped(&line.answer.words)) }
                    }
                }
                @if self.damaged > 0 {
                    p.notice.now {
                        (words.fill("staff-reply-damaged", &[("count", self.damaged.into())]))
                    }
                }
                @if self.answers.iter().any(|line| line.is_new) {
                    form method="post" action=(paths::answers_read(self.slip)) {
                        (CsrfField(self.csrf))
                        p.hint { (words.text("staff-reply-read-text")) }
                        div.go {
                            button.btn type="submit" { (words.text("staff-reply-read-button")) }
                        }
                    }
                }
            }
        }
    }

    fn write(&self) -> Markup {
        let words = self.words;
        html! {
            section.panel aria-labelledby="writing" {
                h2 #writing { (words.text("staff-reply-write-heading")) }
                p { (words.fill("staff-reply-write-text", &[("title", self.title.into())])) }
                form.staff-form method="post" action=(paths::answer_pupil(self.slip)) novalidate {
                    (CsrfField(self.csrf))
                    fieldset.field {
                        legend { (words.text("staff-reply-choose")) }
                        @for ready in READY {
                            label.tick {
                                input type="radio" name="ready" value=(ready)
                                    checked[self.fields.ready == ready];
                                span { (words.text(ready)) }
                            }
                        }
                    }
                    (StaffTextBox {
                        name: "message",
                        label: words.text("staff-reply-own"),
                        hint: Some(words.fill("staff-reply-own-hint", &[
                            ("max", MESSAGE_CHARACTERS_MAX.into()),
                        ])),
                        rows: 4,
                        value: &self.fields.message,
                        errors: self.errors,
                    })
                    div.go {
                        button.btn.second type="submit" { (words.text("staff-reply-button")) }
                    }
                }
            }
        }
    }
}
