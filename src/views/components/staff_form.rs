//! The parts of staff forms: fields with their label, hint and error, and the form's token.

use maud::{Markup, Render, html};

use crate::domain::NewPassword;
use crate::i18n::Words;

/// The session's token, in every form that changes something.
pub struct CsrfField<'a>(pub &'a str);

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The field's name, which is its id.
    pub field: &'static str,
    pub message: String,
}

/// The list of what to put right, above a form that was sent back.
pub struct StaffErrors<'a> {
    pub words: &'a Words,
    pub errors: &'a [FieldError],
}

/// A form with one button.
pub struct StaffForm<'a> {
    pub action: &'a str,
    /// Absent before signing in.
    pub csrf: Option<&'a str>,
    pub content: Markup,
    pub button: String,
}

/// A field of one line.
pub struct StaffField<'a> {
    /// Its name in the form, and its id.
    pub name: &'static str,
    pub label: String,
    pub hint: Option<String>,
    /// `text`, `email` …
    pub kind: &'static str,
    /// What browsers may fill in: `off`, `username`, `one-time-code` …
    pub autocomplete: &'static str,
    pub value: &'a str,
    pub errors: &'a [FieldError],
}

/// A field of several lines.
pub struct StaffTextBox<'a> {
    /// Its name in the form, and its id.
    pub name: &'static str,
    pub label: String,
    pub hint: Option<String>,
    pub rows: u8,
    pub value: &'a str,
    pub errors: &'a [FieldError],
}

/// A field for a password. What was typed is never sent back.
pub struct PasswordBox<'a> {
    pub name: &'static str,
    pub label: String,
    pub hint: Option<String>,
    /// `current-password` or `new-password`.
    pub autocomplete: &'static str,
    pub errors: &'a [FieldError],
}

/// Two fields for a password that somebody chooses.
pub struct NewPasswordBoxes<'a> {
    pub words: &'a Words,
    pub errors: &'a [FieldError],
}

impl<'a> StaffField<'a> {
    /// The field for the address that somebody signs in with.
    pub fn email(words: &Words, value: &'a str, errors: &'a [FieldError]) -> Self {
        Self {
            name: "email",
            label: words.text("staff-email"),
            hint: None,
            kind: "email",
            autocomplete: "username",
            value,
            errors,
        }
    }

    /// The field for the code of the authenticator app.
    pub fn code(words: &Words, errors: &'a [FieldError]) -> Self {
        Self {
            name: "code",
            label: words.text("staff-code"),
            hint: Some(words.text("staff-code-hint")),
            kind: "text",
            autocomplete: "one-time-code",
            value: "",
            errors,
        }
    }
}

impl<'a> PasswordBox<'a> {
    /// The field for one's password.
    pub fn own(words: &Words, errors: &'a [FieldError]) -> Self {
        Self {
            name: "password",
            label: words.text("staff-password"),
            hint: None,
            autocomplete: "current-password",
            errors,
        }
    }
}

impl FieldError {
    /// What is wrong with this field, if anything is.
    pub fn of<'a>(errors: &'a [Self], field: &str) -> Option<&'a str> {
        errors.iter().find(|error| error.field == field).map(|error| error.message.as_str())
    }
}

impl Render for NewPasswordBoxes<'_> {
    fn render(&self) -> Markup {
        let Self { words, errors } = *self;
        let hint = words.fill(
            "staff-enrol-password-hint",
            &[
                ("min", NewPassword::CHARACTERS_MIN.into()),
                ("max", NewPassword::CHARACTERS_MAX.into()),
            ],
        );
        let password = |name, label, hint| PasswordBox {
            name,
            label: words.text(label),
            hint,
            autocomplete: "new-password",
            errors,
        };
        html! {
            (password("password", "staff-enrol-password", Some(hint)))
            (password("again", "staff-enrol-again", None))
        }
    }
}

impl Render for CsrfField<'_> {
    fn render(&self) -> Markup {
        html! { input type="hidden" name="csrf" value=(self.0); }
    }
}

impl Render for StaffErrors<'_> {
    fn render(&self) -> Markup {
        html! {
            @if !self.errors.is_empty() {
                div.errors #errors role="alert" tabindex="-1" {
                    h2 { (self.words.text("staff-put-right")) }
                    ul {
                        @for error in self.errors {
                            li { a href={ "#" (error.field) } { (error.message) } }
                        }
                    }
                }
            }
        }
    }
}

impl Render for StaffForm<'_> {
    fn render(&self) -> Markup {
        html! {
            form.staff-form method="post" action=(self.action) novalidate {
                @if let Some(csrf) = self.csrf { (CsrfField(csrf)) }
                (self.content)
                div.go { button.btn type="submit" { (self.button) } }
            }
        }
    }
}

impl Render for StaffField<'_> {
    fn render(&self) -> Markup {
        field(self.name, &self.label, self.hint.as_deref(), self.errors, |described_by, invalid| {
            html! {
                input.line id=(self.name) name=(self.name) type=(self.kind) value=(self.value)
                    autocomplete=(self.autocomplete) spellcheck="false" autocapitalize="none" writingsuggestions="false"
                    aria-describedby=[described_by] aria-invalid=[invalid];
            }
        })
    }
}

impl Render for StaffTextBox<'_> {
    fn render(&self) -> Markup {
        field(self.name, &self.label, self.hint.as_deref(), self.errors, |described_by, invalid| {
            html! {
                textarea id=(self.name) name=(self.name) rows=(self.rows) autocomplete="off"
                    spellcheck="false" writingsuggestions="false"
                    aria-describedby=[described_by] aria-invalid=[invalid]
                { "\n" (self.value) }
            }
        })
    }
}

impl Render for PasswordBox<'_> {
    fn render(&self) -> Markup {
        field(self.name, &self.label, self.hint.as_deref(), self.errors, |described_by, invalid| {
            html! {
                input.line id=(self.name) name=(self.name) type="password"
                    autocomplete=(self.autocomplete) aria-describedby=[described_by]
                    aria-invalid=[invalid];
            }
        })
    }
}

/// A label, its hint and error, and the control they describe.
fn field(
    name: &str,
    label: &str,
    hint: Option<&str>,
    errors: &[FieldError],
    control: impl Fn(Option<&str>, Option<&str>) -> Markup,
) -> Markup {
    let error = FieldError::of(errors, name);
    let described_by =
        [hint.map(|_| format!("{name}-hint")), error.map(|_| format!("{name}-error"))]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" ");
    let described_by = (!described_by.is_empty()).then_some(described_by.as_str());
    html! {
        div.field {
            label for=(name) { (label) }
            @if let Some(hint) = hint { p.hint id={ (name) "-hint" } { (hint) } }
            @if let Some(error) = error { p.err id={ (name) "-error" } { (error) } }
            (control(described_by, error.map(|_| "true")))
        }
    }
}
