//! The way back: six words are typed or tapped, and open what staff have written. Never the slip.

use maud::{Markup, html};

use crate::domain::{
    CodeProblem, FollowUpCode, Nation, OPENED_AGAIN, QuickAnswer, ReplyTrouble, ReplyVisit,
    StaffMessage, Tapped, tapped,
};
use crate::i18n::Words;
use crate::paths;
use crate::views::components::{
    AsTyped, Choices, CodeWord, ErrorBox, HelpStrip, HelpWay, LookPicker, Mark, TextBox,
};
use crate::views::post::title_in_words;
use crate::views::{Frame, Page};

use super::answer_words;
use super::tiles::tile;
use super::when;

pub struct ReplyPage<'a> {
    pub visit: &'a ReplyVisit,
    pub content: ReplyContent<'a>,
}

/// What the page shows.
pub enum ReplyContent<'a> {
    /// The box for the code.
    Code,
    /// What the code has opened, and whose words there are for what those who wrote are.
    Messages(&'a [StaffMessage], Nation),
    /// It is open, but whoever looks may not have opened it.
    Hidden,
}

/// Most words that are said to be unknown, and most letters of each.
const UNKNOWN_WORDS_MAX: usize = 6;
const UNKNOWN_LETTERS_MAX: usize = 20;

impl Page for ReplyPage<'_> {
    fn title(&self, frame: &Frame<'_>) -> String {
        let title = frame.words.text("reply-title");
        match self.visit.trouble {
            Some(_) => frame.words.fill("check-this", &[("title", (&title).into())]),
            None => title,
        }
    }

    fn content(&self, frame: &Frame<'_>) -> Markup {
        let words = frame.words;
        let enter = match self.content {
            ReplyContent::Code => "open",
            ReplyContent::Messages(..) => "answer",
            ReplyContent::Hidden => "show",
        };
        html! {
            form method="post" action=(paths::REPLY) autocomplete="off" novalidate {
                button.vh name="go" value=(enter) tabindex="-1" aria-hidden="true" {
                    (words.text("next"))
                }
                @for (name, value) in self.visit.appearance.fields() {
                    input type="hidden" name=(name) value=(value);
                }
                div.slip {
                    @match self.content {
                        ReplyContent::Code => (self.code(frame)),
                        ReplyContent::Messages(messages, nation) => (self.messages(messages, nation, frame)),
                        ReplyContent::Hidden => (self.hidden(words)),
                    }
                    div.note.sand { (HelpStrip { words, way: HelpWay::Press }) }
                }
                div.after { (LookPicker { frame, names_languages: true }) }
            }
        }
    }
}

impl ReplyPage<'_> {
    fn code(&self, frame: &Frame<'_>) -> Markup {
        let (words, visit) = (frame.words, self.visit);
        let is_wrong = self.visit.trouble.is_some();
        html! {
            div.top {
                a.btn.second.small href=(paths::SLIP) {
                    (Mark("back")) (words.text("reply-back"))
                }
            }
            (self.error_box("code", words))
            h1 { label for="code" { (words.text("reply-code")) } }
            p.hint #hint { (words.text("reply-code-hint")) }
            input.line #code type="text" name="code" value=(visit.typed) aria-describedby="hint"
                aria-invalid=[is_wrong.then_some("true")] autocomplete="off" autocapitalize="none"
                autocorrect="off" spellcheck="false" writingsuggestions="false" translate="no"
                data-gramm="false" "data-1p-ignore" data-lpignore="true" data-bwignore="true";
            div.go {
                button.btn name="go" value="open" { (words.text("reply-open")) (Mark("next")) }
                @if visit.tapped.is_none() {
                    button.btn.second name="go" value="tap-begin" { (words.text("reply-tap")) }
                }
            }
            @if let Some(letters) = &visit.tapped { (buttons_to_tap(letters, words)) }
            @if !visit.answer.words.is_empty() {
                p { label for="words" { strong { (words.text("problem-kept")) } } }
                (TextBox {
                    name: "words",
                    described_by: "",
                    value: &visit.answer.words,
                    rows: 5,
                    is_invalid: false,
                })
            }
            @if let Some(quick) = visit.answer.quick {
                input type="hidden" name="quick" value=(quick.as_str());
            }
            p { (words.text("reply-no-words")) }
        }
    }

    fn messages(&self, messages: &[StaffMessage], nation: Nation, frame: &Frame<'_>) -> Markup {
        let words = frame.words;
        html! {
            (self.error_box("words", words))
            @if self.visit.is_sent {
                p.note.sage role="status" { strong { (words.text("reply-sent")) } " " (words.text("reply-sent-when")) }
            }
            h1 { (words.text("reply-messages")) }
            @if messages.is_empty() { p { (words.text("reply-none")) } }
            ul.plain.stack {
                @for message in messages {
                    li.note {
                        p.soft {
                            (AsTyped(&title_in_words(&message.title, nation, words)))
                            (words.language().comma()) " " (when::date(message.at.day(), words))
                        }
                        p.words translate="no" { (AsTyped(&message.words)) }
                    }
                }
            }
            (self.answer(frame))
        }
    }

    fn answer(&self, frame: &Frame<'_>) -> Markup {
        let (words, answer) = (frame.words, &self.visit.answer);
        let is_wrong = self.visit.trouble.is_some();
        let choices = QuickAnswer::ALL.iter().map(|quick| {
            let is_chosen = answer.quick == Some(*quick);
            tile(quick.as_str(), answer_words::quick(*quick, words), is_chosen)
        });
        let choices = Choices {
            name: "quick",
            is_many: false,
            media: frame.media,
            choices: choices.collect(),
        };
        html! {
            input type="hidden" name=(ReplyVisit::NUMBER) value=(self.visit.sent);
            fieldset {
                legend { h2 { (words.text("reply-answer")) } }
                (choices)
            }
            p { label for="words" { (words.text("reply-write")) } }
            p.hint #hint { (words.text("reply-write-hint")) }
            (TextBox {
                name: "words",
                described_by: "hint",
                value: &answer.words,
                rows: 3,
                is_invalid: is_wrong,
            })
            div.go {
                button.btn name="go" value="answer" { (words.text("reply-send")) (Mark("next")) }
                a.btn.second href=(paths::LEAVE) data-leave rel="nofollow noreferrer" {
                    (words.text("sent-finish"))
                }
            }
        }
    }

    fn hidden(&self, words: &Words) -> Markup {
        html! {
            (self.error_box("show", words))
            input type="hidden" name=(OPENED_AGAIN) value="1";
            h1 { (words.text("reply-messages")) }
            div.note.sage {
                p { (words.text("reply-hidden")) }
                div.go {
                    button.btn.second #show name="go" value="show" { (words.text("reply-show")) }
                    button.btn.second name="go" value="anew" { (words.text("reply-code")) }
                    a.btn.second href=(paths::LEAVE) data-leave rel="nofollow noreferrer" {
                        (words.text("sent-finish"))
                    }
                }
            }
        }
    }

    fn error_box(&self, field: &str, words: &Words) -> Markup {
        let message = self.visit.trouble.as_ref().map(|trouble| in_words(trouble, words));
        html! {
            @if let Some(message) = &message { (ErrorBox { words, message, field }) }
        }
    }
}

/// Letters, and words once there are few enough: everything can be tapped, nothing has to be typed.
fn buttons_to_tap(letters: &str, words: &Words) -> Markup {
    html! {
        section.note aria-labelledby="tap" {
            h2 #tap { (words.text("reply-tap-next")) }
            @if !letters.is_empty() { p.num translate="no" { (letters) "…" } }
            div.swatches translate="no" {
                @match tapped(letters) {
                    Tapped::Letters(next) => @for letter in next {
                        button.swatch name="go" value={ "tap-" (letter) } { (letter) }
                    },
                    Tapped::Words(found) => @for word in found {
                        button.swatch name="go" value={ "tap-word-" (word) } { (CodeWord(word)) }
                    },
                }
            }
            div.go {
                button.btn.second.small name="go" value="tap-back" {
                    (Mark("back")) (words.text("reply-tap-back"))
                }
            }
        }
    }
}

fn in_words(trouble: &ReplyTrouble, words: &Words) -> String {
    match trouble {
        ReplyTrouble::NotACode(CodeProblem::OtherCount { count }) => {
            let told = words.fill("reply-not-six", &[("count", (*count).into())]);
            match *count < FollowUpCode::WORDS {
                true => format!("{told} {}", words.text("reply-leave-spaces")),
                false => told,
            }
        }
        ReplyTrouble::NotACode(CodeProblem::Unknown { words: unknown }) => {
            let short = |word: &String| word.chars().take(UNKNOWN_LETTERS_MAX).collect::<String>();
            let unknown: Vec<_> = unknown.iter().take(UNKNOWN_WORDS_MAX).map(short).collect();
            words.fill("reply-unknown", &[("words", (&unknown.join(", ")).into())])
        }
        ReplyTrouble::NoSlip => words.text("reply-no-slip"),
        ReplyTrouble::Ended => words.text("reply-ended"),
        ReplyTrouble::Empty => words.text("reply-empty"),
        ReplyTrouble::TooLong { count, max } => {
            words.fill("words-too-long", &[("count", (*count).into()), ("max", (*max).into())])
        }
        ReplyTrouble::Garbled => words.text("trouble-garbled"),
        ReplyTrouble::CutShort => words.text("trouble-cut-short"),
        ReplyTrouble::Busy => words.text("reply-busy"),
        ReplyTrouble::Fault => words.text("trouble-fault"),
        ReplyTrouble::NobodyLeft => words.text("reply-nobody-left"),
        ReplyTrouble::NoMoreAnswers => words.text("reply-no-more-answers"),
    }
}
