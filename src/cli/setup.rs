//! `setup`: everything a school needs before its first reader opens the browser.

use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::process::ExitCode;

use clap::Args;

use super::{CommandError, terminal};
use crate::app::{OpenError, database_settings, read_pepper, url_of};
use crate::clock::Clock;
use crate::config::Config;
use crate::crypto::{Pepper, random};
use crate::db::Db;
use crate::domain::{
    Actor, EmailAddress, Host, Permission, ReaderName, ReaderTitle, Roles, SchoolId, SchoolName,
    SchoolSummary,
};
use crate::paths;
use crate::services::add_school::add_school;
use crate::services::invite_reader::NewReader;
use crate::store::schools;

/// What is left out is asked for.
#[derive(Args)]
pub(super) struct SetupArguments {
    /// The school's name, as pupils know it.
    #[arg(long, value_name = "NAME")]
    school: Option<String>,
    /// The host name that is this school's, when one service serves several.
    #[arg(long, value_name = "HOST")]
    host: Option<String>,
    /// The first reader's name, as pupils know them: "Mr Lewis".
    #[arg(long, value_name = "NAME")]
    reader_name: Option<String>,
    /// What the first reader is, in pupils' words: "safeguarding lead".
    #[arg(long, value_name = "TITLE")]
    reader_title: Option<String>,
    /// The first reader's roles, with commas: oso, dsl, deputy, head, chair, ict.
    #[arg(long, value_name = "ROLES")]
    roles: Option<String>,
    /// The first reader's email address.
    #[arg(long, value_name = "ADDRESS")]
    email: Option<String>,
}

pub(super) async fn run(
    config: &Config,
    arguments: SetupArguments,
) -> Result<ExitCode, CommandError> {
    let name = answer(arguments.school, "The school's name?", "--school", SchoolName::parse)?;
    let host = arguments.host.as_deref().map(Host::parse).transpose();
    let host = host.map_err(|error| CommandError::Refused(format!("--host: {error}")))?;
    let first = NewReader {
        name: answer(
            arguments.reader_name,
            "The first reader's name, as pupils know them?",
            "--reader-name",
            ReaderName::parse,
        )?,
        title: answer(
            arguments.reader_title,
            "What are they, in pupils' words (safeguarding lead)?",
            "--reader-title",
            ReaderTitle::parse,
        )?,
        roles: answer(
            arguments.roles,
            "Their roles, with commas (oso, dsl, deputy, head, chair, ict)?",
            "--roles",
            first_roles,
        )?,
        email: answer(arguments.email, "Their email address?", "--email", EmailAddress::parse)?,
    };

    make_pepper(&config.secrets.pepper_file)?;
    let pepper = read_pepper(&config.secrets.pepper_file)?;
    let settings = database_settings(config).map_err(OpenError::from)?;
    let db = Db::connect(&settings)?;
    db.migrate().await?;

    let others: Vec<SchoolSummary> = db.across_schools(schools::list).await?;
    if host.is_none() && others.iter().any(|school| school.host.is_none()) {
        return Err(CommandError::Refused(
            "there is a school already, and it answers every host; say --host for the new one"
                .to_owned(),
        ));
    }
    let school = SchoolId::from_random(random::bytes().map_err(OpenError::from)?);
    let now = Clock::System.now();
    let own_host = host.clone();
    let made = db.write(school, Actor::CommandLine, now, move |writer| {
        add_school(writer, &pepper, &name, host.as_ref(), &first)
    });
    let invitation = made.await.map_err(|error| match error.is_already_there() {
        true => CommandError::Refused("another school has this host name already".to_owned()),
        false => error.into(),
    })?;
    let path = paths::enrol(invitation.token.expose());
    let link = url_of(&config.server.public_url, own_host.as_ref(), &path);
    terminal::say("The school is there. Pupils see \"No one can read slips right now\" until");
    terminal::say("its readers have enrolled and one of them opens the form.");
    terminal::say("");
    terminal::say("Start the service (`ineedtotalk serve`), then give this link to the first");
    terminal::say("reader, in person. It works once, until");
    terminal::say(&format!("{}:", invitation.expires_at.in_words()));
    terminal::say("");
    terminal::say(&format!("  {link}"));
    Ok(ExitCode::SUCCESS)
}

/// The option's value, or the answer to a question.
fn answer<T, E: std::fmt::Display>(
    given: Option<String>,
    question: &str,
    option: &str,
    read: impl Fn(&str) -> Result<T, E>,
) -> Result<T, CommandError> {
    match given {
        Some(given) => {
            read(&given).map_err(|error| CommandError::Refused(format!("{option}: {error}")))
        }
        None => Ok(terminal::ask(question, option, read)?),
    }
}

/// The first reader is the one who vouches for the others.
fn first_roles(typed: &str) -> Result<Roles, String> {
    let roles = Roles::parse(typed).map_err(|error| error.to_string())?;
    match roles.may(Permission::ManageReaders) {
        true => Ok(roles),
        false => {
            Err("the first reader must be dsl or head, since they invite the others".to_owned())
        }
    }
}

/// Makes the pepper, readable by its owner alone. One that is there is kept: without it nothing
/// opens.
fn make_pepper(file: &Path) -> Result<(), CommandError> {
    let pepper = Pepper::generate().map_err(OpenError::from)?;
    let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(file);
    match made {
        Ok(mut made) => {
            made.write_all(pepper.to_text().expose().as_bytes())?;
            made.sync_all()?;
            terminal::say(&format!("Made the pepper {}.", file.display()));
            terminal::say("Keep one copy of it on paper or on a stick in the safe, never in a");
            terminal::say("backup of the database.");
            Ok(())
        }
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(CommandError::Refused(format!(
            "the pepper file {} cannot be made: {error}; make its folder first",
            file.display()
        ))),
    }
}
