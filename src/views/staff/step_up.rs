//! The password and a new code, or a passkey, asked for before what changes who can read slips or deletes
//! one. The form that was sent waits in it.

use maud::{Markup, html};

use crate::i18n::Words;
use crate::paths;
use crate::views::components::{
    FieldError, PasskeyForm, PasswordBox, StaffErrors, StaffField, StaffForm,
};
use crate::views::{StaffFrame, StaffPage};

pub struct StepUpPage<'a> {
    /// Where the form that waits was sent, and is sent on to.
    pub action: &'a str,
    /// What was typed in it.
    pub fields: Vec<(String, String)>,
    /// What a passkey is asked to sign; absent for whoever has none for this site.
    pub asked: Option<&'a str>,
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
        html! {
            div.narrow {
                (StaffErrors { words, errors: self.errors })
                h1 { (words.text("staff-step-up-heading")) }
                @if let Some(notice) = &self.notice { p.notice role="status" { (notice) } }
                p { (words.text("staff-step-up-text")) }
                @match self.asked {
                    Some(asked) => {
                        (self.passkey(words, asked))
                        h2 { (words.text("staff-step-up-typed-heading")) }
                    }
                    None => p { (words.text("staff-step-up-typed-text")) }
                }
                (self.typed(words))
                p { a href=(paths::STAFF) { (words.text("staff-step-up-leave")) } }
            }
        }
    }

    fn script(&self) -> Option<&'static str> {
        self.asked.map(|_| paths::files::PASSKEY_JS)
    }
}

impl StepUpPage<'_> {
    fn passkey(&self, words: &Words, asked: &str) -> Markup {
        html! {
            (PasskeyForm {
                words,
                action: self.action,
                csrf: self.csrf,
                asked,
                answers: &PasskeyForm::SIGNED,
                off: words.text("staff-step-up-passkey-off"),
                content: self.waiting(),
                button: words.text("staff-prove-button"),
            })
        }
    }

    fn typed(&self, words: &Words) -> Markup {
        let content = html! {
            (self.waiting())
            (PasswordBox { name: Self::PASSWORD, ..PasswordBox::own(words, self.errors) })
            (StaffField { name: Self::CODE, ..StaffField::code(words, self.errors) })
        };
        html! {
            (StaffForm {
                action: self.action,
                csrf: Some(self.csrf),
                content,
                button: words.text("staff-step-up-button"),
            })
        }
    }

    /// The form that was sent.
    fn waiting(&self) -> Markup {
        html! {
            @for (name, value) in &self.fields {
                input type="hidden" name=(name) value=(value);
            }
        }
    }
}
