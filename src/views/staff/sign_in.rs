//! Signing in: address, password and the code of the authenticator app, on one page. Whoever has a
//! passkey leaves the code out; the page is the same for everyone.

use maud::{Markup, html};

use crate::paths;
use crate::views::components::{FieldError, PasswordBox, StaffErrors, StaffField, StaffForm};
use crate::views::{StaffFrame, StaffPage};

pub struct SignInPage<'a> {
    pub email: &'a str,
    pub errors: &'a [FieldError],
    /// What else is to be said above the form: too many tries, or signed out.
    pub notice: Option<String>,
    /// Whose accounts may be signed in with, where there is somebody.
    pub provider: Option<&'a str>,
}

impl StaffPage for SignInPage<'_> {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text("staff-sign-in-title")
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        let content = html! {
            (StaffField::email(words, self.email, self.errors))
            (PasswordBox::own(words, self.errors))
            (StaffField {
                hint: Some(words.text("staff-sign-in-code-hint")),
                ..StaffField::code(words, self.errors)
            })
        };
        html! {
            div.narrow {
                (StaffErrors { words, errors: self.errors })
                h1 { (words.text("staff-sign-in-heading")) }
                @if let Some(notice) = &self.notice { p.notice role="status" { (notice) } }
                @if let Some(provider) = self.provider {
                    p {
                        a.btn.second href=(paths::SIGN_IN_WITH) {
                            (words.fill("staff-with-link", &[("provider", provider.into())]))
                        }
                    }
                    p.hint { (words.text("staff-with-or")) }
                }
                (StaffForm {
                    action: paths::SIGN_IN,
                    csrf: None,
                    content,
                    button: words.text("staff-sign-in-button"),
                })
                p { a href=(paths::RECOVER) { (words.text("staff-sign-in-forgotten")) } }
                p { a href=(paths::LOST_PHONE) { (words.text("staff-sign-in-lost-phone")) } }
                p { (words.text("staff-sign-in-trouble")) }
                p { a href=(paths::RECOVER_BY_PAPERS) { (words.text("staff-papers-link")) } }
            }
        }
    }
}
