//! A certificate that the service fetches and renews itself, from Let's Encrypt. It proves that the
//! host is its own on the same port as everything else (TLS-ALPN-01), so that has to be 443.

use std::path::Path;
use std::sync::Arc;

use futures_util::StreamExt;
use rustls::server::ResolvesServerCert;
use rustls_acme::caches::DirCache;
use rustls_acme::{AcmeConfig, AcmeState, acme::ACME_TLS_ALPN_NAME};

use super::{Tls, TlsError};
use crate::domain::Host;

/// Orders, proves and keeps; each step is said in the log.
pub(in crate::web) struct Renewal(AcmeState<std::io::Error, std::io::Error>);

pub(super) fn open(contact: &str, cache: &Path, host: &Host) -> Result<Tls, TlsError> {
    let state = AcmeConfig::new([host.as_str()])
        .contact_push(contact)
        .cache(DirCache::new(cache.to_owned()))
        .directory_lets_encrypt(true)
        .state();
    let resolver: Arc<dyn ResolvesServerCert> = state.resolver();
    let mut config = super::config(resolver)?;
    config.alpn_protocols.push(ACME_TLS_ALPN_NAME.to_vec());
    Ok(Tls { config, renewal: super::Renewal::Acme(Box::new(Renewal(state))) })
}

impl Renewal {
    pub(super) async fn keep_fresh(mut self) {
        while let Some(step) = self.0.next().await {
            match step {
                Ok(_) => tracing::info!("the certificate's renewal went on"),
                Err(_) => {
                    tracing::error!("the certificate could not be renewed; it is tried again")
                }
            }
        }
    }
}
