//! The button that reads a page aloud. It shows when script runs and there is something to hear:
//! recordings of ours, or a voice that this computer has itself (`static/talk.js`).

use maud::{Markup, Render, html};

use crate::views::Frame;

use super::Mark;

/// Stands at the far end of a page's first row.
pub struct ListenButton<'a> {
    pub frame: &'a Frame<'a>,
}

impl Render for ListenButton<'_> {
    fn render(&self) -> Markup {
        html! {
            button.btn.second.small.listen #listen type="button" hidden aria-pressed="false"
                data-sound=[self.frame.sound()]
            { (Mark("listen")) (self.frame.words.text("listen")) }
        }
    }
}
