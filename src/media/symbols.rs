//! A school's own pictures: `home.svg`, `home.png` or `home.webp` stands wherever ours of that name
//! would. A kind of worry of the school's may have one of a new name.

use std::collections::BTreeMap;
use std::path::Path;

use crate::domain::Taxonomy;

use super::MediaFile;
use super::own_folder::{OwnFileError, Room, entries, stem_and_ending};

/// The names of the pictures in the sprite; made by `.build`.
static NAMES: &[&str] = include!(concat!(env!("OUT_DIR"), "/symbol_names.rs"));

const WHERE_NAMES_ARE: &str = "`ineedtotalk own pictures` lists the names";

/// What may stand in the place of a picture: how its name ends, and its type.
const KINDS: [(&str, &str); 3] =
    [("svg", "image/svg+xml"), ("png", "image/png"), ("webp", "image/webp")];

/// The names of the pictures that a school may replace.
pub fn names() -> impl Iterator<Item = &'static str> {
    NAMES.iter().copied()
}

/// Whether there is a picture of ours of this name.
pub(super) fn is_ours(name: &str) -> bool {
    NAMES.contains(&name)
}

/// Reads a folder of pictures that stand for ours, or for one that the kinds of worry name.
pub(super) fn read(
    folder: &Path,
    taxonomy: &Taxonomy,
) -> Result<BTreeMap<String, MediaFile>, OwnFileError> {
    let mut room = Room::of(folder);
    let mut found = BTreeMap::new();
    for path in entries(folder)? {
        let (stem, ending) = stem_and_ending(&path);
        let Some((extension, content_type)) = KINDS.into_iter().find(|kind| kind.0 == ending)
        else {
            return Err(OwnFileError::unusable(&path, "a picture's name ends in svg, png or webp"));
        };
        if !is_ours(stem) && !taxonomy.symbols().any(|(_, symbol)| symbol == stem) {
            return Err(OwnFileError::nothing_to_replace(&path, WHERE_NAMES_ARE));
        }
        let bytes = room.read(&path)?;
        if !is_of_kind(extension, &bytes) {
            return Err(OwnFileError::unusable(&path, "it is not what its name's ending says"));
        }
        let file = MediaFile::of_own(stem, extension, content_type, bytes);
        if found.insert(stem.to_owned(), file).is_some() {
            return Err(OwnFileError::Double { path: path.display().to_string() });
        }
    }
    Ok(found)
}

/// Whether a file begins as one of its kind does; before an SVG's element there may be much.
fn is_of_kind(extension: &str, bytes: &[u8]) -> bool {
    match extension {
        "png" => bytes.starts_with(b"\x89PNG\r\n\x1a\n"),
        "webp" => bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP"),
        _ => std::str::from_utf8(bytes).is_ok_and(|text| text.contains("<svg")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SVG: &[u8] = b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>";

    fn told(files: &[(&str, &[u8])]) -> Result<Vec<String>, String> {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in files {
            std::fs::write(folder.path().join(name), bytes).unwrap();
        }
        let taxonomy = Taxonomy::embedded().unwrap();
        let found = read(folder.path(), &taxonomy).map_err(|error| error.to_string())?;
        Ok(found.into_values().map(|file| file.name).collect())
    }

    #[test]
    fn a_picture_is_served_under_a_name_that_changes_with_it() {
        let before = told(&[("home.svg", SVG), (".DS_Store", b"x")]).unwrap();
        let after = told(&[("home.svg", &[SVG, b"\n"].concat())]).unwrap();
        assert!(before[0].starts_with("home.") && before[0].ends_with(".svg"), "{before:?}");
        assert_ne!(before, after);
    }

    #[test]
    fn a_file_that_cannot_be_used_is_refused_by_name_with_what_to_do() {
        let large = [SVG, &[b' '; 100_000]].concat();
        for (files, complaint) in [
            (vec![("hoem.svg", SVG)], "hoem.svg: there is nothing of this name to replace"),
            (vec![("home.gif", b"GIF89a")], "home.gif: a picture's name ends in"),
            (vec![("home.png", SVG)], "home.png: it is not what its name's ending says"),
            (vec![("home.svg", &large)], "make it smaller"),
            (vec![("home.svg", SVG), ("home.webp", b"RIFF....WEBP")], "a second time"),
            (vec![("m-next.svg", SVG)], "nothing of this name"),
        ] {
            let told = told(&files).unwrap_err();
            assert!(told.contains(complaint), "{told}");
        }
        let taxonomy = Taxonomy::embedded().unwrap();
        assert!(read(Path::new("/nowhere/at/all"), &taxonomy).is_err());
    }
}
