//! Several slips that are about the same thing: the others of a slip's case, and the choice of one more.

use maud::{Markup, Render, html};

use super::slip::{Told, words_of};
use crate::domain::{Day, SlipId, SlipState, Timestamp, Urgency};
use crate::i18n::Words;
use crate::paths;
use crate::views::components::{CsrfField, FieldError, StaffErrors, StatePill, UrgencyPill};
use crate::views::{StaffFrame, StaffPage};

/// The case of a slip, as far as this reader can open it.
#[derive(Default)]
pub struct TogetherView<'a> {
    /// Which one of the case this slip is, from 1.
    pub number: usize,
    pub others: Vec<OtherSlip<'a>>,
}

/// Another slip of the case.
pub struct OtherSlip<'a> {
    pub number: usize,
    pub id: SlipId,
    pub day: Day,
    pub urgency: Urgency,
    pub state: SlipState,
    /// Absent while this reader has not opened it.
    pub told: Option<Told<'a>>,
}

/// The panel on a slip's page.
pub(super) struct TogetherPanel<'a> {
    pub slip: &'a SlipId,
    pub view: &'a TogetherView<'a>,
    pub errors: &'a [FieldError],
    pub csrf: &'a str,
    pub words: &'a Words,
}

impl Render for TogetherPanel<'_> {
    fn render(&self) -> Markup {
        let Self { words, view, .. } = *self;
        let error = self.errors.iter().find(|error| error.field == "together");
        html! {
            section.panel aria-labelledby="together" {
                h2 #together tabindex="-1" { (words.text("staff-together-heading")) }
                @if let Some(error) = error { p.err { (error.message) } }
                @if view.others.is_empty() {
                    p { (words.text("staff-together-alone")) }
                } @else {
                    p {
                        (words.fill("staff-together-case", &[
                            ("number", view.number.into()),
                            ("count", (view.others.len() + 1).into()),
                        ]))
                    }
                    @for other in &view.others { (self.other(other)) }
                }
                p { a href=(paths::together(self.slip)) { (words.text("staff-together-link")) } }
                @if !view.others.is_empty() { (self.apart()) }
            }
        }
    }
}

impl TogetherPanel<'_> {
    fn other(&self, other: &OtherSlip<'_>) -> Markup {
        let words = self.words;
        let number = other.number;
        html! {
            h3 {
                (words.fill("staff-together-slip", &[
                    ("number", number.into()),
                    ("day", (&other.day.in_words()).into()),
                ]))
            }
            p {
                (UrgencyPill { words, urgency: other.urgency }) " "
                (StatePill { words, state: other.state })
            }
            @match &other.told {
                Some(told) => (words_of(told, words)),
                None => p { (words.text("staff-together-not-opened")) },
            }
            p {
                a href=(paths::slip(&other.id)) {
                    (words.fill("staff-together-open", &[("number", number.into())]))
                }
            }
        }
    }

    fn apart(&self) -> Markup {
        html! {
            p.hint { (self.words.text("staff-together-apart-text")) }
            form method="post" action=(paths::take_apart(self.slip)) {
                (CsrfField(self.csrf))
                div.go {
                    button.btn.second type="submit" { (self.words.text("staff-together-apart")) }
                }
            }
        }
    }
}

/// A slip that may be about the same thing.
pub struct LikelyLine {
    pub id: SlipId,
    pub day: Day,
    pub urgency: Urgency,
    pub state: SlipState,
    /// As staff read it; empty where it is for whoever has opened the slip.
    pub kind: String,
    pub why: LikelyBecause,
}

/// Why it may be.
#[derive(Debug, Clone, Copy)]
pub enum LikelyBecause {
    SaysTheSame,
    SameKind,
    LookedAt(Timestamp),
}

/// The choice of another slip.
pub struct TogetherPage<'a> {
    pub slip: &'a SlipId,
    pub likely: Vec<LikelyLine>,
    /// What was chosen, if it was sent.
    pub chosen: Option<SlipId>,
    pub notice: Option<String>,
    pub errors: &'a [FieldError],
    pub csrf: &'a str,
}

impl StaffPage for TogetherPage<'_> {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text("staff-together-title")
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        html! {
            (StaffErrors { words, errors: self.errors })
            h1 { (words.text("staff-together-page-heading")) }
            @if let Some(notice) = &self.notice { p.notice.now role="status" { (notice) } }
            p { (words.text("staff-together-text")) }
            @if self.likely.is_empty() {
                p #with tabindex="-1" { (words.text("staff-together-none")) }
                div.go { (self.back(words)) }
            } @else {
                form.staff-form method="post" action=(paths::together(self.slip)) novalidate {
                    (CsrfField(self.csrf))
                    (self.choice(words))
                    p.hint { (words.text("staff-together-text-closed")) }
                    div.go {
                        button.btn type="submit" { (words.text("staff-together-button")) }
                        (self.back(words))
                    }
                }
            }
        }
    }
}

impl TogetherPage<'_> {
    fn choice(&self, words: &Words) -> Markup {
        let error = self.errors.iter().find(|error| error.field == "with");
        html! {
            fieldset #with tabindex="-1" {
                legend { (words.text("staff-together-which")) }
                @if let Some(error) = error { p.err { (error.message) } }
                @for line in &self.likely {
                    label.tick {
                        input type="radio" name="with" value=(line.id)
                            checked[self.chosen.as_ref() == Some(&line.id)];
                        span { (slip_in_words(line, words)) }
                    }
                }
            }
        }
    }

    fn back(&self, words: &Words) -> Markup {
        html! { a.btn.second href=(paths::slip(self.slip)) { (words.text("staff-together-back")) } }
    }
}

fn slip_in_words(line: &LikelyLine, words: &Words) -> Markup {
    let why = match line.why {
        LikelyBecause::SaysTheSame => words.text("staff-together-says-the-same"),
        LikelyBecause::SameKind => words.text("staff-together-same-kind"),
        LikelyBecause::LookedAt(at) => {
            words.fill("staff-together-looked-at", &[("at", (&at.in_words()).into())])
        }
    };
    html! {
        (line.day.in_words()) " "
        (UrgencyPill { words, urgency: line.urgency }) " "
        (StatePill { words, state: line.state }) br;
        @if !line.kind.is_empty() { (line.kind) br; }
        span.hint { (why) }
    }
}
