//! Letting a colleague read a slip that did not go to them.

use maud::{Markup, html};

use crate::domain::{NotLetIn, READERS_MAX, ReaderId, SlipId};
use crate::i18n::Words;
use crate::paths;
use crate::views::components::{CsrfField, FieldError, StaffErrors};
use crate::views::{StaffFrame, StaffPage};

/// A colleague, by name and title, and why they cannot be let in if they cannot.
pub struct ColleagueLine {
    pub id: ReaderId,
    pub name: String,
    pub problem: Option<NotLetIn>,
}

pub struct LetReadPage<'a> {
    pub slip: &'a SlipId,
    pub colleagues: Vec<ColleagueLine>,
    /// Who was chosen, if it was sent.
    pub chosen: Option<ReaderId>,
    /// What happened just now, such as somebody else being faster.
    pub notice: Option<String>,
    pub errors: &'a [FieldError],
    pub csrf: &'a str,
}

impl StaffPage for LetReadPage<'_> {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text("staff-let-read-title")
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        html! {
            (StaffErrors { words, errors: self.errors })
            h1 { (words.text("staff-let-read-heading")) }
            @if let Some(notice) = &self.notice { p.notice.now role="status" { (notice) } }
            p { (words.text("staff-let-read-text")) }
            @if self.colleagues.iter().all(|one| one.problem.is_some()) {
                p #colleague tabindex="-1" { (words.text("staff-let-read-nobody")) }
                div.go { (self.back(words)) }
            } @else {
                form.staff-form method="post" action=(paths::let_read(self.slip)) novalidate {
                    (CsrfField(self.csrf))
                    (self.choice(words))
                    div.go {
                        button.btn type="submit" { (words.text("staff-let-read-button")) }
                        (self.back(words))
                    }
                }
            }
            (self.kept_out(words))
        }
    }
}

impl LetReadPage<'_> {
    fn choice(&self, words: &Words) -> Markup {
        let error = self.errors.iter().find(|error| error.field == "colleague");
        html! {
            fieldset #colleague tabindex="-1" {
                legend { (words.text("staff-let-read-who")) }
                @if let Some(error) = error { p.err { (error.message) } }
                @for one in self.colleagues.iter().filter(|one| one.problem.is_none()) {
                    label.tick {
                        input type="radio" name="colleague" value=(one.id)
                            checked[self.chosen.as_ref() == Some(&one.id)];
                        span { bdi { (one.name) } }
                    }
                }
            }
        }
    }

    fn kept_out(&self, words: &Words) -> Markup {
        let kept_out = self.colleagues.iter().filter_map(|one| Some((&one.name, one.problem?)));
        html! {
            @if self.colleagues.iter().any(|one| one.problem.is_some()) {
                h2 { (words.text("staff-let-read-not-heading")) }
                p { (words.text("staff-let-read-not-text")) }
                ul.steps-list {
                    @for (name, problem) in kept_out {
                        li { bdi { (name) } " – " (not_let_in_in_words(problem, words)) }
                    }
                }
            }
        }
    }

    fn back(&self, words: &Words) -> Markup {
        html! { a.btn.second href=(paths::slip(self.slip)) { (words.text("staff-let-read-back")) } }
    }
}

/// Why a colleague is not let in.
pub fn not_let_in_in_words(problem: NotLetIn, words: &Words) -> String {
    match problem {
        NotLetIn::ReadsIt => words.text("staff-let-read-reads-it"),
        NotLetIn::NoReader => words.text("staff-let-read-no-reader"),
        NotLetIn::HiddenByPupil => words.text("staff-let-read-hidden"),
        NotLetIn::HandedItOn => words.text("staff-let-read-handed-on"),
        NotLetIn::AboutStaff => words.text("staff-let-read-about-staff"),
        NotLetIn::Named => words.text("staff-let-read-named"),
        NotLetIn::Full => words.fill("staff-let-read-full", &[("max", READERS_MAX.into())]),
    }
}
