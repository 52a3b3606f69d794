//! The commands of the program. This is the one place, with the demonstration, that speaks to a
//! terminal.

mod backup;
mod demo;
mod deploy;
mod doctor;
mod healthcheck;
mod heap;
mod log;
mod migrate;
mod own;
mod private_memory;
mod purge;
mod reader;
mod restore;
mod serve;
mod setup;
mod taxonomy;
mod terminal;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::app::OpenError;
use crate::backup::BackupError;
use crate::config::{Config, ConfigError};
use crate::db::DbError;
use crate::services::ServiceError;
use crate::web::ServeError;

/// An anonymous reporting service for schools: pupils send slips, the readers you choose open them.
#[derive(Parser)]
#[command(name = "ineedtotalk", version, about, long_about = None)]
#[command(
    after_help = "First time here? `ineedtotalk demo` shows everything on this computer and \
                        changes nothing else.\nFor a school: write a configuration file, then \
                        `setup`, `doctor`, `serve`."
)]
struct CommandLine {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Command,
}

/// What every command takes.
#[derive(Args)]
struct Common {
    /// The configuration file (TOML). Environment variables such as INEEDTOTALK_DATABASE_URL lie
    /// over it; README has the table of settings.
    #[arg(long, global = true, env = "INEEDTOTALK_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
}

#[derive(Subcommand)]
enum Command {
    /// Show it: a made-up school with staff and a mailbox, in this computer's browser.
    Demo(demo::DemoArguments),
    /// Make the database, the pepper, the school and a one-time link for its first reader.
    Setup(setup::SetupArguments),
    /// Answer pupils and staff, and send notices, until stopped.
    Serve,
    /// Bring the database up to this version of the program.
    Migrate,
    /// Write everything into one sealed file, beside the running service.
    Backup(backup::BackupArguments),
    /// Put a backup in the place of the database; the service has to be stopped.
    Restore(restore::RestoreArguments),
    /// Say what is wrong and what to do about it; sends a test mail if asked.
    Doctor(doctor::DoctorArguments),
    /// Say which closed slips the service will delete, and when; never what is in them.
    Purge(purge::PurgeArguments),
    /// Print a file to run it with: for nginx, HAProxy, Caddy, systemd or PostgreSQL.
    Deploy(deploy::DeployArguments),
    /// List what a school may replace with its own: pictures, or recordings that are read aloud.
    Own(own::OwnArguments),
    /// See who the readers are, or make a new one-time link for one who has not enrolled.
    Reader(reader::ReaderArguments),
    /// See what the school's own kinds of worry change.
    Taxonomy(taxonomy::TaxonomyArguments),
    /// Exit with 0 if the service on this machine answers, with 1 if not (for containers).
    Healthcheck,
}

/// Why a command ended without doing its work.
#[derive(Debug, thiserror::Error)]
enum CommandError {
    #[error("{0}")]
    Config(#[from] ConfigError),
    #[error("{0}")]
    Open(#[from] OpenError),
    #[error("{0}")]
    Database(#[from] DbError),
    #[error("{0}")]
    Service(#[from] ServiceError),
    #[error("{0}")]
    Serve(#[from] ServeError),
    #[error("{0}")]
    Backup(#[from] BackupError),
    #[error("{0}")]
    Terminal(#[from] std::io::Error),
    /// A sentence that says what to do.
    #[error("{0}")]
    Refused(String),
}

/// Runs the command that was asked for: 0 when it did its work, 1 when it found something wrong, 2
/// when it could not begin.
pub fn main() -> ExitCode {
    let CommandLine { common, command } = CommandLine::parse();
    if matches!(command, Command::Serve | Command::Demo(_)) {
        heap::begin();
    }
    log::begin();
    private_memory::begin();
    // The one TLS provider; a second call could only come from a second main.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let system = actix_web::rt::System::new();
    match system.block_on(run(&common, command)) {
        Ok(_) if terminal::is_answer_lost() => ExitCode::from(2),
        Ok(code) => code,
        Err(error) => {
            terminal::note(&format!("ineedtotalk: {error}"));
            ExitCode::from(2)
        }
    }
}

async fn run(common: &Common, command: Command) -> Result<ExitCode, CommandError> {
    match command {
        Command::Demo(arguments) => {
            // Variables alone are no wish to see a school as it is.
            let theirs = common.config.is_some().then(|| load(common)).transpose()?;
            demo::run(theirs.as_ref(), arguments).await
        }
        Command::Setup(arguments) => setup::run(&load(common)?, arguments).await,
        Command::Serve => serve::run(&load(common)?).await,
        Command::Migrate => migrate::run(&load(common)?).await,
        Command::Backup(arguments) => backup::run(&load(common)?, arguments).await,
        Command::Restore(arguments) => restore::run(&load(common)?, arguments).await,
        Command::Doctor(arguments) => doctor::run(load(common), arguments).await,
        Command::Purge(arguments) => purge::run(&load(common)?, arguments).await,
        Command::Deploy(arguments) => {
            deploy::run(&load(common)?, common.config.as_deref(), arguments)
        }
        Command::Own(arguments) => own::run(&arguments),
        Command::Reader(arguments) => reader::run(&load(common)?, arguments).await,
        Command::Taxonomy(arguments) => taxonomy::run(load(common), arguments),
        Command::Healthcheck => healthcheck::run(&load(common)?).await,
    }
}

fn load(common: &Common) -> Result<Config, CommandError> {
    Ok(Config::load(common.config.as_deref(), std::env::vars())?)
}
