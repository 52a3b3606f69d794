//! `reader`: who the readers are, and a new link for one who has not enrolled.

use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::{CommandError, terminal};
use crate::app::{OpenError, database_settings, read_pepper, url_of};
use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;
use crate::domain::{Actor, EmailAddress, SchoolSummary};
use crate::i18n::Words;
use crate::paths;
use crate::services::ServiceError;
use crate::services::invite_reader::invite_reader_again;
use crate::store::readers::{self, StoredReader};
use crate::store::schools;
use crate::views::post::posts;

#[derive(Args)]
pub(super) struct ReaderArguments {
    #[command(subcommand)]
    command: ReaderCommand,
}

#[derive(Subcommand)]
enum ReaderCommand {
    /// Every reader of every school who has not left, and how far each has come. May be asked while the service runs.
    List,
    /// A new one-time link for someone who lost theirs before enrolling; the old one stops working.
    /// On SQLite, stop the service first.
    Link {
        /// Whose.
        #[arg(value_name = "ADDRESS")]
        email: String,
        /// At which school, where there are several: its host name.
        #[arg(long, value_name = "HOST")]
        host: Option<String>,
    },
}

pub(super) async fn run(
    config: &Config,
    arguments: ReaderArguments,
) -> Result<ExitCode, CommandError> {
    match arguments.command {
        ReaderCommand::List => list(config).await,
        ReaderCommand::Link { email, host } => link(config, &email, host.as_deref()).await,
    }
}

async fn list(config: &Config) -> Result<ExitCode, CommandError> {
    let settings = database_settings(config).map_err(OpenError::from)?;
    let db = Db::connect_to_read(&settings)?;
    let all: Vec<SchoolSummary> = db.across_schools(schools::list).await?;
    if all.is_empty() {
        terminal::say("There is no school yet: run `ineedtotalk setup`.");
    }
    let words = Words::british_english().map_err(OpenError::from)?;
    for school in all {
        let nation = config.school.nation_at(school.host.as_ref());
        let open = if school.is_live { "open to pupils" } else { "not open to pupils yet" };
        terminal::say(&format!("{} ({open})", school.name.as_str()));
        for reader in db.read(school.id.clone(), readers::list).await? {
            let StoredReader { summary, .. } = &reader;
            terminal::say(&format!(
                "  {} <{}>, {}: {}",
                summary.name_and_title(),
                summary.email.as_str(),
                posts(&summary.roles, nation, &words),
                how_far(&reader)
            ));
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn how_far(reader: &StoredReader) -> &'static str {
    match reader.enrolled_at {
        Some(_) => "enrolled",
        None => "invited, not enrolled yet",
    }
}

async fn link(config: &Config, email: &str, host: Option<&str>) -> Result<ExitCode, CommandError> {
    let email = EmailAddress::parse(email)
        .map_err(|error| CommandError::Refused(format!("{email}: {error}")))?;
    let pepper = read_pepper(&config.secrets.pepper_file)?;
    let settings = database_settings(config).map_err(OpenError::from)?;
    let db = Db::connect(&settings)?;
    let school = the_school(db.across_schools(schools::list).await?, host)?;
    let (now, own_host) = (Clock::System.now(), school.host.clone());
    let made = db.write(school.id, Actor::CommandLine, now, move |writer| {
        let found = readers::find_by_email(writer, &email)?.ok_or(ServiceError::NotFound)?;
        invite_reader_again(writer, &pepper, &found.summary.id)
    });
    let invitation = made.await.map_err(|error| match error {
        ServiceError::NotFound => {
            CommandError::Refused("nobody at this school has that address".to_owned())
        }
        ServiceError::Changed => CommandError::Refused(
            "this person has enrolled already; another reader can remove and invite them again"
                .to_owned(),
        ),
        other => other.into(),
    })?;
    terminal::say(&format!("Until {}:", invitation.expires_at.in_words()));
    let path = paths::enrol(invitation.token.expose());
    let link = url_of(&config.server.public_url, own_host.as_ref(), &path);
    terminal::say(&format!("  {link}"));
    Ok(ExitCode::SUCCESS)
}

fn the_school(
    schools: Vec<SchoolSummary>,
    host: Option<&str>,
) -> Result<SchoolSummary, CommandError> {
    let mut wanted = schools.into_iter().filter(|school| {
        host.is_none_or(|host| school.host.as_ref().is_some_and(|own| own.as_str() == host))
    });
    match (wanted.next(), wanted.next()) {
        (Some(only), None) => Ok(only),
        (None, _) => Err(CommandError::Refused("there is no such school".to_owned())),
        (Some(_), Some(_)) => {
            Err(CommandError::Refused("there are several schools: say --host".to_owned()))
        }
    }
}
