//! What staff see when something did not work.

use maud::{Markup, html};

use crate::paths;
use crate::views::components::SendAgain;
use crate::views::{StaffFrame, StaffPage};

pub struct StaffProblemPage<'a> {
    /// The HTTP status.
    pub status: u16,
    /// The key of a sentence about it, where more is known.
    pub advice: Option<&'static str>,
    /// What they had sent, where the fault is ours.
    pub again: Option<SendAgain<'a>>,
}

impl StaffProblemPage<'_> {
    /// The keys of the heading and of what to do.
    fn keys(&self) -> (&'static str, &'static str) {
        match self.status {
            403 => ("staff-problem-forbidden", "staff-problem-forbidden-advice"),
            404 | 405 | 421 => ("staff-problem-not-found", "staff-problem-not-found-advice"),
            409 => ("staff-problem-changed", "staff-problem-changed-advice"),
            429 | 503 => ("staff-problem-busy", "staff-problem-busy-advice"),
            400..=499 => ("staff-problem-not-understood", "staff-problem-not-understood-advice"),
            _ => ("staff-problem-broken", "staff-problem-broken-advice"),
        }
    }
}

impl StaffPage for StaffProblemPage<'_> {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text(self.keys().0)
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        let (heading, advice) = self.keys();
        html! {
            div.narrow {
                h1 { (words.text(heading)) }
                p { (words.text(self.advice.unwrap_or(advice))) }
                @if let Some(again) = &self.again {
                    p { (words.text("staff-problem-kept")) }
                    (again)
                }
                p { a.btn.second[self.again.is_some()] href=(paths::STAFF) { (words.text("staff-problem-back")) } }
            }
        }
    }
}
