//! What `doctor` finds in a school's own kinds of worry, and in the folders with its own pictures and
//! recordings.

use super::Finding;
use crate::app::{OpenError, own_media, read_taxonomy};
use crate::config::Config;
use crate::i18n::Languages;

/// Nothing where a school has none of its own.
pub(super) fn examine(config: &Config) -> Option<Finding> {
    let own = [&config.symbols.folder, &config.voices.folder, &config.taxonomy.file];
    if own.iter().all(|path| path.is_none()) {
        return None;
    }
    Some(match read(config) {
        Ok(()) => {
            Finding::well("the school's own kinds of worry, pictures and recordings can be used")
        }
        Err(error) => Finding::wrong(
            error.to_string(),
            "put this right, or take it out of the configuration: the service does not start with it",
        ),
    })
}

fn read(config: &Config) -> Result<(), OpenError> {
    let (languages, taxonomy) = (Languages::read()?, read_taxonomy(config)?);
    own_media(config, &languages, &taxonomy)?;
    Ok(())
}
