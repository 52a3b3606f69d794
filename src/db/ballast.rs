//! Room on the disk that is kept beside SQLite's file for the day when the rest is full: given back, it lets staff sign
//! in and read, and pupils send, until somebody has made room.

use std::fs::{self, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use rustix::fs::{FallocateFlags, fallocate, statvfs};
use rustix::io::Errno;

use super::DbError;
use super::sqlite::{beside, file_problem};

/// The disk has so many times as much free before any is kept: it must not be what fills the disk.
const FREE_TIMES_MIN: u64 = 4;

/// A file that holds nothing and takes up room.
#[derive(Debug, Clone)]
pub(super) struct Ballast {
    path: PathBuf,
    bytes: u64,
}

impl Ballast {
    /// Of a database at this path; none is kept of 0 bytes.
    pub(super) fn beside(database: &Path, bytes: u64) -> Self {
        Self { path: beside(database, ".ballast"), bytes }
    }

    /// Takes the room where it is not taken and the disk has enough. A file system that cannot take room without
    /// writing to it keeps none.
    pub(super) fn keep(&self) -> Result<(), DbError> {
        self.take_room().map_err(|problem| file_problem(&self.path, problem.kind()))
    }

    fn take_room(&self) -> io::Result<()> {
        // A file that is shorter was left behind by a process that was killed meanwhile.
        let is_taken = fs::metadata(&self.path).is_ok_and(|about| about.len() >= self.bytes);
        if self.bytes == 0 || is_taken || !self.is_little()? {
            return Ok(());
        }
        let file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .mode(0o600)
            .open(&self.path)?;
        match fallocate(&file, FallocateFlags::empty(), 0, self.bytes) {
            Ok(()) => Ok(()),
            Err(problem) => {
                fs::remove_file(&self.path)?;
                match problem {
                    Errno::OPNOTSUPP | Errno::NOSPC => Ok(()),
                    other => Err(other.into()),
                }
            }
        }
    }

    /// Whether the disk has many times as much free.
    fn is_little(&self) -> io::Result<bool> {
        let disk = statvfs(self.path.parent().unwrap_or(Path::new("/")))?;
        let free = disk.f_bavail.saturating_mul(disk.f_frsize);
        Ok(free >= self.bytes.saturating_mul(FREE_TIMES_MIN))
    }

    /// Gives the room back; false when there is none to give.
    pub(super) fn give_back(&self) -> bool {
        let is_given = fs::remove_file(&self.path).is_ok();
        if is_given {
            tracing::error!(
                "the disk of the database is full: what was kept for this is given back, and is soon used up; make room"
            );
        }
        is_given
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BYTES: u64 = 1 << 20;

    #[test]
    fn room_is_taken_once_and_given_back_once() {
        let folder = tempfile::tempdir().unwrap();
        let ballast = Ballast::beside(&folder.path().join("slips.sqlite"), BYTES);
        assert!(!ballast.give_back());
        // Killed before it was taken.
        fs::write(&ballast.path, "").unwrap();
        ballast.keep().unwrap();
        ballast.keep().unwrap();
        let kept: Vec<_> = folder.path().read_dir().unwrap().map(Result::unwrap).collect();
        assert_eq!(kept.len(), 1);
        assert_eq!(kept[0].metadata().unwrap().len(), BYTES);
        assert!(ballast.give_back());
        assert!(!ballast.give_back());
    }

    #[test]
    fn no_room_is_taken_that_the_disk_needs_itself_or_that_nobody_wants() {
        let folder = tempfile::tempdir().unwrap();
        for bytes in [0, u64::MAX / 2] {
            Ballast::beside(&folder.path().join("slips.sqlite"), bytes).keep().unwrap();
        }
        assert_eq!(folder.path().read_dir().unwrap().count(), 0);
    }
}
