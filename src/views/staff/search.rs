//! Searching one's slips: what is looked for, and the slips in which it was found. Never a word of them.

use maud::{Markup, html};

use super::queue::{Columns, QueueLine};
use super::queue_lists::LookNote;
use crate::domain::{CodeState, Place, QueueList};
use crate::i18n::Words;
use crate::paths;
use crate::views::components::{
    CsrfField, FieldError, Select, StaffErrors, StaffField, StaffForm, StaffTable,
};
use crate::views::pupil::answer_words;
use crate::views::{StaffFrame, StaffPage};

/// What is looked for, as it was typed and chosen.
#[derive(Default)]
pub struct SearchForm {
    pub term: String,
    pub kind: String,
    pub place: String,
    pub code: String,
}

/// What was found.
pub struct SearchFound {
    pub lines: Vec<QueueLine>,
    pub note: LookNote,
    /// Slips that have not been tried with this reader's key yet.
    pub untried: usize,
}

pub struct SearchPage<'a> {
    pub form: SearchForm,
    /// Kinds of worry by code, each as staff read it.
    pub kinds: &'a [(String, String)],
    pub errors: &'a [FieldError],
    /// Absent before anything was looked for.
    pub found: Option<SearchFound>,
    pub csrf: &'a str,
}

impl StaffPage for SearchPage<'_> {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text("staff-search-title")
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        html! {
            h1 { (self.title(frame)) }
            p { a href=(paths::SLIPS) { (words.text("staff-search-back")) } }
            (StaffErrors { words, errors: self.errors })
            p { (words.text("staff-search-text")) }
            (StaffForm {
                action: paths::SEARCH_SLIPS,
                csrf: Some(self.csrf),
                content: self.fields(words),
                button: words.text("staff-search-button"),
            })
            @if let Some(found) = &self.found { (self.found(found, words)) }
        }
    }
}

impl SearchPage<'_> {
    fn fields(&self, words: &Words) -> Markup {
        let any = || Some(words.text("staff-queue-any"));
        let kinds: Vec<(&str, String)> =
            self.kinds.iter().map(|(code, said)| (code.as_str(), said.clone())).collect();
        let place = |place: &Place| (place.as_str(), answer_words::place(*place, words).label);
        let places: Vec<(&str, String)> = Place::ALL.iter().map(place).collect();
        let codes = CodeState::ALL.map(|state| {
            let said = match state {
                CodeState::None => words.text("staff-search-code-none"),
                CodeState::Waiting => words.text("staff-search-code-waiting"),
                CodeState::Unread => words.text("staff-search-code-unread"),
            };
            (state.as_str(), said)
        });
        let select = |name, label, options, chosen| Select {
            id: name,
            name,
            label,
            none: any(),
            options,
            chosen: Some(chosen),
            error: None,
        };
        html! {
            (StaffField {
                name: "term",
                label: words.text("staff-search-term"),
                hint: Some(words.text("staff-search-term-hint")),
                kind: "text",
                autocomplete: "off",
                value: &self.form.term,
                errors: self.errors,
            })
            div.row {
                (select("kind", words.text("staff-search-kind"), &kinds, &self.form.kind))
                (select("place", words.text("staff-search-place"), &places, &self.form.place))
                (select("code", words.text("staff-search-code"), &codes, &self.form.code))
            }
        }
    }

    fn found(&self, found: &SearchFound, words: &Words) -> Markup {
        let columns = Columns { list: QueueList::Open, words };
        html! {
            @if found.untried > 0 {
                p.notice role="status" {
                    (words.fill("staff-queue-untried", &[("count", found.untried.into())]))
                }
            }
            @if found.lines.is_empty() {
                div.panel { p role="status" { (words.text("staff-search-none")) } }
            } @else {
                (StaffTable {
                    id: "found",
                    caption: words.fill("staff-search-found", &[("count", found.lines.len().into())]),
                    columns: columns.heads(),
                    rows: found.lines.iter().map(|line| columns.row(line)).collect(),
                })
            }
            (found.note.how_far(words))
            @if let Some(next) = found.note.next { (self.further(next, words)) }
        }
    }

    /// The same again, from where this look ended.
    fn further(&self, next: usize, words: &Words) -> Markup {
        let SearchForm { term, kind, place, code } = &self.form;
        let same = [("term", term), ("kind", kind), ("place", place), ("code", code)];
        html! {
            form method="post" action=(paths::SEARCH_SLIPS) {
                (CsrfField(self.csrf))
                @for (name, value) in same { input type="hidden" name=(name) value=(value); }
                input type="hidden" name="looked" value=(next);
                div.go { button.btn type="submit" { (words.text("staff-queue-look-further")) } }
            }
        }
    }
}
