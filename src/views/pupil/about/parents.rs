//! What parents and carers ask.

use maud::{Markup, html};

use crate::domain::{Nation, ReaderSummary, SchoolDetails};
use crate::views::components::HelpWay;
use crate::views::{Frame, Page};

use super::{ForAdults, back, help, who_reads};

pub struct ParentsPage<'a> {
    pub school: &'a str,
    pub details: &'a SchoolDetails,
    /// Those who read from day to day, and whoever stands in today.
    pub readers: &'a [ReaderSummary],
    /// Whose words there are for the chair.
    pub nation: Nation,
}

impl Page for ParentsPage<'_> {
    fn title(&self, frame: &Frame<'_>) -> String {
        frame.words.text("parents-title")
    }

    fn content(&self, frame: &Frame<'_>) -> Markup {
        let words = frame.words;
        let content = html! {
            h1 { (words.text("adults-parents-heading")) }
            p { (words.fill("adults-parents-what", &[("school", self.school.into())])) }
            h2 { (words.text("adults-parents-who-heading")) }
            (who_reads(self.readers, ReaderSummary::name_and_title))
            p { (words.fill("adults-parents-who", &[("nation", self.nation.as_str().into())])) }
            h2 { (words.text("adults-parents-then-heading")) }
            p { (words.text("adults-parents-then")) " " (words.text("adults-parents-see")) }
            h2 { (words.text("adults-parents-cannot-heading")) }
            ul.list {
                li { (words.text("adults-parents-cannot-stay-unknown")) }
                li { (words.text("adults-parents-cannot-secret")) }
                li { (words.text("adults-parents-cannot-urgent")) }
            }
            h2 { (words.text("adults-parents-told-heading")) }
            p { (words.text("adults-parents-told")) }
            h2 { (words.text("adults-parents-help-heading")) }
            p { (words.text("adults-parents-help")) }
            p { (words.text("adults-parents-not-for-you")) }
            @if let Some(website) = &self.details.website {
                p { (words.fill("adults-website", &[("website", website.into())])) }
            }
        };
        html! { div.slip { (back(words)) (ForAdults { words, content }) (help(words, HelpWay::Link)) } }
    }

    fn may_be_printed(&self) -> bool {
        true
    }
}
