//! The page at which a computer becomes a kiosk, and stops being one.

use maud::{Markup, html};

use crate::domain::{Appearance, CodeProblem, KioskCode, KioskName, KioskTrouble};
use crate::i18n::Words;
use crate::paths;
use crate::views::components::{AsTyped, ErrorBox, HelpStrip, HelpWay, LookPicker, Mark};
use crate::views::{Frame, Page};

/// Most words that are said to be unknown, and most letters of each.
const UNKNOWN_WORDS_MAX: usize = 8;
const UNKNOWN_LETTERS_MAX: usize = 20;

pub struct KioskPage<'a> {
    /// What was chosen on the page itself, and stays with it.
    pub appearance: Appearance,
    /// The kiosk that this computer is.
    pub name: Option<&'a KioskName>,
    /// What was typed.
    pub typed: &'a str,
    pub trouble: Option<&'a KioskTrouble>,
}

impl Page for KioskPage<'_> {
    fn title(&self, frame: &Frame<'_>) -> String {
        let title = frame.words.text("kiosk-enrol");
        match self.trouble {
            Some(_) => frame.words.fill("check-this", &[("title", (&title).into())]),
            None => title,
        }
    }

    fn content(&self, frame: &Frame<'_>) -> Markup {
        let words = frame.words;
        html! {
            form method="post" action=(paths::KIOSK) autocomplete="off" novalidate {
                button.vh name="go" value=(if self.name.is_some() { "show" } else { "enrol" })
                    tabindex="-1" aria-hidden="true" { (words.text("next")) }
                @for (name, value) in self.appearance.fields() {
                    input type="hidden" name=(name) value=(value);
                }
                div.slip {
                    div.top {
                        a.btn.second.small href=(paths::SLIP) {
                            (Mark("back")) (words.text("reply-back"))
                        }
                    }
                    @match self.name {
                        Some(name) => (self.is_one(name, words)),
                        None => (self.code(words)),
                    }
                    div.note.sand { (HelpStrip { words, way: HelpWay::Press }) }
                }
                div.after { (LookPicker { frame, names_languages: true }) }
            }
        }
    }
}

impl KioskPage<'_> {
    fn code(&self, words: &Words) -> Markup {
        let message = self.trouble.map(|trouble| in_words(trouble, words));
        html! {
            @if let Some(message) = &message { (ErrorBox { words, message, field: "code" }) }
            h1 { label for="code" { (words.text("kiosk-code")) } }
            p.hint #hint { (words.text("kiosk-code-hint")) }
            input.line #code type="text" name="code" value=(self.typed) aria-describedby="hint"
                aria-invalid=[message.is_some().then_some("true")] autocomplete="off"
                autocapitalize="none" autocorrect="off" spellcheck="false"
                writingsuggestions="false" translate="no" data-gramm="false" "data-1p-ignore"
                data-lpignore="true" data-bwignore="true";
            div.go {
                button.btn name="go" value="enrol" { (words.text("kiosk-enrol")) (Mark("next")) }
            }
        }
    }

    fn is_one(&self, name: &KioskName, words: &Words) -> Markup {
        let message = self.trouble.map(|trouble| in_words(trouble, words));
        html! {
            @if let Some(message) = &message { (ErrorBox { words, message, field: "forget" }) }
            h1 { (AsTyped(&words.fill("kiosk-is", &[("name", name.as_str().into())]))) }
            p { (words.text("kiosk-is-text")) }
            details open[message.is_some()] {
                summary.linkish { (words.text("kiosk-forget")) }
                p { (words.text("kiosk-forget-text")) }
                div.go {
                    button.btn.second #forget name="go" value="forget" { (words.text("kiosk-forget")) }
                }
            }
        }
    }
}

fn in_words(trouble: &KioskTrouble, words: &Words) -> String {
    match trouble {
        KioskTrouble::NotACode(CodeProblem::OtherCount { count }) => {
            let told = words.fill("kiosk-other-count", &[("count", (*count).into())]);
            match *count < KioskCode::WORDS {
                true => format!("{told} {}", words.text("reply-leave-spaces")),
                false => told,
            }
        }
        KioskTrouble::NotACode(CodeProblem::Unknown { words: unknown }) => {
            let short = |word: &String| word.chars().take(UNKNOWN_LETTERS_MAX).collect::<String>();
            let unknown: Vec<_> = unknown.iter().take(UNKNOWN_WORDS_MAX).map(short).collect();
            words.fill("reply-unknown", &[("words", (&unknown.join(", ")).into())])
        }
        KioskTrouble::Unknown => words.text("kiosk-no-such"),
        KioskTrouble::Used => words.text("kiosk-used"),
        KioskTrouble::Expired => words.text("kiosk-expired"),
        KioskTrouble::Garbled => words.text("trouble-garbled"),
        KioskTrouble::CutShort => words.text("trouble-cut-short"),
        KioskTrouble::Busy => words.text("reply-busy"),
        KioskTrouble::Fault => words.text("trouble-fault"),
    }
}
