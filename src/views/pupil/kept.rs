//! Every answer that is not success: the same form again, with the pupil's words in it.

use maud::{Markup, html};

use crate::domain::{OPENED_AGAIN, Pastime, Step, Typed, Way};
use crate::paths;
use crate::views::components::{
    AboutLink, HelpStrip, HelpWay, LanguageForm, LookPicker, Mark, TextBox,
};
use crate::views::{Frame, Page};

/// What went wrong, as far as it matters to a pupil.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// 400: the form did not come through whole.
    NotUnderstood,
    /// 404, and any other address that is not there.
    NotFound,
    /// 408: the connection was too slow.
    TooSlow,
    /// 410: the draft is gone.
    Cleared,
    /// 410: the slip was sent, and what the page after Send could still do is over.
    SentEarlier,
    /// 413: more than can be taken.
    TooMuch,
    /// 429 and 503: more slips than can be taken right now, or the database is away.
    Busy,
    /// 500.
    Broken,
    /// 503: the school's form is not open. Better than taking a slip that nobody can read.
    NobodyReads,
}

impl Problem {
    pub const ALL: [Self; 9] = [
        Self::NotUnderstood,
        Self::NotFound,
        Self::TooSlow,
        Self::Cleared,
        Self::SentEarlier,
        Self::TooMuch,
        Self::Busy,
        Self::Broken,
        Self::NobodyReads,
    ];
}

/// The page for a problem. What was typed goes back into the form it came from.
pub struct KeptPage<'a> {
    pub problem: Problem,
    /// The fields of the form that failed; absent when nothing was being sent.
    pub typed: Option<&'a Typed>,
    /// In which way it was written.
    pub way: Way,
}

/// The fields a slip's form may carry; whatever else came is not sent back.
const FIELDS: [&str; 21] = [
    "step",
    "danger",
    "about",
    "group",
    "kind",
    "place",
    "still",
    "done_by",
    "done",
    "happened",
    "hidden_from[]",
    "named[]",
    "look",
    "size",
    "mode",
    "lang",
    OPENED_AGAIN,
    "has-words",
    Way::FIELD,
    Pastime::PICKED,
    Pastime::PICKED_MANY,
];
/// Most fields that are sent back: more than the longest form has.
const FIELDS_MAX: usize = 80;

impl Page for KeptPage<'_> {
    fn title(&self, frame: &Frame<'_>) -> String {
        let words = frame.words;
        match self.problem {
            Problem::NotUnderstood => words.text("problem-not-understood-title"),
            Problem::NotFound => words.text("problem-not-found-title"),
            Problem::TooSlow => words.text("problem-too-slow-title"),
            Problem::Cleared => words.text("problem-cleared-title"),
            Problem::SentEarlier => words.text("sent-title"),
            Problem::TooMuch => words.text("problem-too-much-title"),
            Problem::Busy => words.text("problem-busy-title"),
            Problem::Broken => words.text("problem-broken-title"),
            Problem::NobodyReads => words.text("nobody-title"),
        }
    }

    fn way(&self) -> Way {
        self.way
    }

    fn content(&self, frame: &Frame<'_>) -> Markup {
        let words = frame.words;
        html! {
            div.slip {
                h1 { (self.heading(frame)) }
                @if let Some(advice) = self.advice(frame) { p { (advice) } }
                @match self.typed {
                    Some(typed) => (self.again(typed, frame)),
                    None => (self.way_on(frame)),
                }
                @if self.may_go_wrong_again() { p { (words.text("problem-tell-adult")) } }
                div.note.sand { (HelpStrip { words, way: self.way_to_help() }) }
                @if self.typed.is_none() {
                    (AboutLink { words, is_press: false })
                    (LanguageForm { frame, from: "" })
                }
            }
        }
    }
}

/// The id of the form with what was typed.
const FORM: &str = "kept";

impl KeptPage<'_> {
    /// Where nothing was being sent.
    fn way_on(&self, frame: &Frame<'_>) -> Markup {
        let words = frame.words;
        match self.problem {
            Problem::NobodyReads => html! {},
            // Nothing is kept any more that could say in which language.
            Problem::SentEarlier => html! {
                @let anew = paths::looking_like(paths::slip_of(self.way), frame.appearance);
                div.go { a.btn href=(anew) { (words.text("begun-anew")) (Mark("next")) } }
            },
            Problem::NotUnderstood
            | Problem::NotFound
            | Problem::TooSlow
            | Problem::Cleared
            | Problem::TooMuch
            | Problem::Busy
            | Problem::Broken => html! {
                div.go {
                    a.btn href=(paths::slip_of(self.way)) { (words.text("problem-go-on")) (Mark("next")) }
                }
            },
        }
    }

    fn way_to_help(&self) -> HelpWay {
        if self.typed.is_some() { HelpWay::PressOf(FORM) } else { HelpWay::Link }
    }

    /// Whether there is something to be tried once more.
    fn may_go_wrong_again(&self) -> bool {
        match self.problem {
            Problem::NotFound | Problem::Cleared | Problem::SentEarlier | Problem::NobodyReads => {
                false
            }
            Problem::NotUnderstood
            | Problem::TooSlow
            | Problem::TooMuch
            | Problem::Busy
            | Problem::Broken => true,
        }
    }

    fn heading(&self, frame: &Frame<'_>) -> String {
        let words = frame.words;
        match self.problem {
            Problem::NotUnderstood => words.text("problem-not-understood"),
            Problem::NotFound => words.text("problem-not-found"),
            Problem::TooSlow => words.text("problem-too-slow"),
            Problem::Cleared => words.text("problem-cleared"),
            Problem::SentEarlier => words.text("problem-sent-earlier"),
            Problem::TooMuch => words.text("problem-too-much"),
            Problem::Busy => words.text("problem-busy"),
            Problem::Broken => words.text("problem-broken"),
            Problem::NobodyReads => words.text("nobody-heading"),
        }
    }

    fn advice(&self, frame: &Frame<'_>) -> Option<String> {
        let words = frame.words;
        match self.problem {
            Problem::NotUnderstood | Problem::TooSlow => None,
            Problem::NotFound => Some(words.text("problem-not-found-text")),
            Problem::Cleared => Some(words.text("problem-cleared-text")),
            Problem::SentEarlier => Some(words.text("problem-sent-earlier-text")),
            Problem::TooMuch => Some(words.text("problem-too-much-text")),
            Problem::Busy => Some(words.text("problem-busy-text")),
            Problem::Broken => Some(words.text("problem-broken-text")),
            Problem::NobodyReads => Some(words.text("nobody-text")),
        }
    }

    /// The same form with the same button; words are seen and can be changed.
    fn again(&self, typed: &Typed, frame: &Frame<'_>) -> Markup {
        let words = frame.words;
        let go = typed.first("go").unwrap_or("next");
        let boxes = [
            ("words", words.text("problem-words"), 7),
            ("who", words.text("problem-who"), 3),
            ("name", words.text("problem-name"), 2),
        ];
        let has_words =
            boxes.iter().any(|(name, ..)| typed.first(name).is_some_and(|it| !it.is_empty()));
        let hidden = typed.0.iter().filter(|(name, _)| FIELDS.contains(&name.as_str()));
        html! {
            form.stack id=(FORM) method="post" action=(paths::slip_of(self.way)) autocomplete="off" novalidate {
                @if typed.first("step").is_none() {
                    input type="hidden" name="step" value=(Step::Start.as_str());
                }
                @for (name, value) in hidden.take(FIELDS_MAX) {
                    input type="hidden" name=(name) value=(value);
                }
                @if has_words {
                    p { strong { (words.text("problem-kept")) } " " (words.text("problem-kept-text")) }
                }
                @for (name, label, rows) in boxes {
                    @if let Some(value) = typed.first(name) {
                        p { label for=(name) { (label) } }
                        (TextBox { name, described_by: "", value, rows, is_invalid: false })
                    }
                }
                div.go {
                    button.btn name="go" value=(go) {
                        (if go.starts_with("send") { words.text("problem-send-again") } else { words.text("problem-try-again") })
                        (Mark("next"))
                    }
                }
                (LookPicker { frame, names_languages: true })
            }
        }
    }
}
