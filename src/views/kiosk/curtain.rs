//! What is drawn over a page that nobody has touched for a minute: whoever passes reads nothing of it, and
//! whoever is there still goes on with one press. And what is left of one that cleared itself without a network.

use maud::{Markup, Render, html};

use crate::i18n::Words;
use crate::paths;
use crate::views::components::{CHILDLINE, EMERGENCY};

/// Hidden until `static/kiosk.js` draws it.
pub struct Curtain<'a>(pub &'a Words);

/// Numbers that help, for a page that cleared itself and cannot come by another. It is in every page of a
/// kiosk beforehand, and leads nowhere.
pub struct Cleared<'a>(pub &'a Words);

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

impl Render for Cleared<'_> {
    fn render(&self) -> Markup {
        let words = self.0;
        html! {
            div #cleared .curtain hidden {
                div.slip {
                    h2 { (words.text("need-help-now")) }
                    p { (words.text("tell-an-adult-near-you")) }
                    p { (words.text("in-danger")) " " span.num dir="ltr" { (EMERGENCY) } }
                    p { (words.text("childline-free")) " " span.num dir="ltr" { (CHILDLINE) } }
                    p { (words.text("cleared-text")) }
                }
            }
        }
    }
}
