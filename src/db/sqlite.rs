//! SQLite: opening the file with every setting that durability and privacy rest on, and noticing
//! when the file is no longer the one that was opened.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use diesel::connection::SimpleConnection;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Text;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::{DbConnection, DbError};

/// A setting of a connection: how it is set, and how it reads when it took.
struct Pragma {
    name: &'static str,
    set: &'static str,
    reads: &'static str,
}

/// Longest wait of a change for another process that has the file locked; of a chore. In milliseconds.
const BUSY_WAIT: &str = "2000";
const BUSY_MOMENT: &str = "100";

/// Set on every connection and read back. The bundled SQLite has `secure_delete` off, and deleted
/// slips would stay in the file; `FULL` is what makes an acknowledged slip survive a power cut.
const PRAGMAS: [Pragma; 8] = [
    Pragma { name: "busy_timeout", set: BUSY_WAIT, reads: BUSY_WAIT },
    Pragma { name: "journal_mode", set: "WAL", reads: "wal" },
    Pragma { name: "synchronous", set: "FULL", reads: "2" },
    Pragma { name: "secure_delete", set: "ON", reads: "1" },
    Pragma { name: "temp_store", set: "MEMORY", reads: "2" },
    Pragma { name: "trusted_schema", set: "OFF", reads: "0" },
    Pragma { name: "foreign_keys", set: "ON", reads: "1" },
    Pragma { name: "cell_size_check", set: "ON", reads: "1" },
];

// Pages of the file are kept by the system already: SQLite's own two megabytes of them, for each
// connection, would be half of what the service needs in memory.
const MAY_WRITE: [Pragma; 2] = [
    Pragma { name: "query_only", set: "OFF", reads: "0" },
    // Enough for what the slips of one commit change.
    Pragma { name: "cache_size", set: "-1024", reads: "-1024" },
];
const READS_ONLY: [Pragma; 2] = [
    Pragma { name: "query_only", set: "ON", reads: "1" },
    Pragma { name: "cache_size", set: "-256", reads: "-256" },
];

/// What a path in a `file:` URI may not hold as it is.
const IN_URI: &AsciiSet = &CONTROLS.add(b' ').add(b'%').add(b'?').add(b'#');

/// Opens the connection that writes.
pub(super) fn open_to_write(path: &Path) -> Result<DbConnection, DbError> {
    open(path, &MAY_WRITE)
}

/// Opens a connection that cannot change anything.
pub(super) fn open_to_read(path: &Path) -> Result<DbConnection, DbError> {
    open(path, &READS_ONLY)
}

fn open(path: &Path, access: &[Pragma]) -> Result<DbConnection, DbError> {
    let encoded = utf8_percent_encode(&path.to_string_lossy(), IN_URI).to_string();
    let mut connection = SqliteConnection::establish(&format!("file:{encoded}?mode=rw"))
        .map_err(|_| file_problem(path, io::ErrorKind::NotFound))?;
    for pragma in PRAGMAS.iter().chain(access) {
        connection.batch_execute(&format!("PRAGMA {} = {}", pragma.name, pragma.set))?;
    }
    read_back(&mut connection, access)?;
    Ok(DbConnection::Sqlite(connection))
}

/// Refuses a connection on which any setting is not as it must be.
fn read_back(connection: &mut SqliteConnection, access: &[Pragma]) -> Result<(), DbError> {
    for pragma in PRAGMAS.iter().chain(access) {
        let found: String =
            sql::<Text>(&format!("PRAGMA {}", pragma.name)).get_result(connection)?;
        if found != pragma.reads {
            return Err(DbError::Setting { name: pragma.name, expected: pragma.reads, found });
        }
    }
    Ok(())
}

/// Does something that can as well be done later, and waits for other connections no longer than a moment.
pub(super) fn without_patience(
    connection: &mut DbConnection,
    work: impl FnOnce(&mut DbConnection) -> Result<(), DbError>,
) -> Result<(), DbError> {
    wait_at_most(connection, BUSY_MOMENT)?;
    let done = work(connection);
    wait_at_most(connection, BUSY_WAIT)?;
    done
}

fn wait_at_most(connection: &mut DbConnection, milliseconds: &str) -> Result<(), DbError> {
    let DbConnection::Sqlite(connection) = connection else { return Ok(()) };
    Ok(connection.batch_execute(&format!("PRAGMA busy_timeout = {milliseconds}"))?)
}

/// Moves what the write-ahead log holds into the database file and empties the log, which otherwise
/// keeps deleted rows and the order in which slips came.
pub(super) fn checkpoint(connection: &mut DbConnection) -> Result<(), DbError> {
    let DbConnection::Sqlite(connection) = connection else { return Ok(()) };
    let row: CheckpointRow =
        diesel::sql_query("PRAGMA wal_checkpoint(TRUNCATE)").get_result(connection)?;
    if row.busy == 0 { Ok(()) } else { Err(DbError::Busy) }
}

#[derive(QueryableByName)]
struct CheckpointRow {
    #[diesel(sql_type = diesel::sql_types::Integer)]
    busy: i32,
}

/// The lock that keeps a second process away. It lies beside the database and is held while open.
pub(super) fn lock(path: &Path) -> Result<File, DbError> {
    let lock_path = beside(path, ".lock");
    let file = private_file(&lock_path)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(DbError::InUse(lock_path)),
        Err(TryLockError::Error(error)) => Err(file_problem(&lock_path, error.kind())),
    }
}

/// Makes the database file when there is none, readable by its owner alone.
pub(super) fn make(path: &Path) -> Result<(), DbError> {
    private_file(path).map(drop)
}

fn private_file(path: &Path) -> Result<File, DbError> {
    OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(path)
        .map_err(|error| file_problem(path, error.kind()))
}

pub(super) fn file_problem(path: &Path, problem: io::ErrorKind) -> DbError {
    DbError::File { path: path.to_owned(), problem }
}

pub(super) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Which file a path named. SQLite keeps its file open, so the number cannot come again.
#[derive(Clone, Copy, PartialEq, Eq)]
struct FileId {
    device: u64,
    inode: u64,
}

impl FileId {
    fn at(path: &Path) -> Option<Self> {
        let found = std::fs::metadata(path).ok()?;
        Some(Self { device: found.dev(), inode: found.ino() })
    }
}

/// Watches that the database and its log are still the files that were opened. Without this a
/// database put back while the service runs would be acknowledged into and lost.
pub(super) struct FileWatch {
    path: PathBuf,
    database: FileId,
    log: Option<FileId>,
}

impl FileWatch {
    /// Remembers the file before any connection opens it.
    pub(super) fn begin(path: &Path) -> Result<Self, DbError> {
        let database =
            FileId::at(path).ok_or_else(|| file_problem(path, io::ErrorKind::NotFound))?;
        Ok(Self { path: path.to_owned(), database, log: None })
    }

    /// Fails when a path no longer names the file that is open. To be asked before a commit is
    /// acknowledged.
    pub(super) fn check(&mut self) -> Result<(), DbError> {
        let log = FileId::at(&beside(&self.path, "-wal"));
        let is_same_log = self.log.is_none() || log == self.log;
        if FileId::at(&self.path) != Some(self.database) || !is_same_log {
            return Err(DbError::Replaced);
        }
        self.log = log;
        Ok(())
    }

    /// Forgets the log: when the last connection closes, SQLite removes it and makes a new one.
    pub(super) fn forget_log(&mut self) {
        self.log = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder_with_database() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("slips with 100% of #1?.sqlite");
        make(&path).unwrap();
        (folder, path)
    }

    #[test]
    fn a_connection_with_any_setting_different_is_refused() {
        let wrong = [
            ("busy_timeout", "1"),
            ("journal_mode", "DELETE"),
            ("synchronous", "NORMAL"),
            ("secure_delete", "OFF"),
            ("secure_delete", "FAST"),
            ("temp_store", "FILE"),
            ("trusted_schema", "ON"),
            ("foreign_keys", "OFF"),
            ("cell_size_check", "OFF"),
            ("query_only", "ON"),
        ];
        for pragma in &PRAGMAS {
            assert!(wrong.iter().any(|(name, _)| *name == pragma.name), "{}", pragma.name);
        }
        for (name, value) in wrong {
            let (_folder, path) = folder_with_database();
            let DbConnection::Sqlite(mut connection) = open_to_write(&path).unwrap() else {
                panic!("a file opens as SQLite");
            };
            read_back(&mut connection, &MAY_WRITE).unwrap();
            connection.batch_execute(&format!("PRAGMA {name} = {value}")).unwrap();
            match read_back(&mut connection, &MAY_WRITE) {
                Err(DbError::Setting { name: found, .. }) => assert_eq!(found, name),
                other => panic!("{name} = {value} was accepted: {other:?}"),
            }
        }
    }

    #[test]
    fn a_reading_connection_changes_nothing() {
        let (_folder, path) = folder_with_database();
        let mut writing = open_to_write(&path).unwrap();
        writing.batch_execute("CREATE TABLE t (x INTEGER)").unwrap();
        let mut reading = open_to_read(&path).unwrap();
        assert!(reading.batch_execute("INSERT INTO t VALUES (1)").is_err());
    }

    #[test]
    fn a_database_is_readable_by_its_owner_alone() {
        let (_folder, path) = folder_with_database();
        let _connection = open_to_write(&path).unwrap();
        assert_eq!(std::fs::metadata(&path).unwrap().mode() & 0o777, 0o600);
    }
}
