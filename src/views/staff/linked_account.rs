//! Signing in with an account of another provider: the passphrase, and the page on which one is linked.

use maud::{Markup, html};

use crate::domain::Day;
use crate::paths;
use crate::views::components::{
    AsTyped, CsrfField, FieldError, PasswordBox, StaffErrors, StaffForm,
};
use crate::views::{StaffFrame, StaffPage};

/// For somebody of whom the provider has said who they are.
pub struct PassphrasePage<'a> {
    pub provider: &'a str,
    pub errors: &'a [FieldError],
    /// What else is to be said above the form: too many tries, or a busy moment.
    pub notice: Option<String>,
}

/// For somebody who comes back to link an account. Their session is not known on this page: a browser
/// brings its cookie along from here, not from the provider.
pub struct ReturnedPage<'a> {
    pub provider: &'a str,
    /// Why nothing is linked.
    pub problem: Option<String>,
}

pub struct LinkedAccountPage<'a> {
    pub provider: &'a str,
    pub state: AccountState<'a>,
    pub errors: &'a [FieldError],
    pub notice: Option<String>,
    pub csrf: &'a str,
}

/// How far linking has come. How people call the account may be empty.
pub enum AccountState<'a> {
    None,
    Back { shown: &'a str },
    Linked { shown: &'a str, on: Day },
}

impl StaffPage for PassphrasePage<'_> {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text("staff-with-title")
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        let content = html! {
            (PasswordBox {
                label: words.text("staff-with-passphrase"),
                ..PasswordBox::own(words, self.errors)
            })
        };
        html! {
            div.narrow {
                (StaffErrors { words, errors: self.errors })
                h1 { (words.text("staff-with-heading")) }
                @if let Some(notice) = &self.notice { p.notice role="status" { (notice) } }
                p { (words.fill("staff-with-text", &[("provider", self.provider.into())])) }
                (StaffForm {
                    action: paths::SIGN_IN_BACK,
                    csrf: None,
                    content,
                    button: words.text("staff-with-button"),
                })
                p { a href=(paths::SIGN_IN) { (words.text("staff-with-otherwise")) } }
            }
        }
    }
}

impl StaffPage for ReturnedPage<'_> {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.fill("staff-returned-title", &[("provider", self.provider.into())])
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        html! {
            div.narrow {
                h1 { (self.title(frame)) }
                @match &self.problem {
                    Some(problem) => p.notice role="status" { (problem) },
                    None => p {
                        (words.fill("staff-returned-text", &[("provider", self.provider.into())]))
                    },
                }
                p { a.btn href=(paths::LINKED_ACCOUNT) { (words.text("staff-returned-on")) } }
            }
        }
    }
}

impl StaffPage for LinkedAccountPage<'_> {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.fill("staff-linked-title", &[("provider", self.provider.into())])
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        let about = |key| words.fill(key, &[("provider", self.provider.into())]);
        html! {
            (StaffErrors { words, errors: self.errors })
            h1 { (self.title(frame)) }
            @if let Some(notice) = &self.notice { p.notice.good role="status" { (notice) } }
            p { (about("staff-linked-text")) }
            p { (about("staff-linked-learns")) }
            p { (about("staff-linked-stays")) }
            @match &self.state {
                AccountState::None => {
                    div.panel { p { (words.text("staff-linked-none")) } }
                    (self.begin(frame))
                }
                AccountState::Back { shown } => (self.back(shown, frame)),
                AccountState::Linked { shown, on } => (self.linked(shown, *on, frame)),
            }
            p { a href=(paths::ACCOUNT) { (words.text("staff-account-title")) } }
        }
    }
}

impl LinkedAccountPage<'_> {
    fn begin(&self, frame: &StaffFrame<'_>) -> Markup {
        let label = frame.words.fill("staff-linked-begin", &[("provider", self.provider.into())]);
        html! { p { a.btn #link href=(paths::LINK_WITH) { (label) } } }
    }

    fn back(&self, shown: &str, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        let key = match shown {
            "" => "staff-linked-back-text-nameless",
            _ => "staff-linked-back-text",
        };
        let text = words.fill(key, &[("provider", self.provider.into())]);
        html! {
            section.panel #link aria-labelledby="back" {
                h2 #back { (words.text("staff-linked-back")) }
                p { (text) @if !shown.is_empty() { ": " (AsTyped(shown)) } }
                (StaffForm {
                    action: paths::LINKED_ACCOUNT,
                    csrf: Some(self.csrf),
                    content: Markup::default(),
                    button: words.text("staff-linked-keep"),
                })
                p { a href=(paths::ACCOUNT) { (words.text("staff-linked-leave")) } }
            }
        }
    }

    fn linked(&self, shown: &str, on: Day, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        let text = words.fill("staff-linked-now", &[("day", (&on.in_words()).into())]);
        html! {
            div.panel #link {
                p { (text) @if !shown.is_empty() { ": " (AsTyped(shown)) } }
                form method="post" action=(paths::UNLINK) {
                    (CsrfField(self.csrf))
                    button.btn.second type="submit" { (words.text("staff-linked-remove")) }
                }
            }
        }
    }
}
