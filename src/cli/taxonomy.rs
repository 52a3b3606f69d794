//! `taxonomy`: what a school's own kinds of worry, or another edition's, change.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::{CommandError, terminal};
use crate::app::OpenError;
use crate::config::Config;
use crate::domain::Taxonomy;

#[derive(Args)]
pub(super) struct TaxonomyArguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Say what a file adds, takes away, rewords or makes more urgent, for the yearly review.
    Diff {
        /// A school's own file or a whole edition; by default the one in `[taxonomy] file`.
        file: Option<PathBuf>,
    },
}

pub(super) fn run(
    config: Result<Config, CommandError>,
    arguments: TaxonomyArguments,
) -> Result<ExitCode, CommandError> {
    let What::Diff { file } = arguments.what;
    let file = match file {
        Some(file) => file,
        None => config?.taxonomy.file.ok_or_else(|| {
            CommandError::Refused(
                "name a file, or set [taxonomy] file: there is nothing to compare with".to_owned(),
            )
        })?,
    };
    let embedded = Taxonomy::embedded().map_err(OpenError::from)?;
    let other = read(&file)?;
    let differences = other.differences_from(&embedded);
    terminal::say(&format!("{} -> {}", embedded.edition(), other.edition()));
    differences.iter().for_each(|line| terminal::say(line));
    if differences.is_empty() {
        terminal::say("Nothing differs.");
    }
    Ok(ExitCode::SUCCESS)
}

fn read(file: &Path) -> Result<Taxonomy, OpenError> {
    let name = file.display().to_string();
    let text = std::fs::read_to_string(file)
        .map_err(|cause| OpenError::TaxonomyFile(name.clone(), cause))?;
    let read = match text.contains("[[category]]") {
        true => Taxonomy::parse(&text),
        false => Taxonomy::with_school_file(&text),
    };
    read.map_err(|error| OpenError::SchoolTaxonomy(name, error))
}
