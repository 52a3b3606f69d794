//! `deploy`: prints the files that the service is run with, the school's values filled in. What the
//! configuration does not say is marked so that the file is refused, and never works wrongly.

mod caddy;
mod postgres;
mod proxy;
mod systemd;
mod template;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::{CommandError, terminal};
use crate::config::Config;

#[derive(Args)]
pub(super) struct DeployArguments {
    #[command(subcommand)]
    what: File,
}

#[derive(Subcommand)]
enum File {
    /// For /etc/nginx/sites-enabled/; check it with `nginx -t`.
    Nginx {
        /// The certificate that nginx shows, and those that vouch for it, as PEM.
        #[arg(long, value_name = "FILE")]
        certificate: Option<PathBuf>,
        /// Its key, as PEM.
        #[arg(long, value_name = "FILE")]
        key: Option<PathBuf>,
    },
    /// For /etc/haproxy/haproxy.cfg; check it with `haproxy -c -f FILE`.
    Haproxy {
        /// The certificate that HAProxy shows, those that vouch for it and the key, as one PEM file.
        #[arg(long, value_name = "FILE")]
        certificate: Option<PathBuf>,
    },
    /// For `caddy run --config FILE` (JSON: a Caddyfile cannot turn tickets off); check it with `caddy
    /// validate`. Without a certificate Caddy gets one itself.
    Caddy {
        /// The certificate that Caddy shows, and those that vouch for it, as PEM.
        #[arg(long, value_name = "FILE", requires = "key")]
        certificate: Option<PathBuf>,
        /// Its key, as PEM.
        #[arg(long, value_name = "FILE", requires = "certificate")]
        key: Option<PathBuf>,
    },
    /// For /etc/systemd/system/ineedtotalk.service; check it with `systemd-analyze verify FILE`.
    Systemd,
    /// For psql as PostgreSQL's administrator: the role, the database, and a log without rows.
    Postgres,
}

pub(super) fn run(
    config: &Config,
    config_file: Option<&Path>,
    arguments: DeployArguments,
) -> Result<ExitCode, CommandError> {
    let text = match arguments.what {
        File::Nginx { certificate, key } => proxy::nginx(config, certificate, key)?,
        File::Haproxy { certificate } => proxy::haproxy(config, certificate)?,
        File::Caddy { certificate, key } => caddy::caddy(config, certificate.zip(key))?,
        File::Systemd => systemd::systemd(config, config_file)?,
        File::Postgres => postgres::postgres(config)?,
    };
    let open: Vec<_> = template::open_questions(&text);
    terminal::say(text.trim_end());
    for question in open {
        terminal::note(&format!("Still to be filled in: {question}"));
    }
    Ok(ExitCode::SUCCESS)
}
