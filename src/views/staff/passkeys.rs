//! A reader's passkeys: which there are, and one that is being made.

use maud::{Markup, html};

use crate::domain::{Day, PasskeyId, PasskeyName};
use crate::paths;
use crate::views::components::{
    AsTyped, CsrfField, FieldError, PasskeyForm, StaffErrors, StaffField,
};
use crate::views::{StaffFrame, StaffPage};

/// A passkey on the list.
pub struct PasskeyLine {
    pub id: PasskeyId,
    pub name: PasskeyName,
    pub added_on: Day,
    /// The host at which it works, where that is not this one.
    pub elsewhere: Option<String>,
}

pub struct PasskeysPage<'a> {
    pub lines: &'a [PasskeyLine],
    pub errors: &'a [FieldError],
    pub notice: Option<String>,
    pub csrf: &'a str,
}

pub struct NewPasskeyPage<'a> {
    /// What the device is asked.
    pub asked: &'a str,
    /// What was typed before.
    pub name: &'a str,
    pub errors: &'a [FieldError],
    pub csrf: &'a str,
}

impl NewPasskeyPage<'_> {
    /// The fields of the device's answer.
    pub const ANSWERS: [&'static str; 2] = ["client-data", "device-data"];
}

impl StaffPage for PasskeysPage<'_> {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text("staff-passkeys-title")
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        html! {
            (StaffErrors { words, errors: self.errors })
            h1 { (words.text("staff-passkeys-title")) }
            @if let Some(notice) = &self.notice { p.notice.good role="status" { (notice) } }
            p { (words.text("staff-passkeys-text")) }
            p { (words.text("staff-passkeys-why")) }
            p { (words.text("staff-passkeys-code-stays")) }
            @if self.lines.is_empty() { div.panel { p { (words.text("staff-passkeys-none")) } } }
            @for line in self.lines { (self.passkey(line, frame)) }
            form.staff-form method="post" action=(paths::ADD_PASSKEY) {
                (CsrfField(self.csrf))
                div.go { button.btn #add type="submit" { (words.text("staff-passkeys-add")) } }
            }
        }
    }
}

impl PasskeysPage<'_> {
    fn passkey(&self, line: &PasskeyLine, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        let heading = format!("passkey-{}", line.id.as_str());
        let day = line.added_on.in_words();
        let name = line.name.as_str();
        html! {
            section.panel aria-labelledby=(heading) {
                h2 id=(heading) { (AsTyped(name)) }
                p { (words.fill("staff-passkeys-added-on", &[("day", (&day).into())])) }
                @if let Some(host) = &line.elsewhere {
                    p.hint { (words.fill("staff-passkeys-elsewhere", &[("host", host.into())])) }
                }
                form method="post" action=(paths::remove_passkey(&line.id)) {
                    (CsrfField(self.csrf))
                    button.btn.second type="submit" {
                        (words.text("staff-passkeys-remove"))
                        span.vh { ": " (AsTyped(name)) }
                    }
                }
            }
        }
    }
}

impl StaffPage for NewPasskeyPage<'_> {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text("staff-passkey-new-title")
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        let content = html! {
            (StaffField {
                name: "name",
                label: words.text("staff-passkey-name"),
                hint: Some(words.text("staff-passkey-name-hint")),
                kind: "text",
                autocomplete: "off",
                value: self.name,
                errors: self.errors,
            })
        };
        html! {
            div.narrow {
                (StaffErrors { words, errors: self.errors })
                h1 { (words.text("staff-passkey-new-title")) }
                p { (words.text("staff-passkey-new-text")) }
                (PasskeyForm {
                    words,
                    action: paths::NEW_PASSKEY,
                    csrf: self.csrf,
                    asked: self.asked,
                    answers: &Self::ANSWERS,
                    off: words.text("staff-passkey-off-new"),
                    content,
                    button: words.text("staff-passkey-make"),
                })
                p { a href=(paths::PASSKEYS) { (words.text("staff-passkey-back")) } }
            }
        }
    }

    fn script(&self) -> Option<&'static str> {
        Some(paths::files::PASSKEY_JS)
    }
}
