//! The sections of the configuration, each with what a setting means and its default.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use ipnet::IpNet;

use crate::domain::{CertificateFingerprint, Language, Mode, Retention};

/// `[server]`: where the service listens and what it is called.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServerSection {
    /// Address and port to listen on.
    #[serde(default = "default_listen")]
    pub listen: SocketAddr,
    /// The address that pupils and staff open, without a slash at the end.
    pub public_url: String,
    /// Networks whose `X-Forwarded-For` is believed; from anywhere else it is ignored.
    #[serde(default)]
    pub trusted_proxies: Vec<IpNet>,
    /// Further host names that are answered, beside the one in `public_url` and the schools' own.
    #[serde(default)]
    pub hosts: Vec<String>,
    /// The certificate and those that vouch for it, as PEM: with `tls_key`, the service speaks TLS
    /// itself and no proxy is needed.
    pub tls_certificate: Option<PathBuf>,
    /// The certificate's private key, as PEM.
    pub tls_key: Option<PathBuf>,
    /// Whom an ACME authority may write to: with `acme_cache`, the service fetches its certificate
    /// itself.
    pub acme_contact: Option<String>,
    /// The folder where what the authority gave is kept.
    pub acme_cache: Option<PathBuf>,
    /// Where that authority lists what it can do (RFC 8555 §7.1.1); Let's Encrypt when absent.
    pub acme_directory: Option<String>,
    /// What a proxy in front shows browsers: SHA-256 of its certificate, so that staff can compare.
    #[serde(default)]
    pub certificate_fingerprints: Vec<CertificateFingerprint>,
    /// Whom somebody who finds a weakness should tell, as a URI: `mailto:ict@school.example`.
    pub security_contact: Option<String>,
}

/// Where the service's own certificate comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CertificateSource<'a> {
    Files { certificate: &'a Path, key: &'a Path },
    Acme { contact: &'a str, cache: &'a Path, directory: Option<&'a str> },
}

impl ServerSection {
    /// Absent when the service speaks plain HTTP, behind a proxy or on this computer.
    pub fn certificate_source(&self) -> Option<CertificateSource<'_>> {
        match (&self.tls_certificate, &self.tls_key, &self.acme_contact, &self.acme_cache) {
            (Some(certificate), Some(key), ..) => {
                Some(CertificateSource::Files { certificate, key })
            }
            (_, _, Some(contact), Some(cache)) => {
                let directory = self.acme_directory.as_deref();
                Some(CertificateSource::Acme { contact, cache, directory })
            }
            _ => None,
        }
    }
}

/// `[database]`.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatabaseSection {
    /// `sqlite:///var/lib/ineedtotalk/slips.sqlite` or `postgres://user@host/name`.
    pub url: String,
    /// Most connections to PostgreSQL from this instance.
    #[serde(default = "default_connections_max")]
    pub connections_max: u32,
    /// Room that is kept on the disk of SQLite's file, so that staff can still work when it is full; 0 for none.
    #[serde(default = "default_ballast_mebibytes")]
    pub ballast_mebibytes: u64,
}

/// `[secrets]`.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SecretsSection {
    /// 32 random bytes that are in no database and no backup; `setup` makes the file.
    pub pepper_file: PathBuf,
}

/// `[mail]`: the school's mail server.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailSection {
    pub host: String,
    /// By default 587 for `starttls`, 465 for `tls`, 25 for a relay without TLS.
    pub port: Option<u16>,
    #[serde(default)]
    pub security: MailSecurity,
    pub user: Option<String>,
    /// The file that holds the user's password and nothing else.
    pub password_file: Option<PathBuf>,
    /// Whom notices are from.
    pub from: String,
    /// The certificate, as PEM, of a private authority that signed the mail server's.
    pub ca_file: Option<PathBuf>,
}

/// How the way to the mail server is protected.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MailSecurity {
    /// STARTTLS or nothing: a server that does not offer it gets no mail.
    #[default]
    Starttls,
    /// TLS from the first byte.
    Tls,
    /// In the clear, to a relay on the school's own network only.
    LanRelayWithoutTls,
}

/// `[backup]`.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct BackupSection {
    /// Where `backup` puts one file a day.
    pub folder: Option<PathBuf>,
    /// The public half of the backup key; `backup --new-key` makes the file.
    pub key_file: Option<PathBuf>,
    /// How long backups stay in the folder: what was deleted from the database lives on in them.
    pub keep_days: u32,
}

/// `[timing]`.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TimingSection {
    /// Slips become visible and notices leave at these steps, so that neither tells the minute.
    pub slot_seconds: i64,
}

/// `[limits]`: when slips from one network count as a rush. None is turned away before the last.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LimitsSection {
    /// From one address of the school's networks.
    pub normal_burst: u32,
    pub normal_seconds_per_slip: u32,
    /// From one address anywhere else.
    pub outside_burst: u32,
    pub outside_seconds_per_slip: u32,
    /// From one address, and from one kiosk.
    pub rush_burst: u32,
    pub rush_per_second: u32,
    /// From all of a school's kiosks, of its networks, or of everywhere else.
    pub rush_megabytes_a_day: u32,
    /// A slip that was begun less than this before Send was not written by hand.
    pub writing_seconds_min: u32,
}

/// `[retention]`: for how many days a closed slip is kept. A change holds for slips that are closed
/// after it.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RetentionSection {
    /// After it was closed as recorded in the child-protection system.
    pub recorded_days: i32,
    /// After it was closed for any other reason.
    pub closed_days: i32,
}

/// `[pupils]`: how pages are until somebody chooses otherwise, in a link or on a page.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PupilsSection {
    pub mode: Mode,
    pub language: Language,
}

/// `[taxonomy]`: the kinds of worry.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TaxonomySection {
    /// The school's own file, laid over the edition that came with the program.
    pub file: Option<PathBuf>,
}

/// `[sealing]`.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SealingSection {
    pub suite: SealingSuite,
}

/// `[symbols]` and `[voices]`: what the school has in the place of ours.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OwnFilesSection {
    /// Pictures by their name, such as `home.svg`; recordings as `en-GB/more/danger-yes.mp3`.
    pub folder: Option<PathBuf>,
}

/// What new slips are sealed with. Old ones open with the suite they name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SealingSuite {
    /// X-Wing: ML-KEM-768 with X25519.
    #[default]
    XWing,
    /// RFC 9180 DHKEM(X25519, HKDF-SHA256), should X-Wing ever have to be left.
    X25519,
}

impl Default for BackupSection {
    fn default() -> Self {
        Self { folder: None, key_file: None, keep_days: 31 }
    }
}

impl Default for TimingSection {
    fn default() -> Self {
        Self { slot_seconds: 900 }
    }
}

impl Default for LimitsSection {
    fn default() -> Self {
        Self {
            normal_burst: 60,
            normal_seconds_per_slip: 5,
            outside_burst: 5,
            outside_seconds_per_slip: 120,
            rush_burst: 2_000,
            rush_per_second: 20,
            rush_megabytes_a_day: 250,
            writing_seconds_min: 3,
        }
    }
}

impl Default for RetentionSection {
    fn default() -> Self {
        let Retention { recorded_days, closed_days } = Retention::default();
        Self { recorded_days, closed_days }
    }
}

fn default_listen() -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], 8080))
}

fn default_connections_max() -> u32 {
    8
}

/// A few thousand slips.
fn default_ballast_mebibytes() -> u64 {
    64
}
