//! `[sign_in_with]`: the provider whose accounts staff may sign in with. With nothing in it, none.

use std::path::{Path, PathBuf};

use super::ConfigError;
use crate::domain::ProviderUrl;

/// Longest name, on a button.
const NAME_CHARACTERS_MAX: usize = 40;

/// The section, as it is written.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SignInWithSection {
    /// As staff know it: `Microsoft 365`, `Google`.
    pub name: Option<String>,
    /// As the provider writes itself in its own document, to the letter.
    pub issuer: Option<ProviderUrl>,
    /// What the provider calls this service.
    pub client_id: Option<String>,
    /// The file that holds what the provider gave to prove it, and nothing else.
    pub client_secret_file: Option<PathBuf>,
}

/// The section, when it is filled in.
#[derive(Debug, Clone, Copy)]
pub struct SignInWith<'a> {
    pub name: &'a str,
    pub issuer: &'a ProviderUrl,
    pub client_id: &'a str,
    pub client_secret_file: &'a Path,
}

impl SignInWithSection {
    /// Absent when staff sign in with their password and code alone.
    pub fn provider(&self) -> Option<SignInWith<'_>> {
        Some(SignInWith {
            name: self.name.as_deref()?,
            issuer: self.issuer.as_ref()?,
            client_id: self.client_id.as_deref()?,
            client_secret_file: self.client_secret_file.as_deref()?,
        })
    }
}

pub(super) fn check(section: &SignInWithSection) -> Result<(), ConfigError> {
    let unsound = |key, what: &str| {
        Err(ConfigError::Unsound { section: "sign_in_with", key, what: what.to_owned() })
    };
    let SignInWithSection { name, issuer, client_id, client_secret_file } = section;
    let written = [
        ("name", name.is_some()),
        ("issuer", issuer.is_some()),
        ("client_id", client_id.is_some()),
        ("client_secret_file", client_secret_file.is_some()),
    ];
    let missing = written.iter().find(|(_, is_there)| !is_there);
    match (missing, written.iter().any(|(_, is_there)| *is_there)) {
        (Some((key, _)), true) => {
            return unsound(key, "name, issuer, client_id and client_secret_file go together");
        }
        (Some(_), false) => return Ok(()),
        (None, _) => {}
    }
    let is_line = |text: &str| !text.trim().is_empty() && !text.chars().any(char::is_control);
    let is_short = |text: &str| text.chars().count() <= NAME_CHARACTERS_MAX;
    if !name.as_deref().is_some_and(|name| is_line(name) && is_short(name)) {
        return unsound("name", "a name of one line and at most 40 characters, as on a button");
    }
    if !client_id.as_deref().is_some_and(is_line) {
        return unsound("client_id", "write it as the provider shows it");
    }
    if issuer.as_ref().is_some_and(|issuer| issuer.as_str().contains('?')) {
        return unsound("issuer", "an issuer has no ? in it");
    }
    Ok(())
}
