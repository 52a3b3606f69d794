//! The six words of a pupil's code, large, each with its picture where one of ours fits.

use maud::{Markup, Render, html};

use crate::views::Frame;

pub struct CodeWords<'a> {
    pub frame: &'a Frame<'a>,
    pub words: &'a [&'static str],
}

/// A word and the picture of it.
struct Pictured {
    word: &'static str,
    symbol: &'static str,
}

const PICTURED: &[Pictured] = &[
    Pictured { word: "backpack", symbol: "bag" },
    Pictured { word: "classroom", symbol: "class" },
    Pictured { word: "clockwork", symbol: "clock" },
    Pictured { word: "friend", symbol: "friends" },
    Pictured { word: "luncheon", symbol: "lunch" },
    Pictured { word: "message", symbol: "messages" },
    Pictured { word: "money", symbol: "money" },
    Pictured { word: "outdoor", symbol: "outside" },
    Pictured { word: "travel", symbol: "travel" },
];

impl Render for CodeWords<'_> {
    fn render(&self) -> Markup {
        let picture = |word: &str| PICTURED.iter().find(|one| one.word == word);
        html! {
            ol.code-words translate="no" {
                @for word in self.words {
                    li {
                        @if let Some(one) = picture(word) { (self.frame.picture(one.symbol)) }
                        (word)
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::FollowUpCode;

    #[test]
    fn every_pictured_word_may_be_in_a_code() {
        for Pictured { word, .. } in PICTURED {
            let code = FollowUpCode::parse(&format!("{word} ").repeat(6)).unwrap();
            assert_eq!(code.words(), [*word; 6]);
        }
    }
}
