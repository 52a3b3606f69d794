//! Filling a database anew from a backup: all of it or nothing, alone, and what was there before is
//! kept aside.

use std::fs::File;
use std::path::{Path, PathBuf};

use diesel::connection::SimpleConnection;

use super::rows::{self, MIGRATIONS, Table, Value, quoted};
use super::{
    DatabaseSettings, DatabaseUrl, DbConnection, DbError, migrations, postgres,
    postgres_connection, sqlite,
};
use crate::domain::Day;

/// A migration may take longer than a request may, and so may a restore.
const NO_LIMITS: &str = "SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0; \
                         SET lock_timeout = '60s'";
/// How the names of what is put aside begin, in PostgreSQL's database and beside SQLite's file.
const SCHEMA_ASIDE: &str = "before_restore_";
const FILE_ASIDE: &str = ".before-restore-";
/// Databases kept aside on one day.
const ASIDE_MAX: u32 = 1_000;

/// Why a database is not filled anew.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RefillError {
    /// It holds a school or tables of something else, or cannot even be read.
    #[error("the database is not empty")]
    NotEmpty,
    #[error(transparent)]
    Database(#[from] DbError),
}

/// A database that is being filled. Dropped before `finish`, it leaves everything as it was.
pub struct Refill {
    connection: DbConnection,
    place: Place,
    kept: Option<String>,
}

enum Place {
    /// A new file beside the old one, which it takes the place of at the end.
    Sqlite { path: PathBuf, new: PathBuf, old: Option<PathBuf>, _lock: File },
    /// One transaction.
    Postgres,
}

impl Refill {
    /// Makes room for rows of the schema that these migrations made. `keep_aside` says whether a
    /// database that is not empty may be put aside, and on which day.
    pub fn begin(
        settings: &DatabaseSettings,
        migrations_run: &[String],
        keep_aside: Option<Day>,
    ) -> Result<Self, RefillError> {
        let mut refill = match &settings.url {
            DatabaseUrl::Sqlite(path) => Self::beside(path, keep_aside)?,
            DatabaseUrl::Postgres(url) => Self::in_transaction(url, keep_aside)?,
        };
        migrations::run_only(&mut refill.connection, migrations_run)?;
        if let Place::Sqlite { .. } = refill.place {
            postgres::begin(&mut refill.connection, "BEGIN IMMEDIATE")?;
        }
        Ok(refill)
    }

    fn beside(path: &Path, keep_aside: Option<Day>) -> Result<Self, RefillError> {
        let lock = sqlite::lock(path)?;
        let is_there = std::fs::metadata(path).is_ok_and(|about| about.len() > 0);
        if is_there && keep_aside.is_none() && !is_empty_file(path) {
            return Err(RefillError::NotEmpty);
        }
        let old = match is_there {
            true => Some(free_name(path, keep_aside.unwrap_or(Day(0)))?),
            false => None,
        };
        let new = sqlite::beside(path, ".restoring");
        // Left by a restore that was cut off.
        for suffix in ["", "-wal", "-shm"] {
            remove(&sqlite::beside(&new, suffix))?;
        }
        sqlite::make(&new)?;
        let connection = sqlite::open_to_write(&new)?;
        let kept = old.as_ref().map(|old| old.display().to_string());
        Ok(Self {
            connection,
            place: Place::Sqlite { path: path.to_owned(), new, old, _lock: lock },
            kept,
        })
    }

    fn in_transaction(url: &str, keep_aside: Option<Day>) -> Result<Self, RefillError> {
        let mut connection = postgres_connection::open_alone(url)?;
        connection.batch_execute(NO_LIMITS).map_err(DbError::from)?;
        postgres::begin(&mut connection, "BEGIN")?;
        let mut names: Vec<String> =
            rows::tables(&mut connection)?.into_iter().map(|table| table.name).collect();
        let is_empty = !is_in_use(&mut connection, &names)?;
        if !is_empty && keep_aside.is_none() {
            return Err(RefillError::NotEmpty);
        }
        if !migrations::applied(&mut connection)?.is_empty() {
            names.push(MIGRATIONS.to_owned());
        }
        let kept = match keep_aside.filter(|_| !is_empty) {
            Some(day) => Some(move_aside(&mut connection, &names, day)?),
            None => {
                for name in names {
                    let drop = format!("DROP TABLE {} CASCADE", quoted(&name));
                    connection.batch_execute(&drop).map_err(DbError::from)?;
                }
                None
            }
        };
        Ok(Self { connection, place: Place::Postgres, kept })
    }

    /// The tables there are to fill.
    pub fn tables(&mut self) -> Result<Vec<Table>, DbError> {
        rows::tables(&mut self.connection)
    }

    pub fn insert(&mut self, table: &Table, row: &[Value]) -> Result<(), DbError> {
        rows::insert(&mut self.connection, table, row)
    }

    /// Brings the rows up to this binary's schema and puts the new database in the place of the old
    /// one; says where that is now.
    pub fn finish(mut self) -> Result<Option<String>, DbError> {
        match self.place {
            Place::Sqlite { path, new, old, _lock } => {
                rows::commit(&mut self.connection)?;
                migrations::run(&mut self.connection)?;
                sqlite::checkpoint(&mut self.connection)?;
                drop(self.connection);
                exchange(&path, &new, old.as_deref())?;
            }
            Place::Postgres => {
                migrations::run(&mut self.connection)?;
                rows::commit(&mut self.connection)?;
            }
        }
        Ok(self.kept)
    }
}

/// A file that cannot be read may be a damaged database: it is not empty.
fn is_empty_file(path: &Path) -> bool {
    let looked = sqlite::open_to_read(path).and_then(|mut connection| {
        let names = rows::tables(&mut connection)?;
        let names: Vec<String> = names.into_iter().map(|table| table.name).collect();
        is_in_use(&mut connection, &names)
    });
    looked == Ok(false)
}

fn is_in_use(connection: &mut DbConnection, tables: &[String]) -> Result<bool, DbError> {
    let schools = "schools".to_owned();
    if !tables.contains(&schools) {
        // Somebody else's, if there are any.
        return Ok(!tables.is_empty());
    }
    Ok(rows::count(connection, &Table { name: schools, columns: Vec::new() })? > 0)
}

/// Puts the tables into a schema that no query of ours looks into.
fn move_aside(
    connection: &mut DbConnection,
    tables: &[String],
    day: Day,
) -> Result<String, DbError> {
    let taken = rows::schemas(connection)?;
    let names = (1..ASIDE_MAX).map(|number| aside(SCHEMA_ASIDE, day, number).replace('-', "_"));
    let schema = names.into_iter().find(|name| !taken.contains(name)).ok_or(DbError::Busy)?;
    connection.batch_execute(&format!("CREATE SCHEMA {}", quoted(&schema)))?;
    for table in tables {
        let moved = format!("ALTER TABLE {} SET SCHEMA {}", quoted(table), quoted(&schema));
        connection.batch_execute(&moved)?;
    }
    Ok(format!("the schema {schema}"))
}

/// What restores have put aside and nobody has deleted: files, or schemas.
pub fn put_aside(connection: &mut DbConnection, url: &DatabaseUrl) -> Result<Vec<String>, DbError> {
    match url {
        DatabaseUrl::Sqlite(path) => Ok(files_aside(path)),
        DatabaseUrl::Postgres(_) => {
            let mut schemas = rows::schemas(connection)?;
            schemas.retain(|name| name.starts_with(SCHEMA_ASIDE));
            Ok(schemas.into_iter().map(|name| format!("the schema {name}")).collect())
        }
    }
}

fn files_aside(path: &Path) -> Vec<String> {
    let start = sqlite::beside(path, FILE_ASIDE);
    // A path without a folder is in this one.
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let Ok(beside) = std::fs::read_dir(folder.unwrap_or(Path::new("."))) else { return Vec::new() };
    let named = |entry: &std::fs::DirEntry| {
        let start = start.file_name().unwrap_or_default().as_encoded_bytes();
        entry.file_name().as_encoded_bytes().starts_with(start)
    };
    beside.flatten().filter(named).map(|entry| entry.path().display().to_string()).collect()
}

/// `before-restore-2026-11-24`, and `-2` and so on for the further ones of a day.
fn aside(start: &str, day: Day, number: u32) -> String {
    match number {
        1 => format!("{start}{}", day.as_field()),
        _ => format!("{start}{}-{number}", day.as_field()),
    }
}

fn free_name(path: &Path, day: Day) -> Result<PathBuf, DbError> {
    (1..ASIDE_MAX)
        .map(|number| sqlite::beside(path, &aside(FILE_ASIDE, day, number)))
        .find(|name| !name.exists())
        .ok_or(DbError::Busy)
}

/// The old file goes with its log: left behind, the log would be taken for the new file's.
fn exchange(path: &Path, new: &Path, old: Option<&Path>) -> Result<(), DbError> {
    if let Some(old) = old {
        // Into one file, if it can still be read.
        if let Ok(mut connection) = sqlite::open_to_write(path) {
            let _ = sqlite::checkpoint(&mut connection);
        }
        for suffix in ["", "-wal", "-shm"] {
            let from = sqlite::beside(path, suffix);
            match std::fs::rename(&from, sqlite::beside(old, suffix)) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(sqlite::file_problem(&from, error.kind()));
                }
                Ok(()) | Err(_) => {}
            }
        }
    }
    for suffix in ["-wal", "-shm"] {
        remove(&sqlite::beside(path, suffix))?;
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    std::fs::rename(new, path)
        .and_then(|()| File::open(folder)?.sync_all())
        .map_err(|error| sqlite::file_problem(path, error.kind()))
}

fn remove(file: &Path) -> Result<(), DbError> {
    match std::fs::remove_file(file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(sqlite::file_problem(file, error.kind()))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}
