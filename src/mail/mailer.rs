//! The conversation with the mail server, step by step, so that a failure says which step it was.

use std::net::IpAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use lettre::Address;
use lettre::message::Mailbox;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{
    AsyncSmtpConnection, Certificate, CertificateStore, TlsParameters, TlsParametersBuilder,
};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;

use super::failure::{Reason, SendFailure, Stage, failure};
use super::message::{self, Ends, Notice};
use crate::config::{MailSection, MailSecurity};
use crate::domain::{EmailAddress, Host};

/// Longest time for one mail, from the name look-up to the server's "250". lettre's own limit is
/// one for each answer, and a server that drips never reaches it.
pub const SEND_SECONDS_MAX: u64 = 20;
/// Longest time to say goodbye once the mail is taken.
const GOODBYE_SECONDS_MAX: u64 = 2;

/// Why mail cannot be set up, in words for whoever wrote the configuration.
#[derive(Debug, thiserror::Error)]
pub enum MailerError {
    #[error("[mail] from: this is not an email address")]
    From,
    #[error("[mail] password_file: {file} cannot be read: {cause}")]
    Password { file: String, cause: std::io::Error },
    #[error("[mail] ca_file: {file} cannot be read: {cause}")]
    CaFile { file: String, cause: std::io::Error },
    #[error("[mail] ca_file: {0} holds no certificate in PEM form")]
    NoCertificate(String),
    #[error("[mail] host: TLS to this server cannot be set up")]
    Tls,
}

/// Hands mail to the school's mail server. Clones share it.
#[derive(Clone)]
pub struct Mailer(Arc<Inner>);

struct Inner {
    server: String,
    port: u16,
    protection: Protection,
    credentials: Option<Credentials>,
    from: Mailbox,
    /// How we introduce ourselves: what the service is called, never this computer's name.
    hello: ClientId,
    site: String,
}

enum Protection {
    /// STARTTLS, or nothing is sent.
    Starttls(TlsParameters),
    Tls(TlsParameters),
    /// Only where the configuration says so.
    InTheClear,
}

impl Mailer {
    /// Reads the password and the certificates now, so that a mistake shows at start.
    pub fn new(section: &MailSection, site: &Host) -> Result<Self, MailerError> {
        let (protection, usual_port) = match section.security {
            MailSecurity::Starttls => (Protection::Starttls(tls_parameters(section)?), 587),
            MailSecurity::Tls => (Protection::Tls(tls_parameters(section)?), 465),
            MailSecurity::LanRelayWithoutTls => (Protection::InTheClear, 25),
        };
        let credentials = match (&section.user, &section.password_file) {
            (Some(user), Some(file)) => Some(Credentials::new(user.clone(), read_password(file)?)),
            (None, _) | (_, None) => None,
        };
        Ok(Self(Arc::new(Inner {
            server: section.host.clone(),
            port: section.port.unwrap_or(usual_port),
            protection,
            credentials,
            from: section.from.parse().map_err(|_| MailerError::From)?,
            hello: client_id(site),
            site: site.as_str().to_owned(),
        })))
    }

    /// Sends one notice to one reader. Answers once the server has taken it, within
    /// `SEND_SECONDS_MAX`.
    pub async fn send(&self, to: &EmailAddress, notice: &Notice) -> Result<(), SendFailure> {
        let to = address(to)?;
        let bytes = message::notice(self.0.ends(to.clone()), notice)?;
        self.hand_over(to, &bytes).await
    }

    /// Sends the mail that says that mail works.
    pub async fn send_test(&self, to: &EmailAddress, notice: &Notice) -> Result<(), SendFailure> {
        let to = address(to)?;
        let bytes = message::test_mail(self.0.ends(to.clone()), notice)?;
        self.hand_over(to, &bytes).await
    }

    /// Goes as far as signing in, and sends nothing.
    pub async fn check(&self) -> Result<(), SendFailure> {
        let connection = in_time(self.0.open()).await?;
        say_goodbye(connection).await;
        Ok(())
    }

    async fn hand_over(&self, to: Address, bytes: &[u8]) -> Result<(), SendFailure> {
        let connection = in_time(async {
            let mut connection = self.0.open().await?;
            self.0.converse(&mut connection, to, bytes).await?;
            Ok(connection)
        });
        say_goodbye(connection.await?).await;
        Ok(())
    }
}

impl Inner {
    fn ends(&self, to: Address) -> Ends<'_> {
        Ends { from: &self.from, to: Mailbox::new(None, to), site: &self.site }
    }

    async fn open(&self) -> Result<AsyncSmtpConnection, SendFailure> {
        let place = (self.server.as_str(), self.port);
        if tokio::net::lookup_host(place).await.is_err() {
            return Err(SendFailure::Temporary(Reason::NameNotFound));
        }
        let from_the_start = match &self.protection {
            Protection::Tls(parameters) => Some(parameters.clone()),
            Protection::Starttls(_) | Protection::InTheClear => None,
        };
        let mut connection =
            AsyncSmtpConnection::connect_tokio1(place, None, &self.hello, from_the_start, None)
                .await
                .map_err(|error| failure(Stage::Greeting, &error))?;
        if let Protection::Starttls(parameters) = &self.protection {
            if !connection.can_starttls() {
                return Err(SendFailure::Temporary(Reason::StarttlsNotOffered));
            }
            connection
                .starttls(parameters.clone(), &self.hello)
                .await
                .map_err(|error| failure(Stage::StartingTls, &error))?;
        }
        if let Some(credentials) = &self.credentials {
            connection
                .auth(&[Mechanism::Plain, Mechanism::Login], credentials)
                .await
                .map_err(|error| failure(Stage::SigningIn, &error))?;
        }
        Ok(connection)
    }

    async fn converse(
        &self,
        connection: &mut AsyncSmtpConnection,
        to: Address,
        bytes: &[u8],
    ) -> Result<(), SendFailure> {
        let sender = Mail::new(Some(self.from.email.clone()), Vec::new());
        connection.command(sender).await.map_err(|error| failure(Stage::NamingSender, &error))?;
        connection
            .command(Rcpt::new(to, Vec::new()))
            .await
            .map_err(|error| failure(Stage::NamingReader, &error))?;
        let at_hand_over = |error| failure(Stage::HandingOver, &error);
        connection.command(Data).await.map_err(at_hand_over)?;
        connection.message(bytes).await.map_err(at_hand_over)?;
        Ok(())
    }
}

/// No conversation outlasts this, however slowly the server drips.
async fn in_time<T>(
    conversation: impl Future<Output = Result<T, SendFailure>>,
) -> Result<T, SendFailure> {
    tokio::time::timeout(Duration::from_secs(SEND_SECONDS_MAX), conversation)
        .await
        .unwrap_or(Err(SendFailure::Temporary(Reason::TimedOut)))
}

/// The mail is taken already: what the server makes of a goodbye changes nothing.
async fn say_goodbye(mut connection: AsyncSmtpConnection) {
    let goodbye = connection.quit();
    let _ = tokio::time::timeout(Duration::from_secs(GOODBYE_SECONDS_MAX), goodbye).await;
}

fn address(to: &EmailAddress) -> Result<Address, SendFailure> {
    to.as_str().parse().map_err(|_| SendFailure::Permanent(Reason::AddressRefused))
}

fn client_id(site: &Host) -> ClientId {
    match site.as_str().parse() {
        Ok(IpAddr::V4(address)) => ClientId::Ipv4(address),
        Ok(IpAddr::V6(address)) => ClientId::Ipv6(address),
        Err(_) => ClientId::Domain(site.as_str().to_owned()),
    }
}

/// An editor leaves a line break at the end of the file, which is not part of the password.
fn read_password(file: &Path) -> Result<String, MailerError> {
    let cause = |cause| MailerError::Password { file: file.display().to_string(), cause };
    Ok(std::fs::read_to_string(file).map_err(cause)?.trim_end_matches(['\r', '\n']).to_owned())
}

/// Trusts what this computer trusts, what browsers trust (a container has nothing of its own) and
/// the school's own authority when one is named.
fn tls_parameters(section: &MailSection) -> Result<TlsParameters, MailerError> {
    let mut builder = TlsParametersBuilder::new(section.host.clone())
        .certificate_store(CertificateStore::WebpkiRoots);
    let mut readable = rustls::RootCertStore::empty();
    for found in rustls_native_certs::load_native_certs().certs {
        let bytes = found.to_vec();
        if readable.add(found).is_ok() {
            let certificate = Certificate::from_der(bytes).map_err(|_| MailerError::Tls)?;
            builder = builder.add_root_certificate(certificate);
        }
    }
    if let Some(file) = &section.ca_file {
        let name = file.display().to_string();
        let pem = std::fs::read(file)
            .map_err(|cause| MailerError::CaFile { file: name.clone(), cause })?;
        if !String::from_utf8_lossy(&pem).contains("-----BEGIN CERTIFICATE-----") {
            return Err(MailerError::NoCertificate(name));
        }
        let own = Certificate::from_pem(&pem).map_err(|_| MailerError::NoCertificate(name))?;
        builder = builder.add_root_certificate(own);
    }
    builder.build_rustls().map_err(|_| MailerError::Tls)
}
