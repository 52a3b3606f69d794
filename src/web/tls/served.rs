//! The certificate that is served. A new one in its place is taken up while the service runs.

use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use tokio::signal::unix::{SignalKind, signal};

use super::{CertificateError, CertificateFiles};

/// How often the files are looked at; a hangup signal has them looked at now.
const EVERY: Duration = Duration::from_secs(10);

/// Serves what its files held when they were last in order.
#[derive(Debug)]
pub(in crate::web) struct ServedCertificate {
    files: CertificateFiles,
    current: RwLock<Arc<CertifiedKey>>,
    seen: Mutex<[Mark; 2]>,
}

/// What changes when a file is written or replaced; nothing for one that is not there.
type Mark = Option<(u64, u64, i64, i64)>;

impl ServedCertificate {
    pub(super) fn open(files: CertificateFiles) -> Result<Self, CertificateError> {
        let seen = Mutex::new(marks(&files));
        let current = RwLock::new(Arc::new(files.read()?));
        Ok(Self { files, current, seen })
    }

    /// Takes up what is new in the files, and says whether anything was. What cannot be used leaves
    /// the certificate before in place, and is not tried again until a file changes.
    pub(super) fn look_again(&self) -> Result<bool, CertificateError> {
        let now = marks(&self.files);
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if *seen == now {
            return Ok(false);
        }
        *seen = now;
        let new = Arc::new(self.files.read()?);
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = new;
        Ok(true)
    }

    pub(super) async fn keep_fresh(&self) {
        let mut times = tokio::time::interval(EVERY);
        let mut hangup = signal(SignalKind::hangup()).ok();
        loop {
            tokio::select! {
                _ = times.tick() => {}
                Some(()) = async { hangup.as_mut()?.recv().await }, if hangup.is_some() => {}
            }
            match self.look_again() {
                Ok(false) => {}
                Ok(true) => tracing::info!("a new certificate is served"),
                Err(problem) => {
                    tracing::error!(%problem, "the new certificate is not served, the one before is");
                }
            }
        }
    }
}

impl ResolvesServerCert for ServedCertificate {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner)))
    }
}

fn marks(files: &CertificateFiles) -> [Mark; 2] {
    [mark(&files.certificate), mark(&files.key)]
}

fn mark(file: &Path) -> Mark {
    let about = std::fs::metadata(file).ok()?;
    Some((about.ino(), about.size(), about.mtime(), about.mtime_nsec()))
}
