//! Where to get help at once: 999 and Childline, on every page of a pupil.

use maud::{Markup, Render, html};

use crate::i18n::Words;
use crate::paths;

use super::Mark;

/// 999: the emergency services.
pub const EMERGENCY: &str = "999";
/// Childline, free, at any hour.
pub const CHILDLINE: &str = "0800 1111";

/// One line under a page.
pub struct HelpStrip<'a> {
    pub words: &'a Words,
    pub way: HelpWay,
}

/// How a page leads to everyone who helps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HelpWay {
    /// Nothing is typed on it.
    Link,
    /// A button of the form it stands in, so that what is typed is kept.
    Press,
    /// The same, of the form of this id.
    PressOf(&'static str),
}

/// A note in the form of a writing box, and the first on the first page while nobody reads.
pub struct HelpNote<'a> {
    pub words: &'a Words,
    /// When somebody reads again, while nobody does.
    pub nobody_until: Option<String>,
}

impl Render for HelpStrip<'_> {
    fn render(&self) -> Markup {
        let words = self.words;
        html! {
            p.help {
                span { (words.text("in-danger")) " " span.num dir="ltr" { (EMERGENCY) } }
                span { (words.text("childline-free")) " " span.num dir="ltr" { (CHILDLINE) } }
                (more_help(self.way, words))
            }
        }
    }
}

impl Render for HelpNote<'_> {
    fn render(&self) -> Markup {
        let words = self.words;
        html! {
            section.note.sand aria-labelledby="need-help" {
                h2 #need-help { (Mark("phone")) (words.text("need-help-now")) }
                @if let Some(until) = &self.nobody_until {
                    p { strong { (words.text("when-nobody-reads")) } " " (until) }
                }
                p { (words.text("tell-an-adult-near-you")) }
                p { (words.text("in-danger")) " " span.num dir="ltr" { (EMERGENCY) } }
                p { (words.text("childline-free")) " " span.num dir="ltr" { (CHILDLINE) } }
                (more_help(HelpWay::Press, words))
            }
        }
    }
}

fn more_help(way: HelpWay, words: &Words) -> Markup {
    let content = html! { (Mark("phone")) (words.text("more-help")) };
    let form = match way {
        HelpWay::Link => return html! { a.linkish href=(paths::HELP) { (content) } },
        HelpWay::Press => None,
        HelpWay::PressOf(form) => Some(form),
    };
    html! { button.linkish name="go" value="help" form=[form] { (content) } }
}
