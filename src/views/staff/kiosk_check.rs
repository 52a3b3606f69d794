//! What staff look at before pupils write at a kiosk: to be filled in, to be signed, and as it was signed.

use maud::{Markup, html};

use crate::domain::{
    CheckAnswer, CheckItem, CheckLine, Day, Kiosk, KioskCheck, KioskCheckId, Nation, Roles,
};
use crate::i18n::Words;
use crate::paths;
use crate::views::components::{
    AsTyped, Column, CsrfField, FieldError, PasswordBox, StaffErrors, StaffTable,
};
use crate::views::post::posts;
use crate::views::{StaffFrame, StaffPage};

/// The form for one kiosk, and what was signed for it before.
pub struct KioskCheckPage<'a> {
    pub kiosk: &'a Kiosk,
    /// As it was filled in, or sent.
    pub check: &'a KioskCheck,
    /// What was filled in before and is not signed yet.
    pub seen: Option<&'a KioskCheckId>,
    /// Who did that, and on which day.
    pub filled: Option<(String, Day)>,
    /// Whether this person may sign: a reader does.
    pub may_sign: bool,
    pub earlier: &'a [SignedLine],
    pub nation: Nation,
    /// The page to be opened on the device itself.
    pub device_test: String,
    pub errors: &'a [FieldError],
    pub notice: Option<String>,
    pub csrf: &'a str,
}

/// A look that a reader has signed.
pub struct SignedLine {
    pub id: KioskCheckId,
    pub signed_on: Day,
    pub signed_by: String,
    /// What they were at the school then.
    pub roles: Roles,
    pub filled_by: String,
    pub filled_on: Day,
    pub check: KioskCheck,
}

/// One such look, to be read or printed.
pub struct SignedCheckPage<'a> {
    pub kiosk: &'a Kiosk,
    pub signed: &'a SignedLine,
    pub nation: Nation,
}

impl StaffPage for KioskCheckPage<'_> {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text("staff-check-title")
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        let name = self.kiosk.name.as_str();
        html! {
            (StaffErrors { words, errors: self.errors })
            h1 { (AsTyped(&words.fill("staff-check-heading", &[("name", name.into())]))) }
            @if let Some(notice) = &self.notice { p.notice.good role="status" { (notice) } }
            p { (words.text("staff-check-text")) }
            p { (words.text("staff-check-test")) }
            p.code translate="no" { (self.device_test) }
            @if let Some((by, on)) = &self.filled {
                p.notice { (words.fill("staff-check-waits", &[("name", by.into()), ("day", (&on.in_words()).into())])) }
            }
            form.staff-form method="post" action=(paths::check_kiosk(&self.kiosk.id)) novalidate {
                (CsrfField(self.csrf))
                @if let Some(seen) = self.seen { input type="hidden" name="seen" value=(seen.as_str()); }
                @for item in CheckItem::ALL { (self.item(item, words)) }
                div.go { button.btn.second name="go" value="keep" { (words.text("staff-check-keep")) } }
                (self.signature(words))
            }
            (self.history(words))
            div.go { a.btn.second href=(paths::KIOSKS) { (words.text("staff-kiosks-words-back")) } }
        }
    }
}

impl KioskCheckPage<'_> {
    fn item(&self, item: CheckItem, words: &Words) -> Markup {
        let id = item.as_str();
        let line = self.check.line(item);
        let (answer, note) = line.map_or((None, ""), |line| (line.answer, line.note.as_str()));
        let error = self.errors.iter().find(|error| error.field == id);
        let (error_id, note_id) = (format!("{id}-error"), item.note_field());
        html! {
            fieldset.panel id=(id) tabindex="-1" aria-describedby=[error.map(|_| error_id.as_str())] {
                legend { (check_item_in_words(item, words)) }
                @if let Some(error) = error { p.err id=(error_id) { (error.message) } }
                div.row {
                    @for one in CheckAnswer::ALL {
                        label.tick {
                            input type="radio" name=(id) value=(one.as_str()) checked[answer == Some(one)];
                            span { (answer_in_words(one, words)) }
                        }
                    }
                }
                div.field {
                    label for=(note_id) { (words.text("staff-check-note")) span.vh { ": " (check_item_in_words(item, words)) } }
                    input.line id=(note_id) name=(note_id) type="text" value=(note) autocomplete="off"
                        spellcheck="false" writingsuggestions="false";
                }
            }
        }
    }

    fn signature(&self, words: &Words) -> Markup {
        html! {
            section.panel aria-labelledby="signing" {
                h2 #signing { (words.text("staff-check-sign-heading")) }
                @if self.may_sign {
                    p { (words.text("staff-check-sign-text")) }
                    (PasswordBox::own(words, self.errors))
                    div.go { button.btn name="go" value="sign" { (words.text("staff-check-sign")) } }
                } @else {
                    p { (words.text("staff-check-sign-readers")) }
                }
            }
        }
    }

    fn history(&self, words: &Words) -> Markup {
        html! {
            section.panel aria-labelledby="earlier" {
                h2 #earlier { (words.text("staff-check-earlier")) }
                @if self.earlier.is_empty() { p { (words.text("staff-check-earlier-none")) } }
                @else {
                    ul.list {
                        @for one in self.earlier {
                            li {
                                p {
                                    a href=(paths::signed_check(&self.kiosk.id, &one.id)) { (signed_in_words(one.signed_on, &one.roles, self.nation, words)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

impl StaffPage for SignedCheckPage<'_> {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text("staff-check-signed-title")
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        let SignedLine { signed_on, signed_by, roles, filled_by, filled_on, check, .. } =
            self.signed;
        let table = StaffTable {
            id: "looked-at",
            caption: words.text("staff-check-looked-at"),
            columns: vec![
                Column::named(words.text("staff-check-item")),
                Column::named(words.text("staff-check-found")),
                Column::named(words.text("staff-check-note")),
            ],
            rows: check.lines.iter().map(|line| row(line, words)).collect(),
        };
        html! {
            h1 { (AsTyped(&words.fill("staff-check-heading", &[("name", self.kiosk.name.as_str().into())]))) }
            dl.facts {
                div { dt { (words.text("staff-check-school")) } dd { (AsTyped(frame.school)) } }
                div {
                    dt { (words.text("staff-check-filled-by")) }
                    dd { (AsTyped(filled_by)) ", " (filled_on.in_words()) }
                }
                div {
                    dt { (words.text("staff-check-signed-by")) }
                    dd { (AsTyped(signed_by)) ", " (posts(roles, self.nation, words)) ", " (signed_on.in_words()) }
                }
            }
            (table)
            div.go { a.btn.second href=(paths::check_kiosk(&self.kiosk.id)) { (words.text("staff-check-again")) } }
        }
    }
}

fn row(line: &CheckLine, words: &Words) -> Vec<Markup> {
    let found = match line.answer {
        Some(CheckAnswer::Yes) => html! { span.pill.later { (words.text("staff-check-yes")) } },
        Some(CheckAnswer::No) => html! { span.pill.now { (words.text("staff-check-no")) } },
        Some(CheckAnswer::NotHere) => {
            html! { span.pill.plain { (words.text("staff-check-not-here")) } }
        }
        None => html! { (words.text("staff-check-not-asked")) },
    };
    vec![html! { (check_item_in_words(line.item, words)) }, found, html! { (AsTyped(&line.note)) }]
}

/// "Tuesday 24 November 2026: designated safeguarding lead", for the list of kiosks too.
pub(super) fn signed_in_words(day: Day, roles: &Roles, nation: Nation, words: &Words) -> String {
    let (day, post) = (day.in_words(), posts(roles, nation, words));
    words.fill("staff-check-signed", &[("day", (&day).into()), ("post", (&post).into())])
}

fn answer_in_words(answer: CheckAnswer, words: &Words) -> String {
    match answer {
        CheckAnswer::Yes => words.text("staff-check-yes"),
        CheckAnswer::No => words.text("staff-check-no"),
        CheckAnswer::NotHere => words.text("staff-check-not-here"),
    }
}

/// What is looked at.
pub fn check_item_in_words(item: CheckItem, words: &Words) -> String {
    match item {
        CheckItem::Placement => words.text("staff-check-placement"),
        CheckItem::Screen => words.text("staff-check-screen"),
        CheckItem::Mirrored => words.text("staff-check-mirrored"),
        CheckItem::Monitoring => words.text("staff-check-monitoring"),
        CheckItem::Inspection => words.text("staff-check-inspection"),
        CheckItem::Policies => words.text("staff-check-policies"),
        CheckItem::Locked => words.text("staff-check-locked"),
        CheckItem::SelfTest => words.text("staff-check-self-test"),
        CheckItem::Back => words.text("staff-check-back"),
        CheckItem::Autofill => words.text("staff-check-autofill"),
        CheckItem::Spelling => words.text("staff-check-spelling"),
        CheckItem::Curtain => words.text("staff-check-curtain"),
        CheckItem::Sound => words.text("staff-check-sound"),
        CheckItem::Power => words.text("staff-check-power"),
        CheckItem::Poster => words.text("staff-check-poster"),
    }
}
