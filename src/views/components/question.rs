//! The form around every page of a slip: where one is, Back, the question, Next, and under it the
//! look and the help. `domain::Press` reads its buttons.

use maud::{Markup, Render, html};

use crate::domain::{Position, Step, Way};
use crate::i18n::Words;
use crate::paths;
use crate::views::Frame;

use super::{AboutLink, HelpStrip, HelpWay, ListenButton, LookPicker, Mark};

/// The form of one step. A hidden Next stands first, because Enter in a field presses the first
/// button of the form.
pub struct Form<'a> {
    pub frame: &'a Frame<'a>,
    pub step: Step,
    pub way: Way,
    /// What Enter does: `next` or `send`.
    pub default_press: &'static str,
    /// Hidden fields with the answers of other steps, for a slip that may have no draft.
    pub carried: &'a [(&'static str, String)],
    pub content: Markup,
    /// Whether help stands in the content already.
    pub has_help: bool,
}

/// A step that asks something.
pub struct Question<'a> {
    pub frame: &'a Frame<'a>,
    pub step: Step,
    pub way: Way,
    /// Where the question stands among others, and how that is said.
    pub progress: Option<(Position, String)>,
    pub carried: &'a [(&'static str, String)],
    /// The error box, or nothing.
    pub error: Markup,
    pub content: Markup,
    /// Notes beside the question, the help among them.
    pub notes: Option<Markup>,
    /// Beside Next.
    pub second: Option<Second>,
}

/// Above a page: Back, how far it is, and Listen.
pub struct Top<'a> {
    pub frame: &'a Frame<'a>,
    /// Absent where the page asks nothing.
    pub progress: Option<&'a (Position, String)>,
}

/// The other button of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Second {
    Skip,
    /// In everyone's turn: there is something to tell after all.
    Tell,
    /// In everyone's turn: there is nothing to tell after all.
    Nothing,
}

impl Render for Form<'_> {
    fn render(&self) -> Markup {
        let words = self.frame.words;
        html! {
            form method="post" action=(paths::slip_of(self.way)) autocomplete="off" novalidate {
                button.vh name="go" value=(self.default_press) tabindex="-1" aria-hidden="true" {
                    (words.text("next"))
                }
                input type="hidden" name="step" value=(self.step.as_str());
                @if let Some(kind) = self.way.as_field().filter(|_| self.step != Step::Start) {
                    input type="hidden" name=(Way::FIELD) value=(kind);
                }
                @for (name, value) in self.carried { input type="hidden" name=(name) value=(value); }
                div.slip { (self.content) }
                div.after {
                    (LookPicker { frame: self.frame, names_languages: self.step == Step::Start })
                    @if !self.has_help { (HelpStrip { words, way: HelpWay::Press }) }
                    @if matches!(self.step, Step::Start | Step::Check) {
                        (AboutLink { words, is_press: true })
                    }
                }
            }
        }
    }
}

impl Render for Top<'_> {
    fn render(&self) -> Markup {
        let words = self.frame.words;
        html! {
            div.top {
                button.btn.second.small name="go" value="back" { (Mark("back")) (words.text("back")) }
                @if let Some((Position { number, of }, said)) = self.progress {
                    div.steps {
                        i aria-hidden="true" { @for step in 1..=*of { b.on[step <= *number] {} } }
                        span { (said) }
                    }
                }
                (ListenButton { frame: self.frame })
            }
        }
    }
}

impl Question<'_> {
    fn buttons(&self) -> Markup {
        let words = self.frame.words;
        html! {
            div.go {
                button.btn name="go" value="next" { (words.text("next")) (Mark("next")) }
                @if let Some(second) = self.second { (SecondButton { second, words }) }
            }
        }
    }
}

/// It stands where Skip stands, whatever it says.
pub struct SecondButton<'a> {
    pub second: Second,
    pub words: &'a Words,
}

impl Render for SecondButton<'_> {
    fn render(&self) -> Markup {
        let (press, text) = match self.second {
            Second::Skip => ("skip", self.words.text("skip-question")),
            Second::Tell => ("tell", self.words.text("turn-tell")),
            Second::Nothing => ("none", self.words.text("turn-nothing")),
        };
        html! { button.btn.second name="go" value=(press) { (text) } }
    }
}

impl Render for Question<'_> {
    fn render(&self) -> Markup {
        let content = html! {
            (Top { frame: self.frame, progress: self.progress.as_ref() })
            (self.error)
            @if let Some(notes) = &self.notes {
                div.beside {
                    div.stack { (self.content) (self.buttons()) }
                    div.notes { (notes) }
                }
            } @else {
                (self.content)
                (self.buttons())
            }
        };
        Form {
            frame: self.frame,
            step: self.step,
            way: self.way,
            default_press: "next",
            carried: self.carried,
            content,
            has_help: self.notes.is_some(),
        }
        .render()
    }
}
