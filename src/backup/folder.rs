//! The folder of backups: one a day, named by the day alone, and how long they stay.

use std::path::{Path, PathBuf};

use super::BackupError;
use crate::domain::Day;

const START: &str = "ineedtotalk-";
const END: &str = ".backup";
/// So many of the latest stay, however old: on a computer whose date is wrong for a night, all would go.
const KEPT_MIN: usize = 4;

/// The backup of this day.
pub fn file_of_day(folder: &Path, day: Day) -> PathBuf {
    folder.join(format!("{START}{}{END}", day.as_field()))
}

/// The day of the latest backup in the folder, if there is one.
pub fn latest(folder: &Path) -> Result<Option<Day>, BackupError> {
    Ok(days(folder)?.pop())
}

/// Deletes backups from before this day, all but the last few: what was deleted from the database is deleted here too.
/// Answers how many there were.
pub fn delete_older(folder: &Path, than: Day) -> Result<usize, BackupError> {
    let mut old = days(folder)?;
    old.truncate(old.len().saturating_sub(KEPT_MIN));
    old.retain(|day| day.0 < than.0);
    for day in &old {
        let file = file_of_day(folder, *day);
        std::fs::remove_file(&file).map_err(|cause| BackupError::file(&file, cause))?;
    }
    Ok(old.len())
}

/// In their order.
fn days(folder: &Path) -> Result<Vec<Day>, BackupError> {
    let failed = |cause| BackupError::file(folder, cause);
    let mut days = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let name = entry.map_err(failed)?.file_name();
        let date = name.to_str().and_then(|name| name.strip_prefix(START)?.strip_suffix(END));
        // A date written otherwise is not a name of ours.
        days.extend(date.and_then(Day::parse).filter(|day| Some(&*day.as_field()) == date));
    }
    days.sort_unstable();
    Ok(days)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_backups_of_days_before_are_deleted() {
        let folder = tempfile::tempdir().unwrap();
        let day = |text| Day::parse(text).unwrap();
        for text in ["2026-11-22", "2026-10-01", "2026-10-20", "2026-11-24", "2026-11-23"] {
            std::fs::write(file_of_day(folder.path(), day(text)), b"x").unwrap();
        }
        let others = ["ineedtotalk-2026-10-01.backup.old", "slips.sqlite", "ineedtotalk-.backup"];
        for name in others {
            std::fs::write(folder.path().join(name), b"x").unwrap();
        }
        assert_eq!(latest(folder.path()).unwrap(), Some(day("2026-11-24")));
        assert_eq!(delete_older(folder.path(), day("2026-10-20")).unwrap(), 1);
        assert_eq!(delete_older(folder.path(), day("2026-10-20")).unwrap(), 0);
        assert!(file_of_day(folder.path(), day("2026-10-20")).exists());
        assert_eq!(delete_older(folder.path(), day("2036-11-24")).unwrap(), 0, "a wrong date");
        assert!(others.iter().all(|name| folder.path().join(name).exists()));
        assert!(latest(&folder.path().join("nowhere")).is_err());
    }
}
