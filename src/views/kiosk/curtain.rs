//! What is drawn over a page that nobody has touched for a minute: whoever passes reads nothing of it, and
//! whoever is there still goes on with one press.

use maud::{Markup, Render, html};

use crate::i18n::Words;
use crate::paths;

/// Hidden until `static/kiosk.js` draws it.
pub struct Curtain<'a>(pub &'a Words);

impl Render for Curtain<'_> {
    fn render(&self) -> Markup {
        let words = self.0;
        html! {
            div #idle .curtain role="alertdialog" aria-modal="true" aria-labelledby="idle-heading"
                aria-describedby="idle-text" hidden
            {
                div.slip {
                    h2 #idle-heading { (words.text("idle-heading")) }
                    p #idle-text { (words.text("idle-text")) }
                    div.go {
                        button.btn #idle-stay type="button" { (words.text("idle-stay")) }
                        a.btn.second href=(paths::LEAVE) data-leave rel="nofollow noreferrer" {
                            (words.text("idle-clear"))
                        }
                    }
                }
            }
        }
    }
}
