//! How the service is set up: a TOML file, then environment variables over it. A key that is not
//! known is refused, so that a slip of the finger is found at start and not on a bad day.

mod environment;
mod school;
mod sections;
mod server;
mod sign_in_with;

use std::path::Path;

pub use environment::{Kind, SETTINGS, Setting};
pub use school::{OwnHelpSection, SchoolSection};
pub use sections::{
    BackupSection, CertificateSource, DatabaseSection, LimitsSection, MailSection, MailSecurity,
    OwnFilesSection, PupilsSection, RetentionSection, SealingSection, SealingSuite, SecretsSection,
    ServerSection, TaxonomySection, TimingSection,
};
pub use sign_in_with::{SignInWith, SignInWithSection};

use crate::domain::Retention;

/// Everything that can be set, checked.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    pub server: ServerSection,
    pub database: DatabaseSection,
    pub secrets: SecretsSection,
    pub mail: MailSection,
    #[serde(default)]
    pub backup: BackupSection,
    #[serde(default)]
    pub timing: TimingSection,
    #[serde(default)]
    pub limits: LimitsSection,
    #[serde(default)]
    pub retention: RetentionSection,
    #[serde(default)]
    pub sealing: SealingSection,
    #[serde(default)]
    pub symbols: OwnFilesSection,
    #[serde(default)]
    pub voices: OwnFilesSection,
    #[serde(default)]
    pub pupils: PupilsSection,
    #[serde(default)]
    pub taxonomy: TaxonomySection,
    #[serde(default)]
    pub school: SchoolSection,
    #[serde(default)]
    pub sign_in_with: SignInWithSection,
}

/// Why the configuration cannot be used, in words for whoever wrote it.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    #[error("no configuration file: name one with --config FILE; README shows what is in it")]
    NoFile,
    #[error("the configuration file {file} cannot be read: {cause}")]
    Unreadable { file: String, cause: std::io::Error },
    #[error("{0}")]
    NotToml(#[from] toml::de::Error),
    #[error(
        "the environment variable {0} names no setting: correct its name or take it away; README has the table of settings"
    )]
    UnknownVariable(String),
    #[error("{variable} must be {wanted}")]
    WrongKind { variable: String, wanted: &'static str },
    #[error("[{section}] {key}: {what}")]
    Unsound { section: &'static str, key: &'static str, what: String },
}

impl Config {
    /// Reads the file, if one is named, and the environment over it.
    pub fn load(
        file: Option<&Path>,
        environment: impl Iterator<Item = (String, String)>,
    ) -> Result<Self, ConfigError> {
        let text = match file {
            Some(file) => std::fs::read_to_string(file).map_err(|cause| {
                ConfigError::Unreadable { file: file.display().to_string(), cause }
            })?,
            None => String::new(),
        };
        let mut table: toml::Table = toml::from_str(&text)?;
        environment::lay_over(&mut table, environment)?;
        if file.is_none() && table.is_empty() {
            return Err(ConfigError::NoFile);
        }
        Self::from_table(table)
    }

    /// Reads a configuration that stands by itself, whatever the environment says.
    pub fn from_text(text: &str) -> Result<Self, ConfigError> {
        Self::from_table(toml::from_str(text)?)
    }

    fn from_table(table: toml::Table) -> Result<Self, ConfigError> {
        let config: Self = table.try_into()?;
        config.check()?;
        Ok(config)
    }

    /// What the types alone cannot refuse.
    fn check(&self) -> Result<(), ConfigError> {
        let unsound =
            |section, key, what: &str| ConfigError::Unsound { section, key, what: what.to_owned() };
        server::check(&self.server)?;
        school::check(&self.school)?;
        sign_in_with::check(&self.sign_in_with)?;
        if self.timing.slot_seconds < 1 || self.timing.slot_seconds > 86_400 {
            return Err(unsound("timing", "slot_seconds", "choose from 1 to 86400 seconds"));
        }
        if self.backup.keep_days == 0 {
            return Err(unsound("backup", "keep_days", "choose 1 or more: the latest one stays"));
        }
        if self.mail.user.is_some() != self.mail.password_file.is_some() {
            return Err(unsound("mail", "user", "a user and a password_file go together"));
        }
        if self.mail.user.is_some() && self.mail.security == MailSecurity::LanRelayWithoutTls {
            return Err(unsound(
                "mail",
                "security",
                "a password is never sent without TLS; leave out the user, or use starttls",
            ));
        }
        let limits = &self.limits;
        for (key, limit) in [
            ("normal_burst", limits.normal_burst),
            ("normal_seconds_per_slip", limits.normal_seconds_per_slip),
            ("outside_burst", limits.outside_burst),
            ("outside_seconds_per_slip", limits.outside_seconds_per_slip),
            ("rush_burst", limits.rush_burst),
            ("rush_per_second", limits.rush_per_second),
            ("rush_megabytes_a_day", limits.rush_megabytes_a_day),
        ] {
            if limit == 0 {
                return Err(unsound("limits", key, "a limit is 1 or more"));
            }
        }
        let days = Retention::DAYS_MIN..=Retention::DAYS_MAX;
        for (key, chosen) in [
            ("recorded_days", self.retention.recorded_days),
            ("closed_days", self.retention.closed_days),
        ] {
            if !days.contains(&chosen) {
                return Err(unsound(
                    "retention",
                    key,
                    &format!(
                        "choose from {} to {} days: the other readers need time to see that a slip was closed, and what has to last longer belongs in the child-protection system",
                        Retention::DAYS_MIN,
                        Retention::DAYS_MAX
                    ),
                ));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = r#"
        [server]
        public_url = "https://talk.school.example"
        [database]
        url = "sqlite:///tmp/slips.sqlite"
        [secrets]
        pepper_file = "/tmp/pepper"
        [mail]
        host = "mail.school.example"
        from = "talk@school.example"
    "#;

    fn load(text: &str, variables: &[(&str, &str)]) -> Result<Config, ConfigError> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("config.toml");
        std::fs::write(&file, text).unwrap();
        let variables = variables.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned()));
        Config::load(Some(&file), variables)
    }

    #[test]
    fn a_short_file_is_enough_and_the_rest_has_safe_defaults() {
        let config = load(WHOLE, &[]).unwrap();
        assert_eq!(config.server.listen.to_string(), "127.0.0.1:8080");
        assert_eq!(config.mail.security, MailSecurity::Starttls);
        assert_eq!(config.timing.slot_seconds, 900);
        assert_eq!(config.retention.recorded_days, 30);
    }

    #[test]
    fn an_unknown_key_is_refused_by_name() {
        let misspelt = WHOLE.replace("public_url", "pubic_url");
        let told = load(&misspelt, &[]).unwrap_err().to_string();
        assert!(told.contains("pubic_url"), "{told}");
        let told = load(WHOLE, &[("INEEDTOTALK_MAIL_HSOT", "x")]).unwrap_err().to_string();
        assert!(told.contains("INEEDTOTALK_MAIL_HSOT"), "{told}");
    }

    #[test]
    fn without_any_configuration_it_is_said_how_to_name_one() {
        let told = Config::load(None, std::iter::empty()).unwrap_err().to_string();
        assert!(told.contains("--config FILE"), "{told}");
    }

    #[test]
    fn the_environment_wins_over_the_file() {
        let variables = [
            ("INEEDTOTALK_MAIL_PORT", "2525"),
            ("INEEDTOTALK_SERVER_TRUSTED_PROXIES", "127.0.0.1/32, 10.0.0.0/8"),
            ("HOME", "/root"),
        ];
        let config = load(WHOLE, &variables).unwrap();
        assert_eq!(config.mail.port, Some(2525));
        assert_eq!(config.server.trusted_proxies.len(), 2);
    }

    #[test]
    fn what_would_be_unsafe_or_senseless_is_refused() {
        for (key, value) in [
            ("INEEDTOTALK_SERVER_PUBLIC_URL", "talk.school.example"),
            ("INEEDTOTALK_TIMING_SLOT_SECONDS", "0"),
            ("INEEDTOTALK_BACKUP_KEEP_DAYS", "0"),
            ("INEEDTOTALK_LIMITS_NORMAL_BURST", "0"),
            ("INEEDTOTALK_RETENTION_RECORDED_DAYS", "6"),
            ("INEEDTOTALK_RETENTION_CLOSED_DAYS", "367"),
            ("INEEDTOTALK_MAIL_USER", "talk"),
            ("INEEDTOTALK_MAIL_PORT", "smtp"),
            ("INEEDTOTALK_SIGN_IN_WITH_ISSUER", "https://accounts.google.com"),
            ("INEEDTOTALK_SIGN_IN_WITH_NAME", "Google"),
        ] {
            assert!(load(WHOLE, &[(key, value)]).is_err(), "{key}={value}");
        }
        let variables = [
            ("INEEDTOTALK_MAIL_USER", "talk"),
            ("INEEDTOTALK_MAIL_PASSWORD_FILE", "/tmp/p"),
            ("INEEDTOTALK_MAIL_SECURITY", "lan-relay-without-tls"),
        ];
        assert!(load(WHOLE, &variables).is_err());
    }
}
