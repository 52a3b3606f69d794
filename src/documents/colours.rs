//! The colours of paper: those of the light look, on white.

use krilla::color::rgb::Color;

use crate::views::components::Tint;

pub(super) fn ink() -> Color {
    Color::new(0x1b, 0x26, 0x31)
}

/// Edges, and lines to write on.
pub(super) fn line() -> Color {
    Color::new(0x6f, 0x7a, 0x84)
}

pub(super) fn tint(tint: Tint) -> Color {
    match tint {
        Tint::Sage => Color::new(0xdc, 0xeb, 0xe1),
        Tint::Sky => Color::new(0xdb, 0xe7, 0xf3),
        Tint::Sand => Color::new(0xf6, 0xe7, 0xc8),
        Tint::Lilac => Color::new(0xe7, 0xe0, 0xf3),
        Tint::Blush => Color::new(0xf7, 0xdf, 0xd8),
    }
}
