//! Restoring a backup: all of it is opened and looked through before anything is touched, then it is
//! put in place at once, or not at all.

use std::path::Path;

use super::contents::{CountedTable, Head, read_long, read_value};
use super::sealed_file::SealedReader;
use super::{BackupError, Progress};
use crate::crypto::{Pepper, RecoveryKit};
use crate::db::rows::{Table, Value};
use crate::db::{DatabaseSettings, Refill, unknown_migrations};
use crate::domain::Day;

/// A backup and what opens it.
#[derive(Clone, Copy)]
pub struct Backup<'a> {
    pub file: &'a Path,
    pub paper: &'a RecoveryKit,
    pub pepper: &'a Pepper,
}

/// Opens the whole of the backup and says what is in it. Changes nothing.
pub fn check(backup: Backup<'_>, progress: impl FnMut(Progress)) -> Result<Head, BackupError> {
    read_all(backup, |_, _| Ok(()), progress)
}

/// Puts what [`check`] found in the place of the database, which is put aside if that is wanted, with
/// today in its name. Answers where that one is now.
pub fn restore(
    backup: Backup<'_>,
    head: &Head,
    settings: &DatabaseSettings,
    keep_aside: Option<Day>,
    progress: impl FnMut(Progress),
) -> Result<Option<String>, BackupError> {
    let mut refill = Refill::begin(settings, &head.migrations, keep_aside)?;
    let there = refill.tables()?;
    for CountedTable { table, .. } in &head.tables {
        let is_there = |there: &Table| {
            there.name == table.name
                && table.columns.iter().all(|column| there.columns.contains(column))
        };
        if !there.iter().any(is_there) {
            return Err(BackupError::UnknownTable(table.name.clone()));
        }
    }
    let again = read_all(backup, |table, row| Ok(refill.insert(table, row)?), progress)?;
    if again != *head {
        // Another file has taken its place between the two looks.
        return Err(BackupError::damaged(backup.file));
    }
    Ok(refill.finish()?)
}

fn read_all(
    backup: Backup<'_>,
    mut each: impl FnMut(&Table, &[Value]) -> Result<(), BackupError>,
    mut progress: impl FnMut(Progress),
) -> Result<Head, BackupError> {
    let mut file = SealedReader::open(backup.file, backup.paper, backup.pepper)?;
    let head = read_long(|length| file.read(length))?;
    let head: Head =
        serde_json::from_slice(&head).map_err(|_| BackupError::damaged(file.path()))?;
    if !unknown_migrations(&head.migrations)?.is_empty() {
        return Err(BackupError::Newer(head.program));
    }
    let (total, mut done) = (head.rows(), 0);
    for CountedTable { table, rows } in &head.tables {
        for _ in 0..*rows {
            let mut row = Vec::with_capacity(table.columns.len());
            for _ in &table.columns {
                let value = read_value(|length| file.read(length))?;
                row.push(value.ok_or_else(|| BackupError::damaged(backup.file))?);
            }
            each(table, &row)?;
            done += 1;
            progress(Progress { done, total });
        }
    }
    file.finish()?;
    Ok(head)
}
