//! The choice of colours and text size: buttons of the question's own form, so that nothing typed
//! is lost.

use maud::{Markup, Render, html};

use crate::domain::{Appearance, Look, TextSize};
use crate::i18n::Words;

use super::Mark;

/// Stands after the form's Next, so that it is never the default button.
pub struct LookPicker<'a> {
    pub words: &'a Words,
    pub appearance: Appearance,
}

impl LookPicker<'_> {
    fn look_name(&self, look: Look) -> String {
        match look {
            Look::Light => self.words.text("look-light"),
            Look::Cream => self.words.text("look-cream"),
            Look::Dark => self.words.text("look-dark"),
            Look::Strong => self.words.text("look-strong"),
        }
    }

    fn size_name(&self, size: TextSize) -> String {
        match size {
            TextSize::Usual => self.words.text("size-usual"),
            TextSize::Bigger => self.words.text("size-bigger"),
            TextSize::Biggest => self.words.text("size-biggest"),
        }
    }
}

impl Render for LookPicker<'_> {
    fn render(&self) -> Markup {
        let chosen = self.appearance;
        html! {
            details.look {
                summary.linkish { (Mark("look")) (self.words.text("change-look")) }
                fieldset {
                    legend { (self.words.text("colours")) }
                    div.swatches {
                        @for look in Look::ALL {
                            button.swatch name="go" value={ "look-" (look.as_str()) }
                                aria-pressed=[(chosen.look == Some(look)).then_some("true")]
                            { (self.look_name(look)) }
                        }
                    }
                }
                fieldset {
                    legend { (self.words.text("text-size")) }
                    div.swatches {
                        @for size in TextSize::ALL {
                            button.swatch name="go" value={ "size-" (size.as_str()) }
                                aria-pressed=[(chosen.size == Some(size)).then_some("true")]
                            { (self.size_name(size)) }
                        }
                    }
                }
            }
        }
    }
}
