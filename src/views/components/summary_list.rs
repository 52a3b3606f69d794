//! The answers so far, each with a way to change it.

use maud::{Markup, Render, html};

use crate::domain::Step;
use crate::i18n::{Phrase, Words};

use super::AsTyped;

/// One answered question.
pub struct SummaryRow {
    pub step: Step,
    pub question: String,
    pub answer: Phrase,
    /// Whether the pupil typed it: such text is never translated, and takes the whole width.
    pub is_typed: bool,
}

pub struct SummaryList<'a> {
    pub words: &'a Words,
    pub rows: Vec<SummaryRow>,
}

impl Render for SummaryList<'_> {
    fn render(&self) -> Markup {
        html! {
            dl.summary {
                @for row in &self.rows {
                    div.wide[row.is_typed] {
                        dt { (row.question) }
                        @if row.is_typed {
                            dd.words translate="no" { (AsTyped(&row.answer.text)) }
                        } @else {
                            dd { (row.answer) }
                        }
                        dd.change {
                            button.btn.second.small name="go" value={ "change-" (row.step.as_str()) } {
                                (self.words.text("change")) span.vh { ": " (row.question) }
                            }
                        }
                    }
                }
            }
        }
    }
}
