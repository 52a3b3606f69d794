//! Files that people print: data in, bytes out.

mod colours;
mod draw;
mod flow;
mod fonts;
mod line;
mod own_picture;
mod pdf;
mod picture;

pub use fonts::{FontFiles, FontsError};
pub use own_picture::{Pictures, own_pictures_not_in_pdf};
pub use pdf::{PdfError, pdf};
