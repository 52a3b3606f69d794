//! Pictures and marks from the sprite. Both stand beside words, so assistive technology skips them.

use maud::{Markup, Render, html};

use crate::media::Media;
use crate::paths;

/// A picture that carries meaning for those who cannot read it yet, by its name in the sprite: the
/// school's own where it has one.
pub struct Picture<'a> {
    pub name: &'a str,
    pub media: &'a Media,
}

/// Our own picture, whatever the school has.
pub struct OurPicture<'a>(pub &'a str);

/// A small mark on a control, by its name in the sprite without `m-`.
pub struct Mark<'a>(pub &'a str);

impl Render for Picture<'_> {
    fn render(&self) -> Markup {
        match self.media.own_symbol(self.name) {
            Some(address) => html! { img.pic src=(address) alt=""; },
            None => OurPicture(self.name).render(),
        }
    }
}

impl Render for OurPicture<'_> {
    fn render(&self) -> Markup {
        html! { svg.pic aria-hidden="true" { use href=(paths::symbol(self.0)) {} } }
    }
}

/// Marks that point somewhere turn round where text runs from right to left.
impl Render for Mark<'_> {
    fn render(&self) -> Markup {
        let is_flipped = matches!(self.0, "back" | "next" | "leave");
        html! {
            svg.mark.flip[is_flipped] aria-hidden="true" {
                use href=(paths::symbol(&format!("m-{}", self.0))) {}
            }
        }
    }
}
