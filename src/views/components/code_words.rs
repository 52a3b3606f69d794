//! The six words of a pupil's code, large, each with its picture where there is one.

use maud::{Markup, Render, html};

use crate::paths;

pub struct CodeWords<'a>(pub &'a [&'static str]);

/// One of them.
pub struct CodeWord(pub &'static str);

/// Words that have a picture, in their order.
const PICTURED: &[&str] = include!(concat!(env!("OUT_DIR"), "/code_picture_names.rs"));

impl Render for CodeWords<'_> {
    fn render(&self) -> Markup {
        html! {
            ol.code-words translate="no" {
                @for word in self.0 {
                    li { (CodeWord(word)) }
                }
            }
        }
    }
}

impl Render for CodeWord {
    fn render(&self) -> Markup {
        html! {
            @if PICTURED.binary_search(&self.0).is_ok() {
                svg.pic aria-hidden="true" { use href=(paths::code_picture(self.0)) {} }
            }
            (self.0)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::FollowUpCode;

    #[test]
    fn every_pictured_word_may_be_in_a_code_and_is_shown_with_its_picture() {
        assert!(PICTURED.len() > 700 && PICTURED.is_sorted());
        for word in PICTURED {
            let code = FollowUpCode::parse(&format!("{word} ").repeat(6)).unwrap();
            assert_eq!(code.words(), [*word; 6]);
            let shown = CodeWords(&code.words()).render().into_string();
            assert_eq!(shown.matches(&paths::code_picture(word)).count(), 6, "{word}");
        }
    }
}
