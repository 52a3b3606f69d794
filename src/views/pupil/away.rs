//! Where Leave leads: a clock, and nothing that hints at what was here before.

use maud::{Markup, html};

use crate::domain::Timestamp;
use crate::views::{Frame, Page};

pub struct AwayPage {
    pub now: Timestamp,
}

impl Page for AwayPage {
    fn title(&self, frame: &Frame<'_>) -> String {
        frame.words.text("away-title")
    }

    fn content(&self, _frame: &Frame<'_>) -> Markup {
        html! {
            h1 { (self.now.time_of_day()) }
            p lang="en-GB" dir="ltr" { (self.now.day().in_words()) }
        }
    }
}
