//! The way to the pages about the service, at the foot of those that ask no question: a question has
//! as few stops as it can.

use maud::{Markup, Render, html};

use crate::i18n::Words;
use crate::paths;

pub struct AboutLink<'a> {
    pub words: &'a Words,
    /// Whether it is a button of the form it stands in, so that what is in it is kept.
    pub is_press: bool,
}

impl Render for AboutLink<'_> {
    fn render(&self) -> Markup {
        let text = self.words.text("about-link");
        html! {
            @if self.is_press {
                button.linkish name="go" value="about" { (text) }
            } @else {
                a.linkish href=(paths::ABOUT) { (text) }
            }
        }
    }
}
