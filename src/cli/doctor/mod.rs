//! `doctor`: looks at everything the service needs and says what to put right. It changes nothing
//! and may be asked while the service runs.

mod audit_log;
mod backups;
mod certificate;
mod database;
mod machine;
mod mail;
mod memory;
mod own_files;
mod page;
mod provider;
mod public_address;
mod schools;
mod secret_files;
mod signposts;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::{CommandError, terminal};
use crate::clock::Clock;
use crate::config::Config;
use crate::domain::EmailAddress;
use crate::services::read_audit_log::MarkOnPaper;

#[derive(Args)]
pub(super) struct DoctorArguments {
    /// Send a test mail to this address.
    #[arg(long, value_name = "ADDRESS", value_parser = parse_address)]
    mail_to: Option<EmailAddress>,
    /// Also write a dated page with everything that was found, to be completed by hand, signed and
    /// kept: the monthly security check. A file that is there is not replaced.
    #[arg(long, value_name = "FILE")]
    page: Option<PathBuf>,
    /// Where a school's log stood at an earlier check, as that page says: whether it still holds all
    /// lines until then. May be given more than once.
    #[arg(long = "log-mark", value_name = "MARK", value_parser = parse_mark)]
    log_marks: Vec<MarkOnPaper>,
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What was found, in a sentence.
    pub what: String,
    pub is_well: bool,
    /// Empty when all is well.
    pub what_to_do: String,
}

impl Finding {
    fn well(what: impl Into<String>) -> Self {
        Self { what: what.into(), is_well: true, what_to_do: String::new() }
    }

    fn wrong(what: impl Into<String>, what_to_do: impl Into<String>) -> Self {
        Self { what: what.into(), is_well: false, what_to_do: what_to_do.into() }
    }
}

/// Prints the findings: 0 when all is well, 1 when there is something to put right.
pub(super) async fn run(
    config: Result<Config, CommandError>,
    arguments: DoctorArguments,
) -> Result<ExitCode, CommandError> {
    let schools = match (&config, &arguments.page) {
        (Ok(config), Some(_)) => schools::names(config).await,
        (Ok(_) | Err(_), _) => Vec::new(),
    };
    let DoctorArguments { mail_to, page, log_marks } = arguments;
    let findings = examine(config.map_err(|error| error.to_string()), mail_to, &log_marks).await;
    for finding in &findings {
        match finding.is_well {
            true => terminal::say(&format!("  ok     {}", finding.what)),
            false => {
                terminal::say(&format!("  WRONG  {}", finding.what));
                terminal::say(&format!("         -> {}", finding.what_to_do));
            }
        }
    }
    terminal::say("");
    if let Some(file) = &page {
        let check =
            page::Check { now: Clock::System.now(), schools: &schools, findings: &findings };
        page::write(file, &check)?;
        terminal::say(&format!("Written: {}. Print it, complete it, sign it.", file.display()));
    }
    match findings.iter().filter(|finding| !finding.is_well).count() {
        0 => {
            terminal::say("All is well.");
            Ok(ExitCode::SUCCESS)
        }
        count => {
            terminal::say(&format!("To put right: {count}."));
            Ok(ExitCode::from(1))
        }
    }
}

/// Looks at everything, in the order in which it is put right.
pub async fn examine(
    config: Result<Config, String>,
    mail_to: Option<EmailAddress>,
    log_marks: &[MarkOnPaper],
) -> Vec<Finding> {
    let now = Clock::System.now();
    let config = match config {
        Ok(config) => config,
        Err(problem) => {
            let problem = problem.split_whitespace().collect::<Vec<_>>().join(" ");
            let what_to_do = "put this right first; nothing else can be looked at";
            return vec![Finding::wrong(format!("the configuration: {problem}"), what_to_do)];
        }
    };
    let mut findings = vec![Finding::well("the configuration is readable and complete")];
    findings.push(machine::clock(now));
    findings.extend(memory::examine());
    findings.extend(machine::addresses(&config.server));
    findings.push(machine::networks(&config.school));
    findings.extend(certificate::examine(&config, now).await);
    findings.extend(public_address::examine(&config).await);
    findings.extend(secret_files::examine(&config));
    findings.extend(own_files::examine(&config));
    findings.extend(signposts::examine(&config.school, now.day()));
    findings.extend(database::examine(&config, log_marks).await);
    findings.extend(backups::examine(&config.backup, now.day()));
    findings.extend(mail::examine(&config, mail_to, now).await);
    findings.extend(provider::examine(&config, now).await);
    findings
}

fn parse_mark(typed: &str) -> Result<MarkOnPaper, String> {
    MarkOnPaper::parse(typed)
        .ok_or_else(|| "a mark looks like 12-0123-4567-89ab-cdef-0123".to_owned())
}

fn parse_address(typed: &str) -> Result<EmailAddress, String> {
    EmailAddress::parse(typed).map_err(|error| error.to_string())
}
