//! A box for a pupil's own words, with every attribute that keeps them on this machine: no autofill,
//! no cloud spelling, no writing assistant.

use maud::{Markup, Render, html};

pub struct TextBox<'a> {
    /// Its name in the form, and its id.
    pub name: &'a str,
    /// Ids of the texts that describe it.
    pub described_by: &'a str,
    pub value: &'a str,
    pub rows: usize,
    pub is_invalid: bool,
}

impl Render for TextBox<'_> {
    fn render(&self) -> Markup {
        html! {
            textarea.short[self.rows < 6] id=(self.name) name=(self.name) rows=(self.rows)
                dir="auto"
                aria-describedby=[(!self.described_by.is_empty()).then_some(self.described_by)]
                aria-invalid=[self.is_invalid.then_some("true")]
                autocomplete="off" autocapitalize="sentences" autocorrect="off" spellcheck="false"
                writingsuggestions="false" translate="no" data-gramm="false"
                data-gramm_editor="false" data-enable-grammarly="false" data-ms-editor="false"
                data-lt-active="false" "data-1p-ignore" data-lpignore="true" data-bwignore="true"
            // A first line break would be swallowed by the browser.
            { "\n" (self.value) }
        }
    }
}
