//! `restore`: a backup takes the place of the database, whichever of the two kinds that is.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;

use super::backup::{read_paper, say_contents};
use super::{CommandError, terminal};
use crate::app::{OpenError, database_settings, read_pepper};
use crate::backup::{self, Backup};
use crate::clock::Clock;
use crate::config::Config;
use crate::crypto::{Pepper, RecoveryKit};
use crate::db::Db;
use crate::domain::Actor;
use crate::services::note_restore::note_restore;
use crate::store::schools;

/// A backup of either kind of database fits into the other. All of it is looked through before
/// anything is touched. Needs the pepper file that was in use when it was made.
#[derive(Args)]
pub(super) struct RestoreArguments {
    /// The backup.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// A file with the backup key as it is on the paper. Without it, it is asked for.
    #[arg(long, value_name = "FILE")]
    key_file: Option<PathBuf>,
    /// Put aside a database that is not empty; it is kept, and its new place is said.
    #[arg(long)]
    replace: bool,
    /// Only look whether the backup opens and is whole. Changes nothing; the service may run.
    #[arg(long, conflicts_with = "replace")]
    check: bool,
}

pub(super) async fn run(
    config: &Config,
    arguments: RestoreArguments,
) -> Result<ExitCode, CommandError> {
    let RestoreArguments { file, key_file, replace, check } = arguments;
    let pepper = read_pepper(&config.secrets.pepper_file)?;
    let settings = database_settings(config).map_err(OpenError::from)?;
    let paper = paper(key_file.as_deref())?;
    let opened = Backup { file: &file, paper: &paper, pepper: &pepper };

    let mut progress = terminal::ProgressLine::begin("checking");
    let head = backup::check(opened, |done| progress.say(done))?;
    terminal::say(&format!("A whole backup of {}:", head.day.in_words()));
    say_contents(&head);
    if check {
        return Ok(ExitCode::SUCCESS);
    }

    let now = Clock::System.now();
    let mut progress = terminal::ProgressLine::begin("restoring");
    let keep_aside = replace.then(|| now.day());
    let kept = backup::restore(opened, &head, &settings, keep_aside, |done| progress.say(done))?;
    terminal::say("Restored.");
    if let Some(kept) = kept {
        terminal::say(&format!("The database that was there before is now {kept}."));
        terminal::say("Delete it when it is needed no longer: slips deleted since live on in it.");
    }
    tell_readers(config, &Db::connect(&settings)?, pepper).await?;
    terminal::say("");
    terminal::say(
        "Next: run `ineedtotalk doctor`, start the service, and look at the readers' page:",
    );
    terminal::say(
        "whoever was removed since the backup is on it again, and has to be removed again.",
    );
    terminal::say("Slips, invitations and passwords from after the backup are gone.");
    Ok(ExitCode::SUCCESS)
}

fn paper(key_file: Option<&Path>) -> Result<RecoveryKit, CommandError> {
    match key_file {
        None => {
            Ok(terminal::ask("The backup key, as it is on the paper?", "--key-file", read_paper)?)
        }
        Some(file) => {
            let refused = |what: String| {
                CommandError::Refused(format!("--key-file {}: {what}", file.display()))
            };
            let typed =
                std::fs::read_to_string(file).map_err(|cause| refused(cause.to_string()))?;
            read_paper(&typed).map_err(refused)
        }
    }
}

async fn tell_readers(config: &Config, db: &Db, pepper: Pepper) -> Result<(), CommandError> {
    let pepper = Arc::new(pepper);
    let slot_seconds = config.timing.slot_seconds;
    for school in db.across_schools(schools::list).await? {
        let (known, now) = (Arc::clone(&pepper), Clock::System.now());
        let told = db.write(school.id, Actor::CommandLine, now, move |writer| {
            note_restore(writer, &known, slot_seconds)
        });
        let told = told.await?;
        let name = school.name.as_str();
        terminal::say(&format!("{name}: readers who get a notice to sign in: {told}."));
    }
    Ok(())
}
