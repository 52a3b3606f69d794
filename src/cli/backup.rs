//! `backup`: everything in one sealed file, taken beside the running service.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::{CommandError, terminal};
use crate::app::{OpenError, database_settings, read_pepper};
use crate::backup::{self, Head, Target, delete_older, file_of_day};
use crate::clock::Clock;
use crate::config::Config;
use crate::crypto::RecoveryKit;
use crate::db::Db;
use crate::domain::Day;

/// The file opens with the backup key alone, which is on paper; the pepper is not in it, and is kept
/// apart. Without FILE or --to it goes into the folder of [backup] folder.
#[derive(Args)]
pub(super) struct BackupArguments {
    /// The file to write; one that is there is not replaced.
    #[arg(value_name = "FILE", conflicts_with = "to")]
    file: Option<PathBuf>,
    /// The folder to write into: one file a day, named by the day.
    #[arg(long, value_name = "FOLDER")]
    to: Option<PathBuf>,
    /// Make the backup key instead: shows it once, to be written on paper, and keeps only the half
    /// that seals, in [backup] key_file.
    #[arg(long, conflicts_with_all = ["file", "to"])]
    new_key: bool,
}

pub(super) async fn run(
    config: &Config,
    arguments: BackupArguments,
) -> Result<ExitCode, CommandError> {
    let Some(key_file) = &config.backup.key_file else {
        return Err(CommandError::Refused(
            "write [backup] key_file into the configuration, such as \"/etc/ineedtotalk/backup-key\", then run `ineedtotalk backup --new-key`"
                .to_owned(),
        ));
    };
    if arguments.new_key {
        return make_key(key_file);
    }
    if !key_file.exists() {
        return Err(CommandError::Refused(format!(
            "there is no backup key at {} yet: run `ineedtotalk backup --new-key` first",
            key_file.display()
        )));
    }
    let today = Clock::System.now().day();
    let BackupArguments { file, to, .. } = arguments;
    let folder = to.or_else(|| config.backup.folder.clone());
    match (file, folder) {
        (Some(file), _) if file.exists() => Err(backup::BackupError::AlreadyThere(file).into()),
        (Some(file), _) => {
            write(config, key_file, &file, today).await?;
            Ok(ExitCode::SUCCESS)
        }
        (None, Some(folder)) => {
            write(config, key_file, &file_of_day(&folder, today), today).await?;
            let keep_days = i32::try_from(config.backup.keep_days).unwrap_or(i32::MAX);
            let deleted = delete_older(&folder, Day(today.0.saturating_sub(keep_days)))?;
            if deleted > 0 {
                terminal::say(&format!("Deleted, {keep_days} days old and older: {deleted}."));
            }
            Ok(ExitCode::SUCCESS)
        }
        (None, None) => Err(CommandError::Refused(
            "say where to: `ineedtotalk backup FILE`, or [backup] folder in the configuration"
                .to_owned(),
        )),
    }
}

async fn write(
    config: &Config,
    key_file: &Path,
    file: &Path,
    day: Day,
) -> Result<(), CommandError> {
    let key = backup::read_key(key_file)?;
    let pepper = read_pepper(&config.secrets.pepper_file)?;
    let db = Db::connect_to_read(&database_settings(config).map_err(OpenError::from)?)?;
    let to = file.to_owned();
    let taken = db.read_everything(move |connection| {
        let target = Target { file: &to, key: &key, pepper: &pepper, day };
        let mut progress = terminal::ProgressLine::begin("backup");
        backup::take(connection, &target, |done| progress.say(done))
    });
    say_contents(&taken.await?);
    terminal::say(&format!("Written: {}", file.display()));
    Ok(())
}

/// What is in a backup, table by table.
pub(super) fn say_contents(head: &Head) {
    for counted in &head.tables {
        terminal::say(&format!("  {:<16} {:>8}", counted.table.name, counted.rows));
    }
}

fn make_key(key_file: &Path) -> Result<ExitCode, CommandError> {
    if key_file.exists() {
        return Err(CommandError::Refused(format!(
            "{} is there already. For a new key, move it away first, and keep the old paper for as long as there are backups that it opens",
            key_file.display()
        )));
    }
    let paper = RecoveryKit::generate().map_err(OpenError::from)?;
    terminal::say("This is the backup key. It is shown once and kept nowhere:");
    terminal::say("");
    terminal::say(&format!("  {}", paper.groups().join("-")));
    terminal::say("");
    terminal::say("Write it on paper, with today's date, and put it into the safe. Without it no");
    terminal::say("backup opens. With it and the pepper, a backup is as good as the database.");
    if std::io::stdin().is_terminal() {
        terminal::ask("Type it as it is on the paper:", "the key", |typed| {
            let again = read_paper(typed)?;
            match again.groups() == paper.groups() {
                true => Ok(()),
                false => Err("that is another key".to_owned()),
            }
        })?;
    }
    backup::write_key(key_file, &paper)?;
    terminal::say(&format!("The half that seals is in {}.", key_file.display()));
    Ok(ExitCode::SUCCESS)
}

/// Reads a backup key as it is typed.
pub(super) fn read_paper(typed: &str) -> Result<RecoveryKit, String> {
    RecoveryKit::parse(typed)
        .map_err(|error| error.to_string().replace("a recovery kit", "a backup key"))
}
