//! What helps those for whom the pages are hard to use, and the statement that says how far it goes.

use maud::{Markup, html};

use crate::domain::SchoolDetails;
use crate::views::components::HelpWay;
use crate::views::{Frame, Page};

use super::{ForAdults, back, help};

pub struct AccessibilityPage<'a> {
    pub school: &'a str,
    pub details: &'a SchoolDetails,
}

impl Page for AccessibilityPage<'_> {
    fn title(&self, frame: &Frame<'_>) -> String {
        frame.words.text("access-title")
    }

    fn content(&self, frame: &Frame<'_>) -> Markup {
        let words = frame.words;
        let statement = html! {
            h2 { (words.text("adults-access-heading")) }
            p { (words.fill("adults-access-what", &[("school", self.school.into())])) }
            p { (words.text("adults-access-can")) }
            p { (words.text("adults-access-status")) }
            h3 { (words.text("adults-access-known-heading")) }
            p { (words.text("adults-access-known")) }
            h3 { (words.text("adults-access-tell-heading")) }
            p { (words.text("adults-access-tell")) }
            @if let Some(website) = &self.details.website {
                p { (words.fill("adults-website", &[("website", website.into())])) }
            }
            p { (words.text("adults-access-enforce")) }
            p.soft { (words.text("adults-access-date")) }
        };
        html! {
            div.slip {
                (back(words))
                h1 { (words.text("access-heading")) }
                p { (words.text("access-change")) }
                p { (words.text("access-tell")) }
                (help(words, HelpWay::Link))
                (ForAdults { words, content: statement })
            }
        }
    }

    fn may_be_printed(&self) -> bool {
        true
    }
}
