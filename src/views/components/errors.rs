//! The box above a question that was sent back: what is missing, and a way to it.

use maud::{Markup, Render, html};

use crate::i18n::Words;

pub struct ErrorBox<'a> {
    pub words: &'a Words,
    /// What is wrong, in the words that also stand beside the field.
    pub message: &'a str,
    /// The id of the field to go to.
    pub field: &'a str,
}

impl Render for ErrorBox<'_> {
    fn render(&self) -> Markup {
        html! {
            div.errors #errors role="alert" tabindex="-1" {
                h2 { (self.words.text("nearly-there")) }
                a href={ "#" (self.field) } { (self.message) }
            }
        }
    }
}
