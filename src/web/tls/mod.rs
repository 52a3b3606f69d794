//! TLS spoken by the service itself: 1.2 and 1.3, and nothing that knows a browser again.

#[cfg(feature = "acme")]
mod acme;
mod certificate;
mod served;

use std::path::PathBuf;
use std::sync::Arc;

use rustls::server::{NoServerSessionStorage, ResolvesServerCert};
use rustls::version::{TLS12, TLS13};

use crate::config::{CertificateSource, ServerSection};
use crate::crypto::fingerprint::sha256;
use crate::domain::{CertificateFingerprint, Host};

pub use certificate::{CertificateError, CertificateFiles, CertificateFound};
use served::ServedCertificate;

/// How the service speaks TLS, and how its certificate stays fresh.
pub struct Tls {
    pub(super) config: rustls::ServerConfig,
    pub(super) renewal: Renewal,
}

/// What the service itself shows browsers; nothing behind a proxy, which has a certificate of its own.
#[derive(Clone, Default)]
pub(super) struct OwnCertificate(Option<Arc<ServedCertificate>>);

/// What has to go on while the service runs, so that its certificate does not run out.
pub(super) enum Renewal {
    Files(Arc<ServedCertificate>),
    #[cfg(feature = "acme")]
    Acme(Box<acme::Renewal>),
}

/// Why the service cannot speak TLS.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    #[error("{0}")]
    Certificate(#[from] CertificateError),
    #[error("TLS cannot be set up: {0}")]
    Library(#[from] rustls::Error),
    #[error("[server] acme_cache: {0} cannot be kept from others on this computer: {1}")]
    Cache(PathBuf, std::io::ErrorKind),
    #[error("[server] acme_contact: this program was built without ACME")]
    NoAcme,
}

impl Tls {
    /// As the configuration says; absent when it names no certificate.
    pub fn open(server: &ServerSection, host: &Host) -> Result<Option<Self>, TlsError> {
        match server.certificate_source() {
            None => Ok(None),
            Some(CertificateSource::Files { certificate, key }) => {
                let served = Arc::new(ServedCertificate::open(CertificateFiles {
                    certificate: certificate.to_owned(),
                    key: key.to_owned(),
                })?);
                let resolver: Arc<dyn ResolvesServerCert> =
                    Arc::<ServedCertificate>::clone(&served);
                let config = config(resolver)?;
                Ok(Some(Self { config, renewal: Renewal::Files(served) }))
            }
            #[cfg(feature = "acme")]
            Some(CertificateSource::Acme { contact, cache, directory }) => {
                acme::open(contact, cache, directory, host).map(Some)
            }
            #[cfg(not(feature = "acme"))]
            Some(CertificateSource::Acme { .. }) => {
                let _ = host;
                Err(TlsError::NoAcme)
            }
        }
    }
}

impl OwnCertificate {
    pub(super) fn of(tls: Option<&Tls>) -> Self {
        let Some(tls) = tls else { return Self(None) };
        match &tls.renewal {
            Renewal::Files(served) => Self(Some(Arc::clone(served))),
            // What an authority gives is not looked at here.
            #[cfg(feature = "acme")]
            Renewal::Acme(_) => Self(None),
        }
    }

    /// Of the certificate that is served now.
    pub(super) fn fingerprint(&self) -> Option<CertificateFingerprint> {
        let certificate = self.0.as_ref()?.certificate()?;
        Some(CertificateFingerprint::of_hash(sha256(&certificate)))
    }
}

impl Renewal {
    /// Goes on until it is dropped.
    pub(super) async fn keep_fresh(self) {
        match self {
            Self::Files(served) => served.keep_fresh().await,
            #[cfg(feature = "acme")]
            Self::Acme(renewal) => renewal.keep_fresh().await,
        }
    }
}

fn config(resolver: Arc<dyn ResolvesServerCert>) -> Result<rustls::ServerConfig, rustls::Error> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = rustls::ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&TLS13, &TLS12])?
        .with_no_client_auth()
        .with_cert_resolver(resolver);
    // A ticket, or a session that is remembered, would link one visit of a browser to the next.
    config.send_tls13_tickets = 0;
    config.session_storage = Arc::new(NoServerSessionStorage {});
    Ok(config)
}
