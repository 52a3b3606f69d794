//! The service under systemd, with as few rights as it needs.

use std::net::IpAddr;
use std::path::{Component, Path};

use super::super::CommandError;
use super::template::{fill, name_of, open};
use crate::config::{CertificateSource, Config};
use crate::db::DatabaseUrl;

const TEMPLATE: &str = include_str!("ineedtotalk.service");
/// Ports below it are root's, unless a capability says otherwise.
const FIRST_FREE_PORT: u16 = 1_024;

pub(super) fn systemd(config: &Config, config_file: Option<&Path>) -> Result<String, CommandError> {
    let config_file = match config_file {
        Some(file) => name_of(file)?,
        None => {
            return Err(CommandError::Refused(
                "say --config FILE: the unit has to name the configuration".to_owned(),
            ));
        }
    };
    let program = name_of(&std::env::current_exe()?)?;
    let (network, assert) = network(config);
    Ok(fill(
        TEMPLATE,
        &[
            ("PROGRAM", &program),
            ("CONFIG", &config_file),
            ("CREDENTIALS", &credentials(config)?),
            ("STATE", &state(config)?),
            ("CAPABILITIES", &capabilities(config)),
            ("NETWORK", &network),
            ("ASSERT", &assert),
        ],
    ))
}

/// Secrets that only root can read, handed to the service.
fn credentials(config: &Config) -> Result<String, CommandError> {
    let (secrets, mail, provider) = (&config.secrets, &config.mail, &config.sign_in_with);
    let files = [
        ("pepper", "SECRETS_PEPPER_FILE", Some(&secrets.pepper_file)),
        ("mail-password", "MAIL_PASSWORD_FILE", mail.password_file.as_ref()),
        ("mail-ca", "MAIL_CA_FILE", mail.ca_file.as_ref()),
        ("client-secret", "SIGN_IN_WITH_CLIENT_SECRET_FILE", provider.client_secret_file.as_ref()),
    ];
    let mut lines = Vec::new();
    for (name, variable, file) in files {
        let Some(file) = file else { continue };
        lines.push(format!("LoadCredential={name}:{}", name_of(file)?));
        lines.push(format!("Environment=INEEDTOTALK_{variable}=%d/{name}"));
    }
    Ok(lines.join("\n"))
}

/// Whose the service is and where it may write: below `/var/lib` systemd sees to both.
fn state(config: &Config) -> Result<String, CommandError> {
    let mut lines = Vec::new();
    let mut has_owner = true;
    for folder in folders(config) {
        match name_below_var_lib(&folder) {
            Some(name) => {
                lines.push(format!("StateDirectory={name}"));
                lines.push("StateDirectoryMode=0700".to_owned());
            }
            None => {
                lines.push(format!("ReadWritePaths={}", name_of(&folder)?));
                has_owner = false;
            }
        }
    }
    lines.dedup();
    match has_owner {
        true => lines.insert(0, "DynamicUser=yes".to_owned()),
        false => lines.insert(0, format!("User={}", open("the user who owns the folder below"))),
    }
    if let Some(CertificateSource::Files { .. }) = config.server.certificate_source() {
        lines.push("# The certificate's key has to be readable by this group. It is no credential, so that a".to_owned());
        lines.push("# renewed one is taken up without a restart.".to_owned());
        lines.push("SupplementaryGroups=ssl-cert".to_owned());
    }
    Ok(lines.join("\n"))
}

/// The folders that the service writes to.
fn folders(config: &Config) -> Vec<std::path::PathBuf> {
    let mut folders = Vec::new();
    if let Ok(DatabaseUrl::Sqlite(file)) = DatabaseUrl::parse(&config.database.url) {
        folders.extend(file.parent().map(Path::to_owned));
    }
    if let Some(CertificateSource::Acme { cache, .. }) = config.server.certificate_source() {
        folders.push(cache.to_owned());
    }
    folders
}

fn name_below_var_lib(folder: &Path) -> Option<String> {
    match folder.strip_prefix("/var/lib").ok()?.components().next()? {
        Component::Normal(name) => {
            name_of(Path::new(name)).ok().and(name.to_str().map(str::to_owned))
        }
        _ => None,
    }
}

fn capabilities(config: &Config) -> String {
    let port = config.server.listen.port();
    match config.server.certificate_source().is_some() && port < FIRST_FREE_PORT {
        true => {
            "CapabilityBoundingSet=CAP_NET_BIND_SERVICE\nAmbientCapabilities=CAP_NET_BIND_SERVICE"
                .to_owned()
        }
        false => "CapabilityBoundingSet=\nPrivateUsers=yes".to_owned(),
    }
}

/// Whom it may speak with, and a condition that no machine meets while somebody is left out.
fn network(config: &Config) -> (String, String) {
    if config.server.certificate_source().is_some() {
        let why = "# It answers everybody, so whom it may speak with is the firewall's to say.";
        return (why.to_owned(), String::new());
    }
    if config.sign_in_with.provider().is_some() {
        let why = "# A provider has more addresses than can be written here, so whom it may speak with is the\n\
                   # firewall's to say: the proxy, the mail server and the provider, by HTTPS.";
        return (why.to_owned(), String::new());
    }
    let mut allowed = vec!["localhost".to_owned()];
    if !config.server.listen.ip().is_loopback() {
        allowed.extend(config.server.trusted_proxies.iter().map(ToString::to_string));
    }
    let database = DatabaseUrl::parse(&config.database.url).ok();
    let database = database.and_then(|url| url.server()?.host);
    let mut left_out = false;
    for (host, what) in [
        (Some(config.mail.host.clone()), "the addresses of the mail server and the name server"),
        (database, "the addresses of PostgreSQL and the name server"),
    ] {
        let Some(host) = host else { continue };
        match host.parse::<IpAddr>() {
            Ok(address) if address.is_loopback() => {}
            Ok(address) => allowed.push(address.to_string()),
            Err(_) if host == "localhost" => {}
            Err(_) => {
                allowed.push(open(what));
                left_out = true;
            }
        }
    }
    let lines = format!(
        "# Only the proxy comes in, only the mail server and PostgreSQL are reached.\n\
         IPAddressDeny=any\nIPAddressAllow={}",
        allowed.join(" ")
    );
    let assert = match left_out {
        true => format!(
            "# The service does not start before the last lines of [Service] are filled in and this is gone.\n\
             AssertPathExists=/{}\n",
            open("IPAddressAllow and take this line out")
        ),
        false => String::new(),
    };
    (lines, assert)
}
