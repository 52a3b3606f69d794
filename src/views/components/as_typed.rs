//! What somebody typed, inside a page: text of the other direction turns nothing around it, and a
//! tower of marks covers no line but its own.

use maud::{Markup, Render, html};

use crate::domain::without_towers;

pub struct AsTyped<'a>(pub &'a str);

impl Render for AsTyped<'_> {
    fn render(&self) -> Markup {
        html! { bdi { (without_towers(self.0)) } }
    }
}
