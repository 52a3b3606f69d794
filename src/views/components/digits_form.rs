//! The form in which somebody types the digits that a colleague reads from their own screen, and vouches for them.

use maud::{Markup, html};

use super::StaffForm;
use crate::domain::ReaderSummary;
use crate::i18n::Words;

pub struct DigitsForm<'a> {
    /// Whose digits they are.
    pub reader: &'a ReaderSummary,
    /// Stands for their details as they are shown: nobody is vouched for as something else.
    pub seen: &'a str,
    /// Why the digits that were typed were not taken.
    pub error: Option<&'a str>,
    pub action: &'a str,
    pub csrf: &'a str,
    pub button: String,
}

impl DigitsForm<'_> {
    pub fn render_in(&self, words: &Words) -> Markup {
        let name = self.reader.name.as_str();
        // Several people may wait at once, so each field has an id of its own.
        let id = format!("digits-{}", self.reader.id.as_str());
        let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
        let is_wrong = self.error.is_some();
        let described_by = if is_wrong { format!("{hint_id} {error_id}") } else { hint_id.clone() };
        let content = html! {
            input type="hidden" name="seen" value=(self.seen);
            div.field {
                label for=(id) { (words.fill("staff-readers-digits", &[("name", name.into())])) }
                p.hint id=(hint_id) { (words.text("staff-readers-digits-hint")) }
                @if let Some(error) = self.error {
                    p.err id=(error_id) role="alert" { (error) }
                }
                input.line id=(id) name="digits" type="text" inputmode="numeric" autocomplete="off"
                    spellcheck="false" writingsuggestions="false" aria-describedby=(described_by) aria-invalid=[is_wrong.then_some("true")];
            }
        };
        let button = self.button.clone();
        html! {
            (StaffForm { action: self.action, csrf: Some(self.csrf), content, button })
        }
    }
}
