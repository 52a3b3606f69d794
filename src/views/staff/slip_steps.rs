//! What the readers of a slip are reminded to do first.

use maud::{Markup, html};

use super::slip::Told;
use crate::domain::Category;
use crate::i18n::Words;

/// What its kind asks for: of a second case, of what it is about. Where it came as a worry about an adult at school,
/// what that asks for is first.
pub(super) fn what_to_do(told: &Told<'_>, words: &Words) -> Markup {
    let (routed_as, category) = match told.begun_as {
        Some(kind) => (None, Some(kind)),
        None => (told.routed_as, told.category),
    };
    let kinds: Vec<_> = routed_as.into_iter().chain(category).collect();
    let mut help = Vec::new();
    for one in kinds.iter().flat_map(|kind| &kind.signposts) {
        if !help.contains(&one.as_str()) {
            help.push(one.as_str());
        }
    }
    html! {
        @if !kinds.is_empty() {
            section.panel aria-labelledby="steps" {
                h2 #steps { (words.text("staff-slip-steps-heading")) }
                @if let Some(adult) = routed_as {
                    p { (words.text("staff-slip-steps-adult")) }
                    (steps(adult))
                    @if category.is_some() { p { (words.text("staff-slip-steps-kind")) } }
                }
                @if let Some(category) = category { (steps(category)) }
                @if !help.is_empty() {
                    p {
                        (words.fill("staff-slip-signposts", &[
                            ("names", (&help.join(", ")).into()),
                        ]))
                    }
                }
            }
        }
    }
}

fn steps(category: &Category) -> Markup {
    html! { ul.steps-list { @for step in &category.next_steps { li { (step) } } } }
}
