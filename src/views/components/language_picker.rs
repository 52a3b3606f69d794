//! The choice of a language: each by its own name, for whoever cannot read the page as it is.

use maud::{Markup, Render, html};

use crate::paths;
use crate::views::Frame;

/// Buttons for a form of the page; none where there is one language only.
pub struct LanguageButtons<'a>(pub &'a Frame<'a>);

/// The other languages' names in a row, to be seen before anything is opened.
pub struct LanguageNames<'a>(pub &'a Frame<'a>);

/// A form of its own, on pages that have none. What is being written stays where it is.
pub struct LanguageForm<'a> {
    pub frame: &'a Frame<'a>,
    /// The page to come back to: `help`, or nothing for the slip.
    pub from: &'static str,
}

impl LanguageForm<'_> {
    /// What the form of the help page says of where it came from.
    pub const FROM_HELP: &'static str = "help";
}

impl Render for LanguageButtons<'_> {
    fn render(&self) -> Markup {
        let words = self.0.words;
        html! {
            @if self.0.languages.len() > 1 {
                fieldset {
                    legend { (words.text("language")) }
                    div.swatches {
                        @for language in self.0.languages {
                            button.swatch name="go" value={ "lang-" (language.as_str()) }
                                lang=(language.as_str())
                                aria-pressed=[(words.language() == *language).then_some("true")]
                            { bdi { (language.own_name()) } }
                        }
                    }
                }
            }
        }
    }
}

impl Render for LanguageNames<'_> {
    fn render(&self) -> Markup {
        let chosen = self.0.words.language();
        let others = self.0.languages.iter().filter(|language| **language != chosen);
        html! {
            @if self.0.languages.len() > 1 {
                span.tongues {
                    @for language in others {
                        bdi lang=(language.as_str()) { (language.own_name()) } " "
                    }
                }
            }
        }
    }
}

impl Render for LanguageForm<'_> {
    fn render(&self) -> Markup {
        html! {
            @if self.frame.languages.len() > 1 {
                form.look method="post" action=(paths::HELP) autocomplete="off" novalidate {
                    input type="hidden" name="step" value=(self.from);
                    (LanguageButtons(self.frame))
                }
            }
        }
    }
}
