//! The letters of paper: the fonts of the pages, and for the scripts that these lack, one more each.

use icu_normalizer::DecomposingNormalizer;
use krilla::text::{Font, GlyphId, KrillaGlyph, Tag};
use rustybuzz::ttf_parser::Tag as AxisTag;
use rustybuzz::{Direction, Face, UnicodeBuffer};

use crate::paths::files;

/// How heavy letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// Which letters a text is set in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    /// As they are taught; also for numbers, since the other's zero has a stroke through it.
    Early,
    Older,
}

/// Why there are no letters.
#[derive(Debug, thiserror::Error)]
pub enum FontsError {
    #[error("the font {0} is not in the program")]
    Missing(&'static str),
    #[error("the font {0} cannot be read")]
    Unreadable(&'static str),
}

/// Every font, ready to be measured and drawn. They take half a megabyte, so they are made for each
/// document anew.
pub struct FontFiles(Vec<FontFile>);

struct FontFile {
    bytes: Vec<u8>,
    font: Font,
    family: Option<Family>,
    weight: Weight,
    /// The weight of a font that has them all.
    axis: Option<f32>,
}

/// The same fonts, with their tables read.
pub(super) struct Fonts<'a>(Vec<(&'a FontFile, Face<'a>)>);

/// Letters of one font, from left to right as they are drawn.
#[derive(Clone)]
pub(super) struct Run {
    pub font: Font,
    pub text: String,
    pub glyphs: Vec<KrillaGlyph>,
    /// In parts of the font's size.
    pub width: f32,
}

/// A file, which family it belongs to (none: to whichever lacks a letter), its weight and axis.
const FILES: [(&str, Option<Family>, Weight, Option<f32>); 12] = [
    (files::ANDIKA_LATIN_400_WOFF2, Some(Family::Early), Weight::Regular, None),
    (files::ANDIKA_LATIN_700_WOFF2, Some(Family::Early), Weight::Bold, None),
    (files::EARLY_LATIN_EXT_400_WOFF2, Some(Family::Early), Weight::Regular, None),
    (files::EARLY_LATIN_EXT_700_WOFF2, Some(Family::Early), Weight::Bold, None),
    (files::TALK_LATIN_WOFF2, Some(Family::Older), Weight::Regular, Some(400.0)),
    (files::TALK_LATIN_WOFF2, Some(Family::Older), Weight::Bold, Some(700.0)),
    (files::TALK_LATIN_EXT_WOFF2, Some(Family::Older), Weight::Regular, Some(400.0)),
    (files::TALK_LATIN_EXT_WOFF2, Some(Family::Older), Weight::Bold, Some(700.0)),
    (files::ANDIKA_CYRILLIC_400_WOFF2, None, Weight::Regular, None),
    (files::ANDIKA_CYRILLIC_700_WOFF2, None, Weight::Bold, None),
    (files::NASKH_ARABIC_400_WOFF2, None, Weight::Regular, None),
    (files::NASKH_ARABIC_700_WOFF2, None, Weight::Bold, None),
];

const WEIGHT_AXIS: &[u8; 4] = b"wght";

impl FontFiles {
    /// Reads them as they lie in the program, by their addresses.
    pub fn read(of: impl Fn(&str) -> Option<&'static [u8]>) -> Result<Self, FontsError> {
        let fonts = FILES.map(|(path, family, weight, axis)| {
            let packed = of(path).ok_or(FontsError::Missing(path))?;
            let unreadable = FontsError::Unreadable(path);
            let Ok(bytes) = wuff::decompress_woff2(packed) else { return Err(unreadable) };
            let data = bytes.clone().into();
            let font = match axis {
                Some(value) => Font::new_variable(data, 0, &[(Tag::new(WEIGHT_AXIS), value)]),
                None => Font::new(data, 0),
            };
            Ok(FontFile { font: font.ok_or(unreadable)?, bytes, family, weight, axis })
        });
        fonts.into_iter().collect::<Result<_, _>>().map(Self)
    }

    pub(super) fn faces(&self) -> Fonts<'_> {
        let faces = self.0.iter().filter_map(|file| {
            let mut face = Face::from_slice(&file.bytes, 0)?;
            if let Some(value) = file.axis {
                face.set_variation(AxisTag::from_bytes(WEIGHT_AXIS), value)?;
            }
            Some((file, face))
        });
        Fonts(faces.collect())
    }
}

impl Fonts<'_> {
    /// The letters of a piece of text that runs one way, in as many fonts as it takes. From right to
    /// left the runs are turned round, so that they too are drawn from the left.
    pub(super) fn shape(
        &self,
        text: &str,
        family: Family,
        weight: Weight,
        is_right_to_left: bool,
    ) -> Vec<Run> {
        let mut pieces: Vec<(usize, String)> = Vec::new();
        for character in text.chars().filter(|character| !is_invisible(*character)) {
            if let Some((font, piece)) = pieces.last_mut()
                && character.is_whitespace()
                && self.has(*font, character)
            {
                // A space goes with the letters before it.
                piece.push(character);
                continue;
            }
            let Some((found, letter)) = self.nearest(character, family, weight) else { continue };
            match pieces.last_mut() {
                Some((font, piece)) if *font == found => piece.push(letter),
                Some(_) | None => pieces.push((found, letter.to_string())),
            }
        }
        let runs = pieces.into_iter().filter_map(|(font, piece)| {
            let (file, face) = self.0.get(font)?;
            Some(run(file, face, piece, is_right_to_left))
        });
        let mut runs: Vec<_> = runs.collect();
        if is_right_to_left {
            runs.reverse();
        }
        runs
    }

    /// The font that has this letter: of the family, of no family, then of the other.
    fn font_for(&self, character: char, family: Family, weight: Weight) -> Option<usize> {
        let has = |index: &usize| self.has(*index, character);
        let of = |family: Option<Family>| {
            let is_of = move |file: &FontFile| file.family == family && file.weight == weight;
            let all = self.0.iter().enumerate();
            all.filter(move |(_, (file, _))| is_of(file)).map(|(index, _)| index)
        };
        let others = match family {
            Family::Early => Family::Older,
            Family::Older => Family::Early,
        };
        of(Some(family)).chain(of(None)).chain(of(Some(others))).find(has)
    }

    fn has(&self, font: usize, character: char) -> bool {
        let font = self.0.get(font);
        font.is_some_and(|(_, face)| face.glyph_index(character).is_some())
    }

    /// The letter and the font that has it. A name may have a letter that no font has: then the one it
    /// is made of, without its marks, or a question mark. A file with a letter missing is none.
    fn nearest(&self, character: char, family: Family, weight: Weight) -> Option<(usize, char)> {
        let once = std::iter::once(character);
        let base = DecomposingNormalizer::new_nfd().normalize_iter(once).next();
        let last = (!matches!(character, '\u{300}'..='\u{36f}')).then_some('?');
        let letters = [Some(character), base, last].into_iter().flatten();
        let mut found = letters.filter_map(|it| Some((self.font_for(it, family, weight)?, it)));
        found.next()
    }
}

/// Marks that turn text round have done so before, and are no letters.
pub(super) fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn run(file: &FontFile, face: &Face<'_>, text: String, is_right_to_left: bool) -> Run {
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(&text);
    buffer.guess_segment_properties();
    buffer.set_direction(match is_right_to_left {
        true => Direction::RightToLeft,
        false => Direction::LeftToRight,
    });
    let shaped = rustybuzz::shape(face, &[], buffer);
    let mut starts: Vec<usize> =
        shaped.glyph_infos().iter().map(|info| info.cluster as usize).collect();
    starts.sort_unstable();
    let units = file.font.units_per_em();
    let part = |of: i32| of as f32 / units;
    let glyphs = shaped.glyph_infos().iter().zip(shaped.glyph_positions()).map(|(info, place)| {
        let start = info.cluster as usize;
        // Up to where the next letters begin in the text, wherever they are drawn.
        let end = starts.iter().find(|other| **other > start).copied().unwrap_or(text.len());
        KrillaGlyph::new(
            GlyphId::new(info.glyph_id),
            part(place.x_advance),
            part(place.x_offset),
            part(place.y_offset),
            part(place.y_advance),
            start..end,
            None,
        )
    });
    let glyphs: Vec<_> = glyphs.collect();
    let width = shaped.glyph_positions().iter().map(|place| part(place.x_advance)).sum();
    Run { font: file.font.clone(), text, glyphs, width }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::i18n::{FILES as WORDS, is_for_pupils};

    /// The fonts, read from where the program takes them when it is built.
    pub(in crate::documents) fn fonts() -> FontFiles {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("static");
        FontFiles::read(|path| {
            let (stem, rest) = path.strip_prefix("/static/")?.split_once('.')?;
            let (_, ending) = rest.rsplit_once('.')?;
            let bytes = std::fs::read(folder.join(format!("{stem}.{ending}"))).ok()?;
            Some(Box::leak(bytes.into_boxed_slice()))
        })
        .unwrap()
    }

    #[test]
    fn every_letter_that_a_pupil_may_read_can_be_printed() {
        let files = fonts();
        let fonts = files.faces();
        assert_eq!(fonts.0.len(), FILES.len());
        for (language, screens) in WORDS {
            let texts = screens.iter().filter(|(screen, _)| is_for_pupils(screen));
            for character in texts.flat_map(|(_, text)| text.chars()) {
                for family in [Family::Early, Family::Older] {
                    for weight in [Weight::Regular, Weight::Bold] {
                        let is_there = character.is_control()
                            || is_invisible(character)
                            || fonts.font_for(character, family, weight).is_some();
                        assert!(is_there, "{language:?}: {character:?} in {family:?} {weight:?}");
                    }
                }
            }
        }
        assert!(fonts.font_for('漢', Family::Early, Weight::Regular).is_none());
        let name = fonts.shape("Ms Nguyễn 漢", Family::Older, Weight::Bold, false);
        let name: String = name.iter().map(|run| run.text.as_str()).collect();
        assert_eq!(name, "Ms Nguyen ?", "nobody is missing for a letter of their name");
    }

    #[test]
    fn letters_join_where_their_script_joins_them_and_are_drawn_from_the_left() {
        let files = fonts();
        let fonts = files.faces();
        let shaped = |text: &str| fonts.shape(text, Family::Early, Weight::Regular, true);
        let ids = |runs: &[Run]| -> Vec<_> {
            runs.iter().flat_map(|run| run.glyphs.iter().map(|it| format!("{it:?}"))).collect()
        };
        let (joined, apart) = (shaped("بب"), shaped("ب"));
        assert_ne!(ids(&joined).first(), ids(&apart).first());
        let mixed = shaped("نص Childline");
        assert!(mixed.len() >= 2, "two scripts are two fonts");
        assert!(
            mixed.first().unwrap().text.contains('C') || mixed.last().unwrap().text.contains('ن')
        );
    }
}
