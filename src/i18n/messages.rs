//! The messages of one language: read from its files, and said in the form that a mode has.

use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use super::{Screens, Value, WordsError};
use crate::domain::{Language, Mode};

pub(super) type Messages = FluentBundle<FluentResource>;

/// The messages of a language, which take most of a megabyte, once somebody reads it.
pub(super) struct ReadOnUse {
    language: Language,
    screens: Screens,
    messages: OnceLock<Messages>,
}

impl ReadOnUse {
    pub(super) fn later(language: Language, screens: Screens) -> Self {
        Self { language, screens, messages: OnceLock::new() }
    }

    pub(super) fn now(language: Language, screens: Screens) -> Result<Self, WordsError> {
        let messages = OnceLock::from(read(language, screens)?);
        Ok(Self { language, screens, messages })
    }

    /// Files that cannot be read, which none is that is offered, say nothing: English stands for them.
    pub(super) fn messages(&self) -> &Messages {
        self.messages.get_or_init(|| {
            let nothing = || FluentBundle::new_concurrent(Vec::new());
            read(self.language, self.screens).unwrap_or_else(|_| nothing())
        })
    }
}

/// The forms of a message in which a mode's words are looked for, one after the other.
pub(super) fn forms_of(mode: Mode) -> &'static [Mode] {
    match mode {
        Mode::Pictures => &[Mode::Pictures, Mode::Short, Mode::More],
        Mode::Short => &[Mode::Short, Mode::More],
        Mode::More => &[Mode::More],
        Mode::All => &[Mode::All, Mode::More],
    }
}

pub(super) fn say(
    messages: &Messages,
    key: &str,
    mode: Mode,
    values: &[(&'static str, Value<'_>)],
) -> Option<String> {
    forms_of(mode).iter().find_map(|form| said_in(messages, key, *form, values))
}

/// What a message says in the form of this mode itself, if it has one.
pub(super) fn said_in(
    messages: &Messages,
    key: &str,
    form: Mode,
    values: &[(&'static str, Value<'_>)],
) -> Option<String> {
    let message = messages.get_message(key)?;
    let pattern = match form {
        Mode::More => message.value()?,
        Mode::Pictures | Mode::Short | Mode::All => message.get_attribute(form.as_str())?.value(),
    };
    let mut arguments = FluentArgs::new();
    for (name, value) in values {
        match value {
            Value::Text(text) => arguments.set(*name, FluentValue::from(*text)),
            Value::Number(number) => arguments.set(*name, FluentValue::from(*number)),
        }
    }
    let mut errors = Vec::new();
    Some(messages.format_pattern(pattern, Some(&arguments), &mut errors).into_owned())
}

fn read(language: Language, screens: Screens) -> Result<Messages, WordsError> {
    let tag = language.as_str();
    let identifier: LanguageIdentifier = tag.parse().map_err(|_| WordsError::Language(tag))?;
    let mut messages = FluentBundle::new_concurrent(vec![identifier]);
    // Among letters from right to left, a name or a time keeps its own order by invisible marks, which
    // some readers would say aloud; elsewhere nothing needs them.
    messages.set_use_isolating(language.is_right_to_left());
    for &(screen, source) in screens {
        let unreadable = |reason| WordsError::Unreadable { screen, reason };
        let resource = FluentResource::try_new(source.to_owned())
            .map_err(|(_, errors)| unreadable(format!("{errors:?}")))?;
        messages.add_resource(resource).map_err(|errors| unreadable(format!("{errors:?}")))?;
    }
    Ok(messages)
}

#[cfg(test)]
mod tests {
    use super::super::FILES;
    use super::*;

    #[test]
    fn the_files_of_every_language_can_be_read_when_somebody_chooses_it() {
        for &(language, screens) in FILES {
            assert!(read(language, screens).is_ok(), "{}", language.as_str());
        }
        let broken = ReadOnUse::later(Language::Welsh, &[("a", "x = 1"), ("b", "x = 2")]);
        assert!(broken.messages().get_message("x").is_none());
    }
}
