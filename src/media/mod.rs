//! Pictures and recordings: those that came with the program, and those that a school has put in
//! their place. Each is served under a name of its content.

mod own_folder;
mod recordings;
mod sheet;
mod speech;
mod symbols;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

pub use own_folder::OwnFileError;
pub use recordings::{Recording, recordings};
pub use speech::{mark, sentences};
pub use symbols::names as symbol_names;

use crate::crypto::fingerprint;
use crate::domain::Taxonomy;
use crate::i18n::Languages;
use crate::paths;

/// Letters of the hash in a name: 48 bits tell any two files apart.
const HASH_LETTERS: usize = 12;

/// Something that is served for good: its name changes with its content.
#[derive(Debug)]
pub struct MediaFile {
    name: String,
    pub content_type: &'static str,
    bytes: Cow<'static, [u8]>,
}

/// The pictures and recordings of this service.
#[derive(Debug, Default)]
pub struct Media {
    /// The school's own pictures, by the name of ours that they replace, or by a new one.
    symbols: BTreeMap<String, MediaFile>,
    /// Everything that is read aloud in a language and mode, in one file.
    sheets: BTreeMap<(&'static str, &'static str), MediaFile>,
}

/// A kind of worry, a group or a tile without the picture that it names.
#[derive(Debug, thiserror::Error)]
#[error(
    "{code} has the picture `{symbol}`, and there is none: take one that `ineedtotalk own pictures` lists, or put {symbol}.svg into the folder of [symbols]"
)]
pub struct NoPicture {
    code: String,
    symbol: String,
}

impl Media {
    /// What came with the program.
    pub fn built_in() -> Self {
        Self { sheets: sheet::built_in(), ..Self::default() }
    }

    /// Reads the school's own folders, where there are any, over what came with the program.
    pub fn read(
        symbols_folder: Option<&Path>,
        voices_folder: Option<&Path>,
        languages: &Languages,
        taxonomy: &Taxonomy,
    ) -> Result<Self, OwnFileError> {
        let mut media = Self::built_in();
        if let Some(folder) = symbols_folder {
            media.symbols = symbols::read(folder, taxonomy)?;
        }
        if let Some(folder) = voices_folder {
            let words = languages.in_every_mode();
            let wanted: Vec<_> = words.flat_map(|words| recordings(words, taxonomy)).collect();
            media.sheets.extend(sheet::with_own(folder, &wanted)?);
        }
        Ok(media)
    }

    /// Whether there is a picture for each kind of worry.
    pub fn has_pictures_of(&self, taxonomy: &Taxonomy) -> Result<(), NoPicture> {
        let is_there = |name: &str| symbols::is_ours(name) || self.symbols.contains_key(name);
        match taxonomy.symbols().find(|(_, symbol)| !is_there(symbol)) {
            Some((code, symbol)) => {
                Err(NoPicture { code: code.to_owned(), symbol: symbol.to_owned() })
            }
            None => Ok(()),
        }
    }

    /// Where the school's own picture is that stands for ours of this name.
    pub fn own_symbol(&self, name: &str) -> Option<String> {
        self.symbols.get(name).map(MediaFile::address)
    }

    /// Each of the school's own pictures, by the name that it stands for.
    pub fn own_symbol_files(&self) -> impl Iterator<Item = (&str, &MediaFile)> {
        self.symbols.iter().map(|(name, file)| (name.as_str(), file))
    }

    /// Where each of the school's own pictures is.
    pub fn own_symbols(&self) -> impl Iterator<Item = String> {
        self.symbols.values().map(MediaFile::address)
    }

    /// Where the recordings of this language and mode are.
    pub fn sound(&self, language: &str, mode: &str) -> Option<String> {
        let mut sheets = self.sheets.iter();
        let found = sheets.find(|((of, in_mode), _)| *of == language && *in_mode == mode);
        found.map(|(_, file)| file.address())
    }

    /// The file of this name.
    pub fn file(&self, name: &str) -> Option<&MediaFile> {
        self.symbols.values().chain(self.sheets.values()).find(|file| file.name == name)
    }
}

impl MediaFile {
    /// `stem.0123456789ab.extension`, of what a school has brought.
    fn of_own(stem: &str, extension: &str, content_type: &'static str, bytes: Vec<u8>) -> Self {
        let mut hash = data_encoding::HEXLOWER.encode(&fingerprint::sha256(&bytes));
        hash.truncate(HASH_LETTERS);
        let name = format!("{stem}.{hash}.{extension}");
        Self { name, content_type, bytes: Cow::Owned(bytes) }
    }

    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    fn address(&self) -> String {
        paths::media_file(&self.name)
    }
}
