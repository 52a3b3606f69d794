//! Settings from environment variables: `INEEDTOTALK_` and the section and key in capitals.

use super::ConfigError;

/// What kind of value a setting takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text,
    Number,
    /// Texts with commas between them.
    List,
}

/// One setting; README's table and `--help` have one line for each.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    pub section: &'static str,
    pub key: &'static str,
    pub kind: Kind,
}

const fn setting(section: &'static str, key: &'static str, kind: Kind) -> Setting {
    Setting { section, key, kind }
}

/// Every setting there is.
pub const SETTINGS: &[Setting] = &[
    setting("server", "listen", Kind::Text),
    setting("server", "public_url", Kind::Text),
    setting("server", "trusted_proxies", Kind::List),
    setting("server", "hosts", Kind::List),
    setting("server", "tls_certificate", Kind::Text),
    setting("server", "tls_key", Kind::Text),
    setting("server", "acme_contact", Kind::Text),
    setting("server", "acme_cache", Kind::Text),
    setting("server", "acme_directory", Kind::Text),
    setting("server", "certificate_fingerprints", Kind::List),
    setting("server", "security_contact", Kind::Text),
    setting("database", "url", Kind::Text),
    setting("database", "connections_max", Kind::Number),
    setting("database", "ballast_mebibytes", Kind::Number),
    setting("secrets", "pepper_file", Kind::Text),
    setting("mail", "host", Kind::Text),
    setting("mail", "port", Kind::Number),
    setting("mail", "security", Kind::Text),
    setting("mail", "user", Kind::Text),
    setting("mail", "password_file", Kind::Text),
    setting("mail", "from", Kind::Text),
    setting("mail", "ca_file", Kind::Text),
    setting("backup", "folder", Kind::Text),
    setting("backup", "key_file", Kind::Text),
    setting("backup", "keep_days", Kind::Number),
    setting("timing", "slot_seconds", Kind::Number),
    setting("limits", "normal_burst", Kind::Number),
    setting("limits", "normal_seconds_per_slip", Kind::Number),
    setting("limits", "outside_burst", Kind::Number),
    setting("limits", "outside_seconds_per_slip", Kind::Number),
    setting("limits", "rush_burst", Kind::Number),
    setting("limits", "rush_per_second", Kind::Number),
    setting("limits", "rush_megabytes_a_day", Kind::Number),
    setting("limits", "writing_seconds_min", Kind::Number),
    setting("retention", "recorded_days", Kind::Number),
    setting("retention", "closed_days", Kind::Number),
    setting("sealing", "suite", Kind::Text),
    setting("symbols", "folder", Kind::Text),
    setting("voices", "folder", Kind::Text),
    setting("pupils", "mode", Kind::Text),
    setting("pupils", "language", Kind::Text),
    setting("taxonomy", "file", Kind::Text),
    setting("school", "nation", Kind::Text),
    setting("school", "website", Kind::Text),
    setting("school", "data_protection", Kind::Text),
    setting("school", "networks", Kind::List),
    setting("school", "police", Kind::Text),
    setting("sign_in_with", "name", Kind::Text),
    setting("sign_in_with", "issuer", Kind::Text),
    setting("sign_in_with", "client_id", Kind::Text),
    setting("sign_in_with", "client_secret_file", Kind::Text),
];

const PREFIX: &str = "INEEDTOTALK_";
/// Read by the command line and by the log, not part of the configuration.
const OTHERS: &[&str] = &["INEEDTOTALK_CONFIG", "INEEDTOTALK_LOG"];

impl Setting {
    /// The environment variable that sets it.
    pub fn variable(&self) -> String {
        format!("{PREFIX}{}_{}", self.section, self.key).to_uppercase()
    }
}

/// Writes every `INEEDTOTALK_…` variable into the table, over what the file said.
pub(super) fn lay_over(
    table: &mut toml::Table,
    environment: impl Iterator<Item = (String, String)>,
) -> Result<(), ConfigError> {
    for (variable, value) in environment {
        if !variable.starts_with(PREFIX) || OTHERS.contains(&variable.as_str()) {
            continue;
        }
        let Some(setting) = SETTINGS.iter().find(|setting| setting.variable() == variable) else {
            return Err(ConfigError::UnknownVariable(variable));
        };
        let value = match setting.kind {
            Kind::Text => toml::Value::String(value),
            Kind::Number => toml::Value::Integer(value.trim().parse().map_err(|_| {
                ConfigError::WrongKind { variable: variable.clone(), wanted: "a whole number" }
            })?),
            Kind::List => toml::Value::Array(
                value
                    .split(',')
                    .map(str::trim)
                    .filter(|item| !item.is_empty())
                    .map(|item| toml::Value::String(item.to_owned()))
                    .collect(),
            ),
        };
        let section = table
            .entry(setting.section)
            .or_insert_with(|| toml::Value::Table(toml::Table::new()))
            .as_table_mut()
            .ok_or(ConfigError::WrongKind { variable, wanted: "in a section of the file" })?;
        section.insert(setting.key.to_owned(), value);
    }
    Ok(())
}
