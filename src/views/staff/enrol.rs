//! The page of a one-time link: choosing a password and setting up the second factor.

use maud::{Markup, html};

use crate::domain::{Nation, ReaderSummary};
use crate::paths;
use crate::views::components::{FactorOffer, FieldError, NewPasswordBoxes, StaffErrors, StaffForm};
use crate::views::post::posts;
use crate::views::{StaffFrame, StaffPage};

pub struct EnrolPage<'a> {
    pub reader: &'a ReaderSummary,
    pub nation: Nation,
    pub token: &'a str,
    /// The key for the authenticator app: as a link for its camera, as text for its keyboard, and
    /// sealed for this form to bring back.
    pub factor: FactorOffer<'a>,
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
            h2 { (words.text("staff-enrol-password-heading")) }
            (NewPasswordBoxes { words, errors: self.errors })
            h2 { (words.text("staff-enrol-factor-heading")) }
            (self.factor.render_in(words))
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
