//! Choosing a new password with the recovery kit.

use maud::{Markup, html};

use crate::paths;
use crate::views::components::{FieldError, NewPasswordBoxes, StaffErrors, StaffField, StaffForm};
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
        let content = html! {
            (StaffField::email(words, self.email, self.errors))
            (StaffField {
                name: "kit",
                label: words.text("staff-recover-kit"),
                hint: Some(words.text("staff-kit-type-hint")),
                kind: "text",
                autocomplete: "off",
                value: self.kit,
                errors: self.errors,
            })
            (StaffField::code(words, self.errors))
            (NewPasswordBoxes { words, errors: self.errors })
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
