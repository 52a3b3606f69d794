//! The key for an authenticator app, as a picture and as text, and the field for the code that proves
//! that the app has it.

use maud::{Markup, html};

use super::{FieldError, SquareCode, StaffField};
use crate::i18n::Words;

pub struct FactorOffer<'a> {
    /// What the picture says to the app.
    pub uri: &'a str,
    /// The key, for typing where the picture cannot be read.
    pub text: &'a str,
    /// Brings the same key back with the form, and no other.
    pub sealed: &'a str,
    pub errors: &'a [FieldError],
}

impl FactorOffer<'_> {
    pub fn render_in(&self, words: &Words) -> Markup {
        html! {
            input type="hidden" name="factor" value=(self.sealed);
            p { (words.text("staff-enrol-factor-text")) }
            (SquareCode { text: self.uri, label: words.text("staff-enrol-factor-picture") })
            p { (words.text("staff-enrol-factor-or")) }
            p.code { (in_fours(self.text)) }
            (StaffField::code(words, self.errors))
        }
    }
}

/// A key in groups of four, as people type it.
fn in_fours(key: &str) -> String {
    let characters: Vec<char> = key.chars().collect();
    characters.chunks(4).map(String::from_iter).collect::<Vec<_>>().join(" ")
}
