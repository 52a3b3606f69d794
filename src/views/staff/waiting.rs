//! What someone sees who has enrolled and whom nobody has vouched for yet.

use maud::{Markup, html};

use crate::views::{StaffFrame, StaffPage};

pub struct WaitingPage<'a> {
    /// The digits to read out to a reader who can confirm them.
    pub fingerprint: &'a str,
}

impl StaffPage for WaitingPage<'_> {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text("staff-waiting-title")
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        html! {
            div.narrow {
                h1 { (words.text("staff-waiting-heading")) }
                p { (words.text("staff-waiting-text")) }
                p.code translate="no" { (self.fingerprint) }
                p { (words.text("staff-waiting-why")) }
            }
        }
    }
}
