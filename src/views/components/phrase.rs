//! Words on a page; those that nobody has translated say so to whoever has them read aloud.

use maud::{Markup, Render, html};

use crate::domain::Language;
use crate::i18n::Phrase;

impl Render for Phrase {
    fn render(&self) -> Markup {
        html! {
            @if self.is_left_in_english {
                span lang=(Language::English.as_str()) dir="ltr" { (self.text) }
            } @else {
                (self.text)
            }
        }
    }
}
