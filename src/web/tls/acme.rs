//! A certificate that the service fetches and renews itself, from Let's Encrypt. It proves that the
//! host is its own on the same port as everything else (TLS-ALPN-01), so that has to be 443.

use std::fs::{DirBuilder, Permissions, metadata, set_permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::Path;
use std::sync::Arc;

use futures_util::StreamExt;
use rustls::RootCertStore;
use rustls::server::ResolvesServerCert;
use rustls_acme::acme::{ACME_TLS_ALPN_NAME, LETS_ENCRYPT_PRODUCTION_DIRECTORY};
use rustls_acme::caches::DirCache;
use rustls_acme::{AcmeConfig, AcmeState};

use super::{Tls, TlsError};
use crate::domain::Host;

/// The private key lies in the folder, in a file that anybody may read who gets there.
const OURS_ALONE: u32 = 0o700;
const OTHERS: u32 = 0o077;

/// Orders, proves and keeps; each step is said in the log.
pub(in crate::web) struct Renewal(AcmeState<io::Error, io::Error>);

pub(super) fn open(
    contact: &str,
    cache: &Path,
    directory: Option<&str>,
    host: &Host,
) -> Result<Tls, TlsError> {
    keep_to_ourselves(cache)
        .map_err(|problem| TlsError::Cache(cache.to_owned(), problem.kind()))?;
    let state = AcmeConfig::new_with_client_config([host.as_str()], Arc::new(client()?))
        .contact_push(contact)
        .cache(DirCache::new(cache.to_owned()))
        .directory(directory.unwrap_or(LETS_ENCRYPT_PRODUCTION_DIRECTORY))
        .state();
    let resolver: Arc<dyn ResolvesServerCert> = state.resolver();
    let mut config = super::config(resolver)?;
    config.alpn_protocols.push(ACME_TLS_ALPN_NAME.to_vec());
    Ok(Tls { config, renewal: super::Renewal::Acme(Box::new(Renewal(state))) })
}

fn keep_to_ourselves(folder: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(OURS_ALONE).create(folder)?;
    match metadata(folder)?.permissions().mode() & OTHERS {
        0 => Ok(()),
        _ => set_permissions(folder, Permissions::from_mode(OURS_ALONE)),
    }
}

/// Trusts whom browsers trust, and whom this computer does: an authority of the school's own is one of these.
fn client() -> Result<rustls::ClientConfig, rustls::Error> {
    let mut roots = RootCertStore::from_iter(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let client = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?;
    Ok(client.with_root_certificates(roots).with_no_client_auth())
}

impl Renewal {
    pub(super) async fn keep_fresh(mut self) {
        while let Some(step) = self.0.next().await {
            match step {
                Ok(_) => tracing::info!("the certificate's renewal went on"),
                Err(error) => {
                    tracing::error!(%error, "the certificate could not be renewed; it is tried again")
                }
            }
        }
    }
}
