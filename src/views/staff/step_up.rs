//! The password and a new code, asked for before what changes who can read slips or deletes one. The
//! form that was sent waits in it.

use maud::{Markup, html};

use crate::paths;
use crate::views::components::{FieldError, PasswordBox, StaffErrors, StaffField, StaffForm};
use crate::views::{StaffFrame, StaffPage};

pub struct StepUpPage<'a> {
    /// Where the form that waits was sent, and is sent on to.
    pub action: &'a str,
    /// What was typed in it.
    pub fields: Vec<(String, String)>,
    pub csrf: &'a str,
    pub errors: &'a [FieldError],
    /// What else is to be said above the form: too many tries, or a busy moment.
    pub notice: Option<String>,
}

impl StepUpPage<'_> {
    /// The names of its own two fields, which no form that waits has.
    pub const PASSWORD: &'static str = "step-up-password";
    pub const CODE: &'static str = "step-up-code";
}

impl StaffPage for StepUpPage<'_> {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text("staff-step-up-title")
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        let content = html! {
            @for (name, value) in &self.fields {
                input type="hidden" name=(name) value=(value);
            }
            (PasswordBox { name: Self::PASSWORD, ..PasswordBox::own(words, self.errors) })
            (StaffField { name: Self::CODE, ..StaffField::code(words, self.errors) })
        };
        html! {
            div.narrow {
                (StaffErrors { words, errors: self.errors })
                h1 { (words.text("staff-step-up-heading")) }
                @if let Some(notice) = &self.notice { p.notice role="status" { (notice) } }
                p { (words.text("staff-step-up-text")) }
                (StaffForm {
                    action: self.action,
                    csrf: Some(self.csrf),
                    content,
                    button: words.text("staff-step-up-button"),
                })
                p { a href=(paths::STAFF) { (words.text("staff-step-up-leave")) } }
            }
        }
    }
}
