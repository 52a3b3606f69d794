//! What `doctor` finds about backups: the key that seals them, and how old the latest is.

use std::path::Path;

use super::{Finding, machine};
use crate::backup::{latest, read_key};
use crate::config::BackupSection;
use crate::domain::Day;

/// A day may be missed, over a night when the computer was off; not two.
const DAYS_OLD_MAX: i32 = 2;

pub(super) fn examine(backup: &BackupSection, today: Day) -> Vec<Finding> {
    let (Some(key_file), Some(folder)) = (&backup.key_file, &backup.folder) else {
        return vec![Finding::wrong(
            "backups: [backup] folder and key_file are not set",
            "write both into the configuration, run `backup --new-key`, and `backup` every night (README, Backup)",
        )];
    };
    vec![key(key_file), newest(folder, today), machine::disk(&folder.join("backups"), "backups")]
}

fn key(file: &Path) -> Finding {
    match read_key(file) {
        Ok(_) => Finding::well("backups are sealed to the key that is on paper"),
        Err(problem) => Finding::wrong(
            format!("backups: {problem}"),
            "a new service: run `backup --new-key`; an old one: put the file back, or make a new key",
        ),
    }
}

fn newest(folder: &Path, today: Day) -> Finding {
    let run = "run `backup`, and see why it does not run every night";
    match latest(folder) {
        Err(problem) => {
            Finding::wrong(format!("backups: {problem}"), "make the folder; run as its user")
        }
        Ok(None) => Finding::wrong(format!("backups: there is none in {}", folder.display()), run),
        Ok(Some(day)) if today.0 - day.0 > DAYS_OLD_MAX => {
            Finding::wrong(format!("the latest backup is of {}", day.in_words()), run)
        }
        Ok(Some(day)) if day > today => Finding::wrong(
            format!("a backup is of {}, which is still to come", day.in_words()),
            "put the date of this computer right, move that file away, and run `backup`",
        ),
        Ok(Some(day)) => Finding::well(format!("the latest backup is of {}", day.in_words())),
    }
}
