//! Sealing slips anew without somebody who could open them: how far it is, and a button to go on.

use maud::{Markup, html};

use crate::i18n::Words;
use crate::paths;
use crate::views::components::CsrfField;
use crate::views::{StaffFrame, StaffPage};

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResealState {
    Nothing,
    /// So many of so many are as they should be.
    Due {
        done: usize,
        total: usize,
    },
}

pub struct ResealPage<'a> {
    pub state: ResealState,
    pub csrf: &'a str,
}

impl StaffPage for ResealPage<'_> {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text("staff-reseal-title")
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        html! {
            div.narrow {
                h1 { (words.text("staff-reseal-title")) }
                @match self.state {
                    ResealState::Nothing => {
                        p.notice.good role="status" { (words.text("staff-reseal-done")) }
                        div.go { a.btn href=(paths::SLIPS_TODAY) { (words.text("staff-reseal-back")) } }
                    }
                    ResealState::Due { done, total } => (self.due(done, total, words)),
                }
            }
        }
    }
}

impl ResealPage<'_> {
    fn due(&self, done: usize, total: usize, words: &Words) -> Markup {
        let button = match done < total {
            true => "staff-reseal-button",
            false => "staff-reseal-last-button",
        };
        html! {
            p { (words.text("staff-reseal-text")) }
            p { (words.text("staff-reseal-leave")) }
            p.notice role="status" {
                strong {
                    (words.fill("staff-reseal-progress", &[("done", done.into()), ("total", total.into())]))
                }
                " " (words.text("staff-reseal-progress-text"))
            }
            @if done == total { p { (words.text("staff-reseal-last-text")) } }
            form method="post" action=(paths::RESEAL) {
                (CsrfField(self.csrf))
                div.go {
                    button.btn type="submit" { (words.text(button)) }
                    a.btn.second href=(paths::SLIPS_TODAY) { (words.text("staff-reseal-back")) }
                }
            }
        }
    }
}
