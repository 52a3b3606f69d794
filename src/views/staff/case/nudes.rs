//! Before a slip that may be about nudes of somebody under 18: what not to do, before any of its words.

use maud::{Markup, html};

use crate::domain::SlipId;
use crate::i18n::Words;
use crate::paths;
use crate::views::components::CsrfField;
use crate::views::{StaffFrame, StaffPage};

/// UKCIS, *Sharing nudes and semi-nudes: advice for education settings*; S2 §6.3: "not view the image".
pub struct NudesPage<'a> {
    pub slip: &'a SlipId,
    pub csrf: &'a str,
}

impl StaffPage for NudesPage<'_> {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text("staff-nudes-heading")
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        html! {
            h1 { (words.text("staff-nudes-heading")) }
            section.panel.now aria-labelledby="not" {
                h2 #not { (words.text("staff-nudes-not-heading")) }
                p { (words.text("staff-nudes-not")) }
                ul.steps-list {
                    @for step in ["staff-nudes-1", "staff-nudes-2", "staff-nudes-3", "staff-nudes-4", "staff-nudes-5"] {
                        li { (words.text(step)) }
                    }
                }
                p.hint { (words.text("staff-nudes-source")) }
                form method="post" action=(paths::open_slip(self.slip)) {
                    (CsrfField(self.csrf))
                    input type="hidden" name="nudes-read" value="yes";
                    div.go {
                        button.btn type="submit" { (words.text("staff-nudes-button")) }
                        a.btn.second href=(paths::SLIPS) { (words.text("staff-nudes-back")) }
                    }
                }
            }
        }
    }
}

/// The same in short, above the words of a slip that is open.
pub fn notice(words: &Words) -> Markup {
    html! {
        p.notice.now {
            strong { (words.text("staff-nudes-not-heading")) } ". " (words.text("staff-nudes-not"))
        }
    }
}
