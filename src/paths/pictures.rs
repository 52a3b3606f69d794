//! Where pictures and recordings are.

use super::{MEDIA_FILE, files};

/// A picture or recording that may be a school's own.
pub fn media_file(name: &str) -> String {
    MEDIA_FILE.replace("{file}", name)
}

/// The picture of a code's word.
pub fn code_picture(word: &str) -> String {
    format!("{}#{word}", files::CODE_SVG)
}

/// A picture of the sprite.
pub fn symbol(name: &str) -> String {
    format!("{}#{name}", files::SYM_SVG)
}
