//! The fields of a form that somebody has sent before, to be sent again with one press.

use maud::{Markup, Render, html};

use super::CsrfField;

pub struct SendAgain<'a> {
    /// Where it was sent.
    pub path: &'a str,
    pub csrf: &'a str,
    pub fields: &'a [(String, String)],
    pub button: String,
}

impl Render for SendAgain<'_> {
    fn render(&self) -> Markup {
        html! {
            form method="post" action=(self.path) {
                (CsrfField(self.csrf))
                @for (name, value) in self.fields {
                    input type="hidden" name=(name) value=(value);
                }
                div.go { button.btn type="submit" { (self.button) } }
            }
        }
    }
}
