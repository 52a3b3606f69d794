//! Shown while the school's form is not open: better than taking a slip that nobody can read.

use maud::{Markup, html};

use crate::views::components::HelpStrip;
use crate::views::{Frame, Page};

pub struct NobodyPage;

impl Page for NobodyPage {
    fn title(&self, frame: &Frame<'_>) -> String {
        frame.words.text("nobody-title")
    }

    fn content(&self, frame: &Frame<'_>) -> Markup {
        let words = frame.words;
        html! {
            div.slip {
                h1 { (words.text("nobody-heading")) }
                p { (words.text("nobody-text")) }
                div.note.sand { (HelpStrip { words }) }
            }
        }
    }
}
