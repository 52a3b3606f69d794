//! What `run.py` measures with: pupils by the hundred, the bare loop they are held against, and rows
//! by the million. Each command prints `name: value` lines.

#![expect(clippy::print_stdout, reason = "a figure is printed")]

mod bare;
mod client;
mod compare;
mod cpu;
mod latency;
mod load;
mod rows;
mod visits;

use std::error::Error;
use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Parser, Subcommand};
use ineedtotalk::config::Config;

use client::Site;
use visits::Visit;

/// Whatever goes wrong ends the run: half a figure is none.
type Fault = Box<dyn Error + Send + Sync>;

#[derive(Parser)]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Slips stored per second: by the service, and by a loop that only seals and commits.
    Compare {
        #[command(flatten)]
        at: At,
        /// A configuration whose database is a copy of the service's.
        #[arg(long)]
        bare: PathBuf,
        /// The process of the service.
        #[arg(long)]
        service: u32,
        #[arg(long)]
        slices: usize,
        #[arg(long)]
        seconds: u64,
    },
    /// So many visits, `at_once` of them at any moment.
    Crowd {
        #[command(flatten)]
        at: At,
        #[command(flatten)]
        what: What,
        #[arg(long)]
        count: usize,
        #[arg(long)]
        at_once: usize,
    },
    /// Visits that begin when they begin, however long those before them take.
    Stream {
        #[command(flatten)]
        at: At,
        #[command(flatten)]
        what: What,
        #[arg(long)]
        per_second: f64,
        #[arg(long)]
        seconds: u64,
    },
    /// Stored slips, laid straight into the database of a service that is stopped.
    Fill {
        #[arg(long)]
        config: PathBuf,
        #[arg(long)]
        count: usize,
        /// The session of a reader who has looked at them all already.
        #[arg(allow_hyphen_values = true, long)]
        seen_by: Vec<String>,
    },
    /// How long it takes to forget the order of what a slot has brought, of a service that is stopped.
    ForgetOrder {
        #[arg(long)]
        config: PathBuf,
    },
    /// How long it takes to delete the slips of one day, of a service that is stopped.
    Purge {
        #[arg(long)]
        config: PathBuf,
    },
}

#[derive(Args)]
struct At {
    #[arg(long)]
    port: u16,
    #[arg(long)]
    host: String,
}

#[derive(Args)]
struct What {
    /// `send`, `journey`, or the path of a page.
    #[arg(long)]
    visit: String,
    /// The staff session that sees the page. Some begin with a hyphen.
    #[arg(long, allow_hyphen_values = true)]
    session: Option<String>,
}

impl At {
    fn site(self) -> Site {
        Site { port: self.port, host: self.host }
    }
}

impl What {
    fn visit(self) -> Visit {
        match self.visit.as_str() {
            "send" => Visit::Send,
            "journey" => Visit::Journey,
            _ => Visit::Page { path: self.visit, session: self.session },
        }
    }
}

fn main() -> Result<(), Fault> {
    match CommandLine::parse().command {
        Command::Compare { at, bare, service, slices, seconds } => {
            let lasting = Duration::from_secs(seconds);
            compare::run(&at.site(), &read_config(&bare)?, service, slices, lasting)
        }
        Command::Crowd { at, what, count, at_once } => {
            let (site, visit) = (at.site(), what.visit());
            one_thread()?.block_on(load::crowd(&site, &visit, count, at_once))?.print();
            Ok(())
        }
        Command::Stream { at, what, per_second, seconds } => {
            let (site, visit, lasting) = (at.site(), what.visit(), Duration::from_secs(seconds));
            one_thread()?.block_on(load::stream(&site, &visit, per_second, lasting))?.print();
            Ok(())
        }
        Command::Fill { config, count, seen_by } => {
            two_threads()?.block_on(rows::fill(&read_config(&config)?, count, &seen_by))
        }
        Command::ForgetOrder { config } => {
            two_threads()?.block_on(rows::forget_order(&read_config(&config)?))
        }
        Command::Purge { config } => two_threads()?.block_on(rows::purge(&read_config(&config)?)),
    }
}

fn read_config(file: &std::path::Path) -> Result<Config, Fault> {
    Ok(Config::from_text(&std::fs::read_to_string(file)?)?)
}

/// For those who ask: one thread is enough for thousands a second, and leaves the rest of the
/// machine to the service.
fn one_thread() -> Result<tokio::runtime::Runtime, Fault> {
    Ok(tokio::runtime::Builder::new_current_thread().enable_all().build()?)
}

/// For the bare loop: as many as the service has.
fn two_threads() -> Result<tokio::runtime::Runtime, Fault> {
    Ok(tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?)
}
