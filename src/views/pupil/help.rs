//! People to turn to outside the school, as numbers in large text: a kiosk has no links out.

use maud::{Markup, html};

use crate::i18n::Words;
use crate::paths;
use crate::views::components::{CHILDLINE, EMERGENCY, Mark};
use crate::views::{Frame, Page};

pub struct HelpPage;

impl Page for HelpPage {
    fn title(&self, frame: &Frame<'_>) -> String {
        frame.words.text("help-title")
    }

    fn content(&self, frame: &Frame<'_>) -> Markup {
        let words = frame.words;
        html! {
            div.slip {
                div.top {
                    a.btn.second.small href=(paths::SLIP) {
                        (Mark("back")) (words.text("help-go-back"))
                    }
                }
                h1 { (words.text("help-heading")) }
                p { (words.text("help-phone")) }
                ul.numbers {
                    @for (who, number) in numbers(words) {
                        li { p { (who) } p.num { (number) } }
                    }
                }
                p.soft { (words.text("help-ceop-name")) }
            }
        }
    }
}

/// Who to turn to, the most urgent first; everyone the taxonomy's `signposts` name is among them.
fn numbers(words: &Words) -> [(String, String); 14] {
    let number = |digits: &str| digits.to_owned();
    [
        (words.text("help-emergency"), number(EMERGENCY)),
        (words.text("help-childline"), number(CHILDLINE)),
        (words.text("help-shout"), words.text("help-shout-number")),
        (words.text("help-samaritans"), number("116 123")),
        (words.text("help-papyrus"), number("0800 068 4141")),
        (words.text("help-police"), number("101")),
        (words.text("help-report-remove"), words.text("help-report-remove-where")),
        (words.text("help-ceop"), words.text("help-ceop-where")),
        (words.text("help-education"), number("0800 136 663")),
        (words.text("help-fearless"), number("0800 555 111")),
        (words.text("help-true-vision"), words.text("help-true-vision-where")),
        (words.text("help-act-early"), number("0800 011 3764")),
        (words.text("help-gambling"), number("0808 8020 133")),
        (words.text("help-scam"), words.text("help-scam-number")),
    ]
}
