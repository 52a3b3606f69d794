//! The keys that take somebody around the pages of staff without a mouse. `static/keys.js` acts on them: it
//! finds what a key is for by the `data-key` of a link or button, and rows of a list by `data-row`.

use maud::{Markup, Render, html};

use crate::i18n::Words;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shortcut {
    Lists,
    Search,
    Next,
    Previous,
    Open,
    Acknowledge,
    Lock,
    Keys,
}

/// Every key, and what it does.
pub struct ShortcutList<'a>(pub &'a Words);

impl Shortcut {
    const ALL: [Self; 8] = [
        Self::Lists,
        Self::Search,
        Self::Next,
        Self::Previous,
        Self::Open,
        Self::Acknowledge,
        Self::Lock,
        Self::Keys,
    ];

    pub fn key(self) -> &'static str {
        match self {
            Self::Lists => "g",
            Self::Search => "/",
            Self::Next => "j",
            Self::Previous => "k",
            Self::Open => "o",
            Self::Acknowledge => "a",
            Self::Lock => "l",
            Self::Keys => "?",
        }
    }

    fn in_words(self, words: &Words) -> String {
        match self {
            Self::Lists => words.text("staff-keys-lists"),
            Self::Search => words.text("staff-keys-search"),
            Self::Next => words.text("staff-keys-next"),
            Self::Previous => words.text("staff-keys-previous"),
            Self::Open => words.text("staff-keys-open"),
            Self::Acknowledge => words.text("staff-keys-acknowledge"),
            Self::Lock => words.text("staff-keys-lock"),
            Self::Keys => words.text("staff-keys-keys"),
        }
    }
}

impl Render for ShortcutList<'_> {
    fn render(&self) -> Markup {
        html! {
            dl.keys {
                @for shortcut in Shortcut::ALL {
                    div {
                        dt { kbd { (shortcut.key()) } }
                        dd { (shortcut.in_words(self.0)) }
                    }
                }
            }
        }
    }
}
