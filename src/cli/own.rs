//! `own`: what a school may put in the place of ours, and how its files have to be called.

use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::{CommandError, terminal};
use crate::app::OpenError;
use crate::domain::Taxonomy;
use crate::i18n::Languages;
use crate::media::{recordings, symbol_names};

#[derive(Args)]
#[command(
    after_help = "Put the files into the folder that [symbols] folder or [voices] folder of \
                        the configuration names; `doctor` says whether they can be used."
)]
pub(super) struct OwnArguments {
    what: What,
}

#[derive(Clone, Copy, ValueEnum)]
enum What {
    /// The names of the pictures: NAME.svg, NAME.png or NAME.webp.
    Pictures,
    /// The file of each recording, as MP3, and the words to say in it.
    Recordings,
}

pub(super) fn run(arguments: &OwnArguments) -> Result<ExitCode, CommandError> {
    match arguments.what {
        What::Pictures => symbol_names().for_each(terminal::say),
        What::Recordings => {
            let languages = Languages::read().map_err(OpenError::from)?;
            let taxonomy = Taxonomy::embedded().map_err(OpenError::from)?;
            let words = languages.in_every_mode();
            for recording in words.flat_map(|words| recordings(words, &taxonomy)) {
                terminal::say(&format!("{}\t{}", recording.path(), recording.sentence));
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}
