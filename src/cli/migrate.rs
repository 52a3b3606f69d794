//! `migrate`: the database becomes what this version of the program expects.

use std::process::ExitCode;

use super::{CommandError, terminal};
use crate::app::database_settings;
use crate::config::Config;
use crate::db::Db;

pub(super) async fn run(config: &Config) -> Result<ExitCode, CommandError> {
    let settings = database_settings(config).map_err(crate::app::OpenError::from)?;
    let db = Db::connect(&settings)?;
    let ran = db.migrate().await?;
    if ran.is_empty() {
        terminal::say("The database is up to date.");
    }
    for migration in ran {
        terminal::say(&format!("Done: {migration}"));
    }
    let loud = db.loud_settings().await?;
    if !loud.is_empty() {
        let names: Vec<_> = loud.iter().map(|setting| setting.name).collect();
        terminal::say(&format!("PostgreSQL's log may hold rows: {} is not set.", names.join(", ")));
        terminal::say("Have its administrator run what `ineedtotalk deploy postgres` prints.");
    }
    Ok(ExitCode::SUCCESS)
}
