//! The choice of words, language, colours and text size: buttons of the page's own form, so that
//! nothing typed is lost.

use maud::{Markup, Render, html};

use crate::domain::{Look, Mode, TextSize};
use crate::i18n::Words;
use crate::views::Frame;

use super::{LanguageButtons, LanguageNames, Mark};

/// Stands after the form's Next, so that it is never the default button.
pub struct LookPicker<'a> {
    pub frame: &'a Frame<'a>,
    /// Whether the other languages' names are seen before it is opened: where somebody begins, or is
    /// told what went wrong.
    pub names_languages: bool,
}

impl LookPicker<'_> {
    fn words(&self) -> &Words {
        self.frame.words
    }

    fn size_name(&self, size: TextSize) -> String {
        let words = self.words();
        match size {
            TextSize::Usual => words.text("size-usual"),
            TextSize::Bigger => words.text("size-bigger"),
            TextSize::Biggest => words.text("size-biggest"),
        }
    }
}

impl Render for LookPicker<'_> {
    fn render(&self) -> Markup {
        let (words, chosen) = (self.words(), self.frame.appearance);
        html! {
            details.look {
                summary.linkish {
                    (Mark("look")) (words.text("change-look"))
                    @if self.names_languages { (LanguageNames(self.frame)) }
                }
                (LanguageButtons(self.frame))
                fieldset {
                    legend { (words.text("words-mode")) }
                    div.swatches {
                        @for mode in Mode::ALL {
                            (swatch("mode-", mode.as_str(), words.mode() == mode, &mode_in_words(mode, words)))
                        }
                    }
                }
                fieldset {
                    legend { (words.text("colours")) }
                    div.swatches {
                        @for look in Look::ALL {
                            (swatch("look-", look.as_str(), chosen.look == Some(look), &look_in_words(look, words)))
                        }
                    }
                }
                fieldset {
                    legend { (words.text("text-size")) }
                    div.swatches {
                        @for size in TextSize::ALL {
                            (swatch("size-", size.as_str(), chosen.size == Some(size), &self.size_name(size)))
                        }
                    }
                }
            }
        }
    }
}

/// What a mode is called.
pub fn mode_in_words(mode: Mode, words: &Words) -> String {
    match mode {
        Mode::Pictures => words.text("mode-pictures"),
        Mode::Short => words.text("mode-short"),
        Mode::More => words.text("mode-more"),
        Mode::All => words.text("mode-all"),
    }
}

/// What a look is called.
pub fn look_in_words(look: Look, words: &Words) -> String {
    match look {
        Look::Light => words.text("look-light"),
        Look::Cream => words.text("look-cream"),
        Look::Dark => words.text("look-dark"),
        Look::Strong => words.text("look-strong"),
    }
}

fn swatch(what: &str, value: &str, is_chosen: bool, name: &str) -> Markup {
    html! {
        button.swatch name="go" value={ (what) (value) } aria-pressed=[is_chosen.then_some("true")] {
            (name)
        }
    }
}
