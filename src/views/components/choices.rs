//! The answers to a question, as tiles with a picture and words: real radio buttons or boxes.

use maud::{Markup, Render, html};

use crate::i18n::Phrase;
use crate::media::Media;

use super::Picture;

/// The colour behind a picture. It stays with its answer on every screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tint {
    Sage,
    Sky,
    Sand,
    Lilac,
    Blush,
}

/// One answer.
pub struct Choice<'a> {
    pub value: &'a str,
    pub label: Phrase,
    /// A second line in smaller letters.
    pub detail: Option<String>,
    pub symbol: &'a str,
    pub tint: Tint,
    pub is_chosen: bool,
}

/// All answers to one question, of which one (or, with `is_many`, any number) may be chosen.
pub struct Choices<'a> {
    pub name: &'a str,
    pub is_many: bool,
    pub media: &'a Media,
    pub choices: Vec<Choice<'a>>,
}

impl Tint {
    /// Every tint, in the order in which lists use them.
    pub const ALL: [Self; 5] = [Self::Sky, Self::Blush, Self::Lilac, Self::Sand, Self::Sage];

    /// The tint of the answer at this place of a list that never changes its order.
    pub fn at(index: usize) -> Self {
        Self::ALL.into_iter().cycle().nth(index % Self::ALL.len()).unwrap_or(Self::Sage)
    }

    /// The class of whatever wears it.
    pub fn class(self) -> &'static str {
        match self {
            Self::Sage => "t1",
            Self::Sky => "t2",
            Self::Sand => "t3",
            Self::Lilac => "t4",
            Self::Blush => "t5",
        }
    }
}

impl Choices<'_> {
    /// The id of the first answer, where a link from the error box leads.
    pub const FIRST: &'static str = "c1";
}

impl Render for Choices<'_> {
    fn render(&self) -> Markup {
        html! {
            div.choices {
                @for (index, choice) in self.choices.iter().enumerate() {
                    @let id = format!("c{}", index + 1);
                    div.choice {
                        input id=(id) type=(if self.is_many { "checkbox" } else { "radio" })
                            name=(self.name) value=(choice.value) checked[choice.is_chosen];
                        label.(choice.tint.class()) for=(id) {
                            span.disc { (Picture { name: choice.symbol, media: self.media }) }
                            span {
                                (choice.label)
                                @if let Some(detail) = &choice.detail { small { (detail) } }
                            }
                        }
                    }
                }
            }
        }
    }
}
