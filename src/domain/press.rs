//! The buttons of a pupil's form.

use super::{Appearance, Language, Look, Mode, Step, TextSize};

/// A page beside the slip, from which a pupil comes back to where they were.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aside {
    /// Whom to turn to.
    Help,
    /// What this is, who reads and what is kept.
    About,
}

/// The button that was pressed, from the form's `go` field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Press {
    Next,
    Back,
    /// Leave the question; what was typed in it is kept.
    Skip,
    /// The writing page again, with the beginning that stands behind `begin-` put into the box.
    Begin,
    /// The same page again, with what was hidden from whoever opened it again.
    Show,
    /// A new slip, and the one that was begun is gone.
    Anew,
    /// From the check page to one question and back.
    Change(Step),
    Look(Look),
    Size(TextSize),
    Mode(Mode),
    Language(Language),
    /// To a page beside the slip, with everything kept.
    Aside(Aside),
    Send,
    /// The same, but not to those whom the words name.
    SendInstead,
    /// In everyone's turn: there is something to tell after all.
    Tell,
    /// In everyone's turn: there is nothing to tell after all.
    TellNothing,
    /// On the last page of everyone's turn, for whoever had nothing to tell: whether to see a kind idea.
    Idea(bool),
    /// What was written for practice is meant: send it.
    Mean,
}

impl Press {
    /// Reads `next`, `back`, `skip`, `show`, `anew`, `send`, `send-instead`, `begin-I feel`, `change-words`,
    /// `look-cream`, `size-l`, `mode-short`, `lang-cy`, `help`, `about`, `tell`, `none`, `idea-yes`, `idea-no`,
    /// `mean`. Anything else, or nothing (Enter
    /// in a field), is `next`.
    pub fn parse(typed: Option<&str>) -> Self {
        let typed = typed.unwrap_or_default();
        let change = typed.strip_prefix("change-").and_then(Step::parse).map(Self::Change);
        let look = typed.strip_prefix("look-").and_then(Look::parse).map(Self::Look);
        let size = typed.strip_prefix("size-").and_then(TextSize::parse).map(Self::Size);
        let mode = typed.strip_prefix("mode-").and_then(Mode::parse).map(Self::Mode);
        let language = typed.strip_prefix("lang-").and_then(Language::parse).map(Self::Language);
        match typed {
            "back" => Self::Back,
            "skip" => Self::Skip,
            "show" => Self::Show,
            "anew" => Self::Anew,
            "send" => Self::Send,
            "help" => Self::Aside(Aside::Help),
            "about" => Self::Aside(Aside::About),
            "send-instead" => Self::SendInstead,
            "tell" => Self::Tell,
            "none" => Self::TellNothing,
            "idea-yes" => Self::Idea(true),
            "idea-no" => Self::Idea(false),
            "mean" => Self::Mean,
            _ if beginning(typed).is_some() => Self::Begin,
            _ => change.or(look).or(size).or(mode).or(language).unwrap_or(Self::Next),
        }
    }

    /// The page beside the slip it leads to, if it is one that does.
    pub fn aside(self) -> Option<Aside> {
        match self {
            Self::Aside(aside) => Some(aside),
            _ => None,
        }
    }

    /// How the pages look after this press, if it is one that changes that.
    pub fn changed(self, before: Appearance) -> Option<Appearance> {
        match self {
            Self::Look(look) => Some(Appearance { look: Some(look), ..before }),
            Self::Size(size) => Some(Appearance { size: Some(size), ..before }),
            Self::Mode(mode) => Some(Appearance { mode: Some(mode), ..before }),
            Self::Language(language) => Some(Appearance { language: Some(language), ..before }),
            Self::Next
            | Self::Back
            | Self::Skip
            | Self::Show
            | Self::Anew
            | Self::Begin
            | Self::Change(_)
            | Self::Aside(_)
            | Self::Send
            | Self::SendInstead
            | Self::Tell
            | Self::TellNothing
            | Self::Idea(_)
            | Self::Mean => None,
        }
    }
}

/// The words that a press puts into the box.
pub(super) fn beginning(pressed: &str) -> Option<&str> {
    pressed.strip_prefix("begin-")
}
