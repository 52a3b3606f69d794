//! What is done about a slip, on its page: who sees to it, who was told, what is left to do, what staff
//! find it to be, and notes.

mod assessment;
mod decisions;
mod nudes;
mod tasks;

use maud::{Markup, Render, html};

use crate::domain::{ActKind, Case, Day, PolicePolicy, ReaderId, SlipId};
use crate::i18n::Words;
use crate::paths;
use crate::views::components::{CsrfField, FieldError, Select, StaffTextBox};

pub(super) use assessment::in_words as assessment_in_words;
pub(super) use decisions::in_words as decided_in_words;
pub use nudes::NudesPage;
pub(super) use nudes::notice as nudes_notice;

/// What was typed into the forms, as it was sent.
#[derive(Default)]
pub struct CaseFields {
    pub note: String,
    pub body: String,
    pub decision: String,
    pub reference: String,
    pub reason: String,
    pub task: String,
    pub due: String,
}

/// A case, as the reader who looks at the page sees it.
#[derive(Default)]
pub struct CaseView {
    pub case: Case,
    /// The name of who sees to it.
    pub owner: Option<String>,
    /// Whether that is the reader who looks at the page.
    pub is_own: bool,
    /// The other readers of the slip who are still here, by id and name.
    pub colleagues: Vec<(ReaderId, String)>,
    /// The kinds of worry that there are, by code, as staff read them.
    pub kinds: Vec<(String, String)>,
    /// Until when it has to be decided whether the police or the local authority are told; absent where
    /// that is decided, or need not be.
    pub decide_by: Option<Day>,
    pub police: PolicePolicy,
    pub fields: CaseFields,
    /// Whether the note among them is one that this reader has begun and not added.
    pub has_unfinished_note: bool,
}

/// The panels of a slip's page.
pub(super) struct CasePanels<'a> {
    pub slip: &'a SlipId,
    pub view: &'a CaseView,
    pub errors: &'a [FieldError],
    pub csrf: &'a str,
    pub today: Day,
    pub words: &'a Words,
}

impl Render for CasePanels<'_> {
    fn render(&self) -> Markup {
        html! {
            (self.whose())
            (self.decisions())
            (self.tasks())
            (self.assessment())
            (self.note())
        }
    }
}

impl CasePanels<'_> {
    fn whose(&self) -> Markup {
        let words = self.words;
        let options: Vec<_> =
            self.view.colleagues.iter().map(|(id, name)| (id.as_str(), name.clone())).collect();
        html! {
            section.panel aria-labelledby="whose" {
                h2 #whose { (words.text("staff-case-owner-heading")) }
                p {
                    @match &self.view.owner {
                        Some(_) if self.view.is_own => (words.text("staff-case-owner-you")),
                        Some(name) => (words.fill("staff-case-owner-other", &[("who", name.into())])),
                        None => (words.text("staff-case-owner-nobody")),
                    }
                }
                @if self.view.is_own {
                    form method="post" action=(paths::own_case(self.slip)) {
                        (CsrfField(self.csrf))
                        input type="hidden" name="undo" value="yes";
                        div.go {
                            button.btn.second type="submit" {
                                (words.text("staff-case-owner-undo"))
                            }
                        }
                    }
                } @else {
                    form method="post" action=(paths::own_case(self.slip)) {
                        (CsrfField(self.csrf))
                        div.go {
                            button.btn type="submit" { (words.text("staff-case-owner-take")) }
                        }
                    }
                }
                @if !options.is_empty() {
                    details {
                        summary { (words.text("staff-case-owner-give")) }
                        form.staff-form method="post" action=(paths::own_case(self.slip)) {
                            (CsrfField(self.csrf))
                            (Select {
                                id: "owner",
                                name: "owner",
                                label: words.text("staff-case-owner-to"),
                                none: None,
                                options: &options,
                                chosen: None,
                                error: None,
                            })
                            div.go {
                                button.btn.second type="submit" {
                                    (words.text("staff-case-owner-give-button"))
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn note(&self) -> Markup {
        let words = self.words;
        let unfinished = paths::unfinished_note(self.slip);
        html! {
            section.panel aria-labelledby="noting" {
                h2 #noting { (words.text("staff-case-note-heading")) }
                @if self.view.has_unfinished_note {
                    p.notice { (words.text("staff-case-note-unfinished")) }
                }
                form.staff-form #note-form method="post" action=(paths::note_on_case(self.slip))
                    data-unfinished=(unfinished) novalidate {
                    (CsrfField(self.csrf))
                    (StaffTextBox {
                        name: "case-note",
                        label: words.text("staff-case-note-label"),
                        hint: Some(words.fill("staff-case-note-hint", &[
                            ("max", ActKind::LONG_NOTE_CHARACTERS_MAX.into()),
                        ])),
                        rows: 5,
                        value: &self.view.fields.note,
                        errors: self.errors,
                    })
                    p #note-kept .hint role="status" hidden { (words.text("staff-case-note-kept")) }
                    div.go {
                        button.btn type="submit" { (words.text("staff-case-note-button")) }
                        button.btn.second type="submit" formaction=(unfinished) {
                            (words.text("staff-case-note-put-by"))
                        }
                    }
                }
                @if self.view.has_unfinished_note {
                    form method="post" action=(unfinished) {
                        (CsrfField(self.csrf))
                        div.go {
                            button.btn.second type="submit" {
                                (words.text("staff-case-note-throw-away"))
                            }
                        }
                    }
                }
            }
        }
    }

    fn has_error(&self, fields: &[&str]) -> bool {
        self.errors.iter().any(|error| fields.contains(&error.field))
    }
}
