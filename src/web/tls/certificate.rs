//! A certificate and its key, as they lie in their files.

use std::path::{Path, PathBuf};

use rustls::client::verify_server_name;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use rustls::server::ParsedCertificate;
use rustls::sign::CertifiedKey;
use rustls::{Error, InconsistentKeys};

use crate::crypto::fingerprint::sha256;
use crate::domain::{CertificateFingerprint, Host, Timestamp};

/// Where a certificate and its key are kept, both as PEM.
#[derive(Debug, Clone)]
pub struct CertificateFiles {
    /// The certificate, then those that vouch for it.
    pub certificate: PathBuf,
    pub key: PathBuf,
}

/// What a certificate says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CertificateFound {
    pub good_until: Timestamp,
    pub fingerprint: CertificateFingerprint,
    pub is_for_host: bool,
}

/// Why a certificate cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum CertificateError {
    #[error("{file} cannot be read ({cause}); it must be there and readable by the service's user")]
    Unreadable { file: String, cause: std::io::Error },
    #[error("{0} holds no certificate in PEM form")]
    NoCertificate(String),
    #[error("{0} holds no private key in PEM form")]
    NoKey(String),
    #[error("the key in {key} is not that of the certificate in {certificate}")]
    KeyOfAnother { certificate: String, key: String },
    #[error("the certificate in {0} or its key is of a kind that cannot be used")]
    Unusable(String),
}

impl CertificateFiles {
    /// Both, once it is sure that they belong together.
    pub fn read(&self) -> Result<CertifiedKey, CertificateError> {
        let name = || self.certificate.display().to_string();
        let key_name = || self.key.display().to_string();
        let no_certificate = || CertificateError::NoCertificate(name());
        let pem = bytes(&self.certificate)?;
        let chain: Vec<_> = CertificateDer::pem_slice_iter(&pem)
            .collect::<Result<_, _>>()
            .map_err(|_| no_certificate())?;
        if chain.is_empty() {
            return Err(no_certificate());
        }
        let key = PrivateKeyDer::from_pem_slice(&bytes(&self.key)?)
            .map_err(|_| CertificateError::NoKey(key_name()))?;
        let provider = rustls::crypto::ring::default_provider();
        let is_mismatch =
            |error: &Error| *error == Error::InconsistentKeys(InconsistentKeys::KeyMismatch);
        CertifiedKey::from_der(chain, key, &provider).map_err(|error| match is_mismatch(&error) {
            true => CertificateError::KeyOfAnother { certificate: name(), key: key_name() },
            false => CertificateError::Unusable(name()),
        })
    }

    /// Until when it is good, and whether browsers will take it for this host.
    pub fn examine(&self, host: &Host) -> Result<CertificateFound, CertificateError> {
        let unusable = || CertificateError::Unusable(self.certificate.display().to_string());
        let certified = self.read()?;
        let first = certified.end_entity_cert().map_err(|_| unusable())?;
        let (_, parsed) = x509_parser::parse_x509_certificate(first).map_err(|_| unusable())?;
        let good_until = Timestamp(parsed.validity().not_after.timestamp());
        let named = ParsedCertificate::try_from(first).map_err(|_| unusable())?;
        let is_for_host = ServerName::try_from(host.as_str())
            .is_ok_and(|host| verify_server_name(&named, &host).is_ok());
        let fingerprint = CertificateFingerprint::of_hash(sha256(first));
        Ok(CertificateFound { good_until, fingerprint, is_for_host })
    }
}

fn bytes(file: &Path) -> Result<Vec<u8>, CertificateError> {
    std::fs::read(file)
        .map_err(|cause| CertificateError::Unreadable { file: file.display().to_string(), cause })
}
