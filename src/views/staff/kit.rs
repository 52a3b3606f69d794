//! The recovery kit: shown to be printed or written down, and typed again to show that it was.

use maud::{Markup, html};

use crate::paths;
use crate::views::components::{FieldError, StaffErrors, StaffField, StaffForm};
use crate::views::{StaffFrame, StaffPage};

pub struct KitPage<'a> {
    pub name: &'a str,
    pub groups: &'a [&'a str],
    pub csrf: &'a str,
    /// What was typed before, so that one slip of the finger costs one letter.
    pub typed: &'a str,
    pub errors: &'a [FieldError],
    pub story: KitStory<'a>,
}

/// When somebody is shown a kit.
pub enum KitStory<'a> {
    /// Their first.
    Enrolling,
    /// Another, in the place of one that works until this is typed.
    Renewing {
        /// Brings this kit back with the form.
        offered: &'a str,
    },
}

impl KitStory<'_> {
    /// The keys of the heading and of what to do, and where the kit that was typed goes.
    fn parts(&self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Enrolling => ("staff-kit-heading", "staff-kit-text", paths::ENROL_KIT),
            Self::Renewing { .. } => {
                ("staff-account-kit-heading", "staff-account-kit-new-text", paths::KEEP_KIT)
            }
        }
    }
}

impl StaffPage for KitPage<'_> {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text("staff-kit-title")
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        let (heading, text, action) = self.story.parts();
        let content = html! {
            @if let KitStory::Renewing { offered } = self.story {
                input type="hidden" name="offered" value=(offered);
            }
            (StaffField {
                name: "kit",
                label: words.text("staff-kit-type"),
                hint: Some(words.text("staff-kit-type-hint")),
                kind: "text",
                autocomplete: "off",
                value: self.typed,
                errors: self.errors,
            })
        };
        html! {
            div.narrow {
                (StaffErrors { words, errors: self.errors })
                h1 { (words.text(heading)) }
                p { (words.text(text)) }
                section.panel.printed aria-labelledby="kit-of" {
                    h2 #kit-of {
                        (words.fill("staff-kit-of", &[
                            ("name", self.name.into()),
                            ("school", frame.school.into()),
                        ]))
                    }
                    p.code translate="no" { (self.groups.join(" ")) }
                    p { (words.text("staff-kit-keep")) }
                }
                (StaffForm {
                    action,
                    csrf: Some(self.csrf),
                    content,
                    button: words.text("staff-kit-button"),
                })
            }
        }
    }
}
