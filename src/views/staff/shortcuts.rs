//! Every key of the pages of staff, and whether this browser has them.

use maud::{Markup, html};

use crate::paths;
use crate::views::components::{ShortcutList, StaffForm};
use crate::views::{StaffFrame, StaffPage};

pub struct ShortcutsPage<'a> {
    pub are_on: bool,
    pub csrf: &'a str,
}

impl StaffPage for ShortcutsPage<'_> {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text("staff-keys-title")
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        let (now, button, turn_to) = match self.are_on {
            true => ("staff-keys-are-on", "staff-keys-switch-off", "off"),
            false => ("staff-keys-are-off", "staff-keys-switch-on", "on"),
        };
        html! {
            h1 { (self.title(frame)) }
            p { (words.text("staff-keys-text")) }
            div.panel { (ShortcutList(words)) }
            section.panel aria-labelledby="switch" {
                h2 #switch { (words.text(now)) }
                p { (words.text("staff-keys-kept")) }
                (StaffForm {
                    action: paths::SHORTCUTS,
                    csrf: Some(self.csrf),
                    content: html! { input type="hidden" name="keys" value=(turn_to); },
                    button: words.text(button),
                })
            }
        }
    }
}
