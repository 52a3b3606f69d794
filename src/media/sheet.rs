//! A sheet: every recording of one language and mode in one file. A page asks for the whole of it, so
//! that neither the network nor the browser's cache tells which question somebody listened to.
//!
//! Its first line says of each recording its mark and how long it is: `0a1b2c3d:5120 …`.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::MediaFile;
use super::own_folder::{OwnFileError, Room, entries, stem_and_ending};
use super::recordings::Recording;

/// A sheet that came with the program.
struct BuiltIn {
    language: &'static str,
    mode: &'static str,
    name: &'static str,
    bytes: &'static [u8],
}

static BUILT_IN: &[BuiltIn] = include!(concat!(env!("OUT_DIR"), "/voices_table.rs"));

/// Nothing that a browser would open by itself.
const CONTENT_TYPE: &str = "application/octet-stream";
const EXTENSION: &str = "voice";
const WHERE_NAMES_ARE: &str = "`ineedtotalk own recordings` lists the names";

type Sheets = BTreeMap<(&'static str, &'static str), MediaFile>;
/// Recordings by their mark.
type Parts<'a> = BTreeMap<String, Cow<'a, [u8]>>;

pub(super) fn built_in() -> Sheets {
    let file = |sheet: &BuiltIn| MediaFile {
        name: sheet.name.to_owned(),
        content_type: CONTENT_TYPE,
        bytes: Cow::Borrowed(sheet.bytes),
    };
    BUILT_IN.iter().map(|sheet| ((sheet.language, sheet.mode), file(sheet))).collect()
}

/// The sheets that hold recordings of the school's own, with ours where it has none.
pub(super) fn with_own(folder: &Path, wanted: &[Recording]) -> Result<Sheets, OwnFileError> {
    let mut room = Room::of(folder);
    let mut own: BTreeMap<(&str, &str), Parts<'_>> = BTreeMap::new();
    let mut expected: BTreeSet<_> = wanted.iter().map(Recording::path).collect();
    for recording in wanted {
        let path = folder.join(recording.path());
        if !path.exists() {
            continue;
        }
        let bytes = room.read(&path)?;
        if !is_mp3(&bytes) {
            return Err(OwnFileError::unusable(&path, "it is not an MP3"));
        }
        let parts = own.entry((recording.language, recording.mode)).or_default();
        parts.insert(recording.mark(), Cow::Owned(bytes));
    }
    refuse_others(folder, folder, &mut expected)?;
    let sheets = own.into_iter().map(|((language, mode), mut parts)| {
        let ours = BUILT_IN.iter().find(|sheet| sheet.language == language && sheet.mode == mode);
        for (mark, bytes) in ours.map(|sheet| read(sheet.bytes)).unwrap_or_default() {
            parts.entry(mark).or_insert(bytes);
        }
        let stem = format!("{language}-{mode}");
        ((language, mode), MediaFile::of_own(&stem, EXTENSION, CONTENT_TYPE, written(&parts)))
    });
    Ok(sheets.collect())
}

/// A file that would never be heard has a name that is wrong.
fn refuse_others(
    top: &Path,
    folder: &Path,
    expected: &mut BTreeSet<String>,
) -> Result<(), OwnFileError> {
    for path in entries(folder)? {
        if path.is_dir() {
            refuse_others(top, &path, expected)?;
            continue;
        }
        let name = path.strip_prefix(top).unwrap_or(&path).display().to_string();
        let (_, ending) = stem_and_ending(&path);
        if ending != "mp3" {
            return Err(OwnFileError::unusable(&path, "a recording's name ends in mp3"));
        }
        if !expected.remove(&name) {
            return Err(OwnFileError::nothing_to_replace(&path, WHERE_NAMES_ARE));
        }
    }
    Ok(())
}

/// An ID3 tag, or the first bits of a frame.
fn is_mp3(bytes: &[u8]) -> bool {
    let is_frame = matches!(bytes, [0xff, second, ..] if second & 0xe0 == 0xe0);
    bytes.starts_with(b"ID3") || is_frame
}

fn read(sheet: &[u8]) -> Parts<'_> {
    let line = sheet.iter().position(|byte| *byte == b'\n').unwrap_or(0);
    let (index, rest) = sheet.split_at_checked(line).unwrap_or_default();
    let mut rest = rest.get(1..).unwrap_or_default();
    let index = std::str::from_utf8(index).unwrap_or_default();
    let mut parts = Parts::new();
    for (mark, length) in index.split(' ').filter_map(|part| part.split_once(':')) {
        let length = length.parse().unwrap_or(0);
        let (part, after) = rest.split_at_checked(length).unwrap_or_default();
        parts.insert(mark.to_owned(), Cow::Borrowed(part));
        rest = after;
    }
    parts
}

fn written(parts: &Parts<'_>) -> Vec<u8> {
    let index: Vec<_> =
        parts.iter().map(|(mark, bytes)| format!("{mark}:{}", bytes.len())).collect();
    let mut sheet = index.join(" ").into_bytes();
    sheet.push(b'\n');
    for bytes in parts.values() {
        sheet.extend_from_slice(bytes);
    }
    sheet
}

#[cfg(test)]
mod tests {
    use super::super::recordings::recordings;
    use super::*;
    use crate::domain::Taxonomy;
    use crate::i18n::Languages;

    const MP3: &[u8] = b"\xff\xf3 something else";

    fn wanted() -> Vec<Recording> {
        let (languages, taxonomy) = (Languages::read().unwrap(), Taxonomy::embedded().unwrap());
        languages.in_every_mode().flat_map(|words| recordings(words, &taxonomy)).collect()
    }

    #[test]
    fn every_sheet_of_ours_has_exactly_the_words_of_today() {
        let wanted = wanted();
        assert!(!BUILT_IN.is_empty());
        for sheet in BUILT_IN {
            let here = |one: &&Recording| (one.language, one.mode) == (sheet.language, sheet.mode);
            let marks: BTreeSet<_> = wanted.iter().filter(here).map(Recording::mark).collect();
            let parts = read(sheet.bytes);
            let recorded: BTreeSet<_> = parts.keys().cloned().collect();
            let what_to_do = "run .build/voices";
            assert_eq!(recorded, marks, "{} {}: {what_to_do}", sheet.language, sheet.mode);
            assert!(parts.values().all(|bytes| is_mp3(bytes)));
        }
    }

    #[test]
    fn no_two_sentences_share_a_mark() {
        let sentences: BTreeSet<_> = wanted().into_iter().map(|one| one.sentence).collect();
        let marks: BTreeSet<_> =
            sentences.iter().map(|text| super::super::speech::mark(text)).collect();
        assert_eq!(marks.len(), sentences.len());
    }

    #[test]
    fn a_school_s_own_recording_is_heard_and_the_others_stay_ours() {
        let folder = tempfile::tempdir().unwrap();
        let wanted = wanted();
        let one = &wanted[0];
        let path = folder.path().join(one.path());
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, MP3).unwrap();

        let own = with_own(folder.path(), &wanted).unwrap();

        let key = (one.language, one.mode);
        let (own, ours) = (&own[&key], &built_in()[&key]);
        let (theirs, ours) = (read(&own.bytes), read(&ours.bytes));
        assert_eq!(theirs[&one.mark()].as_ref(), MP3);
        assert_ne!(ours[&one.mark()].as_ref(), MP3);
        assert!(ours.iter().all(|(mark, bytes)| *mark == one.mark() || theirs[mark] == *bytes));
        assert_eq!(theirs.len(), ours.len());
    }

    #[test]
    fn a_recording_that_nobody_would_hear_is_refused_by_name() {
        let wanted = wanted();
        let right = wanted[0].path();
        for (path, bytes, complaint) in [
            ("en-GB/more/dagner-question.mp3", MP3, "there is nothing of this name to replace"),
            (right.as_str(), b"RIFF" as &[u8], "it is not an MP3"),
            ("en-GB/more/yes.ogg", b"OggS", "a recording's name ends in mp3"),
        ] {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, bytes).unwrap();
            let told = with_own(folder.path(), &wanted).unwrap_err().to_string();
            assert!(told.contains(complaint), "{told}");
        }
    }
}
