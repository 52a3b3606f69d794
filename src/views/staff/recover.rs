//! Choosing a new password with the recovery kit.

use maud::{Markup, html};

use crate::domain::NewPassword;
use crate::paths;
use crate::views::components::{FieldError, PasswordBox, StaffErrors, StaffField, StaffForm};
use crate::views::{StaffFrame, StaffPage};

pub struct RecoverPage<'a> {
    pub email: &'a str,
    /// What was typed before, so that one slip of the finger costs one letter.
    pub kit: &'a str,
    pub errors: &'a [FieldError],
    /// What else is to be said above the form: too many tries, or a busy moment.
    pub notice: Option<String>,
}

impl StaffPage for RecoverPage<'_> {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text("staff-recover-title")
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        let line = |name, label, hint, kind, autocomplete, value| StaffField {
            name,
            label: words.text(label),
            hint: Some(words.text(hint)),
            kind,
            autocomplete,
            value,
            errors: self.errors,
        };
        let password = |name, label| PasswordBox {
            name,
            label: words.text(label),
            hint: (name == "password").then(|| {
                words.fill(
                    "staff-enrol-password-hint",
                    &[
                        ("min", NewPassword::CHARACTERS_MIN.into()),
                        ("max", NewPassword::CHARACTERS_MAX.into()),
                    ],
                )
            }),
            autocomplete: "new-password",
            errors: self.errors,
        };
        let content = html! {
            (StaffField { hint: None, ..line("email", "staff-email", "staff-email", "email", "username", self.email) })
            (line("kit", "staff-recover-kit", "staff-kit-type-hint", "text", "off", self.kit))
            (StaffField::code(words, self.errors))
            (password("password", "staff-enrol-password"))
            (password("again", "staff-enrol-again"))
        };
        html! {
            div.narrow {
                (StaffErrors { words, errors: self.errors })
                h1 { (words.text("staff-recover-title")) }
                @if let Some(notice) = &self.notice { p.notice role="status" { (notice) } }
                p { (words.text("staff-recover-text")) }
                (StaffForm {
                    action: paths::RECOVER,
                    csrf: None,
                    content,
                    button: words.text("staff-recover-button"),
                })
                p { a href=(paths::SIGN_IN) { (words.text("staff-sign-in-title")) } }
            }
        }
    }
}
