//! A sealed file on the disk: written to another name first, so that a file with the name of a backup
//! is always whole; and read piece by piece.

use std::fs::{File, FileTimes, OpenOptions};
use std::io::{Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::BackupError;
use crate::crypto::backup_seal::{
    BackupPublicKey, BackupSealError, Opener, PIECE_BYTES, PROOF_BYTES, SEALED_PIECE_BYTES, Sealer,
    head_bytes,
};
use crate::crypto::{Pepper, RecoveryKit, Secret};
use crate::domain::Day;

/// A backup is as long as a multiple of this: how much it grew in a night does not tell whether a
/// slip came.
const ROUNDED_TO_BYTES: u64 = 1_024 * 1_024;
const PIECES_AT_ONCE: u64 = ROUNDED_TO_BYTES / PIECE_BYTES as u64;

/// A backup being written. Dropped before `finish`, it leaves no file.
pub(super) struct SealedWriter {
    path: PathBuf,
    unfinished: Unfinished,
    file: File,
    sealer: Sealer,
    /// What no piece has been made of yet.
    waiting: Secret<Vec<u8>>,
    pieces: u64,
}

/// Deletes its file when it is dropped, unless that has another name by then.
struct Unfinished(PathBuf);

impl Drop for Unfinished {
    fn drop(&mut self) {
        // Most often it was renamed, and is not there.
        let _ = std::fs::remove_file(&self.0);
    }
}

impl SealedWriter {
    pub(super) fn create(
        path: &Path,
        to: &BackupPublicKey,
        pepper: &Pepper,
    ) -> Result<Self, BackupError> {
        let mut name = path.as_os_str().to_owned();
        name.push(".unfinished");
        let unfinished = PathBuf::from(name);
        // Left by a backup that was cut off.
        let _ = std::fs::remove_file(&unfinished);
        let mut file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&unfinished)
            .map_err(|cause| BackupError::file(&unfinished, cause))?;
        let (sealer, head) = Sealer::begin(to)?;
        file.write_all(&head).map_err(|cause| BackupError::file(&unfinished, cause))?;
        let proof = sealer.proof(pepper);
        let mut writer = Self {
            path: path.to_owned(),
            unfinished: Unfinished(unfinished),
            file,
            sealer,
            waiting: Secret::new(Vec::with_capacity(2 * PIECE_BYTES)),
            pieces: 0,
        };
        writer.write(&proof)?;
        Ok(writer)
    }

    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<(), BackupError> {
        self.waiting.append(bytes);
        let whole = self.waiting.expose().len().saturating_sub(1) / PIECE_BYTES;
        if whole == 0 {
            return Ok(());
        }
        let waiting = std::mem::replace(&mut self.waiting, Secret::new(Vec::new()));
        let (now, later) = waiting.expose().split_at(whole * PIECE_BYTES);
        for piece in now.chunks(PIECE_BYTES) {
            self.seal(piece.to_vec(), false)?;
        }
        self.waiting.append(later);
        Ok(())
    }

    /// Fills up with nothing, makes sure of the disk, and gives the file its name: from then on there
    /// is a backup of that day, and its time says no more than the day.
    pub(super) fn finish(mut self, day: Day) -> Result<(), BackupError> {
        let mut last = self.waiting.expose().clone();
        last.resize(PIECE_BYTES, 0);
        while !(self.pieces + 1).is_multiple_of(PIECES_AT_ONCE) {
            self.seal(std::mem::replace(&mut last, vec![0; PIECE_BYTES]), false)?;
        }
        self.seal(last, true)?;
        let midnight = u64::try_from(day.start().0).unwrap_or(0);
        let midnight = SystemTime::UNIX_EPOCH + Duration::from_secs(midnight);
        let times = FileTimes::new().set_accessed(midnight).set_modified(midnight);
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty());
        self.file
            .set_times(times)
            .and_then(|()| self.file.sync_all())
            .and_then(|()| std::fs::rename(&self.unfinished.0, &self.path))
            .and_then(|()| File::open(folder.unwrap_or(Path::new(".")))?.sync_all())
            .map_err(|cause| BackupError::file(&self.path, cause))
    }

    fn seal(&mut self, plain: Vec<u8>, is_last: bool) -> Result<(), BackupError> {
        let sealed = self.sealer.piece(plain, is_last);
        self.pieces += 1;
        self.file.write_all(&sealed).map_err(|cause| BackupError::file(&self.unfinished.0, cause))
    }
}

/// A backup being read.
pub(super) struct SealedReader {
    path: PathBuf,
    file: File,
    opener: Opener,
    opened: Secret<Vec<u8>>,
    /// How much of what is opened was read.
    read: usize,
    pieces_left: u64,
}

impl SealedReader {
    /// Opens it with the key on the paper, if it was made beside this pepper.
    pub(super) fn open(
        path: &Path,
        paper: &RecoveryKit,
        pepper: &Pepper,
    ) -> Result<Self, BackupError> {
        let not_opened = |cause| BackupError::NotOpened { path: path.to_owned(), cause };
        let failed = |cause| BackupError::file(path, cause);
        let file = File::open(path).map_err(failed)?;
        let length = file.metadata().map_err(failed)?.len();
        let mut head = Vec::with_capacity(head_bytes());
        (&file).take(head_bytes() as u64).read_to_end(&mut head).map_err(failed)?;
        let opener = Opener::begin(paper, &head).map_err(not_opened)?;
        let sealed = length.saturating_sub(head_bytes() as u64);
        if sealed == 0 || !sealed.is_multiple_of(SEALED_PIECE_BYTES as u64) {
            return Err(not_opened(BackupSealError::Damaged));
        }
        let mut reader = Self {
            path: path.to_owned(),
            file,
            opener,
            opened: Secret::new(Vec::new()),
            read: 0,
            pieces_left: sealed / SEALED_PIECE_BYTES as u64,
        };
        let proof = reader.read(PROOF_BYTES)?;
        match reader.opener.is_proof(pepper, &proof) {
            true => Ok(reader),
            false => Err(BackupError::AnotherPepper),
        }
    }

    /// The next bytes, so many.
    pub(super) fn read(&mut self, length: usize) -> Result<Vec<u8>, BackupError> {
        let mut bytes = Vec::with_capacity(length.min(PIECE_BYTES));
        while bytes.len() < length {
            let rest = self.opened.expose().get(self.read..).unwrap_or_default();
            let part = rest.get(..length - bytes.len()).unwrap_or(rest);
            bytes.extend_from_slice(part);
            self.read += part.len();
            if bytes.len() < length {
                self.open_next()?;
            }
        }
        Ok(bytes)
    }

    /// Sees that nothing but filling comes until the end.
    pub(super) fn finish(mut self) -> Result<(), BackupError> {
        loop {
            let rest = self.opened.expose().get(self.read..).unwrap_or_default();
            if rest.iter().any(|byte| *byte != 0) {
                return Err(BackupError::damaged(&self.path));
            }
            if self.pieces_left == 0 {
                return Ok(());
            }
            self.open_next()?;
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    fn open_next(&mut self) -> Result<(), BackupError> {
        if self.pieces_left == 0 {
            return Err(BackupError::damaged(&self.path));
        }
        self.pieces_left -= 1;
        let mut sealed = vec![0; SEALED_PIECE_BYTES];
        self.file.read_exact(&mut sealed).map_err(|cause| BackupError::file(&self.path, cause))?;
        self.opened = self
            .opener
            .piece(&sealed, self.pieces_left == 0)
            .map_err(|cause| BackupError::NotOpened { path: self.path.clone(), cause })?;
        self.read = 0;
        Ok(())
    }
}
