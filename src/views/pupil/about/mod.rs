//! What the service is, who reads, and what it cannot promise; and from there what is kept, what
//! parents ask, and what helps those for whom it is hard to use.

mod accessibility;
mod parents;
mod privacy;

use maud::{Markup, Render, html};

use crate::domain::{Language, Nation, NextReading, ReaderSummary};
use crate::i18n::Words;
use crate::paths;
use crate::views::components::{HelpStrip, HelpWay, Mark};
use crate::views::post::name_and_post;
use crate::views::{Frame, Page};

use super::help::{Back, WayBack};
use super::start::what_we_cannot_promise;
use super::when;

pub use accessibility::AccessibilityPage;
pub use parents::ParentsPage;
pub use privacy::PrivacyPage;

/// The first of them.
pub struct AboutPage<'a> {
    pub school: &'a str,
    /// Those who read from day to day, and whoever stands in today.
    pub readers: &'a [ReaderSummary],
    /// Whose words there are for what they are.
    pub nation: Nation,
    pub next_reading: NextReading,
    pub back: WayBack,
}

impl Page for AboutPage<'_> {
    fn title(&self, frame: &Frame<'_>) -> String {
        frame.words.text("about-title")
    }

    fn content(&self, frame: &Frame<'_>) -> Markup {
        let words = frame.words;
        html! {
            div.slip {
                (Back { words, way: &self.back })
                h1 { (words.text("about-heading")) }
                p { (words.fill("about-what", &[("school", self.school.into())])) }
                p { (words.text("start-step-read")) " " (words.text("sent-step-safe")) }
                h2 { (words.text("who-reads-this")) }
                (who_reads(self.readers, |reader| name_and_post(&reader.into(), self.nation, words)))
                p { (words.text("start-readers-safe")) " " (words.text("start-readers-others")) }
                p { (words.fill("start-readers-about-staff", &[("nation", self.nation.as_str().into())])) }
                p { (when::told_when(self.next_reading, words)) }
                h2 { (words.text("start-honest")) }
                (what_we_cannot_promise(words))
                @if matches!(self.back, WayBack::Link(_)) { (more(words)) }
                (help(words, self.back.to_help()))
            }
        }
    }

    fn may_be_printed(&self) -> bool {
        true
    }
}

/// The pages behind this one. What a page carries would be lost on the way to them.
fn more(words: &Words) -> Markup {
    html! {
        h2 { (words.text("about-more")) }
        ul.plain {
            li { a.linkish href=(paths::ABOUT_PRIVACY) { (words.text("about-privacy")) } }
            li { a.linkish href=(paths::ABOUT_PARENTS) { (words.text("about-parents")) } }
            li { a.linkish href=(paths::ABOUT_ACCESSIBILITY) { (words.text("about-accessibility")) } }
        }
    }
}

/// Those who read from day to day, in these words.
fn who_reads(readers: &[ReaderSummary], in_words: impl Fn(&ReaderSummary) -> String) -> Markup {
    html! { ul.plain { @for reader in readers { li { strong dir="auto" { (in_words(reader)) } } } } }
}

/// 999 and Childline, as on every page.
fn help(words: &Words, way: HelpWay) -> Markup {
    html! { div.note.sand { (HelpStrip { words, way }) } }
}

/// From a page behind the first back to it.
fn back(words: &Words) -> Markup {
    html! {
        div.top {
            a.btn.second.small href=(paths::ABOUT) { (Mark("back")) (words.text("back")) }
        }
    }
}

/// A heading and paragraphs for adults, in English whatever the rest of the page is in.
struct ForAdults<'a> {
    words: &'a Words,
    content: Markup,
}

impl Render for ForAdults<'_> {
    fn render(&self) -> Markup {
        let is_foreign = self.words.language() != Language::English;
        let lang = is_foreign.then_some(Language::English.as_str());
        html! { div.adults lang=[lang] dir=[lang.map(|_| "ltr")] { (self.content) } }
    }
}
