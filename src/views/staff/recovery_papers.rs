//! The school's recovery papers: whom they help, three new ones to be printed and typed again, and the page where
//! two of them are typed.

use maud::{Markup, html};

use crate::i18n::Words;
use crate::paths;
use crate::views::components::{
    AsTyped, FactorOffer, FieldError, NewPasswordBoxes, StaffErrors, StaffField, StaffForm,
};
use crate::views::{StaffFrame, StaffPage};

/// Where the papers are typed.
pub const PAPER_FIELDS: [&str; 3] = ["paper-1", "paper-2", "paper-3"];

pub struct RecoveryPapersPage<'a> {
    /// Who answers for the papers that count; absent where there are none.
    pub made_by: Option<String>,
    /// Whose keys the papers give back.
    pub covered: Vec<String>,
    /// And whose not yet.
    pub waiting: Vec<String>,
    pub may_make: bool,
    pub csrf: &'a str,
    pub notice: Option<String>,
}

/// Three papers that do not count yet.
pub struct NewPapersPage<'a> {
    pub papers: [&'a str; 3],
    /// Where two of them are typed: whoever holds one has nothing else to go by.
    pub address: &'a str,
    /// Brings these papers back with the form.
    pub offered: &'a str,
    pub csrf: &'a str,
    /// What was typed before, so that one slip of the finger costs one letter.
    pub typed: [&'a str; 3],
    pub errors: &'a [FieldError],
}

/// For whoever has lost everything.
pub struct RecoverByPapersPage<'a> {
    pub email: &'a str,
    /// Two fields, and what was typed into them before.
    pub papers: [(&'static str, &'a str); 2],
    pub offer: FactorOffer<'a>,
    /// What else is to be said above the form: too many tries, or a busy moment.
    pub notice: Option<String>,
}

impl StaffPage for RecoveryPapersPage<'_> {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text("staff-papers-title")
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        html! {
            h1 { (words.text("staff-papers-title")) }
            @if let Some(notice) = &self.notice { p.notice role="status" { (notice) } }
            p { (words.text("staff-papers-text")) }
            @match &self.made_by {
                Some(name) => p { (words.fill("staff-papers-made-by", &[("name", name.as_str().into())])) },
                None => p { strong { (words.text("staff-papers-none")) } },
            }
            @if self.made_by.is_some() {
                (names("covered", "staff-papers-covered", &self.covered, words))
                (names("waiting", "staff-papers-waiting", &self.waiting, words))
            }
            @if self.may_make {
                section.panel aria-labelledby="making" {
                    h2 #making { (words.text("staff-papers-make")) }
                    p { (words.text("staff-papers-make-text")) }
                    (StaffForm {
                        action: paths::NEW_PAPERS,
                        csrf: Some(self.csrf),
                        content: Markup::default(),
                        button: words.text("staff-papers-make-button"),
                    })
                }
            } @else {
                p { (words.text("staff-papers-who-makes")) }
            }
        }
    }
}

/// A list of people under its heading; nothing where there is nobody.
fn names(id: &str, heading: &'static str, names: &[String], words: &Words) -> Markup {
    html! {
        @if !names.is_empty() {
            section.panel aria-labelledby=(id) {
                h2 id=(id) { (words.text(heading)) }
                ul { @for name in names { li { (AsTyped(name)) } } }
            }
        }
    }
}

impl StaffPage for NewPapersPage<'_> {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text("staff-papers-new-title")
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        let numbered = |key, number: usize| words.fill(key, &[("number", number.into())]);
        let content = html! {
            input type="hidden" name="offered" value=(self.offered);
            @for (number, (field, typed)) in (1..).zip(PAPER_FIELDS.into_iter().zip(self.typed)) {
                (StaffField {
                    name: field,
                    label: numbered("staff-papers-type", number),
                    hint: Some(words.text("staff-papers-type-hint")),
                    kind: "text",
                    autocomplete: "off",
                    value: typed,
                    errors: self.errors,
                })
            }
        };
        html! {
            div.narrow {
                (StaffErrors { words, errors: self.errors })
                h1 { (words.text("staff-papers-new-title")) }
                p { (words.text("staff-papers-new-text")) }
                @for (number, paper) in (1..).zip(self.papers) {
                    @let id = format!("paper-of-{number}");
                    section.panel.printed aria-labelledby=(id) {
                        h2 id=(id) {
                            (words.fill("staff-papers-of", &[
                                ("number", number.into()),
                                ("school", frame.school.into()),
                            ]))
                        }
                        p.code translate="no" { (paper) }
                        p { (words.text("staff-papers-keep")) }
                        p { (words.text("staff-papers-where")) " " strong translate="no" { (self.address) } }
                    }
                }
                (StaffForm {
                    action: paths::KEEP_PAPERS,
                    csrf: Some(self.csrf),
                    content,
                    button: words.text("staff-papers-button"),
                })
                p { a href=(paths::RECOVERY_PAPERS) { (words.text("staff-account-leave")) } }
            }
        }
    }
}

impl StaffPage for RecoverByPapersPage<'_> {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text("staff-papers-recover-title")
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let (words, errors) = (frame.words, self.offer.errors);
        let paper = |name, label, value| StaffField {
            name,
            label: words.text(label),
            hint: Some(words.text("staff-papers-type-hint")),
            kind: "text",
            autocomplete: "off",
            value,
            errors,
        };
        let [one, another] = self.papers;
        let content = html! {
            (StaffField::email(words, self.email, errors))
            (paper(one.0, "staff-papers-one", one.1))
            (paper(another.0, "staff-papers-another", another.1))
            h2 { (words.text("staff-enrol-password-heading")) }
            (NewPasswordBoxes { words, errors })
            h2 { (words.text("staff-enrol-factor-heading")) }
            (self.offer.render_in(words))
        };
        html! {
            div.narrow {
                (StaffErrors { words, errors })
                h1 { (words.text("staff-papers-recover-title")) }
                @if let Some(notice) = &self.notice { p.notice role="status" { (notice) } }
                p { (words.text("staff-papers-recover-text")) }
                (StaffForm {
                    action: paths::RECOVER_BY_PAPERS,
                    csrf: None,
                    content,
                    button: words.text("staff-papers-recover-button"),
                })
                p { a href=(paths::SIGN_IN) { (words.text("staff-sign-in-title")) } }
            }
        }
    }
}
