//! A folder with a school's own files. One that cannot be used is refused by name, so that nobody
//! wonders why it is not shown or heard.

use std::path::{Path, PathBuf};
use std::{fs, io};

/// Largest file, in bytes: it is sent to phones.
pub(super) const FILE_BYTES_MAX: usize = 100_000;
/// Most that one folder may hold, in bytes: all of it is kept in memory.
const FOLDER_BYTES_MAX: usize = 16_000_000;

/// Why a file of a school's own cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum OwnFileError {
    #[error("{path} cannot be read: {cause}")]
    Unreadable { path: String, cause: io::Error },
    #[error("{path} has {bytes} bytes; make it smaller than {FILE_BYTES_MAX}")]
    TooLarge { path: String, bytes: u64 },
    #[error("{folder} has more than {FOLDER_BYTES_MAX} bytes together; make its files smaller")]
    TooMuch { folder: String },
    #[error("{path}: {what}")]
    Unusable { path: String, what: &'static str },
    #[error("{path}: there is nothing of this name to replace; {where_names_are}")]
    NothingToReplace { path: String, where_names_are: &'static str },
    #[error("{path} is there a second time with another ending; take one of them away")]
    Double { path: String },
}

impl OwnFileError {
    pub(super) fn unusable(path: &Path, what: &'static str) -> Self {
        Self::Unusable { path: path.display().to_string(), what }
    }

    pub(super) fn nothing_to_replace(path: &Path, where_names_are: &'static str) -> Self {
        Self::NothingToReplace { path: path.display().to_string(), where_names_are }
    }
}

/// Every file and folder in this one, in the order of their names; hidden ones are the system's.
pub(super) fn entries(folder: &Path) -> Result<Vec<PathBuf>, OwnFileError> {
    let unreadable = |cause| OwnFileError::Unreadable { path: folder.display().to_string(), cause };
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        if !entry.file_name().as_encoded_bytes().starts_with(b".") {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}

/// What is still free in a folder.
pub(super) struct Room<'a> {
    folder: &'a Path,
    bytes: usize,
}

impl<'a> Room<'a> {
    pub fn of(folder: &'a Path) -> Self {
        Self { folder, bytes: FOLDER_BYTES_MAX }
    }

    /// The file's content, if it is small enough and there is still room.
    pub fn read(&mut self, path: &Path) -> Result<Vec<u8>, OwnFileError> {
        let shown = || path.display().to_string();
        let unreadable = |cause| OwnFileError::Unreadable { path: shown(), cause };
        let length = fs::metadata(path).map_err(unreadable)?.len();
        if length > FILE_BYTES_MAX as u64 {
            return Err(OwnFileError::TooLarge { path: shown(), bytes: length });
        }
        let bytes = fs::read(path).map_err(unreadable)?;
        let too_much = || OwnFileError::TooMuch { folder: self.folder.display().to_string() };
        self.bytes = self.bytes.checked_sub(bytes.len()).ok_or_else(too_much)?;
        Ok(bytes)
    }
}

/// The name of a path without its ending, and the ending.
pub(super) fn stem_and_ending(path: &Path) -> (&str, &str) {
    let name = path.file_name().and_then(std::ffi::OsStr::to_str).unwrap_or_default();
    name.rsplit_once('.').unwrap_or((name, ""))
}
