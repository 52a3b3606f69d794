//! `taxonomy`: what a school's own kinds of worry, or another edition's, change.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::{CommandError, terminal};
use crate::app::OpenError;
use crate::config::Config;
use crate::domain::Taxonomy;
use crate::i18n::Languages;
use crate::media::Media;

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
    // A file can be looked at before there is a configuration.
    let (file, symbols) = match (file, config) {
        (Some(file), config) => (file, config.ok().and_then(|config| config.symbols.folder)),
        (None, config) => {
            let config = config?;
            let file = config.taxonomy.file.ok_or_else(|| {
                let what = "name a file, or set [taxonomy] file: there is nothing to compare with";
                CommandError::Refused(what.to_owned())
            })?;
            (file, config.symbols.folder)
        }
    };
    let embedded = Taxonomy::embedded().map_err(OpenError::from)?;
    let other = read(&file)?;
    let languages = Languages::read().map_err(OpenError::from)?;
    let media = Media::read(symbols.as_deref(), None, &languages, &other);
    media.map_err(OpenError::from)?.has_pictures_of(&other).map_err(OpenError::from)?;
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
