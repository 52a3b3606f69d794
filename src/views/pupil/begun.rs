//! A slip that was begun, for whoever opens its page again: it may be somebody else. Nothing of it is shown
//! until they ask for it.

use maud::{Markup, html};

use crate::domain::{OPENED_AGAIN, Step, Way};
use crate::views::components::{Form, ListenButton, Mark};
use crate::views::{Frame, Page};

/// Go on with what is kept, or begin a slip of one's own.
pub struct BegunPage {
    /// Where the slip was left.
    pub step: Step,
    pub way: Way,
}

impl Page for BegunPage {
    fn title(&self, frame: &Frame<'_>) -> String {
        frame.words.text("beside-title")
    }

    fn way(&self) -> Way {
        self.way
    }

    fn content(&self, frame: &Frame<'_>) -> Markup {
        let words = frame.words;
        let content = html! {
            input type="hidden" name=(OPENED_AGAIN) value="1";
            div.top { (ListenButton { frame }) }
            h1 { (words.text("typed-hidden")) }
            p { (words.text("typed-hidden-why")) }
            div.go {
                button.btn name="go" value="show" { (words.text("typed-show")) (Mark("next")) }
            }
            p { (words.text("begun-not-yours")) }
            div.go {
                button.btn.second name="go" value="anew" { (words.text("begun-anew")) }
            }
        };
        let look = frame.appearance.fields();
        let carried: Vec<_> = look.map(|(name, value)| (name, value.to_owned())).collect();
        html! {
            (Form {
                frame,
                step: self.step,
                way: self.way,
                default_press: "show",
                carried: &carried,
                content,
                has_help: false,
            })
        }
    }
}
