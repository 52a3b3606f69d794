//! The screen that a session locks to: the password opens it again.

use maud::{Markup, html};

use crate::paths;
use crate::views::components::{
    CsrfField, FieldError, PasswordBox, SendAgain, StaffErrors, StaffForm,
};
use crate::views::{StaffFrame, StaffPage};

pub struct UnlockPage<'a> {
    pub name: &'a str,
    pub csrf: &'a str,
    pub errors: &'a [FieldError],
    pub notice: Option<String>,
    /// A form that came meanwhile, sealed.
    pub kept: Option<&'a str>,
}

/// Unlocked, with a form that had come meanwhile. Whoever typed it says whether it is still to be sent.
pub struct GoOnPage<'a> {
    pub again: SendAgain<'a>,
}

impl StaffPage for UnlockPage<'_> {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text("staff-unlock-title")
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        let content = html! {
            @if let Some(kept) = self.kept { input type="hidden" name="kept" value=(kept); }
            (PasswordBox::own(words, self.errors))
        };
        html! {
            div.narrow {
                (StaffErrors { words, errors: self.errors })
                h1 { (words.text("staff-unlock-heading")) }
                @if let Some(notice) = &self.notice { p.notice role="status" { (notice) } }
                p { (words.fill("staff-unlock-text", &[("name", self.name.into())])) }
                (StaffForm {
                    action: paths::UNLOCK,
                    csrf: Some(self.csrf),
                    content,
                    button: words.text("staff-unlock-button"),
                })
                form method="post" action=(paths::SIGN_OUT) {
                    (CsrfField(self.csrf))
                    div.go {
                        button.btn.second type="submit" { (words.text("staff-unlock-sign-out")) }
                    }
                }
            }
        }
    }
}

impl StaffPage for GoOnPage<'_> {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text("staff-go-on-title")
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        html! {
            div.narrow {
                h1 { (self.title(frame)) }
                p { (words.text("staff-go-on-text")) }
                (self.again)
                p { a href=(paths::STAFF) { (words.text("staff-go-on-not")) } }
            }
        }
    }
}
