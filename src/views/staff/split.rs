//! A slip that tells of two things: the panel on its page, the choice of what the second is about, and the way back.

use maud::{Markup, Render, html};

use crate::domain::{CASES_OF_SLIP_MAX, Day, NotSplit, PressId, SlipId};
use crate::i18n::Words;
use crate::paths;
use crate::views::components::{CsrfField, FieldError, Select, StaffErrors};
use crate::views::{StaffFrame, StaffPage};

/// The cases of a slip, as far as whoever looks was told of them.
#[derive(Default)]
pub struct SplitView {
    /// Of a second case: where it comes from.
    pub begun: Option<BegunLine>,
    /// The others that were begun from it: absent where one is deleted, or others alone read it.
    pub second: Vec<Option<SlipId>>,
    pub may_split: bool,
}

/// Where a second case comes from.
pub struct BegunLine {
    /// That of the slip.
    pub day: Day,
    pub who: String,
    pub on: Day,
    /// What it was begun as, as staff read it.
    pub kind: String,
    /// The first case; absent where it is deleted, or others alone read it.
    pub first: Option<SlipId>,
    pub may_be_put_back: bool,
}

/// The panel on a slip's page.
pub(super) struct SplitPanel<'a> {
    pub slip: &'a SlipId,
    pub view: &'a SplitView,
    /// Whether its pupil wrote their name.
    pub has_name: bool,
    pub words: &'a Words,
}

impl Render for SplitPanel<'_> {
    fn render(&self) -> Markup {
        let Self { view, words, .. } = *self;
        let is_one_of_several = view.begun.is_some() || !view.second.is_empty();
        html! {
            section.panel aria-labelledby="split" {
                h2 #split { (words.text("staff-split-heading")) }
                @match &view.begun {
                    Some(begun) => (self.begun(begun)),
                    None => (self.second()),
                }
                @if is_one_of_several {
                    p.hint { (words.text("staff-split-each")) }
                    @if self.has_name { p.hint { (words.text("staff-split-name")) } }
                }
                @if view.may_split {
                    p { a href=(paths::split(self.slip)) { (words.text("staff-split-link")) } }
                }
            }
        }
    }
}

impl SplitPanel<'_> {
    fn begun(&self, begun: &BegunLine) -> Markup {
        let words = self.words;
        let (day, on) = (begun.day.in_words(), begun.on.in_words());
        html! {
            p {
                (words.fill("staff-split-from", &[
                    ("day", (&day).into()),
                    ("who", (&begun.who).into()),
                    ("on", (&on).into()),
                    ("kind", (&begun.kind).into()),
                ]))
            }
            p { (words.text("staff-split-messages")) }
            @match &begun.first {
                Some(first) => p { a href=(paths::slip(first)) { (words.text("staff-split-first")) } },
                None => p { (words.text("staff-split-first-gone")) },
            }
            @if begun.may_be_put_back {
                p { a href=(paths::put_back(self.slip)) { (words.text("staff-put-back-link")) } }
            }
        }
    }

    fn second(&self) -> Markup {
        let words = self.words;
        let said = |key, number: usize| words.fill(key, &[("number", number.into())]);
        html! {
            @if self.view.second.is_empty() {
                p { (words.text("staff-split-alone")) }
            }
            @for (number, case) in (2..).zip(&self.view.second) {
                @match case {
                    Some(case) => p { a href=(paths::slip(case)) { (said("staff-split-look", number)) } },
                    None => p { (said("staff-split-gone", number)) },
                }
            }
        }
    }
}

/// The choice of what the second case is about.
pub struct SplitPage<'a> {
    pub slip: &'a SlipId,
    /// Why none is begun.
    pub problem: Option<NotSplit>,
    /// The kinds of worry that there are, by code, as staff read them.
    pub kinds: Vec<(&'a str, String)>,
    pub chosen: Option<&'a str>,
    /// Who would read one about an adult at school; empty where nobody could.
    pub about_staff: &'a [String],
    pub press: &'a PressId,
    pub notice: Option<String>,
    pub errors: &'a [FieldError],
    pub csrf: &'a str,
}

impl StaffPage for SplitPage<'_> {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text("staff-split-title")
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        html! {
            div.narrow {
                (StaffErrors { words, errors: self.errors })
                h1 { (words.text("staff-split-page-heading")) }
                @if let Some(notice) = &self.notice { p.notice.now role="status" { (notice) } }
                @match self.problem {
                    Some(problem) => {
                        p.notice.now role="status" { (not_split_in_words(problem, words)) }
                        div.go { (self.back(words)) }
                    }
                    None => {
                        p { (words.text("staff-split-text")) }
                        (self.form(words))
                    }
                }
            }
        }
    }
}

impl SplitPage<'_> {
    fn form(&self, words: &Words) -> Markup {
        html! {
            form.staff-form method="post" action=(paths::split(self.slip)) novalidate {
                (CsrfField(self.csrf))
                input type="hidden" name="press" value=(self.press);
                (Select {
                    id: "second-kind",
                    name: "second-kind",
                    label: words.text("staff-split-kind"),
                    none: Some(words.text("staff-split-none")),
                    options: &self.kinds,
                    chosen: self.chosen,
                    error: FieldError::of(self.errors, "second-kind"),
                })
                p.hint { (words.text("staff-split-readers")) }
                p.hint { (self.about_staff(words)) }
                div.go {
                    button.btn type="submit" { (words.text("staff-split-button")) }
                    (self.back(words))
                }
            }
        }
    }

    fn about_staff(&self, words: &Words) -> String {
        match self.about_staff {
            [] => words.text("staff-split-about-staff-nobody"),
            readers => {
                let readers = readers.join("; ");
                words.fill("staff-split-about-staff", &[("readers", (&readers).into())])
            }
        }
    }

    fn back(&self, words: &Words) -> Markup {
        html! { a.btn.second href=(paths::slip(self.slip)) { (words.text("staff-split-back")) } }
    }
}

fn not_split_in_words(problem: NotSplit, words: &Words) -> String {
    match problem {
        NotSplit::NotTheFirst => words.text("staff-split-not-first"),
        NotSplit::TooMany => {
            words.fill("staff-split-too-many", &[("max", CASES_OF_SLIP_MAX.into())])
        }
        NotSplit::SetAside => words.text("staff-split-aside"),
        NotSplit::NobodyElse => words.text("staff-split-nobody"),
    }
}

/// Whether a second case is meant to go again.
pub struct PutBackPage<'a> {
    pub slip: &'a SlipId,
    pub first: &'a SlipId,
    pub csrf: &'a str,
}

impl StaffPage for PutBackPage<'_> {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text("staff-put-back-title")
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        html! {
            h1 { (words.text("staff-put-back-heading")) }
            p { (words.text("staff-put-back-text")) }
            form.staff-form method="post" action=(paths::put_back(self.slip)) {
                (CsrfField(self.csrf))
                input type="hidden" name="first" value=(self.first);
                div.go {
                    button.btn type="submit" { (words.text("staff-put-back-button")) }
                    a.btn.second href=(paths::slip(self.slip)) {
                        (words.text("staff-put-back-keep"))
                    }
                }
            }
        }
    }
}
