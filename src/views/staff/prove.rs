//! After the password: the passkey, or the code of the authenticator app instead.

use maud::{Markup, html};

use crate::paths;
use crate::views::components::{FieldError, PasskeyForm, StaffErrors, StaffField, StaffForm};
use crate::views::{StaffFrame, StaffPage};

pub struct ProvePage<'a> {
    /// What the device is asked; absent when that was too long ago.
    pub asked: Option<&'a str>,
    pub csrf: &'a str,
    pub errors: &'a [FieldError],
    /// What else is to be said above the form: too many tries.
    pub notice: Option<String>,
}

impl StaffPage for ProvePage<'_> {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text("staff-prove-title")
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        html! {
            div.narrow {
                (StaffErrors { words, errors: self.errors })
                h1 { (words.text("staff-prove-heading")) }
                @if let Some(notice) = &self.notice { p.notice role="status" { (notice) } }
                p { (words.text("staff-prove-text")) }
                @if let Some(asked) = self.asked {
                    (PasskeyForm {
                        words,
                        action: paths::PROVE_PASSKEY,
                        csrf: self.csrf,
                        asked,
                        answers: &PasskeyForm::SIGNED,
                        off: words.text("staff-prove-off"),
                        content: html! {},
                        button: words.text("staff-prove-button"),
                    })
                }
                h2 { (words.text("staff-prove-code-heading")) }
                (StaffForm {
                    action: paths::PROVE_CODE,
                    csrf: Some(self.csrf),
                    content: html! { (StaffField::code(words, self.errors)) },
                    button: words.text("staff-prove-code-button"),
                })
                p { a href=(paths::SIGN_IN) { (words.text("staff-prove-again")) } }
            }
        }
    }

    fn script(&self) -> Option<&'static str> {
        Some(paths::files::PASSKEY_JS)
    }
}
