//! The page of a one-time link: choosing a password and setting up the second factor.

use maud::{Markup, html};

use crate::domain::{Nation, NewPassword, ReaderSummary};
use crate::paths;
use crate::views::components::{
    FieldError, PasswordBox, SquareCode, StaffErrors, StaffField, StaffForm,
};
use crate::views::post::posts;
use crate::views::{StaffFrame, StaffPage};

pub struct EnrolPage<'a> {
    pub reader: &'a ReaderSummary,
    pub nation: Nation,
    pub token: &'a str,
    /// The key for the authenticator app: as a link for its camera, as text for its keyboard, and
    /// sealed for this form to bring back.
    pub factor_uri: &'a str,
    pub factor_text: &'a str,
    pub factor_sealed: &'a str,
    pub errors: &'a [FieldError],
}

impl StaffPage for EnrolPage<'_> {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text("staff-enrol-title")
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        let name = self.reader.name.as_str();
        let content = html! {
            input type="hidden" name="factor" value=(self.factor_sealed);
            h2 { (words.text("staff-enrol-password-heading")) }
            (PasswordBox {
                name: "password",
                label: words.text("staff-enrol-password"),
                hint: Some(words.fill("staff-enrol-password-hint", &[
                    ("min", NewPassword::CHARACTERS_MIN.into()),
                    ("max", NewPassword::CHARACTERS_MAX.into()),
                ])),
                autocomplete: "new-password",
                errors: self.errors,
            })
            (PasswordBox {
                name: "again",
                label: words.text("staff-enrol-again"),
                hint: None,
                autocomplete: "new-password",
                errors: self.errors,
            })
            h2 { (words.text("staff-enrol-factor-heading")) }
            p { (words.text("staff-enrol-factor-text")) }
            (SquareCode { text: self.factor_uri, label: words.text("staff-enrol-factor-picture") })
            p { (words.text("staff-enrol-factor-or")) }
            p.code { (in_fours(self.factor_text)) }
            (StaffField::code(words, self.errors))
        };
        html! {
            div.narrow {
                (StaffErrors { words, errors: self.errors })
                h1 { (words.fill("staff-enrol-heading", &[("name", name.into())])) }
                p {
                    (words.fill("staff-enrol-text", &[
                        ("roles", (&posts(&self.reader.roles, self.nation, words)).into()),
                        ("email", self.reader.email.as_str().into()),
                    ]))
                }
                (StaffForm {
                    action: &paths::enrol(self.token),
                    csrf: None,
                    content,
                    button: words.text("staff-enrol-button"),
                })
            }
        }
    }
}

/// A key in groups of four, as people type it.
fn in_fours(key: &str) -> String {
    let characters: Vec<char> = key.chars().collect();
    characters.chunks(4).map(String::from_iter).collect::<Vec<_>>().join(" ")
}
