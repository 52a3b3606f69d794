//! Files that people print: data in, bytes out.

mod colours;
mod draw;
mod flow;
mod fonts;
mod line;
mod pdf;
mod picture;

pub use fonts::{FontFiles, FontsError};
pub use pdf::{PdfError, pdf};
