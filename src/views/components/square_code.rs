//! A square code that a camera reads.

use fast_qr::QRBuilder;
use maud::{Markup, Render, html};

/// Empty modules around it, as ISO/IEC 18004 asks.
pub const SQUARE_BORDER: usize = 4;

/// Nothing where the text is too long for a picture: it stands beside it as text.
pub struct SquareCode<'a> {
    pub text: &'a str,
    /// What it is, for whoever has it read out.
    pub label: String,
}

/// How many modules a side has, and which are dark, as row and column.
pub fn dark_modules(text: &str) -> Option<(usize, Vec<(usize, usize)>)> {
    let code = QRBuilder::new(text).build().ok()?;
    let rows = code.data.chunks(code.size).take(code.size).enumerate();
    let dark = rows.flat_map(|(row, modules)| {
        let dark = modules.iter().enumerate().filter(|(_, module)| module.value());
        dark.map(move |(column, _)| (row, column))
    });
    Some((code.size, dark.collect()))
}

/// The picture as one path, so that it needs no style of its own.
impl Render for SquareCode<'_> {
    fn render(&self) -> Markup {
        let Some((size, dark)) = dark_modules(self.text) else { return html! {} };
        let border = SQUARE_BORDER;
        let dark = dark.iter();
        let dark =
            dark.map(|(row, column)| format!("M{} {}h1v1h-1z", column + border, row + border));
        let path: String = dark.collect();
        let side = size + 2 * border;
        html! {
            svg.qr viewBox={ "0 0 " (side) " " (side) } role="img" aria-label=(self.label)
                shape-rendering="crispEdges"
            {
                rect width=(side) height=(side) fill="#fff" {}
                path d=(path) fill="#000" {}
            }
        }
    }
}
