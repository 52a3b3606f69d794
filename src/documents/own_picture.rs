//! The pictures of a sheet: a school's own where it has one that a PDF can have, and ours elsewhere.

use std::collections::HashMap;

use krilla::error::KrillaError;
use krilla::image::Image;

use crate::media::{Media, MediaFile};

/// Most pixels of a picture: no paper shows as many, and a small file may say that it has billions.
const PIXELS_MAX: u64 = 4_000_000;

/// Where the pictures of a sheet come from.
pub struct Pictures<'a> {
    /// The text of the file with ours.
    pub(super) sprite: &'a str,
    /// The school's own, by the names that they stand for.
    own: HashMap<&'a str, Image>,
}

impl<'a> Pictures<'a> {
    pub fn new(sprite: &'a str, media: &'a Media) -> Self {
        let files = media.own_symbol_files();
        Self { sprite, own: files.filter_map(|(name, file)| Some((name, image(file)?))).collect() }
    }

    /// The school's own picture in the place of ours of this name.
    pub(super) fn own(&self, name: &str) -> Option<Image> {
        self.own.get(name).cloned()
    }

    /// Whether a document can be made without the picture that kept it from being made. Whether a picture is
    /// whole shows only when a document is: then the sheet is worth more than the picture.
    pub(super) fn can_do_without(&mut self, error: &KrillaError) -> bool {
        let KrillaError::Image(image, _, _) = error else { return false };
        let before = self.own.len();
        self.own.retain(|_, own| own != image);
        let is_out = self.own.len() < before;
        if is_out {
            tracing::warn!(
                "a picture of the school's own is damaged: a sheet has ours in its place"
            );
        }
        is_out
    }
}

/// The names of the school's own pictures that a PDF cannot have.
pub fn own_pictures_not_in_pdf(media: &Media) -> Vec<String> {
    let files = media.own_symbol_files();
    files.filter(|(_, file)| image(file).is_none()).map(|(name, _)| name.to_owned()).collect()
}

/// An SVG may hold whatever a browser draws, so there is no image of it.
fn image(file: &MediaFile) -> Option<Image> {
    let bytes = || file.bytes().to_vec().into();
    let image = match file.content_type {
        "image/png" => Image::from_png(bytes(), false),
        "image/webp" => Image::from_webp(bytes(), false),
        _ => return None,
    };
    image.ok().filter(|image| {
        let (width, height) = image.size();
        u64::from(width) * u64::from(height) <= PIXELS_MAX
    })
}
