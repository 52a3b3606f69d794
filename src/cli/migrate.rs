//! `migrate`: the database becomes what this version of the program expects.

use std::process::ExitCode;

use super::{CommandError, terminal};
use crate::app::database_settings;
use crate::config::Config;
use crate::db::Db;

pub(super) async fn run(config: &Config) -> Result<ExitCode, CommandError> {
    let settings = database_settings(config).map_err(crate::app::OpenError::from)?;
    let ran = Db::connect(&settings)?.migrate().await?;
    if ran.is_empty() {
        terminal::say("The database is up to date.");
    }
    for migration in ran {
        terminal::say(&format!("Done: {migration}"));
    }
    Ok(ExitCode::SUCCESS)
}
