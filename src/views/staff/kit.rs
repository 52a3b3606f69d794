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
}

impl StaffPage for KitPage<'_> {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text("staff-kit-title")
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        let content = html! {
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
                h1 { (words.text("staff-kit-heading")) }
                p { (words.text("staff-kit-text")) }
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
                    action: paths::ENROL_KIT,
                    csrf: Some(self.csrf),
                    content,
                    button: words.text("staff-kit-button"),
                })
            }
        }
    }
}
