//! Tinted notes beside a question.

use maud::{Markup, Render, html};

use crate::i18n::Words;

use super::{AsTyped, Mark};

/// A note with a mark and a heading.
pub struct Note<'a> {
    /// Unique on the page.
    pub id: &'a str,
    /// `sand`, `sage`, or nothing for sky.
    pub tint: &'a str,
    pub mark: &'a str,
    pub heading: String,
    pub body: Markup,
}

/// Who reads the slip, by name and title.
pub struct WhoReads<'a> {
    pub words: &'a Words,
    /// "Mrs Okafor, safeguarding lead".
    pub readers: &'a [String],
}

impl Render for Note<'_> {
    fn render(&self) -> Markup {
        html! {
            section class={ "note " (self.tint) } aria-labelledby=(self.id) {
                h2 id=(self.id) { (Mark(self.mark)) (self.heading) }
                (self.body)
            }
        }
    }
}

impl Render for WhoReads<'_> {
    fn render(&self) -> Markup {
        let words = self.words;
        Note {
            id: "who-reads",
            tint: "",
            mark: "person",
            heading: words.text("who-reads-this"),
            body: html! {
                @if !self.readers.is_empty() {
                    ul.plain { @for reader in self.readers { li { (AsTyped(reader)) } } }
                }
                p { (words.text("we-do-not-know-you")) }
            },
        }
        .render()
    }
}
