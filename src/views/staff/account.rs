//! One's own account: the password, the recovery kit, the authenticator app, and where one is signed in.

use maud::{Markup, html};

use crate::domain::{Day, Permission, ReaderSummary};
use crate::i18n::Words;
use crate::paths;
use crate::views::components::{
    CsrfField, FactorOffer, FieldError, NewPasswordBoxes, PasswordBox, StaffErrors, StaffField,
    StaffForm,
};
use crate::views::{StaffFrame, StaffPage};

/// Something that changed in the account, as the audit log calls it.
pub struct AccountChange {
    pub day: Day,
    pub event: String,
}

pub struct AccountPage<'a> {
    pub reader: &'a ReaderSummary,
    pub csrf: &'a str,
    /// When the session began in which the page is shown.
    pub began: Day,
    /// And those elsewhere, the latest first.
    pub others: Vec<Day>,
    /// The latest first.
    pub changes: Vec<AccountChange>,
    pub papers: PapersForOneself,
    pub errors: &'a [FieldError],
    pub notice: Option<String>,
    /// Whose accounts may be signed in with, where there is somebody.
    pub provider: Option<&'a str>,
}

/// Whether the school's recovery papers give one's keys back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PapersForOneself {
    /// There are none.
    None,
    /// One's keys are not sealed to them yet.
    Waiting,
    Covered,
}

/// The key of a new authenticator app, for somebody who is signed in.
pub struct NewFactorPage<'a> {
    pub offer: FactorOffer<'a>,
    pub csrf: &'a str,
}

/// The same for somebody who has lost their phone.
pub struct LostPhonePage<'a> {
    pub email: &'a str,
    /// What was typed before, so that one slip of the finger costs one letter.
    pub kit: &'a str,
    pub offer: FactorOffer<'a>,
    /// What else is to be said above the form: too many tries, or a busy moment.
    pub notice: Option<String>,
}

impl StaffPage for AccountPage<'_> {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text("staff-account-title")
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        html! {
            (StaffErrors { words, errors: self.errors })
            h1 { (words.text("staff-account-title")) }
            @if let Some(notice) = &self.notice { p.notice role="status" { (notice) } }
            p { (words.fill("staff-account-of", &[
                ("name", self.reader.name.as_str().into()),
                ("email", self.reader.email.as_str().into()),
            ])) }
            @if self.reader.roles.may(Permission::ReadSlips) {
                p { a href=(paths::DAYS_AWAY) { (words.text("staff-leave-link")) } }
            }
            (self.sessions(words))
            (self.latest(words))
            (self.password(words))
            (self.kit(words))
            (self.factor(words))
            (self.papers(words))
            p { a href=(paths::PASSKEYS) { (words.text("staff-passkeys-title")) } }
            @if let Some(provider) = self.provider {
                p {
                    a href=(paths::LINKED_ACCOUNT) {
                        (words.fill("staff-linked-title", &[("provider", provider.into())]))
                    }
                }
            }
        }
    }
}

impl AccountPage<'_> {
    fn sessions(&self, words: &Words) -> Markup {
        let since = |key, day: Day| words.fill(key, &[("day", (&day.in_words()).into())]);
        html! {
            section.panel aria-labelledby="sessions" {
                h2 #sessions { (words.text("staff-account-sessions")) }
                ul {
                    li { (since("staff-account-session-here", self.began)) }
                    @for began in &self.others { li { (since("staff-account-session", *began)) } }
                }
                @if !self.others.is_empty() {
                    p { (words.text("staff-account-others-text")) }
                    form method="post" action=(paths::END_OTHERS) {
                        (CsrfField(self.csrf))
                        div.go {
                            button.btn.second type="submit" {
                                (words.text("staff-account-others-button"))
                            }
                        }
                    }
                }
            }
        }
    }

    fn latest(&self, words: &Words) -> Markup {
        html! {
            @if !self.changes.is_empty() {
                section.panel aria-labelledby="changes" {
                    h2 #changes { (words.text("staff-account-changes")) }
                    ul {
                        @for AccountChange { day, event } in &self.changes {
                            li { (day.in_words()) ": " (words.text(change_key(event))) }
                        }
                    }
                    p { (words.text("staff-account-changes-text")) }
                }
            }
        }
    }

    fn password(&self, words: &Words) -> Markup {
        let content = html! {
            (PasswordBox {
                name: "old",
                label: words.text("staff-account-old"),
                ..PasswordBox::own(words, self.errors)
            })
            (StaffField::code(words, self.errors))
            (NewPasswordBoxes { words, errors: self.errors })
        };
        html! {
            section.panel aria-labelledby="changing-password" {
                h2 #changing-password { (words.text("staff-account-password")) }
                p { (words.text("staff-account-password-text")) }
                (StaffForm {
                    action: paths::CHANGE_PASSWORD,
                    csrf: Some(self.csrf),
                    content,
                    button: words.text("staff-account-password-button"),
                })
            }
        }
    }

    fn kit(&self, words: &Words) -> Markup {
        html! {
            section.panel aria-labelledby="new-kit" {
                h2 #new-kit { (words.text("staff-kit-title")) }
                p { (words.text("staff-account-kit-text")) }
                (StaffForm {
                    action: paths::NEW_KIT,
                    csrf: Some(self.csrf),
                    content: Markup::default(),
                    button: words.text("staff-account-kit-button"),
                })
            }
        }
    }

    fn papers(&self, words: &Words) -> Markup {
        let text = match self.papers {
            PapersForOneself::None => "staff-papers-account-none",
            PapersForOneself::Waiting => "staff-papers-account-waiting",
            PapersForOneself::Covered => "staff-papers-account-covered",
        };
        html! {
            section.panel aria-labelledby="papers" {
                h2 #papers { (words.text("staff-papers-account")) }
                p { (words.text(text)) }
            }
        }
    }

    fn factor(&self, words: &Words) -> Markup {
        html! {
            section.panel aria-labelledby="new-factor" {
                h2 #new-factor { (words.text("staff-account-factor")) }
                p { (words.text("staff-account-factor-text")) }
                (StaffForm {
                    action: paths::NEW_FACTOR,
                    csrf: Some(self.csrf),
                    content: Markup::default(),
                    button: words.text("staff-account-factor-button"),
                })
                p { a href=(paths::LOST_PHONE) { (words.text("staff-account-factor-lost")) } }
            }
        }
    }
}

impl StaffPage for NewFactorPage<'_> {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text("staff-account-factor")
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        html! {
            div.narrow {
                (StaffErrors { words, errors: self.offer.errors })
                h1 { (words.text("staff-account-factor")) }
                p { (words.text("staff-account-factor-until")) }
                (StaffForm {
                    action: paths::KEEP_FACTOR,
                    csrf: Some(self.csrf),
                    content: self.offer.render_in(words),
                    button: words.text("staff-account-factor-keep"),
                })
                p { a href=(paths::ACCOUNT) { (words.text("staff-account-leave")) } }
            }
        }
    }
}

impl StaffPage for LostPhonePage<'_> {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text("staff-lost-phone-title")
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let (words, errors) = (frame.words, self.offer.errors);
        let content = html! {
            (StaffField::email(words, self.email, errors))
            (PasswordBox::own(words, errors))
            (StaffField {
                name: "kit",
                label: words.text("staff-recover-kit"),
                hint: Some(words.text("staff-kit-type-hint")),
                kind: "text",
                autocomplete: "off",
                value: self.kit,
                errors,
            })
            h2 { (words.text("staff-lost-phone-factor")) }
            (self.offer.render_in(words))
        };
        html! {
            div.narrow {
                (StaffErrors { words, errors })
                h1 { (words.text("staff-lost-phone-title")) }
                @if let Some(notice) = &self.notice { p.notice role="status" { (notice) } }
                p { (words.text("staff-lost-phone-text")) }
                (StaffForm {
                    action: paths::LOST_PHONE,
                    csrf: None,
                    content,
                    button: words.text("staff-lost-phone-button"),
                })
                p { a href=(paths::SIGN_IN) { (words.text("staff-sign-in-title")) } }
            }
        }
    }
}

fn change_key(event: &str) -> &'static str {
    match event {
        "reader.recovered" => "staff-account-did-recover",
        "reader.recovered-by-papers" => "staff-account-did-recover-by-papers",
        "reader.password-changed" => "staff-account-did-change-password",
        "reader.kit-renewed" => "staff-account-did-renew-kit",
        "reader.factor-renewed" => "staff-account-did-renew-factor",
        "reader.factor-replaced" => "staff-account-did-replace-factor",
        "passkey.added" => "staff-account-did-add-passkey",
        "passkey.removed" => "staff-account-did-remove-passkey",
        "account.linked" => "staff-account-did-link",
        "account.unlinked" => "staff-account-did-unlink",
        "reader.enrolled" => "staff-account-did-enrol",
        _ => "staff-account-did-something",
    }
}
