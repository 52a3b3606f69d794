//! A list of values in a form of staff, of which one is chosen.

use maud::{Markup, Render, html};

pub struct Select<'a> {
    /// Of this list alone, where a page has several of one name.
    pub id: &'a str,
    pub name: &'static str,
    pub label: String,
    /// What no choice is called; absent where one is always made.
    pub none: Option<String>,
    /// Each value with its words.
    pub options: &'a [(&'a str, String)],
    pub chosen: Option<&'a str>,
    /// What is wrong with the choice that was made.
    pub error: Option<&'a str>,
}

impl Render for Select<'_> {
    fn render(&self) -> Markup {
        let described_by = self.error.map(|_| format!("{}-error", self.id));
        html! {
            div.field {
                label for=(self.id) { (self.label) }
                @if let Some(error) = self.error { p.err id={ (self.id) "-error" } { (error) } }
                select id=(self.id) name=(self.name) autocomplete="off"
                    aria-describedby=[described_by] aria-invalid=[self.error.map(|_| "true")] {
                    @if let Some(none) = &self.none { option value="" { (none) } }
                    @for (value, said) in self.options {
                        option value=(value) selected[self.chosen == Some(*value)] { (said) }
                    }
                }
            }
        }
    }
}
